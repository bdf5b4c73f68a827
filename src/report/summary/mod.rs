//! The summary of a period: one row a figure, with the period before and what was planned.
//!
//! Both periods are read in one pass. What is kept grows with figures and people, not with records.

pub mod metric;
mod sums;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::book::{Book, Passed, SourceError};
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::record::Registered;
use crate::report::ReportError;
use crate::report::count::Count;
use crate::report::query::Query;
use crate::report::staffing::trainees;
use crate::report::table::{Cell, Column, Row, Table, Type};

use self::metric::Metric;
use self::sums::{Side, Sums};

/// The kinds of record that the report reads: the registers that say who is who, what is part of what, what is
/// money and what was planned, and the kinds whose facts are streamed.
pub const KINDS: [Kind; 13] = [
    Kind::Org,
    Kind::Worker,
    Kind::Volunteer,
    Kind::Item,
    Kind::Plan,
    Kind::Activity,
    Kind::Shift,
    Kind::Training,
    Kind::Need,
    Kind::Case,
    Kind::Feedback,
    Kind::Movement,
    Kind::Correction,
];

/// Those whose facts are streamed.
const STREAMED: &[Kind] = KINDS.split_at(5).1;

/// What there was in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The days whose records were read: those of the period and of the one before.
    pub scope: Period,
    /// The figures that are not empty or have a target, in the order in which they are read.
    pub rows: Lines,
    /// The files that were gone through.
    pub passed: Passed,
}

/// One figure of a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is counted in.
    pub kind: Type,
    /// In the period.
    pub value: Cell,
    /// In the period before.
    pub previous: Cell,
    /// What was planned.
    pub target: Cell,
    /// Which of the first two are approximate.
    pub approximate: [bool; 2],
}

/// The figures that are not empty or have a target, in the order in which they are read.
pub type Lines = BTreeMap<Metric, Line>;

/// Adds up what a query asks for, and the same of the period before.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn summary(book: &Book, query: &Query) -> Result<Summary, ReportError> {
    let previous = query.period.previous();
    let scope = Period::between(previous.from(), query.period.to()).unwrap_or_else(|| query.period.clone());
    let mut passed = Passed::default();
    let targets = targets(book, query, &mut passed)?;
    let asked = [(query, targets)];
    let rows = several(book, &asked, &scope, &mut passed)?.pop().unwrap_or_default();
    Ok(Summary { scope, rows, passed })
}

/// Adds up what several queries ask for in one pass over the records of a scope, each with its targets.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn several(
    book: &Book,
    asked: &[(&Query, BTreeMap<String, Money>)],
    scope: &Period,
    passed: &mut Passed,
) -> Result<Vec<Lines>, ReportError> {
    let before: Vec<Period> = asked.iter().map(|(query, _)| query.period.previous()).collect();
    let mut all = Vec::new();
    for ((query, _), previous) in asked.iter().zip(&before) {
        all.push(Sums::of(query.filter(book, passed)?, &query.period, previous));
    }
    let mut outcome = Ok(());
    let mut take = |all: &mut Vec<Sums>, fact: &Fact| {
        if outcome.is_ok() {
            let taken = all.iter_mut().try_for_each(|sums| sums.take(fact));
            outcome = taken.ok_or_else(|| ReportError::too_many(&fact.about));
        }
    };
    let ground = book.ground()?;
    let trainees = trainees(book, passed, &mut |id, record| {
        record.facts(id, &ground, &mut |fact| take(&mut all, &fact));
    })?;
    for sums in &mut all {
        sums.trainees.clone_from(&trainees);
    }
    for &kind in STREAMED {
        book.facts(kind, Some(scope), passed, &mut |fact| take(&mut all, fact))?;
    }
    outcome?;
    let money = money(book, passed)?;
    let done =
        all.into_iter().zip(asked).map(|(sums, (_, targets))| Ok(lines(&sums.done()?, targets, &money)));
    done.collect()
}

/// What the one plan for exactly these days means to reach, by figure: the plan of the organisation that is
/// asked for, or the only one that there is. Plans know nothing of programmes or single people.
fn targets(book: &Book, query: &Query, passed: &mut Passed) -> Result<BTreeMap<String, Money>, SourceError> {
    let mut plans: Vec<Arc<Plan>> = Vec::new();
    book.records(Kind::Plan, None, passed, &mut |_, record| {
        let is_asked = |plan: &Arc<Plan>| {
            (plan.period.from(), plan.period.to()) == (query.period.from(), query.period.to())
                && query.org.as_ref().is_none_or(|org| *org == plan.org.0)
        };
        plans.extend(Plan::unwrap(record).filter(is_asked));
    })?;
    let is_narrow = query.program.is_some() || query.lead.is_some() || query.who.is_some();
    let [plan] = plans.as_slice() else { return Ok(BTreeMap::new()) };
    let targets = plan.target.iter().filter(|target| target.category == query.category);
    let targets = targets.filter(|_| !is_narrow && query.role.is_none());
    Ok(targets.map(|target| (target.metric.to_string(), target.value)).collect())
}

