//! The workforce: who the workers are, what they hold, what organisations declare, what people learned.
//!
//! Figures of stock are those of the last day of the period; certificates and trainings those of its days.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::{Book, Passed};
use crate::model::day::Day;
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::period::Period;
use crate::model::person::{Credential, CredentialKind};
use crate::model::record::Registered;
use crate::model::training::{Training, TrainingKind};
use crate::model::worker::Worker;
use crate::report::ReportError;
use crate::report::count::Count;
use crate::report::hours::Value;
use crate::report::orgs::Orgs;
use crate::report::stock;
use crate::report::table::{Cell, Column, Row, Table, Type};

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 3] = [Kind::Org, Kind::Worker, Kind::Training];

/// In how many days a credential expires, to be told of.
const AHEAD: [i64; 3] = [30, 60, 90];

/// The workforce.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workforce {
    /// How many workers there are.
    pub workers: Count,
    /// Workers by the qualification that they hold; of several, by each.
    pub credential: BTreeMap<Value, Count>,
    /// Workers by sector.
    pub sector: BTreeMap<Value, Count>,
    /// Workers by how they came in.
    pub pathway: BTreeMap<Value, Count>,
    /// Workers by the organisation that employs them.
    pub org: BTreeMap<Id, Count>,
    /// The same with all below it, in the order of the tree, each with its depth. Nothing where that says no more
    /// than each by itself.
    pub below: Vec<(usize, Id, Count)>,
    /// Workers by the qualification that was issued to them in the period.
    pub certified: BTreeMap<Value, Count>,
    /// How many workers that are.
    pub newly_certified: Count,
    /// What organisations state, by organisation and name.
    pub declared: BTreeMap<(Id, String), Declared>,
    /// What workers hold that expires soon.
    pub expiring: BTreeSet<Expiring>,
    /// What people learned, by sort of training.
    pub training: BTreeMap<TrainingKind, Learned>,
    /// What people learned in all.
    pub learned: Learned,
    /// The files that were gone through.
    pub passed: Passed,
}

/// A figure that an organisation states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
    /// When it was stated.
    pub as_of: Day,
    /// The figure.
    pub value: Count,
    /// The workers that it is a part of, as the same organisation states.
    pub of: Option<Count>,
}

/// A credential that expires soon.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expiring {
    /// Its last day.
    pub expires: Day,
    /// Whose it is.
    pub who: Id,
    /// What it is called.
    pub credential: String,
}

/// What people learned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    /// How many trainings.
    pub trainings: i64,
    /// How many rows of people who took part.
    pub attendances: i64,
    /// For how long all of them together.
    pub minutes: Minutes,
    /// Whether something in it is rounded or assumed.
    pub approximate: bool,
}

/// The workforce in a period: all of it, or of one organisation with those below it.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn workforce(book: &Book, period: &Period, org: Option<&Id>) -> Result<Workforce, ReportError> {
    let mut passed = Passed::default();
    let orgs = Orgs::of(book, &mut passed)?;
    let under = org.map(|org| orgs.under(org));
    let covers = |org: &Id| under.as_ref().is_none_or(|under| under.contains(org));
    let mut found = Workforce::default();
    book.records(Kind::Worker, None, &mut passed, &mut |id, record| {
        if let Some(worker) = Worker::unwrap(record)
            && covers(&worker.org.0)
            && stock::works(&worker, period.to())
        {
            found.add(id, &worker, period);
        }
    })?;
    for (_, org) in orgs.in_order(None, |org| stock::is_open(org, period.to())) {
        if let Some(record) = orgs.find(org).filter(|_| covers(org)) {
            found.declare(org, stock::declared(record, period.to()));
        }
    }
    let mut outcome = Ok(());
    book.records(Kind::Training, Some(period), &mut passed, &mut |id, record| {
        let Some(training) = Training::unwrap(record) else { return };
        let is_asked = training.void.is_none() && period.contains(training.date) && covers(&training.org.0);
        if is_asked && outcome.is_ok() && found.learn(&training).is_none() {
            outcome = Err(ReportError::TooMany { kind: Kind::Training, id: id.clone() });
        }
    })?;
    outcome?;
    let below = orgs.subtotals(org, &found.org, |all, one| all.raise(*one));
    Ok(Workforce { below, passed, ..found })
}

