//! What people do on the shifts around one: whether they can be at both, rest between, and stay within
//! their hours.
//!
//! Only the shifts of the month folders that the windows touch are read: the week of the shift, and the
//! hours of rest before and after it. All organisations count. A worker and the volunteer named by its
//! `same_as` are one person; to find that out, only those workers are read who would make a difference.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::model::book::{Book, LoadError, SourceError};
use crate::model::code::State;
use crate::model::day::Day;
use crate::model::fit::{Obstacle, Person, Refusal};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::record::AnyRecord;
use crate::model::settings::Settings;
use crate::model::shift::{Assignment, AssignmentStatus, Shift, ShiftStatus};
use crate::model::worker::Worker;

/// Somebody's place on a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Held {
    shift: Id,
    who: Id,
    row: FieldPath,
    date: Day,
    span: (DateTime<Utc>, DateTime<Utc>),
    minutes: Minutes,
}

/// The places that people hold around a shift, on other shifts.
pub(super) struct Around(Vec<Held>);

impl Around {
    /// Reads the shifts of the months that the windows of a shift touch; one of them as it will be.
    pub(super) fn read(
        book: &Book,
        id: &Id,
        shift: &Shift,
        beside: Option<(&Id, &Shift)>,
    ) -> Result<Around, SourceError> {
        let zone = book.settings().zone();
        let mut around = Vec::new();
        let Some(window) = window(shift, book.settings()) else { return Ok(Around(around)) };
        let mut take = |id: &Id, other: &Shift| {
            let takes_place = other.void.is_none() && other.status() != ShiftStatus::Cancelled;
            if takes_place && window.contains(other.date) {
                around.extend(held(id, other, zone));
            }
        };
        book.each(Kind::Shift, Some(&window), &mut |name, read| {
            let Ok(loaded) = read else { return };
            if let AnyRecord::Shift(other) = &loaded.record
                && name.id != *id
                && beside.is_none_or(|(id, _)| name.id != *id)
                && name.misplaced(&loaded.record).is_none()
            {
                take(&name.id, other);
            }
        })?;
        if let Some((id, other)) = beside {
            take(id, other);
        }
        Ok(Around(around))
    }

    /// How long a person is on other shifts in the week of a shift.
    pub(super) fn week_minutes(&self, shift: &Shift, is_theirs: impl Fn(&Id) -> bool) -> Minutes {
        let (monday, sunday) = week(shift.date);
        let that_week = self.0.iter().filter(|held| monday <= held.date && held.date <= sunday);
        let own = that_week.filter(|held| is_theirs(&held.who));
        own.fold(Minutes::default(), |sum, held| sum.plus(held.minutes).unwrap_or(sum))
    }

    /// What stands against somebody besides the shift itself and their own record.
    pub(super) fn against(
        &self,
        book: &Book,
        id: &Id,
        shift: &Shift,
        who: &Id,
        person: Option<&Person>,
    ) -> Result<Vec<Obstacle>, LoadError> {
        let settings = book.settings();
        let here: Vec<Held> = held(id, shift, settings.zone()).filter(|held| held.who != *who).collect();
        let mut all: BTreeMap<&Id, Vec<&Held>> = BTreeMap::new();
        for held in self.0.iter().chain(&here) {
            all.entry(&held.who).or_default().push(held);
        }
        let most = person.and_then(Person::availability).and_then(|times| times.weekly_hours_max);
        let limits = Limits { settings, id, shift, who, weekly: most.zip(person.map(Person::kind)) };
        let mut own = all.remove(who).unwrap_or_default();
        match person {
            Some(Person::Worker(worker)) => {
                let twin = worker.same_as.as_ref().and_then(|twin| all.remove(&twin.0));
                own.extend(twin.unwrap_or_default());
            }
            Some(Person::Volunteer(_)) => {
                for (other, held) in all {
                    let both = [own.clone(), held].concat();
                    if limits.against(&both) != limits.against(&own) && is_twin(book, other, who)? {
                        own = both;
                    }
                }
            }
            None => {}
        }
        Ok(limits.against(&own))
    }
}

/// Whether a worker says that they are this volunteer.
///
/// # Errors
/// [`SourceError`] where the register cannot be listed.
pub fn is_twin(book: &Book, worker: &Id, volunteer: &Id) -> Result<bool, SourceError> {
    if !book.has(Kind::Worker, worker)? {
        return Ok(false);
    }
    match book.get::<Worker>(worker) {
        Ok(worker) => {
            Ok(worker.is_some_and(|worker| worker.same_as.as_ref().is_some_and(|twin| twin.0 == *volunteer)))
        }
        Err(LoadError::Source(error)) => Err(error),
        Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => Ok(false),
    }
}

/// The days on which other shifts may matter: those of the same week, and those within the hours of rest.
fn window(shift: &Shift, settings: &Settings) -> Option<Period> {
    let (start, end) = shift.range()?.moments(shift.date, settings.zone());
    let rest = TimeDelta::minutes(settings.shifts.min_rest_hours.count());
    let day = |moment: DateTime<Tz>| Day::from_date(moment.date_naive());
    let first = day(start - rest).unwrap_or_else(Day::first).plus(-1);
    let last = day(end + rest).unwrap_or_else(Day::last);
    let (monday, sunday) = week(shift.date);
    Period::between(first.min(monday), last.max(sunday))
}

