//! Changes as values: what a plan says, what the session writes, what history tells.

use std::sync::Arc;

use crate::model::diff::diff;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::{Node, NodeError};
use crate::model::path::FieldChange;
use crate::model::record::{AnyRecord, Record, shape};

/// One record before and after. Without `before` it is new, without `after` it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// What it was.
    pub before: Option<AnyRecord>,
    /// What it becomes.
    pub after: Option<AnyRecord>,
}

impl Change {
    /// A record that is new.
    pub fn add<T: Record>(id: Id, record: T) -> Change {
        Change { kind: T::KIND, id, before: None, after: Some(T::wrap(Arc::new(record))) }
    }

    /// A record that becomes another.
    pub fn alter(id: Id, before: AnyRecord, after: AnyRecord) -> Change {
        Change { kind: after.kind(), id, before: Some(before), after: Some(after) }
    }

    /// The same, undone.
    #[must_use]
    pub fn reversed(self) -> Change {
        Change { before: self.after, after: self.before, ..self }
    }

    /// The change, field by field.
    ///
    /// # Errors
    /// [`NodeError`], never met with the structs of this crate.
    pub fn fields(&self) -> Result<Vec<FieldChange>, NodeError> {
        let node = |record: &Option<AnyRecord>| {
            record.as_ref().map_or_else(|| Ok(Node::Table(Vec::new())), AnyRecord::node)
        };
        Ok(diff(&node(&self.before)?, &node(&self.after)?, shape(self.kind)))
    }
}

/// What a verb would do: the changes, and whatever else its command tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned<T> {
    /// The changes, in the order in which their ids are told.
    pub changes: Vec<Change>,
    /// What the command tells besides.
    pub told: T,
}
