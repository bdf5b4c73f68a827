//! Changes as values: what a plan says, what the session writes, what history tells.

use std::sync::Arc;

use crate::model::diff::diff;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::{Node, NodeError};
use crate::model::path::FieldChange;
use crate::model::record::{AnyRecord, Record, shape};
use crate::model::settings::Settings;

/// One record before and after. Without `before` it is new, without `after` it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// The id that it has from now on, where that is another one.
    pub renamed: Option<Id>,
    /// What it was.
    pub before: Option<AnyRecord>,
    /// What it becomes.
    pub after: Option<AnyRecord>,
}

impl Change {
    /// A record that is new.
    pub fn add<T: Record>(id: Id, record: T) -> Change {
        Change { kind: T::KIND, id, renamed: None, before: None, after: Some(T::wrap(Arc::new(record))) }
    }

    /// A record that becomes another.
    pub fn alter(id: Id, before: AnyRecord, after: AnyRecord) -> Change {
        Change { kind: after.kind(), id, renamed: None, before: Some(before), after: Some(after) }
    }

    /// A record that goes.
    pub fn remove(id: Id, before: AnyRecord) -> Change {
        Change { kind: before.kind(), id, renamed: None, before: Some(before), after: None }
    }

    /// The same, under another id from now on.
    #[must_use]
    pub fn renamed(self, id: Id) -> Change {
        Change { renamed: Some(id), ..self }
    }

    /// The id that the record has after the change.
    pub fn id_after(&self) -> &Id {
        self.renamed.as_ref().unwrap_or(&self.id)
    }

    /// The same, undone.
    #[must_use]
    pub fn reversed(self) -> Change {
        let (id, renamed) = match self.renamed {
            Some(new) => (new, Some(self.id)),
            None => (self.id, None),
        };
        Change { kind: self.kind, id, renamed, before: self.after, after: self.before }
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

/// What a verb would make of the store's own file, and whatever else its command tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled<T> {
    /// What the store says of itself from then on.
    pub after: Settings,
    /// What the change is about, for whoever reads the history.
    pub named: String,
    /// What the command tells besides.
    pub told: T,
}
