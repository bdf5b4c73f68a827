//! What lies on the disk for a kind, with stamps: of a log by month, of a register in one.
//!
//! The order is that in which the records themselves are read.

use std::collections::BTreeMap;
use std::io;

use crate::model::day::Month;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::store::disk::{self, Disk, RelPath, Seen};
use crate::store::layout;

/// The files of a log in the month folders that a period touches.
pub(super) fn months(disk: &dyn Disk, kind: Kind, period: &Period) -> io::Result<BTreeMap<Month, Vec<Seen>>> {
    let folder: RelPath = kind.folder().parse().unwrap_or_default();
    let mut months: BTreeMap<Month, Vec<Seen>> = BTreeMap::new();
    let mut last = (String::new(), None);
    // Of each, how many bytes of its path name the folder of its month.
    let mut lengths: BTreeMap<Month, Vec<usize>> = BTreeMap::new();
    for seen in disk.survey(&folder, &|folder| touches(folder, period))? {
        let parent = parent(&seen);
        if last.0 != parent {
            last = (parent.into(), layout::month(parent));
        }
        let Some((month, length)) = last.1 else { continue };
        if is_file(&seen, kind) && period.touches(month) {
            months.entry(month).or_default().push(seen);
            lengths.entry(month).or_default().push(length);
        }
    }
    for (month, seen) in &mut months {
        in_order(seen, lengths.get(month).map_or(&[], Vec::as_slice));
    }
    Ok(months)
}

/// The files of a register.
pub(super) fn register(disk: &dyn Disk, kind: Kind) -> io::Result<Vec<Seen>> {
    let folder: RelPath = kind.folder().parse().unwrap_or_default();
    let mut all = disk.survey(&folder, &|_| true)?;
    all.retain(|seen| is_file(seen, kind));
    all.sort_by(|one, other| one.entry.path.cmp(&other.entry.path));
    Ok(all)
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

fn parent(seen: &Seen) -> &str {
    seen.entry.path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether it may be a record, so far as its kind and ending tell.
fn is_file(seen: &Seen, kind: Kind) -> bool {
    let name = seen.entry.path.name();
    seen.entry.kind == disk::Kind::File
        && name.strip_suffix(kind.extension()).is_some_and(|stem| stem.ends_with('.'))
}

/// Sorts the files within each folder of the month by their paths: what lies in further folders stands among the
/// others.
fn in_order(seen: &mut [Seen], lengths: &[usize]) {
    let mut start = 0;
    while let (Some(first), Some(length)) = (seen.get(start), lengths.get(start)) {
        let folder = first.entry.path.as_str()[..*length].to_string();
        let is_here = |(one, other): &(&Seen, &usize)| {
            **other == *length && one.entry.path.as_str().starts_with(&folder)
        };
        let count = seen[start..].iter().zip(&lengths[start..]).take_while(is_here).count();
        let here = &mut seen[start..start + count.max(1)];
        if !here.is_sorted_by(|one, other| one.entry.path <= other.entry.path) {
            here.sort_by(|one, other| one.entry.path.cmp(&other.entry.path));
        }
        start += count.max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::Entry;

    fn seen(path: &str) -> Seen {
        Seen { entry: Entry { path: path.parse().unwrap(), kind: disk::Kind::File }, stamp: None }
    }

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
        let paths = ["a/2026/01/x/b.yaml", "a/2026/01/x-y.yaml", "a/2026/01/c.yaml", "b/2026/01/a.yaml"];
        let mut all = paths.map(seen);
        in_order(&mut all, &[9, 9, 9, 9]);
        let all = all.map(|seen| seen.entry.path.to_string());
        assert_eq!(all, ["a/2026/01/c.yaml", "a/2026/01/x-y.yaml", "a/2026/01/x/b.yaml", "b/2026/01/a.yaml"]);
    }
}
