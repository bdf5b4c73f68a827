//! `lead-cycle`: people lead, or supervise, each other in a circle.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::person::Link;
use crate::model::place::Place;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "lead-cycle",
    level: Level::Warning,
    summary: "people lead, or supervise, each other in a circle",
    explanation: "\
Somebody's `supervisor` of today is supervised, directly or through others, by that very person; or volunteers
`lead` each other in a circle. Links that have ended, or are still to begin, do not count.

Nobody in a circle has anybody who answers for them. Mostly one of the links was written the wrong way round, or the
roles changed and the old link was not ended.

End or correct one of the links; the help shows the way round:

    tandem worker supervise li-wei zhao-min
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let (Some(record), Some(name)) = (sheet.as_record(), sheet.name()) else { return Ok(()) };
    let mut way = vec![name.id.clone()];
    let mut next = leader(book, record);
    while let Some(id) = next {
        // A circle of one is `own-lead`'s.
        if id == name.id && way.len() > 1 {
            out(finding(sheet, name.kind, &way));
            return Ok(());
        }
        if way.contains(&id) || !book.has(name.kind, &id)? {
            return Ok(());
        }
        next = match book.any(name.kind, &id) {
            Ok(loaded) => loaded.and_then(|loaded| leader(book, &loaded.record)),
            Err(LoadError::Source(error)) => return Err(error),
            Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => None,
        };
        way.push(id);
    }
    Ok(())
}

/// The field of those who lead people of a kind.
fn field(kind: Kind) -> &'static str {
    if kind == Kind::Worker { "supervisor" } else { "lead" }
}

/// Who leads, or supervises, somebody today.
fn leader(book: &Book, record: &AnyRecord) -> Option<Id> {
    let links: &[Link] = match record {
        AnyRecord::Volunteer(volunteer) => &volunteer.lead,
        AnyRecord::Worker(worker) => &worker.supervisor,
        _ => return None,
    };
    links.iter().find(|link| link.holds(book.today())).map(|link| link.who.0.clone())
}

fn finding(sheet: &Sheet, kind: Kind, way: &[Id]) -> Finding {
    let own = FieldPath::field(field(kind));
    let circle: Vec<String> = way.iter().chain(way.first()).map(|id| format!("`{id}`")).collect();
    let message = format!("{} answers to themselves in the end", circle[0]);
    let finding = way.iter().skip(1).fold(Finding::at(sheet.at(own.clone()), message), |finding, id| {
        finding.related(Place::of(kind, id, own.clone()), format!("`{id}` stands on the way"))
    });
    finding.help(format!("end or correct one of these links: {}", circle.join(" → ")))
}
