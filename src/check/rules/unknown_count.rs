//! `unknown-count`: heads are counted under a name that nobody adds up.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::activity::Activity;
use crate::model::book::{Book, SourceError};
use crate::model::code::{GROUPS, HEADS, nearest};
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unknown-count",
    level: Level::Warning,
    summary: "heads are counted under a name that nobody adds up",
    explanation: "\
A name under `counts` is none of the names of the format: workers, volunteers, residents, staff, people
(kind unknown), households, and the groups of residents: elderly, living-alone, empty-nest, disabled,
hardship, child, orphan, ill, newcomer, veteran.

The number is kept, but it is no head: `resident: 20` adds nobody. Heads are workers,
volunteers, residents, staff and people; groups are *of which* among the residents.

Write the name that the help proposes, or count them under the name that takes them in.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(activity) = sheet.as_valid::<Activity>() else { return Ok(()) };
    let names = || HEADS.into_iter().chain(GROUPS);
    for name in activity.counts.keys().filter(|name| names().all(|known| known != **name)) {
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of {}", names().collect::<Vec<_>>().join(", ")),
        };
        let place = sheet.at(FieldPath::field("counts").then(name));
        out(Finding::at(place, format!("no report counts `{name}`")).help(help));
    }
    Ok(())
}
