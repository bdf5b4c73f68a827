//! `series-twice`: two shifts of a series are of the same day.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::shift::Shift;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "series-twice",
    level: Level::Error,
    summary: "two shifts of a series are of the same day",
    explanation: "\
Two shifts name the same `series`, and their ids begin with the same date. A series gives at most one shift a
day, whose id is the date and the series; it keeps that id when it is moved.

Which one is the series' own of that day nobody could tell, so people are assigned to one and expected at the
other. Mostly a shift was copied to another file by hand.

Take `series` out of the one that is not its own, or void it.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let (Some(shift), Some(name)) = (sheet.as_valid::<Shift>(), sheet.name()) else { return Ok(()) };
    let (Some(series), Some(date)) = (&shift.series, name.id.get(..10)) else { return Ok(()) };
    // The one with the right id is told of by the other.
    if *name.id == format!("{date}-{}", **series) {
        return Ok(());
    }
    let names = book.names(Kind::Shift)?;
    let first = names.partition_point(|other| &*other.id < date);
    for other in names[first..].iter().take_while(|other| other.id.starts_with(date)) {
        if other.id == name.id || (other.id > name.id && *other.id != format!("{date}-{}", **series)) {
            continue;
        }
        let same = match book.get::<Shift>(&other.id) {
            Ok(found) => found.is_some_and(|found| found.void.is_none() && found.series == shift.series),
            Err(LoadError::Source(error)) => return Err(error),
            Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => false,
        };
        if same {
            let field = FieldPath::field("series");
            let message = format!("`{}` is the shift of `{}` on that day already", other.id, **series);
            out(Finding::at(sheet.at(field.clone()), message)
                .related(Place::of(Kind::Shift, &other.id, field), "as it says here")
                .help("take `series` out of the one that is not its own, or void it"));
            return Ok(());
        }
    }
    Ok(())
}
