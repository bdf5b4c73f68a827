//! A part of the index brought up to date: what did not change is kept, what changed is read, what is gone is left
//! out.

use foldhash::HashMap;

use super::files::{File, Files, Folders, digest, is_sure, stamp};
use super::survey::Sights;
use crate::model::book::Name;
use crate::model::kind::Kind;
use crate::store::disk::{Near, Seen};
use crate::store::git::blob_id;
use crate::store::layout;
use crate::store::progress::Stretch;
use crate::store::records::Records;

/// A part that is made again.
pub(super) trait Making {
    /// What it knows of a file besides its stamp, as its bytes say.
    type Row<'b>;

    /// What the former part knows of its file of this number; nothing where that does not hold any more.
    fn kept<'b>(&mut self, at: usize) -> Option<Self::Row<'b>>;

    /// What these bytes of this blob id say of a file; nothing where that is more than the part can know.
    fn read<'b>(&self, name: &Name, bytes: &'b [u8], blob: &str) -> Option<Self::Row<'b>>;

    /// Puts a file behind the others; nothing where there is no room.
    fn add(&mut self, file: File, row: Option<Self::Row<'_>>) -> Option<()>;
}

/// The files whose part is made, and when they are read.
pub(super) struct Seeing<'a> {
    pub(super) records: &'a Records,
    pub(super) kind: Kind,
    pub(super) sights: &'a Sights,
    /// All its files, in their order.
    pub(super) seen: &'a [Seen<'a>],
    /// The moment before any of their folders was looked into.
    pub(super) moment: i64,
    /// Where those are counted that were seen to.
    pub(super) reading: &'a Stretch<'a>,
}

impl Seeing<'_> {
    /// The folders that the files lie in.
    pub(super) fn folders(&self) -> Folders {
        Folders::of(self.seen, self.sights, self.moment)
    }

    /// Makes a part of these files, with what a former one still knows of them; nothing where there is no room.
    pub(super) fn make(&self, former: Option<&Files>, making: &mut impl Making) -> Option<()> {
        let (former, mut near) = (Former::of(former), Near::default());
        for seen in self.seen {
            self.reading.done(1);
            let entry = seen.entry();
            let path = entry.path.as_str();
            let stamp = stamp(seen);
            let is_sure = is_sure(stamp, self.moment);
            let held = former.find(path);
            if let Some((at, file)) = held.filter(|(_, file)| file.is_sure && file.stamp == stamp) {
                let row = if file.is_odd { None } else { making.kept(at) };
                if file.is_odd || row.is_some() {
                    making.add(file, row)?;
                    continue;
                }
            }
            let name = layout::name(self.kind, &entry).ok();
            let bytes = name.as_ref().and_then(|_| self.records.bytes_near(&entry.path, &mut near));
            let read = name.as_ref().zip(bytes.as_deref());
            let read = read.and_then(|(name, bytes)| self.read(name, bytes, held, making));
            let none = || vec![0; blob_id(&[], self.records.hash()).as_str().len() / 2];
            let (blob, row) = read.unwrap_or_else(|| (none(), None));
            let file = File { path, stamp, blob: &blob, is_odd: row.is_none(), is_sure };
            making.add(file, row)?;
        }
        Some(())
    }

    /// The digest of a file's bytes, and what they say.
    fn read<'b, M: Making>(
        &self,
        name: &Name,
        bytes: &'b [u8],
        held: Option<(usize, File)>,
        making: &mut M,
    ) -> Option<(Vec<u8>, Option<M::Row<'b>>)> {
        let blob = blob_id(bytes, self.records.hash());
        let digest = digest(blob.as_str())?;
        let same = held.filter(|(_, file)| !file.is_odd && file.blob == digest);
        let row = same.and_then(|(at, _)| making.kept(at));
        let row = row.or_else(|| making.read(name, bytes, blob.as_str()));
        Some((digest, row))
    }
}

/// The files of a former part, by their paths.
struct Former<'a> {
    files: Option<&'a Files>,
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Former<'a> {
    fn of(files: Option<&'a Files>) -> Former<'a> {
        let all = files
            .into_iter()
            .flat_map(|files| (0..files.len()).filter_map(|at| Some((files.get(at)?.path, at))));
        Former { files, numbers: all.collect() }
    }

    fn find(&self, path: &str) -> Option<(usize, File<'a>)> {
        let at = *self.numbers.get(path)?;
        Some((at, self.files?.get(at)?))
    }
}
