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
use crate::model::kind::Kind;
use crate::model::record::Registered;
use crate::report::ReportError;
use crate::report::count::Count;
use crate::report::days::{Days, Ratings};
use crate::report::query::Query;
use crate::report::table::{Cell, Column, Row, Table, Type};

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 3] = [Kind::Org, Kind::Worker, Kind::Feedback];

/// What became of feedback.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// By kind.
    pub kinds: BTreeMap<FeedbackKind, Course>,
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
    pub satisfaction: Ratings,
}

/// What became of the feedback that a query asks for.
///
/// # Errors
/// [`ReportError`] where records cannot be listed.
pub fn feedback(book: &Book, query: &Query) -> Result<Followed, ReportError> {
    let mut passed = Passed::default();
    let filter = query.filter(book, &mut passed)?;
    let mut followed = Followed::default();
    let today = book.today();
    let reach = Kind::Feedback.reach(&query.period);
    book.records(Kind::Feedback, Some(&reach), &mut passed, &mut |id, record| {
        let Some((feedback, about)) = Feedback::unwrap(record).zip(record.about(id)) else { return };
        if feedback.void.is_none() && filter.wants(&about.count(Figure::Record, 1, false)) {
            followed.add(&feedback, query, today);
        }
    })?;
    Ok(Followed { passed, ..followed })
}

impl Followed {
    fn add(&mut self, feedback: &Feedback, query: &Query, today: Day) {
        let (period, last) = (&query.period, query.period.to());
        if feedback.date > last {
            return;
        }
        let course = self.kinds.entry(feedback.kind).or_default();
        let is_new = period.contains(feedback.date);
        let is_open =
            feedback.status() != FeedbackStatus::Closed || feedback.closed.is_some_and(|day| day > last);
        let closed = feedback.closed.filter(|day| period.contains(*day));
        let guessed = feedback.is_approximate(&["date"]);
        if is_new {
            raise(&mut course.opened, Count::one(guessed));
            if let Some(day) = feedback.responded() {
                let guessed = guessed || feedback.is_approximate(&["forwarded", "closed"]);
                course.first_response.add(day.days_after(feedback.date), guessed);
            }
        }
        if let Some(day) = closed {
            let guessed = guessed || feedback.is_approximate(&["closed"]);
            raise(&mut course.closed, Count::one(guessed));
            course.days_open.add(day.days_after(feedback.date), guessed);
            feedback.satisfaction.into_iter().for_each(|rating| course.satisfaction.add(rating));
        }
        if is_open {
            raise(&mut course.open, Count::one(guessed));
            let is_answered = feedback.status() == FeedbackStatus::Answered;
            if feedback.due.is_some_and(|due| due < last.min(today)) && !is_answered {
                raise(&mut course.overdue, Count::one(feedback.is_approximate(&["date", "due"])));
            }
        }
        if is_new || is_open {
            raise(self.status.entry(feedback.status()).or_default(), Count::one(guessed));
        }
        if *course == Course::default() {
            self.kinds.remove(&feedback.kind);
        }
    }

    /// The report as tables: by kind, and by where it stands.
    pub fn tables(&self) -> Vec<Table> {
        let columns = [
            ("kind", Type::Code("feedback")),
            ("opened", Type::Integer),
            ("closed", Type::Integer),
            ("open", Type::Integer),
            ("median_days_to_first_response", Type::Ratio),
            ("median_days_open", Type::Ratio),
            ("overdue", Type::Integer),
            ("satisfaction_mean", Type::Ratio),
        ];
        let mut table = Table::new("feedback", columns.map(|(key, kind)| Column::new(key, kind)).into());
        let mut all = Course::default();
        for (kind, course) in &self.kinds {
            table.rows.push(course.row(kind.code().into()));
            all.extend(course);
        }
        table.total = (!table.rows.is_empty()).then(|| all.row(Cell::Missing));
        let columns = vec![
            Column::new("status", Type::Code("feedback-status")),
            Column::new("feedback", Type::Integer),
        ];
        let mut by_status = Table::new("feedback_status", columns);
        let row = |(status, count): (&FeedbackStatus, &Count)| {
            Row::measured([status.code().into()], [("feedback", Some(count.cell()))])
        };
        by_status.rows = self.status.iter().map(row).collect();
        vec![table, by_status]
    }
}

impl Course {
    fn extend(&mut self, other: &Course) {
        raise(&mut self.opened, other.opened);
        raise(&mut self.closed, other.closed);
        raise(&mut self.open, other.open);
        raise(&mut self.overdue, other.overdue);
        self.first_response.extend(&other.first_response);
        self.days_open.extend(&other.days_open);
        self.satisfaction.extend(&other.satisfaction);
    }

    fn row(&self, kind: Cell) -> Row {
        let figures = [
            ("opened", self.opened.cell()),
            ("closed", self.closed.cell()),
            ("open", self.open.cell()),
            ("median_days_to_first_response", self.first_response.median()),
            ("median_days_open", self.days_open.median()),
            ("overdue", self.overdue.cell()),
            ("satisfaction_mean", (self.satisfaction.mean(), false)),
        ];
        Row::measured([kind], figures.map(|(key, figure)| (key, Some(figure))))
    }
}

fn raise(count: &mut Count, more: Count) {
    *count = count.plus_at_most(more);
}