/// Whether somebody who holds a credential holds it on a day.
fn is_valid(credential: &Credential, day: Day) -> bool {
    credential.issued.is_none_or(|issued| issued <= day)
        && credential.expires.is_none_or(|expires| expires >= day)
}

fn is_qualification(credential: &Credential) -> bool {
    credential.kind.is_none_or(|kind| kind == CredentialKind::Qualification)
}

impl Workforce {
    fn add(&mut self, id: &Id, worker: &Worker, period: &Period) {
        let day = period.to();
        let one =
            |fields: &[&str]| Count::one(worker.is_approximate(&[&["joined", "left"], fields].concat()));
        self.workers.raise(one(&[]));
        let value = |text: Option<String>| text.map_or(Value::Missing, Value::Named);
        let sector = value(worker.sector.map(|sector| sector.to_string()));
        let pathway = value(worker.pathway.map(|pathway| pathway.to_string()));
        self.sector.entry(sector).or_default().raise(one(&["sector"]));
        self.pathway.entry(pathway).or_default().raise(one(&["pathway"]));
        self.org.entry(worker.org.0.clone()).or_default().raise(one(&[]));
        let named = |test: &dyn Fn(&Credential) -> bool| -> BTreeSet<Value> {
            let held = worker.credential.iter().filter(|held| is_qualification(held) && test(held));
            held.map(|held| Value::Named(held.name.to_string())).collect()
        };
        let mut held = named(&|credential| is_valid(credential, day));
        if held.is_empty() {
            held.insert(Value::Missing);
        }
        for credential in held {
            self.credential.entry(credential).or_default().raise(one(&["credential"]));
        }
        let new = named(&|credential| credential.issued.is_some_and(|issued| period.contains(issued)));
        if !new.is_empty() {
            self.newly_certified.raise(one(&["credential"]));
        }
        for credential in new {
            self.certified.entry(credential).or_default().raise(one(&["credential"]));
        }
        let soon = day.plus(AHEAD[AHEAD.len() - 1]);
        for credential in &worker.credential {
            if let Some(expires) = credential.expires.filter(|expires| (day..=soon).contains(expires)) {
                let (who, credential) = (id.clone(), credential.name.to_string());
                self.expiring.insert(Expiring { expires, who, credential });
            }
        }
    }

    fn declare(&mut self, org: &Id, declared: BTreeMap<&str, (Count, Day)>) {
        let workers = declared.get("workers").map(|(count, _)| *count);
        for (name, (value, as_of)) in declared {
            let of = workers.filter(|_| name.starts_with("workers-"));
            self.declared.insert((org.clone(), name.into()), Declared { as_of, value, of });
        }
    }

    fn learn(&mut self, training: &Training) -> Option<()> {
        let kind = training.kind.unwrap_or(TrainingKind::Course);
        self.training.entry(kind).or_default().add(training)?;
        self.learned.add(training)
    }

    /// The report as tables, one a question. `day` is the last of the period.
    pub fn tables(&self, day: Day) -> Vec<Table> {
        let credential = || Column::new("credential", Type::Code("credential"));
        let coded = |key: &'static str| Column::new(key, Type::Code(key));
        let named = |org: &Id| Value::Named(org.to_string());
        let org = self.org.iter().map(|(org, count)| (named(org), *count)).collect();
        let figures = [
            by("credential", credential(), &self.credential, self.workers),
            by("sector", coded("sector"), &self.sector, self.workers),
            by("pathway", coded("pathway"), &self.pathway, self.workers),
            by("org", coded("org"), &org, self.workers),
        ];
        let lists = [
            by("certified", credential(), &self.certified, self.newly_certified),
            self.declared_table(),
            self.expiring_table(day),
            self.training_table(),
        ];
        let below = (!self.below.is_empty()).then(|| self.below_table());
        figures.into_iter().chain(below).chain(lists).collect()
    }

