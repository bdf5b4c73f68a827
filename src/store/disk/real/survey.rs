//! A sub-tree with the stamps of its files, seen by as many threads as there are folders and processors.
//!
//! Folders are gone through by the sorted names in each, so that what is seen comes in one order, whoever sees it.
//! Each is opened from the one in which it stands, so that no link is followed, whoever puts one there meanwhile. One
//! whose files are known by its stamp is not listed: each of them is looked at by its name.

use std::ffi::{CStr, CString};
use std::io;
use std::num::NonZero;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, Stat, fstat, openat, statat};
use rustix::io::Errno;
use rustix::path::Arg;

use super::Real;
use crate::store::disk::{Known, RelPath, Sight, Stamp, is_missing};

/// The most threads that look at once.
const THREADS: usize = 4;

/// What is asked of a sub-tree.
struct Survey<'a> {
    disk: &'a Real,
    known: &'a dyn Known,
}

/// A folder that was looked into: its files, and the folders in it, sorted by name.
struct Part {
    open: Dir,
    sight: Sight,
    folders: Vec<(CString, RelPath)>,
}

/// The files of a folder that is no link, and of all below it.
pub(super) fn below(disk: &Real, folder: &RelPath, known: &dyn Known) -> io::Result<Vec<Sight>> {
    let survey = Survey { disk, known };
    let open = match disk.remembered_place(folder).and_then(|place| opened(CWD, place)) {
        Ok(open) => open,
        Err(error) if is_missing(&error) || Errno::from_io_error(&error) == Some(Errno::LOOP) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(error),
    };
    let part = survey.part(open, folder)?;
    let next = AtomicUsize::new(0);
    let looked: Mutex<Vec<(usize, io::Result<Vec<Sight>>)>> = Mutex::default();
    let look = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((name, folder)) = part.folders.get(at) else { return };
            let mut sights = Vec::new();
            let done = survey.look_into(&part.open, name, folder, &mut sights).map(|()| sights);
            looked.lock().unwrap_or_else(PoisonError::into_inner).push((at, done));
        }
    };
    // To ask how many processors there are costs more than to look into a folder.
    let threads = match part.folders.len() {
        few @ 0..2 => few,
        many => thread::available_parallelism().map_or(1, NonZero::get).min(THREADS).min(many),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(look);
        }
        look();
    });
    let mut looked = looked.into_inner().unwrap_or_else(PoisonError::into_inner);
    looked.sort_unstable_by_key(|(at, _)| *at);
    let mut sights = Vec::from_iter(Some(part.sight).filter(|sight| !sight.is_empty()));
    for (_, of_folder) in looked {
        sights.append(&mut of_folder?);
    }
    Ok(sights)
}

/// Opens a folder, which is no link.
pub(super) fn opened(from: BorrowedFd, folder: impl Arg) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(openat(from, folder, flags, Mode::empty())?)
}

impl Survey<'_> {
    fn look_into(
        &self,
        from: &Dir,
        name: &CStr,
        folder: &RelPath,
        sights: &mut Vec<Sight>,
    ) -> io::Result<()> {
        let Part { open, sight, folders } = self.part(opened(from.fd()?, name)?, folder)?;
        if !sight.is_empty() {
            sights.push(sight);
        }
        for (name, folder) in &folders {
            self.look_into(&open, name, folder, sights)?;
        }
        Ok(())
    }

    /// What a folder holds.
    fn part(&self, open: OwnedFd, folder: &RelPath) -> io::Result<Part> {
        let own = stamp_of(&fstat(&open)?);
        let mut open = Dir::new(open)?;
        if let Some(sight) = own.and_then(|own| self.known_sight(&open, folder, own)) {
            return Ok(Part { open, sight, folders: Vec::new() });
        }
        let (mut sight, mut folders, mut has_links) = (Sight::of(folder.clone()), Vec::new(), false);
        while let Some(found) = open.read() {
            let found = found?;
            let name = found.file_name();
            if name.to_bytes().starts_with(b".") {
                continue;
            }
            let (mut kind, mut stamp) = (found.file_type(), None);
            if matches!(kind, FileType::RegularFile | FileType::Unknown) {
                let Some(looked) = looked_at(open.fd()?, name)? else { continue };
                (kind, stamp) = looked;
            }
            // Where a link leads may change without its folder.
            has_links |= kind == FileType::Symlink;
            let text = name.to_str().ok();
            if kind == FileType::Directory {
                // What is below a folder whose name is not UTF-8 cannot be named.
                let below = text.and_then(|text| sight.folder().join(text).ok());
                folders.push((name.to_owned(), below.ok_or(io::ErrorKind::InvalidFilename)?));
            } else if let Some(text) = text {
                self.take(kind, stamp, text, &mut sight);
            }
        }
        folders.sort_unstable();
        let sight = sight.sorted().stamped(own.filter(|_| folders.is_empty() && !has_links));
        Ok(Part { open, sight, folders })
    }

    /// The files of a folder that is known and has this stamp; nothing where one of them is not to be had any more, so
    /// that it may have another name by now.
    fn known_sight(&self, open: &Dir, folder: &RelPath, own: Stamp) -> Option<Sight> {
        let mut sight = Sight::of(folder.clone());
        for name in self.known.names(folder, own)? {
            let (kind, stamp) = looked_at(open.fd().ok()?, name).ok()??;
            self.take(kind, stamp, name, &mut sight);
        }
        Some(sight.stamped(Some(own)))
    }

    /// Puts what stands in a folder to its files, if it is one, or a link that leads to one.
    fn take(&self, kind: FileType, stamp: Option<Stamp>, name: &str, sight: &mut Sight) {
        match kind {
            FileType::RegularFile => sight.push(name, stamp),
            FileType::Symlink => {
                let place = sight.folder().under(&self.disk.root).join(name);
                if self.disk.leads_to_a_file(&place) {
                    sight.push(name, None);
                }
            }
            _ => {}
        }
    }
}

/// What a name in a folder is, and its stamp; nothing where there is none any more.
fn looked_at(folder: BorrowedFd, name: impl Arg) -> io::Result<Option<(FileType, Option<Stamp>)>> {
    match statat(folder, name, AtFlags::SYMLINK_NOFOLLOW) {
        Err(Errno::NOENT) => Ok(None),
        stat => {
            let stat = stat?;
            Ok(Some((FileType::from_raw_mode(stat.st_mode), stamp_of(&stat))))
        }
    }
}

/// What tells whether a file was changed; nothing where its times are no numbers.
fn stamp_of(stat: &Stat) -> Option<Stamp> {
    let modified = moment(stat.st_mtime, stat.st_mtime_nsec)?;
    let changed = moment(stat.st_ctime, stat.st_ctime_nsec)?;
    Some(Stamp { length: stat.st_size.try_into().ok()?, modified, changed, inode: stat.st_ino })
}

/// Seconds and the rest, in nanoseconds; systems have them in numbers of their own sizes.
fn moment(seconds: i64, nanoseconds: impl TryInto<i64>) -> Option<i64> {
    seconds.checked_mul(1_000_000_000)?.checked_add(nanoseconds.try_into().ok()?)
}
