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
A row of `attendance` has a `date` of its own, and the activity was not on that day: it lies in another
month than the activity, before its `date`, or after its `until`.

Which records a month's report reads is decided by their folder, so hours of another month would be
missed there. And a day that the activity did not have is mostly a slip of the pen.

Correct the day, or write an `until` that takes it in. What goes on in the next month is a second
activity of its own:

    tandem activity log \"Reading camp\" --date 2026-12-01 …
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
        out(if date.month() == activity.date.month() {
            let message = format!("the activity was not on {date}");
            let label = if last == activity.date { "it was on this day" } else { "it began on this day" };
            let help = if date > last {
                format!("correct the day, or write `until: {date}` into the activity")
            } else {
                format!("correct the day, or write `date: {date}` into the activity")
            };
            Finding::at(place, message).related(sheet.at(FieldPath::field("date")), label).help(help)
        } else {
            let message = format!("{date} is in another month than the activity");
            let log = format!("tandem activity log \"{}\" --date {date} …", &*activity.title);
            let label = "its hours are read with this month";
            Finding::at(place, message)
                .related(sheet.at(FieldPath::field("date")), label)
                .help(format!("correct the day, or log a second activity for {}: `{log}`", date.month()))
        });
    }
    Ok(())
}
