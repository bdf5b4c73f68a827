# Titles of tables: KEY-title.
hours-title = Hours of service
orgs-title = Organisations
workers-title = Workers
volunteers-title = Volunteers
activities-title = Activities
residents-title = Residents
programs-title = Programmes
services-title = Services
items-title = Items
series-title = Series of shifts
plans-title = Plans
shifts-title = Shifts
trainings-title = Trainings
needs-title = Needs
cases-title = Cases
feedback-title = Feedback
movements-title = Movements
awards-title = Awards
certificates-title = Certificates
corrections-title = Corrections
history-title = History

# Titles of columns: column-KEY. A column without one is titled by its key.
column-also = Also called
column-as = As
column-assigned = Assigned
column-attendance = Attendance
column-attendances = Attendances
column-audience = For whom
column-background = Profession
column-born = Born
column-budget = Budget
column-by = By
column-categories = Categories
column-category = Category
column-change = Change
column-closed = Closed
column-credential = Credentials
column-date = Date
column-due = Due
column-email = E-mail
column-end = End
column-expires = Expires
column-field = Field
column-from = From
column-gender = Gender
column-groups = Groups
column-helpers = Helpers
column-hours = Hours
column-id = Id
column-item = Item
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
column-number = Number
column-of = Corrects
column-old = Old
column-op = Operation
column-opened = Opened
column-org = Organisation
column-parent = Part of
column-pathway = Pathway
column-people = People
column-period = Period
column-phone = Phone
column-place = Place
column-places = Places
column-post = Post
column-program = Programme
column-promised = Promised
column-quantity = Quantity
column-reason = Reason
column-resident = Resident
column-residents = Residents
column-result = Result
column-rule = Rule
column-sector = Sector
column-service = Service
column-skills = Skills
column-source = Source
column-stage = Stage
column-start = Start
column-status = Status
column-supervisor = Supervised by
column-tags = Tags
column-teams = Teams
column-title = Title
column-to = To
column-type = Type
column-unit = Unit
column-until = Until
column-urgency = Urgency
column-who = Who
column-worker = Worker
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
noun-shift = { $count ->
    [one] shift
   *[other] shifts
}
noun-need = { $count ->
    [one] need
   *[other] needs
}
noun-case = { $count ->
    [one] case
   *[other] cases
}
noun-correction = { $count ->
    [one] correction
   *[other] corrections
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
