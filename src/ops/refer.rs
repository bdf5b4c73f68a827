//! Who refers to a record: found by the bytes of all files, told by the shapes of those that have them.

use std::rc::Rc;

use crate::model::book::{Book, LoadError, Loaded};
use crate::model::diff::key_of;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::{Node, NodeError};
use crate::model::path::{FieldPath, Step};
use crate::model::record::shape;
use crate::model::shape::Shape;

/// A record that refers to another one.
#[derive(Clone, Debug)]
pub struct Referring {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// The record.
    pub loaded: Rc<Loaded>,
    /// The fields that do, each with what it says.
    pub fields: Vec<FieldPath>,
}

/// Everybody who refers to a record, in the order of kinds and files.
///
/// # Errors
/// [`LoadError`] where a record that may refer to it cannot be used.
pub fn referring(book: &Book, kind: Kind, id: &Id) -> Result<Vec<Referring>, LoadError> {
    let mut found = Vec::new();
    for name in book.mentions(&Kind::ALL, id)? {
        let Some(loaded) = book.any(name.kind, &name.id)? else { continue };
        let Ok(node) = loaded.record.node() else { continue };
        let mut fields = Vec::new();
        each(&mut FieldPath::default(), &node, shape(name.kind), &mut |path, text, shape| {
            if refers(shape, text, kind, id) {
                fields.push(path.clone());
            }
        });
        if !fields.is_empty() {
            found.push(Referring { kind: name.kind, id: name.id, loaded, fields });
        }
    }
    Ok(found)
}

/// The same tree with every reference to a record turned to another id.
pub fn turned(node: &Node, shape: &Shape, kind: Kind, id: &Id, new: &Id) -> Node {
    match node {
        Node::Table(fields) => Node::Table(
            fields
                .iter()
                .map(|(name, value)| {
                    let inner = shape.under(name).unwrap_or(&Shape::Free);
                    (name.clone(), turned(value, inner, kind, id, new))
                })
                .collect(),
        ),
        Node::List(rows) => {
            let item = shape.item().unwrap_or(&Shape::Free);
            Node::List(rows.iter().map(|row| turned(row, item, kind, id, new)).collect())
        }
        Node::Text(text) if refers(shape, text, kind, id) => {
            Node::Text(text.strip_suffix(id.as_str()).unwrap_or_default().to_string() + new)
        }
        other => other.clone(),
    }
}

/// Whether a value refers to a record: by its id, or as `KIND/ID`.
fn refers(shape: &Shape, text: &str, kind: Kind, id: &Id) -> bool {
    match shape {
        Shape::Scalar(name) if name == "record" => {
            text.split_once('/').is_some_and(|(noun, rest)| noun == kind.noun() && rest == id.as_str())
        }
        _ => text == id.as_str() && shape.refers_to().any(|noun| noun == kind.noun()),
    }
}

fn each(path: &mut FieldPath, node: &Node, shape: &Shape, out: &mut dyn FnMut(&FieldPath, &str, &Shape)) {
    match node {
        Node::Table(fields) => {
            for (name, value) in fields {
                path.0.push(Step::Field(name.clone()));
                each(path, value, shape.under(name).unwrap_or(&Shape::Free), out);
                path.0.pop();
            }
        }
        Node::List(rows) => {
            for (index, row) in rows.iter().enumerate() {
                let key = key_of(row, shape.key());
                let mut inner = path.row(index, &key);
                each(&mut inner, row, shape.item().unwrap_or(&Shape::Free), out);
            }
        }
        Node::Text(text) => out(path, text, shape),
        Node::Bool(_) | Node::Number(_) | Node::Date(_) => {}
    }
}

/// A record that its own tree does not make: never met with the structs of this crate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the {kind} `{id}` would no longer be one: {why}")]
pub struct Unfit {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// What its reader says.
    pub why: NodeError,
}
