//! Where problems stand: from record and field to file, line and bytes.
//!
//! Done only for problems that are shown, so records stay plain structs and loading stays fast. Needs
//! no more than a disk, so that faults of `tandem.toml` itself can be shown.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Problem, Shown, Spot};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::{FieldPath, Step};
use crate::model::place::{Place, Subject};
use crate::model::record::shape;
use crate::model::settings::Settings;
use crate::model::shape::Shape;
use crate::store::disk::{Disk, RelPath};
use crate::store::edit::tree::{Tree, Value};
use crate::store::edit::{self, Format};
use crate::store::read;

/// The most bytes of a file that is no text in which places are still drawn: each problem keeps its source.
const MOST_DRAWN: usize = 64 * 1024;

/// The most problems of one record that are shown one by one.
const MOST_SHOWN: usize = 1_000;

/// Looks up where problems stand, and sorts them by file, position and rule; `find` tells the file of a
/// record. Of a record with very many problems the rest is only counted, so that no file costs more than others.
pub(super) fn shown(
    disk: &dyn Disk,
    find: &dyn Fn(Kind, &Id) -> Option<String>,
    problems: impl IntoIterator<Item = Problem>,
) -> Vec<Shown> {
    let mut locator = Locator { disk, find, sheet: None };
    let (mut counts, mut rest) =
        (BTreeMap::<Subject, usize>::new(), BTreeMap::<Subject, (usize, Problem)>::new());
    let mut shown = Vec::new();
    for problem in problems {
        let count = counts.entry(problem.place.subject.clone()).or_default();
        *count += 1;
        if *count <= MOST_SHOWN {
            shown.push(locator.shown(problem));
        } else {
            let (more, worst) =
                rest.entry(problem.place.subject.clone()).or_insert_with(|| (0, problem.clone()));
            *more += 1;
            if problem.level < worst.level {
                *worst = problem;
            }
        }
    }
    shown.extend(rest.into_values().map(|(more, worst)| locator.shown(unshown(more, worst))));
    shown.sort_by(|one, other| key(one).cmp(&key(other)));
    shown
}

/// That a record has more problems, of which this is one of the worst.
fn unshown(more: usize, worst: Problem) -> Problem {
    let message = format!("{more} more problems here are not shown");
    let help = Some("mend what is shown, then check again".into());
    let place = Place { field: FieldPath::default(), bytes: None, ..worst.place };
    Problem { message, help, place, related: Vec::new(), ..worst }
}

fn key(Shown { problem, spot, .. }: &Shown) -> (Option<&str>, usize, &str) {
    let spot = spot.as_ref();
    (spot.map(|spot| &*spot.path), spot.map_or(0, |spot| spot.range.start), problem.rule)
}

/// Remembers the last file, since problems come file by file.
struct Locator<'a> {
    disk: &'a dyn Disk,
    find: &'a dyn Fn(Kind, &Id) -> Option<String>,
    sheet: Option<Sheet>,
}

/// A file with its tree, where it has one.
struct Sheet {
    path: RelPath,
    source: Arc<str>,
    shape: &'static Shape,
    tree: Option<Tree>,
}

impl Locator<'_> {
    fn shown(&mut self, problem: Problem) -> Shown {
        let spot = self.spot(&problem.place);
        let related = problem.related.iter().map(|(place, label)| (self.spot(place), label.clone()));
        let related = related.collect();
        Shown { problem, spot, related }
    }

    fn spot(&mut self, place: &Place) -> Option<Spot> {
        let path: RelPath = match &place.subject {
            Subject::File(path) => path.parse().ok()?,
            Subject::Record(kind, id) => (self.find)(*kind, id)?.parse().ok()?,
        };
        if place.bytes.is_none() && place.field == FieldPath::default() {
            return Some(Spot::of(path.as_str(), "".into(), 0..0));
        }
        let sheet = self.sheet(&path);
        let range = match place.bytes {
            Some((start, end)) => start..sheet.source.ceil_char_boundary(end),
            None => sheet.range(&place.field).unwrap_or(0..0),
        };
        Some(Spot::of(path.as_str(), sheet.source.clone(), range))
    }

    fn sheet(&mut self, path: &RelPath) -> &Sheet {
        let kept = self.sheet.take().filter(|sheet| sheet.path == *path);
        self.sheet.insert(kept.unwrap_or_else(|| Sheet::read(self.disk, path)))
    }
}

impl Sheet {
    /// Reads a file; one that cannot be read is an empty text.
    fn read(disk: &dyn Disk, path: &RelPath) -> Sheet {
        let bytes = disk.read(path, read::LARGEST).unwrap_or_default();
        let is_drawn = bytes.len() <= MOST_DRAWN || str::from_utf8(&bytes).is_ok();
        let source: Arc<str> = if is_drawn { String::from_utf8_lossy(&bytes).into() } else { "".into() };
        let kind = path.parts().next().and_then(Kind::of_folder);
        let format = kind.map_or(Format::Toml, read::format);
        let tree = edit::parse(format, &source).ok();
        Sheet { path: path.clone(), source, shape: kind.map_or_else(Settings::shape, shape), tree }
    }

    /// The bytes that stand for a field: of a plain value the value, of all else (tables, lists, names
    /// of somebody's own choice, names that nobody knows) the name.
    fn range(&self, field: &FieldPath) -> Option<Range<usize>> {
        let tree = self.tree.as_ref()?;
        let (last, way) = field.0.split_last()?;
        let table = self.shape.along(way);
        let value = match last {
            Step::Field(name) if table.is_some_and(|table| table.field(name).is_some()) => {
                tree.find(field, self.shape).filter(|tree| matches!(tree.value, Value::Scalar(_)))
            }
            _ => None,
        };
        value.map(|tree| tree.range.clone()).or_else(|| tree.key_range(field, self.shape))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::Memory;

    #[test]
    fn of_a_large_file_that_is_no_text_nothing_is_kept() {
        let disk = Memory::default();
        let (large, small): (RelPath, RelPath) =
            ("orgs/large.toml".parse().unwrap(), "orgs/small.toml".parse().unwrap());
        disk.make_folder(&"orgs".parse().unwrap()).unwrap();
        disk.write_new(&large, &vec![0xff; MOST_DRAWN + 1], None).unwrap();
        disk.write_new(&small, &[b'a', 0xff], None).unwrap();
        assert_eq!(&*Sheet::read(&disk, &large).source, "");
        assert_eq!(&*Sheet::read(&disk, &small).source, "a\u{fffd}");
    }
}
