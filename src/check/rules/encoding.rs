//! `encoding`: a file is not UTF-8. Found by the reader.

use crate::check::{Find, Rule};
use crate::diag::Level;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "encoding",
    level: Level::Error,
    summary: "a file is not UTF-8",
    explanation: "\
A file holds bytes that are no UTF-8 text. Mostly it was saved in an older encoding, such as GB18030 or
Latin-1, by an editor or a spreadsheet.

Guessing the encoding would sooner or later put wrong characters into somebody's name, so the file is not
read until it is saved as UTF-8. Nothing of it is lost.

Save it as UTF-8 in the editor, or convert it:

    iconv -f GB18030 -t UTF-8 li-na.toml > converted && mv converted li-na.toml
",
    find: Find::Reader,
};
