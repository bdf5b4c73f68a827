//! `attend`, `absent` and `excuse`: who came.
//!
//! Hours enter without `state`: where the store wants them verified, that means submitted.

use crate::model::book::Book;
use crate::model::change::Planned;
use crate::model::fit::Refusal;
use crate::model::id::{Id, PersonRef};
use crate::model::minutes::Minutes;
use crate::model::shift::{Assignment, AssignmentStatus, Shift};
use crate::model::text::Text;
use crate::ops::shift::{Admission, ShiftError, all_on, altered, kept, standing};

/// People who came to a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attend {
    /// The shift.
    pub shift: Id,
    /// Who came, and for how long; else as long as the shift.
    pub came: Vec<(Id, Option<Minutes>)>,
    /// Whether all came who were to come.
    pub all: bool,
    /// Why rules are set aside for somebody who was not to come.
    pub reason: Option<Text>,
}

/// Plans to say who came. Somebody who was not to come can have come all the same: what says that they
/// cannot have been there, or should not have been let in, stands against that.
///
/// # Errors
/// [`ShiftError::Refused`] with all that stands against all of them.
pub fn attend(book: &Book, request: &Attend) -> Result<Planned<()>, ShiftError> {
    let Attend { shift: id, came, all, reason } = request;
    altered(book, id, |shift| {
        let mut after = shift.clone();
        let mut unforeseen = Vec::new();
        for (who, hours) in came {
            match after.assigned.iter_mut().find(|row| row.who.0 == *who) {
                Some(row) if row.status().takes_place() => came_for(row, *hours),
                Some(row) => unforeseen.push((row.clone(), *hours)),
                None => unforeseen.push((Assignment::of(PersonRef(who.clone())), *hours)),
            }
        }
        for row in after.assigned.iter_mut().filter(|row| *all && is_expected(row.status())) {
            came_for(row, None);
        }
        if unforeseen.is_empty() {
            return Ok((after, ()));
        }
        let mut admission = Admission::to(book, id, &after, reason.as_ref())?;
        for (mut row, hours) in unforeseen {
            came_for(&mut row, hours);
            admission.admit(row, counts_afterwards)?;
        }
        Ok((admission.done()?, ()))
    })
}

/// Whether a rule still counts when somebody has been there: plans and limits no longer do.
fn counts_afterwards(rule: Refusal) -> bool {
    use Refusal::{DailyLimit, Full, MissingSkill, Rest, Unavailable, WeeklyLimit};
    !matches!(rule, Unavailable | MissingSkill | Rest | DailyLimit | WeeklyLimit | Full)
}

/// Whether somebody is to come, and it is not said whether they did.
pub(crate) fn is_expected(status: AssignmentStatus) -> bool {
    matches!(status, AssignmentStatus::Invited | AssignmentStatus::Accepted | AssignmentStatus::Confirmed)
}

/// Says in a row that somebody came, and for how long. Hours that become others have to be looked at again.
fn came_for(row: &mut Assignment, hours: Option<Minutes>) {
    let hours = hours.or(row.hours);
    if row.status() != AssignmentStatus::Attended || row.hours != hours {
        forget(row);
        row.status = Some(AssignmentStatus::Attended);
        row.hours = hours;
    }
}

/// Forgets what a row says of hours served.
fn forget(row: &mut Assignment) {
    row.hours = None;
    row.state = None;
    row.by = None;
    row.reason = None;
}

/// Plans to say that people did not come, though they were to.
///
/// # Errors
/// [`ShiftError`] where one of them is not on the shift, or was not to come.
pub fn absent(book: &Book, id: &Id, who: &[Id]) -> Result<Planned<()>, ShiftError> {
    use AssignmentStatus::{Absent, Declined, Standby};
    altered(book, id, |shift| {
        Ok((missed(shift, id, who, Absent, |status| !matches!(status, Declined | Standby))?, ()))
    })
}

/// Plans to say that people could not come, and said so. Their places are kept for them no longer, which
/// wants a reason.
///
/// # Errors
/// [`ShiftError`] where one of them is not on the shift, or declined.
pub fn excuse(book: &Book, id: &Id, who: &[Id], reason: Option<&Text>) -> Result<Planned<()>, ShiftError> {
    use AssignmentStatus::{Declined, Excused};
    altered(book, id, |shift| {
        kept(id, shift, who, reason)?;
        let mut after = missed(shift, id, who, Excused, |status| status != Declined)?;
        let excused = after.assigned.iter_mut().filter(|row| who.contains(&row.who));
        for row in excused.filter(|row| row.locked == Some(true)) {
            row.locked = None;
            row.overridden = reason.cloned();
        }
        Ok((after, ()))
    })
}

/// The shift with people who did not come.
fn missed(
    shift: &Shift,
    id: &Id,
    who: &[Id],
    wanted: AssignmentStatus,
    may: impl Fn(AssignmentStatus) -> bool,
) -> Result<Shift, ShiftError> {
    all_on(shift, id, who)?;
    let mut after = shift.clone();
    for row in after.assigned.iter_mut().filter(|row| who.contains(&row.who)) {
        match row.status() {
            status if status == wanted => {}
            status if may(status) => {
                forget(row);
                row.status = Some(wanted);
            }
            status => return Err(standing(id, row, status, wanted)),
        }
    }
    Ok(after)
}
