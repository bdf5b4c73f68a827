//! Numbers that are added up, each with whether something in it is rounded or assumed.

use crate::report::table::Cell;

/// A number, and whether something in it is rounded or assumed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub number: i64,
    /// Whether something in it is rounded or assumed.
    pub approximate: bool,
}

impl Count {
    /// One more of something.
    pub fn one(approximate: bool) -> Count {
        Count { number: 1, approximate }
    }

    /// Both together; `None` where that is more than can be counted.
    #[must_use]
    pub fn plus(self, other: Count) -> Option<Count> {
        let number = self.number.checked_add(other.number)?;
        Some(Count { number, approximate: self.approximate || other.approximate })
    }

    /// Both together; what is more than can be counted stays at the most.
    #[must_use]
    pub fn plus_at_most(self, other: Count) -> Count {
        let number = self.number.saturating_add(other.number);
        Count { number, approximate: self.approximate || other.approximate }
    }

    /// Takes in another one; what is more than can be counted stays at the most.
    pub fn raise(&mut self, more: Count) {
        *self = self.plus_at_most(more);
    }

    /// So many for each of another one, and whether that is approximate. For each of nothing, or of less, as
    /// corrections may make it, there are none.
    pub fn per(self, other: Count) -> (Cell, bool) {
        (Cell::Ratio(self.number, other.number.max(0)), self.approximate || other.approximate)
    }

    /// It as a cell, and whether that is approximate.
    pub fn cell(self) -> (Cell, bool) {
        (self.number.into(), self.approximate)
    }
}

/// A number of things as figures are added up: what is more than can be counted is the most.
pub fn whole<N: TryInto<i64>>(number: N) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}
