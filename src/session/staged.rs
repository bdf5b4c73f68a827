//! Which records differ from a commit: in what is staged, and in what lies on the disk.
//!
//! Blob ids are compared that we computed or that git stored; git never looks at the work tree for us, so no
//! program of a configuration is run.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use crate::check::Changed;
use crate::model::book::Source;
use crate::model::kind::Kind;
use crate::session::{Options, Session, SessionError, read_from};
use crate::store::disk::{self, Disk, Draft, Entry, Past, Real, RelPath};
use crate::store::git::{Git, Oid, TreeEntry, blob_id};
use crate::store::progress::Work;
use crate::store::publish::Reading;
use crate::store::{layout, read};

impl Session {
    /// Opens the records as they are staged in an index (the repository's own, or the one that a hook is
    /// given), and says what that changes.
    ///
    /// # Errors
    /// [`SessionError`] where there is no repository, git does not answer, a file is in conflict, or the
    /// staged `tandem.toml` cannot be used.
    pub fn staged(
        root: &Path,
        options: &Options,
        index: Option<&OsStr>,
    ) -> Result<(Session, Changed), SessionError> {
        let folder = |source| SessionError::Folder { root: root.into(), source };
        let root = Real::open(root).map_err(folder)?.root().to_path_buf();
        let git = Git::discover(&root, &options.git)?.ok_or(SessionError::NoHistory)?;
        let commit = git.tree_or_empty(git.head()?.as_ref())?;
        let staged = git.staged_beyond(&commit, index)?;
        let past = Past::open(&git, commit)?.watched(options.progress.clone());
        let mut blobs = git.blob_reader()?;
        let mut files = BTreeMap::new();
        for (path, entry) in &staged {
            let bytes = match entry {
                Some(entry) if entry.is_conflict() => {
                    return Err(SessionError::Conflict { path: path.to_string() });
                }
                Some(entry) if entry.mode.starts_with("100") => {
                    let read = blobs.read(&entry.oid, read::LARGEST);
                    Some(read.map_err(|source| SessionError::Folder { root: path.as_str().into(), source })?)
                }
                _ => None,
            };
            files.insert(path.clone(), bytes);
        }
        let paths = files.iter().map(|(path, bytes)| (path, bytes.is_some()));
        let changed = changed(paths);
        let disk: Arc<dyn Disk> = Arc::new(Draft::over(Arc::new(past), files));
        let records = read_from(&root, &disk, git.format())?;
        let today = options.today(&records);
        let (git, reading) = (Some(git), Reading::Whole(None));
        Ok((Session { root, git, records, revision: None, today, reading, count: None }, changed))
    }

    /// What the records on the disk change beyond the commit that HEAD names.
    ///
    /// # Errors
    /// [`SessionError`] where there is no repository, git does not answer, or records cannot be listed.
    pub fn changed(&self) -> Result<Changed, SessionError> {
        let git = self.git.as_ref().ok_or(SessionError::NoHistory)?;
        let commit = git.tree_or_empty(git.head()?.as_ref())?;
        let (mut base, here) = (BTreeMap::new(), self.blobs()?);
        git.each_blob(&commit, &RelPath::root(), &mut |path, TreeEntry { oid, .. }| {
            base.insert(path, oid);
        })?;
        let gone = base.keys().filter(|path| !here.contains_key(*path)).map(|path| (path, false));
        let new =
            here.iter().filter(|(path, blob)| base.get(*path) != Some(blob)).map(|(path, _)| (path, true));
        Ok(changed(gone.chain(new)))
    }

    /// The blob id of every file that may be a record, and of the store's own.
    fn blobs(&self) -> Result<BTreeMap<RelPath, Oid>, SessionError> {
        let mut blobs = BTreeMap::new();
        let mut paths: Vec<RelPath> = layout::SETTINGS.parse().into_iter().collect();
        for kind in Kind::ALL {
            let names = self.records.names(kind)?;
            paths.extend(names.iter().filter_map(|name| name.path.parse().ok()));
        }
        let searching = self.begin(Work::Searching);
        searching.parts(1);
        searching.found(1, paths.len());
        for path in paths {
            searching.done(1);
            // A file that cannot be read is told of by whoever checks it: it differs from any commit.
            let bytes = self.records.bytes(&path).ok().flatten().unwrap_or_default();
            blobs.insert(path, blob_id(&bytes, self.records.hash()));
        }
        Ok(blobs)
    }
}

/// The records that files are, which are there or gone.
fn changed<'p>(paths: impl Iterator<Item = (&'p RelPath, bool)>) -> Changed {
    let mut changed = Changed::default();
    for (path, is_there) in paths {
        if path.as_str() == layout::SETTINGS {
            changed.settings = true;
        }
        let first = path.parts().next().unwrap_or_default();
        let is_hidden = path.parts().any(|part| part.starts_with('.')) || layout::is_backup(path.name());
        let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.folder() == first).filter(|_| !is_hidden)
        else {
            continue;
        };
        match layout::name(kind, &Entry { path: path.clone(), kind: disk::Kind::File }) {
            Ok(name) if is_there => drop(changed.records.insert((kind, name.id))),
            Ok(name) => drop(changed.gone.insert((kind, name.id))),
            Err(fault) => changed.strays.extend(is_there.then_some(*fault)),
        }
    }
    changed
}
