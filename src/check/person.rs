//! Where people were: what rules about one person over several records look at.
//!
//! Records are gone through month by month; of each month only who was where, from when to when, is
//! kept, and of the month before the nights that run over its end. So a store of any age is checked in
//! bounded memory. A worker and the volunteer that the worker is too are one person.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::model::activity::{Activity, Attendance};
use crate::model::book::{Book, Name, SourceError};
use crate::model::clock::Range;
use crate::model::code::State;
use crate::model::day::{Day, Month};
use crate::model::fact::Ground;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::path::{FieldPath, row_key};
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::record::AnyRecord;

/// Somebody's presence in one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The record.
    pub name: Name,
    /// The row that says so.
    pub row: FieldPath,
    /// The first day.
    pub date: Day,
    /// How many days it covers.
    pub days: i64,
    /// From when to when, where the record says so.
    pub moments: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// For how long, where the record says so.
    pub minutes: Option<Minutes>,
    /// Whether somebody gave a reason to set rules aside for it.
    pub is_overridden: bool,
}

impl Presence {
    /// The place of a field of the row.
    pub fn at(&self, field: &str) -> Place {
        Place::of(self.name.kind, &self.name.id, self.row.then(field))
    }

    /// Whether it runs into the day after its first.
    fn runs_over(&self, ground: &Ground) -> bool {
        let last = |(_, end): (_, DateTime<Utc>)| end.with_timezone(&ground.zone).date_naive();
        self.moments.map(last).is_some_and(|last| last > self.date.date())
    }
}

/// Brings every person with their presences, those of a month at a time in the order of time; nights
/// that ran into the month stand before them.
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
        let last = month.end();
        for (who, mut presences) in people {
            presences.retain(|presence| presence.date == last && presence.runs_over(&ground));
            if !presences.is_empty() {
                before.insert(who, presences);
            }
        }
    }
    Ok(())
}

/// The months in whose folders logs of people's presence lie.
fn months(book: &Book) -> Result<Vec<Month>, SourceError> {
    let mut months: Vec<Month> = book.names(Kind::Activity)?.iter().filter_map(Name::month).collect();
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
    book.each(Kind::Activity, Some(&Period::of_month(month)), &mut |name, read| {
        let Ok(loaded) = read else { return };
        if let AnyRecord::Activity(activity) = &loaded.record
            && activity.void.is_none()
            && name.misplaced(&loaded.record).is_none()
        {
            for (index, row) in activity.attendance.iter().enumerate() {
                if row.state != Some(State::Rejected) {
                    let who = twins.person(&row.who).clone();
                    people.entry(who).or_default().push(presence(&name, activity, index, row, ground));
                }
            }
        }
    })
}

/// What a row of an activity says of somebody's presence.
fn presence(name: &Name, activity: &Activity, index: usize, row: &Attendance, ground: &Ground) -> Presence {
    let key = [
        Some(row.who.to_string()),
        row.date.map(|day| day.to_string()),
        row.role_as.map(|role| role.to_string()),
    ];
    let length = activity.length(ground);
    let date = row.date.unwrap_or(activity.date);
    let range = activity.start.zip(activity.end).and_then(|(start, end)| Range::of(start, end));
    let days = match (row.date, activity.until) {
        (None, Some(until)) => until.days_after(activity.date) + 1,
        _ => 1,
    };
    Presence {
        name: name.clone(),
        row: FieldPath::field("attendance").row(index, &row_key(key)),
        date,
        days,
        moments: range.filter(|_| length.is_some() && date == activity.date).map(|range| {
            let (start, end) = range.moments(date, ground.zone);
            (start.to_utc(), end.to_utc())
        }),
        minutes: row.hours.or(length),
        is_overridden: activity.overridden.is_some() || row.overridden.is_some(),
    }
}
