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
differences-title = Registros
index-title = Índice
shift_changes-title = Turnos
hour_changes-title = Horas de servicio
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
cover-title = Quién podría cubrir una plaza
service-title = Servicio
crews-title = En cada equipo
levels-title = Niveles
newcomers-title = Altas
inactive-title = Sin servir desde hace tiempo
near-title = Cerca del nivel siguiente
needs_status-title = Necesidades por estado
needs_reason-title = Necesidades no atendidas, por motivo
cases_stage-title = Casos por etapa
cases_reason-title = Casos cerrados, por motivo
caseload-title = Carga de casos
reviews-title = Revisiones pendientes

# Títulos de las columnas: column-KEY. Una columna sin título lleva su clave.
column-absence_rate = Ausencias (%)
column-absent = Ausentes
column-activities = Actividades
column-activities_led = Actividades a cargo
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
column-bytes = Bytes
column-cases = Casos
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
column-days_late = Días de retraso
column-done = Hecha
column-due = Plazo
column-email = Correo
column-end = Fin
column-event = Qué
column-expires = Caduca
column-feedback = Comentarios
column-field = Campo
column-files = Archivos
column-fill_rate = Cobertura (%)
column-free = Libre
column-found_by = Encontrada por
column-free_after = Libres después
column-free_before = Libres antes
column-from = Desde
column-gender = Género
column-groups = Grupos
column-helpers = Ayudantes
column-high_risk = Riesgo alto
column-hours = Horas
column-households = Hogares
column-households_per_worker = Hogares por trabajador
column-id = Id
column-idle_days = Días sin servir
column-in = Entradas
column-item = Artículo
column-joined = Alta
column-kind = Clase
column-ladder = Escala
column-languages = Idiomas
column-last_asked = Última invitación
column-last_served = Último servicio
column-lead = Dirigido por
column-led_by = Dirige
column-left = Baja
column-level = Nivel
column-lifetime_minutes = Horas en total
column-linkage = Vinculación
column-load = Necesidades y casos abiertos
column-median_days_open = Días abierta (mediana)
column-median_days_to_first_response = Días hasta la primera respuesta (mediana)
column-metric = Cifra
column-minutes = Horas
column-minutes_after = Horas después
column-minutes_before = Horas antes
column-missing = Faltan
column-low = Mínimo
column-mode = Vinculación
column-model = Modelo
column-month = Mes
column-name = Nombre
column-needed = Necesarias
column-needs = Necesidades
column-new = Nuevo
column-next = Nivel siguiente
column-note = Nota
column-number = Número
column-obstacles = Impedimentos
column-of = Corrige
column-old = Antiguo
column-op = Operación
column-open = Abiertas
column-opened = Apertura
column-opening = Inicial
column-org = Organización
column-overdue = Vencidas
column-out = Salidas
column-parent = Depende de
column-parts = Partes
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
column-ratio = Horas por propia
column-read_again = Se leen siempre
column-reason = Motivo
column-record = Registro
column-reasons = Por qué
column-recipients = Receptores
column-resident = Residente
column-residents = Residentes
column-result = Resultado
column-review = Revisión
column-rows = Filas
column-rule = Regla
column-satisfaction_mean = Satisfacción
column-sector = Sector
column-service = Servicio
column-sessions = Sesiones
column-share = Proporción
column-shifts = Turnos
column-skills = Capacidades
column-source = Fuente
column-span_max = Como máximo
column-stage = Fase
column-start = Inicio
column-state = Estado
column-status = Estado
column-supervisor = Supervisado por
column-tags = Etiquetas
column-taken = Ocupadas
column-taken_after = Ocupadas después
column-taken_before = Ocupadas antes
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
column-void = Anulado desde
column-volunteer_minutes = Horas de voluntarios
column-volunteer_minutes_led = Horas a cargo
column-volunteer_minutes_share = Parte de las horas
column-volunteers = Voluntarios
column-volunteers_declared = Voluntarios declarados
column-volunteers_led = Voluntarios a cargo
column-volunteers_per_worker = Voluntarios por trabajador
column-week_minutes = Esa semana
column-who = Quién
column-why = Por qué
column-within = En días
column-worker = Profesional
column-worker_minutes = Horas del trabajador
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
credential-assistant-social-worker = trabajador social auxiliar
credential-first-aid = primeros auxilios
credential-senior-social-worker = trabajador social superior
credential-social-worker = trabajador social
heads-workers = trabajadores
heads-volunteers = voluntarios
heads-residents = residentes
heads-staff = plantilla
heads-people = personas
heads-elderly = mayores
heads-living-alone = que viven solos
heads-empty-nest = hogar sin hijos
heads-disabled = con discapacidad
heads-hardship = en dificultad económica
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
metric-output = Realizado: { $name }
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
event-added = añadido
event-removed = eliminado
event-renamed = renombrado
event-moved = movido
event-voided = anulado
event-restored = restablecido
event-changed = cambiado
event-reworded = solo texto o formato
event-unreadable = no se puede leer
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
sector-community = subdistritos y comunidades
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
case-reason-resolved = resuelto
case-reason-improved = mejorado
case-reason-referred = derivado
case-reason-unchanged = sin cambios
case-reason-withdrawn = retirado
case-reason-moved = se mudó
case-reason-no-contact = sin contacto
case-reason-died = falleció
case-reason-not-opened = no abierto
match-above = de { $name }, por encima de esta organización
match-audience = para { $name }
match-below = de { $name }, por debajo de esta organización
match-category = hace { $name }
match-holds = tiene { $name }
match-lacks = le falta { $name }
match-promise = prometido en { $days } días hábiles: { $day }
match-same-org = de esta organización
match-speaks = habla { $name }
need-status-open = abierta
need-status-verified = verificada
need-status-matched = asignada
need-status-in-progress = en curso
need-status-met = atendida
need-status-unmet = no atendida
need-status-withdrawn = retirada
stage-intake = acogida
stage-assessment = valoración
stage-planning = planificación
stage-intervention = intervención
stage-evaluation = evaluación
stage-closed = cerrado
stage-follow-up = seguimiento

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

