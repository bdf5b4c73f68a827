//! Facts as columns: what each file tells, in numbers, with every text once.
//!
//! What does not fit into the columns is not put in, so that what comes out is what was put in.

mod adding;

use std::mem;
use std::sync::{Arc, PoisonError, RwLock};

use foldhash::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

pub(in crate::store) use self::adding::{Adding, Entry, Head, Tells, fits};
use super::texts::{Bytes, Texts};
use crate::model::code::{Category, Linkage, Role, State};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Service, What};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::shift::AssignmentStatus;
use crate::model::training::Outcome;

/// Stands where there is no text.
const NONE: u32 = u32::MAX;
/// Stands where a fact says nothing yet.
const NOTHING: What = What::Count(Figure::Record, 0);
/// A fact that rests on something rounded.
pub(super) const APPROXIMATE: u8 = 1;
/// Service, or an assignment, of a worker.
pub(super) const WORKER: u8 = 2;
/// Service that nobody has looked at.
pub(super) const SUBMITTED: u8 = 4;
/// Service that was compulsory.
pub(super) const COMPULSORY: u8 = 8;

/// The sorts of fact, as numbers in a column.
pub(super) mod sort {
    pub(in crate::store) const SERVICE: u8 = 0;
    pub(in crate::store) const RECORD: u8 = 1;
    pub(in crate::store) const MET: u8 = 2;
    pub(in crate::store) const CLOSED: u8 = 3;
    pub(in crate::store) const HEADS: u8 = 4;
    pub(in crate::store) const OUTPUT: u8 = 5;
    pub(in crate::store) const RESULT: u8 = 6;
    pub(in crate::store) const SERVED: u8 = 7;
    pub(in crate::store) const WANTED: u8 = 8;
    pub(in crate::store) const IN: u8 = 9;
    pub(in crate::store) const OUT: u8 = 10;
    pub(in crate::store) const TRANSFER: u8 = 11;
    pub(in crate::store) const ADJUST: u8 = 12;
    /// From here on, a training that ended so.
    pub(in crate::store) const TRAINING: u8 = 32;
    /// From here on, an assignment that stands so.
    pub(in crate::store) const ASSIGNMENT: u8 = 64;
}

/// The facts of many files: columns with a value for each file, and columns with a value for each fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Facts {
    texts: Texts,
    dates: Vec<i32>,
    categories: Vec<u32>,
    orgs: Vec<u32>,
    leads: Vec<u32>,
    programs: Vec<u32>,
    linkages: Bytes,
    /// Further organisers, where there are any: the file, and one of them.
    further: Vec<(u32, u32)>,
    /// Behind the last fact of each file.
    ends: Vec<u32>,
    sorts: Bytes,
    flags: Bytes,
    /// Who, or what is counted.
    names: Vec<u32>,
    amounts: Vec<i64>,
    /// Facts that count on another day than their file: the fact, and the day.
    days: Vec<(u32, i32)>,
}

/// Ids that were met, each with a number: facts of many months share them, and so do threads.
#[derive(Debug, Default)]
pub(in crate::store) struct Ids(RwLock<Met>);

#[derive(Debug, Default)]
struct Met {
    numbers: HashMap<Id, u32>,
    all: Vec<Id>,
}

/// The same for the one who tells facts: each id by its number, unless it is in a fact. An id goes into a fact and
/// comes back from it: a million copies, each counted in another corner of the memory, would cost more than all the
/// rest, and most where several threads count.
#[derive(Debug, Default)]
pub(in crate::store) struct Seats(Vec<Option<Id>>);

impl Ids {
    /// The numbers of the ids in some facts, in the order of their texts; [`NONE`] where a text is no id.
    pub(in crate::store) fn of(&self, facts: &Facts) -> Vec<u32> {
        let met = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut numbers: Vec<u32> =
            facts.texts.iter().map(|text| met.numbers.get(text).copied().unwrap_or(NONE)).collect();
        drop(met);
        if numbers.contains(&NONE) {
            let mut met = self.0.write().unwrap_or_else(PoisonError::into_inner);
            let new = numbers.iter_mut().zip(facts.texts.iter()).filter(|(number, _)| **number == NONE);
            new.for_each(|(number, text)| *number = met.number(text).unwrap_or(NONE));
        }
        numbers
    }
}

