//! `type`: a value is of another type than its field. Found by the reader.

use crate::check::{Find, Rule};
use crate::diag::Level;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "type",
    level: Level::Error,
    summary: "a value is of another type than its field",
    explanation: "\
A field holds a value of another type than it takes: a list where one value belongs, words where a whole
number is counted, a single value where named values are wanted.

Guessing what was meant could change a figure, so the record is not used until it is corrected.

Write the value as the help shows. Head counts are whole numbers, 0 or more, without separators: `1200`,
not `1,200`. Lists are `[\"a\", \"b\"]`, tables are `{ name: value }` in YAML and `{ name = value }` in TOML.
",
    find: Find::Reader,
};
