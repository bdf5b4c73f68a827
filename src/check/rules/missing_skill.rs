//! `missing-skill`: somebody is on a shift without a skill that it asks for.

use crate::check::{Find, Out, Rule, Sheet, staffing};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::fit::Refusal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "missing-skill",
    level: Level::Warning,
    summary: "somebody is on a shift without a skill that it asks for",
    explanation: "\
A shift names a skill under `skills`, and somebody who is invited, accepted, confirmed or attended has none of
that name in their record.

Whoever staffs the next shift looks people up by what they can do. Mostly they can, and nobody entered it,
or it goes by another name in the two records.

Enter the skill into the person's record.

Take them off the shift; or, where it is right all the same, say why in an `override` of the row:

    - { who: li-na, status: confirmed, override: she learns it there }
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    staffing::refused(book, sheet, Refusal::MissingSkill, staffing::When::Ever, out)
}