impl Met {
    fn number(&mut self, text: &str) -> Option<u32> {
        if let Some(number) = self.numbers.get(text) {
            return Some(*number);
        }
        let id: Id = text.parse().ok()?;
        let number = u32::try_from(self.all.len()).ok().filter(|number| *number != NONE)?;
        self.numbers.insert(id.clone(), number);
        self.all.push(id);
        Some(number)
    }
}

impl Seats {
    /// Takes in the ids that were met since.
    pub(in crate::store) fn fill(&mut self, ids: &Ids) {
        let met = ids.0.read().unwrap_or_else(PoisonError::into_inner);
        self.0.extend(met.all[self.0.len()..].iter().cloned().map(Some));
    }
}

impl Facts {
    /// How many facts there are.
    pub(in crate::store) fn len(&self) -> usize {
        self.amounts.len()
    }

    /// Whether every column has a value for each of so many files, and for each fact.
    pub(in crate::store) fn is_whole(&self, files: usize) -> bool {
        let of_files = [self.dates.len(), self.categories.len(), self.orgs.len(), self.leads.len()];
        let more = [self.programs.len(), self.linkages.0.len(), self.ends.len()];
        let of_facts = [self.sorts.0.len(), self.flags.0.len(), self.names.len()];
        let ends = self.ends.is_sorted() && self.ends.last().is_none_or(|end| *end as usize == self.len());
        of_files.iter().chain(&more).all(|length| *length == files)
            && of_facts.iter().all(|length| *length == self.len())
            && ends
    }

    /// The facts of a file.
    pub(in crate::store) fn of(&self, file: usize) -> std::ops::Range<usize> {
        let start =
            file.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        start..self.ends.get(file).map_or(start, |end| *end as usize)
    }

    /// Whether somebody in the facts of a file may be in another crew by these people.
    pub(in crate::store) fn names_one(&self, file: usize, people: &HashSet<u32>) -> bool {
        !people.is_empty()
            && self.of(file).any(|fact| self.names.get(fact).is_some_and(|name| people.contains(name)))
    }

    /// Every text, in the order of the numbers.
    pub(in crate::store) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter()
    }
}

/// The facts of a part, as they are read out of its columns.
pub(in crate::store) struct Telling<'a> {
    facts: &'a Facts,
    ids: &'a [u32],
    seats: &'a mut Seats,
}

