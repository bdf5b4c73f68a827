//! A record as a tree of plain values: what lies between a struct and its text.
//!
//! Structs become nodes ([`to_node`]) to be compared field by field and to be written; nodes become
//! structs ([`from_node`]) when a register has been read or a field was set. Numbers keep their text,
//! so nothing ever passes through a binary float.

use serde::de::DeserializeOwned;
use serde::{Deserializer, Serialize};

use crate::model::day::Day;
use crate::model::diff::key_of;
use crate::model::path::{FieldPath, Row, Step};
use crate::model::shape::Shape;

mod de;
mod ser;

/// A value of a record. Tables keep the order of their fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// True or false.
    Bool(bool),
    /// A number, by its text.
    Number(String),
    /// A date, written as TOML's local date or as a plain YAML scalar.
    Date(Day),
    /// Any other text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Named values; no name stands twice.
    Table(Vec<(String, Node)>),
}

/// Why a struct is not what a node says, or cannot be a node.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NodeError {
    /// What a struct's reader says.
    #[error("{message}")]
    Refused {
        /// In its words.
        message: String,
    },
    /// The struct holds something that no record can.
    #[error("a {what} cannot stand in a record")]
    Foreign {
        /// What it holds.
        what: &'static str,
    },
}

/// The tree of a struct. Absent fields are absent.
///
/// # Errors
/// [`NodeError::Foreign`] where the struct holds floats, bytes or units: no record does.
pub fn to_node<T: Serialize + ?Sized>(value: &T) -> Result<Node, NodeError> {
    value.serialize(ser::ToNode).map(|node| node.unwrap_or(Node::Table(Vec::new())))
}

/// The struct that a tree says, telling `unknown` every field nobody knows.
///
/// # Errors
/// [`NodeError::Refused`] with the first fault; all of them come from the shape's walk.
pub fn from_node<T: DeserializeOwned>(
    node: &Node,
    unknown: &mut dyn FnMut(FieldPath),
) -> Result<T, NodeError> {
    serde_ignored::deserialize(reader(node), |path| unknown(field_path(&path)))
}

/// A deserializer over a tree.
pub fn reader(node: &Node) -> impl Deserializer<'_, Error = NodeError> {
    de::FromNode(node)
}

/// Where a reader met a field that nobody knows.
pub fn field_path(path: &serde_ignored::Path) -> FieldPath {
    use serde_ignored::Path;
    match path {
        Path::Root => FieldPath::default(),
        Path::Seq { parent, index } => field_path(parent).row(*index, ""),
        Path::Map { parent, key } => field_path(parent).then(key),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            field_path(parent)
        }
    }
}

/// Goes through all values of a tree, each with its path and shape, outer ones first.
pub fn visit(node: &Node, shape: &Shape, out: &mut dyn FnMut(&FieldPath, &Node, &Shape)) {
    visit_at(&mut FieldPath::default(), node, shape, out);
}

fn visit_at(
    path: &mut FieldPath,
    node: &Node,
    shape: &Shape,
    out: &mut dyn FnMut(&FieldPath, &Node, &Shape),
) {
    out(path, node, shape);
    match node {
        Node::Table(fields) => {
            for (name, value) in fields {
                path.0.push(Step::Field(name.clone()));
                visit_at(path, value, shape.under(name).unwrap_or(&Shape::Free), out);
                path.0.pop();
            }
        }
        Node::List(rows) => {
            let Shape::List { item, key, .. } = shape else { return };
            for (index, row) in rows.iter().enumerate() {
                path.0.push(Step::Row(Row { index, key: key_of(row, key) }));
                visit_at(path, row, item, out);
                path.0.pop();
            }
        }
        Node::Bool(_) | Node::Number(_) | Node::Date(_) | Node::Text(_) => {}
    }
}

impl Node {
    /// The field of a table, if this is one that has it.
    pub fn field(&self, name: &str) -> Option<&Node> {
        match self {
            Node::Table(fields) => fields.iter().find(|(field, _)| field == name).map(|(_, node)| node),
            _ => None,
        }
    }

    /// A scalar by its text; `None` for lists and tables.
    pub fn text(&self) -> Option<String> {
        match self {
            Node::Bool(truth) => Some(truth.to_string()),
            Node::Number(text) | Node::Text(text) => Some(text.clone()),
            Node::Date(day) => Some(day.to_string()),
            Node::List(_) | Node::Table(_) => None,
        }
    }
}

/// As people read it on one line: `{ who: li-na, hours: 2.5 }`.
impl std::fmt::Display for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Node::List(items) => {
                f.write_str("[")?;
                for (i, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if i > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Node::Table(fields) => {
                f.write_str("{ ")?;
                for (i, (name, value)) in fields.iter().enumerate() {
                    write!(f, "{}{name}: {value}", if i > 0 { ", " } else { "" })?;
                }
                f.write_str(" }")
            }
            scalar => f.write_str(&scalar.text().unwrap_or_default()),
        }
    }
}
