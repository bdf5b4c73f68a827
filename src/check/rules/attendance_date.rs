//! `attendance-date`: somebody took part on a day that the activity does not have.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::activity::Activity;
use crate::model::book::{Book, SourceError};
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "attendance-date",
    level: Level::Error,
    summary: "somebody took part on a day that the activity does not have",
    explanation: "\
A row of `attendance` has a `date` of its own, and the activity was not on that day: it lies before its
`date`, or after its `until`. Mostly that is a slip of the pen.

Correct the day, or write an `until` that takes it in. What goes on in the next month is a second
activity of its own.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(activity) = sheet.as_valid::<Activity>() else { return Ok(()) };
    let last = activity.until.unwrap_or(activity.date);
    let rows = FieldPath::field("attendance");
    for (index, row) in activity.attendance.iter().enumerate() {
        let Some(date) = row.date.filter(|date| *date < activity.date || *date > last) else { continue };
        let place = sheet.at(rows.row(index, "").then("date"));
        let label = if last == activity.date { "it was on this day" } else { "it began on this day" };
        let field = if date > last { "until" } else { "date" };
        out(Finding::at(place, format!("the activity was not on {date}"))
            .related(sheet.at(FieldPath::field("date")), label)
            .help(format!("correct the day, or write `{field}: {date}` into the activity")));
    }
    Ok(())
}
