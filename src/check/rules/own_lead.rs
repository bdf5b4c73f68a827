//! `own-lead`: somebody leads, or supervises, themselves.

use crate::check::{Find, Finding, Out, Rule, Sheet, person};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::path::FieldPath;
use crate::model::person::Link;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "own-lead",
    level: Level::Warning,
    summary: "somebody leads, or supervises, themselves",
    explanation: "\
A row of a volunteer's `lead`, or of a worker's `supervisor`, names the person whose record it is. A worker and
the volunteer named by its `same_as` are one person.

Volunteers who are led, and the hours that are supervised, are counted by leader; nobody is a volunteer
of their own. Mostly the record was copied from another one, or the field was taken for the name.

Name who leads, or take the row out: a key person without a leader is no fault.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let (field, links): (&str, &[Link]) = match sheet.as_record() {
        Some(AnyRecord::Volunteer(volunteer)) => ("lead", &volunteer.lead),
        Some(AnyRecord::Worker(worker)) => ("supervisor", &worker.supervisor),
        _ => return Ok(()),
    };
    let Some(name) = sheet.name() else { return Ok(()) };
    for (index, link) in links.iter().enumerate() {
        if person::is_same(book, &link.who, &name.id)? {
            let place = sheet.at(FieldPath::field(field).row(index, "").then("who"));
            let message = format!("`{}` cannot be their own `{field}`", name.id);
            out(Finding::at(place, message).help("name who it is, or take the row out"));
        }
    }
    Ok(())
}
