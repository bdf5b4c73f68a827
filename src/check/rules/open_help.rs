//! `open-help`: somebody still helps with what is over.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::case::Stage;
use crate::model::day::Day;
use crate::model::path::FieldPath;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "open-help",
    level: Level::Warning,
    summary: "somebody still helps with what is over",
    explanation: "\
A need or a case is closed, or a resident is served no more, and a row of its `helpers` (`helper`) has no `until`, or
one after `closed`.

Whoever asks who helps whom is told of help that nobody gives any more, and a volunteer seems to be busy who is free.
`need close` and `case close` end the help of all helpers; mostly the record was closed by hand.

Write the day on which it ended:

    helpers:
      - { who: li-na, from: 2026-10-01, until: 2026-11-21 }
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let record = sheet.as_record().filter(|record| record.void().is_none());
    let Some((list, closed, ends)) = record.and_then(|record| over(record, book.today())) else { return Ok(()) };
    for (index, until) in ends.into_iter().enumerate() {
        if until.is_none_or(|until| until > closed) {
            let row = FieldPath::field(list).row(index, "");
            let field = if until.is_some() { row.then("until") } else { row };
            let message = format!("it was closed on {closed}, and somebody helps on");
            let finding = Finding::at(sheet.at(field), message);
            let finding = finding.related(sheet.at(FieldPath::field("closed")), "since then it is over");
            out(finding.help(format!("write the day on which the help ended, at most {closed}, as `until`")));
        }
    }
    Ok(())
}

/// Of what is over: the list of its helpers, its last day, and until when each of them helps.
fn over(record: &AnyRecord, today: Day) -> Option<(&'static str, Day, Vec<Option<Day>>)> {
    match record {
        AnyRecord::Need(need) if need.status().is_over() => {
            Some(("helpers", need.closed?, need.helpers.iter().map(|link| link.until).collect()))
        }
        AnyRecord::Case(case) if case.stage() == Stage::Closed => {
            Some(("helpers", case.closed?, case.helpers.iter().map(|link| link.until).collect()))
        }
        AnyRecord::Resident(resident) => {
            let closed = resident.closed.filter(|closed| *closed < today)?;
            Some(("helper", closed, resident.helper.iter().map(|link| link.until).collect()))
        }
        _ => None,
    }
}
