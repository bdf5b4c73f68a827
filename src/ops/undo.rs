//! `undo`: what an operation changed, field by field, back to what it was.
//!
//! Only the fields that the operation changed are looked at: what else changed since stays. Which
//! changes they are, and who changed what since, whoever asks finds out.

use std::collections::BTreeMap;

use crate::model::apply::{after, at, ordered};
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::change::{Change, Planned};
use crate::model::diff::diff;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::path::{FieldChange, FieldPath};
use crate::model::place::Place;
use crate::model::record::{AnyRecord, shape};
use crate::ops::refer::{Unfit, referring, turned};

/// A field that is no longer as the operation left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// The kind of the record.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// The field; of the whole record, none.
    pub field: FieldPath,
    /// As the operation left it.
    pub left: Option<Node>,
    /// As it is.
    pub now: Option<Node>,
}

/// Why nothing is undone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UndoError {
    /// Fields changed since.
    #[error("{} changed since", count(since))]
    Since {
        /// Which.
        since: Vec<Since>,
    },
    /// A record that the operation changed is gone, or has another id.
    #[error("there is no {kind} `{id}` any more")]
    Gone {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
    },
    /// A record that the operation took away is there again.
    #[error("there is a {kind} `{id}` again")]
    Again {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
    },
    /// A record that the operation made is referred to.
    #[error("the {kind} `{id}` is referred to")]
    Referred {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
        /// By whom: the fields that name it.
        by: Vec<Place>,
    },
    /// A certificate is in somebody's hands, with its number.
    #[error("the certificate `{id}` was issued, and its number is given once")]
    Issued {
        /// Its id.
        id: Id,
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

/// A field or several.
fn count(since: &[Since]) -> String {
    match since {
        [one] if one.field.0.is_empty() => format!("the {} `{}`", one.kind, one.id),
        [one] => format!("`{}` of the {} `{}`", one.field, one.kind, one.id),
        many => format!("{} fields that the operation changed have", many.len()),
    }
}

impl UndoError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            UndoError::Since { since } => since.first().map(|one| {
                format!(
                    "undo the later change first, or set what you mean: `tandem {} set {} …`",
                    one.kind, one.id
                )
            }),
            UndoError::Gone { kind, id } | UndoError::Again { kind, id } => {
                Some(format!("`tandem history {kind}/{id}` tells what became of it"))
            }
            UndoError::Referred { kind, id, .. } if kind.is_log() => {
                Some(format!("mark it void instead: `tandem {kind} void {id} --reason …`"))
            }
            UndoError::Issued { id } => {
                Some(format!("mark it void instead: `tandem certificate void {id} --reason …`"))
            }
            UndoError::Referred { .. } => Some("take the references out first".into()),
            UndoError::Load(_) | UndoError::Source(_) | UndoError::Unfit(_) => None,
        }
    }
}

/// The changes of an operation undone, by the kind and id that the records have now.
type Undone = BTreeMap<(Kind, Id), Change>;

/// Plans to undo the changes of an operation, all or none.
///
/// # Errors
/// [`UndoError`]; nothing is undone then.
pub fn undo(book: &Book, changes: &[Change]) -> Result<Planned<()>, UndoError> {
    let mut undone = Undone::new();
    let mut since = Vec::new();
    for change in changes {
        let id = change.id_after();
        if let Some(back) = reversed(book, change, &mut since)? {
            undone.insert((change.kind, id.clone()), back);
        }
    }
    if !since.is_empty() {
        return Err(UndoError::Since { since });
    }
    for change in changes {
        match &change.renamed {
            Some(new) => follow(book, change.kind, new, &change.id, &mut undone)?,
            None if change.before.is_none() => unneeded(book, change, &undone)?,
            None => {}
        }
    }
    Ok(Planned { changes: undone.into_values().collect(), told: () })
}

