//! A revision in git as a disk that is only read: each folder of its top is listed once, when somebody asks; one
//! long-lived reader gives the blobs.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use crate::store::disk::{Disk, Entry, Held, Kind, RelPath, Stat, Unfit, Walk};
use crate::store::git::{BlobReader, Git, GitError, Oid, TreeEntry};

/// The most links that one read goes through.
const LINKS: usize = 8;
/// The mode of a folder.
const FOLDER: &str = "040000";
/// The longest target of a link.
const TARGET: u64 = 4096;

/// The records as they were in a revision.
#[derive(Debug)]
pub struct Past {
    git: Git,
    revision: Oid,
    /// What stands directly in the folder of records.
    top: BTreeMap<RelPath, TreeEntry>,
    /// What is below each of its folders that was asked for.
    below: Mutex<BTreeMap<RelPath, Arc<Listing>>>,
    blobs: Mutex<BlobReader>,
}

/// All files below a folder.
#[derive(Debug, Default)]
struct Listing {
    files: BTreeMap<RelPath, TreeEntry>,
    folders: BTreeSet<RelPath>,
}

impl Listing {
    fn of(files: BTreeMap<RelPath, TreeEntry>) -> Listing {
        let mut folders = BTreeSet::new();
        for path in files.keys() {
            let mut folder = path.parent().filter(|folder| !folder.is_root());
            while let Some(at) = folder {
                folder = at.parent().filter(|folder| !folder.is_root());
                folders.insert(at);
            }
        }
        Listing { files, folders }
    }
}

impl Past {
    /// Opens a revision; no more than the top of it is listed before somebody asks.
    ///
    /// # Errors
    /// [`GitError`] where git does not list it.
    pub fn open(git: &Git, revision: Oid) -> Result<Self, GitError> {
        let top = git.children(&revision)?;
        let blobs = Mutex::new(git.blob_reader()?);
        Ok(Past { git: git.clone(), revision, top, below: Mutex::default(), blobs })
    }

    /// The commit.
    pub fn revision(&self) -> &Oid {
        &self.revision
    }

    /// The listing that a path stands in: of its first folder, or of the files beside those.
    fn listing(&self, path: &RelPath) -> io::Result<Arc<Listing>> {
        let first = path.parts().next().unwrap_or_default();
        let first: RelPath = first.parse().map_err(io::Error::other)?;
        let mut below = self.below.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(listing) = below.get(&first) {
            return Ok(listing.clone());
        }
        let listing = Arc::new(match self.top.get(&first) {
            Some(entry) if entry.mode == FOLDER => {
                Listing::of(self.git.blobs(&self.revision, &first).map_err(io::Error::other)?)
            }
            Some(entry) => Listing::of(BTreeMap::from([(first.clone(), entry.clone())])),
            None => Listing::default(),
        });
        below.insert(first, listing.clone());
        Ok(listing)
    }

    /// Whether a folder stands there, the root aside.
    fn is_folder(&self, path: &RelPath) -> io::Result<bool> {
        Ok(!path.is_root() && self.listing(path)?.folders.contains(path))
    }

    fn file(&self, path: &RelPath) -> io::Result<Option<TreeEntry>> {
        Ok(if path.is_root() { None } else { self.listing(path)?.files.get(path).cloned() })
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
        if folder.is_root() {
            let kind = |path, entry: &TreeEntry| match &*entry.mode {
                FOLDER => Ok(Kind::Folder),
                _ => self.kind(path, entry),
            };
            return self
                .top
                .iter()
                .map(|(path, entry)| Ok(Entry { path: path.clone(), kind: kind(path, entry)? }))
                .collect();
        }
        let listing = self.listing(folder)?;
        if !listing.folders.contains(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let here = |path: &&RelPath| path.parent().as_ref() == Some(folder);
        let files = listing.files.iter().filter(|(path, _)| here(path));
        let mut entries: Vec<_> =
            files.map(|(path, entry)| self.entry(path, entry)).collect::<Result<_, _>>()?;
        let folders = listing.folders.iter().filter(here);
        entries.extend(folders.map(|path| Entry { path: path.clone(), kind: Kind::Folder }));
        entries.sort();
        Ok(entries)
    }

    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        let depth = folder.parts().count();
        let visible = |path: &RelPath| !path.parts().skip(depth).any(|part| part.starts_with('.'));
        let mut walk = Walk::default();
        let below = if folder.is_root() { self.top.keys().collect() } else { vec![folder] };
        for at in below {
            let listing = self.listing(at)?;
            let files = listing.files.iter().filter(|(path, _)| path.is_within(folder) && visible(path));
            for (path, entry) in files {
                walk.entries.push(self.entry(path, entry)?);
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

    fn try_lock(&self, _path: &RelPath, _holder: &str) -> io::Result<Option<Box<dyn Held>>> {
        Err(Unfit::Past.into())
    }
}
