//! `expired-item`: something went out past its last day.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::kind::Kind;
use crate::model::ledger::expired;
use crate::model::movement::Movement;
use crate::model::path::FieldPath;
use crate::model::place::Place;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "expired-item",
    level: Level::Error,
    summary: "something went out past its last day",
    explanation: "\
A movement of kind out is of a day after the `expires` of its item. That day is the last on which the item is
good.

A voucher that no shop takes any more, or oil past its date, is worse than nothing to whoever gets it. Mostly a
new lot came in and the item still names the day of the old one.

Correct `expires`, add the new lot as an item of its own, or say in an `override` why it went out all the same.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(movement) = sheet.as_valid::<Movement>().filter(|movement| movement.overridden.is_none()) else {
        return Ok(());
    };
    for (field, item, expires) in expired(book, &movement)? {
        let message = format!("`{item}` was good until {expires}, and went out on {}", movement.date);
        let there = Place::of(Kind::Item, &item, FieldPath::field("expires"));
        let finding = Finding::at(sheet.at(field), message).related(there, "this says so");
        out(finding.help("correct the day, or say in an `override` why it went out all the same"));
    }
    Ok(())
}