# Closed periods.
column-through = Hasta
column-facts = Hechos
column-records = Suma de control
column-what = Qué
column-was = Era
column-is = Es
period-title = Período cerrado
altered-title = Cambiado a mano
proof-equal = igual
proof-altered = cambiado
column-proof = Prueba

# Actividades.
activities_shared-title = Actividades organizadas con otras entidades
activity_figures-title = Actividades: participación
column-outputs = Aportado
column-results = Resultados
column-heads = Personas contadas
column-spent = Gasto
column-style = Forma
column-text = Texto

# Lo que hay que atender.
nightly-title = Lo que hay que atender
needs_overdue-title = Necesidades vencidas
hazards-title = Riesgos sin respuesta
waiting-title = Horas pendientes de verificar
unseen-title = Voluntarios ausentes desde hace tiempo
levels_reached-title = Niveles alcanzados
problems-title = Problemas nuevos en los registros
column-at_least = Días, al menos
column-count = Cantidad
column-new_count = Nuevos
column-problem = Problema

# Los días en las frases.
date-day = { $day } de { $month } de { $year }
date-short = { $day } de { $month }
date-month = { $month } de { $year }
date-year = { $year }
date-days = { $day } al { $last } de { $month } de { $year }
date-months = { $month } a { $until } de { $year }
date-within-year = { $start } al { $end } de { $year }
date-years = { $year } a { $later }
date-span = { $from } al { $to }
when-day = el { $day } de { $month } de { $year }
when-month = en { $month } de { $year }
when-year = en { $year }
when-days = del { $day } al { $last } de { $month } de { $year }
when-months = de { $month } a { $until } de { $year }
when-within-year = del { $start } al { $end } de { $year }
when-years = de { $year } a { $later }
when-span = del { $from } al { $to }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

