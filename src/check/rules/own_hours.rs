//! `own-hours`: somebody verified their own hours.

use crate::check::{Find, Finding, Out, Rule, Sheet, person};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::State;
use crate::model::id::{Id, PersonRef};
use crate::model::path::{FieldPath, row_key};
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "own-hours",
    level: Level::Warning,
    summary: "somebody verified their own hours",
    explanation: "\
A row of an activity or a shift has the state `verified`, and `by` names the person whose hours they are. A
worker and the volunteer named by its `same_as` are one person.

Hours are verified so that somebody else has looked at them: certificates say so, and whoever reads one
relies on it. Mostly a sheet was filled down, the coordinator's own row with it.

Have somebody else look at them, and name who did.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let record = sheet.as_record().filter(|record| record.void().is_none());
    for (row, who, by) in record.map(verified).unwrap_or_default() {
        if person::is_same(book, &who, &by)? {
            let message = format!("`{who}` verified their own hours");
            let help = "have somebody else look at them, and name who did";
            out(Finding::at(sheet.at(row.then("by")), message).help(help));
        }
    }
    Ok(())
}

/// The rows of a record that are verified: whose, and by whom.
fn verified(record: &AnyRecord) -> Vec<(FieldPath, Id, Id)> {
    let row = |list: &str, index: usize, state: Option<State>, who: &PersonRef, by: &Option<PersonRef>| {
        let by = by.as_ref().filter(|_| state == Some(State::Verified))?;
        let path = FieldPath::field(list).row(index, &row_key([Some(who.to_string())]));
        Some((path, who.0.clone(), by.0.clone()))
    };
    match record {
        AnyRecord::Activity(activity) => {
            let rows = activity.attendance.iter().enumerate();
            rows.filter_map(|(at, one)| row("attendance", at, one.state, &one.who, &one.by)).collect()
        }
        AnyRecord::Shift(shift) => {
            let rows = shift.assigned.iter().enumerate();
            rows.filter_map(|(at, one)| row("assigned", at, one.state, &one.who, &one.by)).collect()
        }
        _ => Vec::new(),
    }
}
