//! Field changes made on a tree of values, apart from any text: what an edit is meant to say, and what
//! undoing a change comes to.

use crate::model::diff::key_of;
use crate::model::node::Node;
use crate::model::path::{FieldChange, FieldPath, Row, Step};
use crate::model::shape::Shape;

/// A record has no such place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no `{path}`")]
pub struct NoPlace {
    /// Which place.
    pub path: FieldPath,
}

/// The changes in the order in which their positions hold: inner before outer, and in each list what
/// changes, then what goes from the end, then what comes from the start.
pub fn ordered(changes: &[FieldChange]) -> Vec<FieldChange> {
    let mut changes = changes.to_vec();
    changes.sort_by_key(|change| {
        let index = match change.path.0.last() {
            Some(Step::Row(row)) => row.index,
            _ => 0,
        };
        let turn = match (&change.old, &change.new) {
            (Some(_), Some(_)) => (0, 0),
            (_, None) => (1, usize::MAX - index),
            (None, Some(_)) => (2, index),
        };
        (std::cmp::Reverse(change.path.0.len()), turn)
    });
    changes
}

/// The node with the changes made, in the order in which they are given.
///
/// # Errors
/// [`NoPlace`] where a row or field that a change names is not there.
pub fn after(mut node: Node, changes: &[FieldChange], shape: &Shape) -> Result<Node, NoPlace> {
    for change in changes {
        put(&mut node, &change.path.0, change, shape)?;
    }
    Ok(pruned(node))
}

fn missing(path: &FieldPath) -> NoPlace {
    NoPlace { path: path.clone() }
}

fn put(node: &mut Node, way: &[Step], change: &FieldChange, shape: &Shape) -> Result<(), NoPlace> {
    let Some((step, rest)) = way.split_first() else {
        *node = change.new.clone().ok_or_else(|| missing(&change.path))?;
        return Ok(());
    };
    match step {
        Step::Field(name) => put_field(node, name, rest, change, shape.under(name).unwrap_or(&Shape::Free)),
        Step::Row(row) => put_row(node, row, rest, change, shape),
    }
}

fn put_field(
    node: &mut Node,
    name: &str,
    rest: &[Step],
    change: &FieldChange,
    shape: &Shape,
) -> Result<(), NoPlace> {
    if !matches!(node, Node::Table(_)) {
        *node = Node::Table(Vec::new());
    }
    let Node::Table(fields) = node else { return Err(missing(&change.path)) };
    let at = fields.iter().position(|(field, _)| field == name);
    match (at, &change.new) {
        (Some(at), None) if rest.is_empty() => drop(fields.remove(at)),
        (Some(at), _) => put(&mut fields[at].1, rest, change, shape)?,
        (None, None) => return Err(missing(&change.path)),
        (None, Some(_)) => {
            let is_list = matches!(rest.first(), Some(Step::Row(_)));
            let mut made = if is_list { Node::List(Vec::new()) } else { Node::Table(Vec::new()) };
            put(&mut made, rest, change, shape)?;
            fields.push((name.into(), made));
        }
    }
    Ok(())
}

fn put_row(
    node: &mut Node,
    row: &Row,
    rest: &[Step],
    change: &FieldChange,
    shape: &Shape,
) -> Result<(), NoPlace> {
    if !matches!(node, Node::List(_)) {
        *node = Node::List(Vec::new());
    }
    let Node::List(rows) = node else { return Err(missing(&change.path)) };
    if let (true, None, Some(new)) = (rest.is_empty(), &change.old, &change.new) {
        rows.insert(row.index.min(rows.len()), new.clone());
        return Ok(());
    }
    let keys = shape.key();
    let key_at = |at: usize| key_of(&rows[at], keys);
    let at = position(row, rows.len(), key_at).ok_or_else(|| missing(&change.path))?;
    if rest.is_empty() && change.new.is_none() {
        rows.remove(at);
        return Ok(());
    }
    put(&mut rows[at], rest, change, shape.item().unwrap_or(&Shape::Free))
}

/// The node without empty lists and tables: nothing is written as empty.
pub fn pruned(node: Node) -> Node {
    let is_empty = |node: &Node| match node {
        Node::List(rows) => rows.is_empty(),
        Node::Table(fields) => fields.is_empty(),
        _ => false,
    };
    match node {
        Node::List(rows) => Node::List(rows.into_iter().map(pruned).filter(|row| !is_empty(row)).collect()),
        Node::Table(fields) => {
            let kept = fields.into_iter().map(|(name, value)| (name, pruned(value)));
            Node::Table(kept.filter(|(_, value)| !is_empty(value)).collect())
        }
        scalar => scalar,
    }
}

/// The value at a path; rows are found by their key.
pub fn at<'n>(node: &'n Node, path: &FieldPath, shape: &Shape) -> Option<&'n Node> {
    let (mut node, mut shape) = (node, shape);
    for step in &path.0 {
        (node, shape) = match (step, node) {
            (Step::Field(name), node) => (node.field(name)?, shape.under(name).unwrap_or(&Shape::Free)),
            (Step::Row(row), Node::List(rows)) => {
                let found = position(row, rows.len(), |at| key_of(&rows[at], shape.key()))?;
                (&rows[found], shape.item().unwrap_or(&Shape::Free))
            }
            (Step::Row(_), _) => return None,
        };
    }
    Some(node)
}

/// The rule by which a row is found among `count` rows whose keys `key_at` tells.
pub fn position(row: &Row, count: usize, key_at: impl Fn(usize) -> String) -> Option<usize> {
    let stands_there = |at: usize| at < count && (row.key.is_empty() || key_at(at) == row.key);
    if stands_there(row.index) {
        return Some(row.index);
    }
    (!row.key.is_empty()).then(|| (0..count).find(|at| stands_there(*at))).flatten()
}
