//! How the places of shifts are filled.
//!
//! A place is taken by whoever is assigned and stands by it, unless they are in training, and by each head
//! that is counted without a name. Who was absent had taken a place and did not fill it.

use std::collections::BTreeSet;

use crate::model::book::{Book, Passed, SourceError};
use crate::model::fact::{Fact, Figure, What};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::record::{AnyRecord, Registered};
use crate::model::shift::AssignmentStatus;
use crate::model::volunteer::{Volunteer, VolunteerStatus};
use crate::report::count::Count;
use crate::report::table::Cell;

/// How the places of shifts are filled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staffing {
    /// How many shifts.
    pub shifts: Count,
    /// How many places they want filled.
    pub places: Count,
    /// How many people are assigned and stand by it, those in training among them.
    pub assigned: Count,
    /// How many of them are confirmed.
    pub confirmed: Count,
    /// How many of them attended.
    pub attended: Count,
    /// How many of them were absent.
    pub absent: Count,
    /// How many places are taken, those of the absent among them.
    pub taken: Count,
    /// How many of them are filled: taken, without the absent.
    pub filled: Count,
}

impl Staffing {
    /// Takes in what a fact says of a shift; `None` where that is more than can be counted.
    pub fn add(&mut self, fact: &Fact, trainees: &BTreeSet<Id>) -> Option<()> {
        match &fact.what {
            What::Count(Figure::Record, number) => {
                raise(&mut self.shifts, Count { number: *number, approximate: fact.approximate })
            }
            What::Count(Figure::Wanted, number) => {
                raise(&mut self.places, Count { number: *number, approximate: fact.approximate })
            }
            What::Assignment(who, _, status) => {
                self.assign(*status, trainees.contains(who), Count::one(fact.approximate))
            }
            _ => Some(()),
        }
    }

    /// Takes in heads that are not named.
    pub fn add_heads(&mut self, heads: Count) -> Option<()> {
        raise(&mut self.taken, heads)?;
        raise(&mut self.filled, heads)
    }

    fn assign(&mut self, status: AssignmentStatus, is_trainee: bool, one: Count) -> Option<()> {
        if !status.takes_place() {
            return Some(());
        }
        raise(&mut self.assigned, one)?;
        match status {
            AssignmentStatus::Confirmed => raise(&mut self.confirmed, one)?,
            AssignmentStatus::Attended => raise(&mut self.attended, one)?,
            AssignmentStatus::Absent => raise(&mut self.absent, one)?,
            _ => {}
        }
        if is_trainee {
            return Some(());
        }
        raise(&mut self.taken, one)?;
        if status == AssignmentStatus::Absent { Some(()) } else { raise(&mut self.filled, one) }
    }

    /// Both together; `None` where that is more than can be counted.
    pub fn plus(&mut self, other: &Staffing) -> Option<()> {
        let pairs = [
            (&mut self.shifts, other.shifts),
            (&mut self.places, other.places),
            (&mut self.assigned, other.assigned),
            (&mut self.confirmed, other.confirmed),
            (&mut self.attended, other.attended),
            (&mut self.absent, other.absent),
            (&mut self.taken, other.taken),
            (&mut self.filled, other.filled),
        ];
        pairs.into_iter().try_for_each(|(count, more)| raise(count, more))
    }

    /// Places filled of those wanted, and whether that is approximate.
    pub fn fill_rate(&self) -> (Cell, bool) {
        self.filled.per(self.places)
    }

    /// The absent among those who attended or should have, and whether that is approximate.
    pub fn absence_rate(&self) -> (Cell, bool) {
        let expected = self.attended.plus_at_most(self.absent);
        self.absent.per(expected)
    }
}

fn raise(count: &mut Count, more: Count) -> Option<()> {
    *count = count.plus(more)?;
    Some(())
}

/// The volunteers who are in training; `out` is told of every volunteer on the way.
///
/// # Errors
/// [`SourceError`] where the register cannot be listed.
pub fn trainees(
    book: &Book,
    passed: &mut Passed,
    out: &mut dyn FnMut(&Id, &AnyRecord),
) -> Result<BTreeSet<Id>, SourceError> {
    let mut trainees = BTreeSet::new();
    book.records(Kind::Volunteer, None, passed, &mut |id, record| {
        let status = Volunteer::unwrap(record).map(|volunteer| volunteer.status());
        if status == Some(VolunteerStatus::Trainee) {
            trainees.insert(id.clone());
        }
        out(id, record);
    })?;
    Ok(trainees)
}
