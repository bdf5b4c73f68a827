//! What lies in the folders of a store, and what lies there that should not.

use std::num::NonZeroUsize;

use crate::model::book::{Name, Source, SourceError};
use crate::model::day::Month;
use crate::model::fault::Fault;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::store::disk::{self, Disk, RelPath};
use crate::store::progress::{Stretch, Work};
use crate::store::{abreast, layout};

use super::{CHUNK, Records, known, source};

/// What takes some records, and says how many of them it has done.
type Takes<'a> = &'a mut dyn FnMut(&Stretch, &[Name]);

/// How many folders are listed before their files are read.
const FOLDERS: usize = 512;

impl Records {
    /// The records of a log that a period selects, in order, some of them at a time.
    pub(super) fn in_months(&self, kind: Kind, period: &Period, out: Takes<'_>) -> Result<(), SourceError> {
        let folders = self.months(kind, period)?;
        let reading = self.disk.progress().begin(Work::Reading(kind));
        reading.parts(folders.len());
        for folders in folders.chunks(FOLDERS) {
            let names = self.named(kind, folders)?;
            reading.found(folders.len(), names.len());
            out(&reading, &names);
        }
        Ok(())
    }

    /// The folders of a log's months that a period touches, month by month.
    pub(in crate::store) fn months(&self, kind: Kind, period: &Period) -> Result<Vec<RelPath>, SourceError> {
        let mut folders = self.listed.months_abreast(self.threads, kind, period)?;
        folders.sort_by_cached_key(|folder| Month::of_folders(folder.as_str()));
        Ok(folders)
    }

    /// All records of a kind, in the order of their files.
    pub(super) fn by_name(&self, kind: Kind, out: Takes<'_>) -> Result<(), SourceError> {
        let reading = self.disk.progress().begin(Work::Reading(kind));
        let names = self.by_path(kind)?;
        reading.parts(1);
        reading.found(1, names.len());
        out(&reading, &names);
        Ok(())
    }

    /// The names of a kind, in the order of their files.
    pub(super) fn by_path(&self, kind: Kind) -> Result<Vec<Name>, SourceError> {
        let mut names = self.names(kind)?.to_vec();
        names.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(names)
    }

    /// The records that lie in some folders, in order.
    pub(in crate::store) fn named(&self, kind: Kind, folders: &[RelPath]) -> Result<Vec<Name>, SourceError> {
        let list = |folder: &RelPath| -> Result<Vec<Name>, SourceError> {
            let entries = entries(&*self.disk, folder)?;
            Ok(entries.iter().filter_map(|entry| layout::name(kind, entry).ok()).collect())
        };
        gathered(self.threads, CHUNK, folders, &list)
    }
}

/// What comes of several things, one behind the other, found by so many threads; the first error in their order.
pub(super) fn gathered<T: Sync, R: Send>(
    threads: NonZeroUsize,
    chunk: usize,
    things: &[T],
    find: &(dyn Fn(&T) -> Result<Vec<R>, SourceError> + Sync),
) -> Result<Vec<R>, SourceError> {
    let mut all = Ok(Vec::new());
    abreast::each(threads, chunk, things, find, &mut |found| match (&mut all, found) {
        (Ok(all), Ok(mut found)) => all.append(&mut found),
        (Ok(_), Err(error)) => all = Err(error),
        (Err(_), _) => {}
    });
    all
}

/// Everything that lies below a folder, sorted.
pub(super) fn entries(disk: &dyn Disk, folder: &RelPath) -> Result<Vec<disk::Entry>, SourceError> {
    let walk = disk.walk(folder).map_err(|error| source(folder, &error))?;
    match walk.failed.first() {
        Some((path, error)) => Err(source(path, error)),
        None => Ok(walk.entries),
    }
}

/// What stands in the place of a kind's folder and is none, and every folder below it that has the name
/// of a record's file: a walk tells files only.
pub(super) fn odd_folders(disk: &dyn Disk, kind: Kind) -> Result<Vec<Fault>, SourceError> {
    let root = known(kind.folder());
    let top = disk.stat(&root).map_err(|error| source(&root, &error))?;
    let mut faults = Vec::new();
    let mut open = Vec::new();
    match top.map(|stat| stat.kind) {
        None => {}
        Some(disk::Kind::Folder) => open.push(root),
        Some(found) => faults.push(layout::no_folder(&root, found)),
    }
    while let Some(folder) = open.pop() {
        let entries = disk.list(&folder).map_err(|error| source(&folder, &error))?;
        let folders = entries.into_iter().filter(|entry| entry.kind == disk::Kind::Folder);
        for entry in folders.filter(|entry| !entry.path.name().starts_with('.')) {
            let is_odd = entry.path.name().ends_with(&format!(".{}", kind.extension()));
            faults.extend(layout::name(kind, &entry).err().filter(|_| is_odd).map(|fault| *fault));
            open.push(entry.path);
        }
    }
    Ok(faults)
}
