//! `status-date`: a status and the day or reason that belongs to it say different things.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::case::Case;
use crate::model::day::Day;
use crate::model::feedback::{Feedback, FeedbackStatus};
use crate::model::need::{Need, NeedStatus, Reopened};
use crate::model::path::FieldPath;
use crate::model::record::AnyRecord;
use crate::model::volunteer::VolunteerStatus;
use crate::model::worker::WorkerStatus;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "status-date",
    level: Level::Warning,
    summary: "a status and the day or reason that belongs to it say different things",
    explanation: "\
A need is met, unmet or withdrawn and has no `closed`, a case has the stage `closed` and no `closed` or no
`reason`, feedback is closed without the day, a worker or volunteer is `left` and nobody says since when. Or
the other way round: the day is there, and the status says that it goes on. A `left` in the future is a
farewell that is known, and a `closed` that `reopened` came after is history.

Reports count by both: what is met without a day is met in no month, and who has left without a day is
active in every past one. Mostly one of the two was written by hand and the other forgotten.

Write the other one too, or take out the one that is wrong.
",
    find: Find::Sheet(find),
};

/// What a record says of its end.
struct End {
    /// The field that says where it stands.
    status: &'static str,
    /// Where it stands.
    stands: String,
    /// Whether that is an end, and what would be one.
    is_over: bool,
    over: &'static str,
    /// The field of the day, and the day.
    field: &'static str,
    day: Option<Day>,
    /// Whether it has a reason, or needs none.
    is_explained: bool,
}

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let record = sheet.as_record().filter(|record| record.void().is_none());
    let Some(end) = record.and_then(|record| end(record, book.today())) else { return Ok(()) };
    let End { status, stands, is_over, over, field, day, is_explained } = end;
    let at = |field: &str| sheet.at(FieldPath::field(field));
    match day {
        None if is_over => {
            let finding = Finding::at(at(status), format!("`{status}` is `{stands}`, and `{field}` does not say since when"));
            out(finding.help(format!("write `{field}`, the day on which it ended")));
        }
        Some(day) if !is_over => {
            let finding = Finding::at(at(field), format!("`{field}` is {day}, and `{status}` is `{stands}`"));
            let is_log = sheet.name().is_some_and(|name| name.kind.is_log());
            let line = if is_log { format!("{status}: {over}") } else { format!("{status} = \"{over}\"") };
            out(finding.help(format!("write `{line}`, or take `{field}` out")));
        }
        _ => {}
    }
    if is_over && !is_explained {
        let finding = Finding::at(at(status), format!("`{status}` is `{stands}`, and `reason` does not say why"));
        out(finding.help("write a `reason`"));
    }
    Ok(())
}

/// What a record says of its end, if it is of a kind that ends with a status.
fn end(record: &AnyRecord, today: Day) -> Option<End> {
    Some(match record {
        AnyRecord::Need(need) => of_need(need),
        AnyRecord::Case(case) => of_case(case),
        AnyRecord::Feedback(feedback) => of_feedback(feedback),
        AnyRecord::Volunteer(volunteer) => {
            left(volunteer.status().to_string(), volunteer.status() == VolunteerStatus::Left, volunteer.left, today)
        }
        AnyRecord::Worker(worker) => {
            let status = worker.status.unwrap_or(WorkerStatus::Active);
            left(status.to_string(), status == WorkerStatus::Left, worker.left, today)
        }
        _ => return None,
    })
}

fn of_need(need: &Need) -> End {
    let status = need.status();
    let is_over = status.is_over();
    End {
        status: "status",
        stands: status.to_string(),
        is_over,
        over: "met",
        field: "closed",
        day: need.closed.filter(|closed| is_over || !is_reopened(*closed, &need.reopened)),
        is_explained: status == NeedStatus::Met || need.reason.is_some(),
    }
}

fn of_case(case: &Case) -> End {
    let stage = case.stage();
    let is_over = stage.is_over();
    End {
        status: "stage",
        stands: stage.to_string(),
        is_over,
        over: "closed",
        field: "closed",
        day: case.closed.filter(|closed| is_over || !is_reopened(*closed, &case.reopened)),
        is_explained: case.reason.is_some(),
    }
}

fn of_feedback(feedback: &Feedback) -> End {
    let status = feedback.status.unwrap_or(FeedbackStatus::Open);
    End {
        status: "status",
        stands: status.to_string(),
        is_over: status == FeedbackStatus::Closed,
        over: "closed",
        field: "closed",
        day: feedback.closed,
        is_explained: true,
    }
}

fn left(stands: String, is_over: bool, day: Option<Day>, today: Day) -> End {
    let day = day.filter(|left| is_over || *left < today);
    End { status: "status", stands, is_over, over: "left", field: "left", day, is_explained: true }
}

/// Whether it was opened again since it was closed.
fn is_reopened(closed: Day, reopened: &[Reopened]) -> bool {
    reopened.iter().any(|again| again.date >= closed)
}
