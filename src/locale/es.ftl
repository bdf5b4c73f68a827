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

# Títulos de las columnas: column-KEY. Una columna sin título lleva su clave.
column-absence_rate = Ausencias (%)
column-absent = Ausentes
column-activities = Actividades
column-activities_led = Actividades dirigidas
column-activities_share = Parte de las actividades
column-actual = Real
column-adjust = Ajuste
column-also = También
column-as = En calidad de
column-as_of = A fecha de
column-assigned = Asignados
column-attendance = Asistencia
column-attendances = Asistencias
column-attended = Asistieron
column-audience = Destinatarios
column-background = Profesión
column-balance = Saldo
column-born = Nacimiento
column-budget = Presupuesto
column-by = Por
column-categories = Categorías
column-category = Categoría
column-change = Cambio
column-children = Por debajo
column-closed = Cierre
column-confirmed = Confirmados
column-credential = Títulos
column-date = Fecha
column-days = Días que quedan
column-done = Hecha
column-due = Plazo
column-email = Correo
column-end = Fin
column-expires = Caduca
column-feedback = Comentarios
column-field = Campo
column-fill_rate = Cobertura (%)
column-found_by = Encontrada por
column-from = Desde
column-gender = Género
column-groups = Grupos
column-helpers = Ayudantes
column-hours = Horas
column-households = Hogares
column-households_per_worker = Hogares por trabajador
column-id = Id
column-in = Entradas
column-item = Artículo
column-joined = Alta
column-kind = Clase
column-languages = Idiomas
column-lead = Dirigido por
column-led_by = Dirige
column-left = Baja
column-linkage = Enlace
column-low = Mínimo
column-median_days_open = Días abierto (mediana)
column-median_days_to_first_response = Días hasta la primera respuesta (mediana)
column-metric = Cifra
column-minutes = Horas
column-mode = Vinculación
column-model = Modelo
column-month = Mes
column-name = Nombre
column-needed = Necesarias
column-new = Después
column-note = Nota
column-number = Número
column-of = Corrige
column-old = Antes
column-op = Operación
column-open = Abiertos
column-opened = Apertura
column-opening = Inicial
column-org = Organización
column-out = Salidas
column-overdue = Vencidos
column-parent = Depende de
column-pathway = Vía
column-people = Personas
column-period = Periodo
column-phone = Teléfono
column-place = Lugar
column-places = Plazas
column-plan = Plan
column-post = Puesto
column-previous = Anterior
column-program = Programa
column-promised = Prometido
column-quantity = Cantidad
column-ratio = Horas de voluntarios por propia
column-reason = Motivo
column-recipients = Receptores
column-resident = Residente
column-residents = Residentes
column-result = Resultado
column-rule = Regla
column-satisfaction_mean = Satisfacción (media)
column-sector = Sector
column-service = Servicio
column-share = Proporción
column-shifts = Turnos
column-skills = Capacidades
column-source = Fuente
column-span_max = Como máximo
column-stage = Fase
column-start = Inicio
column-status = Estado
column-supervisor = Supervisado por
column-tags = Etiquetas
column-taken = Ocupadas
column-taken_up = Atendida por un trabajador
column-target = Meta
column-teams = Equipos
column-title = Título
linkage-title = Vinculación, por trabajador
modes-title = Vinculación, por modalidad
leaders-title = Por quién dirigió
found-title = Necesidades, por quién las encontró
over_span-title = Trabajadores que dirigen a más voluntarios de lo conveniente
feedback_status-title = Comentarios por estado
resources-title = Recursos
low-title = Se agotan
expiring_items-title = Caducan
plan-title = Plan y realidad
tasks-title = Tareas con plazo
column-to = Para
column-trainings = Formaciones
column-type = Tipo
column-unit = Unidad
column-until = Hasta
column-urgency = Urgencia
column-value = Valor
column-volunteer_minutes = Horas de voluntarios
column-volunteer_minutes_led = Horas de voluntarios dirigidas
column-volunteer_minutes_share = Parte de las horas
column-volunteers = Voluntarios
column-volunteers_declared = Voluntarios declarados
column-volunteers_led = Voluntarios dirigidos
column-volunteers_per_worker = Voluntarios por trabajador
column-who = Quién
column-within = En días
column-worker = Profesional
column-worker_minutes = Horas del trabajador
column-workers = Trabajadores
column-workers_declared = Trabajadores declarados
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
mode-community = comunidad
mode-agency = entidad
mode-key-person = persona clave
mode-none = sin indicar
led-by-worker = un trabajador
led-by-key-person = una persona clave
led-by-nobody = nadie
feedback-opinion = opinión
feedback-suggestion = sugerencia
feedback-complaint = queja
feedback-hazard = peligro
feedback-thanks = agradecimiento
feedback-status-open = abierto
feedback-status-forwarded = remitido
feedback-status-answered = respondido
feedback-status-closed = cerrado
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
