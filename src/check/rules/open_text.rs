//! `open-text`: what should be sealed stands open.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "open-text",
    level: Level::Warning,
    summary: "what should be sealed stands open",
    explanation: "\
A resident, a need or a case has a `note`, goals in words, or a `risk` in words outside `sealed`. Who is in need is
known by a code alone; free text about them tells more than it means to.

The files are in git, and git forgets nothing: whoever gets a copy of the records reads it, years later.

Move the text into `sealed`, or take it out.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(name) = sheet.name().filter(|name| matches!(name.kind, Kind::Resident | Kind::Need | Kind::Case))
    else {
        return Ok(());
    };
    let mut open: Vec<FieldPath> = Vec::new();
    open.extend(sheet.node().field("note").map(|_| FieldPath::field("note")));
    match sheet.as_record() {
        Some(AnyRecord::Need(need)) => open.extend(need.risk.as_ref().map(|_| FieldPath::field("risk"))),
        Some(AnyRecord::Case(case)) => {
            let goals = FieldPath::field("goals");
            open.extend((0..case.goals.len()).map(|index| goals.row(index, "").then("goal")));
        }
        _ => {}
    }
    for field in open {
        let message = format!("`{field}` of a {} can be read by everybody who has the files", name.kind);
        out(Finding::at(sheet.at(field), message).help("move it into `sealed`, or take it out"));
    }
    Ok(())
}
