//! `same-as-twice`: two workers say that they are the same volunteer.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::worker::Worker;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "same-as-twice",
    level: Level::Error,
    summary: "two workers say that they are the same volunteer",
    explanation: "\
Two workers have the same volunteer in their `same_as`. A worker who is in the volunteers' register too
says so with `same_as`, and the two records are one person from then on.

With two workers at one volunteer, three records would be one person: their hours would be added up, and
they would overlap with one another. Mostly a worker's file was copied for a new one.

Keep `same_as` with the worker who is that volunteer, and take it out of the other.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let (Some(worker), Some(name)) = (sheet.as_valid::<Worker>(), sheet.name()) else { return Ok(()) };
    let Some(volunteer) = &worker.same_as else { return Ok(()) };
    let field = FieldPath::field("same_as");
    for other in book.twins()?.workers(volunteer).iter().filter(|other| **other != name.id) {
        let message = format!("the volunteer `{}` is the worker `{other}` already", **volunteer);
        let place = Place::of(Kind::Worker, other, field.clone());
        let help = "keep `same_as` with the worker who is that volunteer";
        out(Finding::at(sheet.at(field.clone()), message).related(place, "as it says here").help(help));
    }
    Ok(())
}
