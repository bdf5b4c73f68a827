//! A sub-tree with the stamps of its files, seen by as many threads as there are folders and processors.
//!
//! Folders are gone through by the sorted names in each, so that what is seen comes in one order, whoever sees it.
//! Each is opened from the one in which it stands, so that no link is followed, whoever puts one there meanwhile.

use std::ffi::{CStr, CString};
use std::io;
use std::num::NonZero;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, Stat, openat, statat};
use rustix::io::Errno;
use rustix::path::Arg;

use super::Real;
use crate::store::disk::{RelPath, Sight, Stamp};

/// The most threads that look at once.
const THREADS: usize = 4;

/// What is asked of a sub-tree.
struct Survey<'a> {
    disk: &'a Real,
    wanted: &'a (dyn Fn(&str) -> bool + Sync),
}

/// A folder that was looked into: its files, and the folders in it that are wanted, sorted by name.
struct Part {
    open: Dir,
    sight: Sight,
    folders: Vec<(CString, RelPath)>,
}

/// The files of a folder that was not reached through a link, and of all below it.
pub(super) fn below(
    disk: &Real,
    folder: &RelPath,
    wanted: &(dyn Fn(&str) -> bool + Sync),
) -> io::Result<Vec<Sight>> {
    let survey = Survey { disk, wanted };
    let part = survey.part(opened(CWD, folder.under(&disk.root))?, folder.clone())?;
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
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(THREADS);
    thread::scope(|scope| {
        for _ in 1..threads.min(part.folders.len()) {
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
fn opened(from: BorrowedFd, folder: impl Arg) -> io::Result<OwnedFd> {
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
        let Part { open, sight, folders } = self.part(opened(from.fd()?, name)?, folder.clone())?;
        if !sight.is_empty() {
            sights.push(sight);
        }
        for (name, folder) in &folders {
            self.look_into(&open, name, folder, sights)?;
        }
        Ok(())
    }

    /// What a folder holds.
    fn part(&self, open: OwnedFd, folder: RelPath) -> io::Result<Part> {
        let mut open = Dir::new(open)?;
        let (mut sight, mut folders) = (Sight::of(folder), Vec::new());
        while let Some(found) = open.read() {
            let found = found?;
            let name = found.file_name();
            if name.to_bytes().starts_with(b".") {
                continue;
            }
            let (mut kind, mut stamp) = (found.file_type(), None);
            if matches!(kind, FileType::RegularFile | FileType::Unknown) {
                let stat = match statat(open.fd()?, name, AtFlags::SYMLINK_NOFOLLOW) {
                    Err(Errno::NOENT) => continue,
                    stat => stat?,
                };
                (kind, stamp) = (FileType::from_raw_mode(stat.st_mode), stamp_of(&stat));
            }
            let text = name.to_str().ok();
            match (kind, text) {
                (FileType::Directory, _) => {
                    // What is below a folder whose name is not UTF-8 cannot be named.
                    let below = text.and_then(|text| sight.folder().join(text).ok());
                    let below = below.ok_or(io::ErrorKind::InvalidFilename)?;
                    if (self.wanted)(below.as_str()) {
                        folders.push((name.to_owned(), below));
                    }
                }
                (FileType::RegularFile, Some(text)) => sight.push(text, stamp),
                (FileType::Symlink, Some(text)) => {
                    let place = sight.folder().under(&self.disk.root).join(text);
                    if self.disk.leads_to_a_file(&place) {
                        sight.push(text, None);
                    }
                }
                _ => {}
            }
        }
        folders.sort_unstable();
        Ok(Part { open, sight: sight.sorted(), folders })
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
