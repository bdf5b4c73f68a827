//! The linkage of the two crews: who leads whom, and how much of what volunteers gave was led.
//!
//! What is led is what its record says; who leads whom is what volunteers' records say of the period's last
//! day. A worker who is also in the volunteers' register leads as a worker. Every sum of volunteers' time adds
//! up to that of the summary.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::{Book, Passed, SourceError};
use crate::model::code::{Linkage as Mode, Role};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Ground, What};
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::need::Need;
use crate::model::org::Org;
use crate::model::program::Program;
use crate::model::record::Registered;
use crate::model::volunteer::Volunteer;
use crate::model::worker::Worker;
use crate::report::ReportError;
use crate::report::count::{Count, whole};
use crate::report::query::{Filter, Query};
use crate::report::stock::volunteers_on;
use crate::report::table::{Cell, Column, Row, Table, Type};

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 9] = [
    Kind::Org,
    Kind::Worker,
    Kind::Volunteer,
    Kind::Program,
    Kind::Activity,
    Kind::Shift,
    Kind::Need,
    Kind::Case,
    Kind::Correction,
];

/// Those whose facts are streamed; needs are gone through by themselves, since they say who found them.
const STREAMED: [Kind; 4] = [Kind::Activity, Kind::Shift, Kind::Case, Kind::Correction];

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
pub struct Linkage {
    /// By worker.
    pub workers: BTreeMap<Id, Led>,
    /// By the way in which the crews link; none where neither record, programme nor organisation says.
    pub modes: BTreeMap<Option<Mode>, Work>,
    /// By who led.
    pub leaders: BTreeMap<Leader, Work>,
    /// Needs by the crew that found them; none where nobody is said to have.
    pub needs: BTreeMap<Option<Role>, Needs>,
    /// How many volunteers one worker can lead well.
    pub span_max: i64,
    /// The files that were gone through.
    pub passed: Passed,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Activities.
    pub activities: Count,
    /// Time that workers gave.
    pub worker_minutes: Count,
    /// Time that volunteers gave.
    pub volunteer_minutes: Count,
}

/// Needs, and how many of them a worker took up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// How many were opened.
    pub opened: Count,
    /// How many have a worker in charge.
    pub taken_up: Count,
}

/// What the registers say.
struct Registers {
    /// The workers whom a query asks for: those of its organisations, or the one who leads.
    workers: BTreeSet<Id>,
    /// The workers who are volunteers too, by the volunteer.
    twins: BTreeMap<Id, Id>,
    programs: BTreeMap<Id, Mode>,
    orgs: BTreeMap<Id, Mode>,
    ground: Ground,
}

/// How the two crews link in what a query asks for.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn linkage(book: &Book, query: &Query) -> Result<Linkage, ReportError> {
    let mut passed = Passed::default();
    let filter = query.filter(book, &mut passed)?;
    let registers = Registers::of(book, query, &filter, &mut passed)?;
    let span_max = whole(book.settings().linkage.span_max);
    let mut linkage = Linkage { span_max, ..Linkage::default() };
    linkage.leads(book, &registers, query.period.to(), &mut passed)?;
    let mut outcome = Ok(());
    let mut take = |linkage: &mut Linkage, fact: &Fact| {
        if outcome.is_ok() && filter.takes(fact) {
            outcome = linkage.take(&registers, fact).ok_or_else(|| ReportError::too_many(&fact.about));
        }
    };
    for kind in STREAMED {
        book.facts(kind, Some(&query.period), &mut passed, &mut |fact| take(&mut linkage, &fact))?;
    }
    let reach = Kind::Need.reach(&query.period);
    book.records(Kind::Need, Some(&reach), &mut passed, &mut |id, record| {
        record.facts(id, &registers.ground, &mut |fact| {
            let is_opened = fact.what == What::Count(Figure::Record, 1) && filter.takes(&fact);
            if let Some(need) = Need::unwrap(record).filter(|_| is_opened) {
                linkage.need(&registers, &need, fact.approximate);
            }
            take(&mut linkage, &fact);
        });
    })?;
    outcome?;
    Ok(Linkage { passed, ..linkage })
}