/// The Monday and the Sunday of a day's week.
pub fn week(day: Day) -> (Day, Day) {
    let monday = day.plus(-i64::from(day.date().weekday().num_days_from_monday()));
    (monday, monday.plus(6))
}

/// Those who are to come to a shift, or came.
fn held<'s>(id: &'s Id, shift: &'s Shift, zone: Tz) -> impl Iterator<Item = Held> + 's {
    let rows = shift.assigned.iter().enumerate().filter(|(_, row)| is_there(row));
    let span = shift.range().map(|range| range.moments(shift.date, zone));
    let length = shift.length(zone);
    span.into_iter().flat_map(move |(start, end)| {
        rows.clone().map(move |(index, row)| Held {
            shift: id.clone(),
            who: row.who.0.clone(),
            row: FieldPath::field("assigned").row(index, &row.who),
            date: shift.date,
            span: (start.to_utc(), end.to_utc()),
            minutes: row.hours.unwrap_or(length),
        })
    })
}

fn is_there(row: &Assignment) -> bool {
    use AssignmentStatus::{Accepted, Attended, Confirmed, Invited};
    matches!(row.status(), Invited | Accepted | Confirmed | Attended) && row.state != Some(State::Rejected)
}

/// What the store and a person allow, with one shift in mind.
struct Limits<'a> {
    settings: &'a Settings,
    id: &'a Id,
    shift: &'a Shift,
    who: &'a Id,
    /// The most hours in a week, and the register that says so.
    weekly: Option<(Minutes, Kind)>,
}

impl Limits<'_> {
    fn against(&self, others: &[&Held]) -> Vec<Obstacle> {
        let mut found = self.near(others);
        found.extend(self.daily(others));
        found.extend(self.weekly(others));
        found
    }

    fn length(&self) -> Minutes {
        self.shift.length(self.settings.zone())
    }

    /// Shifts at the same time, and those with too little rest between.
    fn near(&self, others: &[&Held]) -> Vec<Obstacle> {
        let Some(range) = self.shift.range() else { return Vec::new() };
        let (start, end) = range.moments(self.shift.date, self.settings.zone());
        let least = self.settings.shifts.min_rest_hours;
        let mut found = Vec::new();
        for other in others {
            let (from, to) = other.span;
            let (rest, when) =
                if to <= start { (start.to_utc() - to, "after") } else { (from - end.to_utc(), "before") };
            let rest = Minutes::of(rest.num_minutes());
            let (rule, message) = if from < end && start < to {
                (Refusal::Overlap, format!("`{}` is on `{}` at the same time", self.who, other.shift))
            } else if rest < least {
                let message = format!(
                    "`{}` rests {} {when} `{}`, less than {}",
                    self.who,
                    rest.hm(),
                    other.shift,
                    least.hm()
                );
                (Refusal::Rest, message)
            } else {
                continue;
            };
            let help =
                format!("to take them off there: `tandem shift unassign {} {}`", other.shift, other.who);
            found.push(Obstacle::of(rule, other.place(), message, help));
        }
        found
    }

    /// More shifts or more hours than the store allows on a day; a night belongs to its first day.
    fn daily(&self, others: &[&Held]) -> Vec<Obstacle> {
        let date = self.shift.date;
        let that_day: Vec<&Held> = others.iter().copied().filter(|other| other.date == date).collect();
        let own = || Place::of(Kind::Shift, self.id, FieldPath::field("end"));
        let place = || that_day.iter().max_by_key(|other| other.span).map_or_else(own, |other| other.place());
        let mut found = Vec::new();
        let (count, most) = (that_day.len() as u64 + 1, self.settings.shifts.max_per_day);
        if count > most {
            let message = format!("`{}` would have {count} shifts on {date}, the most is {most}", self.who);
            let help = "the limit is `max_per_day` of `[shifts]` in `tandem.toml`".to_string();
            found.push(Obstacle::of(Refusal::DailyLimit, place(), message, help));
        }
        let (hours, most) = (self.sum(&that_day), self.settings.hours.daily_max);
        if hours > most {
            let message =
                format!("`{}` would have {} on {date}, the most is {}", self.who, hours.hm(), most.hm());
            let help = "the limit is `daily_max` of `[hours]` in `tandem.toml`".to_string();
            found.push(Obstacle::of(Refusal::DailyLimit, place(), message, help));
        }
        found
    }

    /// More hours than somebody wants in a week.
    fn weekly(&self, others: &[&Held]) -> Option<Obstacle> {
        let (most, kind) = self.weekly?;
        let (monday, sunday) = week(self.shift.date);
        let that_week: Vec<&Held> =
            others.iter().copied().filter(|other| monday <= other.date && other.date <= sunday).collect();
        let hours = self.sum(&that_week);
        let field = FieldPath::field("availability").then("weekly_hours_max");
        let message = format!(
            "`{}` would have {} in the week from {monday}, the most is {}",
            self.who,
            hours.hm(),
            most.hm()
        );
        (hours > most)
            .then(|| Obstacle::of(Refusal::WeeklyLimit, Place::of(kind, self.who, field), message, None))
    }

    /// The hours of some shifts and of this one.
    fn sum(&self, others: &[&Held]) -> Minutes {
        let add = |sum: Minutes, other: &&Held| sum.plus(other.minutes).unwrap_or(sum);
        others.iter().fold(self.length(), add)
    }
}

impl Held {
    fn place(&self) -> Place {
        Place::of(Kind::Shift, &self.shift, self.row.then("who"))
    }
}
