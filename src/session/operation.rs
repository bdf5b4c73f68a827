//! An operation as history has it: the commit that it made, what it did to which record, and the bytes of
//! the files before and after. What undoing starts from.

use std::collections::BTreeSet;

use crate::model::change::Change;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::turn::Turn;
use crate::session::change::Former;
use crate::session::history::Teller;
use crate::session::{Session, SessionError};
use crate::store::disk::{self, Entry, RelPath};
use crate::store::git::{Ask, Commit, GitError, Oid, PathChange, Select};
use crate::store::layout;

/// Among how many of the last commits that name an operation the last one is looked for: somebody's
/// message may name one in its text.
const LATEST: usize = 20;

/// An operation that a commit was made by.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its id.
    pub op: String,
    /// The commit.
    pub commit: Commit,
    /// What it did, record by record.
    pub changes: Vec<Change>,
    /// The files before and after.
    pub formers: Vec<Former>,
}

/// Why there is no operation to look at.
#[derive(Debug, thiserror::Error)]
pub enum OperationError {
    /// No commit was made by one.
    #[error("no commit here was made by an operation of tandem")]
    None,
    /// No commit was made by this one.
    #[error("no commit here was made by an operation `{op}`")]
    Unknown {
        /// As it was written.
        op: String,
    },
    /// Several begin so.
    #[error("`{op}` may mean {} operations: {}", all.len(), all.join(", "))]
    Several {
        /// As it was written.
        op: String,
        /// All that begin so.
        all: Vec<String>,
    },
    /// It changed a file that is no record.
    #[error("the operation `{op}` changed `{path}`, which is no record")]
    Foreign {
        /// The operation.
        op: String,
        /// The file.
        path: RelPath,
    },
    /// A record cannot be read as it was.
    #[error("the operation `{op}` changed the {kind} `{id}`, which cannot be read as it was then")]
    Unreadable {
        /// The operation.
        op: String,
        /// The record's kind.
        kind: Kind,
        /// Its id.
        id: Id,
    },
    /// The history cannot be read.
    #[error(transparent)]
    Session(#[from] SessionError),
}

impl From<GitError> for OperationError {
    fn from(error: GitError) -> OperationError {
        OperationError::Session(error.into())
    }
}

impl Session {
    /// The operation whose id begins so; without one, the last that changed the records.
    ///
    /// # Errors
    /// [`OperationError`] where there is none or several, or where it cannot be undone by fields.
    pub fn operation(&self, op: Option<&str>) -> Result<Operation, OperationError> {
        let commit = match op {
            Some(op) => self.operation_named(op)?,
            None => self.last_operation()?.ok_or(OperationError::None)?,
        };
        let op = commit.op().unwrap_or_default().to_string();
        let mut teller = Teller::of(&self.records, self.repository()?)?;
        if let Some(foreign) = commit.changes.iter().find(|change| !is_record(&change.path)) {
            return Err(OperationError::Foreign { op, path: foreign.path.clone() });
        }
        let turns = teller.turns(&commit, &[])?;
        if let Some(turn) = turns.iter().find(|turn| turn.unreadable.contains(&true)) {
            let (kind, id) = (turn.change.kind, turn.change.id_after().clone());
            return Err(OperationError::Unreadable { op, kind, id });
        }
        let formers = turns.iter().filter_map(|turn| former(turn, &commit, &mut teller)).collect();
        let changes = turns.into_iter().map(|turn| turn.change).collect();
        Ok(Operation { op, commit, changes, formers })
    }

    fn operation_named(&self, op: &str) -> Result<Commit, OperationError> {
        let mut commits = self.operations(op)?;
        let all: BTreeSet<String> = commits.iter().filter_map(Commit::op).map(String::from).collect();
        match all.len() {
            0 => Err(OperationError::Unknown { op: op.into() }),
            1 => Ok(commits.swap_remove(0)),
            _ if all.contains(op) => {
                commits.retain(|commit| commit.op() == Some(op));
                Ok(commits.swap_remove(0))
            }
            _ => Err(OperationError::Several { op: op.into(), all: all.into_iter().collect() }),
        }
    }

    fn last_operation(&self) -> Result<Option<Commit>, OperationError> {
        let git = self.repository()?;
        let Some(head) = git.head()? else { return Ok(None) };
        let select = vec![Select::Within(RelPath::root())];
        let ask = Ask { select, op: Some(String::new()), most: Some(LATEST), since: None };
        Ok(git.commits(&head, &ask)?.into_iter().find(|commit| commit.op().is_some()))
    }
}

fn is_record(path: &RelPath) -> bool {
    let kind = path.parts().next().and_then(Kind::of_folder);
    let entry = Entry { path: path.clone(), kind: disk::Kind::File };
    kind.is_some_and(|kind| layout::name(kind, &entry).is_ok())
}

/// The files of a record that was there before, with their bytes.
fn former(turn: &Turn, commit: &Commit, teller: &mut Teller) -> Option<Former> {
    let mut file = |side: usize| {
        let path: RelPath = turn.paths[side].as_ref()?.parse().ok()?;
        let blob = |change: &PathChange| -> Option<Oid> {
            if side == 0 { change.before.clone() } else { change.after.clone() }
        };
        let blob = commit.changes.iter().filter(|change| change.path == path).find_map(blob)?;
        Some((path, teller.bytes(&blob)?))
    };
    let (before, left) = (file(0)?, file(1));
    Some(Former { kind: turn.change.kind, id: turn.change.id.clone(), file: before, left })
}
