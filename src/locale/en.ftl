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
summary-title = Summary
coverage-title = Coverage
tree-title = Organisation tree
credential-title = Workers by credential
sector-title = Workers by sector
pathway-title = Workers by pathway
org-title = Workers by organisation
certified-title = Newly certified
declared-title = Declared figures
expiring-title = Credentials that expire soon
training-title = Training
unfilled-title = Shifts still to be filled
no_lead-title = Shifts without a lead
trainees_only-title = Shifts with trainees only
not_closed-title = Shifts that are over and still open

# Titles of columns: column-KEY. A column without one is titled by its key.
column-absence_rate = Absence rate
column-absent = Absent
column-activities = Activities
column-activities_led = Activities led
column-activities_share = Share of activities
column-actual = Actual
column-adjust = Adjusted
column-also = Also called
column-as = As
column-as_of = As of
column-assigned = Assigned
column-attendance = Attendance
column-attendances = Attendances
column-attended = Attended
column-audience = For whom
column-background = Profession
column-balance = Balance
column-born = Born
column-budget = Budget
column-by = By
column-categories = Categories
column-category = Category
column-change = Change
column-children = Units below
column-closed = Closed
column-confirmed = Confirmed
column-credential = Credentials
column-date = Date
column-days = Days left
column-done = Done
column-due = Due
column-email = E-mail
column-end = End
column-expires = Expires
column-feedback = Feedback
column-field = Field
column-fill_rate = Fill rate
column-found_by = Found by
column-from = From
column-gender = Gender
column-groups = Groups
column-helpers = Helpers
column-hours = Hours
column-households = Households
column-households_per_worker = Households per worker
column-id = Id
column-in = In
column-item = Item
column-joined = Joined
column-kind = Kind
column-languages = Languages
column-lead = Led by
column-led_by = Led by
column-left = Left
column-linkage = Linkage
column-low = Low at
column-median_days_open = Days open (median)
column-median_days_to_first_response = Days to first response (median)
column-metric = Figure
column-minutes = Hours
column-mode = Linkage
column-model = Model
column-month = Month
column-name = Name
column-needed = Needed
column-new = New
column-note = Note
column-number = Number
column-of = Corrects
column-old = Old
column-op = Operation
column-open = Open
column-opened = Opened
column-opening = Opening
column-org = Organisation
column-out = Out
column-overdue = Overdue
column-parent = Part of
column-pathway = Pathway
column-people = People
column-period = Period
column-phone = Phone
column-place = Place
column-places = Places
column-plan = Plan
column-post = Post
column-previous = Before
column-program = Programme
column-promised = Promised
column-quantity = Quantity
column-ratio = Volunteers’ hours per own
column-reason = Reason
column-recipients = Recipients
column-resident = Resident
column-residents = Residents
column-result = Result
column-rule = Rule
column-satisfaction_mean = Satisfaction (mean)
column-sector = Sector
column-service = Service
column-share = Share
column-shifts = Shifts
column-skills = Skills
column-source = Source
column-span_max = At most
column-stage = Stage
column-start = Start
column-status = Status
column-supervisor = Supervised by
column-tags = Tags
column-taken = Taken
column-taken_up = Taken up by a worker
column-target = Target
column-teams = Teams
column-title = Title
linkage-title = Linkage, by worker
modes-title = Linkage, by way of linking
leaders-title = By who led
found-title = Needs, by who found them
over_span-title = Workers who lead more volunteers than one can lead well
feedback_status-title = Feedback by status
resources-title = Resources
low-title = Running low
expiring_items-title = Expiring
plan-title = Plan and actual
tasks-title = Tasks due
column-to = To
column-trainings = Trainings
column-type = Type
column-unit = Unit
column-until = Until
column-urgency = Urgency
column-value = Value
column-volunteer_minutes = Hours of volunteers
column-volunteer_minutes_led = Hours of volunteers led
column-volunteer_minutes_share = Share of hours
column-volunteers = Volunteers
column-volunteers_declared = Volunteers declared
column-volunteers_led = Volunteers led
column-volunteers_per_worker = Volunteers per worker
column-who = Who
column-within = Within days
column-worker = Worker
column-worker_minutes = Hours of worker
column-workers = Workers
column-workers_declared = Workers declared
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
credential-assistant-social-worker = assistant social worker
credential-first-aid = first aid
credential-senior-social-worker = senior social worker
credential-social-worker = social worker
heads-workers = workers
heads-volunteers = volunteers
heads-residents = residents
heads-staff = staff
heads-people = people
heads-elderly = elderly
heads-living-alone = living alone
heads-empty-nest = empty nest
heads-disabled = disabled
heads-hardship = hardship
heads-child = children
heads-orphan = orphans
heads-ill = ill
heads-newcomer = newcomers
heads-veteran = veterans
metric-activities = Activities
metric-attendances = Attendances
metric-people = People
metric-new_volunteers = New volunteers
metric-volunteer_minutes = Hours of volunteers
metric-worker_minutes = Hours of workers
metric-heads = Heads counted
metric-heads-of = Heads: { $name }
metric-served = Residents served
metric-households = Households
metric-output = Output: { $name }
metric-result = Result: { $name }
metric-shifts = Shifts
metric-fill_rate = Places filled
metric-needs_opened = Needs opened
metric-needs_met = Needs met
metric-cases_opened = Cases opened
metric-cases_closed = Cases closed
metric-feedback = Feedback
metric-resources-in = In: { $name }
metric-resources-out = Out: { $name }
mode-community = community
mode-agency = agency
mode-key-person = key person
mode-none = not said
led-by-worker = a worker
led-by-key-person = a key person
led-by-nobody = nobody
feedback-opinion = opinion
feedback-suggestion = suggestion
feedback-complaint = complaint
feedback-hazard = hazard
feedback-thanks = thanks
feedback-status-open = open
feedback-status-forwarded = forwarded
feedback-status-answered = answered
feedback-status-closed = closed
org-kind-committee = committee
org-kind-bureau = bureau
org-kind-city = city
org-kind-county = county
org-kind-district = district
org-kind-street = street
org-kind-town = town
org-kind-community = community
org-kind-village = village
org-kind-estate = estate
org-kind-grid = grid
org-kind-station = station
org-kind-agency = agency
org-kind-association = association
org-kind-team = team
org-kind-studio = studio
org-kind-partner = partner
org-kind-company = company
org-kind-school = school
org-kind-hospital = hospital
org-kind-office = office
org-kind-other = other
pathway-recruited = recruited
pathway-trained = trained
pathway-incentive = incentive
pathway-platform = platform
pathway-elected = elected
pathway-transferred = transferred
sector-provider = social service
sector-auxiliary = besides other work
sector-community = streets and communities
training-course = course
training-lecture = lecture
training-exam = exam
training-supervision = supervision
training-placement = placement

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
