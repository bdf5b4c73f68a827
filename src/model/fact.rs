//! Facts: the rows that every report adds up, derived from records and from nothing else.

use std::collections::HashSet;

use chrono_tz::Tz;

use crate::model::code::{Category, Role, State};
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;

/// A row that reports add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Somebody served for a time.
    Service(ServiceEntry),
}

/// One person's service in one record on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceEntry {
    /// Who served, by the id in the record.
    pub who: Id,
    /// In which crew.
    pub role: Role,
    /// On which day.
    pub date: Day,
    /// For how long; negative only in corrections.
    pub minutes: Minutes,
    /// Whether the hours have been looked at; never rejected, since rejected hours are no entry.
    pub state: State,
    /// The record's category.
    pub category: Option<Category>,
    /// The organisation that the hours go to.
    pub org: Option<Id>,
    /// Who led.
    pub lead: Option<Id>,
    /// The programme.
    pub program: Option<Id>,
    /// Whether the service was compulsory.
    pub compulsory: bool,
    /// The kind of the record.
    pub kind: Kind,
    /// The id of the record.
    pub id: Id,
    /// Whether the date or the hours are rounded or assumed.
    pub approximate: bool,
}

/// What a record cannot know of itself and its facts rest on.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The ids in the workers' register.
    pub workers: HashSet<Id>,
    /// The store's time zone.
    pub zone: Tz,
    /// The state of hours that say none.
    pub unlooked: State,
}

impl Ground {
    /// The crew of an id: the register that holds it.
    pub fn register_of(&self, who: &Id) -> Role {
        if self.workers.contains(who) { Role::Worker } else { Role::Volunteer }
    }
}
