//! `assign`, `unassign` and `confirm`: who is to come.

use crate::model::book::Book;
use crate::model::change::Planned;
use crate::model::code::Role;
use crate::model::fit::Refusal;
use crate::model::id::{Id, PersonRef};
use crate::model::shift::{Assignment, AssignmentStatus};
use crate::model::text::Text;
use crate::ops::shift::{Admission, ShiftError, all_on, altered, kept, standing};

/// People to be put on a shift: all of them, or nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assign {
    /// The shift.
    pub shift: Id,
    /// Who.
    pub who: Vec<Id>,
    /// In which crew; else the register that holds the id.
    pub role_as: Option<Role>,
    /// What they do there.
    pub role: Option<Text>,
    /// Where they stand.
    pub status: AssignmentStatus,
    /// Whether nobody else should take their places.
    pub locked: bool,
    /// Why rules are set aside.
    pub reason: Option<Text>,
}

/// Plans to put people on a shift. Whoever declined or was excused is invited again.
///
/// # Errors
/// [`ShiftError::Refused`] with all that stands against all of them.
pub fn assign(book: &Book, request: &Assign) -> Result<Planned<()>, ShiftError> {
    let Assign { shift: id, who, role_as, role, status, locked, reason } = request;
    altered(book, id, |shift| {
        let mut admission = Admission::to(book, id, shift, reason.as_ref())?;
        for who in who {
            let old = admission.fit.shift().assignment(who);
            let again = old.is_none_or(|row| is_free(row.status()));
            if let Some(row) = old.filter(|_| !again) {
                let stands = (who.clone(), row.status());
                admission.already.push(stands);
                continue;
            }
            let stands = Some(*status).filter(|status| old.is_some() || *status != AssignmentStatus::Invited);
            let mut row = old.cloned().unwrap_or_else(|| Assignment::of(PersonRef(who.clone())));
            row.status = stands;
            row.role_as = role_as.or(row.role_as);
            row.role = role.clone().or(row.role);
            row.locked = locked.then_some(true).or(row.locked);
            admission.admit(row, |rule| rule != Refusal::Full || status.takes_place())?;
        }
        Ok((admission.done()?, ()))
    })
}

/// Whether somebody who stands there can be asked again.
fn is_free(status: AssignmentStatus) -> bool {
    matches!(status, AssignmentStatus::Declined | AssignmentStatus::Excused)
}

/// Plans to take people off a shift; with a reason also those whose places are kept for them.
///
/// # Errors
/// [`ShiftError::Served`] where some of them attended: their hours would go.
pub fn unassign(book: &Book, id: &Id, who: &[Id], reason: Option<&Text>) -> Result<Planned<()>, ShiftError> {
    altered(book, id, |shift| {
        kept(id, shift, who, reason)?;
        let attended = |row: &Assignment| row.status() == AssignmentStatus::Attended;
        let came: Vec<Id> =
            who.iter().filter(|who| shift.assignment(who).is_some_and(attended)).cloned().collect();
        if !came.is_empty() {
            return Err(ShiftError::Served { shift: id.clone(), who: came });
        }
        let mut shift = shift.clone();
        shift.assigned.retain(|row| !who.contains(&row.who));
        Ok((shift, ()))
    })
}

/// People who say that they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// The shift.
    pub shift: Id,
    /// Who.
    pub who: Vec<Id>,
    /// Why rules are set aside for somebody who stood by.
    pub reason: Option<Text>,
}

/// Plans to confirm people who were invited or accepted, or who stood by: those take a place now, so that
/// what stands against an assignment stands against them.
///
/// # Errors
/// [`ShiftError`] where one of them is not on the shift, stands elsewhere, or is refused.
pub fn confirm(book: &Book, request: &Confirm) -> Result<Planned<()>, ShiftError> {
    use AssignmentStatus::{Accepted, Confirmed, Invited, Standby};
    let Confirm { shift: id, who, reason } = request;
    altered(book, id, |shift| {
        all_on(shift, id, who)?;
        let mut after = shift.clone();
        let mut stood_by = Vec::new();
        for row in after.assigned.iter_mut().filter(|row| who.contains(&row.who)) {
            match row.status() {
                Confirmed => {}
                Invited | Accepted => row.status = Some(Confirmed),
                Standby => stood_by.push(Assignment { status: Some(Confirmed), ..row.clone() }),
                status => return Err(standing(id, row, status, Confirmed)),
            }
        }
        if stood_by.is_empty() {
            return Ok((after, ()));
        }
        let mut admission = Admission::to(book, id, &after, reason.as_ref())?;
        for row in stood_by {
            admission.admit(row, |_| true)?;
        }
        Ok((admission.done()?, ()))
    })
}
