//! `own-hours`: somebody verified their own hours.

use crate::check::served::served;
use crate::check::{Find, Finding, Out, Rule, Sheet, person};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::State;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "own-hours",
    level: Level::Warning,
    summary: "somebody verified their own hours",
    explanation: "\
A row of an activity or a shift has the state `verified`, and `by` names the person whose hours they are. A
worker and the volunteer named by its `same_as` are one person.

Hours are verified so that somebody else has looked at them: certificates say so, and whoever reads one
relies on it. Mostly a sheet was filled down, the coordinator's own row with it.

Have somebody else look at them, and name who did.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let rows = sheet.as_record().map(served).unwrap_or_default();
    for row in rows.iter().filter(|row| row.state == Some(State::Verified)) {
        let Some(by) = row.by else { continue };
        if person::is_same(book, row.who, by)? {
            let message = format!("`{}` verified their own hours", row.who);
            let help = "have somebody else look at them, and name who did";
            out(Finding::at(sheet.at(row.row.then("by")), message).help(help));
        }
    }
    Ok(())
}
