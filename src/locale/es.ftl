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
summary-title = Resumen
coverage-title = Cobertura
tree-title = Árbol de organizaciones
credential-title = Trabajadores por titulación
sector-title = Trabajadores por sector
pathway-title = Trabajadores por vía de acceso
org-title = Trabajadores por organización
certified-title = Titulados nuevos
declared-title = Cifras declaradas
expiring-title = Acreditaciones que caducan pronto
training-title = Formación
unfilled-title = Turnos por cubrir
no_lead-title = Turnos sin responsable
trainees_only-title = Turnos solo con aprendices
not_closed-title = Turnos terminados y aún abiertos
service-title = Servicio
crews-title = En cada equipo
levels-title = Niveles
newcomers-title = Altas
inactive-title = Sin servir desde hace tiempo
near-title = Cerca del nivel siguiente
cover-title = Quién podría cubrir una plaza

# Títulos de las columnas: column-KEY. Una columna sin título lleva su clave.
column-absence_rate = Ausencias (%)
column-absent = Ausentes
column-also = También
column-as = En calidad de
column-as_of = A fecha de
column-assigned = Asignados
column-attendance = Asistencia
column-attendances = Asistencias
column-attended = Asistieron
column-audience = Destinatarios
column-background = Profesión
column-born = Nacimiento
column-budget = Presupuesto
column-by = Por
column-categories = Categorías
column-category = Categoría
column-change = Cambio
column-children = Por debajo
column-closed = Cierre
column-compulsory = Obligatorias
column-confirmed = Confirmados
column-credential = Títulos
column-date = Fecha
column-days = Días que quedan
column-done_before = Lo hizo antes
column-due = Plazo
column-email = Correo
column-end = Fin
column-expires = Caduca
column-field = Campo
column-fill_rate = Cobertura (%)
column-free = Libre
column-from = Desde
column-gender = Género
column-groups = Grupos
column-helpers = Ayudantes
column-hours = Horas
column-households = Hogares
column-households_per_worker = Hogares por trabajador
column-id = Id
column-idle_days = Días sin servir
column-item = Artículo
column-joined = Alta
column-kind = Clase
column-ladder = Escala
column-languages = Idiomas
column-last_asked = Última invitación
column-last_served = Último servicio
column-lead = Dirigido por
column-left = Baja
column-level = Nivel
column-lifetime_minutes = Horas en total
column-linkage = Enlace
column-metric = Cifra
column-minutes = Horas
column-missing = Faltan
column-model = Modelo
column-month = Mes
column-name = Nombre
column-needed = Necesarias
column-new = Después
column-next = Nivel siguiente
column-note = Nota
column-number = Número
column-obstacles = Impedimentos
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
column-previous = Anterior
column-program = Programa
column-promised = Prometido
column-quantity = Cantidad
column-reason = Motivo
column-record = Registro
column-resident = Residente
column-residents = Residentes
column-result = Resultado
column-rule = Regla
column-sector = Sector
column-service = Servicio
column-share = Proporción
column-shifts = Turnos
column-skills = Capacidades
column-source = Fuente
column-stage = Fase
column-start = Inicio
column-state = Estado
column-status = Estado
column-supervisor = Supervisado por
column-tags = Etiquetas
column-taken = Ocupadas
column-target = Meta
column-teams = Equipos
column-title = Título
column-to = Para
column-trainings = Formaciones
column-type = Tipo
column-unit = Unidad
column-until = Hasta
column-urgency = Urgencia
column-value = Valor
column-volunteers = Voluntarios
column-volunteers_declared = Voluntarios declarados
column-volunteers_per_worker = Voluntarios por trabajador
column-week_minutes = Esa semana
column-who = Quién
column-why = Por qué
column-within = En días
column-worker = Profesional
column-workers = Trabajadores
column-workers_declared = Trabajadores declarados
column-year = Año

# Códigos: LIST-CODE.
answer-no = no
answer-yes = sí
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
credential-assistant-social-worker = asistente social auxiliar
credential-first-aid = primeros auxilios
credential-senior-social-worker = trabajador social superior
credential-social-worker = trabajador social
heads-workers = trabajadores
heads-volunteers = voluntarios
heads-residents = residentes
heads-staff = plantilla
heads-people = personas
heads-elderly = mayores
heads-living-alone = viven solos
heads-empty-nest = nido vacío
heads-disabled = con discapacidad
heads-hardship = en apuros
heads-child = niños
heads-orphan = huérfanos
heads-ill = enfermos
heads-newcomer = recién llegados
heads-veteran = veteranos
metric-activities = Actividades
metric-attendances = Asistencias
metric-people = Personas
metric-new_volunteers = Voluntarios nuevos
metric-volunteer_minutes = Horas de voluntarios
metric-worker_minutes = Horas de trabajadores
metric-heads = Personas contadas
metric-heads-of = Contadas: { $name }
metric-served = Residentes atendidos
metric-households = Hogares
metric-output = Producto: { $name }
metric-result = Resultado: { $name }
metric-shifts = Turnos
metric-fill_rate = Plazas cubiertas
metric-needs_opened = Necesidades abiertas
metric-needs_met = Necesidades atendidas
metric-cases_opened = Casos abiertos
metric-cases_closed = Casos cerrados
metric-feedback = Opiniones y quejas
metric-resources-in = Entró: { $name }
metric-resources-out = Salió: { $name }
org-kind-committee = comité
org-kind-bureau = departamento
org-kind-city = ciudad
org-kind-county = comarca
org-kind-district = distrito
org-kind-street = subdistrito
org-kind-town = municipio
org-kind-community = comunidad
org-kind-village = aldea
org-kind-estate = urbanización
org-kind-grid = cuadrícula
org-kind-station = centro
org-kind-agency = agencia
org-kind-association = asociación
org-kind-team = equipo
org-kind-studio = taller
org-kind-partner = entidad colaboradora
org-kind-company = empresa
org-kind-school = escuela
org-kind-hospital = hospital
org-kind-office = oficina
org-kind-other = otra
pathway-recruited = contratado
pathway-trained = formado aquí
pathway-incentive = incentivado
pathway-platform = por plataforma
pathway-elected = elegido
pathway-transferred = trasladado
sector-provider = servicios sociales
sector-auxiliary = junto a otra labor
sector-community = calles y comunidades
training-course = curso
training-lecture = charla
training-exam = examen
training-supervision = supervisión
training-placement = prácticas
ladder-stars = estrellas
level-one-star = una estrella
level-two-star = dos estrellas
level-three-star = tres estrellas
level-four-star = cuatro estrellas
level-five-star = cinco estrellas
service-kind-supportive = de apoyo
service-kind-governance = de gobernanza
service-kind-both = ambas
state-submitted = presentada
state-verified = verificada
volunteer-status-applicant = aspirante
volunteer-status-trainee = en formación
volunteer-status-active = en activo
volunteer-status-paused = en pausa
volunteer-status-left = de baja

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
