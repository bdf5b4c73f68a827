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
needs_status-title = Needs by status
needs_reason-title = Needs not met, by reason
cases_stage-title = Cases by stage
cases_reason-title = Cases closed, by reason
caseload-title = Caseload
reviews-title = Reviews due

# Titles of columns: column-KEY. A column without one is titled by its key.
column-absence_rate = Absence rate
column-absent = Absent
column-also = Also called
column-as = As
column-as_of = As of
column-assigned = Assigned
column-attendance = Attendance
column-attendances = Attendances
column-attended = Attended
column-audience = For whom
column-background = Profession
column-born = Born
column-budget = Budget
column-by = By
column-cases = Cases
column-categories = Categories
column-category = Category
column-change = Change
column-children = Units below
column-closed = Closed
column-confirmed = Confirmed
column-credential = Credentials
column-date = Date
column-days = Days left
column-days_late = Days late
column-due = Due
column-email = E-mail
column-end = End
column-expires = Expires
column-field = Field
column-fill_rate = Fill rate
column-from = From
column-gender = Gender
column-groups = Groups
column-helpers = Helpers
column-high_risk = High risk
column-hours = Hours
column-households = Households
column-households_per_worker = Households per worker
column-id = Id
column-item = Item
column-joined = Joined
column-kind = Kind
column-languages = Languages
column-lead = Led by
column-left = Left
column-linkage = Linkage
column-load = Open needs and cases
column-median_days_open = Days open (median)
column-median_days_to_first_response = Days to first response (median)
column-metric = Figure
column-minutes = Hours
column-model = Model
column-month = Month
column-name = Name
column-needed = Needed
column-needs = Needs
column-new = New
column-note = Note
column-number = Number
column-of = Corrects
column-old = Old
column-op = Operation
column-open = Open
column-opened = Opened
column-org = Organisation
column-overdue = Overdue
column-parent = Part of
column-pathway = Pathway
column-people = People
column-period = Period
column-phone = Phone
column-place = Place
column-places = Places
column-post = Post
column-previous = Before
column-program = Programme
column-promised = Promised
column-quantity = Quantity
column-reason = Reason
column-reasons = Why
column-resident = Resident
column-residents = Residents
column-result = Result
column-review = Review
column-rule = Rule
column-satisfaction_mean = Satisfaction
column-sector = Sector
column-service = Service
column-sessions = Sessions
column-share = Share
column-shifts = Shifts
column-skills = Skills
column-source = Source
column-stage = Stage
column-start = Start
column-status = Status
column-supervisor = Supervised by
column-tags = Tags
column-taken = Taken
column-target = Target
column-teams = Teams
column-title = Title
column-to = To
column-trainings = Trainings
column-type = Type
column-unit = Unit
column-until = Until
column-urgency = Urgency
column-value = Value
column-volunteers = Volunteers
column-volunteers_declared = Volunteers declared
column-volunteers_per_worker = Volunteers per worker
column-who = Who
column-within = Within days
column-worker = Worker
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
case-reason-resolved = resolved
case-reason-improved = improved
case-reason-referred = referred
case-reason-unchanged = unchanged
case-reason-withdrawn = withdrawn
case-reason-moved = moved away
case-reason-no-contact = no contact
case-reason-died = died
case-reason-not-opened = not opened
match-above = of { $name }, above this organisation
match-audience = for { $name }
match-below = of { $name }, below this organisation
match-category = does { $name }
match-holds = holds { $name }
match-lacks = lacks { $name }
match-promise = promised in { $days } working days: { $day }
match-same-org = of this organisation
match-speaks = speaks { $name }
need-status-open = open
need-status-verified = verified
need-status-matched = matched
need-status-in-progress = in progress
need-status-met = met
need-status-unmet = not met
need-status-withdrawn = withdrawn
stage-intake = intake
stage-assessment = assessment
stage-planning = planning
stage-intervention = intervention
stage-evaluation = evaluation
stage-closed = closed
stage-follow-up = follow-up

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
