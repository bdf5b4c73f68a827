//! A revision in git as a disk that is only read: one list of the tree, one long-lived reader of blobs.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Mutex, PoisonError};

use crate::store::disk::{Disk, Entry, Held, Kind, RelPath, Stat, Unfit, Walk};
use crate::store::git::{BlobReader, Git, GitError, Oid, TreeEntry};

/// The most links that one read goes through.
const LINKS: usize = 8;
/// The longest target of a link.
const TARGET: u64 = 4096;

/// The records as they were in a revision.
#[derive(Debug)]
pub struct Past {
    revision: Oid,
    files: BTreeMap<RelPath, TreeEntry>,
    folders: BTreeSet<RelPath>,
    blobs: Mutex<BlobReader>,
}

impl Past {
    /// Opens a revision.
    pub fn open(git: &Git, revision: Oid) -> Result<Self, GitError> {
        let files = git.blobs(&revision, &RelPath::root())?;
        let mut folders = BTreeSet::new();
        for path in files.keys() {
            let mut folder = path.parent();
            while let Some(at) = folder {
                folder = at.parent();
                folders.insert(at);
            }
        }
        let blobs = Mutex::new(git.blob_reader()?);
        Ok(Past { revision, files, folders, blobs })
    }

    /// The commit.
    pub fn revision(&self) -> &Oid {
        &self.revision
    }

    fn blob(&self, oid: &Oid, limit: u64) -> io::Result<Vec<u8>> {
        self.blobs.lock().unwrap_or_else(PoisonError::into_inner).read(oid, limit)
    }

    /// Follows links to the file that they name in the same revision; `None` if they name none.
    fn follow(&self, path: &RelPath) -> io::Result<Option<&TreeEntry>> {
        let mut at = path.clone();
        for _ in 0..LINKS {
            match self.files.get(&at) {
                Some(entry) if entry.mode.starts_with("100") => return Ok(Some(entry)),
                Some(entry) if entry.mode == "120000" => {
                    let target = self.blob(&entry.oid, TARGET)?;
                    let target = String::from_utf8_lossy(&target).into_owned();
                    match resolve(&at.parent().unwrap_or_default(), &target) {
                        Some(next) => at = next,
                        None => return Ok(None),
                    }
                }
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    fn kind(&self, path: &RelPath, entry: &TreeEntry) -> io::Result<Kind> {
        Ok(match &*entry.mode {
            "120000" if self.follow(path)?.is_none() => Kind::Link,
            "160000" => Kind::Other,
            _ => Kind::File,
        })
    }

    fn entry(&self, path: &RelPath, entry: &TreeEntry) -> io::Result<Entry> {
        Ok(Entry { path: path.clone(), kind: self.kind(path, entry)? })
    }
}

/// Where a link's target leads from a folder, if within the records.
fn resolve(folder: &RelPath, target: &str) -> Option<RelPath> {
    if target.starts_with('/') {
        return None;
    }
    target.split('/').try_fold(folder.clone(), |at, part| match part {
        "" | "." => Some(at),
        ".." => at.parent(),
        part => at.join(part).ok(),
    })
}

impl Disk for Past {
    fn read(&self, path: &RelPath, limit: u64) -> io::Result<Vec<u8>> {
        if self.folders.contains(path) {
            return Err(Unfit::Folder.into());
        }
        let entry = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        if entry.mode == "160000" {
            return Err(Unfit::Special.into());
        }
        let file = self.follow(path)?.ok_or(Unfit::Outside)?;
        self.blob(&file.oid, limit)
    }

    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
        if path.is_root() || self.folders.contains(path) {
            return Ok(Some(Stat { kind: Kind::Folder, length: 0, modified: None }));
        }
        let Some(entry) = self.files.get(path) else { return Ok(None) };
        Ok(Some(Stat { kind: self.kind(path, entry)?, length: 0, modified: None }))
    }

    fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>> {
        if !folder.is_root() && !self.folders.contains(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let here = |path: &&RelPath| path.parent().as_ref() == Some(folder);
        let files = self.files.iter().filter(|(path, _)| here(path));
        let mut entries: Vec<_> =
            files.map(|(path, entry)| self.entry(path, entry)).collect::<Result<_, _>>()?;
        let folders = self.folders.iter().filter(here);
        entries.extend(folders.map(|path| Entry { path: path.clone(), kind: Kind::Folder }));
        entries.sort();
        Ok(entries)
    }

    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        let depth = folder.parts().count();
        let visible = |path: &RelPath| !path.parts().skip(depth).any(|part| part.starts_with('.'));
        let files = self.files.iter().filter(|(path, _)| path.is_within(folder) && visible(path));
        let entries = files.map(|(path, entry)| self.entry(path, entry)).collect::<Result<_, _>>()?;
        Ok(Walk { entries, failed: Vec::new() })
    }

    fn write_new(&self, _path: &RelPath, _bytes: &[u8], _like: Option<&RelPath>) -> io::Result<()> {
        Err(Unfit::Past.into())
    }

    fn rename(&self, _from: &RelPath, _to: &RelPath) -> io::Result<()> {
        Err(Unfit::Past.into())
    }

    fn rename_new(&self, _from: &RelPath, _to: &RelPath) -> io::Result<()> {
        Err(Unfit::Past.into())
    }

    fn exchange(&self, _one: &RelPath, _other: &RelPath) -> io::Result<()> {
        Err(Unfit::Past.into())
    }

    fn sync_folder(&self, _folder: &RelPath) -> io::Result<()> {
        Err(Unfit::Past.into())
    }

    fn remove(&self, _path: &RelPath) -> io::Result<()> {
        Err(Unfit::Past.into())
    }

    fn make_folder(&self, _folder: &RelPath) -> io::Result<()> {
        Err(Unfit::Past.into())
    }

    fn remove_folder(&self, _folder: &RelPath) -> io::Result<()> {
        Err(Unfit::Past.into())
    }

    fn try_lock(&self, _path: &RelPath, _holder: &str) -> io::Result<Option<Box<dyn Held>>> {
        Err(Unfit::Past.into())
    }
}
