//! Resources: of every item what there was, what came and went, what is left; what runs low, what expires.
//!
//! A balance needs all movements up to the period's last day. What an organisation of the question passes on to
//! one outside of it went out, and the other way round; between two inside nothing moves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::book::{Book, Passed};
use crate::model::day::Day;
use crate::model::fact::{About, Figure};
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::kind::Kind;
use crate::model::money::Money;
use crate::model::movement::{Moved, Movement, MovementKind};
use crate::model::record::Registered;
use crate::report::ReportError;
use crate::report::count::{Count, whole};
use crate::report::query::{Filter, Query};
use crate::report::table::{Cell, Column, Row, Table, Type};

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 4] = [Kind::Org, Kind::Worker, Kind::Item, Kind::Movement];

/// For how many days ahead it is told what expires.
const AHEAD: i64 = 90;

/// What there is of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resources {
    /// By item.
    pub items: BTreeMap<Id, Stock>,
    /// What is left on the period's last day, by organisation and item.
    pub left: BTreeMap<(Id, Id), Count>,
    /// The items' own records.
    pub register: BTreeMap<Id, Arc<Item>>,
    money: BTreeSet<Id>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// What there is of one item, in hundredths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// What there was before the period.
    pub opening: Count,
    /// What came in.
    pub came: Count,
    /// What went out.
    pub went: Count,
    /// What counting added or took away.
    pub adjusted: Count,
    /// Who got something, each once.
    pub recipients: BTreeSet<String>,
}

/// What a query asks for of everything.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn resources(book: &Book, query: &Query) -> Result<Resources, ReportError> {
    let mut passed = Passed::default();
    let filter = query.filter(book, &mut passed)?;
    let mut resources = Resources::default();
    let currency = book.settings().currency.as_ref();
    book.records(Kind::Item, None, &mut passed, &mut |id, record| {
        let Some(item) = Item::unwrap(record) else { return };
        if item.is_money(currency) {
            resources.money.insert(id.clone());
        }
        resources.register.insert(id.clone(), item);
    })?;
    let mut outcome = Ok(());
    let ever = query.period.since_ever();
    book.records(Kind::Movement, Some(&ever), &mut passed, &mut |id, record| {
        let Some((movement, about)) = Movement::unwrap(record).zip(record.about(id)) else { return };
        if outcome.is_ok() && movement.void.is_none() && movement.date <= query.period.to() {
            let added = resources.add(&filter, query, &movement, &about);
            outcome = added.ok_or_else(|| ReportError::too_many(&about));
        }
    })?;
    outcome?;
    Ok(Resources { passed, ..resources })
}

impl Resources {
    /// Takes in a movement; `None` where that is more than can be counted.
    fn add(&mut self, filter: &Filter, query: &Query, movement: &Movement, about: &About) -> Option<()> {
        let approximate = movement.is_approximate(&["date", "quantity", "lines"]);
        let asks = |org: &Id| {
            let theirs = Arc::new(About { org: Some(org.clone()), ..about.clone() });
            filter.wants(&theirs.count(Figure::Record, 1, false))
        };
        for moved in movement.moved() {
            let mut change = 0_i64;
            let booked = movement.booked(&moved).into_iter().filter(|(org, _)| asks(org));
            for (org, hundredths) in booked {
                change = change.checked_add(hundredths)?;
                let left = self.left.entry((org, moved.item.0.clone())).or_default();
                *left = left.plus(Count { number: hundredths, approximate })?;
            }
            let stock = self.items.entry(moved.item.0.clone()).or_default();
            let count = Count { number: change, approximate: approximate && change != 0 };
            if query.period.contains(movement.date) {
                stock.book(movement.kind, &moved, count)?;
            } else {
                stock.opening = stock.opening.plus(count)?;
            }
        }
        Some(())
    }

    /// The report as tables: the items, what runs low, what expires within three months of a day.
    pub fn tables(&self, day: Day) -> Vec<Table> {
        vec![self.items_table(), self.low_table(), self.expiring_table(day)]
    }

    fn items_table(&self) -> Table {
        let columns = [
            ("item", Type::Code("item")),
            ("opening", Type::Integer),
            ("in", Type::Integer),
            ("out", Type::Integer),
            ("adjust", Type::Integer),
            ("balance", Type::Integer),
            ("recipients", Type::Integer),
        ];
        let mut table = Table::new("resources", columns.map(|(key, kind)| Column::new(key, kind)).into());
        let shown = self.items.iter().filter(|(_, stock)| **stock != Stock::default());
        table.rows = shown.map(|(item, stock)| stock.row(item, self.money.contains(item))).collect();
        table
    }

