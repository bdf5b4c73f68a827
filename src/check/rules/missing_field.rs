//! `missing-field`: a field that every record of the kind has is absent. Found by the reader.

use crate::check::{Find, Rule};
use crate::diag::Level;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "missing-field",
    level: Level::Error,
    summary: "a field that every record of the kind has is absent",
    explanation: "\
A field that every record of this kind must have is absent, or stands there without a value.

An activity without a date belongs to no month, and one without an organisation to nobody, so the record
counts nowhere until the field is written. Files that are empty lack all of them.

Add the field; the help shows how a value can look. Where nothing at all is known, the record is better
taken away until something is.
",
    find: Find::Reader,
};
