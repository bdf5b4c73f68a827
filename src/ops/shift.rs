//! The verbs of shifts: who is put on one, who came, and how it ends.
//!
//! A verb plans; it writes nothing. What a verb would do twice changes nothing the second time. Whatever
//! would change a shift whose day is final, or one that is cancelled, closed or void, is refused.

pub mod assign;
pub mod attend;
pub mod expand;
pub mod finish;
pub mod swap;

use std::sync::Arc;

use crate::model::book::{Book, LoadError, SourceError};
use crate::model::change::{Change, Planned};
use crate::model::fit::{self, Fit, Obstacle, Refusal};
use crate::model::id::Id;
use crate::model::record::AnyRecord;
use crate::model::shift::{Assignment, AssignmentStatus, Shift, ShiftStatus};
use crate::model::text::Text;

/// Why a shift is not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShiftError {
    /// No such shift.
    #[error("there is no shift `{shift}`")]
    Missing {
        /// The shift.
        shift: Id,
    },
    /// A record is faulty.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Something stands against it.
    #[error("{}", refused(shift, who, already))]
    Refused {
        /// The shift.
        shift: Id,
        /// The people against whom something stands.
        who: Vec<Id>,
        /// Those who are on it already, and where they stand.
        already: Vec<(Id, AssignmentStatus)>,
        /// All that stands against it.
        obstacles: Vec<Obstacle>,
        /// Whether a reason for setting rules aside was given.
        has_reason: bool,
    },
    /// The shift is closed.
    #[error("`{shift}` is closed")]
    Closed {
        /// The shift.
        shift: Id,
    },
    /// The shift counts nowhere.
    #[error("`{shift}` is void and counts nowhere")]
    Void {
        /// The shift.
        shift: Id,
    },
    /// Some people are not on the shift.
    #[error("{} not on `{shift}`", are(who))]
    NotOn {
        /// The shift.
        shift: Id,
        /// Who.
        who: Vec<Id>,
    },
    /// Somebody stands where the verb leads nobody from.
    #[error("`{who}` stands as {status} on `{shift}`, from which nobody becomes {wanted}")]
    Standing {
        /// The shift.
        shift: Id,
        /// Who.
        who: Id,
        /// Where they stand.
        status: AssignmentStatus,
        /// Where they were to stand.
        wanted: AssignmentStatus,
    },
    /// Of some people it is not said whether they came.
    #[error("of {} it is not said whether they came to `{shift}`", names(who))]
    Unsettled {
        /// The shift.
        shift: Id,
        /// Who.
        who: Vec<Id>,
    },
    /// Somebody is not to come, so that nobody can come instead.
    #[error("`{who}` stands as {status} on `{shift}`: places change only between people who are to come")]
    NotToCome {
        /// The shift.
        shift: Id,
        /// Who.
        who: Id,
        /// Where they stand.
        status: AssignmentStatus,
    },
    /// Of two people on two shifts one is named twice.
    #[error("`{id}` is named twice: two people on two shifts change places")]
    NamedTwice {
        /// The person or the shift.
        id: Id,
    },
    /// Something stands against it on each of two shifts.
    #[error("{}\n{}", .errors[0], .errors[1])]
    Both {
        /// What stands against it.
        errors: Box<[ShiftError; 2]>,
    },
    /// Somebody came who was to be taken off.
    #[error("{} attended `{shift}`: without their rows their hours would be gone", names(who))]
    Served {
        /// The shift.
        shift: Id,
        /// Who.
        who: Vec<Id>,
    },
    /// Somebody came to a shift that was to be cancelled.
    #[error("{} attended `{shift}`, so it took place", names(who))]
    TookPlace {
        /// The shift.
        shift: Id,
        /// Who.
        who: Vec<Id>,
    },
}

impl From<SourceError> for ShiftError {
    fn from(error: SourceError) -> ShiftError {
        ShiftError::Load(error.into())
    }
}

