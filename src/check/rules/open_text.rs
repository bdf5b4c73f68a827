//! `open-text`: what should be sealed stands open.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::kind::Kind;
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "open-text",
    level: Level::Warning,
    summary: "what should be sealed stands open",
    explanation: "\
A resident, a need or a case has a `note` outside `sealed`. Who is in need is known by a code alone; free
text about them tells more than it means to.

The files are in git, and git forgets nothing: whoever gets a copy of the records reads it, years later.

Move the text into `sealed`, or take it out.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(name) = sheet.name() else { return Ok(()) };
    let is_private = matches!(name.kind, Kind::Resident | Kind::Need | Kind::Case);
    if is_private && sheet.node().field("note").is_some() {
        let message = format!("the note on a {} can be read by everybody who has the files", name.kind);
        let finding = Finding::at(sheet.at(FieldPath::field("note")), message);
        out(finding.help("move it into `sealed`, or take it out"));
    }
    Ok(())
}
