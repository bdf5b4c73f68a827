//! What became of the records: the commits, and the story of one record, field by field.
//!
//! A record is followed by the name of its file, so across the folders that it moved between.

use crate::model::book::{Name, Source};
use crate::model::change::Change;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldChange;
use crate::model::record::AnyRecord;
use crate::session::{Session, SessionError};
use crate::store::disk::RelPath;
use crate::store::git::{BlobReader, Commit, Git, Oid, Select};
use crate::store::read;

/// A step in the story of a record.
#[derive(Debug)]
pub struct Episode {
    /// The commit; `None` for what is not committed yet.
    pub commit: Option<Commit>,
    /// What changed.
    pub changes: Vec<FieldChange>,
    /// Whether the state before, and whether the one after, cannot be read, so that what changed is not known.
    pub unreadable: [bool; 2],
}

impl Session {
    /// The commits that changed the records, newest first; none on a branch without commits.
    ///
    /// # Errors
    /// [`SessionError`] outside of a repository, or where git fails.
    pub fn commits(&self) -> Result<Vec<Commit>, SessionError> {
        let git = self.repository()?;
        let Some(head) = git.head()? else { return Ok(Vec::new()) };
        Ok(git.log(&head, &[Select::Within(RelPath::root())])?)
    }

    /// The story of a record, newest first: what is not committed yet, then each commit.
    ///
    /// # Errors
    /// [`SessionError`] outside of a repository, or where git or the disk fails.
    pub fn story(&self, kind: Kind, id: &Id) -> Result<Vec<Episode>, SessionError> {
        let git = self.repository()?;
        let commits = match git.head()? {
            Some(head) => git.log(&head, &[select(kind, id)])?,
            None => Vec::new(),
        };
        let mut blobs = git.blob_reader()?;
        let committed = commits.first().and_then(|commit| ends(commit).1);
        let mut story: Vec<Episode> =
            self.uncommitted(kind, id, committed, &mut blobs)?.into_iter().collect();
        for commit in commits {
            let (before, after) = ends(&commit);
            let before = self.state(kind, id, before, &mut blobs);
            let after = self.state(kind, id, after, &mut blobs);
            story.push(episode(Some(commit), kind, id, before, after)?);
        }
        Ok(story)
    }

    fn repository(&self) -> Result<&Git, SessionError> {
        self.git.as_ref().ok_or(SessionError::NoHistory)
    }

    /// What the file on the disk says that the last commit does not.
    fn uncommitted(
        &self,
        kind: Kind,
        id: &Id,
        committed: Option<Oid>,
        blobs: &mut BlobReader,
    ) -> Result<Option<Episode>, SessionError> {
        let names = self.records.find(kind, id)?;
        let now = match names.first() {
            Some(name) => match self.records.load(name) {
                Ok(loaded) => State::Record(loaded.blob, Box::new(loaded.record)),
                Err(_) => State::Unreadable,
            },
            None => State::Absent,
        };
        let same = match (&now, &committed) {
            (State::Record(blob, _), Some(oid)) => oid.as_str() == blob,
            (State::Absent, None) => true,
            _ => false,
        };
        if same {
            return Ok(None);
        }
        let before = self.state(kind, id, committed, blobs);
        episode(None, kind, id, before, now).map(Some)
    }

    /// The record that a blob holds.
    fn state(&self, kind: Kind, id: &Id, blob: Option<Oid>, blobs: &mut BlobReader) -> State {
        let Some(oid) = blob else { return State::Absent };
        let name = Name { kind, id: id.clone(), path: String::new() };
        let bytes = blobs.read(&oid, read::LARGEST);
        match bytes.ok().and_then(|bytes| self.records.read(&name, &bytes).ok()) {
            Some(loaded) => State::Record(loaded.blob, Box::new(loaded.record)),
            None => State::Unreadable,
        }
    }
}

/// A record at one moment.
enum State {
    Absent,
    Unreadable,
    Record(String, Box<AnyRecord>),
}

impl State {
    fn record(self) -> Option<AnyRecord> {
        match self {
            State::Record(_, record) => Some(*record),
            State::Absent | State::Unreadable => None,
        }
    }
}

/// The files that a record has or had.
fn select(kind: Kind, id: &Id) -> Select {
    let folder = kind.folder().parse().unwrap_or_default();
    Select::Named { folder, name: format!("{id}.{}", kind.extension()) }
}

/// A record's blobs before and after a commit, which may have moved it.
fn ends(commit: &Commit) -> (Option<Oid>, Option<Oid>) {
    let before = commit.changes.iter().find_map(|change| change.before.clone());
    let after = commit.changes.iter().find_map(|change| change.after.clone());
    (before, after)
}

fn episode(
    commit: Option<Commit>,
    kind: Kind,
    id: &Id,
    before: State,
    after: State,
) -> Result<Episode, SessionError> {
    let unreadable = [&before, &after].map(|state| matches!(state, State::Unreadable));
    let change =
        Change { kind, id: id.clone(), renamed: None, before: before.record(), after: after.record() };
    let changes = if unreadable.contains(&true) { Ok(Vec::new()) } else { change.fields() };
    Ok(Episode { commit, changes: changes?, unreadable })
}