/// `` `li-na` and `zhao-min` ``.
fn names(who: &[Id]) -> String {
    let quoted: Vec<String> = who.iter().map(|who| format!("`{who}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// `` `li-na` is ``.
fn are(who: &[Id]) -> String {
    format!("{} {}", names(who), if who.len() == 1 { "is" } else { "are" })
}

fn refused(shift: &Id, who: &[Id], already: &[(Id, AssignmentStatus)]) -> String {
    let mut said: Vec<String> = Vec::new();
    if !who.is_empty() {
        said.push(format!("{} cannot be put on `{shift}`", names(who)));
    }
    said.extend(already.iter().map(|(who, status)| format!("`{who}` is on `{shift}` already: {status}")));
    if said.is_empty() { format!("`{shift}` cannot be changed") } else { said.join("\n") }
}

impl ShiftError {
    /// All that stands against it, each with the place that says so.
    pub fn obstacles(self) -> Vec<Obstacle> {
        match self {
            ShiftError::Refused { obstacles, .. } => obstacles,
            ShiftError::Both { errors } => errors.into_iter().flat_map(ShiftError::obstacles).collect(),
            _ => Vec::new(),
        }
    }

    /// What to type instead.
    pub fn help(&self) -> Vec<String> {
        match self {
            ShiftError::Missing { .. } => vec!["`tandem shift list` shows what there is".into()],
            ShiftError::Load(_) => Vec::new(),
            ShiftError::Refused { shift, already, obstacles, has_reason, .. } => {
                let can_be_overridden = |one: &Obstacle| one.rule.can_be_overridden();
                let reason = !has_reason && !obstacles.is_empty() && obstacles.iter().all(can_be_overridden);
                let reason = reason.then(|| "to do it all the same, say why: `--override \"reason\"`".into());
                let stand =
                    already.first().map(|_| format!("`tandem shift show {shift}` shows who is on it"));
                reason.into_iter().chain(stand).collect()
            }
            ShiftError::Closed { shift } => {
                vec![format!("`tandem shift set {shift} status=open` opens it again")]
            }
            ShiftError::Void { .. } => vec!["add another one: `tandem shift add TITLE`".into()],
            ShiftError::NotOn { shift, who } => {
                vec![format!("`tandem shift assign {shift} {}` puts them on it", words(who))]
            }
            ShiftError::Standing { shift, who, status: AssignmentStatus::Declined, .. } => {
                vec![format!("`tandem shift assign {shift} {who}` invites them again")]
            }
            ShiftError::Standing { shift, who, wanted, .. } => {
                vec![format!("if it is so: `tandem shift set {shift} 'assigned[{who}].status={wanted}'`")]
            }
            ShiftError::NotToCome { shift, who, status: AssignmentStatus::Standby } => {
                vec![format!("`tandem shift confirm {shift} {who}` gives them a place")]
            }
            ShiftError::NotToCome { shift, .. } => {
                vec![format!("`tandem shift show {shift}` shows who is to come")]
            }
            ShiftError::NamedTwice { .. } => {
                vec!["`tandem shift swap SHIFT WHO OTHER-SHIFT OTHER-WHO`".into()]
            }
            ShiftError::Both { errors } => {
                let mut help: Vec<String> = errors.iter().flat_map(ShiftError::help).collect();
                help.dedup();
                help
            }
            ShiftError::Unsettled { shift, who } => vec![
                format!("those who came: `tandem shift attend {shift} {}`", words(who)),
                format!("those who did not: `tandem shift absent {shift} WHO`, or `excuse`"),
            ],
            ShiftError::Served { shift, who } => {
                vec![format!("if they did not come: `tandem shift absent {shift} {}`", words(who))]
            }
            ShiftError::TookPlace { shift, .. } => vec![
                format!("if it took place: `tandem shift close {shift}`"),
                format!("if they did not come: `tandem shift absent {shift} WHO`"),
            ],
        }
    }
}

/// Ids as they are typed.
fn words(who: &[Id]) -> String {
    who.iter().map(|who| &**who).collect::<Vec<_>>().join(" ")
}

fn load(book: &Book, id: &Id) -> Result<Arc<Shift>, ShiftError> {
    book.get(id)?.ok_or_else(|| ShiftError::Missing { shift: id.clone() })
}

/// Plans what a verb makes of a shift. That a shift cannot be changed is told first of all, unless nothing
/// would change; of an assignment it is among all that stands against it.
fn altered<T>(
    book: &Book,
    id: &Id,
    make: impl FnOnce(&Shift) -> Result<(Shift, T), ShiftError>,
) -> Result<Planned<T>, ShiftError> {
    let before = load(book, id)?;
    let outcome = make(&before);
    match &outcome {
        Ok((after, _)) if *after == *before => {}
        Err(ShiftError::Refused { obstacles, .. }) if !obstacles.is_empty() => finished(id, &before)?,
        _ => unchangeable(book, id, &before).and_then(|()| finished(id, &before))?,
    }
    let (after, told) = outcome?;
    let change = Change::alter(id.clone(), AnyRecord::Shift(before), AnyRecord::Shift(Arc::new(after)));
    Ok(Planned { changes: vec![change], told })
}

/// Refuses to change a shift whose day is final, or that does not take place.
fn unchangeable(book: &Book, id: &Id, shift: &Shift) -> Result<(), ShiftError> {
    let obstacles = fit::of_shift(book, id, shift);
    if obstacles.is_empty() {
        return Ok(());
    }
    let (who, already) = (Vec::new(), Vec::new());
    Err(ShiftError::Refused { shift: id.clone(), who, already, obstacles, has_reason: false })
}

/// Refuses to change a shift that is finished, or counts nowhere.
fn finished(id: &Id, shift: &Shift) -> Result<(), ShiftError> {
    if shift.void.is_some() {
        return Err(ShiftError::Void { shift: id.clone() });
    }
    match shift.status() {
        ShiftStatus::Closed => Err(ShiftError::Closed { shift: id.clone() }),
        ShiftStatus::Open | ShiftStatus::Cancelled => Ok(()),
    }
}

/// The shift of which somebody may still be asked to take a place.
///
/// # Errors
/// [`ShiftError`] where it is final, cancelled, closed or void, or there is none.
pub fn changeable(book: &Book, id: &Id) -> Result<Arc<Shift>, ShiftError> {
    let shift = load(book, id)?;
    unchangeable(book, id, &shift).and_then(|()| finished(id, &shift))?;
    Ok(shift)
}

/// Refuses to take away a place that is kept for somebody, unless it is said why.
fn kept(id: &Id, shift: &Shift, who: &[Id], reason: Option<&Text>) -> Result<(), ShiftError> {
    let obstacles = fit::locked(id, shift, who);
    if reason.is_some() || obstacles.is_empty() {
        return Ok(());
    }
    let (who, already) = (Vec::new(), Vec::new());
    Err(ShiftError::Refused { shift: id.clone(), who, already, obstacles, has_reason: false })
}

/// Refuses people who are not on the shift.
fn all_on(shift: &Shift, id: &Id, who: &[Id]) -> Result<(), ShiftError> {
    let who: Vec<Id> = who.iter().filter(|who| shift.assignment(who).is_none()).cloned().collect();
    if who.is_empty() { Ok(()) } else { Err(ShiftError::NotOn { shift: id.clone(), who }) }
}

/// The refusal of a step that leads nobody from where somebody stands.
fn standing(id: &Id, row: &Assignment, status: AssignmentStatus, wanted: AssignmentStatus) -> ShiftError {
    ShiftError::Standing { shift: id.clone(), who: row.who.0.clone(), status, wanted }
}

/// People who are put on a shift, one after another, and what stands against them.
struct Admission<'a> {
    fit: Fit<'a>,
    id: &'a Id,
    reason: Option<&'a Text>,
    refused: Vec<Id>,
    already: Vec<(Id, AssignmentStatus)>,
    obstacles: Vec<Obstacle>,
}

impl<'a> Admission<'a> {
    /// An admission to a shift; with a reason rules are set aside.
    fn to(
        book: &'a Book<'a>,
        id: &'a Id,
        shift: &Shift,
        reason: Option<&'a Text>,
    ) -> Result<Admission<'a>, ShiftError> {
        Ok(Admission::by(Fit::of(book, id, shift)?, id, reason))
    }

    /// The same, where it is known what people do around the shift.
    fn by(fit: Fit<'a>, id: &'a Id, reason: Option<&'a Text>) -> Admission<'a> {
        Admission { fit, id, reason, refused: Vec::new(), already: Vec::new(), obstacles: Vec::new() }
    }

    /// Puts somebody on the shift, by those rules that count.
    fn admit(&mut self, mut row: Assignment, counts: impl Fn(Refusal) -> bool) -> Result<(), ShiftError> {
        let mut found = self.fit.against(&row.who)?;
        found.retain(|obstacle| counts(obstacle.rule));
        if let Some(reason) = self.reason.filter(|_| !found.is_empty()) {
            row.overridden = Some(reason.clone());
            found.retain(|obstacle| !obstacle.rule.can_be_overridden());
        }
        if !found.is_empty() {
            self.refused.push(row.who.0.clone());
        }
        for obstacle in found {
            if !self.obstacles.contains(&obstacle) {
                self.obstacles.push(obstacle);
            }
        }
        self.fit.put(row);
        Ok(())
    }

    /// The shift with everybody on it.
    fn done(self) -> Result<Shift, ShiftError> {
        let Admission { fit, id, reason, refused, already, obstacles } = self;
        if refused.is_empty() && already.is_empty() {
            return Ok(fit.into_shift());
        }
        let has_reason = reason.is_some();
        Err(ShiftError::Refused { shift: id.clone(), who: refused, already, obstacles, has_reason })
    }
}
