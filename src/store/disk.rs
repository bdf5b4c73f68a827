//! Disks: what the records lie on, as single steps that can each fail.
//!
//! Everything that reads or writes records goes through [`Disk`], so that tests can count the reads and
//! let the disk die at any step. The forms: [`Real`], [`Memory`], [`Dying`], [`Past`] (a revision in git)
//! and [`Draft`] (a disk as a change would leave it). A disk knows paths and bytes; it knows nothing of kinds, records or commits.

mod draft;
mod dying;
mod memory;
mod past;
mod path;
mod real;
mod sight;

use std::fmt;
use std::io;
use std::time::SystemTime;

pub use self::draft::Draft;
pub use self::dying::{Death, Dying, Effect, Look};
pub use self::memory::Memory;
pub use self::past::Past;
pub use self::path::{PathError, RelPath};
pub use self::real::Real;
pub use self::real::near::Near;
pub use self::sight::{Seen, Sight};

use serde::{Deserialize, Serialize};

use crate::store::progress::{Progress, UNWATCHED};

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A file, or a link to a file within the records.
    File,
    /// A folder.
    Folder,
    /// A link that leads out of the records, to a folder, or nowhere. It is never followed.
    Link,
    /// A pipe, a socket, a device, or a name that is not UTF-8.
    Other,
}

/// One thing that a folder holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Where it stands, from the root of the records.
    pub path: RelPath,
    /// What it is.
    pub kind: Kind,
}

impl Entry {
    /// What a folder has of a file that lies in it or below it: the file, or the folder on the way; nothing of
    /// one that lies elsewhere.
    pub(in crate::store) fn of_file_in(folder: &RelPath, file: &RelPath) -> Option<Entry> {
        let depth = folder.parts().count();
        let name = file.parts().nth(depth).filter(|_| file.is_within(folder))?;
        let kind = if file.parts().count() == depth + 1 { Kind::File } else { Kind::Folder };
        Some(Entry { path: folder.join(name).ok()?, kind })
    }
}

/// What a disk says of a path without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// What it is.
    pub kind: Kind,
    /// Its length in bytes, 0 where it is no file.
    pub length: u64,
    /// When it was last written, where the disk knows.
    pub modified: Option<SystemTime>,
}

/// A whole sub-tree: what was found, sorted by path, and the folders that could not be read.
#[derive(Debug, Default)]
pub struct Walk {
    /// Everything but folders. Names that begin with a dot, and what is under them, are left out.
    pub entries: Vec<Entry>,
    /// What could not be looked into, and why; the rest of the walk goes on.
    pub failed: Vec<(RelPath, io::Error)>,
}

/// What tells whether a file was changed without reading it, or whether something came to a folder or went from it
/// without listing it. Times are in nanoseconds since 1970, by the clock
/// of the medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its length in bytes.
    pub length: u64,
    /// When its bytes were written.
    pub modified: i64,
    /// When anything of it was changed, which nobody can set.
    pub changed: i64,
    /// Its number on the medium.
    pub inode: u64,
}

/// What somebody knows of folders that hold files only.
pub trait Known: Sync {
    /// The names of a folder's files, sorted, so far as they matter; nothing where they are not known, or were those
    /// of another stamp.
    fn names(&self, folder: &RelPath, stamp: Stamp) -> Option<Vec<&str>>;
}

/// A lock that is held until it is dropped or its process ends, however it ends.
pub trait Held: Send + fmt::Debug {}

/// A root folder with files in it. Every method is one step: it happens whole, or it is an error.
pub trait Disk: Send + Sync + fmt::Debug {
    /// The bytes of a file of at most `limit` bytes; a longer one is refused unread ([`Unfit`]).
    fn read(&self, path: &RelPath, limit: u64) -> io::Result<Vec<u8>>;

    /// The same, for whoever reads one file of a folder after another.
    fn read_near(&self, path: &RelPath, limit: u64, _near: &mut Near) -> io::Result<Vec<u8>> {
        self.read(path, limit)
    }

    /// What stands at a path, or `None`.
    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>>;

    /// What a folder holds, dot-names included, sorted by name.
    fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>>;

    /// The files of a folder and of all folders below it; a missing folder holds nothing.
    fn walk(&self, folder: &RelPath) -> io::Result<Walk>;

    /// Makes a file that must not exist, with the permissions of `like` if that exists, and waits until
    /// its bytes are on the medium.
    fn write_new(&self, path: &RelPath, bytes: &[u8], like: Option<&RelPath>) -> io::Result<()>;

    /// Gives a file another name, replacing what has that name.
    fn rename(&self, from: &RelPath, to: &RelPath) -> io::Result<()>;

    /// Gives a file a name that nothing has.
    fn rename_new(&self, from: &RelPath, to: &RelPath) -> io::Result<()>;