# La memoria de actividades.
narrative-title = Memoria de actividades
narrative-occasion = Motivo: { $program }, programa de { $org }, { $days }.
narrative-occasion-undated = Motivo: { $program }, programa de { $org }.
narrative-hosts = { $count ->
    [one] Entidad anfitriona: { $orgs }.
   *[other] Entidades anfitrionas: { $orgs }.
}
narrative-held = { $holders ->
    [one] { $orgs } llevó a cabo { $what } { $when }.
   *[other] { $orgs } llevaron a cabo { $what } { $when }.
}
narrative-orgs = { $count ->
    [one] { $number } entidad
   *[other] { $number } entidades
}
narrative-activities = { $count ->
    [one] { $number } actividad
   *[other] { $number } actividades
}
narrative-shifts = { $count ->
    [one] { $number } turno
   *[other] { $number } turnos
}
narrative-times = { $number } veces, { $days }
narrative-item = { $title } ({ $details })
narrative-led = a cargo de { $name }
narrative-named = Participantes registrados por su nombre: { $people }.
narrative-named-often = { $count ->
    [one] Participantes registrados por su nombre: { $people }, con { $number } asistencia en total.
   *[other] Participantes registrados por su nombre: { $people }, con { $number } asistencias en total.
}
narrative-counted-besides = Otros participantes: { $people }.
narrative-counted = Participantes: { $people }.
narrative-groups = Entre los residentes: { $groups }.
narrative-households = { $count ->
    [one] Se llegó a { $number } hogar.
   *[other] Se llegó a { $number } hogares.
}
narrative-served = { $count ->
    [one] Se atendió una vez a un residente registrado.
   *[other] Se atendió { $number } veces a residentes registrados.
}
narrative-hours = Horas de servicio: { $crews }.
narrative-hours-volunteer = { $number } de voluntarios
narrative-hours-worker = { $number } de trabajadores sociales
narrative-outputs = Entregado y realizado: { $measures }.
narrative-results = Resultados: { $measures }.
narrative-measure = { $name }: { $number }
narrative-given = Se repartió: { $goods }.
narrative-given-to = { $count ->
    [one] Se repartió: { $goods }, a { $number } destinatario.
   *[other] Se repartió: { $goods }, a { $number } destinatarios.
}
narrative-received = Se recibió: { $goods }.
narrative-thing = { $name } ({ $quantity })
narrative-satisfaction = Satisfacción: { $mean } sobre 5 de media; { $answers }{ $at }.
narrative-satisfaction-unsaid = Encuesta de satisfacción: { $answers }{ $at }; no consta lo que se contestó.
narrative-satisfaction-unnumbered = Satisfacción: { $means } sobre 5{ $at }; no consta el número de respuestas.
narrative-answers = { $count ->
    [one] { $number } respuesta
   *[other] { $number } respuestas
}
narrative-answers-of = { $count ->
    [one] respondió { $number } de { $present } participantes
   *[other] respondieron { $number } de { $present } participantes
}
narrative-asked-at = {", "}en { $number } de { $count ->
    [one] { $all } actividad
   *[other] { $all } actividades
}
narrative-ratings = { $count ->
    [one] Se valoró { $number } de { $all } asistencias: { $mean } sobre 5.
   *[other] Se valoraron { $number } de { $all } asistencias: { $mean } sobre 5 de media.
}
narrative-money = { $currency ->
    [none] { $number }
   *[other] { $number } { $currency }
}
narrative-spent = Gasto: { $amount }.
narrative-shared = Organizado con otras entidades
narrative-total = En total
narrative-nothing = No consta ninguna actividad { $when }.
narrative-about = cerca de { $number }
narrative-fewer = menos de { $number }
narrative-less = menos de { $number }

