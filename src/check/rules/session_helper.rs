//! `session-helper`: somebody helped in a session who was no helper of the case then.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::case::Case;
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "session-helper",
    level: Level::Warning,
    summary: "somebody helped in a session who was no helper of the case then",
    explanation: "\
The `helpers` of a session name somebody who is not among the `helpers` of the case on that day, and is not
the worker in charge.

Who may know of a case is those who work on it, each for a time that the case says. Who sat in once and is
nowhere named is missing when it is asked who knew, and the hours count all the same.

Add them to the `helpers` of the case with the day from which they helped, or correct the session:

    helpers:
      - { who: li-na, from: 2026-11-21 }
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let case = sheet.as_valid::<Case>().filter(|case| case.overridden.is_none());
    let Some(case) = case else { return Ok(()) };
    for (index, session) in case.sessions.iter().enumerate() {
        let sessions = FieldPath::field("sessions").row(index, "").then("helpers");
        for (at, who) in session.helpers.iter().enumerate() {
            if !case.may_help(who, session.date) {
                let message = format!("`{who}` is no helper of the case on {}", session.date);
                let help = format!("add them to its `helpers`: `{{ who: {who}, from: {} }}`", session.date);
                out(Finding::at(sheet.at(sessions.clone().row(at, who)), message).help(help));
            }
        }
    }
    Ok(())
}
