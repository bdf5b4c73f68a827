# Títulos de las tablas: KEY-title.
hours-title = Horas de servicio
orgs-title = Organizaciones
workers-title = Trabajadores sociales
volunteers-title = Voluntarios
activities-title = Actividades
history-title = Historial

# Títulos de las columnas: column-KEY. Una columna sin título lleva su clave.
column-also = También
column-as = En calidad de
column-attendance = Asistencia
column-attendances = Asistencias
column-background = Profesión
column-born = Nacimiento
column-by = Por
column-categories = Categorías
column-category = Categoría
column-change = Cambio
column-closed = Cierre
column-credential = Títulos
column-date = Fecha
column-email = Correo
column-end = Fin
column-field = Campo
column-gender = Género
column-id = Id
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
column-old = Antes
column-op = Operación
column-opened = Apertura
column-org = Organización
column-parent = Depende de
column-pathway = Vía
column-people = Personas
column-phone = Teléfono
column-place = Lugar
column-post = Puesto
column-program = Programa
column-reason = Motivo
column-sector = Sector
column-skills = Capacidades
column-source = Fuente
column-start = Inicio
column-status = Estado
column-supervisor = Supervisado por
column-tags = Etiquetas
column-teams = Equipos
column-title = Título
column-type = Tipo
column-until = Hasta
column-who = Quién
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