# Las personas contadas, en las frases.
counted-workers = { $count ->
    [one] { $number } trabajador social
   *[other] { $number } trabajadores sociales
}
counted-volunteers = { $count ->
    [one] { $number } voluntario
   *[other] { $number } voluntarios
}
counted-residents = { $count ->
    [one] { $number } residente
   *[other] { $number } residentes
}
counted-staff = { $count ->
    [one] { $number } empleado
   *[other] { $number } empleados
}
counted-people = { $count ->
    [one] { $number } persona más
   *[other] { $number } personas más
}
counted-people-alone = { $count ->
    [one] { $number } persona
   *[other] { $number } personas
}
grouped-elderly = { $count ->
    [one] { $number } persona mayor
   *[other] { $number } personas mayores
}
grouped-living-alone = { $count ->
    [one] { $number } persona que vive sola
   *[other] { $number } personas que viven solas
}
grouped-empty-nest = { $count ->
    [one] { $number } persona cuyos hijos se fueron de casa
   *[other] { $number } personas cuyos hijos se fueron de casa
}
grouped-disabled = { $count ->
    [one] { $number } persona con discapacidad
   *[other] { $number } personas con discapacidad
}
grouped-hardship = { $count ->
    [one] { $number } persona en dificultad económica
   *[other] { $number } personas en dificultad económica
}
grouped-child = { $count ->
    [one] { $number } niño o niña
   *[other] { $number } niños y niñas
}
grouped-orphan = { $count ->
    [one] { $number } huérfano
   *[other] { $number } huérfanos
}
grouped-ill = { $count ->
    [one] { $number } persona enferma
   *[other] { $number } personas enfermas
}
grouped-newcomer = { $count ->
    [one] { $number } persona recién llegada
   *[other] { $number } personas recién llegadas
}
grouped-veteran = { $count ->
    [one] { $number } veterano
   *[other] { $number } veteranos
}

# Las medidas en las frases; la que no tiene línea se nombra por su etiqueta.
measure-banners = { $count ->
    [one] { $number } pancarta
   *[other] { $number } pancartas
}
measure-posters = { $count ->
    [one] { $number } cartel
   *[other] { $number } carteles
}
measure-leaflets = { $count ->
    [one] { $number } folleto
   *[other] { $number } folletos
}
measure-cards = { $count ->
    [one] { $number } tarjeta
   *[other] { $number } tarjetas
}
measure-vouchers = { $count ->
    [one] { $number } vale
   *[other] { $number } vales
}
measure-parcels = { $count ->
    [one] { $number } paquete
   *[other] { $number } paquetes
}
measure-meals = { $count ->
    [one] { $number } comida
   *[other] { $number } comidas
}
measure-haircuts = { $count ->
    [one] { $number } corte de pelo
   *[other] { $number } cortes de pelo
}
measure-rounds = { $count ->
    [one] { $number } ronda
   *[other] { $number } rondas
}
measure-visits = { $count ->
    [one] { $number } visita
   *[other] { $number } visitas
}
measure-consultations = { $count ->
    [one] { $number } consulta
   *[other] { $number } consultas
}
measure-disputes-settled = { $count ->
    [one] { $number } conflicto resuelto
   *[other] { $number } conflictos resueltos
}
measure-persons-helped = { $count ->
    [one] { $number } persona ayudada
   *[other] { $number } personas ayudadas
}
measure-interventions = { $count ->
    [one] { $number } intervención
   *[other] { $number } intervenciones
}
measure-registrations = { $count ->
    [one] { $number } inscripción
   *[other] { $number } inscripciones
}
measure-applicants = { $count ->
    [one] { $number } solicitante
   *[other] { $number } solicitantes
}
measure-passed = { $count ->
    [one] { $number } aprobado
   *[other] { $number } aprobados
}
measure-hazards-found = { $count ->
    [one] { $number } riesgo detectado
   *[other] { $number } riesgos detectados
}
measure-households-served = { $count ->
    [one] { $number } hogar atendido
   *[other] { $number } hogares atendidos
}

