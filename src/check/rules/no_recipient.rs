//! `no-recipient`: something is sealed, and the store names nobody to seal for.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::path::FieldPath;
use crate::model::seal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "no-recipient",
    level: Level::Warning,
    summary: "something is sealed, and the store names nobody to seal for",
    explanation: "\
A record has something `sealed`, but there is no `[[seal]]` in `tandem.toml`.

Whoever has the key still opens it, but nobody can change it: it could be sealed for nobody again.

Put those who may open it into `tandem.toml`, each with the public half of a key:

    [[seal]]
    name = \"office\"
    key = \"age1…\"
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let is_private = sheet.name().is_some_and(|name| seal::is_kept_in(name.kind));
    if is_private && book.settings().seal.is_empty() && sheet.node().field(seal::FIELD).is_some() {
        let place = sheet.at(FieldPath::field(seal::FIELD));
        let finding = Finding::at(place, "something is sealed, and `[[seal]]` names nobody to seal for");
        out(finding.help("put `[[seal]]` with `name` and `key` into `tandem.toml`"));
    }
    Ok(())
}
