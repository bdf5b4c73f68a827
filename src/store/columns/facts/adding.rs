//! Facts on their way into columns: those of one file behind those of another, whoever tells them.

use std::sync::Arc;

use foldhash::HashMap;

use super::{APPROXIMATE, COMPULSORY, Facts, NONE, SUBMITTED, WORKER, sort};
use crate::model::code::{Linkage, Role, State};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Service, What};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::shift::AssignmentStatus;
use crate::model::training::Outcome;

/// Who knows what a file tells.
pub(in crate::store) trait Tells {
    /// What its facts are about; nothing where there are none.
    fn head(&self) -> Option<Head<'_>>;

    /// Gives its facts, in their order.
    fn each<'a>(&'a self, out: &mut dyn FnMut(Entry<'a>));
}

/// What the facts of a file are about.
pub(in crate::store) struct Head<'a> {
    pub(in crate::store) date: Day,
    pub(in crate::store) category: Option<&'a str>,
    pub(in crate::store) org: Option<&'a str>,
    pub(in crate::store) further: Vec<&'a str>,
    pub(in crate::store) lead: Option<&'a str>,
    pub(in crate::store) program: Option<&'a str>,
    pub(in crate::store) linkage: Option<Linkage>,
}

/// A fact: its values in the columns, but for texts that have no number yet.
#[derive(Clone, Copy)]
pub(in crate::store) struct Entry<'a> {
    date: Day,
    sort: u8,
    flags: u8,
    name: Option<&'a str>,
    amount: i64,
}

/// Columns that facts are added to.
#[derive(Debug, Default)]
pub(in crate::store) struct Adding {
    facts: Facts,
    numbers: HashMap<String, u32>,
}

