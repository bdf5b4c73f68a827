//! Rows of a list that nothing tells apart: the same key twice.
//!
//! Where they stand is found in a record's tree, by its shape ([`each`]). Records are many and their lists
//! short, so whether that is worth it is asked of the typed rows first, without a copy of them ([`any`]).

use std::collections::{BTreeSet, HashMap};

use crate::model::diff::key_of;
use crate::model::node::{Node, visit};
use crate::model::path::FieldPath;
use crate::model::shape::Shape;

/// A row with the key of a row before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The list.
    pub list: FieldPath,
    /// The names of the fields that should tell rows apart; none where the rows are plain values.
    pub fields: Vec<String>,
    /// The key that both have.
    pub key: String,
    /// Where the first of them stands, counted from 0.
    pub first: usize,
    /// Where this one stands.
    pub again: usize,
}

impl Repeat {
    /// The place of one of the rows in its record.
    pub fn path(&self, index: usize) -> FieldPath {
        self.list.row(index, &self.key)
    }

    /// What is wrong.
    pub fn message(&self) -> String {
        format!("`{}` stands twice in `{}`", self.key, self.list)
    }

    /// What to do about it.
    pub fn help(&self) -> String {
        if self.fields.is_empty() {
            return "take one of them out".into();
        }
        let fields: Vec<String> = self.fields.iter().map(|field| format!("`{field}`")).collect();
        format!("keep one of the rows, or tell them apart by {}", fields.join(", "))
    }
}

/// Tells of every row in a tree that has the key of a row before it.
pub fn each(node: &Node, shape: &Shape, out: &mut dyn FnMut(Repeat)) {
    visit(node, shape, &mut |list, node, shape| {
        let (Node::List(rows), Shape::List { key: fields, repeats: false, .. }) = (node, shape) else {
            return;
        };
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (again, row) in rows.iter().enumerate() {
            let key = key_of(row, fields);
            if key.is_empty() {
                continue;
            }
            if let Some(first) = seen.get(&key) {
                out(Repeat { list: list.clone(), fields: fields.clone(), key, first: *first, again });
            } else {
                seen.insert(key, again);
            }
        }
    });
}

/// Whether two of some rows have the same key.
pub(crate) fn any<'r, R, K: Ord>(rows: &'r [R], key: impl Fn(&'r R) -> K) -> bool {
    const FEW: usize = 32;
    if rows.len() > FEW {
        let mut seen = BTreeSet::new();
        return !rows.iter().all(|row| seen.insert(key(row)));
    }
    let is_seen = |(at, row)| rows[..at].iter().any(|before| key(before) == key(row));
    rows.iter().enumerate().any(is_seen)
}

/// Whether a plain value stands twice in a list.
pub(crate) fn twice<T: Ord>(values: &[T]) -> bool {
    any(values, |value| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;
    use crate::model::record::{AnyRecord, shape};
    use crate::model::value;

    #[test]
    fn few_rows_and_many_are_told_apart_alike() {
        for length in [0, 1, 2, 31, 32, 33, 200] {
            let apart: Vec<usize> = (0..length).collect();
            assert!(!twice(&apart), "{length}");
            let again: Vec<usize> = apart.into_iter().chain([0]).collect();
            assert_eq!(twice(&again), length > 0, "{length}");
        }
    }

    /// A value of a shape, with every field that it can have; each list holds one row.
    fn full(shape: &Shape) -> Option<Node> {
        Some(match shape {
            Shape::Scalar(name) => Node::Text(value::sample(name).trim_matches('"').into()),
            Shape::Integer => Node::Number("1".into()),
            Shape::Bool => Node::Bool(true),
            Shape::Code(codes) => Node::Text(codes.first()?.clone()),
            Shape::List { item, .. } => Node::List(vec![full(item)?]),
            Shape::Table(fields) => {
                let fields = fields.iter().filter(|field| field.name != "*");
                Node::Table(
                    fields.filter_map(|field| Some((field.name.clone(), full(&field.shape)?))).collect(),
                )
            }
            Shape::Either { single, .. } => full(single)?,
            Shape::Map(_) | Shape::Free => return None,
        })
    }

    /// The same tree with each of its lists doubled in turn.
    fn doubled(node: &Node) -> Vec<Node> {
        match node {
            Node::Table(fields) => {
                let of_field = |at: usize| {
                    let with = move |value: Node| {
                        let mut fields = fields.clone();
                        fields[at].1 = value;
                        Node::Table(fields)
                    };
                    doubled(&fields[at].1).into_iter().map(with)
                };
                (0..fields.len()).flat_map(of_field).collect()
            }
            Node::List(rows) => {
                let within = doubled(&rows[0]).into_iter().map(|row| Node::List(vec![row]));
                within.chain([Node::List(vec![rows[0].clone(), rows[0].clone()])]).collect()
            }
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_quick_look_misses_no_list_of_any_kind() {
        for kind in Kind::ALL {
            let whole = full(shape(kind)).unwrap();
            let read = |node: &Node| AnyRecord::from_node(kind, node, &mut |_| {}).unwrap();
            let whole = read(&whole).node().unwrap();
            for node in doubled(&whole) {
                let mut found = Vec::new();
                each(&node, shape(kind), &mut |repeat| found.push(repeat.message()));
                let quick = read(&node).may_repeat();
                assert!(quick || found.is_empty(), "{kind}: {found:?}");
            }
        }
    }
}
