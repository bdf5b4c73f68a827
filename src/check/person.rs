//! Where people were: what rules about one person over several records look at.
//!
//! Activities and shifts are gone through month by month; of each month only who was where, from when to
//! when, is kept, and of the month before its last days, whose nights, rests and weeks run on. So a store
//! of any age is checked in bounded memory. A worker and the volunteer that the worker is too are one person.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::model::activity::{Activity, Attendance};
use crate::model::book::{Book, Name, SourceError};
use crate::model::clock::Range;
use crate::model::code::State;
use crate::model::day::{Day, Month};
use crate::model::fact::Ground;
use crate::model::fit::is_twin;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::record::AnyRecord;
use crate::model::shift::{Assignment, AssignmentStatus, Shift, ShiftStatus};

/// How many days before a month its rules look at: the longest week that runs into it.
const BACK: i64 = 7;

/// Somebody's presence in one record, past or planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The record.
    pub name: Name,
    /// The row that says so.
    pub row: FieldPath,
    /// Who, by the id in the row.
    pub who: Id,
    /// The first day.
    pub date: Day,
    /// How many days it covers.
    pub days: i64,
    /// From when to when, where the record says so.
    pub moments: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// For how long they served, where the record says so; none of a shift that they have not served.
    pub minutes: Option<Minutes>,
    /// For how long they are taken up: the hours of their row, else the length of the record.
    pub length: Option<Minutes>,
    /// The activity that the shift is part of.
    pub part_of: Option<Id>,
    /// Whether somebody gave a reason to set rules aside for it.
    pub is_overridden: bool,
}

impl Presence {
    /// The place of a field of the row.
    pub fn at(&self, field: &str) -> Place {
        Place::of(self.name.kind, &self.name.id, self.row.then(field))
    }

    /// Whether it is of a shift.
    pub fn is_shift(&self) -> bool {
        self.name.kind == Kind::Shift
    }

    /// Whether one is of a shift that is part of the activity that the other is of.
    pub fn is_linked(&self, other: &Presence) -> bool {
        let part = |shift: &Presence, activity: &Presence| {
            activity.name.kind == Kind::Activity && shift.part_of.as_ref() == Some(&activity.name.id)
        };
        part(self, other) || part(other, self)
    }
}

/// The presences that are of shifts, but for those that somebody gave a reason for.
pub(super) fn shifts(presences: &[Presence]) -> Vec<&Presence> {
    presences.iter().filter(|presence| presence.is_shift() && !presence.is_overridden).collect()
}

/// Every presence that begins before another one ends, behind that one, where the two clash; of several it
/// is the one that ends last. What somebody gave a reason for clashes with nothing.
pub(super) fn clashes(
    presences: &[Presence],
    do_clash: impl Fn(&Presence, &Presence) -> bool,
) -> Vec<(&Presence, &Presence)> {
    let timed = presences.iter().filter(|presence| !presence.is_overridden);
    let mut timed: Vec<_> = timed.filter_map(|presence| Some((presence.moments?, presence))).collect();
    timed.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.name.cmp(&b.name)));
    let mut open: Vec<(DateTime<Utc>, &Presence)> = Vec::new();
    let mut found = Vec::new();
    for ((start, end), presence) in timed {
        open.retain(|(until, _)| *until > start);
        let others = open.iter().filter(|(_, other)| other.name != presence.name);
        let clashing = others.filter(|(_, other)| do_clash(other, presence));
        found.extend(clashing.max_by_key(|(until, _)| *until).map(|(_, other)| (*other, presence)));
        open.push((end, presence));
    }
    found
}

/// Brings every person with their presences, those of a month at a time in the order of time; those of
/// the days before it stand before them.
pub(super) fn each(book: &Book, out: &mut dyn FnMut(Month, &[Presence])) -> Result<(), SourceError> {
    let ground = book.ground()?;
    let mut before: BTreeMap<Id, Vec<Presence>> = BTreeMap::new();
    for month in months(book)? {
        let mut people = std::mem::take(&mut before);
        read(book, month, &ground, &mut people)?;
        for presences in people.values_mut() {
            presences.sort_by(|a, b| {
                (a.date, a.moments, &a.name, &a.row).cmp(&(b.date, b.moments, &b.name, &b.row))
            });
            out(month, presences);
        }
        let since = month.end().plus(-BACK);
        for (who, mut presences) in people {
            presences.retain(|presence| presence.date > since);
            if !presences.is_empty() {
                before.insert(who, presences);
            }
        }
    }
    Ok(())
}

