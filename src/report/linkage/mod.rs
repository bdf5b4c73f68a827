//! The linkage of the two crews: who leads whom, and how much of what volunteers gave was led.
//!
//! What is led is what its record says; who leads whom is what volunteers' records say of the period's last
//! day. A worker who is also in the volunteers' register leads as a worker. Every sum of volunteers' time adds
//! up to that of the summary. The period and the one before are read in one pass.

mod registers;
mod sums;
mod tables;

use std::sync::Arc;

use crate::model::book::{Book, Passed, SourceError};
use crate::model::case::Case;
use crate::model::day::Day;
use crate::model::fact::{Fact, Figure, What};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::need::Need;
use crate::model::period::Period;
use crate::model::record::{AnyRecord, Registered};
use crate::model::training::Training;
use crate::model::volunteer::Volunteer;
use crate::report::ReportError;
use crate::report::count::whole;
use crate::report::orgs::Orgs;
use crate::report::query::{Filter, Query};
use crate::report::stock::volunteers_on;

use self::registers::Registers;

pub use self::sums::{Leader, Led, Needs, Sums, Taught, Teaching, Unit, Work};

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 10] = [
    Kind::Org,
    Kind::Worker,
    Kind::Volunteer,
    Kind::Program,
    Kind::Activity,
    Kind::Shift,
    Kind::Training,
    Kind::Need,
    Kind::Case,
    Kind::Correction,
];

/// Those whose facts say all that is asked of them.
const STREAMED: [Kind; 3] = [Kind::Activity, Kind::Shift, Kind::Correction];

/// Those that say more than their facts: who found a need, how long a training took, who was supervised.
const WHOLE: [Kind; 3] = [Kind::Training, Kind::Need, Kind::Case];

/// How the two crews link in a period, and how they did in the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linkage {
    /// In the period.
    pub now: Sums,
    /// In the period before.
    pub before: Sums,
    /// The organisations that are asked for, in the order of their tree, each with its depth and with what
    /// there is in it and all below it, now and before; those in which there is nothing now are left out.
    pub units: Vec<Branch>,
    /// How many volunteers one worker can lead well.
    pub span_max: i64,
    /// The days whose records were read: those of the period and of the one before.
    pub scope: Period,
    /// The files that were gone through.
    pub passed: Passed,
}

/// An organisation in the tree, with all below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// How many stand above it.
    pub depth: usize,
    /// The organisation; none for what belongs to none that is known.
    pub org: Option<Id>,
    /// What there is in it, in the period.
    pub now: Unit,
    /// What there was in it, in the period before.
    pub before: Unit,
}

/// The two periods, with what is asked of them.
struct Sides<'a> {
    query: &'a Query,
    previous: Period,
    filter: Filter<'a>,
    registers: Registers,
    sums: [Sums; 2],
}

/// How the two crews link in what a query asks for.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn linkage(book: &Book, query: &Query) -> Result<Linkage, ReportError> {
    let mut passed = Passed::default();
    let filter = query.filter(book, &mut passed)?;
    let registers = Registers::of(book, query, &filter, &mut passed)?;
    let previous = query.period.previous();
    let scope = Period::between(previous.from(), query.period.to()).unwrap_or_else(|| query.period.clone());
    let span_max = whole(book.settings().linkage.span_max);
    let mut sides = Sides { query, previous, filter, registers, sums: <[Sums; 2]>::default() };
    sides.leads(book, &mut passed)?;
    let mut outcome = Ok(());
    let mut take = |sides: &mut Sides, fact: &Fact| {
        if outcome.is_ok() {
            outcome = sides.take(fact).ok_or_else(|| ReportError::too_many(&fact.about));
        }
    };
    for kind in STREAMED {
        book.facts(kind, Some(&scope), &mut passed, &mut |fact| take(&mut sides, fact))?;
    }
    let ground = sides.registers.ground.clone();
    for kind in WHOLE {
        book.records(kind, Some(&kind.reach(&scope)), &mut passed, &mut |id, record| {
            record.facts(id, &ground, &mut |fact| {
                if fact.what == What::Count(Figure::Record, 1) {
                    sides.record(record, &fact);
                }
                take(&mut sides, &fact);
            });
            if let Some(case) = Case::unwrap(record).filter(|case| case.void.is_none())
                && let Some(about) = record.about(id)
            {
                sides.supervision(&case, &about.count(Figure::Record, 1, false));
            }
        })?;
    }
    outcome?;
    for sums in &mut sides.sums {
        sums.over(&sides.registers, span_max);
    }
    let orgs = Orgs::of(book, &mut passed)?;
    let units = units(&orgs, query, &sides);
    let [now, before] = sides.sums;
    Ok(Linkage { now, before, units, span_max, scope, passed })
}

