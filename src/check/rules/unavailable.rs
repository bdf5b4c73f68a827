//! `unavailable`: somebody is on a shift at a time when they cannot serve.

use crate::check::{Find, Out, Rule, Sheet, staffing};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::fit::Refusal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unavailable",
    level: Level::Warning,
    summary: "somebody is on a shift at a time when they cannot serve",
    explanation: "\
A shift from today on has somebody who is away on that day (`availability.except`), or whose hours of that weekday
do not take the shift in. Whoever says nothing under `availability` can always serve.

They were put there before they said so, and will probably not come. Ask them, and find somebody else.

Take them off the shift; or, where it is right all the same, say why in an `override` of the row:

    - { who: li-na, status: confirmed, override: asked, and she will come }
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    staffing::refused(book, sheet, Refusal::Unavailable, staffing::When::Ahead, out)
}
