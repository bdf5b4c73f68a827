//! `unknown-count`: heads are counted under a name that nobody adds up.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::{GROUPS, HEADS, nearest};
use crate::model::named::Named;
use crate::model::path::FieldPath;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unknown-count",
    level: Level::Warning,
    summary: "heads are counted under a name that nobody adds up",
    explanation: "\
A name under `counts` is none of the names of the format: workers, volunteers, residents, staff, people
(kind unknown), households, and the groups of residents: elderly, living-alone, empty-nest, disabled,
hardship, child, orphan, ill, newcomer, veteran. Of an organisation's `profile` they are households,
residents, buildings, and the groups.

The number is kept, but it is no head: `resident: 20` adds nobody. Heads are workers,
volunteers, residents, staff and people; groups are *of which* among the residents.

Write the name that the help proposes, or count them under the name that takes them in.
",
    find: Find::Sheet(find),
};

/// What an organisation counts of itself, besides groups of residents.
const PROFILE: [&str; 3] = ["households", "residents", "buildings"];

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let record = sheet.as_record().filter(|record| record.void().is_none());
    match record {
        Some(AnyRecord::Activity(activity)) => names(sheet, "counts", &activity.counts, &HEADS, out),
        Some(AnyRecord::Shift(shift)) => names(sheet, "counts", &shift.counts, &HEADS, out),
        Some(AnyRecord::Training(training)) => names(sheet, "counts", &training.counts, &HEADS, out),
        Some(AnyRecord::Org(org)) => names(sheet, "profile", &org.profile, &PROFILE, out),
        _ => {}
    }
    Ok(())
}

fn names(sheet: &Sheet, field: &str, counts: &Named<u64>, own: &[&'static str], out: &mut Out) {
    let names = || own.iter().copied().chain(GROUPS);
    for name in counts.keys().filter(|name| names().all(|known| known != **name)) {
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of {}", names().collect::<Vec<_>>().join(", ")),
        };
        let place = sheet.at(FieldPath::field(field).then(name));
        out(Finding::at(place, format!("no report counts `{name}`")).help(help));
    }
}
