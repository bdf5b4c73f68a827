//! What every report and every list ends as: tables of typed cells, with the envelope that lets
//! anyone repeat them.
//!
//! Keys are stable and English. Titles, labels of codes and the looks of figures are looked up when a
//! document is rendered, so the same document serves every language and format.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::day::Day;
use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::model::period::Period;

/// A finished report or list: its tables, and what they were made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The report's name, as in `report NAME`; for lists the kind's folder.
    pub report: String,
    /// The words typed after `tandem`, so that they can be typed again.
    pub command: Vec<String>,
    /// The day that counted as today.
    pub today: Day,
    /// The span of days that was read; `None` where no day matters.
    pub period: Option<Period>,
    /// The organisation whose subtree was asked for.
    pub org: Option<String>,
    /// The commit that was read.
    pub revision: Option<String>,
    /// Whether the records read differ from that commit.
    pub dirty: bool,
    /// The checksum over the records read.
    pub records: Option<String>,
    /// How many records could not be read and are counted nowhere.
    pub incomplete: usize,
    /// What codes are called in the reader's language, beyond what the catalogues know.
    pub labels: Labels,
    /// The tables, in the order in which they are read.
    pub sections: Vec<Table>,
}

impl Document {
    /// A document of one table that says nothing yet of what it was made from.
    pub fn of(report: &str, command: Vec<String>, today: Day, table: Table) -> Document {
        Document::several(report, command, today, vec![table])
    }

    /// The same of several tables.
    pub fn several(report: &str, command: Vec<String>, today: Day, sections: Vec<Table>) -> Document {
        Document {
            report: report.into(),
            command,
            today,
            period: None,
            org: None,
            revision: None,
            dirty: false,
            records: None,
            incomplete: 0,
            labels: Labels::default(),
            sections,
        }
    }
}

/// What the store calls its own codes and ids (categories, organisations) in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels(BTreeMap<(&'static str, String), String>);

impl Labels {
    /// Names a code of a list of codes, such as `category`.
    pub fn add(&mut self, list: &'static str, code: &str, label: &str) {
        self.0.insert((list, code.into()), label.into());
    }

    /// The same without the names of one list.
    #[must_use]
    pub fn without(mut self, list: &str) -> Labels {
        self.0.retain(|(named, _), _| *named != list);
        self
    }

    /// The name of a code, where the store gives it one.
    pub fn find(&self, list: &'static str, code: &str) -> Option<&str> {
        self.0.get(&(list, code.into())).map(String::as_str)
    }
}

/// Rows under named, typed columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its stable name; its title is the catalogue's `KEY-title`.
    pub key: String,
    /// How many of the first columns group the rows: people see a group's key once.
    pub groups: usize,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, sorted by whoever made them.
    pub rows: Vec<Row>,
    /// What the rows add up to; columns that do not add are [`Cell::Missing`].
    pub total: Option<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its stable name; its title is the catalogue's `column-KEY`, or the key where that has none.
    pub key: String,
    /// What its cells hold and how people read them.
    pub kind: Type,
}

/// What the cells of a column hold and how people read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Free text, a month.
    Text,
    /// The id of the row's record, to be typed again: it is never broken.
    Id,
    /// The id of a node of a tree: machines get the id, people its name at the end of its branch. It is
    /// never broken.
    Branch,
    /// A code of the named list (`category`, `as` …): machines get the code, people its label.
    Code(&'static str),
    /// Codes of the named list with commas between them, each alone or as `CODE=NUMBER`: machines get them as
    /// they are, people their labels and numbers.
    Codes(&'static str),
    /// A day.
    Date,
    /// A whole number.
    Integer,
    /// A duration: whole minutes for machines, hours for people.
    Minutes,
    /// An amount of the store's currency.
    Money,
    /// A quotient: four places for machines, one for people.
    Ratio,
    /// A part of a whole: a ratio for machines, per cent for people.
    Share,
}

impl Type {
    /// The name that machines read.
    pub fn name(self) -> &'static str {
        match self {
            Type::Text | Type::Id | Type::Branch | Type::Code(_) | Type::Codes(_) => "text",
            Type::Date => "date",
            Type::Integer => "integer",
            Type::Minutes => "minutes",
            Type::Money => "money",
            Type::Ratio | Type::Share => "ratio",
        }
    }

    /// Whether its cells are numbers, which stand to the right and can be overridden by a row's type.
    pub fn is_figure(self) -> bool {
        !matches!(self, Type::Text | Type::Id | Type::Branch | Type::Code(_) | Type::Codes(_) | Type::Date)
    }
}

/// A row: as many cells as the table has columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its values.
    pub cells: Vec<Cell>,
    /// The keys of the columns whose value rests on an approximate one.
    pub approx: BTreeSet<String>,
    /// What the figures of this row are, where that differs from row to row.
    pub kind: Option<Type>,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text, or a code where the column holds codes.
    Text(String),
    /// A day.
    Date(Day),
    /// A whole number.
    Integer(i64),
    /// A duration; corrections may make it negative.
    Minutes(Minutes),
    /// An amount.
    Money(Money),
    /// A quotient, kept as its two terms; a denominator of 0 is a missing value.
    Ratio(i64, i64),
    /// Not known, or it does not apply.
    Missing,
    /// Known, but too small to be published: people read that it is below this number, machines nothing.
    Below(u64),
}

impl Column {
    /// A column of that name and type.
    pub fn new(key: &str, kind: Type) -> Column {
        Column { key: key.into(), kind }
    }
}

impl Row {
    /// A row of exact values.
    pub fn of(cells: Vec<Cell>) -> Row {
        Row { cells, ..Row::default() }
    }

    /// A row of keys, then figures by the key of their column, each with whether it is approximate; what is
    /// not known is no figure.
    pub fn measured<'a>(
        keys: impl IntoIterator<Item = Cell>,
        figures: impl IntoIterator<Item = (&'a str, Option<(Cell, bool)>)>,
    ) -> Row {
        let mut row = Row::of(keys.into_iter().collect());
        for (key, figure) in figures {
            let (cell, approximate) = figure.unwrap_or((Cell::Missing, false));
            row.cells.push(cell);
            row.approx.extend(approximate.then(|| key.to_string()));
        }
        row
    }

    /// The same row with the columns whose value is approximate.
    #[must_use]
    pub fn approximately(mut self, keys: impl IntoIterator<Item = impl Into<String>>) -> Row {
        self.approx.extend(keys.into_iter().map(Into::into));
        self
    }

    /// The same row, its figures being of another type than the columns say.
    #[must_use]
    pub fn typed(mut self, kind: Type) -> Row {
        self.kind = Some(kind);
        self
    }
}

impl Table {
    /// A table without rows.
    pub fn new(key: &str, columns: Vec<Column>) -> Table {
        Table { key: key.into(), groups: 0, columns, rows: Vec::new(), total: None }
    }

    /// The type of a column's cell in a row. A share stays one, whatever else the row counts.
    pub fn kind_in(&self, row: &Row, column: usize) -> Type {
        match (self.columns[column].kind, row.kind) {
            (kind, Some(other)) if kind.is_figure() && kind != Type::Share => other,
            (kind, _) => kind,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.into())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Integer(number)
    }
}

impl From<Minutes> for Cell {
    fn from(minutes: Minutes) -> Cell {
        Cell::Minutes(minutes)
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Cell {
        Cell::Date(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Missing, Into::into)
    }
}
