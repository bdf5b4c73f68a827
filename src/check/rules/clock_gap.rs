//! `clock-gap`: something has no length, because the clocks went forward meanwhile.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "clock-gap",
    level: Level::Warning,
    summary: "something has no length, because the clocks went forward meanwhile",
    explanation: "\
A shift or an activity begins and ends within the hour that its day does not have: in the store's `timezone` the clocks
went forward over it. Lengths are elapsed time, so nobody who was there has any hours.

Correct the times to those that the clocks showed, or write the `hours` of everybody who came.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let record = sheet.as_record().filter(|record| record.void().is_none());
    let zone = book.settings().zone();
    let length = match record {
        Some(AnyRecord::Shift(shift)) => Some(shift.length(zone)),
        Some(AnyRecord::Activity(activity)) => activity.length(&book.ground()?),
        _ => None,
    };
    if length == Some(Minutes::default()) {
        let message = format!("from `start` to `end` no time passes: the clocks of {zone} went forward meanwhile");
        let help = "correct the times, or write the `hours` of everybody who came";
        out(Finding::at(sheet.at(FieldPath::field("end")), message).help(help));
    }
    Ok(())
}
