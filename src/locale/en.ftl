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
service-title = Service
crews-title = In each crew
levels-title = Levels
newcomers-title = Newcomers
inactive-title = Not served for long
near-title = Near the next level
cover-title = Who could take a place

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
column-categories = Categories
column-category = Category
column-change = Change
column-children = Units below
column-closed = Closed
column-compulsory = Compulsory
column-confirmed = Confirmed
column-credential = Credentials
column-date = Date
column-days = Days left
column-done_before = Done before
column-due = Due
column-email = E-mail
column-end = End
column-expires = Expires
column-field = Field
column-fill_rate = Fill rate
column-free = Free
column-from = From
column-gender = Gender
column-groups = Groups
column-helpers = Helpers
column-hours = Hours
column-households = Households
column-households_per_worker = Households per worker
column-id = Id
column-idle_days = Days without
column-item = Item
column-joined = Joined
column-kind = Kind
column-ladder = Ladder
column-languages = Languages
column-last_asked = Last asked
column-last_served = Last served
column-lead = Led by
column-left = Left
column-level = Level
column-lifetime_minutes = Hours in all
column-linkage = Linkage
column-metric = Figure
column-minutes = Hours
column-missing = Missing
column-model = Model
column-month = Month
column-name = Name
column-needed = Needed
column-new = New
column-next = Next level
column-note = Note
column-number = Number
column-obstacles = Obstacles
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
column-previous = Before
column-program = Programme
column-promised = Promised
column-quantity = Quantity
column-reason = Reason
column-record = Record
column-resident = Resident
column-residents = Residents
column-result = Result
column-rule = Rule
column-sector = Sector
column-service = Service
column-share = Share
column-shifts = Shifts
column-skills = Skills
column-source = Source
column-stage = Stage
column-start = Start
column-state = State
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
column-week_minutes = That week
column-who = Who
column-why = Why
column-within = Within days
column-worker = Worker
column-workers = Workers
column-workers_declared = Workers declared
column-year = Year

# Codes: LIST-CODE.
answer-no = no
answer-yes = yes
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
ladder-stars = stars
level-one-star = one star
level-two-star = two stars
level-three-star = three stars
level-four-star = four stars
level-five-star = five stars
service-kind-supportive = supportive
service-kind-governance = governance
service-kind-both = both
state-submitted = submitted
state-verified = verified
volunteer-status-applicant = applicant
volunteer-status-trainee = trainee
volunteer-status-active = active
volunteer-status-paused = paused
volunteer-status-left = left

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
