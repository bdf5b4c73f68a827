# Títulos de las tablas: KEY-title.
hours-title = Horas de servicio
orgs-title = Organizaciones
workers-title = Trabajadores sociales
volunteers-title = Voluntarios
activities-title = Actividades
history-title = Historia

# Títulos de las columnas: column-KEY. Una columna sin título lleva su clave.
column-as = Como
column-attendances = Asistencias
column-by = Por
column-category = Categoría
column-change = Cambio
column-date = Fecha
column-field = Campo
column-id = Id
column-kind = Clase
column-lead = Dirigido por
column-minutes = Horas
column-month = Mes
column-name = Nombre
column-new = Después
column-old = Antes
column-op = Operación
column-org = Organización
column-people = Personas
column-place = Lugar
column-program = Programa
column-status = Estado
column-title = Título
column-type = Tipo
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
