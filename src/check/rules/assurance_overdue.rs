//! `assurance-overdue`: nobody made sure of a service for more than a year.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::path::FieldPath;
use crate::model::service::{Service, ServiceStatus};

/// For how many days it holds that somebody made sure.
const HOLDS: i64 = 366;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "assurance-overdue",
    level: Level::Warning,
    summary: "nobody made sure of a service for more than a year",
    explanation: "\
The `assured` of a service that is offered is more than a year ago. It is the day on which somebody last made sure
that what the record says of it is true: its hours, its fee, who can have it. A service without `assured` is not
reported, nor one that is `inactive`.

`need match` proposes services by what their records say. An old record sends people to a closed door, or with the
wrong papers.

Ring them up, correct what has changed, and write the day:

    tandem service set haircut-at-home assured=2026-11-21
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let service = sheet.as_valid::<Service>().filter(|it| it.status != Some(ServiceStatus::Inactive));
    let (Some(service), Some(name)) = (service, sheet.name()) else { return Ok(()) };
    let today = book.today();
    if let Some(assured) = service.assured.filter(|assured| today.days_after(*assured) > HOLDS) {
        let message = format!("nobody made sure of `{}` since {assured}", name.id);
        let help = format!("see that all of it is still true, then `tandem service set {} assured={today}`", name.id);
        out(Finding::at(sheet.at(FieldPath::field("assured")), message).help(help));
    }
    Ok(())
}
