//! The columns of a list: any field of a kind, or a value within one, by name; and how rows follow each
//! other by them.

use std::cmp::Ordering;

use crate::cli::error::Failure;
use crate::cli::generic::codes;
use crate::cli::generic::filter::held;
use crate::model::code::CodeError;
use crate::model::correction::SignedMinutes;
use crate::model::day::Day;
use crate::model::flaw::Flaw;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::node::Node;
use crate::model::record::shape;
use crate::model::shape::{Field, Shape};
use crate::report::table::{Cell, Column, Type};

/// A column that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// As it was asked for.
    key: String,
    /// The field; `None` for the id.
    field: Option<&'static Field>,
    /// The value within the field, where one is named.
    within: Option<String>,
    /// The list whose codes it holds.
    list: Option<&'static str>,
    /// Whether a sorting by it goes downwards.
    down: bool,
}

impl Wanted {
    /// The column that a word of a sorting names; `-` before it turns the order round.
    pub(crate) fn sorting(kind: Kind, key: &str) -> Result<Wanted, Failure> {
        match key.strip_prefix('-') {
            Some(key) => Ok(Wanted { down: true, ..Wanted::named(kind, key)? }),
            None => Wanted::named(kind, key),
        }
    }

    /// The column of a kind's records that a word names.
    pub(crate) fn named(kind: Kind, key: &str) -> Result<Wanted, Failure> {
        let (name, within) =
            key.split_once('.').map_or((key, None), |(name, within)| (name, Some(within.to_string())));
        if name == "id" {
            return Ok(Wanted { key: key.into(), field: None, within: None, list: None, down: false });
        }
        if let Some(field) = shape(kind).field(&name.replace('-', "_")) {
            let list = codes::list(kind, &field.name);
            return Ok(Wanted { key: key.replace('-', "_"), field: Some(field), within, list, down: false });
        }
        let error = CodeError::of(name, shape(kind).names().chain(["id"]));
        Err(Failure::call(format!("a record of kind `{kind}` has no field `{name}`")).help(error.help()))
    }

    /// The columns that are asked for; where none are, the kind's own, and since when a record is void.
    pub(crate) fn columns(kind: Kind, own: &[&str], asked: &[String]) -> Result<Vec<Wanted>, Failure> {
        if !asked.is_empty() {
            return asked.iter().map(|key| Wanted::named(kind, key)).collect();
        }
        let own = own.iter().map(|key| Wanted::named(kind, key));
        own.chain(Wanted::void(kind).map(Ok)).collect()
    }

    /// The column that says since when a record is void; none of registers, which never are.
    pub(crate) fn void(kind: Kind) -> Option<Wanted> {
        let field = Some(shape(kind).field("void")?);
        Some(Wanted { key: "void".into(), field, within: Some("date".into()), list: None, down: false })
    }

    /// It as a column of a table.
    pub(crate) fn column(&self) -> Column {
        if self.field.is_none() {
            return Column::new(&self.key, Type::Id);
        }
        let kind = match (self.field.map(|field| &field.shape), &self.within) {
            (Some(Shape::Scalar(name)), None) => match &**name {
                "day" => Type::Date,
                "minutes" | "minutes-signed" => Type::Minutes,
                "money" => Type::Money,
                "category" => Type::Code("category"),
                name if name.starts_with("ref:") => Type::Id,
                _ => Type::Text,
            },
            (Some(Shape::Code(_)), None) => self.list.map_or(Type::Text, Type::Code),
            (Some(Shape::List { item, .. }), None) if **item == Shape::Scalar("category".into()) => {
                Type::Codes("category")
            }
            (Some(Shape::List { .. }), None) if self.key == "groups" => Type::Codes("heads"),
            (Some(Shape::Integer), None) if self.is_whole_minutes() => Type::Minutes,
            (Some(Shape::Integer), None) => Type::Integer,
            (Some(Shape::Map(item)), Some(_)) if **item == Shape::Integer => Type::Integer,
            _ => Type::Text,
        };
        Column::new(&self.key, kind)
    }

    /// Whether it is a duration that is written as a whole number of minutes, not in hours.
    fn is_whole_minutes(&self) -> bool {
        self.key == "minutes" && self.field.is_some_and(|field| field.shape == Shape::Integer)
    }

    /// What a record holds there.
    pub(crate) fn cell(&self, id: &Id, record: &Node, today: Day) -> Cell {
        let Some(field) = self.field else { return Cell::Text(id.to_string()) };
        if let Some(within) = &self.within {
            let value = record.field(&field.name).and_then(|node| node.field(within));
            return value.map_or(Cell::Missing, |value| typed(value, &self.column()));
        }
        match record.field(&field.name) {
            Some(number @ Node::Number(_)) if self.is_whole_minutes() => {
                let count = number.text().unwrap_or_else(|| number.to_string()).parse();
                count.map_or(Cell::Missing, |count| Cell::Minutes(Minutes::of(count)))
            }
            Some(scalar @ (Node::Bool(_) | Node::Number(_) | Node::Date(_) | Node::Text(_))) => {
                typed(scalar, &self.column())
            }
            Some(table @ Node::Table(_)) => Cell::Text(table.to_string()),
            _ => match held(record, field, today).join(", ") {
                none if none.is_empty() => Cell::Missing,
                all => Cell::Text(all),
            },
        }
    }
}

/// A value as a cell of a column.
fn typed(node: &Node, column: &Column) -> Cell {
    let text = node.text().unwrap_or_else(|| node.to_string());
    let cell = match column.kind {
        Type::Date => text.parse().ok().map(Cell::Date),
        Type::Integer => text.parse().ok().map(Cell::Integer),
        Type::Minutes => text.parse().ok().map(|SignedMinutes(minutes)| Cell::Minutes(minutes)),
        Type::Money => text.parse().ok().map(Cell::Money),
        _ => None,
    };
    cell.unwrap_or(Cell::Text(text))
}

/// How two rows follow each other; what is missing comes last.
pub(crate) fn compare(a: &[Cell], b: &[Cell], order: &[Wanted]) -> Ordering {
    let each = a.iter().zip(b).zip(order).map(|((a, b), wanted)| match (a, b) {
        (Cell::Missing, Cell::Missing) => Ordering::Equal,
        (Cell::Missing, _) => Ordering::Greater,
        (_, Cell::Missing) => Ordering::Less,
        (a, b) if wanted.down => value_order(b, a),
        (a, b) => value_order(a, b),
    });
    each.fold(Ordering::Equal, Ordering::then)
}

fn value_order(a: &Cell, b: &Cell) -> Ordering {
    match (a, b) {
        (Cell::Integer(a), Cell::Integer(b)) => a.cmp(b),
        (Cell::Date(a), Cell::Date(b)) => a.cmp(b),
        (Cell::Minutes(a), Cell::Minutes(b)) => a.cmp(b),
        (Cell::Money(a), Cell::Money(b)) => a.cmp(b),
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}
