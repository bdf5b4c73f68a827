//! `void`: a log that was wrong is kept, and counts nowhere from now on.

use crate::model::book::{Book, LoadError};
use crate::model::change::{Change, Planned};
use crate::model::id::{Id, PersonRef};
use crate::model::kind::Kind;
use crate::model::node::{Node, to_node};
use crate::model::record::{AnyRecord, Void};
use crate::model::text::Text;
use crate::ops::refer::Unfit;

/// A log to be voided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakeVoid {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// Who says that it was wrong.
    pub by: PersonRef,
    /// Why.
    pub reason: Text,
}

/// Why a log stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VoidError {
    /// No such record.
    #[error("there is no {kind} `{id}`")]
    Missing {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
    },
    /// It is void already.
    #[error("the {kind} `{id}` is void since {}: {}", void.date, void.reason)]
    Already {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
        /// What it says of that.
        void: Void,
    },
    /// The record cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The record would be none.
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

impl VoidError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            VoidError::Missing { kind, .. } => Some(format!("see them with `tandem {kind} list`")),
            VoidError::Already { kind, id, .. } => Some(format!("see it with `tandem {kind} show {id}`")),
            VoidError::Load(_) | VoidError::Unfit(_) => None,
        }
    }
}

/// Plans that a log is void from today on.
///
/// # Errors
/// [`VoidError`]; nothing changes then.
pub fn void(book: &Book, request: &MakeVoid) -> Result<Planned<()>, VoidError> {
    let MakeVoid { kind, id, by, reason } = request;
    let missing = VoidError::Missing { kind: *kind, id: id.clone() };
    let loaded = book.any(*kind, id)?.ok_or(missing)?;
    if let Some(void) = loaded.record.void() {
        return Err(VoidError::Already { kind: *kind, id: id.clone(), void: void.clone() });
    }
    let unfit = |why| Unfit { kind: *kind, id: id.clone(), why };
    let void = Void { date: book.today(), by: by.clone(), reason: reason.clone() };
    let mut node = loaded.record.node().map_err(unfit)?;
    if let Node::Table(fields) = &mut node {
        fields.push(("void".into(), to_node(&void).map_err(unfit)?));
    }
    let after = AnyRecord::from_node(*kind, &node, &mut |_| {}).map_err(unfit)?;
    Ok(Planned { changes: vec![Change::alter(id.clone(), loaded.record.clone(), after)], told: () })
}
