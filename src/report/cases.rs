//! Cases: how many there are, how far they have come, who carries them, and which are to be looked at.
//!
//! What the stage was on a past day only sessions say. Of a case that was closed later it is that of its last
//! session by then which says one; of one that is open to this day, its stage is taken as it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::{Book, Passed};
use crate::model::case::{Case, CaseReason, Risk, Stage};
use crate::model::code::Category;
use crate::model::day::Day;
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::record::{Record, Registered};
use crate::report::ReportError;
use crate::report::count::Count;
use crate::report::query::Query;
use crate::report::table::{Cell, Column, Row, Table, Type};
use crate::report::turnover::{self, Life, Turnover, counted, reached};

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 3] = [Kind::Org, Kind::Worker, Kind::Case];

/// Cases, and who carries them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    /// By category.
    pub rows: BTreeMap<Category, Turnover>,
    /// In all.
    pub total: Turnover,
    /// By organisation with all below it, as rows of the tree, each with its depth; nothing of one alone.
    pub below: Vec<(usize, Id, Turnover)>,
    /// Those open on the last day or closed in the period, by how far they had come.
    pub stage: BTreeMap<Stage, Count>,
    /// Those that were closed in the period, by why.
    pub reason: BTreeMap<CaseReason, Count>,
    /// By worker.
    pub caseload: BTreeMap<Id, Caseload>,
    /// Open on the last day and to be looked at by then.
    pub reviews: BTreeSet<Review>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// What a worker carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caseload {
    /// How many of their cases are open on the last day.
    pub open: Count,
    /// In how many of those much is at stake.
    pub high_risk: Count,
    /// How many sessions their cases had in the period.
    pub sessions: Count,
}

/// A case that is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Review {
    /// On which day.
    pub date: Day,
    /// The case.
    pub id: Id,
    /// Who is in charge.
    pub who: Id,
    /// For how many days it has been due.
    pub late: i64,
}

/// The cases that a query asks for.
///
/// # Errors
/// [`ReportError`] where records cannot be listed.
pub fn cases(book: &Book, query: &Query) -> Result<Cases, ReportError> {
    let mut passed = Passed::default();
    let filter = query.filter(book, &mut passed)?;
    let ground = book.ground()?;
    let mut cases = Cases::default();
    let mut own: BTreeMap<Id, Turnover> = BTreeMap::new();
    let reach = Kind::Case.reach(&query.period);
    book.records(Kind::Case, Some(&reach), &mut passed, &mut |id, record| {
        let Some(case) = Case::unwrap(record).filter(|case| case.void.is_none()) else { return };
        let mut is_asked = false;
        case.facts(id, &ground, &mut |fact| is_asked |= filter.wants(&fact));
        if is_asked {
            cases.add(id, &case, query, book.today());
            own.entry(case.org.0.clone()).or_default().add(&life(&case), &query.period, book.today());
        }
    })?;
    let below = filter.tree().compared(query.org.as_ref(), &own, Turnover::join);
    Ok(Cases { below, passed, ..cases })
}

/// A case's life.
fn life(case: &Case) -> Life {
    Life {
        opened: case.opened,
        closed: case.closed,
        answered: case.sessions.iter().map(|session| session.date).min(),
        due: case.review,
        approximate: case.is_approximate(&["opened", "closed", "review", "sessions"]),
    }
}

/// How far a case had come on a day on which it was open.
fn came(case: &Case, day: Day) -> Stage {
    if case.closed.is_none() {
        return case.stage();
    }
    let by_then = case.sessions.iter().filter(|session| session.date <= day);
    let said = by_then.filter_map(|session| Some((session.date, session.stage?)));
    said.max().map_or(Stage::Intake, |(_, stage)| stage)
}

