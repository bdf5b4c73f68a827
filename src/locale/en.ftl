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
differences-title = Records
index-title = Index
shift_changes-title = Shifts
hour_changes-title = Hours of service
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
cover-title = Who could take a place
service-title = Service
crews-title = In each crew
levels-title = Levels
newcomers-title = Newcomers
inactive-title = Not served for long
near-title = Near the next level
needs_status-title = Needs by status
needs_reason-title = Needs not met, by reason
cases_stage-title = Cases by stage
cases_reason-title = Cases closed, by reason
caseload-title = Caseload
reviews-title = Reviews due

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
column-bytes = Bytes
column-cases = Cases
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
column-days_late = Days late
column-done = Done
column-due = Due
column-email = E-mail
column-end = End
column-event = What
column-expires = Expires
column-feedback = Feedback
column-field = Field
column-files = Files
column-fill_rate = Fill rate
column-free = Free
column-found_by = Found by
column-free_after = Free after
column-free_before = Free before
column-from = From
column-gender = Gender
column-groups = Groups
column-helpers = Helpers
column-high_risk = High risk
column-hours = Hours
column-households = Households
column-households_per_worker = Households per worker
column-id = Id
column-idle_days = Days without
column-in = In
column-item = Item
column-joined = Joined
column-kind = Kind
column-ladder = Ladder
column-languages = Languages
column-last_asked = Last asked
column-last_served = Last served
column-lead = Led by
column-led_by = Led by
column-left = Left
column-level = Level
column-lifetime_minutes = Hours in all
column-linkage = Linkage
column-load = Open needs and cases
column-low = Low at
column-median_days_open = Days open (median)
column-median_days_to_first_response = Days to first response (median)
column-metric = Figure
column-minutes = Hours
column-minutes_after = Hours after
column-minutes_before = Hours before
column-missing = Missing
column-mode = Linkage
column-model = Model
column-month = Month
column-name = Name
column-needed = Needed
column-needs = Needs
column-new = New
column-next = Next level
column-note = Note
column-number = Number
column-obstacles = Obstacles
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
column-parts = Parts
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
column-ratio = Hours led per own
column-read_again = Read every time
column-reason = Reason
column-record = Record
column-reasons = Why
column-recipients = Recipients
column-resident = Resident
column-residents = Residents
column-result = Result
column-review = Review
column-rows = Rows
column-rule = Rule
column-satisfaction_mean = Satisfaction
column-sector = Sector
column-service = Service
column-sessions = Sessions
column-share = Share
column-shifts = Shifts
column-skills = Skills
column-source = Source
column-span_max = At most
column-stage = Stage
column-start = Start
column-state = State
column-status = Status
column-supervisor = Supervised by
column-tags = Tags
column-taken = Taken
column-taken_after = Taken after
column-taken_before = Taken before
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
column-void = Void since
column-volunteer_minutes = Hours of volunteers
column-volunteer_minutes_led = Hours led
column-volunteer_minutes_share = Share of hours
column-volunteers = Volunteers
column-volunteers_declared = Volunteers declared
column-volunteers_led = Volunteers led
column-volunteers_per_worker = Volunteers per worker
column-week_minutes = That week
column-who = Who
column-why = Why
column-within = Within days
column-worker = Worker
column-worker_minutes = Hours of worker
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
mode-community = community
mode-agency = agency
mode-key-person = key person
mode-none = not said
led-by-worker = a worker
led-by-key-person = a key person
led-by-nobody = nobody
event-added = added
event-removed = removed
event-renamed = renamed
event-moved = moved
event-voided = marked void
event-restored = no longer void
event-changed = changed
event-reworded = words or layout only
event-unreadable = cannot be read
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

# Closed periods.
column-through = Through
column-facts = Facts
column-records = Checksum
column-what = What
column-was = Was
column-is = Is
period-title = Closed period
altered-title = Altered by hand
proof-equal = equal
proof-altered = altered
column-proof = Proof

# Activities.
activities_shared-title = Activities held together with others
activity_figures-title = Activities: who took part
column-outputs = Provided
column-results = Results
column-heads = Heads counted
column-spent = Spent
column-style = Form
column-text = Text

# What needs a person.
nightly-title = What needs a person
needs_overdue-title = Needs overdue
hazards-title = Hazards not answered
waiting-title = Hours waiting to be verified
unseen-title = Volunteers not seen for long
levels_reached-title = Levels reached
problems-title = New problems of the records
column-at_least = Days, at least
column-count = Count
column-new_count = New
column-problem = Problem