    fn below_table(&self) -> Table {
        let columns = [("org", Type::Branch), ("workers", Type::Integer)];
        let mut table = Table::new("workers_below", columns.map(|(key, kind)| Column::new(key, kind)).into());
        let row = |(_, org, count): &(usize, Id, Count)| {
            Row::measured([Cell::Text(org.to_string())], [("workers", Some(count.cell()))])
        };
        table.rows = self.below.iter().map(row).collect();
        table
    }

    fn declared_table(&self) -> Table {
        let columns = [
            ("org", Type::Code("org")),
            ("name", Type::Code("declared")),
            ("as_of", Type::Date),
            ("value", Type::Integer),
            ("share", Type::Share),
        ];
        let mut table = Table::new("declared", columns.map(|(key, kind)| Column::new(key, kind)).into());
        table.groups = 2;
        table.rows = self
            .declared
            .iter()
            .map(|((org, name), declared)| {
                let keys = [Cell::Text(org.to_string()), Cell::Text(name.clone()), declared.as_of.into()];
                let share = declared.of.map(|of| declared.value.per(of));
                Row::measured(keys, [("value", Some(declared.value.cell())), ("share", share)])
            })
            .collect();
        table
    }

    fn expiring_table(&self, day: Day) -> Table {
        let columns = [
            ("who", Type::Code("who")),
            ("credential", Type::Code("credential")),
            ("expires", Type::Date),
            ("days", Type::Integer),
            ("within", Type::Integer),
        ];
        let mut table = Table::new("expiring", columns.map(|(key, kind)| Column::new(key, kind)).into());
        let cells = |one: &Expiring| {
            let days = one.expires.days_after(day);
            let within = AHEAD.into_iter().find(|ahead| days <= *ahead);
            let texts = [Cell::Text(one.who.to_string()), Cell::Text(one.credential.clone())];
            texts.into_iter().chain([one.expires.into(), days.into(), within.into()]).collect()
        };
        table.rows = self.expiring.iter().map(|one| Row::of(cells(one))).collect();
        table
    }

    fn training_table(&self) -> Table {
        let columns = [("kind", Type::Code("training")), ("trainings", Type::Integer)];
        let figures = [("attendances", Type::Integer), ("minutes", Type::Minutes)];
        let columns = columns.into_iter().chain(figures).map(|(key, kind)| Column::new(key, kind));
        let mut table = Table::new("training", columns.collect());
        table.rows = self.training.iter().map(|(kind, learned)| learned.row(kind.code().into())).collect();
        table.total = (!self.training.is_empty()).then(|| self.learned.row(Cell::Missing));
        table
    }
}

impl Learned {
    /// Takes in a training; `None` where that is more than can be counted.
    fn add(&mut self, training: &Training) -> Option<()> {
        self.trainings += 1;
        self.approximate |= training.is_approximate(&["date", "hours", "attendance"]);
        for row in &training.attendance {
            self.attendances += 1;
            self.minutes = self.minutes.plus(row.hours.or(training.hours).unwrap_or_default())?;
        }
        Some(())
    }

    fn row(&self, kind: Cell) -> Row {
        let figures = [
            ("trainings", self.trainings.into()),
            ("attendances", self.attendances.into()),
            ("minutes", self.minutes.into()),
        ];
        Row::measured([kind], figures.map(|(key, cell)| (key, Some((cell, self.approximate)))))
    }
}

/// Workers by something.
fn by(table: &str, key: Column, rows: &BTreeMap<Value, Count>, total: Count) -> Table {
    let mut table = Table::new(table, vec![key, Column::new("workers", Type::Integer)]);
    let row = |key: Cell, count: Count| Row::measured([key], [("workers", Some(count.cell()))]);
    table.rows = rows.iter().map(|(key, count)| row(key.cell(), *count)).collect();
    table.total = Some(row(Cell::Missing, total));
    table
}
