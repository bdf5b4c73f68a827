//! `remove`: a register's record goes, if nobody refers to it.

use crate::model::book::{Book, LoadError};
use crate::model::change::{Change, Planned};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::place::Place;
use crate::ops::refer::referring;

/// Why a record stays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemoveError {
    /// No such record.
    #[error("there is no {kind} `{id}`")]
    Missing {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
    },
    /// Others refer to it.
    #[error("the {kind} `{id}` is referred to")]
    Referred {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
        /// By whom: the fields that name it.
        by: Vec<Place>,
    },
    /// A record cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
}

impl RemoveError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            RemoveError::Missing { kind, .. } => Some(format!("see them with `tandem {kind} list`")),
            RemoveError::Referred { kind, id, .. } => Some(match kind {
                Kind::Volunteer | Kind::Worker => {
                    format!("who has served stays on record: `tandem {kind} set {id} status=left left=DATE`")
                }
                Kind::Org => format!("close it instead: `tandem org set {id} closed=DATE`"),
                _ => "take the references out first".into(),
            }),
            RemoveError::Load(_) => None,
        }
    }
}

/// Plans the removal of a record.
///
/// # Errors
/// [`RemoveError`], with everybody who refers to it.
pub fn remove(book: &Book, kind: Kind, id: &Id) -> Result<Planned<()>, RemoveError> {
    let missing = RemoveError::Missing { kind, id: id.clone() };
    let loaded = book.any(kind, id)?.ok_or(missing)?;
    let mut by = Vec::new();
    for other in referring(book, kind, id)?.into_iter().filter(|other| (other.kind, &other.id) != (kind, id))
    {
        by.extend(other.fields.into_iter().map(|field| Place::of(other.kind, &other.id, field)));
    }
    if !by.is_empty() {
        return Err(RemoveError::Referred { kind, id: id.clone(), by });
    }
    Ok(Planned { changes: vec![Change::remove(id.clone(), loaded.record.clone())], told: () })
}