# Days in sentences.
date-day = { $day } { $month } { $year }
date-short = { $day } { $month }
date-month = { $month } { $year }
date-year = { $year }
date-days = { $day } to { $last } { $month } { $year }
date-months = { $month } to { $until } { $year }
date-within-year = { $start } to { $end } { $year }
date-years = { $year } to { $later }
date-span = { $from } to { $to }
when-day = on { $day } { $month } { $year }
when-month = in { $month } { $year }
when-year = in { $year }
when-days = from { $day } to { $last } { $month } { $year }
when-months = from { $month } to { $until } { $year }
when-within-year = from { $start } to { $end } { $year }
when-years = from { $year } to { $later }
when-span = from { $from } to { $to }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# The written summary of activities.
narrative-title = Summary of activities
narrative-occasion = Occasion: { $program }, a programme of { $org }, { $days }.
narrative-occasion-undated = Occasion: { $program }, a programme of { $org }.
narrative-hosts = { $count ->
    [one] Host: { $orgs }.
   *[other] Hosts: { $orgs }.
}
narrative-held = { $when }, { $orgs } carried out { $what }.
narrative-orgs = { $count ->
    [one] { $number } organisation
   *[other] { $number } organisations
}
narrative-activities = { $count ->
    [one] { $number } activity
   *[other] { $number } activities
}
narrative-shifts = { $count ->
    [one] { $number } shift
   *[other] { $number } shifts
}
narrative-times = { $number } times, { $days }
narrative-item = { $title } ({ $details })
narrative-led = led by { $name }
narrative-named = Participants by name: { $people }.
narrative-named-often = { $count ->
    [one] Participants by name: { $people }, with { $number } attendance in all.
   *[other] Participants by name: { $people }, with { $number } attendances in all.
}
narrative-counted-besides = Other participants: { $people }.
narrative-counted = Participants: { $people }.
narrative-groups = Among the residents: { $groups }.
narrative-households = { $count ->
    [one] { $number } household was reached.
   *[other] { $number } households were reached.
}
narrative-served = { $count ->
    [one] A resident on record was served once.
   *[other] Residents on record were served { $number } times.
}
narrative-hours = Hours of service: { $crews }.
narrative-hours-volunteer = { $number } by volunteers
narrative-hours-worker = { $number } by social workers
narrative-outputs = Provided: { $measures }.
narrative-results = Results: { $measures }.
narrative-measure = { $name }: { $number }
narrative-given = Given out: { $goods }.
narrative-given-to = { $count ->
    [one] Given out: { $goods }, to { $number } recipient.
   *[other] Given out: { $goods }, to { $number } recipients.
}
narrative-received = Received: { $goods }.
narrative-thing = { $name } ({ $quantity })
narrative-satisfaction = Satisfaction: { $mean } out of 5 on average; { $answers }{ $at }.
narrative-satisfaction-unsaid = Asked how it was: { $answers }{ $at }; what they said is not on record.
narrative-satisfaction-unnumbered = Satisfaction: { $means } out of 5{ $at }; how many answered is not on record.
narrative-answers = { $count ->
    [one] { $number } answer
   *[other] { $number } answers
}
narrative-answers-of = { $number } of { $present } participants answered
narrative-asked-at = {", "}at { $number } of { $count ->
    [one] { $all } activity
   *[other] { $all } activities
}
narrative-ratings = { $count ->
    [one] { $number } of { $all } attendances was rated: { $mean } out of 5.
   *[other] { $number } of { $all } attendances were rated: { $mean } out of 5 on average.
}
narrative-money = { $currency ->
    [none] { $number }
   *[other] { $currency } { $number }
}
narrative-spent = Spent: { $amount }.
narrative-shared = Held together with others
narrative-total = In all
narrative-nothing = No activity is recorded { $when }.
narrative-about = about { $number }
narrative-fewer = fewer than { $number }
narrative-less = less than { $number }

# People who are counted, in sentences.
counted-workers = { $count ->
    [one] { $number } social worker
   *[other] { $number } social workers
}
counted-volunteers = { $count ->
    [one] { $number } volunteer
   *[other] { $number } volunteers
}
counted-residents = { $count ->
    [one] { $number } resident
   *[other] { $number } residents
}
counted-staff = { $count ->
    [one] { $number } member of staff
   *[other] { $number } members of staff
}
counted-people = { $count ->
    [one] { $number } other person
   *[other] { $number } other people
}
counted-people-alone = { $count ->
    [one] { $number } person
   *[other] { $number } people
}
grouped-elderly = { $number } elderly
grouped-living-alone = { $number } living alone
grouped-empty-nest = { $number } whose children have left home
grouped-disabled = { $number } with a disability
grouped-hardship = { $number } in hardship
grouped-child = { $count ->
    [one] { $number } child
   *[other] { $number } children
}
grouped-orphan = { $count ->
    [one] { $number } orphan
   *[other] { $number } orphans
}
grouped-ill = { $number } ill
grouped-newcomer = { $count ->
    [one] { $number } newcomer
   *[other] { $number } newcomers
}
grouped-veteran = { $count ->
    [one] { $number } veteran
   *[other] { $number } veterans
}

