//! `left-leader`: an activity or a shift is led by somebody who had left by then.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::record::AnyRecord;
use crate::model::volunteer::VolunteerStatus;
use crate::model::worker::WorkerStatus;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "left-leader",
    level: Level::Warning,
    summary: "an activity or a shift is led by somebody who had left by then",
    explanation: "\
The `lead` of an activity or a shift, or the `worker` of a need or a case, is somebody whose status is
`left`, and whose last day (`left`) is before it.

What a worker leads is counted for the worker, so a record with the old name in it is missing for
whoever did lead it. Mostly the record was copied from an earlier one.

Name who led; or correct the day on which they left; or, where somebody came back for it, say so in an
`override` of the record.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some((field, lead, day)) = sheet.as_record().and_then(lead) else { return Ok(()) };
    let lead = &lead;
    for kind in [Kind::Worker, Kind::Volunteer] {
        if let Some(left) = left(book, kind, lead)?.filter(|left| *left < day) {
            let message = format!("the {kind} `{}` had left by {day}", *lead);
            let finding = Finding::at(sheet.at(FieldPath::field(field)), message);
            let place = Place::of(kind, lead, FieldPath::field("left"));
            let help = "name who led, or correct the day on which they left";
            out(finding.related(place, format!("their last day was {left}")).help(help));
        }
    }
    Ok(())
}

/// Who leads what a record tells of, the field that says so, and the day; nobody of a record that is void
/// or for which rules were set aside.
fn lead(record: &AnyRecord) -> Option<(&'static str, Id, Day)> {
    if record.void().is_some() {
        return None;
    }
    let (field, lead, day, reason) = match record {
        AnyRecord::Activity(it) => ("lead", it.lead.as_ref().map(|lead| &lead.0), it.date, &it.overridden),
        AnyRecord::Shift(it) => ("lead", it.lead.as_ref().map(|lead| &lead.0), it.date, &it.overridden),
        AnyRecord::Need(it) => {
            ("worker", it.worker.as_ref().map(|worker| &worker.0), it.opened, &it.overridden)
        }
        AnyRecord::Case(it) => ("worker", Some(&it.worker.0), it.opened, &it.overridden),
        _ => return None,
    };
    let lead = lead.filter(|_| reason.is_none())?;
    Some((field, lead.clone(), day))
}

/// The last day of somebody who has left.
fn left(book: &Book, kind: Kind, id: &Id) -> Result<Option<Day>, SourceError> {
    if !book.has(kind, id)? {
        return Ok(None);
    }
    match book.any(kind, id) {
        Ok(loaded) => Ok(loaded.and_then(|loaded| match &loaded.record {
            AnyRecord::Worker(worker) => worker.left.filter(|_| worker.status == Some(WorkerStatus::Left)),
            AnyRecord::Volunteer(volunteer) => {
                volunteer.left.filter(|_| volunteer.status == Some(VolunteerStatus::Left))
            }
            _ => None,
        })),
        Err(LoadError::Source(error)) => Err(error),
        Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => Ok(None),
    }
}