impl<'a> Telling<'a> {
    /// Makes ready to read facts, whose ids have these numbers.
    pub(in crate::store) fn of(facts: &'a Facts, ids: &'a [u32], seats: &'a mut Seats) -> Telling<'a> {
        Telling { facts, ids, seats }
    }

    /// Where the id of a text sits.
    fn seat(&mut self, at: u32) -> Option<&mut Option<Id>> {
        self.seats.0.get_mut(*self.ids.get(at as usize)? as usize)
    }

    fn id(&self, at: u32) -> Option<Id> {
        self.seats.0.get(*self.ids.get(at as usize)? as usize)?.clone()
    }

    /// The number of a text that may be missing.
    #[expect(clippy::option_option, reason = "nothing said, and what cannot be")]
    fn optional(&self, column: &[u32], file: usize) -> Option<Option<Id>> {
        match *column.get(file)? {
            NONE => Some(None),
            at => Some(Some(self.id(at)?)),
        }
    }

    /// What the facts of a file are about; nothing where the columns say what cannot be.
    fn about(&self, file: usize, kind: Kind, id: &Id) -> Option<About> {
        let facts = self.facts;
        let linkage = match *facts.linkages.0.get(file)? {
            u8::MAX => None,
            at => Some(*Linkage::ALL.get(usize::from(at))?),
        };
        let further = at_or_behind(&facts.further, file).iter().take_while(|(of, _)| *of as usize == file);
        let further = further.map(|(_, org)| self.id(*org)).collect::<Option<_>>()?;
        let category = self.optional(&facts.categories, file)?;
        Some(About {
            category: category.map(Category::from),
            org: self.optional(&facts.orgs, file)?,
            further,
            lead: self.optional(&facts.leads, file)?,
            program: self.optional(&facts.programs, file)?,
            linkage,
            ..About::of(kind, id, day(*facts.dates.get(file)?)?)
        })
    }

    /// Gives the facts of a file; nothing where the columns say what cannot be.
    pub(in crate::store) fn tell(
        &mut self,
        file: usize,
        kind: Kind,
        id: &Id,
        out: &mut dyn FnMut(&Fact),
    ) -> Option<()> {
        let about = Arc::new(self.about(file, kind, id)?);
        let mut others = at_or_behind(&self.facts.days, self.facts.of(file).start).iter().peekable();
        // One fact is used again and again: what it is about is mostly the same.
        let mut fact = Fact { about: about.clone(), what: NOTHING, approximate: false };
        for at in self.facts.of(file) {
            let flags = *self.facts.flags.0.get(at)?;
            fact.approximate = flags & APPROXIMATE != 0;
            match others.next_if(|(of, _)| *of as usize == at) {
                Some((_, other)) => fact.about = Arc::new(About { date: day(*other)?, ..(*about).clone() }),
                None if !Arc::ptr_eq(&fact.about, &about) => fact.about = about.clone(),
                None => {}
            }
            // Nothing may fail any more while an id is out.
            fact.what = self.what(at, flags)?;
            out(&fact);
            if let What::Service(Service { who, .. }) = mem::replace(&mut fact.what, NOTHING) {
                *self.seat(*self.facts.names.get(at)?)? = Some(who);
            }
        }
        Some(())
    }

    /// What a fact says; the id of who served is taken out of the list.
    fn what(&mut self, at: usize, flags: u8) -> Option<What> {
        let facts = self.facts;
        let (sort, name, amount) = (*facts.sorts.0.get(at)?, *facts.names.get(at)?, *facts.amounts.get(at)?);
        let role = if flags & WORKER == 0 { Role::Volunteer } else { Role::Worker };
        let text = || facts.texts.get(name as usize).map(String::from);
        let figure = match sort {
            sort::SERVICE => {
                let state = if flags & SUBMITTED == 0 { State::Verified } else { State::Submitted };
                let (who, minutes) = (self.seat(name)?.take()?, Minutes::of(amount));
                let compulsory = flags & COMPULSORY != 0;
                return Some(What::Service(Service { who, role, minutes, state, compulsory }));
            }
            sort::RECORD => Figure::Record,
            sort::MET => Figure::Met,
            sort::CLOSED => Figure::Closed,
            sort::HEADS => Figure::Heads(text()?),
            sort::OUTPUT => Figure::Output(text()?),
            sort::RESULT => Figure::Result(text()?),
            sort::SERVED => Figure::Served,
            sort::WANTED => Figure::Wanted,
            sort::IN => Figure::In(self.id(name)?),
            sort::OUT => Figure::Out(self.id(name)?),
            sort::TRANSFER => Figure::Transfer(self.id(name)?),
            sort::ADJUST => Figure::Adjust(self.id(name)?),
            sort if sort >= sort::ASSIGNMENT => {
                let status = *AssignmentStatus::ALL.get(usize::from(sort - sort::ASSIGNMENT))?;
                return Some(What::Assignment(self.id(name)?, role, status));
            }
            sort => Figure::Training(*Outcome::ALL.get(usize::from(sort.checked_sub(sort::TRAINING)?))?),
        };
        Some(What::Count(figure, amount))
    }
}

/// The pairs from the first on that is not before a number.
fn at_or_behind<T>(pairs: &[(u32, T)], number: usize) -> &[(u32, T)] {
    &pairs[pairs.partition_point(|(of, _)| (*of as usize) < number)..]
}

/// The day of a number; nothing where the calendar has none.
fn day(number: i32) -> Option<Day> {
    let day = Day::first().plus(i64::from(number));
    (day.days_after(Day::first()) == i64::from(number)).then_some(day)
}