# Measures in sentences; one without a line is named by its label.
measure-banners = { $count ->
    [one] { $number } banner
   *[other] { $number } banners
}
measure-posters = { $count ->
    [one] { $number } poster
   *[other] { $number } posters
}
measure-leaflets = { $count ->
    [one] { $number } leaflet
   *[other] { $number } leaflets
}
measure-cards = { $count ->
    [one] { $number } card
   *[other] { $number } cards
}
measure-vouchers = { $count ->
    [one] { $number } voucher
   *[other] { $number } vouchers
}
measure-parcels = { $count ->
    [one] { $number } parcel
   *[other] { $number } parcels
}
measure-meals = { $count ->
    [one] { $number } meal
   *[other] { $number } meals
}
measure-haircuts = { $count ->
    [one] { $number } haircut
   *[other] { $number } haircuts
}
measure-rounds = { $count ->
    [one] { $number } round
   *[other] { $number } rounds
}
measure-visits = { $count ->
    [one] { $number } visit
   *[other] { $number } visits
}
measure-consultations = { $count ->
    [one] { $number } consultation
   *[other] { $number } consultations
}
measure-disputes-settled = { $count ->
    [one] { $number } dispute settled
   *[other] { $number } disputes settled
}
measure-persons-helped = { $count ->
    [one] { $number } person helped
   *[other] { $number } persons helped
}
measure-interventions = { $count ->
    [one] { $number } intervention
   *[other] { $number } interventions
}
measure-registrations = { $count ->
    [one] { $number } registration
   *[other] { $number } registrations
}
measure-applicants = { $count ->
    [one] { $number } applicant
   *[other] { $number } applicants
}
measure-passed = { $count ->
    [one] { $number } person who passed
   *[other] { $number } people who passed
}
measure-hazards-found = { $count ->
    [one] { $number } hazard found
   *[other] { $number } hazards found
}
measure-households-served = { $count ->
    [one] { $number } household served
   *[other] { $number } households served
}

# Pages, charts and certificates.
linkage-page = Linkage
workforce-page = Workforce
site-overview = Overview
site-pages = Pages
site-skip = To the content
site-below = Directly below
site-before = before: { $value }
chart-hours-by-month = Hours by month
chart-hours-by-category = Hours by category
chart-linkage = Hours of volunteers, by who led
chart-coverage = Households per worker
chart-fill-rate = Places filled
chart-figures = As a table
chart-more = { $count } more in the table
chart-longest = Bars; the longest is { $label }: { $value }. All figures are in the table that follows.
certificate-heading = Certificate of Voluntary Service
certificate-said = This certifies that { $who } served { $hours } verified hours as a volunteer from { $from } to { $until }.
certificate-said-until = This certifies that { $who } served { $hours } verified hours as a volunteer up to { $until }.
certificate-kinds = Kinds of service
certificate-others = Other kinds
certificate-number = Number
certificate-issuer = Issued by
certificate-date = Date of issue
certificate-code = Code
certificate-fact = { $name }: { $value }
certificate-signer = Signed: { $name }
certificate-handler = Prepared by: { $name }
certificate-verify = The issuer can verify this certificate in its records: { $command }
certificate-records = Checksum of the service it covers: { $records }

# What else fields and figures are called.
hours_below-title = By organisation, with all below it
activities_below-title = Activities, by organisation with all below it
shifts_below-title = Shifts, by organisation with all below it
needs_below-title = Needs, by organisation with all below it
cases_below-title = Cases, by organisation with all below it
feedback_below-title = Feedback, by organisation with all below it
workers_below-title = Workers, by organisation with all below it
linkage_orgs-title = Linkage, by organisation with all below it
given_orgs-title = Found by volunteers and given back, by organisation with all below it
taught-title = Training and supervision given back
column-activity = Activity
column-address = Address
column-ages = Ages
column-answer = Answer
column-answers = Answers
column-approx = Approximate
column-assured = Last checked
column-availability = Available
column-case = Case
column-channel = Channel
column-code = Code
column-compulsory_minutes = Of which compulsory
column-consent = Consent
column-contact = Contact
column-counts = Heads
column-declared = Declared
column-did = What was done
column-eligibility = Who may
column-emergency = In an emergency
column-except = Except
column-fee = Fee
column-forwarded = Forwarded
column-fri = Friday
column-goal = Goal
column-goals = Goals
column-guardian = Guardian
column-handler = Handled by
column-helper = Helpers
column-hosts = Hosts
column-household = Household
column-issued = Issued
column-issuer = Issued by
column-lines = Lines
column-locked = Locked
column-log = Log
column-mean = Mean
column-medium = Medium
column-met = Met
column-mon = Monday
column-need = Need
column-needs_found = Needs found
column-orgs = Further organisers
column-over_span = Over the span
column-override = Override
column-pairing = Pairing
column-participants = Participants
column-persons = Persons
column-previous_opened = Opened before
column-previous_ratio = Before
column-previous_volunteer_minutes = Hours before
column-previous_training_minutes = Training before
column-profile = Profile
column-promise_days = Promise (working days)
column-rating = Rating
column-referrals = Referrals
column-reopened = Reopened
column-requires = Requires
column-revision = Revision
column-risk = Risk
column-role = Role
column-same_as = Same person as
column-sat = Saturday
column-satisfaction = Satisfaction
column-sealed = Sealed
column-series = Series
column-served = Served
column-shift = Shift
column-signer = Signed by
column-span_share = Share of span
column-submitted_minutes = Of which to be verified
column-sun = Sunday
column-supervision = Supervision
column-targets = Targets
column-task = Tasks
column-team = Team
column-thu = Thursday
column-trainer = Trainer
column-training_minutes = Training of volunteers
column-tue = Tuesday
column-uid = National number
column-volunteer_minutes_unled = Hours led by nobody
column-wed = Wednesday
column-weekly_hours_max = Hours a week at most

