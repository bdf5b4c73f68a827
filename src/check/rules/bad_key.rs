//! `bad-key`: nothing can be sealed for a key of the store.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::path::FieldPath;
use crate::model::seal::{KeyError, recipient};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "bad-key",
    level: Level::Error,
    summary: "nothing can be sealed for a key of the store",
    explanation: "\
A `key` under `[[seal]]` in `tandem.toml` is no age recipient, or it is the secret half of a key.

Nothing can be sealed until it is right. A secret key among the records is worse: whoever has the files
opens with it everything that was sealed for it, now and in git's past.

Make a key with `age-keygen -o FILE`, away from the records. It prints the public half, `age1…`: that is
what stands here. Where a secret key stood, make a new one and seal everything anew.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    if sheet.name().is_some() {
        return Ok(());
    }
    for (index, named) in book.settings().seal.iter().enumerate() {
        if let Err(why) = recipient(&named.key) {
            // The line of a secret key is not shown: what is printed gets around.
            let field = if why == KeyError::Secret { "name" } else { "key" };
            let place = sheet.at(FieldPath::field("seal").row(index, &named.name).then(field));
            out(Finding::at(place, why.to_string()).help(why.help()));
        }
    }
    Ok(())
}
