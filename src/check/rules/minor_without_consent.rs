//! `minor-without-consent`: a minor is on a shift, and nobody has agreed to it.

use crate::check::{Find, Out, Rule, Sheet, staffing};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::fit::Refusal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "minor-without-consent",
    level: Level::Error,
    summary: "a minor is on a shift, and nobody has agreed to it",
    explanation: "\
A shift from today on has a confirmed volunteer who is younger on that day than `[volunteers] minimum_age` (16 where
`tandem.toml` says nothing), whose record names no `guardian` and has no credential of kind `consent` that holds on
that day. A bare year of birth counts as its last day; whoever has no `born` is no minor.

Somebody must have agreed that a child serves, and be there to be called.

Name who answers for them, or enter the consent with its days.

Take them off the shift; or, where it is right all the same, say why in an `override` of the row:

    - { who: li-na, status: confirmed, override: her mother comes along }
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    staffing::refused(book, sheet, Refusal::MinorWithoutConsent, staffing::When::SureAhead, out)
}