/// The months in whose folders logs of people's presence lie.
fn months(book: &Book) -> Result<Vec<Month>, SourceError> {
    let (activities, shifts) = (book.names(Kind::Activity)?, book.names(Kind::Shift)?);
    let mut months: Vec<Month> = activities.iter().chain(shifts.iter()).filter_map(Name::month).collect();
    months.sort_unstable();
    months.dedup();
    Ok(months)
}

fn read(
    book: &Book,
    month: Month,
    ground: &Ground,
    people: &mut BTreeMap<Id, Vec<Presence>>,
) -> Result<(), SourceError> {
    let twins = book.twins()?;
    let mut keep = |presence: Presence| {
        people.entry(twins.person(&presence.who).clone()).or_default().push(presence);
    };
    for kind in [Kind::Activity, Kind::Shift] {
        book.each(kind, Some(&Period::of_month(month)), &mut |name, read| {
            let Ok(loaded) = read else { return };
            if loaded.record.void().is_some() || name.misplaced(&loaded.record).is_some() {
                return;
            }
            match &loaded.record {
                AnyRecord::Activity(activity) => at_activity(&name, activity, ground, &mut keep),
                AnyRecord::Shift(shift) => on_shift(&name, shift, ground, &mut keep),
                _ => {}
            }
        })?;
    }
    Ok(())
}

fn at_activity(name: &Name, activity: &Activity, ground: &Ground, keep: &mut dyn FnMut(Presence)) {
    for (index, row) in activity.attendance.iter().enumerate() {
        if row.state != Some(State::Rejected) {
            keep(presence(name, activity, index, row, ground));
        }
    }
}

/// Those who were, are or should be at a shift.
fn on_shift(name: &Name, shift: &Shift, ground: &Ground, keep: &mut dyn FnMut(Presence)) {
    if shift.status() == ShiftStatus::Cancelled {
        return;
    }
    for (index, row) in shift.assigned.iter().enumerate() {
        if is_there(row) && row.state != Some(State::Rejected) {
            keep(assignment(name, shift, index, row, ground));
        }
    }
}

/// Whether two ids are one person. Reads no register, but the workers whom they name.
pub(super) fn is_same(book: &Book, one: &Id, other: &Id) -> Result<bool, SourceError> {
    Ok(one == other || is_twin(book, one, other)? || is_twin(book, other, one)?)
}

/// Whether somebody who was assigned was, is or should be there.
pub(super) fn is_there(row: &Assignment) -> bool {
    row.status().takes_place() && row.status() != AssignmentStatus::Absent
}

/// What a row of a shift says of somebody's presence.
fn assignment(name: &Name, shift: &Shift, index: usize, row: &Assignment, ground: &Ground) -> Presence {
    let length = row.hours.unwrap_or_else(|| shift.length(ground.zone));
    Presence {
        name: name.clone(),
        row: FieldPath::field("assigned").row(index, &row.who),
        who: row.who.0.clone(),
        date: shift.date,
        days: 1,
        moments: shift.range().map(|range| moments(range, shift.date, ground)),
        minutes: (row.status() == AssignmentStatus::Attended).then_some(length),
        length: Some(length),
        part_of: shift.activity.as_ref().map(|activity| activity.0.clone()),
        is_overridden: shift.overridden.is_some() || row.overridden.is_some(),
    }
}

/// From when to when, so that nights and changes of the clock are as long as they are.
fn moments(range: Range, date: Day, ground: &Ground) -> (DateTime<Utc>, DateTime<Utc>) {
    let (start, end) = range.moments(date, ground.zone);
    (start.to_utc(), end.to_utc())
}

/// What a row of an activity says of somebody's presence.
fn presence(name: &Name, activity: &Activity, index: usize, row: &Attendance, ground: &Ground) -> Presence {
    let length = activity.length(ground);
    let date = row.date.unwrap_or(activity.date);
    let range = activity.start.zip(activity.end).and_then(|(start, end)| Range::of(start, end));
    let days = match (row.date, activity.until) {
        (None, Some(until)) => until.days_after(activity.date) + 1,
        _ => 1,
    };
    Presence {
        name: name.clone(),
        row: FieldPath::field("attendance").row(index, &row.key()),
        who: row.who.0.clone(),
        date,
        days,
        moments: range
            .filter(|_| length.is_some() && date == activity.date)
            .map(|range| moments(range, date, ground)),
        minutes: row.hours.or(length),
        length: row.hours.or(length),
        part_of: None,
        is_overridden: activity.overridden.is_some() || row.overridden.is_some(),
    }
}
