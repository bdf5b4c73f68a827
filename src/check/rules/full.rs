//! `full`: more people are on a shift than it has places.

use crate::check::{Find, Finding, Out, Rule, Sheet, staffing};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::fit::is_trainee;
use crate::model::path::FieldPath;
use crate::model::shift::{Assignment, AssignmentStatus};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "full",
    level: Level::Warning,
    summary: "more people are on a shift than it has places",
    explanation: "\
The places of a shift that are taken are more than it has at most (`places`, or its `max`). Whoever is invited,
accepted, confirmed, attended or absent takes one, but for trainees; so does each head under `counts`.
Whoever was declined, is on standby or excused takes none, nor does a row with an `override`. Where all
have come already, as many came as came.

Somebody will come and find nothing to do. Mostly two people filled the last place at the same time, or a place
fewer was written after people had been asked.

Put somebody on `standby`, or write more `places`.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(shift) = staffing::shift(sheet) else { return Ok(()) };
    let has_place = |row: &Assignment| row.status().takes_place() && row.overridden.is_none();
    let (limit, mut taken) = (shift.places.max(), shift.heads());
    let rows: Vec<_> = shift.assigned.iter().enumerate().filter(|(_, row)| has_place(row)).collect();
    let is_to_come = |(_, row): &(usize, &Assignment)| {
        matches!(
            row.status(),
            AssignmentStatus::Invited | AssignmentStatus::Accepted | AssignmentStatus::Confirmed
        )
    };
    if !rows.iter().any(is_to_come) {
        return Ok(());
    }
    if taken.saturating_add(rows.len() as u64) <= limit {
        return Ok(());
    }
    let mut takers = Vec::new();
    for (index, row) in rows {
        if !is_trainee(book, &row.who)? {
            takers.push(sheet.at(FieldPath::field("assigned").row(index, &row.who).then("who")));
        }
    }
    taken = taken.saturating_add(takers.len() as u64);
    if taken > limit {
        let places = if limit == 1 { "1 place".into() } else { format!("{limit} places") };
        let finding = Finding::at(
            sheet.at(FieldPath::field("places")),
            format!("{taken} people are on the shift, and it has {places} at most"),
        );
        let finding = takers.into_iter().fold(finding, |finding, taker| finding.related(taker, "takes a place"));
        out(finding.help("put somebody on `standby`, or write more `places`"));
    }
    Ok(())
}
