//! `household`: what somebody lives in is no household.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::resident::{Resident, ResidentKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "household",
    level: Level::Error,
    summary: "what somebody lives in is no household",
    explanation: "\
The `household` of a resident is the resident itself, or a resident of kind `person`; or a household is said
to live in one.

Things are given and visits are counted by household. Where it leads to a person, or round in a circle, two
people who live together count as two households.

Name the household's record, or correct its `kind`.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(resident) = sheet.as_valid::<Resident>() else { return Ok(()) };
    let Some(household) = &resident.household else { return Ok(()) };
    let place = sheet.at(FieldPath::field("household"));
    let help = "name the record of the household, or correct its `kind`";
    if resident.kind == ResidentKind::Household {
        let finding = Finding::at(place, "a household lives in no household");
        out(finding.help("take `household` out, or correct the `kind`"));
        return Ok(());
    }
    match book.get::<Resident>(household) {
        Ok(Some(found)) if found.kind == ResidentKind::Person => {
            let there = Place::of(Kind::Resident, household, FieldPath::field("kind"));
            let finding = Finding::at(place, format!("`{}` is no household", **household));
            out(finding.related(there, "it is a person").help(help));
            Ok(())
        }
        Err(LoadError::Source(error)) => Err(error),
        _ => Ok(()),
    }
}
