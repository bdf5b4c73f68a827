//! What the linkage of the two crews adds up to in one period: by worker, by organisation, by way of linking,
//! by who led, by who found needs, by what was taught. What is told of people and tables is none of its matter.

use std::collections::BTreeMap;

use crate::model::case::Case;
use crate::model::code::{Linkage as Mode, Role};
use crate::model::day::Day;
use crate::model::fact::{Fact, Figure, What};
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::need::Need;
use crate::model::training::{Training, TrainingKind};
use crate::model::volunteer::Volunteer;
use crate::report::count::Count;

use super::registers::Registers;

/// Who led.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leader {
    /// A social worker.
    Worker,
    /// A volunteer: the key person.
    KeyPerson,
    /// Nobody.
    Nobody,
}

/// How the two crews link in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// By worker.
    pub workers: BTreeMap<Id, Led>,
    /// By the organisation that the figures go to, each without those below it.
    pub orgs: BTreeMap<Option<Id>, Unit>,
    /// By the way in which the crews link; none where neither record, programme nor organisation says.
    pub modes: BTreeMap<Option<Mode>, Work>,
    /// By who led.
    pub leaders: BTreeMap<Leader, Work>,
    /// Needs by the crew that found them; none where nobody is said to have.
    pub needs: BTreeMap<Option<Role>, Needs>,
    /// What was taught, by how.
    pub taught: BTreeMap<Teaching, Taught>,
}

/// What one worker leads and gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Led {
    /// Volunteers whom they lead on the period's last day.
    pub volunteers: Count,
    /// Activities that they led.
    pub activities: Count,
    /// Their own time.
    pub worker_minutes: Count,
    /// The time of volunteers in what they led.
    pub volunteer_minutes: Count,
}

/// What was done by both crews.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Activities.
    pub activities: Count,
    /// Time that workers gave.
    pub worker_minutes: Count,
    /// Time that volunteers gave.
    pub volunteer_minutes: Count,
}

/// What there is in an organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Volunteers whom its workers lead on the period's last day.
    pub volunteers: Count,
    /// Its workers who lead more volunteers than one can lead well.
    pub over_span: Count,
    /// What both crews did.
    pub work: Work,
    /// What of that a worker led.
    pub led: Work,
    /// What of that nobody led.
    pub unled: Work,
    /// Needs that volunteers found.
    pub found: Needs,
    /// What volunteers learned.
    pub taught: Count,
}

/// Needs, and how many of them a worker took up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// How many were opened.
    pub opened: Count,
    /// How many have a worker in charge.
    pub taken_up: Count,
}

/// How something was taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Teaching {
    /// In a training.
    Training(TrainingKind),
    /// In the supervision of a case.
    Casework,
}

/// What was taught, in attendances and in the time of those who learned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taught {
    /// How many times.
    pub times: Count,
    /// How many rows of volunteers.
    pub volunteers: Count,
    /// How many rows of workers.
    pub workers: Count,
    /// The time of volunteers.
    pub volunteer_minutes: Count,
    /// The time of workers.
    pub worker_minutes: Count,
}

impl Sums {
    /// Takes in a volunteer, led on a day by whom their record says.
    pub(super) fn lead(&mut self, registers: &Registers, volunteer: &Volunteer, day: Day) {
        let worker = volunteer.led_on(day).and_then(|who| registers.worker(who));
        let Some((worker, org)) = worker.and_then(|worker| registers.workers.get_key_value(worker)) else {
            return;
        };
        let one = Count::one(volunteer.is_approximate(&["lead", "joined", "left"]));
        self.workers.entry(worker.clone()).or_default().volunteers.raise(one);
        self.orgs.entry(Some(org.clone())).or_default().volunteers.raise(one);
    }

    /// Counts the workers who lead more than one can lead well.
    pub(super) fn over(&mut self, registers: &Registers, span_max: i64) {
        for (worker, led) in self.workers.iter().filter(|(_, led)| led.volunteers.number > span_max) {
            if let Some(org) = registers.workers.get(worker) {
                let unit = self.orgs.entry(Some(org.clone())).or_default();
                unit.over_span.raise(Count::one(led.volunteers.approximate));
            }
        }
    }

