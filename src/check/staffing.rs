//! What stands against those who are on a shift: refusals of an assignment, as findings of check.
//!
//! Which people fit a shift is the model's to say; here only the rows are gone through.

use std::sync::Arc;

use crate::check::{Finding, Out, Sheet, person};
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::code::State;
use crate::model::fit::{Person, Refusal, of_person};
use crate::model::path::FieldPath;
use crate::model::shift::{AssignmentStatus, Shift, ShiftStatus};

/// Which rows of which shifts a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Everybody who was, is or should be there.
    Ever,
    /// The same, from today on: what held on earlier days nobody wrote down.
    Ahead,
    /// Those who were there or said that they come.
    Sure,
    /// The same, from today on.
    SureAhead,
}

/// The shift that a sheet is, if it takes place, is not void, and no rule was set aside for it.
pub(super) fn shift(sheet: &Sheet) -> Option<Arc<Shift>> {
    let shift = sheet.as_valid::<Shift>();
    shift.filter(|shift| shift.status() != ShiftStatus::Cancelled && shift.overridden.is_none())
}

/// Tells of everybody on a shift whose own record stands against it in one way. Rows and shifts for
/// which somebody gave a reason are left alone.
pub(super) fn refused(
    book: &Book,
    sheet: &Sheet,
    rule: Refusal,
    when: When,
    out: &mut Out,
) -> Result<(), SourceError> {
    let (Some(shift), Some(name)) = (shift(sheet), sheet.name()) else { return Ok(()) };
    if matches!(when, When::Ahead | When::SureAhead) && shift.date < book.today() {
        return Ok(());
    }
    for (index, row) in shift.assigned.iter().enumerate() {
        let is_sure = matches!(row.status(), AssignmentStatus::Confirmed | AssignmentStatus::Attended);
        let is_meant = is_sure || matches!(when, When::Ever | When::Ahead) && person::is_there(row);
        if row.overridden.is_some() || row.state == Some(State::Rejected) || !is_meant {
            continue;
        }
        let person = match Person::of(book, &row.who) {
            Ok(Some(person)) => person,
            Err(LoadError::Source(error)) => return Err(error),
            Ok(None) | Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => continue,
        };
        let found = of_person(book, &name.id, &shift, &row.who, &person);
        for obstacle in found.into_iter().filter(|obstacle| obstacle.rule == rule) {
            let place = sheet.at(FieldPath::field("assigned").row(index, &row.who).then("who"));
            let help = obstacle.help.unwrap_or_else(|| HELP.into());
            out(Finding::at(place, obstacle.message).related(obstacle.place, "this says so").help(help));
        }
    }
    Ok(())
}

const HELP: &str = "take them off the shift, or say in an `override` of the row why it is right";
