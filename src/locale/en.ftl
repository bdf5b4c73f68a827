# Titles of tables: KEY-title.
hours-title = Hours of service
orgs-title = Organisations
workers-title = Workers
volunteers-title = Volunteers
activities-title = Activities
history-title = History

# Titles of columns: column-KEY. A column without one is titled by its key.
column-also = Also called
column-as = As
column-attendance = Attendance
column-attendances = Attendances
column-background = Profession
column-born = Born
column-by = By
column-categories = Categories
column-category = Category
column-change = Change
column-closed = Closed
column-credential = Credentials
column-date = Date
column-email = E-mail
column-end = End
column-field = Field
column-gender = Gender
column-id = Id
column-joined = Joined
column-kind = Kind
column-languages = Languages
column-lead = Led by
column-left = Left
column-linkage = Linkage
column-minutes = Hours
column-model = Model
column-month = Month
column-name = Name
column-new = New
column-note = Note
column-old = Old
column-op = Operation
column-opened = Opened
column-org = Organisation
column-parent = Part of
column-pathway = Pathway
column-people = People
column-phone = Phone
column-place = Place
column-post = Post
column-program = Programme
column-reason = Reason
column-sector = Sector
column-skills = Skills
column-source = Source
column-start = Start
column-status = Status
column-supervisor = Supervised by
column-tags = Tags
column-teams = Teams
column-title = Title
column-type = Type
column-until = Until
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