impl<'a> Entry<'a> {
    /// That there is so much of something, by its sort and name.
    pub(in crate::store) fn count(date: Day, (sort, name): (u8, Option<&'a str>), amount: i64) -> Entry<'a> {
        Entry { date, sort, flags: 0, name, amount }
    }

    /// That somebody served for a time.
    pub(in crate::store) fn service(date: Day, who: &'a str, minutes: Minutes) -> Entry<'a> {
        Entry::count(date, (sort::SERVICE, Some(who)), minutes.count())
    }

    /// The same, with a flag where it has that.
    pub(in crate::store) fn flagged(self, flag: u8, has: bool) -> Entry<'a> {
        Entry { flags: if has { self.flags | flag } else { self.flags }, ..self }
    }

    fn of(fact: &'a Fact) -> Entry<'a> {
        let date = fact.about.date;
        let entry = match &fact.what {
            What::Service(Service { who, role, minutes, state, compulsory }) => {
                Entry::service(date, who, *minutes)
                    .flagged(WORKER, *role == Role::Worker)
                    .flagged(SUBMITTED, *state == State::Submitted)
                    .flagged(COMPULSORY, *compulsory)
            }
            What::Assignment(who, role, status) => {
                let sort = sort::ASSIGNMENT + place(AssignmentStatus::ALL, status);
                Entry::count(date, (sort, Some(who)), 0).flagged(WORKER, *role == Role::Worker)
            }
            What::Count(figure, amount) => Entry::count(date, sort_of(figure), *amount),
        };
        entry.flagged(APPROXIMATE, fact.approximate)
    }
}

impl Tells for Vec<Fact> {
    fn head(&self) -> Option<Head<'_>> {
        let about = &self.first()?.about;
        Some(Head {
            date: about.date,
            category: about.category.as_deref(),
            org: about.org.as_deref(),
            further: about.further.iter().map(|org| &**org).collect(),
            lead: about.lead.as_deref(),
            program: about.program.as_deref(),
            linkage: about.linkage,
        })
    }

    fn each<'a>(&'a self, out: &mut dyn FnMut(Entry<'a>)) {
        self.iter().map(Entry::of).for_each(out);
    }
}

impl Adding {
    /// The columns.
    pub(in crate::store) fn done(self) -> Facts {
        self.facts
    }

    /// Adds a file that tells facts, which fit; nothing where there is no room, and then nothing is of use.
    pub(in crate::store) fn file(&mut self, tells: &impl Tells) -> Option<()> {
        let Some(head) = tells.head() else { return self.blank() };
        let file = u32::try_from(self.facts.ends.len()).ok()?;
        for org in head.further {
            let org = self.number(org)?;
            self.facts.further.push((file, org));
        }
        let about = [head.category, head.org, head.lead, head.program];
        let [category, org, lead, program] = about.map(|text| self.optional(text));
        let about = [category?, org?, lead?, program?];
        let mut room = Some(());
        tells.each(&mut |entry| room = room.and_then(|()| self.entry(&entry, head.date)));
        room?;
        let linkage = head.linkage.map_or(u8::MAX, |linkage| place(Linkage::ALL, &linkage));
        self.end(number(head.date), about, linkage)
    }

    /// Adds a file that tells nothing.
    pub(in crate::store) fn blank(&mut self) -> Option<()> {
        self.end(0, [NONE; 4], u8::MAX)
    }

    /// Ends a file: what its facts are about.
    fn end(&mut self, date: i32, [category, org, lead, program]: [u32; 4], linkage: u8) -> Option<()> {
        self.facts.dates.push(date);
        self.facts.categories.push(category);
        self.facts.orgs.push(org);
        self.facts.leads.push(lead);
        self.facts.programs.push(program);
        self.facts.linkages.0.push(linkage);
        self.facts.ends.push(u32::try_from(self.facts.len()).ok()?);
        Some(())
    }

    /// Adds a fact of a file of that day.
    fn entry(&mut self, entry: &Entry, own: Day) -> Option<()> {
        if entry.date != own {
            self.facts.days.push((u32::try_from(self.facts.len()).ok()?, number(entry.date)));
        }
        let name = self.optional(entry.name)?;
        self.facts.sorts.0.push(entry.sort);
        self.facts.flags.0.push(entry.flags);
        self.facts.names.push(name);
        self.facts.amounts.push(entry.amount);
        Some(())
    }

    fn optional(&mut self, text: Option<&str>) -> Option<u32> {
        text.map_or(Some(NONE), |text| self.number(text))
    }

    /// The number of a text.
    fn number(&mut self, text: &str) -> Option<u32> {
        if let Some(number) = self.numbers.get(text) {
            return Some(*number);
        }
        let number = u32::try_from(self.facts.texts.len()).ok().filter(|number| *number != NONE)?;
        self.facts.texts.push(text)?;
        self.numbers.insert(text.into(), number);
        Some(number)
    }
}

/// Whether the columns can say these facts of a file: about one thing, and nothing that was rejected.
pub(in crate::store) fn fits(kind: Kind, id: &Id, facts: &[Fact]) -> bool {
    let Some(Fact { about, .. }) = facts.first() else { return true };
    facts.iter().all(|fact| {
        let is_one =
            Arc::ptr_eq(&fact.about, about) || About { date: about.date, ..(*fact.about).clone() } == **about;
        let is_rejected = matches!(&fact.what, What::Service(service) if service.state == State::Rejected);
        is_one && !is_rejected && (fact.about.kind, &fact.about.id) == (kind, id)
    })
}

/// The number of a figure, and the text that it needs.
fn sort_of(figure: &Figure) -> (u8, Option<&str>) {
    match figure {
        Figure::Record => (sort::RECORD, None),
        Figure::Met => (sort::MET, None),
        Figure::Closed => (sort::CLOSED, None),
        Figure::Heads(name) => (sort::HEADS, Some(name)),
        Figure::Output(name) => (sort::OUTPUT, Some(name)),
        Figure::Result(name) => (sort::RESULT, Some(name)),
        Figure::Served => (sort::SERVED, None),
        Figure::Wanted => (sort::WANTED, None),
        Figure::Training(outcome) => (sort::TRAINING + place(Outcome::ALL, outcome), None),
        Figure::In(item) => (sort::IN, Some(item)),
        Figure::Out(item) => (sort::OUT, Some(item)),
        Figure::Transfer(item) => (sort::TRANSFER, Some(item)),
        Figure::Adjust(item) => (sort::ADJUST, Some(item)),
    }
}

/// Where a code stands among all of its list, which are a few.
fn place<T: PartialEq>(all: &[T], one: &T) -> u8 {
    let at = all.iter().position(|other| other == one).unwrap_or_default();
    u8::try_from(at).unwrap_or_default()
}

/// A day as a number: how many lie between it and the first.
fn number(day: Day) -> i32 {
    i32::try_from(day.days_after(Day::first())).unwrap_or_default()
}
