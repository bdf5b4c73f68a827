//! `group-count`: more are of a group than there are residents.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::GROUPS;
use crate::model::path::FieldPath;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "group-count",
    level: Level::Warning,
    summary: "more are of a group than there are residents",
    explanation: "\
Under `counts`, or in the `profile` of an organisation, a group of residents (elderly, disabled, child …) has a
larger number than `residents`. Groups are *of which* among the residents; without `residents` the largest group
stands for them.

Heads are added up from `residents`, so those above it are missing. Mostly the group was counted besides
the residents, and not among them.

Add the group to `residents`, or correct the number.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let (field, counts) = match sheet.as_record().filter(|record| record.void().is_none()) {
        Some(AnyRecord::Activity(activity)) => ("counts", &activity.counts),
        Some(AnyRecord::Shift(shift)) => ("counts", &shift.counts),
        Some(AnyRecord::Training(training)) => ("counts", &training.counts),
        Some(AnyRecord::Org(org)) => ("profile", &org.profile),
        _ => return Ok(()),
    };
    let Some(residents) = counts.get("residents") else { return Ok(()) };
    let at = |name: &str| sheet.at(FieldPath::field(field).then(name));
    for (name, count) in counts.iter().filter(|(name, count)| GROUPS.contains(&&***name) && *count > residents) {
        out(Finding::at(at(name), format!("{count} {name} are more than the {residents} residents"))
            .related(at("residents"), "of whom they are")
            .help("add them to `residents`, or correct the number"));
    }
    Ok(())
}
