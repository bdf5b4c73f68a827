# Titles of tables: KEY-title.
hours-title = Hours of service
orgs-title = Organisations
workers-title = Workers
volunteers-title = Volunteers
activities-title = Activities
history-title = History

# Titles of columns: column-KEY. A column without one is titled by its key.
column-as = As
column-attendances = Attendances
column-by = By
column-category = Category
column-change = Change
column-date = Date
column-field = Field
column-id = Id
column-kind = Kind
column-lead = Led by
column-minutes = Hours
column-month = Month
column-name = Name
column-new = New
column-old = Old
column-op = Operation
column-org = Organisation
column-people = People
column-place = Place
column-program = Programme
column-status = Status
column-title = Title
column-type = Type
column-who = Who
column-year = Year

# Codes: LIST-CODE.
as-volunteer = volunteer
as-worker = worker
noun-activity = { $count ->
    [one] activity
   *[other] activities
}
noun-org = { $count ->
    [one] organisation
   *[other] organisations
}
noun-volunteer = { $count ->
    [one] volunteer
   *[other] volunteers
}
noun-worker = { $count ->
    [one] worker
   *[other] workers
}

# Around and under a table.
total = Total
nothing = nothing found
percent = { $number }%
foot-revision = revision { $revision }
foot-revision-dirty = revision { $revision } with changes not yet committed
foot-records = records { $records }
foot-approx = ≈ rests on an approximate value
foot-incomplete = { $count ->
    [one] incomplete: { $number } record cannot be read and counts nowhere; `tandem check` names it
   *[other] incomplete: { $number } records cannot be read and count nowhere; `tandem check` names them
}
foot-repeat = repeat with: { $command }
