//! `stray-file`: what lies in a folder of records is no record. Found by the reader.

use crate::check::{Find, Rule};
use crate::diag::Level;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "stray-file",
    level: Level::Error,
    summary: "what lies in a folder of records is no record",
    explanation: "\
Something lies in a folder of records and is no record: a file with another ending, a link that leads out
of the store, or a folder or device under the name of a file.

It is not read. A record that was saved with the wrong ending (`.yml`, `.toml.txt`) would be missed
silently otherwise, and a link that leaves the store could bring in files that nobody meant to share.

Rename the file as the help says, put the file itself where the link is, or move what is no record out of
the folder. Names that begin with a dot are never looked at.
",
    find: Find::Reader,
};
