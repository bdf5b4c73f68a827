//! The editors against the shape of an invented record that has one field of every sort.

use crate::model::node::Node;
use crate::model::path::{FieldChange, FieldPath};
use crate::model::shape::{Field, Shape};

use super::{EditError, Format, apply, parse, row_key, write};

mod edits;
mod faults;
mod laws;

fn scalar(name: &str) -> Shape {
    Shape::Scalar(name.into())
}

fn table(fields: &[(&str, Shape)]) -> Shape {
    let field = |(name, shape): &(&str, Shape)| Field {
        name: (*name).into(),
        required: false,
        shape: shape.clone(),
        meaning: String::new(),
        default: None,
    };
    Shape::Table(fields.iter().map(field).collect())
}

fn list(item: Shape, key: &[&str]) -> Shape {
    Shape::List { item: Box::new(item), key: key.iter().map(|name| (*name).into()).collect(), repeats: false }
}

fn shape() -> Shape {
    let row = [
        ("who", scalar("id")),
        ("date", scalar("day")),
        ("hours", scalar("minutes")),
        ("as", scalar("text")),
    ];
    table(&[
        ("title", scalar("text")),
        ("org", scalar("ref:org")),
        ("skills", list(scalar("text"), &[])),
        ("date", scalar("day")),
        ("start", scalar("clock")),
        ("spent", scalar("money")),
        ("hours", scalar("minutes")),
        ("full", Shape::Bool),
        ("counts", Shape::Map(Box::new(Shape::Integer))),
        ("contact", table(&[("phone", scalar("text")), ("open", scalar("text"))])),
        ("lead", list(table(&row), &["who", "date"])),
        ("attendance", list(table(&row), &["who", "date"])),
        ("note", scalar("text")),
        ("extra", Shape::Free),
    ])
}

fn text(text: &str) -> Node {
    Node::Text(text.into())
}

fn number(text: &str) -> Node {
    Node::Number(text.into())
}

fn fields(fields: &[(&str, Node)]) -> Node {
    Node::Table(fields.iter().map(|(name, value)| ((*name).into(), value.clone())).collect())
}

fn path(name: &str) -> FieldPath {
    FieldPath::field(name)
}

fn change(path: FieldPath, old: Option<Node>, new: Option<Node>) -> FieldChange {
    FieldChange { path, old, new }
}

fn put_in(path: FieldPath, new: Node) -> FieldChange {
    change(path, None, Some(new))
}

fn take_out(path: FieldPath) -> FieldChange {
    change(path, Some(text("?")), None)
}

fn set(path: FieldPath, new: Node) -> FieldChange {
    change(path, Some(text("?")), Some(new))
}

#[track_caller]
fn edited(format: Format, before: &str, changes: &[FieldChange]) -> String {
    apply(format, before, changes, &shape()).unwrap_or_else(|error| panic!("{error}\n{before}"))
}