# What else codes are called.
assignment-status-invited = invited
assignment-status-accepted = accepted
assignment-status-declined = declined
assignment-status-confirmed = confirmed
assignment-status-standby = standby
assignment-status-attended = attended
assignment-status-absent = absent
assignment-status-excused = excused
case-kind-individual = individual
case-kind-family = family
case-kind-mediation = mediation
case-kind-counselling = counselling
case-kind-group = group
channel-visit = visit
channel-phone = phone
channel-window = window
channel-online = online
channel-event = event
channel-patrol = patrol
credential-kind-qualification = qualification
credential-kind-agreement = agreement
credential-kind-insurance = insurance
credential-kind-record-check = record check
credential-kind-consent = consent
declared-newly-certified = newly certified
declared-volunteers = volunteers
declared-workers = workers
declared-workers-auxiliary = workers besides other work
declared-workers-community = workers in streets and communities
declared-workers-provider = workers in social service
did-visited = visited
did-called = called
did-accompanied = accompanied
did-delivered = delivered
did-advised = advised
did-referred = referred
did-other = other
item-kind-goods = goods
item-kind-voucher = voucher
item-kind-money = money
model-government-led = government-led
model-grassroots = grassroots
model-community = community
model-agency = agency
movement-in = in
movement-out = out
movement-transfer = transfer
movement-adjust = adjustment
outcome-passed = passed
outcome-failed = failed
outcome-attended = attended
pairing-member = member
pairing-paired = paired
pairing-host = host
pairing-contract = contract
referral-sent = sent
referral-accepted = accepted
referral-rejected = rejected
referral-done = done
referral-revoked = revoked
refusal-overlap = overlap
refusal-unavailable = unavailable
refusal-missing-skill = missing skill
refusal-missing-credential = missing credential
refusal-expired-credential = expired credential
refusal-not-active = not active
refusal-rest = rest
refusal-daily-limit = daily limit
refusal-weekly-limit = weekly limit
refusal-full = full
refusal-minor-without-consent = minor without consent
refusal-closed-period = closed period
refusal-cancelled = cancelled
refusal-locked = locked
resident-kind-person = person
resident-kind-household = household
risk-low = low
risk-medium = medium
risk-high = high
service-status-active = active
service-status-inactive = inactive
shift-status-open = open
shift-status-closed = closed
shift-status-cancelled = cancelled
state-rejected = rejected
training-casework = casework supervision
urgency-routine = routine
urgency-soon = soon
urgency-urgent = urgent
worker-status-active = active
worker-status-left = left
noun-resident = { $count ->
    [one] resident
   *[other] residents
}
noun-program = { $count ->
    [one] programme
   *[other] programmes
}
noun-service = { $count ->
    [one] service
   *[other] services
}
noun-item = { $count ->
    [one] item
   *[other] items
}
noun-series = { $count ->
    [one] series
   *[other] series
}
noun-plan = { $count ->
    [one] plan
   *[other] plans
}
noun-training = { $count ->
    [one] training
   *[other] trainings
}
noun-feedback = { $count ->
    [one] feedback
   *[other] feedback
}
noun-movement = { $count ->
    [one] movement
   *[other] movements
}
noun-award = { $count ->
    [one] award
   *[other] awards
}
noun-certificate = { $count ->
    [one] certificate
   *[other] certificates
}

# Lists and days in prose.
list-separator = {", "}
period-quarter = Q{ $quarter } { $year }
period-week = week { $week } of { $year }
period-range = { $from } – { $to }
