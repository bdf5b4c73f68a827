//! `id-form`: an id is not made the way ids of its kind are.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, Name, SourceError};
use crate::model::day::Day;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::plan::Plan;
use crate::model::record::{AnyRecord, Record};
use crate::model::shift::Shift;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "id-form",
    level: Level::Warning,
    summary: "an id is not made the way ids of its kind are",
    explanation: "\
The id of an activity, shift, training, movement, award, certificate or correction begins with the date that
it was made for (`2026-11-21-night-patrol`), that of a shift of a series is the date and the series, that of
a plan the organisation and the period. Residents, needs, cases and feedback have `r-`, `n-`, `c-` or `f-` and
six random characters, as people have where `[ids] people = \"code\"`.

A log whose id begins with its date is found without looking through all months; a series is expanded
twice without doubling a shift, because its ids say which day each is of. A name in the id of a resident or
a need tells everybody who reads the folder who is in need.

`tandem KIND rename ID NEW` gives a record another id, and references follow.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(name) = sheet.name() else { return Ok(()) };
    let mut tell = |message: String, help: String| {
        out(Finding::at(sheet.at(FieldPath::default()), message).help(help));
    };
    if let Some(letter) = name.kind.code_letter(book.settings().ids.people) {
        if !is_code(&name.id, letter) {
            tell(
                format!("the id `{}` is no code, and may say who it is", name.id),
                format!("rename it to `{letter}-` and six random digits and letters, as in `{letter}-7k3q9d`"),
            );
        }
    } else if name.kind.is_log() && date(name).is_none() {
        let day = sheet.as_record().and_then(AnyRecord::day);
        let help = day.map_or("rename it so that it does".into(), |day| format!("rename it to `{day}-{}`", name.id));
        tell(format!("the id `{}` does not begin with a date", name.id), help);
    } else if let Some(wanted) = wanted(sheet, name)
        && wanted != *name.id
        && !is_taken(book, name.kind, &wanted)?
    {
        tell(format!("the id `{}` is not `{wanted}`", name.id), format!("rename it to `{wanted}`"));
    }
    Ok(())
}

/// The day that an id begins with.
fn date(name: &Name) -> Option<Day> {
    name.id.get(..10)?.parse().ok()
}

/// The only id that the record should have, where there is only one.
fn wanted(sheet: &Sheet, name: &Name) -> Option<String> {
    match name.kind {
        Kind::Shift => {
            let shift = sheet.as_valid::<Shift>()?;
            Some(format!("{}-{}", date(name)?, **shift.series.as_ref()?))
        }
        Kind::Plan => sheet.as_valid::<Plan>().map(|plan| plan.stem()),
        _ => None,
    }
}

/// Whether another record has the id already: then two claim to be the same.
fn is_taken(book: &Book, kind: Kind, id: &str) -> Result<bool, SourceError> {
    id.parse().map_or(Ok(false), |id| book.has(kind, &id))
}

/// Whether an id is a letter and six characters of Crockford's base 32.
fn is_code(id: &str, letter: char) -> bool {
    let code = id.strip_prefix(letter).and_then(|rest| rest.strip_prefix('-'));
    let is_digit = |c: char| matches!(c, '0'..='9' | 'a'..='z') && !matches!(c, 'i' | 'l' | 'o' | 'u');
    code.is_some_and(|code| code.len() == 6 && code.chars().all(is_digit))
}