impl Registers {
    fn of(
        book: &Book,
        query: &Query,
        filter: &Filter,
        passed: &mut Passed,
    ) -> Result<Registers, SourceError> {
        let (mut workers, mut twins) = (BTreeSet::new(), BTreeMap::new());
        book.records(Kind::Worker, None, passed, &mut |id, record| {
            let Some(worker) = Worker::unwrap(record) else { return };
            if let Some(volunteer) = &worker.same_as {
                twins.insert(volunteer.0.clone(), id.clone());
            }
            let is_lead =
                |lead: &Id| lead == id || worker.same_as.as_ref().is_some_and(|same| same.0 == *lead);
            if filter.covers(Some(&worker.org)) && query.lead.as_ref().is_none_or(is_lead) {
                workers.insert(id.clone());
            }
        })?;
        let (mut programs, mut orgs) = (BTreeMap::new(), BTreeMap::new());
        book.records(Kind::Program, None, passed, &mut |id, record| {
            let linkage = Program::unwrap(record).and_then(|program| program.linkage);
            programs.extend(linkage.map(|mode| (id.clone(), mode)));
        })?;
        book.records(Kind::Org, None, passed, &mut |id, record| {
            let linkage = Org::unwrap(record).and_then(|org| org.linkage);
            orgs.extend(linkage.map(|mode| (id.clone(), mode)));
        })?;
        Ok(Registers { workers, twins, programs, orgs, ground: book.ground()? })
    }

    /// The worker that an id means: their own, or that of the volunteer who they are too.
    fn worker<'a>(&'a self, who: &'a Id) -> Option<&'a Id> {
        if self.ground.workers.contains(who) { Some(who) } else { self.twins.get(who) }
    }

    /// How the crews link in what a fact is about: by its record, else its programme, else its organisation.
    fn mode(&self, about: &About) -> Option<Mode> {
        let program = about.program.as_ref().and_then(|program| self.programs.get(program));
        let org = || about.org.as_ref().and_then(|org| self.orgs.get(org));
        about.linkage.or(program.or_else(org).copied())
    }
}

impl Linkage {
    /// Who leads whom on a day.
    fn leads(
        &mut self,
        book: &Book,
        registers: &Registers,
        day: Day,
        passed: &mut Passed,
    ) -> Result<(), SourceError> {
        book.records(Kind::Volunteer, None, passed, &mut |_, record| {
            let volunteer = Volunteer::unwrap(record).filter(|volunteer| volunteers_on(volunteer, day));
            let Some(volunteer) = volunteer else { return };
            let holds = |from: Option<Day>, until: Option<Day>| {
                from.is_none_or(|from| from <= day) && until.is_none_or(|until| until >= day)
            };
            let lead = volunteer.lead.iter().rev().find(|link| holds(link.from, link.until));
            let worker = lead.and_then(|link| registers.worker(&link.who));
            if let Some(worker) = worker.filter(|worker| registers.workers.contains(*worker)) {
                let led = self.workers.entry(worker.clone()).or_default();
                raise(&mut led.volunteers, Count::one(volunteer.is_approximate(&["lead", "joined", "left"])));
            }
        })
    }

