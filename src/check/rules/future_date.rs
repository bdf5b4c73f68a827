//! `future-date`: something has happened, and its day is still to come.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::activity::Activity;
use crate::model::book::{Book, SourceError};
use crate::model::case::Case;
use crate::model::day::Day;
use crate::model::need::Need;
use crate::model::path::FieldPath;
use crate::model::record::AnyRecord;
use crate::model::shift::{AssignmentStatus, Shift};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "future-date",
    level: Level::Warning,
    summary: "something has happened, and its day is still to come",
    explanation: "\
A record of what has happened is dated after today: somebody attended an activity, a shift or a training, something
was done for a need or in a case, an award was given.

Reports of the months to come would count it already. Mostly the year or the month is mistyped, or a sheet was
entered before the day.

Correct the day. What is only planned needs no attendance yet: a shift has `assigned` for that.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(record) = sheet.as_record().filter(|record| record.void().is_none()) else { return Ok(()) };
    let today = book.today();
    if let Some((field, date)) = happened(record, today) {
        let message = format!("it has happened, and {date} is after today, {today}");
        out(Finding::at(sheet.at(field), message).help("correct the day, or enter it when it has happened"));
    }
    Ok(())
}

/// The first day after today on which a record says that something has happened, and where it says so.
fn happened(record: &AnyRecord, today: Day) -> Option<(FieldPath, Day)> {
    let whole = |is_past: bool, date: Day| Some((FieldPath::field("date"), date)).filter(|_| is_past && date > today);
    match record {
        AnyRecord::Activity(it) => of_activity(it, today),
        AnyRecord::Shift(it) => whole(is_served(it), it.date),
        AnyRecord::Training(it) => whole(it.attendance.iter().any(|row| row.result.is_some()), it.date),
        AnyRecord::Award(it) => whole(true, it.date),
        AnyRecord::Need(it) => of_need(it, today),
        AnyRecord::Case(it) => of_case(it, today),
        _ => None,
    }
}

/// Whether a shift says who came and who did not.
fn is_served(shift: &Shift) -> bool {
    let told = [AssignmentStatus::Attended, AssignmentStatus::Absent];
    shift.assigned.iter().any(|row| told.contains(&row.status()))
}

fn of_activity(activity: &Activity, today: Day) -> Option<(FieldPath, Day)> {
    let rows = activity.attendance.iter().map(|row| row.date);
    let date = rows.map(|date| date.unwrap_or(activity.date)).find(|date| *date > today)?;
    if date == activity.date {
        return Some((FieldPath::field("date"), date));
    }
    let index = activity.attendance.iter().position(|row| row.date == Some(date))?;
    Some((FieldPath::field("attendance").row(index, "").then("date"), date))
}

fn of_need(need: &Need, today: Day) -> Option<(FieldPath, Day)> {
    row("log", need.log.iter().map(|entry| entry.date), today)
}

fn of_case(case: &Case, today: Day) -> Option<(FieldPath, Day)> {
    row("sessions", case.sessions.iter().map(|session| session.date), today)
}

/// The first row of a list that is dated after today.
fn row(list: &str, dates: impl Iterator<Item = Day>, today: Day) -> Option<(FieldPath, Day)> {
    let (index, date) = dates.enumerate().find(|(_, date)| *date > today)?;
    Some((FieldPath::field(list).row(index, "").then("date"), date))
}
