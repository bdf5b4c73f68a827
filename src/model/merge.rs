//! Two states of a record that came from a third, made one: tables by their fields, lists by the keys of
//! their rows, single values as a whole.
//!
//! What only one side changed is taken; the same change on both sides is one change. What both changed,
//! and not to the same, stays open: it is told, and the result is made once for each way to decide it.
//! Knows values only; how they stand in a text is the store's to know.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::diff::{key_of, same};
use crate::model::node::Node;
use crate::model::path::FieldPath;
use crate::model::shape::Shape;

/// One of the three states that meet in a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What both came from.
    Base,
    /// The state that is merged into.
    Ours,
    /// The state that is merged.
    Theirs,
}

/// The same thing of all three states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides<T> {
    /// Of what both came from.
    pub base: T,
    /// Of the state that is merged into.
    pub ours: T,
    /// Of the state that is merged.
    pub theirs: T,
}

impl<T> Sides<T> {
    /// The one of a side.
    pub fn of(&self, side: Side) -> &T {
        match side {
            Side::Base => &self.base,
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    /// The same with something made of each.
    pub fn map<'s, U>(&'s self, mut make: impl FnMut(&'s T) -> U) -> Sides<U> {
        Sides { base: make(&self.base), ours: make(&self.ours), theirs: make(&self.theirs) }
    }
}

/// A value that both sides changed, and not to the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which value.
    pub path: FieldPath,
    /// What it is on each side; nothing where it is not there.
    pub values: Sides<Option<Node>>,
}

/// What a merge came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The result, with what is open decided as each side has it; all equal where nothing is open.
    pub decided: Sides<Node>,
    /// What is open, in the order of the record.
    pub conflicts: Vec<Conflict>,
}

/// Merges two states of a record.
pub fn merge(sides: &Sides<Node>, shape: &Shape) -> Merged {
    let decide = |side: Side| {
        let mut merging = Merging { side, conflicts: Vec::new() };
        let values = sides.map(Some);
        let node = merging.value(&FieldPath::default(), &values, shape);
        let mut node = node.unwrap_or(Node::Table(Vec::new()));
        merging.void(&mut node, sides, shape);
        (node, merging.conflicts)
    };
    let (ours, conflicts) = decide(Side::Ours);
    if conflicts.is_empty() {
        return Merged { decided: Sides { base: ours.clone(), theirs: ours.clone(), ours }, conflicts };
    }
    let decided = Sides { base: decide(Side::Base).0, ours, theirs: decide(Side::Theirs).0 };
    Merged { decided, conflicts }
}

/// A record with the rows of its lists in the order of another: rows that the other has not stand behind
/// the row before them.
pub fn arranged(node: Node, like: &Node, shape: &Shape) -> Node {
    match (node, like) {
        (Node::Table(fields), Node::Table(_)) => {
            let arrange = |(name, value): (String, Node)| {
                let shape = shape.under(&name).unwrap_or(&Shape::Free);
                let value = match like.field(&name) {
                    Some(like) => arranged(value, like, shape),
                    None => value,
                };
                (name, value)
            };
            Node::Table(fields.into_iter().map(arrange).collect())
        }
        (Node::List(rows), Node::List(others)) if shape.item().is_some() => {
            let (names, others) = (named(&rows, shape), named(others, shape));
            let mut rows: BTreeMap<&Name, Node> = names.iter().zip(rows).collect();
            let standing: BTreeSet<&Name> = rows.keys().copied().collect();
            let order = woven(&woven(&[], &others, &standing), &names, &standing);
            Node::List(order.iter().filter_map(|name| rows.remove(name)).collect())
        }
        (node, _) => node,
    }
}

/// What tells a row apart, and how many rows before it say the same.
type Name = (String, usize);

/// The names of a list's rows: by its key, or where it has none, by all that the row says.
fn named(rows: &[Node], shape: &Shape) -> Vec<Name> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let name = |row: &Node| {
        let name = name_of(row, shape);
        let count = counts.entry(name.clone()).or_default();
        *count += 1;
        (name, *count - 1)
    };
    rows.iter().map(name).collect()
}

fn name_of(row: &Node, shape: &Shape) -> String {
    match row {
        Node::Table(_) if shape.key().is_empty() => row.to_string(),
        row => key_of(row, shape.key()),
    }
}

