//! `no-lead`: nobody leads a shift.

use crate::check::{Find, Finding, Out, Rule, Sheet, staffing};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "no-lead",
    level: Level::Warning,
    summary: "nobody leads a shift",
    explanation: "\
A shift names no `lead`: neither a worker, nor the volunteer who is the key person.

Whom the people call when something happens nobody can tell, and the shift counts for no leader in the
report on linkage. Cancelled shifts are left alone.

Write who leads it, into the series too where it comes from one:

    lead: wang-fang
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    if staffing::shift(sheet).is_some_and(|shift| shift.lead.is_none()) {
        let finding = Finding::at(sheet.at(FieldPath::field("title")), "nobody leads the shift");
        out(finding.help("write a `lead`: a worker, or the volunteer who is the key person"));
    }
    Ok(())
}
