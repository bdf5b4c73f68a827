//! The disk of the machine, from one root folder down. Links that leave it are not followed.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::fs::{CWD, Mode, OFlags, RenameFlags, openat, renameat_with};
use rustix::io::Errno;
use rustix::path::Arg;
use walkdir::{DirEntry, WalkDir};

use crate::store::disk::{
    Disk, Entry, Held, Kind, Known, Near, RelPath, Sight, Stat, Unfit, Walk, is_missing,
};
use crate::store::progress::Progress;

pub(super) mod near;
mod survey;

/// A folder of this machine.
#[derive(Debug)]
pub struct Real {
    root: PathBuf,
    /// Where the folders that were read from really are, so that each is resolved once.
    folders: RwLock<HashMap<Box<str>, PathBuf>>,
    progress: Arc<Progress>,
}

impl Real {
    /// Opens a folder; it must exist.
    pub fn open(root: &Path) -> io::Result<Self> {
        let root = fs::canonicalize(root)?;
        if !root.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Real { root, folders: RwLock::default(), progress: Arc::default() })
    }

    /// The same folder, with somebody who looks on.
    #[must_use]
    pub fn watched(self, progress: Arc<Progress>) -> Self {
        Real { progress, ..self }
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
        let Some((folder, name)) = path.as_str().rsplit_once('/') else { return self.place(path) };
        let known = self.folders.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = known.get(folder) {
            return Ok(place.join(name));
        }
        drop(known);
        Ok(self.resolved(folder)?.join(name))
    }

    /// Where a folder really is, asked once.
    fn folder(&self, folder: &str) -> io::Result<PathBuf> {
        self.known(folder).map_or_else(|| self.resolved(folder), Ok)
    }

    /// Where a folder really is, asked now.
    fn resolved(&self, folder: &str) -> io::Result<PathBuf> {
        let resolved = self.resolve(&self.root.join(folder))?;
        self.remember(folder, &resolved);
        Ok(resolved)
    }

    fn known(&self, folder: &str) -> Option<PathBuf> {
        self.folders.read().unwrap_or_else(PoisonError::into_inner).get(folder).cloned()
    }

    fn remember(&self, folder: &str, place: &Path) {
        self.folders.write().unwrap_or_else(PoisonError::into_inner).insert(folder.into(), place.into());
    }

    /// Whether a link leads to a file within the root.
    fn leads_to_a_file(&self, link: &Path) -> bool {
        self.resolve(link).is_ok_and(|target| target.is_file())
    }

    /// What a name really is: a link to a file within the root counts as that file.
    fn kind(&self, path: &Path, found: fs::FileType) -> Kind {
        if found.is_symlink() {
            return if self.leads_to_a_file(path) { Kind::File } else { Kind::Link };
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

/// Whether an error of a walk says that nothing is there.
fn is_none(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(is_missing)
}

/// Opens a file to be read: no link, and without waiting for whoever writes into a pipe.
fn opened(from: impl AsFd, place: impl Arg) -> Result<File, Errno> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    openat(from, place, flags, Mode::empty()).map(File::from)
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
        let place = self.remembered_place(path)?;
        let mut file = match opened(CWD, &place) {
            // What a link leads to must lie within the root.
            Err(Errno::LOOP) => opened(CWD, self.resolve(&place)?),
            other => other,
        }
        .map_err(|error| if error == Errno::NXIO { Unfit::Special.into() } else { io::Error::from(error) })?;
        let found = file.metadata()?;
        if found.is_dir() {
            return Err(Unfit::Folder.into());
        }
        if !found.is_file() {
            return Err(Unfit::Special.into());
        }
        if found.len() > limit {
            return Err(Unfit::TooLarge { limit }.into());
        }
        // One byte more than there should be, so that one read tells whether that is all.
        let length = usize::try_from(found.len()).map_err(|_| Unfit::TooLarge { limit })?;
        let mut bytes = vec![0; length + 1];
        let count = match file.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
            read => read?,
        };
        bytes.truncate(count);
        if count != length {
            file.take(limit.saturating_add(1) - count as u64).read_to_end(&mut bytes)?;
        }
        if bytes.len() as u64 > limit { Err(Unfit::TooLarge { limit }.into()) } else { Ok(bytes) }
    }

    fn read_near(&self, path: &RelPath, limit: u64, near: &mut Near) -> io::Result<Vec<u8>> {
        near::read_near(self, path, limit, near)
    }

    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
        let known = path.parent().and_then(|folder| self.known(folder.as_str()));
        let place = known.map_or_else(|| self.place(path), |folder| Ok(folder.join(path.name())));
        let found = place.and_then(|place| {
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
        let place = self.folder(folder.as_str())?;
        let mut entries = Vec::new();
        for found in fs::read_dir(&place)? {
            let found = found?;
            let entry = self.entry(folder, &found.path(), found.file_type()?);
            if let Some(Entry { path, kind: Kind::Folder }) = &entry {
                self.remember(path.as_str(), &found.path());
            }
            entries.extend(entry);
        }
        entries.sort();
        Ok(entries)
    }

    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        let mut walk = Walk::default();
        let place = match self.known(folder.as_str()) {
            Some(place) => place,
            None if self.stat(folder)?.is_none_or(|stat| stat.kind != Kind::Folder) => return Ok(walk),
            None => self.folder(folder.as_str())?,
        };
        let visible = |found: &DirEntry| !found.file_name().as_encoded_bytes().starts_with(b".");
        // The folders on the way to what is found, by depth.
        let mut way = vec![folder.clone()];
        for found in WalkDir::new(&place).min_depth(1).into_iter().filter_entry(visible) {
            match found {
                Ok(found) if found.file_type().is_dir() => {
                    way.truncate(found.depth());
                    let name = found.file_name();
                    let path =
                        way[found.depth() - 1].join(&name.to_string_lossy()).map_err(io::Error::other)?;
                    if name.to_str().is_some() {
                        self.remember(path.as_str(), found.path());
                    }
                    way.push(path);
                }
                Ok(found) => {
                    let below = &way[found.depth() - 1];
                    walk.entries.extend(self.entry(below, found.path(), found.file_type()));
                }
                Err(error) if error.depth() == 0 && is_none(&error) => return Ok(walk),
                Err(error) => {
                    let path = way.get(error.depth()).unwrap_or(folder).clone();
                    walk.failed.push((path, error.into()));
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

    fn survey(&self, folder: &RelPath, known: &dyn Known) -> io::Result<Vec<Sight>> {
        survey::below(self, folder, known)
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

    fn progress(&self) -> &Progress {
        &self.progress
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
