//! How records came into the store: what rules about the hands that entered them look at.
//!
//! What the commits tell stands beside what the records say now. Each record is looked at as it is read; of the
//! hours of some time ago only their sums are kept, by author and day of entering.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::served::{Served, length, served};
use crate::model::arrival::{Arrival, Arrivals};
use crate::model::book::{Book, Name, SourceError};
use crate::model::code::State;
use crate::model::day::Day;
use crate::model::fact::Ground;
use crate::model::id::Id;
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::record::AnyRecord;

/// For how many days hours count as entered when they were served.
pub(super) const RECENT: i64 = 14;

/// A record, and how it came into the store.
#[derive(Clone, Copy, Debug)]
pub struct Entered<'a> {
    /// Its name.
    pub name: &'a Name,
    /// What it says now.
    pub record: &'a AnyRecord,
    /// How it came.
    pub arrival: &'a Arrival,
    /// The worker or volunteer who entered it, where the author's e-mail is theirs alone.
    pub author: Option<&'a Id>,
    /// The state of hours that say none.
    pub unlooked: State,
}

impl Entered<'_> {
    /// The place of a field of it.
    pub fn at(&self, field: FieldPath) -> Place {
        Place::of(self.name.kind, &self.name.id, field)
    }

    /// Those who took part, but for whom somebody gave a reason.
    pub(super) fn served(&self) -> Vec<Served<'_>> {
        let mut rows = served(self.record);
        rows.retain(|row| !row.is_overridden && self.record.overridden().is_none());
        rows
    }
}

/// All hours of some time ago that one author entered on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The day of entering.
    pub day: Day,
    /// The author: the id of a worker or volunteer, else the e-mail.
    pub author: String,
    /// Everybody's hours.
    pub all: Share,
    /// The hours of each person.
    pub people: BTreeMap<Id, Share>,
}

/// Hours, and the first record that tells some of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub minutes: Minutes,
    /// The record of the first day.
    pub first: (Day, Name),
}

impl Share {
    fn add(&mut self, other: &Share) {
        self.minutes = self.minutes.plus(other.minutes).unwrap_or(self.minutes);
        if other.first < self.first {
            self.first.clone_from(&other.first);
        }
    }
}

/// The hands of a store, and what they entered so far.
#[derive(Debug)]
pub(super) struct Hands {
    arrivals: Arrivals,
    authors: BTreeMap<String, Id>,
    ground: Ground,
    sittings: BTreeMap<(Day, Arc<str>), Sitting>,
}

impl Hands {
    /// The hands of a book; none where nobody remembers them.
    pub(super) fn of(book: &Book) -> Result<Option<Hands>, SourceError> {
        let Some(arrivals) = book.arrivals() else { return Ok(None) };
        let emails = book.emails()?.into_iter();
        let only = |(email, people): (String, std::collections::BTreeSet<Id>)| {
            let mut people = people.into_iter();
            people.next().filter(|_| people.next().is_none()).map(|person| (email, person))
        };
        let authors = emails.filter_map(only).collect();
        Ok(Some(Hands { arrivals, authors, ground: book.ground()?, sittings: BTreeMap::new() }))
    }

    /// How a record came, its hours added to what its author entered that day.
    pub(super) fn entered<'a>(
        &'a mut self,
        book: &Book,
        name: &'a Name,
        record: &'a AnyRecord,
    ) -> Result<Option<Entered<'a>>, SourceError> {
        let Some(arrival) = self.arrivals.get(name.kind, &name.id) else { return Ok(None) };
        let author = self.authors.get(&*arrival.email);
        let entered = Entered { name, record, arrival, author, unlooked: self.ground.unlooked };
        let twins = book.twins()?;
        let is_old = |row: &Served| arrival.day.days_after(row.day) > RECENT;
        for row in entered.served().into_iter().filter(|row| !arrival.is_taken_over && is_old(row)) {
            let Some(minutes) = row.hours.or_else(|| length(record, &self.ground)) else { continue };
            if row.state.unwrap_or(entered.unlooked) == State::Rejected {
                continue;
            }
            let share = Share { minutes, first: (row.day, name.clone()) };
            let nothing = || Share { minutes: Minutes::default(), ..share.clone() };
            let sitting = self.sittings.entry((arrival.day, arrival.email.clone()));
            let sitting = sitting.or_insert_with(|| Sitting {
                day: arrival.day,
                author: author.map_or_else(|| arrival.email.to_string(), Id::to_string),
                all: nothing(),
                people: BTreeMap::new(),
            });
            sitting.all.add(&share);
            sitting.people.entry(twins.person(row.who).clone()).or_insert_with(nothing).add(&share);
        }
        Ok(Some(entered))
    }

    /// What was entered, by day and author.
    pub(super) fn sittings(self) -> impl Iterator<Item = Sitting> {
        self.sittings.into_values()
    }
}
