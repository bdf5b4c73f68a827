//! `self-verified`: hours are verified in another name, but only their own person ever committed them.

use crate::check::{Entered, Find, Finding, Out, Rule};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::State;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "self-verified",
    level: Level::Warning,
    summary: "hours are verified in another name, but only their own person ever committed them",
    explanation: "\
A row of an activity or a shift says that somebody else verified the hours. But every commit that touched the
record was made by the very person whose hours they are: the authors' e-mail is the `email` of that worker or
volunteer and of nobody else.

Whoever verifies hours does so from their own desk. Where the person verified was the only one who ever wrote
into the record, they wrote the other's name too. (`own-hours` finds those who wrote their own.)

Have the one who is named verify the hours again, from their own working copy; or say in an `override` of the
row why it was done for them.
",
    find: Find::Entered(find),
};

fn find(book: &Book, entered: &Entered, out: &mut Out) -> Result<(), SourceError> {
    let Some(author) = entered.author.filter(|_| entered.arrival.is_one_hand) else { return Ok(()) };
    let twins = book.twins()?;
    for row in entered.served().into_iter().filter(|row| row.state == Some(State::Verified)) {
        let is_own = |who| twins.person(who) == author;
        let Some(by) = row.by.filter(|by| is_own(row.who) && !is_own(by)) else { continue };
        let message = format!("`{by}` verified these hours, but nobody but `{author}` ever committed them");
        let help = format!("have `{by}` verify them from their own working copy");
        out(Finding::at(entered.at(row.row.then("by")), message).help(help));
    }
    Ok(())
}
