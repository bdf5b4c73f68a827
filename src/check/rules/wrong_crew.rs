//! `wrong-crew`: somebody who is no worker served as one.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::Role;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "wrong-crew",
    level: Level::Warning,
    summary: "somebody who is no worker served as one",
    explanation: "\
A row says `as: worker`, and who it names is in the volunteers' register and no worker's `same_as` names them.
The other way round is right: a worker who serves as a volunteer says `as: volunteer`.

Hours of workers and hours of volunteers are reported apart. Mostly the two words were mixed up, or a
volunteer was employed since and their worker's record has no `same_as`.

Take `as` out, or write `same_as` into the worker's record.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let mut rows = Vec::new();
    sheet.visit(&mut |path, node, _| {
        let is_worker = node.field("as").and_then(|role| role.text()?.parse().ok()) == Some(Role::Worker);
        if let Some(who) = node.field("who").or_else(|| node.field("by")).filter(|_| is_worker)
            && let Some(Ok(who)) = who.text().map(|who| who.parse::<Id>())
        {
            rows.push((path.then("as"), who));
        }
    });
    for (path, who) in rows {
        let is_volunteer = !book.has(Kind::Worker, &who)? && book.has(Kind::Volunteer, &who)?;
        if is_volunteer && book.twins()?.workers(&who).is_empty() {
            let message = format!("`{who}` is a volunteer, and no worker");
            let help = "take `as` out, or write `same_as` into the worker's record";
            out(Finding::at(sheet.at(path), message).help(help));
        }
    }
    Ok(())
}