/// An order with the names of another put in, of those that shall stand: each behind the name before it
/// there, and behind what only the first has at that place.
fn woven<'n>(first: &[&'n Name], second: &'n [Name], standing: &BTreeSet<&Name>) -> Vec<&'n Name> {
    let mut order = first.to_vec();
    let mut placed: BTreeSet<&Name> = first.iter().copied().collect();
    let known: BTreeSet<&Name> = second.iter().collect();
    let mut before: Option<&Name> = None;
    for name in second.iter().filter(|name| standing.contains(name)) {
        if placed.insert(name) {
            let place = |before| order.iter().position(|other| *other == before);
            let mut at = before.and_then(place).map_or(0, |at| at + 1);
            while order.get(at).is_some_and(|other| !known.contains(other)) {
                at += 1;
            }
            order.insert(at, name);
        }
        before = Some(name);
    }
    order
}

/// What stands at a place on each side.
type Values<'n> = Sides<Option<&'n Node>>;

/// A merge under way, which decides what is open for one side.
struct Merging {
    side: Side,
    conflicts: Vec<Conflict>,
}

impl Merging {
    fn value(&mut self, path: &FieldPath, values: &Values, shape: &Shape) -> Option<Node> {
        let Sides { base, ours, theirs } = *values;
        if equal(ours, theirs, shape) || equal(base, theirs, shape) {
            return ours.cloned();
        }
        if equal(base, ours, shape) {
            return theirs.cloned();
        }
        match (base, ours, theirs) {
            (None | Some(Node::Table(_)), Some(Node::Table(_)), Some(Node::Table(_))) => {
                Some(self.table(path, values, shape))
            }
            _ if shape.item().is_some() => match (rows(base), rows(ours), rows(theirs)) {
                (Some(base), Some(ours), Some(theirs)) => {
                    let rows = self.list(path, &Sides { base, ours, theirs }, shape);
                    (!rows.is_empty()).then_some(Node::List(rows))
                }
                _ => self.open(path, values),
            },
            _ => self.open(path, values),
        }
    }

    /// Leaves a value open.
    fn open(&mut self, path: &FieldPath, values: &Values) -> Option<Node> {
        let values = values.map(|value| value.cloned());
        let decided = values.of(self.side).clone();
        self.conflicts.push(Conflict { path: path.clone(), values });
        decided
    }

    fn table(&mut self, path: &FieldPath, values: &Values, shape: &Shape) -> Node {
        let mut fields: Vec<(String, Node)> = Vec::new();
        let mut seen = BTreeSet::new();
        for side in [values.ours, values.theirs, values.base] {
            let Some(Node::Table(named)) = side else { continue };
            for name in named.iter().map(|(name, _)| name).filter(|name| seen.insert(*name)) {
                let values = values.map(|value| value.and_then(|value| value.field(name)));
                let shape = shape.under(name).unwrap_or(&Shape::Free);
                fields
                    .extend(self.value(&path.then(name), &values, shape).map(|value| (name.clone(), value)));
            }
        }
        Node::Table(fields)
    }

    fn list(&mut self, path: &FieldPath, lists: &Sides<&[Node]>, shape: &Shape) -> Vec<Node> {
        let names = lists.map(|rows| named(rows, shape));
        let groups = lists.map(|rows| grouped(rows, shape));
        let mut made: BTreeMap<Name, Node> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for side in [&lists.ours, &lists.theirs, &lists.base] {
            for (index, row) in side.iter().enumerate() {
                let name = name_of(row, shape);
                if !seen.insert(name.clone()) {
                    continue;
                }
                let group = groups.map(|groups| groups.get(&name).map_or(&[][..], Vec::as_slice));
                let key = if shape.key().is_empty() && row.text().is_none() { "" } else { &*name };
                let rows = self.group(&path.row(index, key), &group, shape);
                made.extend(rows.into_iter().enumerate().map(|(nth, row)| ((name.clone(), nth), row)));
            }
        }
        let standing: BTreeSet<&Name> = made.keys().collect();
        let order = [&names.ours, &names.theirs, &names.base];
        let order = order.iter().fold(Vec::new(), |order, names| woven(&order, names, &standing));
        let told: BTreeSet<&Name> = order.iter().copied().collect();
        // Of rows with the same key there may be more now than on any side.
        let rest: Vec<&Name> = standing.difference(&told).copied().collect();
        order.into_iter().chain(rest).filter_map(|name| made.get(name).cloned()).collect()
    }

