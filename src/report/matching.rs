//! Who and what could meet a need: services, workers, volunteers and programmes, the likeliest first, each
//! with its reasons.
//!
//! A reading that ranks: whoever lacks a required credential stands last; then count, in this order, the
//! language, the category, the organisation, and how much somebody has to do already. Whoever has nothing to
//! be named for is not named.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::{Book, LoadError, Passed};
use crate::model::case::Case;
use crate::model::code::Category;
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::need::Need;
use crate::model::person::Credential;
use crate::model::program::Program;
use crate::model::record::Registered;
use crate::model::resident::Resident;
use crate::model::service::{Service, ServiceStatus};
use crate::model::text::Text;
use crate::model::volunteer::Volunteer;
use crate::model::worker::Worker;
use crate::report::orgs::Orgs;
use crate::report::query::People;
use crate::report::stock;

/// What could meet a need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// Services of its category.
    pub services: Vec<Candidate>,
    /// Workers who could be in charge or help.
    pub workers: Vec<Candidate>,
    /// Volunteers who could help.
    pub volunteers: Vec<Candidate>,
    /// Programmes of its category that run today.
    pub programs: Vec<Candidate>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// Somebody or something that could meet a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
    /// Of people, on how many open needs and cases they are.
    pub load: Option<i64>,
    /// What speaks for it, and what against.
    pub reasons: Vec<Reason>,
    rank: Rank,
}

/// What speaks for a candidate, or against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They hold a credential that the service requires.
    Holds(Text),
    /// They do not hold it.
    Lacks(Text),
    /// They speak a language that was asked for.
    Speaks(Text),
    /// It is their category.
    Category,
    /// They belong to the organisation that sees to the need.
    SameOrg,
    /// They belong to an organisation below it.
    Below(Id),
    /// They belong to an organisation above it.
    Above(Id),
    /// They are for groups that the resident belongs to.
    Audience(Vec<Text>),
    /// In so many working days it is promised, that is on a day.
    Promise(u64, Day),
}

/// The order of candidates, by its fields from the first to the last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    lacks: usize,
    speaks: Reverse<usize>,
    category: Reverse<bool>,
    near: Reverse<u8>,
    audience: Reverse<usize>,
    effort: u64,
    id: Id,
}

/// What could meet a need, for somebody who speaks these languages.
///
/// # Errors
/// [`LoadError`] where a record that the need names cannot be used, or records cannot be listed.
pub fn matching(book: &Book, need: &Need, languages: &[Text]) -> Result<Matching, LoadError> {
    let mut passed = Passed::default();
    let service = need.service.as_ref().map(|service| book.get::<Service>(service)).transpose()?.flatten();
    let resident = need.resident.as_ref().map(|code| book.get::<Resident>(code)).transpose()?.flatten();
    let desk = Desk {
        need,
        languages,
        today: book.today(),
        requires: service.map(|service| service.requires.clone()).unwrap_or_default(),
        groups: resident.map(|resident| resident.groups.clone()).unwrap_or_default(),
        orgs: Orgs::of(book, &mut passed)?,
        people: People::of(book, &mut passed)?,
    };
    let mut found = Matching::default();
    let mut busy = desk.busy(book, &mut passed)?;
    book.records(Kind::Service, None, &mut passed, &mut |id, record| {
        let service = Service::unwrap(record);
        if let Some(service) = service.filter(|service| service.category == need.category) {
            if let Some(worker) = &service.worker {
                busy.does.insert(desk.people.person(worker).clone());
            }
            found.services.extend(desk.service(book, id, &service));
        }
    })?;
    book.records(Kind::Worker, None, &mut passed, &mut |id, record| {
        let worker = Worker::unwrap(record).filter(|worker| stock::works(worker, desk.today));
        found.workers.extend(worker.and_then(|worker| desk.worker(id, &worker, &busy)));
    })?;
    book.records(Kind::Volunteer, None, &mut passed, &mut |id, record| {
        let volunteer = Volunteer::unwrap(record).filter(|one| stock::volunteers_on(one, desk.today));
        found.volunteers.extend(volunteer.and_then(|volunteer| desk.volunteer(id, &volunteer, &busy)));
    })?;
    book.records(Kind::Program, None, &mut passed, &mut |id, record| {
        found.programs.extend(Program::unwrap(record).and_then(|program| desk.program(id, &program)));
    })?;
    for list in [&mut found.services, &mut found.workers, &mut found.volunteers, &mut found.programs] {
        list.sort_by(|a, b| a.rank.cmp(&b.rank));
    }
    Ok(Matching { passed, ..found })
}