    /// Takes in a fact; `None` where that is more than can be counted.
    fn take(&mut self, registers: &Registers, fact: &Fact) -> Option<()> {
        let about = &fact.about;
        let approximate = fact.approximate;
        let lead = about.lead.as_ref();
        let worker = lead.and_then(|lead| registers.worker(lead)).cloned();
        let leader = match (&worker, lead) {
            (Some(_), _) => Leader::Worker,
            (None, Some(_)) => Leader::KeyPerson,
            (None, None) => Leader::Nobody,
        };
        let counts = |work: &mut Work| -> Option<()> {
            match &fact.what {
                What::Count(Figure::Record, number) if about.kind == Kind::Activity => {
                    work.activities = work.activities.plus(Count { number: *number, approximate })?;
                }
                What::Service(service) => {
                    let more = Count { number: service.minutes.count(), approximate };
                    match service.role {
                        Role::Worker => work.worker_minutes = work.worker_minutes.plus(more)?,
                        Role::Volunteer => work.volunteer_minutes = work.volunteer_minutes.plus(more)?,
                    }
                }
                _ => {}
            }
            Some(())
        };
        let mut work = Work::default();
        counts(&mut work)?;
        if work == Work::default() {
            return Some(());
        }
        counts(self.leaders.entry(leader).or_default())?;
        counts(self.modes.entry(registers.mode(about)).or_default())?;
        if let Some(worker) = worker.filter(|_| work.worker_minutes == Count::default()) {
            let led = self.workers.entry(worker).or_default();
            led.activities = led.activities.plus(work.activities)?;
            led.volunteer_minutes = led.volunteer_minutes.plus(work.volunteer_minutes)?;
        }
        if let What::Service(service) = &fact.what
            && service.role == Role::Worker
        {
            let who = registers.worker(&service.who).unwrap_or(&service.who).clone();
            let led = self.workers.entry(who).or_default();
            led.worker_minutes = led.worker_minutes.plus(work.worker_minutes)?;
        }
        Some(())
    }

    /// Takes in a need that was opened.
    fn need(&mut self, registers: &Registers, need: &Need, approximate: bool) {
        let found_by = need.found_by.as_ref().map(|who| registers.ground.register_of(who));
        let needs = self.needs.entry(found_by).or_default();
        raise(&mut needs.opened, Count::one(approximate));
        if need.worker.is_some() {
            raise(&mut needs.taken_up, Count::one(approximate));
        }
    }

    /// The report as tables: by worker, by way of linking, by leader, needs by finder, and those who lead
    /// more volunteers than one can lead well.
    pub fn tables(&self) -> Vec<Table> {
        vec![
            self.workers_table(),
            self.modes_table(),
            self.leaders_table(),
            self.needs_table(),
            self.span_table(),
        ]
    }

    fn workers_table(&self) -> Table {
        let figures = [
            ("volunteers_led", Type::Integer),
            ("activities_led", Type::Integer),
            ("worker_minutes", Type::Minutes),
            ("volunteer_minutes_led", Type::Minutes),
            ("ratio", Type::Ratio),
        ];
        let mut table = Table::new("linkage", columns(("who", Type::Code("who")), &figures));
        let mut all = Led::default();
        for (who, led) in &self.workers {
            table.rows.push(led.row(Cell::Text(who.to_string())));
            all = all.plus(led);
        }
        table.total = (!table.rows.is_empty()).then(|| all.row(Cell::Missing));
        table
    }

    fn modes_table(&self) -> Table {
        let figures = [
            ("activities", Type::Integer),
            ("worker_minutes", Type::Minutes),
            ("volunteer_minutes", Type::Minutes),
        ];
        let mut table = Table::new("modes", columns(("mode", Type::Code("mode")), &figures));
        let row = |key: Cell, work: &Work| {
            let Work { activities, worker_minutes, volunteer_minutes } = *work;
            let cells = [activities.cell(), minutes(worker_minutes), minutes(volunteer_minutes)];
            Row::measured([key], figures.map(|(key, _)| key).into_iter().zip(cells.map(Some)))
        };
        let name = |mode: Option<Mode>| mode.map_or("none", Mode::code);
        table.rows = self.modes.iter().map(|(mode, work)| row(Cell::from(name(*mode)), work)).collect();
        table.total = (!table.rows.is_empty()).then(|| row(Cell::Missing, &total(self.modes.values())));
        table
    }