/// The items that are money.
fn money(book: &Book, passed: &mut Passed) -> Result<BTreeSet<Id>, SourceError> {
    let currency = book.settings().currency.as_ref();
    let mut money = BTreeSet::new();
    book.records(Kind::Item, None, passed, &mut |id, record| {
        if Item::unwrap(record).is_some_and(|item| item.is_money(currency)) {
            money.insert(id.clone());
        }
    })?;
    Ok(money)
}

/// The figures that are not empty in both periods, and those that were to be reached, empty or not.
fn lines([now, before]: &[Side; 2], targets: &BTreeMap<String, Money>, money: &BTreeSet<Id>) -> Lines {
    let mut lines = BTreeMap::new();
    let wanted: BTreeSet<Metric> = targets.keys().filter_map(|key| Metric::named(key)).collect();
    let counted = |metric: &&Metric| **metric != Metric::FillRate;
    let metrics = now.counts.keys().chain(before.counts.keys()).chain(wanted.iter().filter(counted));
    for metric in metrics {
        let [value, previous] =
            [now, before].map(|side| side.counts.get(metric).copied().unwrap_or_default());
        if value.number != 0 || previous.number != 0 || wanted.contains(metric) {
            lines.insert(metric.clone(), Line::of(metric, [value, previous], targets, money));
        }
    }
    let has_places = now.staffing.places.number != 0 || before.staffing.places.number != 0;
    if has_places || wanted.contains(&Metric::FillRate) {
        let rates = [now, before].map(|side| side.staffing.fill_rate());
        lines.insert(Metric::FillRate, Line::rates(rates, targets));
    }
    lines
}

impl Line {
    fn of(
        metric: &Metric,
        counts: [Count; 2],
        targets: &BTreeMap<String, Money>,
        money: &BTreeSet<Id>,
    ) -> Line {
        let kind = match metric.item() {
            // Of goods there may be a part of one: it is no whole number then.
            Some(item) if money.contains(item) || counts.iter().any(|count| count.number % 100 != 0) => {
                Type::Money
            }
            _ => metric.kind(),
        };
        let [value, previous] = counts.map(|Count { number, .. }| match (kind, metric.item()) {
            (Type::Minutes, _) => Minutes::of(number).into(),
            (Type::Money, _) => Cell::Money(Money::of_hundredths(number)),
            (_, Some(_)) => (number / 100).into(),
            (_, None) => number.into(),
        });
        let target = targets.get(&metric.key()).map_or(Cell::Missing, |target| planned(*target, kind));
        Line { kind, value, previous, target, approximate: counts.map(|count| count.approximate) }
    }

    fn rates(rates: [(Cell, bool); 2], targets: &BTreeMap<String, Money>) -> Line {
        let approximate = [rates[0].1, rates[1].1];
        let [value, previous] = rates.map(|(rate, _)| rate);
        let kind = Metric::FillRate.kind();
        let target =
            targets.get(&Metric::FillRate.key()).map_or(Cell::Missing, |target| planned(*target, kind));
        Line { kind, value, previous, target, approximate }
    }
}

/// A target as a figure of its type; what is no whole number stays as it was written.
pub fn planned(target: Money, kind: Type) -> Cell {
    let hundredths = target.hundredths();
    match kind {
        Type::Share => Cell::Ratio(hundredths, 100),
        Type::Minutes if hundredths % 100 == 0 => Minutes::of(hundredths / 100).into(),
        Type::Integer if hundredths % 100 == 0 => (hundredths / 100).into(),
        _ => Cell::Money(target),
    }
}

impl Summary {
    /// The report as a table.
    pub fn table(&self) -> Table {
        let columns = [
            ("metric", Type::Code("metric")),
            ("value", Type::Integer),
            ("previous", Type::Integer),
            ("target", Type::Integer),
        ];
        let mut table = Table::new("summary", columns.map(|(key, kind)| Column::new(key, kind)).into());
        table.rows = self.rows.iter().map(|(metric, line)| line.row(metric)).collect();
        table
    }
}

impl Line {
    fn row(&self, metric: &Metric) -> Row {
        let figures = [&self.value, &self.previous, &self.target].map(Clone::clone);
        let row = Row::of([Cell::Text(metric.key())].into_iter().chain(figures).collect());
        let marked = ["value", "previous"].into_iter().zip(self.approximate).filter(|(_, marked)| *marked);
        row.approximately(marked.map(|(key, _)| key)).typed(self.kind)
    }
}
