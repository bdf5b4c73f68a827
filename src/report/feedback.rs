//! Feedback: what came, what became of it, and how long that took.
//!
//! Open is what is not closed at the end of the period's last day. A first response is that it was passed on,
//! or closed: of an answer the records keep no day.

use std::collections::BTreeMap;

use crate::model::book::{Book, Passed};
use crate::model::day::Day;
use crate::model::fact::Figure;
use crate::model::feedback::{Feedback, FeedbackKind, FeedbackStatus};
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::record::Registered;
use crate::report::ReportError;
use crate::report::count::{Count, whole};
use crate::report::query::Query;
use crate::report::table::{Cell, Column, Row, Table, Type};
use crate::report::turnover::Days;

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 3] = [Kind::Org, Kind::Worker, Kind::Feedback];

/// What became of feedback.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// By kind.
    pub kinds: BTreeMap<FeedbackKind, Course>,
    /// By organisation with all below it, as rows of the tree, each with its depth; nothing of one alone.
    pub below: Vec<(usize, Id, Course)>,
    /// What came in the period or was open at its end, by where it stands.
    pub status: BTreeMap<FeedbackStatus, Count>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// The course that some feedback took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// What came in the period.
    pub opened: Count,
    /// What was closed in the period.
    pub closed: Count,
    /// What was open at its end.
    pub open: Count,
    /// What of that should have been answered by then.
    pub overdue: Count,
    /// From coming to the first response, of what came in the period.
    pub first_response: Days,
    /// From coming to being closed, of what was closed in the period.
    pub days_open: Days,
    /// How satisfied those were whose feedback was closed in the period.
    pub satisfaction: Count,
    /// How many of them said so.
    pub answers: Count,
}

/// What became of the feedback that a query asks for.
///
/// # Errors
/// [`ReportError`] where records cannot be listed.
pub fn feedback(book: &Book, query: &Query) -> Result<Followed, ReportError> {
    let mut passed = Passed::default();
    let filter = query.filter(book, &mut passed)?;
    let mut followed = Followed::default();
    let mut own: BTreeMap<Id, Course> = BTreeMap::new();
    let today = book.today();
    let reach = Kind::Feedback.reach(&query.period);
    book.records(Kind::Feedback, Some(&reach), &mut passed, &mut |id, record| {
        let Some((feedback, about)) = Feedback::unwrap(record).zip(record.about(id)) else { return };
        if feedback.void.is_none() && filter.wants(&about.count(Figure::Record, 1, false)) {
            followed.add(&feedback, query);
            for course in [
                followed.kinds.entry(feedback.kind).or_default(),
                own.entry(feedback.org.0.clone()).or_default(),
            ] {
                course.add(&feedback, query, today);
            }
        }
    })?;
    followed.kinds.retain(|_, course| *course != Course::default());
    let below = filter.tree().compared(query.org.as_ref(), &own, Course::extend);
    Ok(Followed { below, passed, ..followed })
}

/// The columns of a table of courses, after what they are of.
fn columns(of: (&str, Type)) -> Vec<Column> {
    let figures = [
        ("opened", Type::Integer),
        ("closed", Type::Integer),
        ("open", Type::Integer),
        ("median_days_to_first_response", Type::Ratio),
        ("median_days_open", Type::Ratio),
        ("overdue", Type::Integer),
        ("satisfaction_mean", Type::Ratio),
    ];
    [of].into_iter().chain(figures).map(|(key, kind)| Column::new(key, kind)).collect()
}

/// Whether a piece of feedback is open at the end of a day.
fn is_open(feedback: &Feedback, day: Day) -> bool {
    feedback.status() != FeedbackStatus::Closed || feedback.closed.is_some_and(|closed| closed > day)
}

impl Followed {
    /// Counts where it stands, if it came in the period or was open at its end.
    fn add(&mut self, feedback: &Feedback, query: &Query) {
        let last = query.period.to();
        let is_new = query.period.contains(feedback.date);
        if feedback.date <= last && (is_new || is_open(feedback, last)) {
            let one = Count::one(feedback.is_approximate(&["date"]));
            self.status.entry(feedback.status()).or_default().raise(one);
        }
    }

    /// The report as tables: by kind, of several organisations with all below each, and by where it stands.
    pub fn tables(&self) -> Vec<Table> {
        let mut table = Table::new("feedback", columns(("kind", Type::Code("feedback"))));
        let mut all = Course::default();
        for (kind, course) in &self.kinds {
            table.rows.push(course.row(kind.code().into()));
            all.extend(course);
        }
        table.total = (!table.rows.is_empty()).then(|| all.row(Cell::Missing));
        let mut below = Table::new("feedback_below", columns(("org", Type::Branch)));
        below.rows =
            self.below.iter().map(|(_, org, course)| course.row(Cell::Text(org.to_string()))).collect();
        let below = (!below.rows.is_empty()).then_some(below);
        let columns = vec![
            Column::new("status", Type::Code("feedback-status")),
            Column::new("feedback", Type::Integer),
        ];
        let mut by_status = Table::new("feedback_status", columns);
        let row = |(status, count): (&FeedbackStatus, &Count)| {
            Row::measured([status.code().into()], [("feedback", Some(count.cell()))])
        };
        by_status.rows = self.status.iter().map(row).collect();
        [table].into_iter().chain(below).chain([by_status]).collect()
    }
}

impl Course {
    /// Takes in what became of a piece of feedback.
    fn add(&mut self, feedback: &Feedback, query: &Query, today: Day) {
        let (period, last) = (&query.period, query.period.to());
        if feedback.date > last {
            return;
        }
        let closed = feedback.closed.filter(|day| period.contains(*day));
        let guessed = feedback.is_approximate(&["date"]);
        if period.contains(feedback.date) {
            self.opened.raise(Count::one(guessed));
            if let Some(day) = feedback.responded() {
                let guessed = guessed || feedback.is_approximate(&["forwarded", "closed"]);
                self.first_response.take(day.days_after(feedback.date), guessed);
            }
        }
        if let Some(day) = closed {
            let guessed = guessed || feedback.is_approximate(&["closed"]);
            self.closed.raise(Count::one(guessed));
            self.days_open.take(day.days_after(feedback.date), guessed);
            if let Some(rating) = feedback.satisfaction {
                self.satisfaction.raise(Count { number: whole(rating), approximate: false });
                self.answers.raise(Count::one(false));
            }
        }
        if is_open(feedback, last) {
            self.open.raise(Count::one(guessed));
            let is_answered = feedback.status() == FeedbackStatus::Answered;
            if feedback.due.is_some_and(|due| due < last.min(today)) && !is_answered {
                self.overdue.raise(Count::one(feedback.is_approximate(&["date", "due"])));
            }
        }
    }

    fn extend(&mut self, other: &Course) {
        self.opened.raise(other.opened);
        self.closed.raise(other.closed);
        self.open.raise(other.open);
        self.overdue.raise(other.overdue);
        self.first_response.extend(&other.first_response);
        self.days_open.extend(&other.days_open);
        self.satisfaction.raise(other.satisfaction);
        self.answers.raise(other.answers);
    }

    fn row(&self, key: Cell) -> Row {
        let figures = [
            ("opened", self.opened.cell()),
            ("closed", self.closed.cell()),
            ("open", self.open.cell()),
            ("median_days_to_first_response", self.first_response.median()),
            ("median_days_open", self.days_open.median()),
            ("overdue", self.overdue.cell()),
            ("satisfaction_mean", self.satisfaction.per(self.answers)),
        ];
        Row::measured([key], figures.map(|(key, figure)| (key, Some(figure))))
    }
}
