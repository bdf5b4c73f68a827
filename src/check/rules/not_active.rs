//! `not-active`: somebody is on a shift who takes no part on that day.

use crate::check::{Find, Out, Rule, Sheet, staffing};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::fit::Refusal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "not-active",
    level: Level::Warning,
    summary: "somebody is on a shift who takes no part on that day",
    explanation: "\
A shift from today on has somebody who is still an applicant, pauses, or has left by the day of the shift. A
trainee may be assigned, but takes no place.

They were put there before their status changed, and will probably not come. Find somebody else, or correct
the status.

Take them off the shift; or, where it is right all the same, say why in an `override` of the row:

    - { who: li-na, status: confirmed, override: back for this one evening }
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    staffing::refused(book, sheet, Refusal::NotActive, staffing::When::Ahead, out)
}
