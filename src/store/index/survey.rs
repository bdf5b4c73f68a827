//! What lies on the disk for a kind, with stamps: of a log by month, of a register in one.
//!
//! The order is that in which the records themselves are read.

use std::collections::BTreeMap;
use std::io;

use foldhash::HashMap;

use super::files::{Files, Remembered};
use crate::model::book::SourceError;
use crate::model::day::Month;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::store::disk::{Disk, RelPath, Seen, Sight, Stamp};
use crate::store::records::Records;

/// What lies on the disk for one part of the index.
#[derive(Debug)]
pub(super) struct Sights {
    kind: Kind,
    /// Folders in their order, each with how many bytes of its path name the one within which files are sorted.
    folders: Vec<(usize, Sight)>,
}

impl Sights {
    fn of(kind: Kind) -> Sights {
        Sights { kind, folders: Vec::new() }
    }

    /// How many files there are.
    pub(super) fn count(&self) -> usize {
        self.folders.iter().flat_map(|(_, sight)| sight.files()).filter(|seen| self.has(seen)).count()
    }

    /// The stamps that folders had before they were looked into, of those of which a stamp tells what they hold.
    pub(super) fn stamps(&self) -> HashMap<&str, Stamp> {
        let sights = self.folders.iter().map(|(_, sight)| sight);
        sights.filter_map(|sight| Some((sight.folder().as_str(), sight.stamp()?))).collect()
    }

    /// The files, sorted by their paths within each folder of a month or a kind.
    pub(super) fn files(&self) -> Vec<Seen<'_>> {
        let mut all = Vec::new();
        for folders in self.folders.chunk_by(|one, other| outer(one) == outer(other)) {
            let start = all.len();
            let seen = folders.iter().flat_map(|(_, sight)| sight.files());
            all.extend(seen.filter(|seen| self.has(seen)));
            if folders.len() > 1 {
                all[start..].sort_by_cached_key(Seen::path);
            }
        }
        all
    }

    /// Whether it may be a record, so far as its ending tells.
    fn has(&self, seen: &Seen) -> bool {
        seen.name.strip_suffix(self.kind.extension()).is_some_and(|stem| stem.ends_with('.'))
    }
}

/// The folder within which the files of a folder are sorted.
fn outer((length, sight): &(usize, Sight)) -> &str {
    &sight.folder().as_str()[..*length]
}

/// The month folders of a log that a period touches.
pub(super) fn folders(
    records: &Records,
    kind: Kind,
    period: &Period,
) -> Result<BTreeMap<Month, Vec<RelPath>>, SourceError> {
    let mut months: BTreeMap<Month, Vec<RelPath>> = BTreeMap::new();
    for folder in records.months(kind, period)? {
        if let Some(month) = Month::of_folders(folder.as_str()) {
            months.entry(month).or_default().push(folder);
        }
    }
    Ok(months)
}

/// The files in some folders and below, some of which may be known.
pub(super) fn within(
    disk: &dyn Disk,
    kind: Kind,
    folders: &[RelPath],
    former: Option<&Files>,
) -> io::Result<Sights> {
    let (mut sights, known) = (Sights::of(kind), Remembered::of(former));
    for folder in folders {
        let seen = disk.survey(folder, &known)?;
        sights.folders.extend(seen.into_iter().map(|sight| (folder.as_str().len(), sight)));
    }
    Ok(sights)
}

/// The files of a register, of which some folders may be known.
pub(super) fn register(disk: &dyn Disk, kind: Kind, former: Option<&Files>) -> io::Result<Sights> {
    let folder: RelPath = kind.folder().parse().unwrap_or_default();
    within(disk, kind, &[folder], former)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_stand_in_the_order_in_which_they_are_read() {
        let folders = [("a/2026/01", ["x-y.yaml", "c.yaml"]), ("a/2026/01/x", ["b.yaml", "notes.txt"])];
        let folders = folders.into_iter().chain([("b/2026/01", ["a.yaml", "b.yaml~"])]);
        let mut sights = Sights::of(Kind::Activity);
        for (folder, names) in folders {
            let mut sight = Sight::of(folder.parse().unwrap());
            for name in names {
                sight.push(name, None);
            }
            sights.folders.push((9, sight.sorted()));
        }
        let all: Vec<String> = sights.files().iter().map(|seen| seen.path().to_string()).collect();
        assert_eq!(all, ["a/2026/01/c.yaml", "a/2026/01/x-y.yaml", "a/2026/01/x/b.yaml", "b/2026/01/a.yaml"]);
        assert_eq!(sights.count(), all.len());
    }
}
