//! What differs between two states of a record, field by field.
//!
//! Rows of a list are matched by the key that the format gives the list, so that a row that moved or
//! changed is told from one that is new; a row that is the same but for its key's one field keeps its place. A list whose kept rows change order is replaced whole.

use crate::model::node::Node;
use crate::model::path::{FieldChange, FieldPath, row_key};
use crate::model::shape::Shape;

/// The changes that turn one state of a record into another, in the order of its shape.
pub fn diff(before: &Node, after: &Node, shape: &Shape) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    compare(&FieldPath::default(), Some(before), Some(after), shape, &mut changes);
    changes
}

fn compare(
    path: &FieldPath,
    old: Option<&Node>,
    new: Option<&Node>,
    shape: &Shape,
    out: &mut Vec<FieldChange>,
) {
    match (old, new) {
        (old, new) if old == new => {}
        (Some(Node::Table(old)), Some(Node::Table(new))) => tables(path, old, new, shape, out),
        (Some(Node::List(old)), Some(Node::List(new))) if rows(path, old, new, shape, out) => {}
        (old, new) => out.push(FieldChange { path: path.clone(), old: old.cloned(), new: new.cloned() }),
    }
}

fn tables(
    path: &FieldPath,
    old: &[(String, Node)],
    new: &[(String, Node)],
    shape: &Shape,
    out: &mut Vec<FieldChange>,
) {
    let find = |fields: &'_ [(String, Node)], name: &str| fields.iter().position(|(field, _)| field == name);
    let gone = old.iter().filter(|(name, _)| find(new, name).is_none()).map(|(name, _)| name);
    for name in new.iter().map(|(name, _)| name).chain(gone) {
        let value = |fields: &'_ [(String, Node)]| find(fields, name).map(|at| fields[at].1.clone());
        let shape = shape.under(name).unwrap_or(&Shape::Free);
        compare(&path.then(name), value(old).as_ref(), value(new).as_ref(), shape, out);
    }
}

/// Compares two lists row by row; `false` where only replacing the whole list would do.
fn rows(path: &FieldPath, old: &[Node], new: &[Node], shape: &Shape, out: &mut Vec<FieldChange>) -> bool {
    let Shape::List { item, key, .. } = shape else { return false };
    if new.is_empty() || old.is_empty() {
        return false;
    }
    let (old_keys, new_keys) = (keys(old, key), keys(new, key));
    let kept: Vec<_> = new_keys.iter().filter_map(|key| old_keys.iter().position(|old| old == key)).collect();
    if !kept.is_sorted() {
        return false;
    }
    let rekeyed = |index: usize| {
        let gone = old_keys.get(index).is_some_and(|key| !new_keys.contains(key));
        let came = new_keys.get(index).is_some_and(|key| !old_keys.contains(key));
        old.len() == new.len() && gone && came && differ_in_one(&old[index], &new[index], key)
    };
    for (index, key) in old_keys.iter().enumerate() {
        let after = new_keys.iter().position(|new| new == key).or(rekeyed(index).then_some(index));
        compare(&path.row(index, &key.0), Some(&old[index]), after.map(|at| &new[at]), item, out);
    }
    let came = new_keys.iter().enumerate().filter(|(index, key)| !old_keys.contains(key) && !rekeyed(*index));
    for (index, key) in came {
        out.push(FieldChange { path: path.row(index, &key.0), old: None, new: Some(new[index].clone()) });
    }
    true
}

/// Whether two rows are the same but for one field of their key: the same row under another name.
fn differ_in_one(old: &Node, new: &Node, key: &[String]) -> bool {
    match (old, new) {
        (Node::Table(fields), Node::Table(others)) => {
            let names = || fields.iter().chain(others).map(|(name, _)| name);
            let mut differ: Vec<&String> =
                names().filter(|name| old.field(name) != new.field(name)).collect();
            differ.sort();
            differ.dedup();
            differ.len() == 1 && key.contains(differ[0])
        }
        (Node::Text(_), Node::Text(_)) => true,
        _ => false,
    }
}

/// Whether two nodes say the same: where the shape tells what a scalar is, by its text; the order of
/// a table's fields means nothing.
pub fn same(one: &Node, other: &Node, shape: &Shape) -> bool {
    match (one, other) {
        (Node::Table(ours), Node::Table(theirs)) => {
            let found = |(name, value): &(String, Node)| {
                let shape = shape.under(name).unwrap_or(&Shape::Free);
                other.field(name).is_some_and(|other| same(value, other, shape))
            };
            ours.len() == theirs.len() && ours.iter().all(found)
        }
        (Node::List(ours), Node::List(theirs)) => {
            let item = shape.item().unwrap_or(&Shape::Free);
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(one, other)| same(one, other, item))
        }
        _ if *shape == Shape::Free => one == other,
        _ => one.text().is_some() && one.text() == other.text(),
    }
}

/// The key of each row, and how many rows before it have the same.
fn keys(rows: &[Node], fields: &[String]) -> Vec<(String, usize)> {
    let mut made: Vec<(String, usize)> = Vec::new();
    for row in rows {
        let key = key_of(row, fields);
        let before = made.iter().filter(|(other, _)| *other == key).count();
        made.push((key, before));
    }
    made
}

/// The key of a row: its key fields, or a scalar itself; empty for tables in lists without a key.
pub fn key_of(row: &Node, fields: &[String]) -> String {
    match row {
        Node::Table(_) => row_key(fields.iter().map(|field| row.field(field).and_then(Node::text))),
        scalar => scalar.text().unwrap_or_default(),
    }
}
