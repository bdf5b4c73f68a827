//! How records were when the present closed period was closed: asked of the repository, when it is asked for.

use std::sync::Arc;

use crate::model::settings::{Closed, Settings};
use crate::store::disk::{Past, RelPath};
use crate::store::git::{BlobReader, Git, GitError, Oid, Select};
use crate::store::{layout, read};

use super::Records;

/// The history that records have.
#[derive(Debug)]
pub(super) struct Memory {
    git: Git,
    /// From which revision back; else HEAD.
    tip: Option<Oid>,
}

impl Memory {
    pub(super) fn of(git: Git, tip: Option<Oid>) -> Memory {
        Memory { git, tip }
    }

    /// The records in the commit in which the store's own file came to say that this is closed; none where
    /// that was never committed.
    pub(super) fn closing(&self, closed: &Closed) -> Result<Option<Records>, GitError> {
        let Some(commit) = self.commit(closed)? else { return Ok(None) };
        let past = Past::open(&self.git, commit)?;
        Ok(Records::open(Arc::new(past), self.git.format()).ok())
    }

    fn commit(&self, closed: &Closed) -> Result<Option<Oid>, GitError> {
        let tip = match &self.tip {
            Some(tip) => Some(tip.clone()),
            None => self.git.head()?,
        };
        let Some(tip) = tip else { return Ok(None) };
        let file: RelPath = layout::SETTINGS.parse().unwrap_or_default();
        let mut blobs = self.git.blob_reader()?;
        for commit in self.git.log(&tip, &[Select::Within(file)])? {
            let mut says = |blob: &Option<Oid>| settings(&mut blobs, blob.as_ref()?)?.closed;
            let Some(change) = commit.changes.first() else { continue };
            let (before, after) = (says(&change.before), says(&change.after));
            if after.as_ref() == Some(closed) && before.as_ref() != Some(closed) {
                return Ok(Some(commit.oid));
            }
        }
        Ok(None)
    }
}

/// What a blob of the store's own file says; nothing where it is faulty.
fn settings(blobs: &mut BlobReader, blob: &Oid) -> Option<Settings> {
    let bytes = blobs.read(blob, read::LARGEST).ok()?;
    read::settings(layout::SETTINGS, &bytes).ok().map(|(settings, _)| settings)
}
