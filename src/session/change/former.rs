//! Files that say again what they said before get the very bytes that they had: comments, order and
//! layout come back with the values.

use crate::model::book::Name;
use crate::model::change::Change;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::store::disk::RelPath;
use crate::store::publish::Write;
use crate::store::records::Records;

use super::label;

/// What a record's file was before an operation, and what that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The record's kind.
    pub kind: Kind,
    /// Its id before.
    pub id: Id,
    /// Its file before, and the bytes.
    pub file: (RelPath, Vec<u8>),
    /// Its file after, and the bytes; `None` where the operation took it away.
    pub left: Option<(RelPath, Vec<u8>)>,
}

/// The files of a change where its record becomes what it was, and its file is still as the operation left
/// it; `None` where only its fields can be put back.
pub(super) fn writes(records: &Records, change: &Change, formers: &[Former]) -> Option<Vec<Write>> {
    let (kind, id) = (change.kind, change.id_after());
    let former = formers.iter().find(|former| former.kind == kind && former.id == *id)?;
    let (path, bytes) = former.file.clone();
    let name = Name { kind, id: id.clone(), path: path.to_string() };
    let says = records.read(&name, &bytes).ok()?;
    if Some(says.record) != change.after {
        return None;
    }
    let label = label(kind, &change.id);
    let there = change.before.is_some().then(|| records.only(kind, &change.id).ok()).flatten();
    let there = there.and_then(|name| name.path.parse::<RelPath>().ok());
    let now = there.map(|path| Some((records.bytes(&path).ok()??, path))).unwrap_or_default();
    let now = now.map(|(bytes, path)| (path, bytes));
    if now != former.left {
        return None;
    }
    match now {
        Some((there, now)) if there == path => {
            Some(vec![Write { path, before: Some(now), after: Some(bytes), label }])
        }
        other => {
            if records.bytes(&path).ok()?.is_some() {
                return None;
            }
            let new = Write { path, before: None, after: Some(bytes), label: label.clone() };
            let old = other.map(|(path, now)| Write { path, before: Some(now), after: None, label });
            Some(old.into_iter().chain([new]).collect())
        }
    }
}
