//! How many days something took: kept one by one, since a median needs them all.

use crate::report::count::whole;
use crate::report::table::Cell;

/// Lengths of time in days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    days: Vec<i64>,
    approximate: bool,
}

impl Days {
    /// Takes in one more.
    pub fn add(&mut self, days: i64, approximate: bool) {
        self.days.push(days);
        self.approximate |= approximate;
    }

    /// Takes in all of others.
    pub fn extend(&mut self, other: &Days) {
        self.days.extend(&other.days);
        self.approximate |= other.approximate;
    }

    /// The one in the middle, or the mean of the two; and whether that is approximate.
    pub fn median(&self) -> (Cell, bool) {
        let mut days = self.days.clone();
        days.sort_unstable();
        let middle = days.len() / 2;
        let cell = match days.get(middle) {
            None => Cell::Missing,
            Some(day) if days.len() % 2 == 1 => Cell::Ratio(*day, 1),
            Some(day) => Cell::Ratio(day.saturating_add(days[middle - 1]), 2),
        };
        (cell, self.approximate)
    }
}

/// Ratings from 1 to 5.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ratings {
    sum: i64,
    answers: i64,
}

impl Ratings {
    /// Takes in an answer.
    pub fn add(&mut self, rating: u64) {
        self.sum = self.sum.saturating_add(whole(rating));
        self.answers = self.answers.saturating_add(1);
    }

    /// Takes in all of others.
    pub fn extend(&mut self, other: &Ratings) {
        self.sum = self.sum.saturating_add(other.sum);
        self.answers = self.answers.saturating_add(other.answers);
    }

    /// Their mean; missing where nobody answered.
    pub fn mean(&self) -> Cell {
        if self.answers == 0 { Cell::Missing } else { Cell::Ratio(self.sum, self.answers) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        let mut days = Days::default();
        assert_eq!(days.median(), (Cell::Missing, false));
        days.add(9, false);
        days.add(1, false);
        assert_eq!(days.median(), (Cell::Ratio(10, 2), false));
        days.add(2, true);
        assert_eq!(days.median(), (Cell::Ratio(2, 1), true));
    }
}
