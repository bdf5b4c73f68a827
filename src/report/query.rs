//! The one filter that all reports take: when, where, what, led by whom, served by whom.
//!
//! An organisation means its whole subtree. A worker who is also in the volunteers' register is one
//! person, whichever of the two ids a row was written with.

use std::collections::BTreeSet;
use std::mem;

use foldhash::{HashMap, HashMapExt};

use crate::model::book::{Book, Passed, SourceError};
use crate::model::code::{Category, Role};
use crate::model::fact::{Fact, What};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::model::record::Registered;
use crate::model::worker::Worker;
use crate::report::orgs::Orgs;

/// What is asked for; what is absent is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The days.
    pub period: Period,
    /// The organisation, with all below it.
    pub org: Option<Id>,
    /// The category.
    pub category: Option<Category>,
    /// The programme.
    pub program: Option<Id>,
    /// Who led.
    pub lead: Option<Id>,
    /// Who served.
    pub who: Option<Id>,
    /// In which crew.
    pub role: Option<Role>,
}

/// A query with what the registers say of it, ready to be asked of every row.
#[derive(Debug)]
pub struct Filter<'a> {
    query: &'a Query,
    tree: Orgs,
    orgs: Option<BTreeSet<Id>>,
    people: People,
}

/// Who is who: the ids of workers that are also in the volunteers' register.
#[derive(Clone, Debug, Default)]
pub struct People {
    same: HashMap<Id, Id>,
    numbers: HashMap<Id, u32>,
    /// The numbers that were asked for lately, each with where the text of its id lies: rows mostly share their ids.
    lately: Vec<(usize, u32)>,
    /// For each number the id by which it was last looked up, so that nothing else comes to lie there.
    by: Vec<Id>,
}

/// How many ids are remembered by where they lie: more than are in a few months' rows.
const LATELY: usize = 1 << 16;

/// Where an id is remembered. Texts lie some 32 bytes apart or more; those that lie side by side, as those do that were
/// met together, are remembered side by side.
fn slot(id: &Id) -> usize {
    (id.place() >> 5) % LATELY
}

impl Query {
    /// Everything of a period.
    pub fn all(period: Period) -> Query {
        Query { period, org: None, category: None, program: None, lead: None, who: None, role: None }
    }

    /// Reads from the registers what the query needs of them.
    ///
    /// # Errors
    /// [`SourceError`] where a register cannot be listed.
    pub fn filter(&self, book: &Book, passed: &mut Passed) -> Result<Filter<'_>, SourceError> {
        let tree = Orgs::of(book, passed)?;
        let orgs = self.org.as_ref().map(|org| tree.under(org));
        Ok(Filter { query: self, orgs, tree, people: People::of(book, passed)? })
    }
}

impl Filter<'_> {
    /// Whether a fact of the period is asked for.
    pub fn takes(&self, fact: &Fact) -> bool {
        self.query.period.contains(fact.about.date) && self.wants(fact)
    }

    /// Whether a fact is asked for, whatever its day. What is asked of people, facts about no person are not.
    pub fn wants(&self, fact: &Fact) -> bool {
        let Query { category, program, lead, who, role, .. } = self.query;
        let about = &fact.about;
        let served = match &fact.what {
            What::Service(service) => Some((&service.who, service.role)),
            What::Assignment(who, role, _) => Some((who, *role)),
            What::Count(..) => None,
        };
        let same = |one: &Id, other: &Id| self.people.person(one) == self.people.person(other);
        self.covers(about.org.as_ref())
            && category.as_ref().is_none_or(|category| about.category.as_ref() == Some(category))
            && program.as_ref().is_none_or(|program| about.program.as_ref() == Some(program))
            && lead.as_ref().is_none_or(|lead| about.lead.as_ref().is_some_and(|by| same(by, lead)))
            && who.as_ref().is_none_or(|who| served.is_some_and(|(by, _)| same(by, who)))
            && role.is_none_or(|role| served.is_some_and(|(_, served_as)| served_as == role))
    }

    /// Whether what belongs to an organisation is asked for.
    pub fn covers(&self, org: Option<&Id>) -> bool {
        self.orgs.as_ref().is_none_or(|orgs| org.is_some_and(|org| orgs.contains(org)))
    }

    /// The tree of organisations.
    pub fn tree(&self) -> &Orgs {
        &self.tree
    }

    /// The id that stands for a person.
    pub fn person<'b>(&'b self, who: &'b Id) -> &'b Id {
        self.people.person(who)
    }

    /// The people of the store.
    pub fn people(&mut self) -> &mut People {
        &mut self.people
    }
}

impl People {
    /// Reads the workers' register.
    ///
    /// # Errors
    /// [`SourceError`] where it cannot be listed.
    pub fn of(book: &Book, passed: &mut Passed) -> Result<People, SourceError> {
        let mut same = HashMap::new();
        book.records(Kind::Worker, None, passed, &mut |id, record| {
            if let Some(volunteer) = Worker::unwrap(record).and_then(|worker| worker.same_as.clone()) {
                same.insert(id.clone(), volunteer.0);
            }
        })?;
        Ok(People { same, ..People::default() })
    }

    /// The id that stands for the person.
    pub fn person<'a>(&'a self, who: &'a Id) -> &'a Id {
        self.same.get(who).unwrap_or(who)
    }

    /// The person's number: small, the same whenever asked.
    pub fn number(&mut self, who: &Id) -> u32 {
        if self.lately.is_empty() {
            self.lately.resize(LATELY, (0, 0));
        }
        let (place, number) = self.lately[slot(who)];
        if place == who.place() {
            return number;
        }
        let number = self.look_up(who);
        let at = number as usize;
        if self.by.len() <= at {
            self.by.resize(at + 1, who.clone());
        }
        let before = mem::replace(&mut self.by[at], who.clone());
        let held = &mut self.lately[slot(&before)];
        if held.0 == before.place() {
            held.0 = 0;
        }
        self.lately[slot(who)] = (who.place(), number);
        number
    }

    fn look_up(&mut self, who: &Id) -> u32 {
        if let Some(number) = self.numbers.get(who) {
            return *number;
        }
        let person = self.person(who).clone();
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(person).or_insert(next);
        self.numbers.insert(who.clone(), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// More ids than are remembered, each copied and let go again, so that others come to lie where they lay.
    #[test]
    fn a_number_is_of_a_text_wherever_it_lies() {
        let (mut people, mut numbers) = (People::default(), HashMap::new());
        for nth in 0..3 * LATELY {
            let text = format!("v{}", nth * 7919 % 50_021);
            let id: Id = text.parse().unwrap();
            let number = people.number(&id);
            assert_eq!(people.number(&id), number);
            assert_eq!(*numbers.entry(text).or_insert(number), number);
        }
        let distinct: BTreeSet<u32> = numbers.values().copied().collect();
        assert_eq!(distinct.len(), numbers.len());
    }
}
