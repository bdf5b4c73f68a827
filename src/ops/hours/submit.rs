//! `submit`: somebody says for how long they served; it waits for somebody who looks at it.

use std::sync::Arc;

use crate::model::book::Book;
use crate::model::change::Planned;
use crate::model::code::State;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::record::AnyRecord;
use crate::model::shift::AssignmentStatus;
use crate::ops::hours::{HoursError, Sheet, append};
use crate::ops::shift::attend::is_expected;

/// Hours that are submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submit {
    /// The kind of the record.
    pub kind: Kind,
    /// The activity or shift.
    pub id: Id,
    /// Who served for how long.
    pub hours: Vec<(Id, Minutes)>,
}

/// Plans that people submit hours: of all of them, or of nobody. At an activity everybody can have been; on a
/// shift those who were to come. What was rejected can be submitted again, what is verified cannot.
///
/// # Errors
/// [`HoursError`]: what stands against it.
pub fn submit(book: &Book, request: &Submit) -> Result<Planned<()>, HoursError> {
    let mut sheet = Sheet::of(book, request.kind, &request.id)?;
    for (who, minutes) in &request.hours {
        enter(&mut sheet, who, *minutes)?;
    }
    sheet.change()
}

/// Enters the hours of one of them.
fn enter(sheet: &mut Sheet, who: &Id, minutes: Minutes) -> Result<(), HoursError> {
    let (kind, id) = (sheet.kind, sheet.id.clone());
    if let AnyRecord::Activity(activity) = &mut sheet.after
        && activity.attendance.iter().all(|row| row.who.0 != *who)
    {
        append(Arc::make_mut(activity), who);
    }
    let mut rows: Vec<_> = sheet.entries().into_iter().filter(|entry| entry.who == who).collect();
    let Some(mut entry) = rows.pop() else {
        return Err(HoursError::NotIn { kind, id, who: who.clone() });
    };
    if !rows.is_empty() {
        return Err(HoursError::Several { kind, id, who: who.clone() });
    }
    if let Some(status) = entry.stands() {
        if status != AssignmentStatus::Attended && !is_expected(status) {
            return Err(HoursError::NotServed { id, who: who.clone(), status });
        }
        if let Some(status) = entry.status.as_mut() {
            **status = Some(AssignmentStatus::Attended);
        }
    }
    if *entry.state == Some(State::Verified) {
        let by = entry.by.as_ref().map(|by| by.0.clone());
        return Err(HoursError::Verified { kind, id, who: who.clone(), by });
    }
    *entry.hours = Some(minutes);
    *entry.state = Some(State::Submitted);
    *entry.by = None;
    *entry.reason = None;
    Ok(())
}
