//! `code`: a word is not one of the list. Found by the reader.

use crate::check::{Find, Rule};
use crate::diag::Level;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "code",
    level: Level::Error,
    summary: "a word is not one of the list",
    explanation: "\
A field takes one of a fixed list of words, such as a volunteer's `status`, or a category that the store
knows, and this is none of them.

A word that nobody knows cannot be counted under any heading, so the record is not used until it is
corrected.

Write the word that the help proposes. Categories of your own go into `tandem.toml`:

    [[category]]
    code = \"choir\"
    group = \"supportive\"
    label = { en = \"Choir\", zh = \"合唱团\" }
",
    find: Find::Reader,
};
