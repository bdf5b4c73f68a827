//! `close` and `cancel`: how a shift ends.

use crate::model::book::Book;
use crate::model::change::Planned;
use crate::model::id::Id;
use crate::model::shift::{Assignment, AssignmentStatus, Shift, ShiftStatus};
use crate::ops::shift::attend::is_expected;
use crate::ops::shift::{ShiftError, altered};

/// Plans to close a shift of which everything is said.
///
/// # Errors
/// [`ShiftError::Unsettled`] with everybody of whom it is not said whether they came.
pub fn close(book: &Book, id: &Id) -> Result<Planned<()>, ShiftError> {
    altered(book, id, |shift| {
        let who = those(shift, |row| is_expected(row.status()));
        if !who.is_empty() && shift.status() != ShiftStatus::Closed {
            return Err(ShiftError::Unsettled { shift: id.clone(), who });
        }
        Ok((Shift { status: Some(ShiftStatus::Closed), ..shift.clone() }, ()))
    })
}

/// Plans to cancel a shift to which nobody came.
///
/// # Errors
/// [`ShiftError::TookPlace`] with everybody who came.
pub fn cancel(book: &Book, id: &Id) -> Result<Planned<()>, ShiftError> {
    altered(book, id, |shift| {
        let who = those(shift, |row| row.status() == AssignmentStatus::Attended);
        if !who.is_empty() && shift.status() != ShiftStatus::Cancelled {
            return Err(ShiftError::TookPlace { shift: id.clone(), who });
        }
        Ok((Shift { status: Some(ShiftStatus::Cancelled), ..shift.clone() }, ()))
    })
}

/// The people of those rows.
fn those(shift: &Shift, which: impl Fn(&Assignment) -> bool) -> Vec<Id> {
    shift.assigned.iter().filter(|row| which(row)).map(|row| row.who.0.clone()).collect()
}
