//! Coverage: how many households, workers and volunteers there are, and how many for each other.
//!
//! Figures of stock, on the last day of the period, of every organisation over its subtree.

use crate::model::book::{Book, Passed, SourceError};
use crate::model::id::Id;
use crate::model::period::Period;
use crate::report::count::Count;
use crate::report::stock::Stock;
use crate::report::table::{Cell, Column, Row, Table, Type};

pub use crate::report::stock::KINDS;

/// The columns after the organisation.
const FIGURES: [(&str, Type); 9] = [
    ("households", Type::Integer),
    ("residents", Type::Integer),
    ("workers", Type::Integer),
    ("volunteers", Type::Integer),
    ("workers_declared", Type::Integer),
    ("volunteers_declared", Type::Integer),
    ("households_per_worker", Type::Ratio),
    ("volunteers_per_worker", Type::Ratio),
    ("groups", Type::Codes("heads")),
];

/// How organisations are covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The organisations of which there is anything to say, in the order of the tree.
    pub rows: Vec<Covered>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// How one organisation is covered, over its subtree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The organisation.
    pub org: Id,
    /// Households, by profile.
    pub households: Option<Count>,
    /// Residents, by profile.
    pub residents: Option<Count>,
    /// Workers who are recorded.
    pub workers: Count,
    /// Volunteers who are recorded.
    pub volunteers: Count,
    /// Workers, as the organisation states.
    pub workers_declared: Option<Count>,
    /// Volunteers, as the organisation states.
    pub volunteers_declared: Option<Count>,
    /// Groups of residents, by profile.
    pub groups: Vec<(String, Count)>,
}

/// How the organisations were covered on the last day of a period: all, or one with those below it.
///
/// # Errors
/// [`SourceError`] where a register cannot be listed.
pub fn coverage(book: &Book, period: &Period, org: Option<&Id>) -> Result<Coverage, SourceError> {
    let mut passed = Passed::default();
    let stock = Stock::on(period.to(), book, &mut passed)?;
    let rows = stock.in_order(org).into_iter().map(|(_, org)| Covered::of(&stock, org));
    let rows = rows.filter(|row| !row.is_empty()).collect();
    Ok(Coverage { rows, passed })
}

impl Coverage {
    /// The report as a table.
    pub fn table(&self) -> Table {
        let columns = [("org", Type::Code("org"))].into_iter().chain(FIGURES);
        let mut table = Table::new("coverage", columns.map(|(key, kind)| Column::new(key, kind)).collect());
        table.rows = self.rows.iter().map(Covered::row).collect();
        table
    }
}

impl Covered {
    fn of(stock: &Stock, org: &Id) -> Covered {
        let groups = stock.profiled().filter(|name| !["households", "residents", "buildings"].contains(name));
        Covered {
            org: org.clone(),
            households: stock.profile(org, "households"),
            residents: stock.profile(org, "residents"),
            workers: stock.workers(org),
            volunteers: stock.volunteers(org),
            workers_declared: stock.declared(org, "workers"),
            volunteers_declared: stock.declared(org, "volunteers"),
            groups: groups.filter_map(|name| Some((name.to_string(), stock.profile(org, name)?))).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        let known = [self.households, self.residents, self.workers_declared, self.volunteers_declared];
        known.iter().all(Option::is_none)
            && self.groups.is_empty()
            && self.workers.number == 0
            && self.volunteers.number == 0
    }

    /// Households for each worker: of those declared where any are, else of those recorded.
    pub fn households_per_worker(&self) -> Option<(Cell, bool)> {
        Some(self.households?.per(self.workers_declared.unwrap_or(self.workers)))
    }

    /// Volunteers for each worker: both declared where workers are, else both recorded.
    pub fn volunteers_per_worker(&self) -> Option<(Cell, bool)> {
        match self.workers_declared {
            Some(workers) => Some(self.volunteers_declared?.per(workers)),
            None => Some(self.volunteers.per(self.workers)),
        }
    }

    /// `elderly=1432, disabled=97`.
    fn groups(&self) -> Option<(Cell, bool)> {
        let named: Vec<String> =
            self.groups.iter().map(|(name, count)| format!("{name}={}", count.number)).collect();
        let approximate = self.groups.iter().any(|(_, count)| count.approximate);
        (!named.is_empty()).then(|| (Cell::Text(named.join(", ")), approximate))
    }

    fn row(&self) -> Row {
        let figures = [
            self.households.map(Count::cell),
            self.residents.map(Count::cell),
            Some(self.workers.cell()),
            Some(self.volunteers.cell()),
            self.workers_declared.map(Count::cell),
            self.volunteers_declared.map(Count::cell),
            self.households_per_worker(),
            self.volunteers_per_worker(),
            self.groups(),
        ];
        Row::measured(
            [Cell::Text(self.org.to_string())],
            FIGURES.map(|(key, _)| key).into_iter().zip(figures),
        )
    }
}