    fn leaders_table(&self) -> Table {
        let figures = [
            ("activities", Type::Integer),
            ("activities_share", Type::Share),
            ("volunteer_minutes", Type::Minutes),
            ("volunteer_minutes_share", Type::Share),
        ];
        let mut table = Table::new("leaders", columns(("led_by", Type::Code("led-by")), &figures));
        let all = total(self.leaders.values());
        let row = |key: Cell, work: &Work| {
            let cells = [
                work.activities.cell(),
                work.activities.per(all.activities),
                minutes(work.volunteer_minutes),
                work.volunteer_minutes.per(all.volunteer_minutes),
            ];
            Row::measured([key], figures.map(|(key, _)| key).into_iter().zip(cells.map(Some)))
        };
        table.rows = self.leaders.iter().map(|(leader, work)| row(leader.code().into(), work)).collect();
        table.total = (!table.rows.is_empty()).then(|| row(Cell::Missing, &all));
        table
    }

    fn needs_table(&self) -> Table {
        let figures = [("opened", Type::Integer), ("taken_up", Type::Integer), ("share", Type::Share)];
        let mut table = Table::new("found", columns(("found_by", Type::Code("as")), &figures));
        let rows = self.needs.iter().map(|(found_by, Needs { opened, taken_up })| {
            let key = found_by.map_or(Cell::Missing, |role| role.code().into());
            let cells = [opened.cell(), taken_up.cell(), taken_up.per(*opened)];
            Row::measured([key], figures.map(|(key, _)| key).into_iter().zip(cells.map(Some)))
        });
        table.rows = rows.collect();
        table
    }

    fn span_table(&self) -> Table {
        let figures = [("volunteers_led", Type::Integer), ("span_max", Type::Integer)];
        let mut table = Table::new("over_span", columns(("who", Type::Code("who")), &figures));
        let over = self.workers.iter().filter(|(_, led)| led.volunteers.number > self.span_max);
        table.rows = over
            .map(|(who, led)| {
                let cells = [led.volunteers.cell(), (self.span_max.into(), false)];
                let figures = figures.map(|(key, _)| key).into_iter().zip(cells.map(Some));
                Row::measured([Cell::Text(who.to_string())], figures)
            })
            .collect();
        table
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

impl Led {
    fn plus(&self, other: &Led) -> Led {
        Led {
            volunteers: self.volunteers.plus_at_most(other.volunteers),
            activities: self.activities.plus_at_most(other.activities),
            worker_minutes: self.worker_minutes.plus_at_most(other.worker_minutes),
            volunteer_minutes: self.volunteer_minutes.plus_at_most(other.volunteer_minutes),
        }
    }

    fn row(&self, who: Cell) -> Row {
        let figures = [
            ("volunteers_led", self.volunteers.cell()),
            ("activities_led", self.activities.cell()),
            ("worker_minutes", minutes(self.worker_minutes)),
            ("volunteer_minutes_led", minutes(self.volunteer_minutes)),
            ("ratio", self.volunteer_minutes.per(self.worker_minutes)),
        ];
        Row::measured([who], figures.map(|(key, figure)| (key, Some(figure))))
    }
}

/// What all of it comes to.
fn total<'a>(parts: impl Iterator<Item = &'a Work>) -> Work {
    parts.fold(Work::default(), |all, part| Work {
        activities: all.activities.plus_at_most(part.activities),
        worker_minutes: all.worker_minutes.plus_at_most(part.worker_minutes),
        volunteer_minutes: all.volunteer_minutes.plus_at_most(part.volunteer_minutes),
    })
}

/// Time as a cell, and whether it is approximate.
fn minutes(count: Count) -> (Cell, bool) {
    (crate::model::minutes::Minutes::of(count.number).into(), count.approximate)
}

fn raise(count: &mut Count, more: Count) {
    *count = count.plus_at_most(more);
}

/// A key, and figures.
fn columns(key: (&str, Type), figures: &[(&str, Type)]) -> Vec<Column> {
    [key].iter().chain(figures).map(|(key, kind)| Column::new(key, *kind)).collect()
}