impl Sides<'_> {
    /// Which of the two periods a day lies in.
    fn side(&self, day: Day) -> Option<usize> {
        if self.query.period.contains(day) { Some(0) } else { self.previous.contains(day).then_some(1) }
    }

    /// Who leads whom on the last days.
    fn leads(&mut self, book: &Book, passed: &mut Passed) -> Result<(), SourceError> {
        let days = [self.query.period.to(), self.previous.to()];
        book.records(Kind::Volunteer, None, passed, &mut |_, record| {
            let Some(volunteer) = Volunteer::unwrap(record) else { return };
            for (sums, day) in self.sums.iter_mut().zip(days) {
                if volunteers_on(&volunteer, day) {
                    sums.lead(&self.registers, &volunteer, day);
                }
            }
        })
    }

    /// Takes in a fact; `None` where that is more than can be counted.
    fn take(&mut self, fact: &Fact) -> Option<()> {
        match self.side(fact.about.date).filter(|_| self.filter.wants(fact)) {
            Some(side) => self.sums[side].take(&self.registers, fact),
            None => Some(()),
        }
    }

    /// Takes in what a record says besides its facts, of which one says that it is there.
    fn record(&mut self, record: &AnyRecord, fact: &Fact) {
        let Some(side) = self.side(fact.about.date).filter(|_| self.filter.wants(fact)) else { return };
        if let Some(need) = Need::unwrap(record) {
            self.sums[side].need(&self.registers, &need, fact.approximate);
        }
        if let Some(training) = Training::unwrap(record) {
            self.sums[side].training(&self.registers, &training);
        }
    }

    /// Takes in the supervision of a case.
    fn supervision(&mut self, case: &Arc<Case>, fact: &Fact) {
        if self.filter.wants(fact) {
            let [period, previous] = [&self.query.period, &self.previous];
            self.sums[0].supervision(case, |day| period.contains(day));
            self.sums[1].supervision(case, |day| previous.contains(day));
        }
    }
}

/// The organisations with what there is in each of them and all below it.
fn units(orgs: &Orgs, query: &Query, sides: &Sides) -> Vec<Branch> {
    let known = orgs.in_order(query.org.as_ref(), |_| true);
    let below = |sums: &Sums, org: &Id| {
        let under = orgs.under(org);
        let own = sums.orgs.iter().filter(|(of, _)| of.as_ref().is_some_and(|of| under.contains(of)));
        own.fold(Unit::default(), |all, (_, unit)| all.plus(*unit))
    };
    let branch = |(depth, org): (usize, &Id)| {
        let [now, before] = [0, 1].map(|side| below(&sides.sums[side], org));
        Branch { depth, org: Some(org.clone()), now, before }
    };
    let strange = |of: &Option<Id>| of.as_ref().is_none_or(|of| orgs.find(of).is_none());
    let lost = |sums: &Sums| {
        let units = sums.orgs.iter().filter(|(of, _)| strange(of));
        units.fold(Unit::default(), |all, (_, unit)| all.plus(*unit))
    };
    let [now, before] = [0, 1].map(|side| lost(&sides.sums[side]));
    let lost = Branch { depth: 0, org: None, now, before };
    let all = known.into_iter().map(branch).chain([lost]);
    all.filter(|branch| branch.now != Unit::default()).collect()
}
