//! What there is on a day: people, households and groups of every organisation over its whole subtree.
//!
//! What the store holds person by person is *recorded*; what an organisation states for its subtree is
//! *declared* and never summed. The two are never added.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::{Book, Passed, SourceError};
use crate::model::day::Day;
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::org::Org;
use crate::model::record::Registered;
use crate::model::volunteer::{Volunteer, VolunteerStatus};
use crate::model::worker::{Worker, WorkerStatus};
use crate::report::count::{Count, whole};
use crate::report::orgs::Orgs;

/// The kinds of record that say what there is.
pub const KINDS: [Kind; 3] = [Kind::Org, Kind::Worker, Kind::Volunteer];

/// What there is on a day.
#[derive(Clone, Debug)]
pub struct Stock {
    /// The day.
    pub day: Day,
    orgs: Orgs,
    workers: BTreeMap<Id, Count>,
    volunteers: BTreeMap<Id, Count>,
    profile: BTreeMap<String, BTreeMap<Id, Count>>,
}

impl Stock {
    /// Reads the registers.
    ///
    /// # Errors
    /// [`SourceError`] where one cannot be listed.
    pub fn on(day: Day, book: &Book, passed: &mut Passed) -> Result<Stock, SourceError> {
        let orgs = Orgs::of(book, passed)?;
        let (mut workers, mut volunteers) = (BTreeMap::new(), BTreeMap::new());
        book.records(Kind::Worker, None, passed, &mut |_, record| {
            if let Some(worker) = Worker::unwrap(record).filter(|worker| works(worker, day)) {
                add(&mut workers, &orgs, [&worker.org.0], worker.is_approximate(&["joined", "left"]));
            }
        })?;
        book.records(Kind::Volunteer, None, passed, &mut |_, record| {
            if let Some(volunteer) =
                Volunteer::unwrap(record).filter(|volunteer| volunteers_on(volunteer, day))
            {
                let belongs = volunteer.org.iter().chain(&volunteer.teams).map(|org| &org.0);
                add(&mut volunteers, &orgs, belongs, volunteer.is_approximate(&["joined", "left"]));
            }
        })?;
        let profile = profile(&orgs, day);
        Ok(Stock { day, orgs, workers, volunteers, profile })
    }

    /// The organisations that there are on the day, in the order of the tree, each with its depth.
    pub fn in_order<'a>(&'a self, from: Option<&'a Id>) -> Vec<(usize, &'a Id)> {
        self.orgs.in_order(from, |org| is_open(org, self.day))
    }

    /// The record of an organisation.
    pub fn org(&self, org: &Id) -> Option<&Org> {
        self.orgs.find(org)
    }

    /// How many organisations there are directly below one.
    pub fn children(&self, org: &Id) -> i64 {
        let open = |below: &&Id| self.orgs.find(below).is_some_and(|org| is_open(org, self.day));
        whole(self.orgs.below(org).filter(open).count())
    }

    /// How many workers of an organisation's subtree are recorded.
    pub fn workers(&self, org: &Id) -> Count {
        self.workers.get(org).copied().unwrap_or_default()
    }

    /// How many volunteers of an organisation's subtree are recorded, each once.
    pub fn volunteers(&self, org: &Id) -> Count {
        self.volunteers.get(org).copied().unwrap_or_default()
    }

    /// What an organisation's profile says of a name; where it does not, the sum of those below it.
    pub fn profile(&self, org: &Id, name: &str) -> Option<Count> {
        self.profile.get(name)?.get(org).copied()
    }

    /// What profiles say anything of.
    pub fn profiled(&self) -> impl Iterator<Item = &str> {
        self.profile.keys().map(String::as_str)
    }

    /// What an organisation itself stated last of a name.
    pub fn declared(&self, org: &Id, name: &str) -> Option<Count> {
        declared(self.orgs.find(org)?, self.day).remove(name).map(|(count, _)| count)
    }
}

