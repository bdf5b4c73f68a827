//! How records were when the present closed period was closed, and how they came: asked of the repository, when
//! it is asked for.

use std::sync::Arc;

use crate::model::arrival::{Arrivals, Step, Touch};
use crate::model::kind::Kind;
use crate::model::settings::{Closed, Settings};
use crate::store::disk::{self, Entry, Past, RelPath};
use crate::store::git::{BlobReader, Git, GitError, Oid, PathChange, Select};
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

    /// How the records came, by one reading of the commits and of no blob; nothing where the older ones are
    /// not here.
    pub(super) fn arrivals(&self) -> Result<Option<Arrivals>, GitError> {
        let Some(tip) = self.tip()? else { return Ok(None) };
        if self.git.is_shallow()? {
            return Ok(None);
        }
        let mut arrivals = Arrivals::default();
        for commit in self.git.log(&tip, &[Select::Within(RelPath::root())])?.iter().rev() {
            let Some(day) = commit.date.get(..10).and_then(|day| day.parse().ok()) else { continue };
            let touched = commit.changes.iter().filter_map(touch).collect();
            arrivals.add(&Step { day, email: commit.email.clone(), touched });
        }
        Ok(Some(arrivals))
    }

    /// The revision from which back is asked.
    fn tip(&self) -> Result<Option<Oid>, GitError> {
        self.tip.clone().map_or_else(|| self.git.head(), |tip| Ok(Some(tip)))
    }

    fn commit(&self, closed: &Closed) -> Result<Option<Oid>, GitError> {
        let Some(tip) = self.tip()? else { return Ok(None) };
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

/// What a commit did to a record; nothing where the file is none. A merge made what no parent had.
fn touch(change: &PathChange) -> Option<Touch> {
    let kind = Kind::of_folder(change.path.parts().next()?)?;
    let entry = Entry { path: change.path.clone(), kind: disk::Kind::File };
    let name = layout::name(kind, &entry).ok()?;
    let blob = |oid: &Oid| oid.to_string();
    let mut before = change.others.iter().chain([&change.before]);
    let before = before.find_map(|parent| parent.as_ref().map(blob));
    Some(Touch { kind, id: name.id, before, after: change.after.as_ref().map(blob) })
}

/// What a blob of the store's own file says; nothing where it is faulty.
fn settings(blobs: &mut BlobReader, blob: &Oid) -> Option<Settings> {
    let bytes = blobs.read(blob, read::LARGEST).ok()?;
    read::settings(layout::SETTINGS, &bytes).ok().map(|(settings, _)| settings)
}
