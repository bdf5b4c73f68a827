//! Needs: what was asked for, what became of it, how long it took, and how satisfied people were.
//!
//! What a status was on a past day no record says. Of a need that was closed later, what was done by then
//! tells whether it was in progress; of one that is open to this day, its status is taken as it is.

use std::collections::BTreeMap;

use crate::model::book::{Book, Passed};
use crate::model::code::Category;
use crate::model::day::Day;
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::need::{Need, NeedStatus};
use crate::model::record::{Record, Registered};
use crate::report::ReportError;
use crate::report::count::Count;
use crate::report::query::Query;
use crate::report::table::{Cell, Column, Row, Table, Type};
use crate::report::turnover::{self, Life, Turnover, counted};

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 3] = [Kind::Org, Kind::Worker, Kind::Need];

/// What was asked for, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// By category.
    pub rows: BTreeMap<Category, Sum>,
    /// In all.
    pub total: Sum,
    /// By organisation with all below it, as rows of the tree, each with its depth; nothing of one alone.
    pub below: Vec<(usize, Id, Sum)>,
    /// Those open on the last day or closed in the period, by where they stood then.
    pub status: BTreeMap<NeedStatus, Count>,
    /// Those that were not met or withdrawn in the period, by why.
    pub reason: BTreeMap<(NeedStatus, String), Count>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// What needs add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// What came, went and stayed.
    pub turnover: Turnover,
    /// How satisfied those were whose needs were closed in the period, all together.
    pub satisfaction: Count,
    /// How many of them said so.
    pub answers: Count,
}

/// What became of the needs that a query asks for.
///
/// # Errors
/// [`ReportError`] where records cannot be listed.
pub fn needs(book: &Book, query: &Query) -> Result<Needs, ReportError> {
    let mut passed = Passed::default();
    let filter = query.filter(book, &mut passed)?;
    let ground = book.ground()?;
    let mut needs = Needs::default();
    let mut own: BTreeMap<Id, Sum> = BTreeMap::new();
    let reach = Kind::Need.reach(&query.period);
    book.records(Kind::Need, Some(&reach), &mut passed, &mut |id, record| {
        let Some(need) = Need::unwrap(record).filter(|need| need.void.is_none()) else { return };
        let mut is_asked = false;
        need.facts(id, &ground, &mut |fact| is_asked |= filter.wants(&fact));
        if is_asked {
            needs.add(&need, own.entry(need.org.0.clone()).or_default(), query, book.today());
        }
    })?;
    let below = filter.tree().compared(query.org.as_ref(), &own, Sum::join);
    Ok(Needs { below, passed, ..needs })
}

/// A need's life.
fn life(need: &Need) -> Life {
    Life {
        opened: need.opened,
        closed: need.closed,
        answered: need.log.iter().map(|entry| entry.date).min(),
        due: need.promised,
        approximate: need.is_approximate(&["opened", "closed", "promised", "log"]),
    }
}

/// Where a need stood on a day on which it was open.
fn stood(need: &Need, day: Day) -> NeedStatus {
    match need.closed {
        None => need.status(),
        Some(_) if need.log.iter().any(|entry| entry.date <= day) => NeedStatus::InProgress,
        Some(_) => NeedStatus::Open,
    }
}

impl Needs {
    fn add(&mut self, need: &Need, own: &mut Sum, query: &Query, today: Day) {
        let (life, period) = (life(need), &query.period);
        let one = Count::one(life.approximate);
        let is_closed = need.closed.is_some_and(|closed| period.contains(closed));
        let rated = need.satisfaction.filter(|_| is_closed);
        let number = rated.and_then(|rating| i64::try_from(rating).ok());
        let approximate = need.is_approximate(&["satisfaction"]);
        for sum in [self.rows.entry(need.category.clone()).or_default(), &mut self.total, own] {
            sum.turnover.add(&life, period, today);
            if let Some(number) = number {
                sum.satisfaction.raise(Count { number, approximate });
                sum.answers.raise(Count::one(approximate));
            }
        }
        let is_open = life.is_open(period.to());
        if is_open || is_closed {
            let status = if is_open { stood(need, period.to()) } else { need.status() };
            self.status.entry(status).or_default().raise(one);
        }
        if let Some(reason) = need.reason.as_ref().filter(|_| is_closed) {
            self.reason.entry((need.status(), reason.to_string())).or_default().raise(one);
        }
    }

    /// The report as tables: the figures by category, and of several organisations with all below each; where
    /// needs stand, and why they were not met.
    pub fn tables(&self) -> Vec<Table> {
        let mean = Column::new("satisfaction_mean", Type::Ratio);
        let [mut table, mut below] = turnover::tables(["needs", "needs_below"], Some(&mean));
        below.rows = self.below.iter().map(|(_, org, sum)| sum.row(Cell::Text(org.to_string()))).collect();
        let is_some = |sum: &&Sum| **sum != Sum::default();
        let rows = self.rows.iter().filter(|(_, sum)| is_some(sum));
        table.rows = rows.map(|(category, sum)| sum.row(Cell::Text(category.to_string()))).collect();
        table.total = Some(self.total.row(Cell::Missing));
        let status = || Column::new("status", Type::Code("need-status"));
        let stood = self.status.iter().map(|(status, count)| (vec![status.code().into()], *count));
        let by_status = counted("needs_status", vec![status()], "needs", stood);
        let why = self.reason.iter().map(|((status, reason), count)| {
            (vec![status.code().into(), Cell::Text(reason.clone())], *count)
        });
        let columns = vec![status(), Column::new("reason", Type::Text)];
        let below = (!below.rows.is_empty()).then_some(below);
        let lists = [by_status, counted("needs_reason", columns, "needs", why)];
        [table].into_iter().chain(below).chain(lists).collect()
    }
}

impl Sum {
    fn join(&mut self, other: &Sum) {
        self.turnover.join(&other.turnover);
        self.satisfaction.raise(other.satisfaction);
        self.answers.raise(other.answers);
    }

    fn row(&self, key: Cell) -> Row {
        self.turnover.row(key, Some(("satisfaction_mean", self.satisfaction.per(self.answers))))
    }
}
