//! `missing-credential`: somebody is on a shift without a credential that it requires.

use crate::check::{Find, Out, Rule, Sheet, staffing};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::fit::Refusal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "missing-credential",
    level: Level::Error,
    summary: "somebody is on a shift without a credential that it requires",
    explanation: "\
A shift names a credential under `requires`, and somebody who is confirmed or attended does not
hold it: their record has no `[[credential]]` of that name.

What a shift requires is what the law, the insurer or the people served ask for. Mostly the credential is
there and was never entered, or it goes by another name in the two records.

Enter the credential, with the days on which it was issued and expires.

Take them off the shift; or, where it is right all the same, say why in an `override` of the row:

    - { who: li-na, status: confirmed, override: the nurse on duty stood beside her }
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    staffing::refused(book, sheet, Refusal::MissingCredential, staffing::When::Sure, out)
}
