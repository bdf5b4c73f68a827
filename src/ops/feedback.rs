//! The verbs of feedback: forwarded upward, answered, closed.
//!
//! A verb plans; it writes nothing. What is closed goes no further, what is answered is closed; doing a
//! thing twice changes nothing. A day that is final takes no new row.

use std::sync::Arc;

use crate::model::book::{Book, LoadError};
use crate::model::change::{Change, Planned};
use crate::model::day::Day;
use crate::model::feedback::{Feedback, FeedbackKind, FeedbackStatus, Forwarded};
use crate::model::fit::{self, Obstacle};
use crate::model::id::{Id, ShiftRef};
use crate::model::node::{Node, to_node};
use crate::model::record::AnyRecord;
use crate::model::shift::Shift;
use crate::model::text::Text;

/// Why feedback does not go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedbackError {
    /// No such feedback.
    #[error("there is no feedback `{id}`")]
    Missing {
        /// The id.
        id: Id,
    },
    /// The record is faulty.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// It counts nowhere.
    #[error("`{id}` is void and counts nowhere")]
    Void {
        /// The id.
        id: Id,
    },
    /// It stands where this step leads from nowhere.
    #[error("{}", stands(id, *status, *wanted))]
    Standing {
        /// The id.
        id: Id,
        /// Where it stands.
        status: FeedbackStatus,
        /// Where it was to stand.
        wanted: FeedbackStatus,
    },
    /// The day of the step is final.
    #[error("`{id}` stays as it is")]
    Closed {
        /// The id.
        id: Id,
        /// What says so.
        obstacle: Box<Obstacle>,
    },
}

impl FeedbackError {
    /// What to type instead.
    pub fn help(&self) -> Vec<String> {
        match self {
            FeedbackError::Missing { .. } => vec!["`tandem feedback list` shows what there is".into()],
            FeedbackError::Load(_) | FeedbackError::Closed { .. } => Vec::new(),
            FeedbackError::Void { .. } => vec!["log it anew: `tandem feedback log`".into()],
            FeedbackError::Standing { id, status, .. } => legal(id, *status),
        }
    }
}

/// Why a step leads nowhere.
fn stands(id: &Id, status: FeedbackStatus, wanted: FeedbackStatus) -> String {
    if status == wanted {
        format!("`{id}` is {status} already, otherwise than this")
    } else {
        format!("`{id}` is {status}, and cannot be {wanted} any more")
    }
}

/// The steps that lead on from where feedback stands, as they are typed.
fn legal(id: &Id, status: FeedbackStatus) -> Vec<String> {
    let close = format!("`tandem feedback close {id}` closes it");
    match status {
        FeedbackStatus::Open | FeedbackStatus::Forwarded => vec![
            format!("`tandem feedback forward {id} --to TEXT` passes it on"),
            format!("`tandem feedback answer {id} --answer TEXT` says what was answered"),
            close,
        ],
        FeedbackStatus::Answered => {
            vec![close, format!("`tandem feedback set {id} answer=TEXT` corrects the answer")]
        }
        FeedbackStatus::Closed => {
            vec![format!("`tandem feedback set {id} status=open closed=` opens it again")]
        }
    }
}

/// Feedback to be passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forward {
    /// Which.
    pub id: Id,
    /// To whom.
    pub to: Text,
    /// When.
    pub date: Day,
    /// By when an answer is due.
    pub due: Option<Day>,
}

/// Plans to pass feedback on.
///
/// # Errors
/// [`FeedbackError`] where it is answered or closed, or the day is final.
pub fn forward(book: &Book, request: &Forward) -> Result<Planned<()>, FeedbackError> {
    let Forward { id, to, date, due } = request;
    altered(book, id, FeedbackStatus::Forwarded, *date, |feedback| {
        let row = Forwarded { date: *date, to: to.clone() };
        if !feedback.forwarded.contains(&row) {
            feedback.forwarded.push(row);
        }
        feedback.due = due.or(feedback.due);
    })
}

/// Plans to say what was answered.
///
/// # Errors
/// [`FeedbackError`] where something else was answered before, or it is closed.
pub fn answer(book: &Book, id: &Id, text: &Text) -> Result<Planned<()>, FeedbackError> {
    altered(book, id, FeedbackStatus::Answered, book.today(), |feedback| {
        feedback.answer = Some(text.clone());
    })
}

/// Feedback to be closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// Which.
    pub id: Id,
    /// How satisfied they were with the answer, 1 to 5.
    pub satisfaction: Option<u64>,
    /// When.
    pub date: Day,
}

/// Plans to close feedback.
///
/// # Errors
/// [`FeedbackError`] where it is closed otherwise, or the day is final.
pub fn close(book: &Book, request: &Close) -> Result<Planned<()>, FeedbackError> {
    let Close { id, satisfaction, date } = request;
    altered(book, id, FeedbackStatus::Closed, *date, |feedback| {
        feedback.closed = Some(*date);
        feedback.satisfaction = satisfaction.or(feedback.satisfaction);
    })
}

/// Plans a step. One that would change nothing is none, wherever the feedback stands.
fn altered(
    book: &Book,
    id: &Id,
    wanted: FeedbackStatus,
    date: Day,
    step: impl FnOnce(&mut Feedback),
) -> Result<Planned<()>, FeedbackError> {
    let before: Arc<Feedback> = book.get(id)?.ok_or_else(|| FeedbackError::Missing { id: id.clone() })?;
    let mut after = Feedback::clone(&before);
    step(&mut after);
    after.status = Some(wanted);
    if after != *before {
        let status = before.status();
        if before.void.is_some() {
            return Err(FeedbackError::Void { id: id.clone() });
        }
        if !leads(status, wanted) {
            return Err(FeedbackError::Standing { id: id.clone(), status, wanted });
        }
        let what = format!("`{id}` would be {wanted} on {date}");
        let help = |next| format!("name a later day: `--date {next}`");
        if let Some(obstacle) = fit::of_day(book, date, &what, help) {
            return Err(FeedbackError::Closed { id: id.clone(), obstacle: Box::new(obstacle) });
        }
    }
    let change = Change::alter(id.clone(), AnyRecord::Feedback(before), AnyRecord::Feedback(Arc::new(after)));
    Ok(Planned { changes: vec![change], told: () })
}

/// Whether a step leads from one status to another.
fn leads(from: FeedbackStatus, to: FeedbackStatus) -> bool {
    match from {
        FeedbackStatus::Open | FeedbackStatus::Forwarded => true,
        FeedbackStatus::Answered => to == FeedbackStatus::Closed,
        FeedbackStatus::Closed => false,
    }
}

/// What a hazard takes over from the shift that found it: organisation, category and place. Of other kinds
/// of feedback, and of a shift that is not there, nothing.
///
/// # Errors
/// [`LoadError`] where the shift is faulty.
pub fn found_on(book: &Book, kind: FeedbackKind, shift: &ShiftRef) -> Result<Vec<(String, Node)>, LoadError> {
    let shift = if kind == FeedbackKind::Hazard { book.get::<Shift>(shift)? } else { None };
    let Some(shift) = shift else { return Ok(Vec::new()) };
    let place = shift.place.as_ref().map(to_node);
    let said =
        [("org", Some(to_node(&shift.org))), ("category", Some(to_node(&shift.category))), ("place", place)];
    let known = said.into_iter().filter_map(|(field, node)| Some((field.to_string(), node?.ok()?)));
    Ok(known.collect())
}
