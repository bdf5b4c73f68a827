//! The disk of the machine, from one root folder down. Links that leave it are not followed.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use walkdir::WalkDir;

use crate::store::disk::{Disk, Entry, Held, Kind, RelPath, Seen, Stat, Unfit, Walk, is_missing};

mod survey;

/// A folder of this machine.
#[derive(Debug)]
pub struct Real {
    root: PathBuf,
    /// Where the folders that were read from really are, so that each is resolved once.
    folders: RwLock<BTreeMap<RelPath, PathBuf>>,
}

impl Real {
    /// Opens a folder; it must exist.
    pub fn open(root: &Path) -> io::Result<Self> {
        let root = fs::canonicalize(root)?;
        if !root.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Real { root, folders: RwLock::default() })
    }

    /// The folder, with all links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Resolves every link of a path; an error if it leads out of the root.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let resolved = fs::canonicalize(path)?;
        if resolved.starts_with(&self.root) { Ok(resolved) } else { Err(Unfit::Outside.into()) }
    }

    /// Where something stands, its folder resolved and within the root, its own name not resolved.
    fn place(&self, path: &RelPath) -> io::Result<PathBuf> {
        match path.parent() {
            None => Ok(self.root.clone()),
            Some(folder) if folder.is_root() => Ok(self.root.join(path.name())),
            Some(folder) => Ok(self.resolve(&folder.under(&self.root))?.join(path.name())),
        }
    }

    /// As [`Real::place`], remembering the folder.
    fn remembered_place(&self, path: &RelPath) -> io::Result<PathBuf> {
        let Some(folder) = path.parent().filter(|folder| !folder.is_root()) else {
            return self.place(path);
        };
        let known = self.folders.read().unwrap_or_else(PoisonError::into_inner).get(&folder).cloned();
        if let Some(known) = known {
            return Ok(known.join(path.name()));
        }
        let resolved = self.resolve(&folder.under(&self.root))?;
        let place = resolved.join(path.name());
        self.folders.write().unwrap_or_else(PoisonError::into_inner).insert(folder, resolved);
        Ok(place)
    }

    /// What a name really is: a link to a file within the root counts as that file.
    fn kind(&self, path: &Path, found: fs::FileType) -> Kind {
        if found.is_symlink() {
            let file = self.resolve(path).is_ok_and(|target| target.is_file());
            return if file { Kind::File } else { Kind::Link };
        }
        if found.is_file() {
            Kind::File
        } else if found.is_dir() {
            Kind::Folder
        } else {
            Kind::Other
        }
    }

    /// The entry for a name in a folder; what is not UTF-8 is shown as well as can be.
    fn entry(&self, folder: &RelPath, place: &Path, found: fs::FileType) -> Option<Entry> {
        let name = place.file_name()?;
        match name.to_str().and_then(|name| folder.join(name).ok()) {
            Some(path) => Some(Entry { path, kind: self.kind(place, found) }),
            None => Some(Entry { path: folder.join(&name.to_string_lossy()).ok()?, kind: Kind::Other }),
        }
    }
}

/// Renames as the flag says. A file system that cannot renames plainly.
fn rename_with(from: &Path, to: &Path, how: RenameFlags) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, how) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => fs::rename(from, to),
        done => Ok(done?),
    }
}

/// An OS lock. The end of the process gives it back too, but a child that was just started may hold the
/// file open for a moment longer than we do, so it is given back by name.
#[derive(Debug)]
struct FileLock {
    file: File,
}

impl Held for FileLock {}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Closing the file does the same a little later.
        let _given_back = self.file.unlock();
    }
}