    /// What is at or below its item's `low`.
    fn low_table(&self) -> Table {
        let columns = [("balance", Type::Integer), ("low", Type::Integer)];
        let mut table = Table::new("low", stock_columns(columns));
        let rows = self.stocks().filter_map(|(item, org, left)| {
            let low = self.register.get(item)?.low?.hundredths();
            let figures = [(left.number, left.approximate), (low, false)];
            (left.number <= low).then(|| self.stock_row(item, org, columns.map(|(key, _)| key), figures))
        });
        table.rows = rows.collect();
        table
    }

    /// What is past its last day, or will be soon, and is still there.
    fn expiring_table(&self, day: Day) -> Table {
        let columns = [("balance", Type::Integer), ("expires", Type::Date)];
        let mut table = Table::new("expiring_items", stock_columns(columns));
        let rows = self.stocks().filter_map(|(item, org, left)| {
            let expires = self.register.get(item)?.expires?;
            let is_told = left.number > 0 && expires.days_after(day) <= AHEAD;
            let mut row = self.stock_row(item, org, ["balance"], [(left.number, left.approximate)]);
            row.cells.push(expires.into());
            is_told.then_some(row)
        });
        table.rows = rows.collect();
        table
    }

    /// What is left, by item and organisation.
    fn stocks(&self) -> impl Iterator<Item = (&Id, &Id, Count)> {
        let mut stocks: Vec<_> = self.left.iter().map(|((org, item), left)| (item, org, *left)).collect();
        stocks.sort_by_key(|(item, org, _)| (*item, *org));
        stocks.into_iter()
    }

    fn stock_row<const N: usize>(
        &self,
        item: &Id,
        org: &Id,
        columns: [&str; N],
        figures: [(i64, bool); N],
    ) -> Row {
        let is_in_parts = self.money.contains(item) || figures.iter().any(|(number, _)| number % 100 != 0);
        let keys = [Cell::Text(item.to_string()), Cell::Text(org.to_string())];
        let cells =
            figures.map(|(hundredths, approximate)| Some((amount(hundredths, is_in_parts), approximate)));
        let row = Row::measured(keys, columns.into_iter().zip(cells));
        row.typed(if is_in_parts { Type::Money } else { Type::Integer })
    }
}

/// The columns of a list of stocks.
fn stock_columns(figures: [(&str, Type); 2]) -> Vec<Column> {
    let keys = [("item", Type::Code("item")), ("org", Type::Code("org"))];
    keys.into_iter().chain(figures).map(|(key, kind)| Column::new(key, kind)).collect()
}

impl Stock {
    /// Books what changed in the period; `None` where that is more than can be counted.
    fn book(&mut self, kind: MovementKind, moved: &Moved, change: Count) -> Option<()> {
        let side = match kind {
            MovementKind::Adjust => &mut self.adjusted,
            _ if change.number >= 0 => &mut self.came,
            _ => &mut self.went,
        };
        let sign = if change.number < 0 && kind != MovementKind::Adjust { -1 } else { 1 };
        *side = side.plus(Count { number: change.number.checked_mul(sign)?, ..change })?;
        if kind == MovementKind::Out && change.number != 0 {
            self.recipients.extend(moved.to.map(ToString::to_string));
        }
        Some(())
    }

    /// What is left: opening and what came in, without what went out, with what counting changed.
    pub fn balance(&self) -> Count {
        let went = Count { number: self.went.number.saturating_neg(), ..self.went };
        self.opening.plus_at_most(self.came).plus_at_most(went).plus_at_most(self.adjusted)
    }

    fn row(&self, item: &Id, is_money: bool) -> Row {
        let counts = [self.opening, self.came, self.went, self.adjusted, self.balance()];
        let is_in_parts = is_money || counts.iter().any(|count| count.number % 100 != 0);
        let names = ["opening", "in", "out", "adjust", "balance"];
        let cells = counts.map(|count| Some((amount(count.number, is_in_parts), count.approximate)));
        let recipients = (whole(self.recipients.len()).into(), self.went.approximate);
        let figures = names.into_iter().zip(cells).chain([("recipients", Some(recipients))]);
        let row = Row::measured([Cell::Text(item.to_string())], figures);
        row.typed(if is_in_parts { Type::Money } else { Type::Integer })
    }
}

/// Hundredths as people count the item.
fn amount(hundredths: i64, is_in_parts: bool) -> Cell {
    if is_in_parts { Cell::Money(Money::of_hundredths(hundredths)) } else { (hundredths / 100).into() }
}
