//! `rename`: a record under another id, and everybody who refers to it with it, in one change.

use std::collections::BTreeMap;

use crate::model::book::{Book, LoadError, SourceError};
use crate::model::change::{Change, Planned};
use crate::model::day::Day;
use crate::model::id::{Id, IdError};
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::record::{AnyRecord, shape};
use crate::ops::certificate::covering;
use crate::ops::refer::{Unfit, referring, turned};

/// A renaming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The record's kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// The id that it shall have.
    pub new: Id,
}

/// Why nothing is renamed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenameError {
    /// No such record.
    #[error("there is no {kind} `{id}`")]
    Missing {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
    },
    /// The new id is none of this kind.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Another record has the new id.
    #[error("`{id}` is taken: a record of kind {kind} has it")]
    Taken {
        /// The kind of the record that has it.
        kind: Kind,
        /// The id.
        id: Id,
    },
    /// A log keeps the date that its id begins with.
    #[error("`{new}` must begin as `{id}` does: the date that a log was made for never changes")]
    Date {
        /// The old id.
        id: Id,
        /// The new one.
        new: Id,
    },
    /// The id stands in something that was issued.
    #[error("`{id}` stands in the certificate `{certificate}`, which cannot change")]
    Issued {
        /// The id.
        id: Id,
        /// The certificate that names it.
        certificate: Id,
        /// The field that does.
        field: FieldPath,
    },
    /// The id stands in rows that something issued covers.
    #[error("`{id}` stands in service that the certificate `{certificate}` covers, which cannot change")]
    Covered {
        /// The id.
        id: Id,
        /// The certificate that covers it.
        certificate: Id,
    },
    /// A record cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The store cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A record would be none.
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

impl RenameError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            RenameError::Missing { kind, .. } => Some(format!("see them with `tandem {kind} list`")),
            RenameError::Id(error) => error.proposal().map(|id| format!("try `{id}`")),
            RenameError::Taken { kind, id } => Some(format!("see it with `tandem {kind} show {id}`")),
            RenameError::Date { id, .. } => {
                id.get(..10).map(|date| format!("begin the new id with `{date}`"))
            }
            RenameError::Issued { certificate, .. } | RenameError::Covered { certificate, .. } => {
                Some(format!("see it with `tandem certificate show {certificate}`"))
            }
            RenameError::Load(_) | RenameError::Source(_) | RenameError::Unfit(_) => None,
        }
    }
}

/// Plans a renaming: the record first, then everybody who refers to it.
///
/// # Errors
/// [`RenameError`]; nothing is renamed then.
pub fn rename(book: &Book, request: &Rename) -> Result<Planned<()>, RenameError> {
    let Rename { kind, id, new } = request;
    let (kind, missing) = (*kind, RenameError::Missing { kind: *kind, id: id.clone() });
    let loaded = book.any(kind, id)?.ok_or(missing)?;
    if id == new {
        return Ok(Planned { changes: Vec::new(), told: () });
    }
    free(book, request)?;
    let mut records = BTreeMap::new();
    for other in referring(book, kind, id)? {
        if other.kind == Kind::Certificate {
            let field = other.fields.into_iter().next().unwrap_or_default();
            return Err(RenameError::Issued { id: id.clone(), certificate: other.id, field });
        }
        let before = other.loaded.record.clone();
        let unfit = |why| Unfit { kind: other.kind, id: other.id.clone(), why };
        let node = turned(&before.node().map_err(unfit)?, shape(other.kind), kind, id, new);
        let after = AnyRecord::from_node(other.kind, &node, &mut |_| {}).map_err(unfit)?;
        records.insert((other.kind, other.id), (before, after));
    }
    if let Some(certificate) = covering(book, kind, id)? {
        return Err(RenameError::Covered { id: id.clone(), certificate });
    }
    let (before, after) =
        records.remove(&(kind, id.clone())).unwrap_or_else(|| (loaded.record.clone(), loaded.record.clone()));
    let own = Change::alter(id.clone(), before, after).renamed(new.clone());
    let others = records.into_iter().map(|((_, id), (before, after))| Change::alter(id, before, after));
    Ok(Planned { changes: std::iter::once(own).chain(others).collect(), told: () })
}

/// Whether the new id can be had.
fn free(book: &Book, request: &Rename) -> Result<(), RenameError> {
    let Rename { kind, id, new } = request;
    kind.accepts(new)?;
    let date = |id: &Id| id.get(..10).filter(|start| start.parse::<Day>().is_ok()).map(String::from);
    if kind.is_log() && date(id).is_some() && date(id) != date(new) {
        return Err(RenameError::Date { id: id.clone(), new: new.clone() });
    }
    let kinds = if kind.is_person() { Kind::PEOPLE.to_vec() } else { vec![*kind] };
    for kind in kinds {
        if book.has(kind, new)? {
            return Err(RenameError::Taken { kind, id: new.clone() });
        }
    }
    Ok(())
}
