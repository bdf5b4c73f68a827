//! The one way in which records are written: all of a change, or nothing, whatever dies and wherever.
//!
//! A change comes as a [`Batch`] of files before and after. It is built as a commit that nothing names
//! yet, written into the journal, and from there on only steps that can be repeated follow: files,
//! index, HEAD. An error is undone from the journal; after a death [`recover`] does the steps again.
//! What the files mean, this part does not know.

mod act;
mod error;
mod prepare;
mod recover;

use std::collections::BTreeSet;
use std::io;
use std::time::Duration;

use self::prepare::{Hand, Hooks};

pub use self::error::PublishError;
pub use self::recover::{Incomplete, Reading, Recovered, before_reading, recover};

use crate::store::disk::{Disk, Kind, RelPath, Unfit, missing_folders, read_if_there, unfit};
use crate::store::git::{Git, Oid, Trees};
use crate::store::journal::{self, FileChange, Journal};
use crate::store::lock::LockGuard;
use crate::store::unbroken;

/// After how many changes git is asked to tidy up; plumbing never does so by itself.
const TIDY_EVERY: u64 = 500;

/// A change, as files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The operation's id.
    pub op: String,
    /// The first line of the commit: `volunteer add: li-na`.
    pub subject: String,
    /// What stands between the first line and the trailers.
    pub body: Option<String>,
    /// The trailers, in order.
    pub trailers: Vec<(String, String)>,
    /// The files. A move is one that goes and one that is made.
    pub writes: Vec<Write>,
    /// Whether to commit, where there is a repository.
    pub commit: bool,
    /// Whether the repository's commit hooks are asked.
    pub run_hooks: bool,
}

/// One file of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Which file.
    pub path: RelPath,
    /// Its bytes as they were read; `None` if it is made.
    pub before: Option<Vec<u8>>,
    /// Its bytes as they shall be; `None` if it goes.
    pub after: Option<Vec<u8>>,
    /// What people call it: `volunteer li-na`.
    pub label: String,
}

/// A change that was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// Its commit; `None` where nothing is committed.
    pub commit: Option<Oid>,
    /// The commit before it, of what had been edited by hand.
    pub hand: Option<Oid>,
    /// What is worth saying.
    pub notes: Vec<Note>,
}

/// Something that happened on the way, for the talk on stderr.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Note {
    /// Hand edits were committed first.
    #[error("what was edited by hand is in a commit of its own: {}", labels.join(", "))]
    Hand {
        /// What people call the files.
        labels: Vec<String>,
    },
    /// All is done, but the journal could not be removed; the next command does it.
    #[error("the change is made, but `.tandem/journal` could not be removed: {why}")]
    JournalStays {
        /// What the disk said.
        why: String,
    },
}

impl Batch {
    /// The whole message of the commit.
    fn message(&self) -> String {
        let trailers: Vec<_> = self.trailers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let parts = [Some(self.subject.clone()), self.body.clone(), Some(trailers.join("\n"))];
        let parts = parts.into_iter().flatten().map(|part| part.trim_end().to_string());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n") + "\n"
    }
}

/// Makes a change, or leaves no trace of it. [`PublishError::Moved`] asks the caller to plan again.
///
/// A journal that lies there must have been finished by [`recover`] under the same lock.
pub fn publish(
    disk: &dyn Disk,
    git: Option<&Git>,
    lock: &LockGuard,
    batch: &Batch,
    pause: &mut dyn FnMut(Duration),
) -> Result<Published, PublishError> {
    let _whole = unbroken::begin();
    if journal::stamp(disk)?.pending {
        return Err(PublishError::Pending);
    }
    let mut batch = batch.clone();
    batch.writes.retain(|write| write.before != write.after);
    if batch.writes.is_empty() {
        return Ok(Published::default());
    }
    let git = git.filter(|_| batch.commit).map(|git| git.during(&batch.op));
    let git = git.as_ref();
    if let Some(git) = git {
        prepare::must_be_ready(git)?;
    }
    for write in &batch.writes {
        must_be_as_read(disk, write)?;
    }
    let seen = git.map(Git::index_stamp).transpose()?.flatten();
    let (journal, notes) = plan(disk, git, &batch)?;
    let act = act::Act { disk, git, lock, journal: &journal };
    let mut published = act.alive(seen, pause)?;
    published.notes.splice(0..0, notes);
    Ok(published)
}

/// Builds everything that the journal says.
fn plan(disk: &dyn Disk, git: Option<&Git>, batch: &Batch) -> Result<(Journal, Vec<Note>), PublishError> {
    let folders = folders_to_make(disk, &batch.writes)?;
    let mut files: Vec<_> = batch.writes.iter().map(FileChange::from).collect();
    let mut notes = Vec::new();
    let commit = match git {
        Some(git) => {
            let head = git.head()?;
            let hooks = if batch.run_hooks { Hooks::Asked } else { Hooks::Passed };
            let mut trees = Trees::of(git)?;
            let labels = prepare::track(git, &mut trees, head.as_ref(), &mut files, Hand::Committed)?;
            let plan = prepare::commit(git, &mut trees, head, &files, &labels, batch.message(), hooks)?;
            if plan.hand.is_some() {
                notes.push(Note::Hand { labels });
            }
            Some(plan)
        }
        None => None,
    };
    let (op, subject) = (batch.op.clone(), batch.subject.clone());
    Ok((Journal { op, subject, commit, folders, files }, notes))
}

impl From<&Write> for FileChange {
    fn from(write: &Write) -> Self {
        FileChange {
            path: write.path.clone(),
            label: write.label.clone(),
            before: write.before.clone(),
            after: write.after.clone(),
            tracked: None,
        }
    }
}

/// A file must still be what the plan was made from, and something that can be replaced.
fn must_be_as_read(disk: &dyn Disk, write: &Write) -> Result<(), PublishError> {
    let failed = |source| PublishError::Disk { path: write.path.clone(), source };
    let found = disk.stat(&write.path).map_err(failed)?;
    let same = match (&write.before, found) {
        (None, found) => found.is_none(),
        (Some(_), None) => false,
        (Some(_), Some(found)) if found.kind != Kind::File => {
            return Err(PublishError::NotAFile { path: write.path.clone() });
        }
        (Some(before), Some(_)) => holds(disk, &write.path, before).map_err(failed)?,
    };
    if same { Ok(()) } else { Err(PublishError::Changed { path: write.path.clone() }) }
}

/// Whether a file holds exactly these bytes.
fn holds(disk: &dyn Disk, path: &RelPath, bytes: &[u8]) -> io::Result<bool> {
    match read_if_there(disk, path, bytes.len() as u64) {
        Ok(found) => Ok(found.as_deref() == Some(bytes)),
        Err(error) if matches!(unfit(&error), Some(Unfit::TooLarge { .. })) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The folders that files to be made stand in and that are not there yet.
fn folders_to_make(disk: &dyn Disk, writes: &[Write]) -> Result<Vec<RelPath>, PublishError> {
    let mut folders = BTreeSet::new();
    for write in writes.iter().filter(|write| write.after.is_some()) {
        let folder = write.path.parent().unwrap_or_default();
        let missing = missing_folders(disk, &folder);
        folders.extend(missing.map_err(|source| PublishError::Disk { path: folder, source })?);
    }
    Ok(folders.into_iter().collect())
}
