//! What comes in, goes out and stays: what was opened and closed in a period, what is open on its last day,
//! and how long it took. Shared by the reports of needs, cases and feedback.

use crate::model::day::Day;
use crate::model::period::Period;
use crate::report::count::Count;
use crate::report::table::{Cell, Column, Row, Table, Type};

/// The columns of a turnover, in their order.
const FIGURES: [(&str, Type); 6] = [
    ("opened", Type::Integer),
    ("closed", Type::Integer),
    ("open", Type::Integer),
    ("overdue", Type::Integer),
    ("median_days_to_first_response", Type::Ratio),
    ("median_days_open", Type::Ratio),
];

/// What came in, went out and stayed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnover {
    /// How many were opened in the period.
    pub opened: Count,
    /// How many were closed in it.
    pub closed: Count,
    /// How many are open on its last day.
    pub open: Count,
    /// How many of those should have been seen to by then.
    pub overdue: Count,
    /// Of each that was opened in the period and answered, the days until then.
    pub response: Days,
    /// Of each that was closed in the period, the days until then.
    pub lasted: Days,
}

/// Days that things took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    days: Vec<i64>,
    approximate: bool,
}

/// One thing's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// When it was opened.
    pub opened: Day,
    /// When it was closed.
    pub closed: Option<Day>,
    /// When somebody saw to it first.
    pub answered: Option<Day>,
    /// By when it is to be seen to.
    pub due: Option<Day>,
    /// Whether one of its days is rounded or assumed.
    pub approximate: bool,
}

impl Life {
    /// Whether it is open on a day.
    pub fn is_open(&self, day: Day) -> bool {
        self.opened <= day && self.closed.is_none_or(|closed| day < closed)
    }
}

/// The day on which a period ends as far as it is over: what is due later than today is not overdue.
pub fn reached(period: &Period, today: Day) -> Day {
    period.to().min(today)
}

impl Turnover {
    /// Takes in a life.
    pub fn add(&mut self, life: &Life, period: &Period, today: Day) {
        let one = Count::one(life.approximate);
        if period.contains(life.opened) {
            self.opened.raise(one);
            if let Some(answered) = life.answered {
                self.response.take(answered.days_after(life.opened), life.approximate);
            }
        }
        if let Some(closed) = life.closed.filter(|closed| period.contains(*closed)) {
            self.closed.raise(one);
            self.lasted.take(closed.days_after(life.opened), life.approximate);
        }
        if life.is_open(period.to()) {
            self.open.raise(one);
            if life.due.is_some_and(|due| due < reached(period, today)) {
                self.overdue.raise(one);
            }
        }
    }

    /// Takes in another one.
    pub fn join(&mut self, other: &Turnover) {
        self.opened.raise(other.opened);
        self.closed.raise(other.closed);
        self.open.raise(other.open);
        self.overdue.raise(other.overdue);
        self.response.extend(&other.response);
        self.lasted.extend(&other.lasted);
    }

    /// Its figures, after what they are of and before one more.
    pub fn row(&self, key: Cell, more: Option<(&'static str, (Cell, bool))>) -> Row {
        let figures = [
            self.opened.cell(),
            self.closed.cell(),
            self.open.cell(),
            self.overdue.cell(),
            self.response.median(),
            self.lasted.median(),
        ];
        let figures = FIGURES.into_iter().map(|(key, _)| key).zip(figures).chain(more);
        Row::measured([key], figures.map(|(key, figure)| (key, Some(figure))))
    }
}

/// A table of turnovers by category, with one more column; and the same by organisation with all below it.
pub fn tables([key, below]: [&str; 2], more: Option<&Column>) -> [Table; 2] {
    let table = |key: &str, of: (&str, Type)| {
        let columns = [of].into_iter().chain(FIGURES).map(|(key, kind)| Column::new(key, kind));
        Table::new(key, columns.chain(more.cloned()).collect())
    };
    [table(key, ("category", Type::Code("category"))), table(below, ("org", Type::Branch))]
}

/// A table of how many there are of something.
pub fn counted(
    key: &str,
    mut columns: Vec<Column>,
    what: &str,
    rows: impl Iterator<Item = (Vec<Cell>, Count)>,
) -> Table {
    columns.push(Column::new(what, Type::Integer));
    let mut table = Table::new(key, columns);
    table.rows = rows.map(|(keys, count)| Row::measured(keys, [(what, Some(count.cell()))])).collect();
    table
}

impl Days {
    /// Takes in how long something took.
    pub fn take(&mut self, days: i64, approximate: bool) {
        self.days.push(days);
        self.approximate |= approximate;
    }

    /// Takes in all that others took.
    pub fn extend(&mut self, other: &Days) {
        self.days.extend(&other.days);
        self.approximate |= other.approximate;
    }

    /// The middle one, or the mean of both in the middle; missing of none.
    pub fn median(&self) -> (Cell, bool) {
        let mut days = self.days.clone();
        days.sort_unstable();
        let middle = match days.len() {
            0 => Cell::Missing,
            odd if odd % 2 == 1 => Cell::Ratio(days[odd / 2], 1),
            even => Cell::Ratio(days[even / 2 - 1].saturating_add(days[even / 2]), 2),
        };
        (middle, self.approximate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_in_the_middle() {
        let median = |days: &[i64]| Days { days: days.into(), approximate: false }.median().0;
        assert_eq!(median(&[]), Cell::Missing);
        assert_eq!(median(&[9]), Cell::Ratio(9, 1));
        assert_eq!(median(&[9, 1, 4]), Cell::Ratio(4, 1));
        assert_eq!(median(&[9, 1, 4, 5]), Cell::Ratio(9, 2));
    }

    #[test]
    fn what_is_closed_on_the_last_day_is_open_no_more() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let april: Period = "2014-04".parse().unwrap();
        let (opened, due) = (day("2014-03-31"), Some(day("2014-04-29")));
        let of = |closed: Option<&str>| {
            let closed = closed.map(day);
            let mut sum = Turnover::default();
            let life = Life { opened, closed, answered: None, due, approximate: false };
            sum.add(&life, &april, day("2014-06-01"));
            [sum.opened, sum.closed, sum.open, sum.overdue].map(|count| count.number)
        };
        assert_eq!(of(None), [0, 0, 1, 1]);
        assert_eq!(of(Some("2014-04-30")), [0, 1, 0, 0]);
        assert_eq!(of(Some("2014-05-01")), [0, 0, 1, 1]);
        assert_eq!(of(Some("2014-03-31")), [0, 0, 0, 0]);
    }
}