# Páginas, gráficos y certificados.
linkage-page = Vinculación
workforce-page = Plantilla
site-overview = Resumen general
site-pages = Páginas
site-skip = Ir al contenido
site-below = Dependen directamente
site-before = antes: { $value }
chart-hours-by-month = Horas por mes
chart-hours-by-category = Horas por categoría
chart-linkage = Horas de voluntarios, según quién dirigió
chart-coverage = Hogares por trabajador
chart-fill-rate = Plazas cubiertas
chart-figures = En una tabla
chart-more = { $count } más en la tabla
chart-longest = Barras; la más larga es { $label }: { $value }. Todas las cifras están en la tabla siguiente.
certificate-heading = Certificado de servicio voluntario
certificate-said = Se certifica que { $who } prestó { $hours } horas verificadas de servicio voluntario del { $from } al { $until }.
certificate-said-until = Se certifica que { $who } prestó { $hours } horas verificadas de servicio voluntario hasta el { $until }.
certificate-kinds = Tipos de servicio
certificate-others = Otros tipos
certificate-number = Número
certificate-issuer = Expedido por
certificate-date = Fecha de expedición
certificate-code = Código
certificate-fact = { $name }: { $value }
certificate-signer = Firma: { $name }
certificate-handler = Preparado por: { $name }
certificate-verify = Quien lo expide puede verificarlo en sus registros: { $command }
certificate-records = Suma de control del servicio que abarca: { $records }

# Cómo se llaman los demás campos y cifras.
hours_below-title = Por organización, con las que dependen de ella
activities_below-title = Actividades por organización, con las que dependen de ella
shifts_below-title = Turnos por organización, con las que dependen de ella
needs_below-title = Necesidades por organización, con las que dependen de ella
cases_below-title = Casos por organización, con las que dependen de ella
feedback_below-title = Opiniones y avisos por organización, con las que dependen de ella
workers_below-title = Trabajadores por organización, con las que dependen de ella
linkage_orgs-title = Vinculación, por organización con las que dependen de ella
given_orgs-title = Lo que hallaron los voluntarios y la formación a cambio, por organización
taught-title = Formación y supervisión a cambio
column-activity = Actividad
column-address = Dirección
column-ages = Edades
column-answer = Respuesta
column-answers = Respuestas
column-approx = Aproximado
column-assured = Comprobado el
column-availability = Disponibilidad
column-case = Caso
column-channel = Canal
column-code = Código
column-compulsory_minutes = De ellas, obligatorias
column-consent = Consentimiento
column-contact = Contacto
column-counts = Contadas
column-declared = Declarado
column-did = Qué se hizo
column-eligibility = Requisitos
column-emergency = En una emergencia
column-except = Excepto
column-fee = Tarifa
column-forwarded = Remitido
column-fri = Viernes
column-goal = Objetivo
column-goals = Objetivos
column-guardian = Tutor legal
column-handler = Tramita
column-helper = Ayudantes
column-hosts = Anfitriones
column-household = Hogar
column-issued = Expedido
column-issuer = Expide
column-lines = Partidas
column-locked = Fijada
column-log = Seguimiento
column-mean = Media
column-medium = Medio
column-met = Cumplido
column-mon = Lunes
column-need = Necesidad
column-needs_found = Necesidades halladas
column-orgs = Otros organizadores
column-over_span = Sobre el tope
column-override = Excepción
column-pairing = Emparejamiento
column-participants = Participantes
column-persons = Personas
column-previous_opened = Abiertas antes
column-previous_ratio = Antes
column-previous_volunteer_minutes = Horas antes
column-previous_training_minutes = Formación antes
column-profile = Perfil
column-promise_days = Compromiso (días hábiles)
column-rating = Valoración
column-referrals = Derivaciones
column-reopened = Reapertura
column-requires = Requiere
column-revision = Revisión
column-risk = Riesgo
column-role = Función
column-same_as = Misma persona que
column-sat = Sábado
column-satisfaction = Satisfacción
column-sealed = Cifrado
column-series = Serie
column-served = Atendidos
column-shift = Turno
column-signer = Firma
column-span_share = Parte del tope
column-submitted_minutes = De ellas, sin verificar
column-sun = Domingo
column-supervision = Supervisión
column-targets = Metas
column-task = Tareas
column-team = Equipo
column-thu = Jueves
column-trainer = Docente
column-training_minutes = Formación de voluntarios
column-tue = Martes
column-uid = Número nacional
column-volunteer_minutes_unled = Horas sin dirección
column-wed = Miércoles
column-weekly_hours_max = Horas semanales como máximo