    /// Lets two files change places.
    fn exchange(&self, one: &RelPath, other: &RelPath) -> io::Result<()>;

    /// Waits until the names in a folder are on the medium.
    fn sync_folder(&self, folder: &RelPath) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &RelPath) -> io::Result<()>;

    /// Makes one folder; its parent must exist.
    fn make_folder(&self, folder: &RelPath) -> io::Result<()>;

    /// Removes a folder that is empty.
    fn remove_folder(&self, folder: &RelPath) -> io::Result<()>;

    /// The moment by the clock that stamps the files, in nanoseconds since 1970; `None` where nothing tells
    /// whether a file was changed.
    fn moment(&self) -> Option<i64> {
        None
    }

    /// The files of a folder and of all folders below it with stamps, folder by folder, each before what lies below
    /// it and all by the sorted names in each; what is no file is not told of. A folder that is known is not
    /// listed. The first that cannot be looked into is the error; a missing one holds nothing.
    fn survey(&self, _folder: &RelPath, _known: &dyn Known) -> io::Result<Vec<Sight>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Puts bytes at a path in one piece. Nobody waits until they are on the medium: after a power cut there may
    /// be anything, so it is for what proves itself and can be made again.
    fn put_derived(&self, _path: &RelPath, _bytes: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Where it is counted how far those are who work on it.
    fn progress(&self) -> &Progress {
        &UNWATCHED
    }

    /// Takes the lock that lives in a file, and writes the holder's name there; `None` while another
    /// holds it.
    fn try_lock(&self, path: &RelPath, holder: &str) -> io::Result<Option<Box<dyn Held>>>;
}

/// Why a path is not read although something stands there; found inside an [`io::Error`] by [`unfit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// More bytes than the reader wants to see.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The most that would have been read.
        limit: u64,
    },
    /// A link, or a path through one, that leads out of the records.
    #[error("a link that leaves the records")]
    Outside,
    /// A folder stands where a file should.
    #[error("a folder, not a file")]
    Folder,
    /// A pipe, a socket or a device.
    #[error("neither a file nor a folder")]
    Special,
    /// A revision cannot be changed.
    #[error("a past revision cannot be changed")]
    Past,
}

impl From<Unfit> for io::Error {
    fn from(unfit: Unfit) -> Self {
        let kind = match unfit {
            Unfit::TooLarge { .. } => io::ErrorKind::FileTooLarge,
            Unfit::Outside => io::ErrorKind::PermissionDenied,
            Unfit::Folder => io::ErrorKind::IsADirectory,
            Unfit::Special => io::ErrorKind::InvalidInput,
            Unfit::Past => io::ErrorKind::ReadOnlyFilesystem,
        };
        io::Error::new(kind, unfit)
    }
}

/// The reason in an error that a disk gave, if it is one of ours.
pub fn unfit(error: &io::Error) -> Option<Unfit> {
    error.get_ref().and_then(|inner| inner.downcast_ref()).copied()
}

/// Whether an error only says that nothing stands there.
pub fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// What a read gave, with nothing where no file stands.
pub fn read_if_there(disk: &dyn Disk, path: &RelPath, limit: u64) -> io::Result<Option<Vec<u8>>> {
    match disk.read(path, limit) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The folders that a folder stands in and that are not there, itself included, outermost first.
pub fn missing_folders(disk: &dyn Disk, folder: &RelPath) -> io::Result<Vec<RelPath>> {
    let mut missing = Vec::new();
    let mut next = Some(folder.clone());
    while let Some(at) = next.filter(|at| !at.is_root()) {
        if disk.stat(&at)?.is_some() {
            break;
        }
        next = at.parent();
        missing.push(at);
    }
    missing.reverse();
    Ok(missing)
}

/// Makes a folder and all that it stands in, each of them lasting.
pub fn make_folders(disk: &dyn Disk, folder: &RelPath) -> io::Result<()> {
    for at in missing_folders(disk, folder)? {
        match disk.make_folder(&at) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => disk.sync_folder(&at.parent().unwrap_or_default())?,
        }
    }
    Ok(())
}

/// Puts bytes at a path in one piece: a file beside it, then its name. Whatever dies, either the old
/// bytes are there or the new ones, and `beside` is left over at most.
pub fn replace(disk: &dyn Disk, path: &RelPath, beside: &RelPath, bytes: &[u8]) -> io::Result<()> {
    remove_if_there(disk, beside)?;
    disk.write_new(beside, bytes, Some(path))?;
    disk.rename(beside, path)?;
    disk.sync_folder(&path.parent().unwrap_or_default())
}

/// Removes a file, if it is there.
pub fn remove_if_there(disk: &dyn Disk, path: &RelPath) -> io::Result<bool> {
    match disk.remove(path) {
        Ok(()) => Ok(true),
        Err(error) if is_missing(&error) => Ok(false),
        Err(error) => Err(error),
    }
}
