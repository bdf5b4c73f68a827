//! Rows of activities and shifts that tell how long somebody was there.

use crate::model::code::State;
use crate::model::day::Day;
use crate::model::fact::Ground;
use crate::model::id::Id;
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::record::AnyRecord;
use crate::model::shift::{AssignmentStatus, ShiftStatus};

/// A row of somebody who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Served<'a> {
    /// Where it stands in its record.
    pub(super) row: FieldPath,
    /// Who, by the id in the row.
    pub(super) who: &'a Id,
    /// On which day.
    pub(super) day: Day,
    /// For how long, where the row itself says so.
    pub(super) hours: Option<Minutes>,
    /// Whether the hours have been looked at.
    pub(super) state: Option<State>,
    /// Who looked at them.
    pub(super) by: Option<&'a Id>,
    /// Whether somebody gave a reason to set rules aside for it.
    pub(super) is_overridden: bool,
}

/// Those who took part in an activity or came to a shift. A void record has none.
pub(super) fn served(record: &AnyRecord) -> Vec<Served<'_>> {
    match record {
        _ if record.void().is_some() => Vec::new(),
        AnyRecord::Activity(activity) => {
            let rows = activity.attendance.iter().enumerate().map(|(index, row)| Served {
                row: FieldPath::field("attendance").row(index, &row.key()),
                who: &row.who.0,
                day: row.date.unwrap_or(activity.date),
                hours: row.hours,
                state: row.state,
                by: row.by.as_ref().map(|by| &by.0),
                is_overridden: row.overridden.is_some(),
            });
            rows.collect()
        }
        AnyRecord::Shift(shift) if shift.status() != ShiftStatus::Cancelled => {
            let came = |status| status == AssignmentStatus::Attended;
            let rows = shift.assigned.iter().enumerate().filter(|(_, row)| came(row.status()));
            let rows = rows.map(|(index, row)| Served {
                row: FieldPath::field("assigned").row(index, &row.who),
                who: &row.who.0,
                day: shift.date,
                hours: row.hours,
                state: row.state,
                by: row.by.as_ref().map(|by| &by.0),
                is_overridden: row.overridden.is_some(),
            });
            rows.collect()
        }
        _ => Vec::new(),
    }
}

/// How long an activity or a shift lasts, where it says so.
pub(super) fn length(record: &AnyRecord, ground: &Ground) -> Option<Minutes> {
    match record {
        AnyRecord::Activity(activity) => activity.length(ground),
        AnyRecord::Shift(shift) => Some(shift.length(ground.zone)),
        _ => None,
    }
}
