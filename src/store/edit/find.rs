//! Finding a value in a tree, and reading a tree as the node it says.

use std::ops::Range;

use crate::model::apply::position;
use crate::model::day::Day;
use crate::model::node::Node;
use crate::model::path::{self, FieldPath, Row, Step};
use crate::model::shape::Shape;
use crate::model::value::is_numeric;

use super::tree::{Entry, Scalar, Style, Tree, Value};

/// The key of a row, as field paths write it: of a scalar the scalar itself.
pub fn row_key(row: &Tree, key_fields: &[String]) -> String {
    if let Some(text) = row.text() {
        return text.into();
    }
    path::row_key(key_fields.iter().map(|name| row.entry(name)?.value.text().map(String::from)))
}

impl Tree {
    /// The named value of that name, if this is a table that has it.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == name)
    }

    /// The named values of a table; none of anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The rows of a list; none of anything else.
    pub fn rows(&self) -> &[Tree] {
        match &self.value {
            Value::List(rows) => rows,
            _ => &[],
        }
    }

    /// How many values in it are nothing.
    pub fn blanks(&self) -> usize {
        match &self.value {
            Value::Null => 1,
            Value::Scalar(_) => 0,
            Value::List(rows) => rows.iter().map(Tree::blanks).sum(),
            Value::Table(entries) => entries.iter().map(|entry| entry.value.blanks()).sum(),
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The value at a path. A row is the one at its position if that has its key, else the first that
    /// has, else (the key may be what is faulty) the one at its position.
    pub fn find(&self, path: &FieldPath, shape: &Shape) -> Option<&Tree> {
        self.descend(&path.0, shape).map(|(tree, _)| tree)
    }

    /// The bytes of the name of the value at a path; of a row the bytes of the row.
    pub fn key_range(&self, path: &FieldPath, shape: &Shape) -> Option<Range<usize>> {
        let (last, way) = path.0.split_last()?;
        let (parent, shape) = self.descend(way, shape)?;
        match last {
            Step::Field(name) => parent.entry(name).map(|entry| entry.key_range.clone()),
            Step::Row(row) => {
                let at = parent.row_position(row, shape).or(Some(row.index))?;
                parent.rows().get(at).map(|row| row.range.clone())
            }
        }
    }

    /// The value that a way leads to, with its shape.
    fn descend<'t, 's>(&'t self, way: &[Step], shape: &'s Shape) -> Option<(&'t Tree, &'s Shape)> {
        way.iter().try_fold((self, shape), |(tree, shape), step| match step {
            Step::Field(name) => Some((&tree.entry(name)?.value, shape.under(name).unwrap_or(&Shape::Free))),
            Step::Row(row) => {
                let at = tree.row_position(row, shape).unwrap_or(row.index);
                Some((tree.rows().get(at)?, shape.item().unwrap_or(&Shape::Free)))
            }
        })
    }

    /// Where in this list a row stands; `None` if no row has its key.
    pub(super) fn row_position(&self, row: &Row, shape: &Shape) -> Option<usize> {
        let keys = shape.key();
        position(row, self.rows().len(), |at| row_key(&self.rows()[at], keys))
    }

    /// The node that this says: text where the shape wants text, a number where it wants one, a date
    /// for a day; where the shape says nothing, what the syntax says. What is null is absent.
    pub fn to_node(&self, shape: &Shape) -> Node {
        match &self.value {
            Value::Null => Node::Text(String::new()),
            Value::Scalar(scalar) => scalar.to_node(shape),
            Value::List(rows) => {
                let item = shape.item().unwrap_or(&Shape::Free);
                Node::List(rows.iter().map(|row| row.to_node(item)).collect())
            }
            Value::Table(entries) => Node::Table(
                entries
                    .iter()
                    .filter(|entry| entry.value.value != Value::Null)
                    .map(|entry| {
                        let shape = shape.under(&entry.key).unwrap_or(&Shape::Free);
                        (entry.key.clone(), entry.value.to_node(shape))
                    })
                    .collect(),
            ),
        }
    }
}

impl Scalar {
    /// The scalar as the shape wants it, else as the syntax has it.
    fn to_node(&self, shape: &Shape) -> Node {
        let text = || Node::Text(self.text.clone());
        let number = || Node::Number(self.text.replace('_', ""));
        let day = || Day::written(&self.text).map_or_else(|_| text(), Node::Date);
        match shape {
            Shape::Scalar(name) if name == "day" || name == "born" && self.text.len() > 4 => day(),
            Shape::Scalar(name) if is_numeric(name) => {
                if is_number(&self.text) {
                    number()
                } else {
                    text()
                }
            }
            Shape::Either { single, .. } => self.to_node(single),
            Shape::Integer if is_number(&self.text) => number(),
            Shape::Bool if self.text == "true" || self.text == "false" => Node::Bool(self.text == "true"),
            Shape::Scalar(_) | Shape::Code(_) | Shape::Integer | Shape::Bool => text(),
            Shape::List { .. } | Shape::Table(_) | Shape::Map(_) | Shape::Free => match self.style {
                Style::Bool => Node::Bool(self.text.eq_ignore_ascii_case("true")),
                Style::Integer | Style::Decimal => number(),
                Style::Date => day(),
                Style::Time | Style::Plain | Style::Quoted => text(),
            },
        }
    }
}

/// Whether a text is digits, with a sign before and a point among them at most.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'_')
        && digits.matches('.').count() <= 1
}
