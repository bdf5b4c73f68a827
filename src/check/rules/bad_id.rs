//! `bad-id`: the name of a file is no id. Found by the reader.

use crate::check::{Find, Rule};
use crate::diag::Level;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "bad-id",
    level: Level::Error,
    summary: "the name of a file is no id",
    explanation: "\
The name of a file without its ending is the id of the record, and this one cannot be an id. Ids are
lower-case letters, digits and single hyphens between them, at most 64 characters (organisations 39), and
begin with a letter; those of logs may begin with a date. Words such as `null`, `no` and `on` are none,
since YAML takes them for something else.

A record under such a name could not be named by another one, so it is not read and counts nowhere.

Rename the file as the help says.
",
    find: Find::Reader,
};
