//! A revision in git as a disk that is only read: a folder is listed when somebody asks for it or for what stands
//! in it; one long-lived reader gives folders and files, however many there are.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use crate::store::disk::{Disk, Entry, Held, Kind, RelPath, Stat, Unfit, Walk};
use crate::store::git::{BlobReader, Git, GitError, Oid, TreeEntry};
use crate::store::progress::Progress;

/// The most links that one read goes through.
const LINKS: usize = 8;
/// The longest target of a link, and the longest path that is gone into, in bytes.
const LONGEST: usize = 4096;

/// The records as they were in a revision.
#[derive(Debug)]
pub struct Past {
    revision: Oid,
    /// The folders that were asked for.
    folders: Mutex<BTreeMap<RelPath, Arc<Folder>>>,
    blobs: Mutex<BlobReader>,
    progress: Arc<Progress>,
}

/// What stands in a folder, by name.
type Folder = BTreeMap<String, TreeEntry>;

impl Past {
    /// Opens a revision; no more than the top of it is listed before somebody asks.
    ///
    /// # Errors
    /// [`GitError`] where git does not list it.
    pub fn open(git: &Git, revision: Oid) -> Result<Self, GitError> {
        let top =
            git.children(&revision)?.into_iter().map(|(path, entry)| (path.to_string(), entry)).collect();
        let folders = Mutex::new(BTreeMap::from([(RelPath::root(), Arc::new(top))]));
        Ok(Past { revision, folders, blobs: Mutex::new(git.blob_reader()?), progress: Arc::default() })
    }

    /// The same revision, with somebody who looks on.
    #[must_use]
    pub fn watched(self, progress: Arc<Progress>) -> Past {
        Past { progress, ..self }
    }

    /// The commit.
    pub fn revision(&self) -> &Oid {
        &self.revision
    }

    /// What stands in a folder; `None` where no folder stands there.
    fn folder(&self, path: &RelPath) -> io::Result<Option<Arc<Folder>>> {
        let known = self.folders.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if known.is_some() || path.as_str().len() > LONGEST {
            return Ok(known);
        }
        let Some(entry) = self.at(path)?.filter(TreeEntry::is_folder) else { return Ok(None) };
        let mut blobs = self.blobs.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = Arc::new(blobs.folder(&entry.oid)?);
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), folder.clone());
        Ok(Some(folder))
    }

    /// What stands at a path that is not the root.
    fn at(&self, path: &RelPath) -> io::Result<Option<TreeEntry>> {
        let Some(parent) = path.parent() else { return Ok(None) };
        Ok(self.folder(&parent)?.and_then(|folder| folder.get(path.name()).cloned()))
    }

    /// Whether a folder stands there, the root aside.
    fn is_folder(&self, path: &RelPath) -> io::Result<bool> {
        Ok(self.at(path)?.is_some_and(|entry| entry.is_folder()))
    }

    fn file(&self, path: &RelPath) -> io::Result<Option<TreeEntry>> {
        Ok(self.at(path)?.filter(|entry| !entry.is_folder()))
    }

    fn blob(&self, oid: &Oid, limit: u64) -> io::Result<Vec<u8>> {
        self.blobs.lock().unwrap_or_else(PoisonError::into_inner).read(oid, limit)
    }

    /// Follows links to the file that they name in the same revision; `None` if they name none.
    fn follow(&self, path: &RelPath) -> io::Result<Option<TreeEntry>> {
        let mut at = path.clone();
        for _ in 0..LINKS {
            match self.file(&at)? {
                Some(entry) if entry.mode.starts_with("100") => return Ok(Some(entry)),
                Some(entry) if entry.mode == "120000" => {
                    let target = self.blob(&entry.oid, LONGEST as u64)?;
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
            _ if entry.is_folder() => Kind::Folder,
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
        if path.is_root() || self.is_folder(path)? {
            return Err(Unfit::Folder.into());
        }
        let entry = self.file(path)?.ok_or(io::ErrorKind::NotFound)?;
        if entry.mode == "160000" {
            return Err(Unfit::Special.into());
        }
        let file = self.follow(path)?.ok_or(Unfit::Outside)?;
        self.blob(&file.oid, limit)
    }

    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
        if path.is_root() || self.is_folder(path)? {
            return Ok(Some(Stat { kind: Kind::Folder, length: 0, modified: None }));
        }
        let Some(entry) = self.file(path)? else { return Ok(None) };
        Ok(Some(Stat { kind: self.kind(path, &entry)?, length: 0, modified: None }))
    }

    fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>> {
        let found = self.folder(folder)?.ok_or(io::ErrorKind::NotFound)?;
        let paths = found.iter().filter_map(|(name, entry)| Some((folder.join(name).ok()?, entry)));
        let mut entries =
            paths.map(|(path, entry)| self.entry(&path, entry)).collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        Ok(entries)
    }

    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        let mut walk = Walk::default();
        walk.entries.extend(self.file(folder)?.map(|entry| self.entry(folder, &entry)).transpose()?);
        let mut open = vec![folder.clone()];
        while let Some(at) = open.pop() {
            let found = self.folder(&at)?.unwrap_or_default();
            for (name, entry) in found.iter().filter(|(name, _)| !name.starts_with('.')) {
                match at.join(name) {
                    Ok(path) if entry.is_folder() => open.push(path),
                    Ok(path) => walk.entries.push(self.entry(&path, entry)?),
                    Err(_) => {}
                }
            }
        }
        walk.entries.sort();
        Ok(walk)
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

    fn progress(&self) -> &Progress {
        &self.progress
    }

    fn try_lock(&self, _path: &RelPath, _holder: &str) -> io::Result<Option<Box<dyn Held>>> {
        Err(Unfit::Past.into())
    }
}
