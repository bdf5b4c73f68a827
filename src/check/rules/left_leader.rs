//! `left-leader`: an activity is led by somebody who had left by then.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::activity::Activity;
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
    summary: "an activity is led by somebody who had left by then",
    explanation: "\
The `lead` of an activity is a worker or volunteer whose status is `left`, and whose last day (`left`) is
before the activity.

What a worker leads is counted for the worker, so an activity with the old name in it is missing for
whoever did lead it. Mostly the record was copied from an earlier one.

Name who led; or correct the day on which they left; or, where somebody came back for it, say so in an
`override` of the activity.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(activity) = sheet.as_valid::<Activity>() else { return Ok(()) };
    let Some(lead) = activity.lead.as_ref().filter(|_| activity.overridden.is_none()) else { return Ok(()) };
    for kind in [Kind::Worker, Kind::Volunteer] {
        if let Some(left) = left(book, kind, lead)?.filter(|left| *left < activity.date) {
            let message = format!("the {kind} `{}` had left by {}", **lead, activity.date);
            let finding = Finding::at(sheet.at(FieldPath::field("lead")), message);
            let place = Place::of(kind, lead, FieldPath::field("left"));
            let help = "name who led, or correct the day on which they left";
            out(finding.related(place, format!("their last day was {left}")).help(help));
        }
    }
    Ok(())
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