# Cómo se llaman los demás códigos.
assignment-status-invited = invitado
assignment-status-accepted = aceptó
assignment-status-declined = declinó
assignment-status-confirmed = confirmado
assignment-status-standby = en reserva
assignment-status-attended = asistió
assignment-status-absent = ausente
assignment-status-excused = disculpado
case-kind-individual = individual
case-kind-family = familiar
case-kind-mediation = mediación
case-kind-counselling = orientación
case-kind-group = grupal
channel-visit = visita
channel-phone = teléfono
channel-window = ventanilla
channel-online = en línea
channel-event = acto
channel-patrol = ronda
credential-kind-qualification = titulación
credential-kind-agreement = acuerdo
credential-kind-insurance = seguro
credential-kind-record-check = antecedentes
credential-kind-consent = consentimiento
declared-newly-certified = titulados nuevos
declared-volunteers = voluntarios
declared-workers = trabajadores
declared-workers-auxiliary = trabajadores junto a otra labor
declared-workers-community = trabajadores en subdistritos y comunidades
declared-workers-provider = trabajadores en servicios sociales
did-visited = visita
did-called = llamada
did-accompanied = acompañamiento
did-delivered = entrega
did-advised = asesoramiento
did-referred = derivación
did-other = otro
item-kind-goods = bienes
item-kind-voucher = vale
item-kind-money = dinero
model-government-led = promovido por la administración
model-grassroots = de base
model-community = comunitario
model-agency = de entidad
movement-in = entrada
movement-out = salida
movement-transfer = traspaso
movement-adjust = ajuste
outcome-passed = aprobado
outcome-failed = suspenso
outcome-attended = asistió
pairing-member = miembro
pairing-paired = emparejada
pairing-host = anfitriona
pairing-contract = contrato
referral-sent = enviada
referral-accepted = aceptada
referral-rejected = rechazada
referral-done = concluida
referral-revoked = revocada
refusal-overlap = solapamiento
refusal-unavailable = no disponible
refusal-missing-skill = falta una capacidad
refusal-missing-credential = falta una acreditación
refusal-expired-credential = acreditación caducada
refusal-not-active = no está en activo
refusal-rest = descanso
refusal-daily-limit = límite diario
refusal-weekly-limit = límite semanal
refusal-full = completo
refusal-minor-without-consent = menor sin consentimiento
refusal-closed-period = periodo cerrado
refusal-cancelled = anulado
refusal-locked = fijada
resident-kind-person = persona
resident-kind-household = hogar
risk-low = bajo
risk-medium = medio
risk-high = alto
service-status-active = en vigor
service-status-inactive = suspendido
shift-status-open = abierto
shift-status-closed = cerrado
shift-status-cancelled = anulado
state-rejected = rechazada
training-casework = supervisión de casos
urgency-routine = ordinaria
urgency-soon = pronto
urgency-urgent = urgente
worker-status-active = en activo
worker-status-left = de baja
noun-resident = { $count ->
    [one] residente
   *[other] residentes
}
noun-program = { $count ->
    [one] programa
   *[other] programas
}
noun-service = { $count ->
    [one] servicio
   *[other] servicios
}
noun-item = { $count ->
    [one] artículo
   *[other] artículos
}
noun-series = { $count ->
    [one] serie
   *[other] series
}
noun-plan = { $count ->
    [one] plan
   *[other] planes
}
noun-training = { $count ->
    [one] formación
   *[other] formaciones
}
noun-feedback = { $count ->
    [one] opinión
   *[other] opiniones
}
noun-movement = { $count ->
    [one] movimiento
   *[other] movimientos
}
noun-award = { $count ->
    [one] reconocimiento
   *[other] reconocimientos
}
noun-certificate = { $count ->
    [one] certificado
   *[other] certificados
}

# Listas y fechas en prosa.
list-separator = {", "}
period-quarter = { $quarter }.º trimestre de { $year }
period-week = semana { $week } de { $year }
period-range = { $from } – { $to }
