//! `outside-program`: something is booked on a programme that does not run on that day.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::day::Day;
use crate::model::id::ProgramRef;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::program::Program;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "outside-program",
    level: Level::Warning,
    summary: "something is booked on a programme that does not run on that day",
    explanation: "\
An activity, a shift or a training names a `program`, and its `date` is before the `from` of the programme, or after
its `until`. Both days are inclusive; a programme without them runs always.

What is booked on it counts towards its targets. Mostly the programme was prolonged and its record was not, or the
title is that of last year's programme.

Correct the day or the programme, or write until when it runs:

    tandem program set summer-school until=2026-08-31
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let record = sheet.as_record().filter(|record| record.void().is_none());
    let Some((id, date)) = record.and_then(booked) else { return Ok(()) };
    let program = match book.get::<Program>(id) {
        Ok(program) => program,
        Err(LoadError::Source(error)) => return Err(error),
        Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => None,
    };
    let Some(program) = program else { return Ok(()) };
    let before = program.from.filter(|from| date < *from).map(|from| ("from", "begins", from));
    let after = program.until.filter(|until| date > *until).map(|until| ("until", "ends", until));
    if let Some((field, verb, day)) = before.or(after) {
        let message = format!("`{id}` {verb} on {day}, and this is of {date}");
        let there = Place::of(Kind::Program, id, FieldPath::field(field));
        let finding = Finding::at(sheet.at(FieldPath::field("program")), message).related(there, "this says so");
        let help = format!("correct the day or the programme, or `tandem program set {id} {field}={date}`");
        out(finding.help(help));
    }
    Ok(())
}

/// The programme that something is booked on, and its day; none where somebody gave a reason.
fn booked(record: &AnyRecord) -> Option<(&ProgramRef, Day)> {
    let (program, date, reason) = match record {
        AnyRecord::Activity(it) => (&it.program, it.date, &it.overridden),
        AnyRecord::Shift(it) => (&it.program, it.date, &it.overridden),
        AnyRecord::Training(it) => (&it.program, it.date, &it.overridden),
        _ => return None,
    };
    program.as_ref().filter(|_| reason.is_none()).map(|program| (program, date))
}