/// What candidates are looked at with.
struct Desk<'a> {
    need: &'a Need,
    languages: &'a [Text],
    today: Day,
    requires: Vec<Text>,
    groups: Vec<Text>,
    orgs: Orgs,
    people: People,
}

/// What people do already.
#[derive(Default)]
struct Busy {
    /// On how many open needs and cases everybody is.
    load: BTreeMap<Id, i64>,
    /// Who is or was on needs and cases of the category, or in charge of a service of it.
    does: BTreeSet<Id>,
}

/// A person with what matters here.
struct Somebody<'a> {
    id: &'a Id,
    name: &'a Text,
    orgs: Vec<&'a Id>,
    has_category: bool,
    languages: &'a [Text],
    credentials: &'a [Credential],
}

impl Desk<'_> {
    /// Goes through needs and cases for what people do already.
    fn busy(&self, book: &Book, passed: &mut Passed) -> Result<Busy, LoadError> {
        let mut busy = Busy::default();
        book.records(Kind::Need, None, passed, &mut |_, record| {
            let Some(need) = Need::unwrap(record).filter(|need| need.void.is_none()) else { return };
            let is_open = !need.status().is_over();
            self.take(&mut busy, need.involved(self.today), &need.category, is_open);
        })?;
        book.records(Kind::Case, None, passed, &mut |_, record| {
            let Some(case) = Case::unwrap(record).filter(|case| case.void.is_none()) else { return };
            let involved = [&case.worker.0].into_iter().chain(case.helpers_on(self.today));
            self.take(&mut busy, involved, &case.category, !case.stage().is_over());
        })?;
        Ok(busy)
    }

    fn take<'b>(
        &self,
        busy: &mut Busy,
        who: impl Iterator<Item = &'b Id>,
        category: &Category,
        is_open: bool,
    ) {
        let who: BTreeSet<&Id> = who.collect();
        for person in who.into_iter().map(|who| self.people.person(who)) {
            if *category == self.need.category {
                busy.does.insert(person.clone());
            }
            *busy.load.entry(person.clone()).or_default() += i64::from(is_open);
        }
    }

    fn worker(&self, id: &Id, worker: &Worker, busy: &Busy) -> Option<Candidate> {
        let somebody = Somebody {
            id,
            name: &worker.name,
            orgs: vec![&worker.org.0],
            has_category: busy.does.contains(self.people.person(id)),
            languages: &worker.languages,
            credentials: &worker.credential,
        };
        self.person(&somebody, busy)
    }

    fn volunteer(&self, id: &Id, volunteer: &Volunteer, busy: &Busy) -> Option<Candidate> {
        let somebody = Somebody {
            id,
            name: &volunteer.name,
            orgs: volunteer.org.iter().chain(&volunteer.teams).map(|org| &org.0).collect(),
            has_category: volunteer.categories.contains(&self.need.category),
            languages: &volunteer.languages,
            credentials: &volunteer.credential,
        };
        self.person(&somebody, busy)
    }

    /// A person, unless nothing speaks for them or they are on the need already.
    fn person(&self, who: &Somebody, busy: &Busy) -> Option<Candidate> {
        let person = self.people.person(who.id);
        if self.need.involved(self.today).any(|on_it| self.people.person(on_it) == person) {
            return None;
        }
        let holds =
            |name: &Text| who.credentials.iter().any(|held| held.name == *name && held.is_valid(self.today));
        let (held, lacked): (Vec<&Text>, Vec<&Text>) = self.requires.iter().partition(|name| holds(name));
        let spoken: Vec<&Text> =
            self.languages.iter().filter(|language| who.languages.contains(language)).collect();
        let (near, place) = self.near(who.orgs.iter().copied());
        let mut reasons: Vec<Reason> = held.into_iter().cloned().map(Reason::Holds).collect();
        reasons.extend(spoken.iter().map(|language| Reason::Speaks((*language).clone())));
        reasons.extend(who.has_category.then_some(Reason::Category));
        reasons.extend(place.filter(|_| near > 1));
        if reasons.is_empty() {
            return None;
        }
        reasons.extend(lacked.iter().map(|name| Reason::Lacks((*name).clone())));
        let load = busy.load.get(person).copied().unwrap_or_default();
        let rank = Rank {
            lacks: lacked.len(),
            speaks: Reverse(spoken.len()),
            category: Reverse(who.has_category),
            near: Reverse(near),
            audience: Reverse(0),
            effort: load.unsigned_abs(),
            id: who.id.clone(),
        };
        Some(Candidate { id: who.id.clone(), name: who.name.to_string(), load: Some(load), reasons, rank })
    }

    fn service(&self, book: &Book, id: &Id, service: &Service) -> Option<Candidate> {
        if service.status == Some(ServiceStatus::Inactive) {
            return None;
        }
        let days = service.promise_days;
        let promise = days.map(|days| book.settings().calendar.after(self.need.opened, days));
        let promise = days.zip(promise).map(|(days, day)| Reason::Promise(days, day));
        let effort = days.unwrap_or(u64::MAX);
        Some(self.offer(id, &service.name, [&service.org.0], &service.audience, promise, effort))
    }

    fn program(&self, id: &Id, program: &Program) -> Option<Candidate> {
        let is_over = program.until.is_some_and(|until| until < self.today);
        let is_ahead = program.from.is_some_and(|from| from > self.today);
        if is_over || is_ahead || !program.categories.contains(&self.need.category) {
            return None;
        }
        let orgs = [&program.org].into_iter().chain(&program.hosts).map(|org| &org.0);
        Some(self.offer(id, &program.name, orgs, &program.audience, None, 0))
    }

    /// A service or a programme of the category.
    fn offer<'b>(
        &self,
        id: &Id,
        name: &Text,
        orgs: impl IntoIterator<Item = &'b Id>,
        audience: &[Text],
        promise: Option<Reason>,
        effort: u64,
    ) -> Candidate {
        let (near, place) = self.near(orgs);
        let served: Vec<Text> =
            self.groups.iter().filter(|group| audience.contains(group)).cloned().collect();
        let rank = Rank {
            lacks: 0,
            speaks: Reverse(0),
            category: Reverse(true),
            near: Reverse(near),
            audience: Reverse(served.len()),
            effort,
            id: id.clone(),
        };
        let audience = (!served.is_empty()).then_some(Reason::Audience(served));
        let reasons = [Some(Reason::Category), place, audience, promise].into_iter().flatten().collect();
        Candidate { id: id.clone(), name: name.to_string(), load: None, reasons, rank }
    }

    /// How near some organisations are to the one that sees to the need, and the nearest: itself, one below
    /// it, one above it, or none of these.
    fn near<'b>(&self, orgs: impl IntoIterator<Item = &'b Id>) -> (u8, Option<Reason>) {
        let own = &self.need.org.0;
        let (above, mut nearest) = (self.orgs.above(own), (0, None));
        for org in orgs {
            let found = if org == own {
                (3, Some(Reason::SameOrg))
            } else if self.orgs.above(org).contains(own) {
                (2, Some(Reason::Below(org.clone())))
            } else if above.contains(org) {
                (1, Some(Reason::Above(org.clone())))
            } else {
                (0, None)
            };
            if found.0 > nearest.0 {
                nearest = found;
            }
        }
        nearest
    }
}
