//! `bad-recurrence`: the rule of a series tells no days.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::flaw::Flaw;
use crate::model::path::FieldPath;
use crate::model::recurrence::Recurrence;
use crate::model::series::Series;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "bad-recurrence",
    level: Level::Error,
    summary: "the rule of a series tells no days",
    explanation: "\
The `rule` of a series is no RRULE of RFC 5545, or one that is about the time of day. A series has one shift a
day at most, at the times that `start` and `end` say.

`tandem shift expand` can make no shifts of it. Mostly a part was mistyped.

Write `FREQ` (DAILY, WEEKLY, MONTHLY or YEARLY), and what else is needed, with `;` between:

    rule = \"FREQ=WEEKLY;BYDAY=MO,TH\"
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(series) = sheet.as_valid::<Series>() else { return Ok(()) };
    if let Err(error) = Recurrence::of(&series.rule, series.from) {
        let finding = Finding::at(sheet.at(FieldPath::field("rule")), error.to_string());
        out(match error.help() {
            Some(help) => finding.help(help),
            None => finding,
        });
    }
    Ok(())
}