impl Disk for Real {
    fn read(&self, path: &RelPath, limit: u64) -> io::Result<Vec<u8>> {
        let mut place = self.remembered_place(path)?;
        let mut found = fs::symlink_metadata(&place)?;
        if found.is_symlink() {
            place = self.resolve(&place)?;
            found = fs::metadata(&place)?;
        }
        if found.is_dir() {
            return Err(Unfit::Folder.into());
        }
        if !found.is_file() {
            return Err(Unfit::Special.into());
        }
        if found.len() > limit {
            return Err(Unfit::TooLarge { limit }.into());
        }
        let mut bytes = Vec::new();
        File::open(&place)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(Unfit::TooLarge { limit }.into()) } else { Ok(bytes) }
    }

    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
        let found = self.place(path).and_then(|place| {
            let found = fs::symlink_metadata(&place)?;
            let kind = self.kind(&place, found.file_type());
            let found = if kind == Kind::File { fs::metadata(&place)? } else { found };
            let length = if kind == Kind::File { found.len() } else { 0 };
            Ok(Stat { kind, length, modified: found.modified().ok() })
        });
        match found {
            Ok(stat) => Ok(Some(stat)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for found in fs::read_dir(self.resolve(&folder.under(&self.root))?)? {
            let found = found?;
            entries.extend(self.entry(folder, &found.path(), found.file_type()?));
        }
        entries.sort();
        Ok(entries)
    }

    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        let mut walk = Walk::default();
        if self.stat(folder)?.is_none_or(|stat| stat.kind != Kind::Folder) {
            return Ok(walk);
        }
        let top = folder.under(&self.root);
        let visible =
            |at: &walkdir::DirEntry| at.depth() == 0 || !at.file_name().as_encoded_bytes().starts_with(b".");
        let path_of = |place: &Path| {
            let below = place.strip_prefix(&top).unwrap_or(Path::new("")).to_string_lossy();
            if below.is_empty() { Ok(folder.clone()) } else { folder.join(&below) }
        };
        for found in WalkDir::new(&top).min_depth(1).into_iter().filter_entry(visible) {
            match found {
                Ok(found) if found.file_type().is_dir() => {}
                Ok(found) => {
                    let parent = path_of(found.path().parent().unwrap_or(&top)).unwrap_or_default();
                    walk.entries.extend(self.entry(&parent, found.path(), found.file_type()));
                }
                Err(error) => {
                    let path = error.path().and_then(|place| path_of(place).ok());
                    walk.failed.push((path.unwrap_or_else(|| folder.clone()), error.into()));
                }
            }
        }
        walk.entries.sort();
        walk.failed.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(walk)
    }

    fn write_new(&self, path: &RelPath, bytes: &[u8], like: Option<&RelPath>) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(self.place(path)?)?;
        if let Some(model) = like.and_then(|like| fs::metadata(self.place(like).ok()?).ok()) {
            file.set_permissions(model.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        fs::rename(self.place(from)?, self.place(to)?)
    }

    fn rename_new(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        rename_with(&self.place(from)?, &self.place(to)?, RenameFlags::NOREPLACE)
    }

    fn exchange(&self, one: &RelPath, other: &RelPath) -> io::Result<()> {
        rename_with(&self.place(one)?, &self.place(other)?, RenameFlags::EXCHANGE)
    }

    fn sync_folder(&self, folder: &RelPath) -> io::Result<()> {
        File::open(self.resolve(&folder.under(&self.root))?)?.sync_all()
    }

    fn remove(&self, path: &RelPath) -> io::Result<()> {
        fs::remove_file(self.place(path)?)
    }

    fn make_folder(&self, folder: &RelPath) -> io::Result<()> {
        fs::create_dir(self.place(folder)?)
    }

    fn remove_folder(&self, folder: &RelPath) -> io::Result<()> {
        fs::remove_dir(self.place(folder)?)
    }

    fn moment(&self) -> Option<i64> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(since.as_nanos()).ok()
    }

    fn survey(&self, folder: &RelPath, wanted: &(dyn Fn(&str) -> bool + Sync)) -> io::Result<Vec<Seen>> {
        if self.stat(folder)?.is_none_or(|stat| stat.kind != Kind::Folder) {
            return Ok(Vec::new());
        }
        survey::below(self, folder, wanted)
    }

    fn put_derived(&self, path: &RelPath, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(path)?;
        let mut beside = tempfile::Builder::new();
        #[cfg(unix)]
        let beside = {
            use std::os::unix::fs::PermissionsExt;
            beside.permissions(fs::Permissions::from_mode(0o666))
        };
        let mut beside = beside.prefix(".new-").tempfile_in(place.parent().unwrap_or(&self.root))?;
        beside.write_all(bytes)?;
        beside.persist(place).map(drop).map_err(|error| error.error)
    }

    fn try_lock(&self, path: &RelPath, holder: &str) -> io::Result<Option<Box<dyn Held>>> {
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(self.place(path)?)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
            Ok(()) => {}
        }
        file.set_len(0)?;
        file.write_all(holder.as_bytes())?;
        Ok(Some(Box::new(FileLock { file })))
    }
}