    /// The rows of one key.
    fn group(&mut self, path: &FieldPath, rows: &Sides<&[&Node]>, shape: &Shape) -> Vec<Node> {
        let item = shape.item().unwrap_or(&Shape::Free);
        let alike = |one: &[&Node], other: &[&Node]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other, item))
        };
        let all = |rows: &[&Node]| rows.iter().map(|row| (*row).clone()).collect::<Vec<_>>();
        let Sides { base, ours, theirs } = *rows;
        if alike(ours, theirs) || alike(base, theirs) {
            return all(ours);
        }
        if alike(base, ours) {
            return all(theirs);
        }
        if shape.repeats() && ours.len().max(theirs.len()) > base.len() {
            let count = base.len();
            let is_kept = |side: &[&Node]| side.get(..count).is_some_and(|side| alike(side, base));
            if is_kept(ours) && is_kept(theirs) {
                let is_new = |row: &&&Node| !ours[count..].iter().any(|other| same(row, other, item));
                let come: Vec<&Node> = theirs[count..].iter().filter(is_new).copied().collect();
                return [all(ours), all(&come)].concat();
            }
        }
        match (base, ours, theirs) {
            (_, [ours], [theirs]) if base.len() < 2 => {
                let values = Sides { base: base.first().copied(), ours: Some(*ours), theirs: Some(*theirs) };
                self.value(path, &values, item).into_iter().collect()
            }
            _ => {
                let whole = rows.map(|rows| match rows {
                    [] => None,
                    [row] => Some((*row).clone()),
                    rows => Some(Node::List(all(rows))),
                });
                self.open(path, &whole.map(Option::as_ref));
                all(rows.of(self.side))
            }
        }
    }

    /// A log that one side marked void, while the other changed what it says, is open: nobody would see
    /// the change.
    fn void(&mut self, node: &mut Node, sides: &Sides<Node>, shape: &Shape) {
        const VOID: &str = "void";
        let values = sides.map(|side| side.field(VOID));
        let is_void = (values.ours.is_some(), values.theirs.is_some());
        let other = if is_void.0 { &sides.theirs } else { &sides.ours };
        let is_rival = is_void.0 != is_void.1 && values.base.is_none() && !same(&sides.base, other, shape);
        if shape.field(VOID).is_none() || !is_rival {
            return;
        }
        let decided = self.open(&FieldPath::field(VOID), &values);
        if let (None, Node::Table(fields)) = (decided, node) {
            fields.retain(|(name, _)| name != VOID);
        }
    }
}

/// The rows of a list; none of what is not there. `None` for anything else.
fn rows(value: Option<&Node>) -> Option<&[Node]> {
    match value {
        None => Some(&[]),
        Some(Node::List(rows)) => Some(rows),
        Some(_) => None,
    }
}

/// The rows of each key.
fn grouped<'n>(rows: &'n [Node], shape: &Shape) -> BTreeMap<String, Vec<&'n Node>> {
    let mut groups: BTreeMap<String, Vec<&Node>> = BTreeMap::new();
    for row in rows {
        groups.entry(name_of(row, shape)).or_default().push(row);
    }
    groups
}

fn equal(one: Option<&Node>, other: Option<&Node>, shape: &Shape) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(one, other, shape),
        (one, other) => one.is_none() && other.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;
    use crate::model::record::shape;

    fn text(text: &str) -> Node {
        Node::Text(text.into())
    }

    fn record(field: &str, words: &[&str]) -> Node {
        Node::Table(vec![(field.into(), Node::List(words.iter().map(|word| text(word)).collect()))])
    }

    fn skills(base: &[&str], ours: &[&str], theirs: &[&str]) -> Merged {
        let sides = Sides { base, ours, theirs };
        merge(&sides.map(|words| record("skills", words)), shape(Kind::Volunteer))
    }

    #[test]
    fn rows_come_behind_the_row_before_them_ours_first() {
        let merged = skills(&["a", "b"], &["a", "b", "x"], &["new", "a", "then", "b", "y"]);
        assert_eq!(merged.decided.ours, record("skills", &["new", "a", "then", "b", "x", "y"]));
        assert_eq!(merged.conflicts, []);
    }

    #[test]
    fn what_one_side_took_out_is_gone() {
        assert_eq!(skills(&["a", "b"], &["b"], &["a", "b", "c"]).decided.ours, record("skills", &["b", "c"]));
        assert_eq!(skills(&["a"], &[], &["a", "b"]).decided.ours, record("skills", &["b"]));
    }

    #[test]
    fn a_value_is_decided_once_for_each_side() {
        let name = |name: &str| Node::Table(vec![("name".into(), text(name))]);
        let sides = Sides { base: name("a"), ours: name("b"), theirs: name("c") };
        let merged = merge(&sides, shape(Kind::Volunteer));
        assert_eq!(merged.decided, sides);
        assert_eq!(merged.conflicts[0].path.to_string(), "name");
    }

    #[test]
    fn rows_are_arranged_as_somebody_else_has_them() {
        let arranged = arranged(
            record("skills", &["a", "b", "c", "d"]),
            &record("skills", &["c", "x", "a"]),
            shape(Kind::Volunteer),
        );
        assert_eq!(arranged, record("skills", &["c", "d", "a", "b"]));
    }
}
