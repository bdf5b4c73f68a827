//! `same-hours`: everybody has the same hours written, which are not how long it lasted.

use crate::check::served::{length, served};
use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};

/// Of how many people it is worth a look.
const EVERYBODY: usize = 10;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "same-hours",
    level: Level::Warning,
    summary: "everybody has the same hours written, which are not how long it lasted",
    explanation: "\
An activity or a shift says when it started and ended. All who took part, ten people or more, have `hours` of
their own, which are the same for everybody and not its length.

People come late and leave early, each in their own way. The same number in every row is one that somebody
filled down: travel was added, or a round number credited.

Write what each served; or take the `hours` out, and the record's own length counts for all. Where it is right
(an hour's break for everybody), say so in an `override` of the record.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let record = sheet.as_record().filter(|record| record.overridden().is_none());
    let Some((record, rows)) = record.map(|record| (record, served(record))) else { return Ok(()) };
    let Some(hours) = rows.first().and_then(|row| row.hours) else { return Ok(()) };
    if rows.len() < EVERYBODY || rows.iter().any(|row| row.hours != Some(hours)) {
        return Ok(());
    }
    let length = length(record, &book.ground()?).filter(|length| *length != hours);
    if let (Some(length), [first, ..]) = (length, &*rows) {
        let (hours, length, people) = (hours.hm(), length.hm(), rows.len());
        let message = format!("all {people} have {hours} written, where it lasted {length}");
        let help = format!("write what each served, or take the `hours` out: then {length} count");
        out(Finding::at(sheet.at(first.row.then("hours")), message).help(help));
    }
    Ok(())
}
