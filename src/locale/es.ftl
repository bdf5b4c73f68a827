# Títulos de las tablas: KEY-title.
hours-title = Horas de servicio
orgs-title = Organizaciones
workers-title = Trabajadores sociales
volunteers-title = Voluntarios
activities-title = Actividades
residents-title = Residentes
programs-title = Programas
services-title = Servicios
items-title = Artículos
series-title = Series de turnos
plans-title = Planes
shifts-title = Turnos
trainings-title = Formaciones
needs-title = Necesidades
cases-title = Casos
feedback-title = Opiniones y avisos
movements-title = Movimientos
awards-title = Reconocimientos
certificates-title = Certificados
corrections-title = Correcciones
history-title = Historial

# Títulos de las columnas: column-KEY. Una columna sin título lleva su clave.
column-also = También
column-as = En calidad de
column-assigned = Asignados
column-attendance = Asistencia
column-attendances = Asistencias
column-audience = Destinatarios
column-background = Profesión
column-born = Nacimiento
column-budget = Presupuesto
column-by = Por
column-categories = Categorías
column-category = Categoría
column-change = Cambio
column-closed = Cierre
column-credential = Títulos
column-date = Fecha
column-due = Plazo
column-email = Correo
column-end = Fin
column-expires = Caduca
column-field = Campo
column-from = Desde
column-gender = Género
column-groups = Grupos
column-helpers = Ayudantes
column-hours = Horas
column-id = Id
column-item = Artículo
column-joined = Alta
column-kind = Clase
column-languages = Idiomas
column-lead = Dirigido por
column-left = Baja
column-linkage = Enlace
column-minutes = Horas
column-model = Modelo
column-month = Mes
column-name = Nombre
column-new = Después
column-note = Nota
column-number = Número
column-of = Corrige
column-old = Antes
column-op = Operación
column-opened = Apertura
column-org = Organización
column-parent = Depende de
column-pathway = Vía
column-people = Personas
column-period = Periodo
column-phone = Teléfono
column-place = Lugar
column-places = Plazas
column-post = Puesto
column-program = Programa
column-promised = Prometido
column-quantity = Cantidad
column-reason = Motivo
column-resident = Residente
column-residents = Residentes
column-result = Resultado
column-rule = Regla
column-sector = Sector
column-service = Servicio
column-skills = Capacidades
column-source = Fuente
column-stage = Fase
column-start = Inicio
column-status = Estado
column-supervisor = Supervisado por
column-tags = Etiquetas
column-teams = Equipos
column-title = Título
column-to = Para
column-type = Tipo
column-unit = Unidad
column-until = Hasta
column-urgency = Urgencia
column-who = Quién
column-worker = Profesional
column-year = Año

# Códigos: LIST-CODE.
as-volunteer = voluntario
as-worker = trabajador social
noun-activity = { $count ->
    [one] actividad
   *[other] actividades
}
noun-org = { $count ->
    [one] organización
   *[other] organizaciones
}
noun-volunteer = { $count ->
    [one] voluntario
   *[other] voluntarios
}
noun-worker = { $count ->
    [one] trabajador social
   *[other] trabajadores sociales
}
noun-shift = { $count ->
    [one] turno
   *[other] turnos
}
noun-need = { $count ->
    [one] necesidad
   *[other] necesidades
}
noun-case = { $count ->
    [one] caso
   *[other] casos
}
noun-correction = { $count ->
    [one] corrección
   *[other] correcciones
}

# Alrededor y debajo de una tabla.
total = Total
nothing = no hay nada
percent = { $number }{"\u00A0"}%
foot-revision = revisión { $revision }
foot-revision-dirty = revisión { $revision } con cambios aún sin confirmar
foot-records = registros { $records }
foot-approx = ≈ se apoya en un valor aproximado
foot-incomplete = { $count ->
    [one] incompleto: { $number } registro no se puede leer y no cuenta; `tandem check` dice cuál
   *[other] incompleto: { $number } registros no se pueden leer y no cuentan; `tandem check` dice cuáles
}
foot-repeat = para repetirlo: { $command }
