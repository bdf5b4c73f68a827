//! `counted-twice`: somebody has hours for a shift, and for the activity that the shift is part of.

use crate::check::{Find, Finding, Out, Rule, Sheet, person};
use crate::diag::Level;
use crate::model::activity::Activity;
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::code::State;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::shift::{Shift, ShiftStatus};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "counted-twice",
    level: Level::Error,
    summary: "somebody is named in a shift, and in the activity that the shift is part of",
    explanation: "\
A shift says with `activity` that it is part of an activity, and both name the same person: the shift under
`assigned`, the activity under `attendance`. A worker and the volunteer named by its `same_as` are one person.

Each row is hours and an attendance of its own, so what one person did once would count twice. Mostly
the sign-in sheet of a festival was entered as a whole, and its desks had been staffed as shifts.

Take the row out of the activity; the hours stand in the shift.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(shift) = sheet.as_valid::<Shift>().filter(|shift| shift.status() != ShiftStatus::Cancelled) else {
        return Ok(());
    };
    let Some(id) = shift.activity.as_ref().filter(|_| !shift.assigned.is_empty()) else { return Ok(()) };
    let activity = match book.get::<Activity>(id) {
        Ok(activity) => activity.filter(|activity| activity.void.is_none()),
        Err(LoadError::Source(error)) => return Err(error),
        Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => None,
    };
    let Some(activity) = activity else { return Ok(()) };
    for (index, row) in shift.assigned.iter().enumerate() {
        if row.state == Some(State::Rejected) || !person::is_there(row) {
            continue;
        }
        if let Some(again) = again(book, &activity, &row.who)? {
            let place = sheet.at(FieldPath::field("assigned").row(index, &row.who).then("who"));
            let message = format!("`{}` is named in the activity `{}` too", *row.who, **id);
            let there = FieldPath::field("attendance").row(again, "").then("who");
            out(Finding::at(place, message)
                .related(Place::of(Kind::Activity, id, there), "here")
                .help("take the row out of the activity, since the shift is part of it"));
        }
    }
    Ok(())
}

/// Which row of an activity names somebody.
fn again(book: &Book, activity: &Activity, who: &Id) -> Result<Option<usize>, SourceError> {
    for (index, row) in activity.attendance.iter().enumerate() {
        if row.state != Some(State::Rejected) && person::is_same(book, &row.who, who)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}