impl Cases {
    fn add(&mut self, id: &Id, case: &Case, query: &Query, today: Day) {
        let (life, period) = (life(case), &query.period);
        let (one, last) = (Count::one(life.approximate), period.to());
        for sum in [self.rows.entry(case.category.clone()).or_default(), &mut self.total] {
            sum.add(&life, period, today);
        }
        let is_open = life.is_open(last);
        if case.closed.is_some_and(|closed| period.contains(closed)) {
            self.stage.entry(case.stage()).or_default().raise(one);
            if let Some(reason) = case.reason {
                self.reason.entry(reason).or_default().raise(one);
            }
        } else if is_open {
            self.stage.entry(came(case, last)).or_default().raise(one);
        }
        let mut load = Caseload::default();
        if is_open {
            load.open.raise(one);
            if case.risk == Some(Risk::High) {
                load.high_risk.raise(one);
            }
        }
        for _ in case.sessions.iter().filter(|session| period.contains(session.date)) {
            load.sessions.raise(Count::one(case.is_approximate(&["sessions"])));
        }
        if load != Caseload::default() {
            self.caseload.entry(case.worker.0.clone()).or_default().raise(&load);
        }
        if let Some(date) = case.review.filter(|date| is_open && *date <= last) {
            let late = reached(period, today).days_after(date).max(0);
            self.reviews.insert(Review { date, id: id.clone(), who: case.worker.0.clone(), late });
        }
    }

    /// The report as tables: the figures by category, and of several organisations with all below each; stages, reasons, who carries what, and what is due.
    pub fn tables(&self) -> Vec<Table> {
        let [mut table, mut below] = turnover::tables(["cases", "cases_below"], None);
        below.rows =
            self.below.iter().map(|(_, org, sum)| sum.row(Cell::Text(org.to_string()), None)).collect();
        let rows = self.rows.iter().filter(|(_, sum)| **sum != Turnover::default());
        table.rows = rows.map(|(category, sum)| sum.row(Cell::Text(category.to_string()), None)).collect();
        table.total = Some(self.total.row(Cell::Missing, None));
        let coded = |key: &str, list: &'static str| vec![Column::new(key, Type::Code(list))];
        let stages = self.stage.iter().map(|(stage, count)| (vec![stage.code().into()], *count));
        let reasons = self.reason.iter().map(|(reason, count)| (vec![reason.code().into()], *count));
        let below = (!below.rows.is_empty()).then_some(below);
        let lists = [
            counted("cases_stage", coded("stage", "stage"), "cases", stages),
            counted("cases_reason", coded("reason", "case-reason"), "cases", reasons),
            self.caseload_table(),
            self.reviews_table(),
        ];
        [table].into_iter().chain(below).chain(lists).collect()
    }

    fn caseload_table(&self) -> Table {
        let columns = [
            ("who", Type::Code("who")),
            ("open", Type::Integer),
            ("high_risk", Type::Integer),
            ("sessions", Type::Integer),
        ];
        let mut table = Table::new("caseload", columns.map(|(key, kind)| Column::new(key, kind)).into());
        table.rows = self
            .caseload
            .iter()
            .map(|(who, load)| {
                let figures =
                    [("open", load.open), ("high_risk", load.high_risk), ("sessions", load.sessions)];
                let figures = figures.map(|(key, count)| (key, Some(count.cell())));
                Row::measured([Cell::Text(who.to_string())], figures)
            })
            .collect();
        table
    }

    fn reviews_table(&self) -> Table {
        let columns = [
            ("id", Type::Id),
            ("who", Type::Code("who")),
            ("review", Type::Date),
            ("days_late", Type::Integer),
        ];
        let mut table = Table::new("reviews", columns.map(|(key, kind)| Column::new(key, kind)).into());
        let cells = |due: &Review| {
            let texts = [Cell::Text(due.id.to_string()), Cell::Text(due.who.to_string())];
            texts.into_iter().chain([due.date.into(), due.late.into()]).collect()
        };
        table.rows = self.reviews.iter().map(|due| Row::of(cells(due))).collect();
        table
    }
}

impl Caseload {
    fn raise(&mut self, more: &Caseload) {
        self.open.raise(more.open);
        self.high_risk.raise(more.high_risk);
        self.sessions.raise(more.sessions);
    }
}