/// Whether a worker works on a day.
pub fn works(worker: &Worker, day: Day) -> bool {
    let status = worker.status.unwrap_or(WorkerStatus::Active);
    is_there(worker.joined, worker.left, day, status == WorkerStatus::Active, status == WorkerStatus::Left)
}

/// Whether a volunteer is active on a day.
pub fn volunteers_on(volunteer: &Volunteer, day: Day) -> bool {
    let status = volunteer.status();
    let (active, left) = (status == VolunteerStatus::Active, status == VolunteerStatus::Left);
    is_there(volunteer.joined, volunteer.left, day, active, left)
}

/// Whether somebody is there on a day. Whoever has left was there until their last day, if that is known.
fn is_there(joined: Option<Day>, left: Option<Day>, day: Day, is_active: bool, has_left: bool) -> bool {
    let stays = match left {
        Some(left) => left >= day && (is_active || has_left),
        None => is_active,
    };
    stays && joined.is_none_or(|joined| joined <= day)
}

/// Whether there is an organisation on a day.
pub fn is_open(org: &Org, day: Day) -> bool {
    org.opened.is_none_or(|opened| opened <= day) && org.closed.is_none_or(|closed| closed >= day)
}

/// Adds a person to all organisations above those they belong to, to each once.
fn add<'a>(
    counts: &mut BTreeMap<Id, Count>,
    orgs: &'a Orgs,
    belongs: impl IntoIterator<Item = &'a Id>,
    approximate: bool,
) {
    let above: BTreeSet<&Id> = belongs.into_iter().flat_map(|org| orgs.above(org)).collect();
    for org in above {
        let count = counts.entry(org.clone()).or_default();
        *count = count.plus_at_most(Count::one(approximate));
    }
}

/// What an organisation stated last up to a day, of each name, and when.
pub fn declared(org: &Org, day: Day) -> BTreeMap<&str, (Count, Day)> {
    let mut last: BTreeMap<&str, (Count, Day)> = BTreeMap::new();
    for declared in org.declared.iter().filter(|declared| declared.as_of <= day) {
        for (name, number) in declared.figures.iter() {
            let count = Count {
                number: whole(*number),
                approximate: org.is_approximate(&[&format!("declared.{name}")]),
            };
            if last.get(name.as_str()).is_none_or(|(_, before)| *before <= declared.as_of) {
                last.insert(name, (count, declared.as_of));
            }
        }
    }
    last
}

/// What profiles say of every name, by organisation.
fn profile(orgs: &Orgs, day: Day) -> BTreeMap<String, BTreeMap<Id, Count>> {
    let order = orgs.in_order(None, |org| is_open(org, day));
    let said = order.iter().filter_map(|(_, id)| orgs.find(id)).flat_map(|org| org.profile.keys());
    let names: BTreeSet<&String> = said.collect();
    let own = |id: &Id, name: &str| {
        let org = orgs.find(id)?;
        let approximate = org.is_approximate(&[&format!("profile.{name}")]);
        Some(Count { number: whole(*org.profile.get(name)?), approximate })
    };
    names.into_iter().map(|name| (name.clone(), summed(&order, |id| own(id, name)))).collect()
}

/// What each organisation says itself, else the sum of those below it. The order is the tree's.
fn summed(order: &[(usize, &Id)], own: impl Fn(&Id) -> Option<Count>) -> BTreeMap<Id, Count> {
    let mut sums = BTreeMap::new();
    // What those have that came last, by depth: seen from behind, they stand below the next one above.
    let mut waiting: Vec<Option<Count>> = Vec::new();
    for (depth, id) in order.iter().rev() {
        waiting.resize(waiting.len().max(depth + 2), None);
        let below = waiting[depth + 1].take();
        let Some(count) = own(id).or(below) else { continue };
        waiting[*depth] = Some(waiting[*depth].unwrap_or_default().plus_at_most(count));
        sums.insert((*id).clone(), count);
    }
    sums
}
