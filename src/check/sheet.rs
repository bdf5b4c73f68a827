//! What most rules look at: a file that was read, as a tree of values beside its shape.
//!
//! Records and the store's own file look alike from here, so one rule serves both.

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::book::{Book, Loaded, Name};
use crate::model::fault::Rest;
use crate::model::node::{Node, to_node, visit};
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::record::{AnyRecord, Record, shape};
use crate::model::settings::{self, Settings};
use crate::model::shape::Shape;

/// A record, or the store's own file.
#[derive(Debug)]
pub struct Sheet<'a> {
    place: Place,
    name: Option<&'a Name>,
    record: Option<&'a AnyRecord>,
    node: Cow<'a, Node>,
    shape: &'static Shape,
    unknown: &'a [FieldPath],
}

impl<'a> Sheet<'a> {
    /// A record that was read; `place` is what its problems are told of.
    pub(super) fn record(name: &'a Name, loaded: &'a Loaded, place: Place) -> Sheet<'a> {
        Sheet {
            place,
            name: Some(name),
            record: Some(&loaded.record),
            node: Cow::Owned(tree(loaded.record.node().ok())),
            shape: shape(name.kind),
            unknown: &loaded.unknown,
        }
    }

    /// What a faulty record says all the same.
    pub(super) fn rest(name: &'a Name, rest: &'a Rest, place: Place) -> Sheet<'a> {
        Sheet {
            place,
            name: Some(name),
            record: None,
            node: Cow::Borrowed(&rest.node),
            shape: shape(name.kind),
            unknown: &rest.unknown,
        }
    }

    /// The store's own file.
    pub(super) fn settings(book: &'a Book) -> Sheet<'a> {
        Sheet {
            place: Place::file(settings::FILE),
            name: None,
            record: None,
            node: Cow::Owned(tree(to_node(book.settings()).ok())),
            shape: Settings::shape(),
            unknown: book.unknown_settings(),
        }
    }

    /// The name of the record, if this is one.
    pub fn name(&self) -> Option<&Name> {
        self.name
    }

    /// The record, if this is one that is without faults.
    pub fn as_record(&self) -> Option<&AnyRecord> {
        self.record
    }

    /// Its file, from the store's root.
    pub fn path(&self) -> &str {
        self.name.map_or(settings::FILE, |name| &name.path)
    }

    /// What stands in it.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// What may stand in it.
    pub fn shape(&self) -> &'static Shape {
        self.shape
    }

    /// Fields that nobody knows.
    pub fn unknown(&self) -> &[FieldPath] {
        self.unknown
    }

    /// The record, if it is one of this type, without faults and not void.
    pub fn as_valid<T: Record>(&self) -> Option<Arc<T>> {
        self.record.filter(|record| record.void().is_none()).and_then(T::unwrap)
    }

    /// The place of a field of it.
    pub fn at(&self, field: FieldPath) -> Place {
        self.place.clone().at(field)
    }

    /// Goes through all its values, each with its path and shape, outer ones first.
    pub fn visit(&self, out: &mut dyn FnMut(&FieldPath, &Node, &Shape)) {
        visit(&self.node, self.shape, out);
    }
}

/// A record is always a tree; one that were not would have nothing to look at.
fn tree(node: Option<Node>) -> Node {
    node.unwrap_or(Node::Table(Vec::new()))
}
