//! `self-entered`: somebody entered their own hours, and nobody else looked at them.

use crate::check::{Entered, Find, Finding, Out, Rule};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::State;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "self-entered",
    level: Level::Warning,
    summary: "somebody entered their own hours, and nobody else looked at them",
    explanation: "\
The first commit that has an activity or a shift was made by somebody whose own hours count in it: the author's
e-mail is the `email` of that worker or volunteer and of nobody else. And the row names nobody else in `by` who
verified them.

This is looked for where `[hours] verify = true`, or where `[check]` of `tandem.toml` names this rule: in a
small store whoever keeps the records is mostly there too.

Hours that nobody but oneself has seen are worth what a signature on one's own letter is worth.

Have somebody else look at them: `tandem hours verify KIND/ID WHO --by OTHER`.
",
    find: Find::Entered(find),
};

fn find(book: &Book, entered: &Entered, out: &mut Out) -> Result<(), SourceError> {
    let settings = book.settings();
    let is_asked = settings.hours.verify || settings.check.get(RULE.name).is_some();
    let Some(author) = entered.author.filter(|_| is_asked) else { return Ok(()) };
    let twins = book.twins()?;
    for row in entered.served() {
        let is_own = |who| twins.person(who) == author;
        let counts = row.state.unwrap_or(entered.unlooked) == State::Verified;
        if counts && is_own(row.who) && row.by.is_none_or(is_own) {
            let message = format!("`{}` entered their own hours, and nobody else looked at them", row.who);
            let (kind, id) = (entered.name.kind, &entered.name.id);
            let help = format!("have somebody else verify them: `tandem hours verify {kind}/{id} {}`", row.who);
            out(Finding::at(entered.at(row.row.then("who")), message).help(help));
        }
    }
    Ok(())
}