    /// Takes in a fact; `None` where that is more than can be counted.
    pub(super) fn take(&mut self, registers: &Registers, fact: &Fact) -> Option<()> {
        let Some(work) = Work::of(fact) else { return Some(()) };
        let about = &fact.about;
        let worker = about.lead.as_ref().and_then(|who| registers.worker(who)).cloned();
        let leader = match (&worker, &about.lead) {
            (Some(_), _) => Leader::Worker,
            (None, Some(_)) => Leader::KeyPerson,
            (None, None) => Leader::Nobody,
        };
        add(self.leaders.entry(leader).or_default(), work)?;
        add(self.modes.entry(registers.mode(about)).or_default(), work)?;
        let unit = self.orgs.entry(about.org.clone()).or_default();
        add(&mut unit.work, work)?;
        match leader {
            Leader::Worker => add(&mut unit.led, work)?,
            Leader::KeyPerson => {}
            Leader::Nobody => add(&mut unit.unled, work)?,
        }
        if let Some(worker) = worker.filter(|_| work.worker_minutes == Count::default()) {
            let row = self.workers.entry(worker).or_default();
            row.activities = row.activities.plus(work.activities)?;
            row.volunteer_minutes = row.volunteer_minutes.plus(work.volunteer_minutes)?;
        }
        if let What::Service(service) = &fact.what
            && service.role == Role::Worker
        {
            let who = registers.worker(&service.who).unwrap_or(&service.who).clone();
            let row = self.workers.entry(who).or_default();
            row.worker_minutes = row.worker_minutes.plus(work.worker_minutes)?;
        }
        Some(())
    }

    /// Takes in a need that was opened.
    pub(super) fn need(&mut self, registers: &Registers, need: &Need, approximate: bool) {
        let found_by = need.found_by.as_ref().map(|who| registers.ground.register_of(who));
        let one = Count::one(approximate);
        let needs = Needs {
            opened: one,
            taken_up: if need.worker.is_some() { one } else { Count { number: 0, approximate } },
        };
        let all = self.needs.entry(found_by).or_default();
        *all = all.plus(needs);
        if found_by == Some(Role::Volunteer) {
            let unit = self.orgs.entry(Some(need.org.0.clone())).or_default();
            unit.found = unit.found.plus(needs);
        }
    }

    /// Takes in a training.
    pub(super) fn training(&mut self, registers: &Registers, training: &Training) {
        let approximate = |list: &str| training.is_approximate(&["date", list]);
        let mut taught = Taught { times: Count::one(approximate("kind")), ..Taught::default() };
        for row in &training.attendance {
            let minutes = row.hours.or(training.hours).unwrap_or_default();
            let role = registers.ground.register_of(&row.who);
            taught.learned(role, minutes, approximate("attendance") || approximate("hours"));
        }
        let kind = training.kind.unwrap_or(TrainingKind::Course);
        self.teach(Teaching::Training(kind), Some(&training.org.0), taught);
    }

    /// Takes in the supervision of a case on the days that are asked for.
    pub(super) fn supervision(&mut self, case: &Case, is_asked: impl Fn(Day) -> bool) {
        for row in case.supervision.iter().filter(|row| is_asked(row.date)) {
            let approximate = case.is_approximate(&["supervision"]);
            let mut taught = Taught { times: Count::one(approximate), ..Taught::default() };
            taught.learned(Role::Worker, row.hours.unwrap_or_default(), approximate);
            self.teach(Teaching::Casework, Some(&case.org.0), taught);
        }
    }

    fn teach(&mut self, teaching: Teaching, org: Option<&Id>, taught: Taught) {
        let all = self.taught.entry(teaching).or_default();
        *all = all.plus(taught);
        if taught.volunteer_minutes.number != 0 {
            let unit = self.orgs.entry(org.cloned()).or_default();
            unit.taught.raise(taught.volunteer_minutes);
        }
    }
}

impl Leader {
    /// The code that machines read.
    pub fn code(self) -> &'static str {
        match self {
            Leader::Worker => "worker",
            Leader::KeyPerson => "key-person",
            Leader::Nobody => "nobody",
        }
    }
}

