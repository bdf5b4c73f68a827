//! `unreadable`: a file cannot be read at all. Found by the reader.

use crate::check::{Find, Rule};
use crate::diag::Level;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unreadable",
    level: Level::Error,
    summary: "a file cannot be read at all",
    explanation: "\
The system does not give the bytes of a file, or there are too many of them: no permission, a failing
disk, or more than 1 MiB, which no record needs.

The record counts nowhere, and every report that reads it says that it is incomplete. A file that is too large is not
read even in part.

Give yourself permission (`chmod u+r FILE`), or take away or split what is too large, and check again.
",
    find: Find::Reader,
};
