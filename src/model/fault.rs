//! What a source found wrong with a record, so wrong that the record cannot be used.

use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::path::FieldPath;
use crate::model::place::Place;

/// One fault of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The rule it breaks: `syntax`, `type`, `code` …
    pub rule: &'static str,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// A value that cannot be true beside the others of its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The field.
    pub field: FieldPath,
    /// What it says, and what speaks against it.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// A record that cannot be used, with its faults: the first one met, or all of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{kind}/{id}` cannot be read: {}", faults.first().map_or("", |fault| &fault.message))]
pub struct Unusable {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// Its file, from the store's root.
    pub path: String,
    /// git's blob id of its bytes; empty where they could not be read.
    pub blob: String,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// What it says all the same, for rules to look at; none where its syntax is wrong.
    pub rest: Option<Box<Rest>>,
}

/// What a faulty record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// Its values, faulty ones as they were written.
    pub node: Node,
    /// Fields that nobody knows.
    pub unknown: Vec<FieldPath>,
}
