//! What lies on the disk for a kind, with stamps: of a log by month, of a register in one.
//!
//! The order is that in which the records themselves are read.

use std::collections::BTreeMap;
use std::io;

use crate::model::day::Month;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::store::disk::{Disk, RelPath, Seen, Sight};
use crate::store::layout;

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
        self.all().count()
    }

    /// The files, folder by folder.
    fn all(&self) -> impl Iterator<Item = Seen<'_>> {
        self.folders.iter().flat_map(|(_, sight)| sight.files()).filter(|seen| self.has(seen))
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

/// The files of a log in the month folders that a period touches.
pub(super) fn months(disk: &dyn Disk, kind: Kind, period: &Period) -> io::Result<BTreeMap<Month, Sights>> {
    let folder: RelPath = kind.folder().parse().unwrap_or_default();
    let mut months: BTreeMap<Month, Sights> = BTreeMap::new();
    for sight in disk.survey(&folder, &|folder| touches(folder, period))? {
        let month = layout::month(sight.folder().as_str()).filter(|(month, _)| period.touches(*month));
        if let Some((month, length)) = month {
            months.entry(month).or_insert_with(|| Sights::of(kind)).folders.push((length, sight));
        }
    }
    months.retain(|_, sights| sights.all().next().is_some());
    Ok(months)
}

/// The files of a register.
pub(super) fn register(disk: &dyn Disk, kind: Kind) -> io::Result<Sights> {
    let folder: RelPath = kind.folder().parse().unwrap_or_default();
    let length = folder.as_str().len();
    let sights = disk.survey(&folder, &|_| true)?.into_iter().map(|sight| (length, sight));
    Ok(Sights { kind, folders: sights.collect() })
}

/// Whether a folder may hold files of a period: it lies in a month of it, or on the way to one.
fn touches(folder: &str, period: &Period) -> bool {
    if let Some((month, _)) = layout::month(folder) {
        return period.touches(month);
    }
    let name = folder.rsplit('/').next().unwrap_or_default();
    let year = name.parse::<i32>().ok().filter(|_| name.len() == 4);
    year.is_none_or(|year| (period.from().year()..=period.to().year()).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_that_may_hold_the_period_are_looked_into() {
        let period: Period = "2026-03..2026-05".parse().unwrap();
        for folder in
            ["activities/a", "activities/2026", "activities/a/2026/04", "activities/2026/04/2020/01"]
        {
            assert!(touches(folder, &period), "{folder}");
        }
        for folder in ["activities/2025", "activities/a/2026/06", "activities/2026/06/2026/04"] {
            assert!(!touches(folder, &period), "{folder}");
        }
    }

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
