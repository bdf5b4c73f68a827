//! A sub-tree with the stamps of its files, seen by as many threads as there are folders and processors.
//!
//! Folders are gone through by the sorted names in each, so that what is seen comes in one order, whoever sees it.

use std::fs;
use std::io;
use std::num::NonZero;
use std::os::unix::fs::MetadataExt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::Real;
use crate::store::disk::{Entry, Kind, RelPath, Seen, Stamp, is_missing};

/// The most threads that look at once.
const THREADS: usize = 4;

/// What is asked of a sub-tree.
struct Survey<'a> {
    disk: &'a Real,
    wanted: &'a (dyn Fn(&str) -> bool + Sync),
}

/// What a folder holds: files that were seen, and folders to look into, each in its order.
enum Part {
    Seen(Seen),
    Folder(RelPath),
}

/// Everything below a folder that was not reached through a link.
pub(super) fn below(
    disk: &Real,
    folder: &RelPath,
    wanted: &(dyn Fn(&str) -> bool + Sync),
) -> io::Result<Vec<Seen>> {
    let survey = Survey { disk, wanted };
    let parts = survey.parts(folder)?;
    let next = AtomicUsize::new(0);
    let looked: Mutex<Vec<(usize, io::Result<Vec<Seen>>)>> = Mutex::default();
    let look = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(at) else { return };
            let Part::Folder(folder) = part else { continue };
            let mut seen = Vec::new();
            let done = survey.look_into(folder, &mut seen).map(|()| seen);
            looked.lock().unwrap_or_else(PoisonError::into_inner).push((at, done));
        }
    };
    let folders = parts.iter().filter(|part| matches!(part, Part::Folder(_))).count();
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(THREADS).min(folders);
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(look);
        }
        look();
    });
    let mut looked = looked.into_inner().unwrap_or_else(PoisonError::into_inner);
    looked.sort_unstable_by_key(|(at, _)| *at);
    let mut looked = looked.into_iter();
    let mut seen = Vec::new();
    for part in parts {
        match part {
            Part::Seen(one) => seen.push(one),
            Part::Folder(_) => {
                if let Some((_, of_folder)) = looked.next() {
                    seen.append(&mut of_folder?);
                }
            }
        }
    }
    Ok(seen)
}

impl Survey<'_> {
    fn look_into(&self, folder: &RelPath, seen: &mut Vec<Seen>) -> io::Result<()> {
        for part in self.parts(folder)? {
            match part {
                Part::Seen(one) => seen.push(one),
                Part::Folder(folder) => self.look_into(&folder, seen)?,
            }
        }
        Ok(())
    }

    /// What a folder holds, sorted by name.
    fn parts(&self, folder: &RelPath) -> io::Result<Vec<Part>> {
        let place = folder.under(&self.disk.root);
        let mut parts = Vec::new();
        for found in fs::read_dir(&place)? {
            let found = found?;
            let name = found.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            parts.extend(self.part(folder, &found, name.to_str())?.map(|part| (name, part)));
        }
        parts.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        Ok(parts.into_iter().map(|(_, part)| part).collect())
    }

    /// What one thing is; `name` is its name where that is UTF-8.
    fn part(&self, folder: &RelPath, found: &fs::DirEntry, name: Option<&str>) -> io::Result<Option<Part>> {
        let kind = found.file_type()?;
        let path = name.and_then(|name| folder.join(name).ok());
        let path = match path {
            // What is below a folder whose name is not UTF-8 cannot be named.
            None if kind.is_dir() => return Err(io::ErrorKind::InvalidFilename.into()),
            Some(path) if kind.is_dir() => {
                return Ok((self.wanted)(path.as_str()).then_some(Part::Folder(path)));
            }
            Some(path) if kind.is_file() => path,
            _ => {
                let entry = self.disk.entry(folder, &found.path(), kind);
                return Ok(entry.map(|entry| Part::Seen(Seen { entry, stamp: None })));
            }
        };
        let stat = match found.metadata() {
            Ok(stat) => stat,
            Err(error) if is_missing(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        let moment = |seconds: i64, nanoseconds: i64| {
            seconds.checked_mul(1_000_000_000).and_then(|whole| whole.checked_add(nanoseconds))
        };
        let stamp = moment(stat.mtime(), stat.mtime_nsec())
            .zip(moment(stat.ctime(), stat.ctime_nsec()))
            .map(|(modified, changed)| Stamp { length: stat.len(), modified, changed, inode: stat.ino() });
        Ok(Some(Part::Seen(Seen { entry: Entry { path, kind: Kind::File }, stamp })))
    }
}