/// One change undone on the record as it is now; what stands against it goes to `since`.
fn reversed(book: &Book, change: &Change, since: &mut Vec<Since>) -> Result<Option<Change>, UndoError> {
    let (kind, id) = (change.kind, change.id_after());
    let now = book.any(kind, id)?.map(|loaded| loaded.record.clone());
    let gone = || UndoError::Gone { kind, id: id.clone() };
    match (&change.before, &change.after) {
        (None, None) => Ok(None),
        // Its number would be given a second time, to somebody else.
        (None, Some(_)) if kind == Kind::Certificate => Err(UndoError::Issued { id: id.clone() }),
        (None, Some(left)) => {
            let now = now.ok_or_else(gone)?;
            let changed = Change::alter(id.clone(), left.clone(), now.clone()).fields();
            let changed = changed.map_err(|why| Unfit { kind, id: id.clone(), why })?;
            since.extend(changed.into_iter().map(|field| differing(kind, id, field)));
            Ok(Some(Change::remove(id.clone(), now)))
        }
        (Some(before), None) => {
            free(book, kind, id)?;
            let after = Some(before.clone());
            Ok(Some(Change { kind, id: id.clone(), renamed: None, before: None, after }))
        }
        (Some(before), Some(left)) => {
            let now = now.ok_or_else(gone)?;
            if change.renamed.is_some() {
                free(book, kind, &change.id)?;
            }
            let after = back(kind, id, [before, left, &now], since)?;
            let back = Change::alter(id.clone(), now, after);
            Ok(Some(match &change.renamed {
                Some(_) => back.renamed(change.id.clone()),
                None => back,
            }))
        }
    }
}

/// A record as it is now with the fields that an operation changed as they were before it.
fn back(
    kind: Kind,
    id: &Id,
    [before, left, now]: [&AnyRecord; 3],
    since: &mut Vec<Since>,
) -> Result<AnyRecord, UndoError> {
    let unfit = |why| Unfit { kind, id: id.clone(), why };
    let node = |record: &AnyRecord| record.node().map_err(unfit);
    let (now, shape) = (node(now)?, shape(kind));
    let fields = diff(&node(left)?, &node(before)?, shape);
    let changed: Vec<Since> = fields
        .iter()
        .filter(|field| at(&now, &field.path, shape) != field.old.as_ref())
        .map(|field| Since {
            kind,
            id: id.clone(),
            field: field.path.clone(),
            left: field.old.clone(),
            now: at(&now, &field.path, shape).cloned(),
        })
        .collect();
    let made = after(now, &ordered(&fields), shape);
    match made {
        Ok(made) if changed.is_empty() => Ok(AnyRecord::from_node(kind, &made, &mut |_| {}).map_err(unfit)?),
        Err(place) if changed.is_empty() => {
            since.push(Since { kind, id: id.clone(), field: place.path, left: None, now: None });
            Ok(before.clone())
        }
        _ => {
            since.extend(changed);
            Ok(before.clone())
        }
    }
}

fn differing(kind: Kind, id: &Id, field: FieldChange) -> Since {
    Since { kind, id: id.clone(), field: field.path, left: field.old, now: field.new }
}

/// Whether an id can be had again.
fn free(book: &Book, kind: Kind, id: &Id) -> Result<(), UndoError> {
    let kinds = if kind.is_person() { Kind::PEOPLE.to_vec() } else { vec![kind] };
    for kind in kinds {
        if book.has(kind, id)? {
            return Err(UndoError::Again { kind, id: id.clone() });
        }
    }
    Ok(())
}

/// Lets everybody who refers to a record follow it to the id that it had.
fn follow(book: &Book, kind: Kind, new: &Id, old: &Id, undone: &mut Undone) -> Result<(), UndoError> {
    for other in referring(book, kind, new)? {
        if other.kind == Kind::Certificate {
            let by = other.fields.into_iter().map(|field| Place::of(other.kind, &other.id, field));
            return Err(UndoError::Referred { kind, id: new.clone(), by: by.collect() });
        }
        let key = (other.kind, other.id.clone());
        let record = other.loaded.record.clone();
        let change = undone.remove(&key).unwrap_or_else(|| Change::alter(other.id, record.clone(), record));
        let unfit = |why| Unfit { kind: key.0, id: key.1.clone(), why };
        let after = change.after.as_ref().map(|after| {
            let node = turned(&after.node()?, shape(key.0), kind, new, old);
            AnyRecord::from_node(key.0, &node, &mut |_| {})
        });
        let after = after.transpose().map_err(unfit)?;
        undone.insert(key, Change { after, ..change });
    }
    Ok(())
}

/// Whether nobody refers to a record that goes, but records that go or change with it: those are checked
/// as they will be.
fn unneeded(book: &Book, change: &Change, undone: &Undone) -> Result<(), UndoError> {
    let (kind, id) = (change.kind, change.id_after());
    let others = referring(book, kind, id)?.into_iter();
    let others = others.filter(|other| !undone.contains_key(&(other.kind, other.id.clone())));
    let by: Vec<Place> = others
        .flat_map(|other| {
            let (kind, id) = (other.kind, other.id);
            other.fields.into_iter().map(move |field| Place::of(kind, &id, field))
        })
        .collect();
    if by.is_empty() { Ok(()) } else { Err(UndoError::Referred { kind, id: id.clone(), by }) }
}