impl Teaching {
    /// The code that machines read.
    pub fn code(self) -> &'static str {
        match self {
            Teaching::Training(kind) => kind.code(),
            Teaching::Casework => "casework",
        }
    }
}

/// Adds work to work; `None` where that is more than can be counted.
fn add(to: &mut Work, more: Work) -> Option<()> {
    *to = Work {
        activities: to.activities.plus(more.activities)?,
        worker_minutes: to.worker_minutes.plus(more.worker_minutes)?,
        volunteer_minutes: to.volunteer_minutes.plus(more.volunteer_minutes)?,
    };
    Some(())
}

impl Work {
    /// What a fact says of work, if it does.
    fn of(fact: &Fact) -> Option<Work> {
        let kind = fact.about.kind;
        let count = |number: i64| Count { number, approximate: fact.approximate };
        let work = match &fact.what {
            What::Count(Figure::Record, number) if kind == Kind::Activity => {
                Work { activities: count(*number), ..Work::default() }
            }
            What::Service(service) if service.role == Role::Worker => {
                Work { worker_minutes: count(service.minutes.count()), ..Work::default() }
            }
            What::Service(service) => {
                Work { volunteer_minutes: count(service.minutes.count()), ..Work::default() }
            }
            _ => return None,
        };
        (work != Work::default()).then_some(work)
    }

    /// Both together; what is more than can be counted stays at the most.
    #[must_use]
    pub fn plus(self, other: Work) -> Work {
        Work {
            activities: self.activities.plus_at_most(other.activities),
            worker_minutes: self.worker_minutes.plus_at_most(other.worker_minutes),
            volunteer_minutes: self.volunteer_minutes.plus_at_most(other.volunteer_minutes),
        }
    }
}

impl Led {
    /// Both together; what is more than can be counted stays at the most.
    #[must_use]
    pub fn plus(&self, other: &Led) -> Led {
        Led {
            volunteers: self.volunteers.plus_at_most(other.volunteers),
            activities: self.activities.plus_at_most(other.activities),
            worker_minutes: self.worker_minutes.plus_at_most(other.worker_minutes),
            volunteer_minutes: self.volunteer_minutes.plus_at_most(other.volunteer_minutes),
        }
    }
}

impl Unit {
    /// Both together; what is more than can be counted stays at the most.
    #[must_use]
    pub fn plus(self, other: Unit) -> Unit {
        Unit {
            volunteers: self.volunteers.plus_at_most(other.volunteers),
            over_span: self.over_span.plus_at_most(other.over_span),
            work: self.work.plus(other.work),
            led: self.led.plus(other.led),
            unled: self.unled.plus(other.unled),
            found: self.found.plus(other.found),
            taught: self.taught.plus_at_most(other.taught),
        }
    }
}

impl Needs {
    /// Both together; what is more than can be counted stays at the most.
    #[must_use]
    pub fn plus(self, other: Needs) -> Needs {
        Needs {
            opened: self.opened.plus_at_most(other.opened),
            taken_up: self.taken_up.plus_at_most(other.taken_up),
        }
    }
}

impl Taught {
    /// Takes in one who learned for a time.
    fn learned(&mut self, role: Role, minutes: Minutes, approximate: bool) {
        let (people, time) = match role {
            Role::Worker => (&mut self.workers, &mut self.worker_minutes),
            Role::Volunteer => (&mut self.volunteers, &mut self.volunteer_minutes),
        };
        people.raise(Count::one(approximate));
        time.raise(Count { number: minutes.count(), approximate });
    }

    /// Both together; what is more than can be counted stays at the most.
    #[must_use]
    pub fn plus(self, other: Taught) -> Taught {
        Taught {
            times: self.times.plus_at_most(other.times),
            volunteers: self.volunteers.plus_at_most(other.volunteers),
            workers: self.workers.plus_at_most(other.workers),
            volunteer_minutes: self.volunteer_minutes.plus_at_most(other.volunteer_minutes),
            worker_minutes: self.worker_minutes.plus_at_most(other.worker_minutes),
        }
    }
}
