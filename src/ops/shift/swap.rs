//! `swap`: two people change places between two shifts, both or neither.
//!
//! The place keeps its role, and its line in the list. The person brings along in which crew they serve,
//! where they stand, whether they have to, and what is noted of them: the two have agreed, so whoever said
//! that they come says so of the other shift. What was overridden there is judged anew here.

use std::sync::Arc;

use crate::model::book::Book;
use crate::model::change::{Change, Planned};
use crate::model::fit::Fit;
use crate::model::id::Id;
use crate::model::record::AnyRecord;
use crate::model::shift::{Assignment, AssignmentStatus, Shift};
use crate::model::text::Text;
use crate::ops::shift::{Admission, ShiftError, all_on, finished, kept, load};

/// Two people who change places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// One of them, and where they are.
    pub one: Seat,
    /// The other.
    pub other: Seat,
    /// Why rules are set aside.
    pub reason: Option<Text>,
}

/// Somebody's place on a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The shift.
    pub shift: Id,
    /// Who.
    pub who: Id,
}

/// Plans to let two people change places. What stands against either counts as if both had moved.
///
/// # Errors
/// [`ShiftError`] where one of them is not to come, has a place that is kept for them, or is refused.
pub fn swap(book: &Book, request: &Swap) -> Result<Planned<()>, ShiftError> {
    let Swap { one, other, reason } = request;
    let twice = [(&one.shift, &other.shift), (&one.who, &other.who)].into_iter().find(|(a, b)| a == b);
    if let Some((id, _)) = twice {
        return Err(ShiftError::NamedTwice { id: id.clone() });
    }
    let (first, second) = (load(book, &one.shift)?, load(book, &other.shift)?);
    if have_moved(&first, one, other) && have_moved(&second, other, one) {
        return Ok(planned([(one, first.clone(), first), (other, second.clone(), second)]));
    }
    let reason = reason.as_ref();
    let (leaving, coming) = (one.row(&first, reason)?, other.row(&second, reason)?);
    let (to_first, to_second) = (in_place_of(leaving, coming, reason), in_place_of(coming, leaving, reason));
    let (new_first, new_second) = (with(&first, one, &to_first), with(&second, other, &to_second));
    let admit = |seat: &Seat, shift: &Shift, row: Assignment, beside: (&Id, &Shift)| {
        let mut admission =
            Admission::by(Fit::beside(book, &seat.shift, shift, beside)?, &seat.shift, reason);
        admission.already.extend(doubled(shift, &row));
        admission.admit(row, |_| true)?;
        admission.done()
    };
    let admitted = (
        admit(one, &new_first, to_first, (&other.shift, &new_second)),
        admit(other, &new_second, to_second, (&one.shift, &new_first)),
    );
    match admitted {
        (Ok(new_first), Ok(new_second)) => {
            Ok(planned([(one, first, Arc::new(new_first)), (other, second, Arc::new(new_second))]))
        }
        (Err(first), Err(second)) => Err(ShiftError::Both { errors: Box::new([first, second]) }),
        (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
    }
}

impl Seat {
    /// The row of somebody who is to come, and whose place can be given away.
    fn row<'s>(&self, shift: &'s Shift, reason: Option<&Text>) -> Result<&'s Assignment, ShiftError> {
        use AssignmentStatus::{Accepted, Confirmed, Invited};
        let (id, who) = (&self.shift, std::slice::from_ref(&self.who));
        finished(id, shift)?;
        all_on(shift, id, who)?;
        kept(id, shift, who, reason)?;
        let row = shift.assigned.iter().find(|row| row.who.0 == self.who);
        match row {
            Some(row) if matches!(row.status(), Invited | Accepted | Confirmed) => Ok(row),
            Some(row) => {
                let (who, status) = (self.who.clone(), row.status());
                Err(ShiftError::NotToCome { shift: id.clone(), who, status })
            }
            None => Err(ShiftError::NotOn { shift: id.clone(), who: who.into() }),
        }
    }
}

/// Whether somebody is on a shift in the place of another.
fn have_moved(shift: &Shift, left: &Seat, came: &Seat) -> bool {
    shift.assignment(&left.who).is_none() && shift.assignment(&came.who).is_some()
}

/// The row of a place when somebody else has it.
fn in_place_of(place: &Assignment, person: &Assignment, reason: Option<&Text>) -> Assignment {
    Assignment {
        role_as: person.role_as,
        status: person.status,
        compulsory: person.compulsory,
        note: person.note.clone(),
        role: place.role.clone(),
        overridden: reason.filter(|_| place.locked == Some(true)).cloned(),
        ..Assignment::of(person.who.clone())
    }
}

/// The shift with another row in somebody's place.
fn with(shift: &Shift, seat: &Seat, row: &Assignment) -> Shift {
    let mut shift = shift.clone();
    for old in shift.assigned.iter_mut().filter(|old| old.who.0 == seat.who) {
        *old = row.clone();
    }
    shift
}

/// Somebody who has a second row on the shift to which they come, and where they stand there.
fn doubled(shift: &Shift, row: &Assignment) -> Option<(Id, AssignmentStatus)> {
    let own = || shift.assigned.iter().filter(|other| other.who == row.who);
    let old = own().find(|other| *other != row).or_else(|| own().nth(1));
    old.map(|old| (old.who.0.clone(), old.status()))
}

/// The change of both shifts.
fn planned(shifts: [(&Seat, Arc<Shift>, Arc<Shift>); 2]) -> Planned<()> {
    let change = |(seat, before, after): (&Seat, Arc<Shift>, Arc<Shift>)| {
        Change::alter(seat.shift.clone(), AnyRecord::Shift(before), AnyRecord::Shift(after))
    };
    Planned { changes: shifts.into_iter().map(change).collect(), told: () }
}
