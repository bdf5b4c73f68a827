//! `expired-credential`: somebody is on a shift whose credential does not hold on that day.

use crate::check::{Find, Out, Rule, Sheet, staffing};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::fit::Refusal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "expired-credential",
    level: Level::Error,
    summary: "somebody is on a shift whose credential does not hold on that day",
    explanation: "\
A shift names a credential under `requires`, and somebody who is confirmed or attended holds it,
but not on the day of the shift: it expired before, or was issued after. Its last day (`expires`) is inclusive.

What a shift requires is what the law, the insurer or the people served ask for, on that very day.
Mostly it was renewed and the new row was never entered.

Enter the renewed credential as a row of its own; the old one stays.

Take them off the shift; or, where it is right all the same, say why in an `override` of the row:

    - { who: li-na, status: confirmed, override: renewal was under way }
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    staffing::refused(book, sheet, Refusal::ExpiredCredential, staffing::When::Sure, out)
}
