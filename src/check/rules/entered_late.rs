//! `entered-late`: a record was entered long after its day.

use crate::check::{Entered, Find, Finding, Out, Rule};
use crate::diag::Level;
use crate::model::book::{Book, Name, SourceError};
use crate::model::kind::Kind;
use crate::model::path::FieldPath;

/// How many days after its day a record is entered late.
const LATE: i64 = 60;

/// The kinds whose day is that of what happened; the others have the day on which somebody decided or signed.
const HAPPENED: [Kind; 7] = [
    Kind::Activity,
    Kind::Shift,
    Kind::Training,
    Kind::Need,
    Kind::Case,
    Kind::Feedback,
    Kind::Movement,
];

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "entered-late",
    level: Level::Warning,
    summary: "a record was entered long after its day",
    explanation: "\
The first commit that has the record was made more than 60 days after the day that the record says: of
activities, shifts, trainings, needs, cases, feedback and movements. The commits of the repository tell it, so
without one, or where its older commits were not fetched, nothing is found.

What is written down months later is written from memory, and a report that went out meanwhile did not have it.

What was taken over from elsewhere is not told: everything that came within 60 days of the store's first
commit, and commits that brought more than 200 records.

Say in an `override` of the record how it is known (a sign-in sheet that was found), and mark what was
estimated in `approx`.
",
    find: Find::Entered(find),
};

fn find(_: &Book, entered: &Entered, out: &mut Out) -> Result<(), SourceError> {
    let (record, arrival) = (entered.record, entered.arrival);
    let is_told = HAPPENED.contains(&entered.name.kind) && !arrival.is_taken_over;
    let Some(day) = record.day().filter(|_| is_told) else { return Ok(()) };
    let late = arrival.day.days_after(day);
    if late > LATE && record.void().is_none() && record.overridden().is_none() {
        let field = match entered.name.kind {
            Kind::Need | Kind::Case => "opened",
            _ => "date",
        };
        let message = format!("this was entered on {}, {late} days after its day", arrival.day);
        let Name { kind, id, .. } = entered.name;
        let help = format!("say how it is known: `tandem {kind} set {id} 'override=WHY'`");
        out(Finding::at(entered.at(FieldPath::field(field)), message).help(help));
    }
    Ok(())
}
