//! What was done, added up: who took part, by name and by head, for how long, with what to show for it.
//!
//! It counts as the summary and the hours do: heads of a record mean something together, people are distinct,
//! a worker who is also in the volunteers' register is one person.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::code::Role;
use crate::model::fact::{Fact, Figure, Service, What};
use crate::model::id::Id;
use crate::report::count::Count;
use crate::report::heads::{Head, Heads};

/// What was done, added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many records.
    pub records: Count,
    /// Rows of service.
    pub attendances: Count,
    /// What each crew gave.
    pub crews: BTreeMap<Role, Crew>,
    /// Heads that are not named.
    pub heads: Count,
    /// Those of them of each sort, and households.
    pub heads_of: BTreeMap<Head, Count>,
    /// Residents who were served, by code, counted each time.
    pub served: Count,
    /// What was handed out, by measure.
    pub outputs: BTreeMap<String, Count>,
    /// What came of it, by measure.
    pub results: BTreeMap<String, Count>,
    /// Money spent, in hundredths.
    pub spent: Count,
}

/// What one crew gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crew {
    /// Who served, each once.
    pub people: BTreeSet<Id>,
    /// For how many minutes.
    pub minutes: Count,
}

impl Crew {
    /// How many people served.
    pub fn people(&self) -> Count {
        let number = i64::try_from(self.people.len()).unwrap_or(i64::MAX);
        Count { number, approximate: self.minutes.approximate }
    }
}

impl Tally {
    /// Takes in a fact that is no head, of a person by the id that stands for them; `None` where that is more
    /// than can be counted.
    pub fn add(&mut self, fact: &Fact, person: &Id) -> Option<()> {
        let number = |number: i64| Count { number, approximate: fact.approximate };
        match &fact.what {
            What::Service(service) => self.serve(service, person, fact.approximate),
            What::Count(Figure::Record, count) => raise(&mut self.records, number(*count)),
            What::Count(Figure::Served, count) => raise(&mut self.served, number(*count)),
            What::Count(Figure::Output(code), count) => {
                raise(self.outputs.entry(code.clone()).or_default(), number(*count))
            }
            What::Count(Figure::Result(code), count) => {
                raise(self.results.entry(code.clone()).or_default(), number(*count))
            }
            _ => Some(()),
        }
    }

    fn serve(&mut self, service: &Service, person: &Id, approximate: bool) -> Option<()> {
        raise(&mut self.attendances, Count::one(approximate))?;
        let crew = self.crews.entry(service.role).or_default();
        crew.people.insert(person.clone());
        raise(&mut crew.minutes, Count { number: service.minutes.count(), approximate })
    }

    /// Takes in all heads of one record; `None` where that is more than can be counted.
    pub fn add_heads(&mut self, heads: &Heads) -> Option<()> {
        raise(&mut self.heads, heads.sum()?)?;
        heads
            .counts()
            .into_iter()
            .try_for_each(|(head, count)| raise(self.heads_of.entry(head).or_default(), count))
    }

    /// Takes in another one; `None` where that is more than can be counted.
    pub fn plus(&mut self, other: &Tally) -> Option<()> {
        for (role, more) in &other.crews {
            let crew = self.crews.entry(*role).or_default();
            crew.people.extend(more.people.iter().cloned());
            raise(&mut crew.minutes, more.minutes)?;
        }
        let sums = [
            (&mut self.records, other.records),
            (&mut self.attendances, other.attendances),
            (&mut self.heads, other.heads),
            (&mut self.served, other.served),
            (&mut self.spent, other.spent),
        ];
        sums.into_iter().try_for_each(|(sum, more)| raise(sum, more))?;
        each(&mut self.heads_of, &other.heads_of)?;
        each(&mut self.outputs, &other.outputs)?;
        each(&mut self.results, &other.results)
    }

    /// What a crew gave.
    pub fn crew(&self, role: Role) -> Crew {
        self.crews.get(&role).cloned().unwrap_or_default()
    }

    /// Whether anybody took part, by name or by head.
    pub fn is_attended(&self) -> bool {
        self.attendances.number > 0 || self.heads_of.values().any(|count| count.number > 0)
    }
}

fn raise(sum: &mut Count, more: Count) -> Option<()> {
    *sum = sum.plus(more)?;
    Some(())
}

/// Raises each figure by the one of the same name.
fn each<K: Ord + Clone>(sums: &mut BTreeMap<K, Count>, more: &BTreeMap<K, Count>) -> Option<()> {
    more.iter().try_for_each(|(key, count)| raise(sums.entry(key.clone()).or_default(), *count))
}
