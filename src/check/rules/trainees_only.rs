//! `trainees-only`: a shift is left to trainees.

use crate::check::{Find, Finding, Out, Rule, Sheet, staffing};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::fit::is_left_to_trainees;
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "trainees-only",
    level: Level::Warning,
    summary: "a shift is left to trainees",
    explanation: "\
All who are to come to a shift, or came, are trainees, and there are no unnamed heads. Trainees take no places,
since somebody must be there from whom they learn.

Nobody is there who can decide. Mostly somebody fell ill, and those who stayed were not looked at again.

Put somebody on the shift who is no trainee, or make an active volunteer of one.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(shift) = staffing::shift(sheet) else { return Ok(()) };
    if is_left_to_trainees(book, &shift)? {
        let finding = Finding::at(sheet.at(FieldPath::field("assigned")), "only trainees are on the shift");
        out(finding.help("put somebody on it who is no trainee"));
    }
    Ok(())
}
