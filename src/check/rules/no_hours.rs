//! `no-hours`: somebody took part, and nothing says for how long.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::activity::Activity;
use crate::model::book::{Book, SourceError};
use crate::model::code::State;
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "no-hours",
    level: Level::Warning,
    summary: "somebody took part, and nothing says for how long",
    explanation: "\
A row of `attendance` has no `hours`, and the activity does not give both the `start` and the `end` of
one day, from which they could be told.

The person took part, but no hours are counted in any report.

Write the hours into the row, or `start` and `end` into the activity:

    - { who: li-na, hours: 2.5 }
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(activity) = sheet.as_valid::<Activity>() else { return Ok(()) };
    let is_told = |row: &crate::model::activity::Attendance| {
        row.hours.is_some() || row.state == Some(State::Rejected)
    };
    if activity.attendance.iter().all(is_told) || activity.length(&book.ground()?).is_some() {
        return Ok(());
    }
    let rows = FieldPath::field("attendance");
    let help = if activity.until.is_some_and(|until| until != activity.date) {
        "write `hours` into the row"
    } else {
        "write `hours` into the row, or `start` and `end` into the activity"
    };
    for (index, row) in activity.attendance.iter().enumerate().filter(|(_, row)| !is_told(row)) {
        let place = sheet.at(rows.row(index, "").then("who"));
        out(Finding::at(place, format!("nothing says how long `{}` took part", *row.who)).help(help));
    }
    Ok(())
}
