//! `syntax`: a file is not of its syntax. Found by the reader.

use crate::check::{Find, Rule};
use crate::diag::Level;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "syntax",
    level: Level::Error,
    summary: "a file is not of its syntax",
    explanation: "\
The file cannot be read as TOML (registers) or YAML (logs). Besides plain typing errors these are found
here: merge conflicts that git left, tabs where spaces belong, full-width punctuation as structure, times
and dates without their form, a name that stands twice, and in YAML anchors, aliases, tags and further
documents, which the format leaves out. So are records that are nested deeper than 16 levels or have more
than 10,000 rows.

Nothing can be known for sure about such a file, so it counts nowhere until it is mended; no command
changes it meanwhile.

Each fault shows its line and the right form. `tandem check` shows what is left.
",
    find: Find::Reader,
};
