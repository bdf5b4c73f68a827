//! What a part of the index knows of the files that it was made from: enough to see that one was changed, and
//! what it adds to the checksum of a report.

use std::cmp::Ordering;
use std::ptr;

use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use super::survey::Sights;
use crate::store::columns::texts::{Bytes, Texts};
use crate::store::disk::{Known, RelPath, Seen, Stamp};

/// How long before it was read, or a folder listed, it must have been changed last, in nanoseconds: of what is changed twice
/// within a tick of a coarse clock the stamp says nothing.
const SURE: i64 = 2_000_000_000;

/// It cannot be told of from here: it is faulty, or says more than the index can.
const ODD: u8 = 1;
/// It was changed too shortly before it was read.
const UNSURE: u8 = 2;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The files of a part, each column with one value for each, in the order in which they are seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Files {
    paths: Texts,
    lengths: Vec<u64>,
    modified: Vec<i64>,
    changed: Vec<i64>,
    inodes: Vec<u64>,
    blobs: Bytes,
    flags: Bytes,
    folders: Folders,
}

/// The folders that files lie in, so far as the stamps of these tell which files that are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Folders(Vec<Folder>);

/// A folder whose files are the same as long as it has the same stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Folder {
    path: String,
    stamp: Stamp,
    /// Whether it is, or was stamped too shortly before it was looked into.
    is_sure: bool,
    /// The number of its first file, and behind its last.
    files: (u32, u32),
}

/// What is known of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct File<'a> {
    /// Where it lies.
    pub(super) path: &'a str,
    /// Its stamp, seen before it was read.
    pub(super) stamp: Stamp,
    /// The digest that names its bytes; of what is odd it is not asked.
    pub(super) blob: &'a [u8],
    /// Whether it has to be read whenever it is asked for.
    pub(super) is_odd: bool,
    /// Whether its stamp proves that its bytes are the same.
    pub(super) is_sure: bool,
}

/// The stamp of what was seen; of what has none, one that proves nothing.
pub(super) fn stamp(seen: &Seen) -> Stamp {
    seen.stamp.unwrap_or(Stamp { length: 0, modified: i64::MAX, changed: i64::MAX, inode: 0 })
}

/// Whether what was read at a moment, with this stamp seen before, keeps the stamp only while it is the same.
pub(super) fn is_sure(stamp: Stamp, moment: i64) -> bool {
    stamp.modified.max(stamp.changed).checked_add(SURE).is_some_and(|sure| sure <= moment)
}

/// The bytes that digits are, two digits each.
pub(super) fn digest(digits: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    (0..digits.len()).step_by(2).map(pair).collect()
}

/// Puts the digits of bytes into a text, in the place of what it said.
pub(super) fn hex(bytes: &[u8], text: &mut String) {
    text.clear();
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from(DIGITS[usize::from(half)]));
        }
    }
}

impl Folders {
    /// The folders of what was seen, all of it in its order, before that moment.
    pub(super) fn of(seen: &[Seen], sights: &Sights, moment: i64) -> Folders {
        let (stamps, mut folders) = (sights.stamps(), Vec::new());
        let mut first = 0;
        for files in seen.chunk_by(|one, other| ptr::eq(one.folder, other.folder)) {
            let after = first + files.len();
            let stamp = stamps.get(files[0].folder.as_str());
            if let (Some(stamp), Ok(first), Ok(after)) = (stamp, first.try_into(), after.try_into()) {
                let (path, is_sure) = (files[0].folder.as_str().into(), is_sure(*stamp, moment));
                folders.push(Folder { path, stamp: *stamp, is_sure, files: (first, after) });
            }
            first = after;
        }
        Folders(folders)
    }
}

impl Files {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.paths.len()
    }

    /// How many digits' bytes a blob id of theirs has.
    fn width(&self) -> usize {
        self.blobs.0.len().checked_div(self.len()).unwrap_or(0)
    }

    /// Whether every column has a value for each.
    pub(super) fn is_whole(&self) -> bool {
        let count = self.len();
        let lengths = [self.lengths.len(), self.modified.len(), self.changed.len(), self.inodes.len()];
        lengths.iter().all(|length| *length == count)
            && self.flags.0.len() == count
            && self.blobs.0.len() == self.width() * count
            && self.paths.iter().count() == count
    }

    /// One of them.
    pub(super) fn get(&self, at: usize) -> Option<File<'_>> {
        let flags = *self.flags.0.get(at)?;
        let width = self.width();
        let stamp = Stamp {
            length: *self.lengths.get(at)?,
            modified: *self.modified.get(at)?,
            changed: *self.changed.get(at)?,
            inode: *self.inodes.get(at)?,
        };
        Some(File {
            path: self.paths.get(at)?,
            stamp,
            blob: self.blobs.0.get(at * width..(at + 1) * width)?,
            is_odd: flags & ODD != 0,
            is_sure: flags & UNSURE == 0,
        })
    }

    /// Puts one behind the others; nothing where there is no room. All blob ids have one length.
    pub(super) fn push(&mut self, file: File) -> Option<()> {
        self.paths.push(file.path)?;
        self.lengths.push(file.stamp.length);
        self.modified.push(file.stamp.modified);
        self.changed.push(file.stamp.changed);
        self.inodes.push(file.stamp.inode);
        self.blobs.0.extend(file.blob);
        self.flags.0.push(if file.is_odd { ODD } else { 0 } | if file.is_sure { 0 } else { UNSURE });
        Some(())
    }

    /// Whether they lie in these folders.
    pub(super) fn lie_in(&self, folders: &Folders) -> bool {
        self.folders == *folders
    }

    /// The same files, in these folders.
    pub(super) fn in_folders(self, folders: Folders) -> Files {
        Files { folders, ..self }
    }

    /// How many of them have to be read whenever they are asked for.
    pub(super) fn odd(&self) -> usize {
        self.flags.0.iter().filter(|flags| **flags & ODD != 0).count()
    }

    /// The number of a file whose paths, as those of a register, are sorted.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            match self.paths.get(middle)?.cmp(path) {
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// Whether these are the files that were seen, all of them unchanged for sure.
    pub(super) fn are(&self, seen: &[Seen]) -> bool {
        self.len() == seen.len() && (0..self.len()).zip(seen).all(|(at, seen)| self.is(at, seen))
    }

    fn is(&self, at: usize, seen: &Seen) -> bool {
        self.get(at).is_some_and(|file| file.is_sure && file.stamp == stamp(seen) && seen.is_at(file.path))
    }
}

/// The files of a former part, by the folders that they lie in.
pub(super) struct Remembered<'a>(HashMap<&'a str, (&'a Files, &'a Folder)>);

impl<'a> Remembered<'a> {
    /// What a part, if there is one, knows of folders.
    pub(super) fn of(files: Option<&'a Files>) -> Remembered<'a> {
        let all =
            files.into_iter().flat_map(|files| files.folders.0.iter().map(move |folder| (files, folder)));
        Remembered(all.map(|(files, folder)| (folder.path.as_str(), (files, folder))).collect())
    }
}

impl Known for Remembered<'_> {
    fn names(&self, folder: &RelPath, stamp: Stamp) -> Option<Vec<&str>> {
        let (files, known) =
            self.0.get(folder.as_str()).filter(|(_, known)| known.is_sure && known.stamp == stamp)?;
        let name = |at| {
            let name = files.paths.get(at)?.strip_prefix(folder.as_str())?.strip_prefix('/')?;
            Some(name).filter(|name| !name.contains('/') && !name.starts_with('.'))
        };
        (known.files.0 as usize..known.files.1 as usize).map(name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RelPath;

    fn seen<'a>(root: &'a RelPath, name: &'a str, modified: i64) -> Seen<'a> {
        let stamp = Some(Stamp { length: 3, modified, changed: 5, inode: 7 });
        Seen { folder: root, name, stamp }
    }

    #[test]
    fn files_are_the_same_while_their_stamps_are() {
        let (root, mut files) = (RelPath::root(), Files::default());
        for (path, is_sure) in [("a", true), ("b", true)] {
            let stamp = stamp(&seen(&root, path, 9));
            files.push(File { path, stamp, blob: &[1; 20], is_odd: false, is_sure }).unwrap();
        }
        assert!(files.is_whole() && files.are(&[seen(&root, "a", 9), seen(&root, "b", 9)]));
        for other in [
            vec![seen(&root, "a", 9)],
            vec![seen(&root, "a", 9), seen(&root, "b", 8)],
            vec![seen(&root, "a", 9), seen(&root, "c", 9)],
        ] {
            assert!(!files.are(&other));
        }
        let link = Seen { stamp: None, ..seen(&root, "c", 9) };
        files
            .push(File { path: "c", stamp: stamp(&link), blob: &[1; 20], is_odd: true, is_sure: false })
            .unwrap();
        assert!(!files.are(&[seen(&root, "a", 9), seen(&root, "b", 9), link]), "unsure");
        assert!(!is_sure(stamp(&link), i64::MAX));
    }

    #[test]
    fn a_stamp_is_sure_two_seconds_later() {
        let stamp = Stamp { length: 0, modified: 10, changed: 20, inode: 0 };
        assert!(is_sure(stamp, 20 + SURE) && !is_sure(stamp, 19 + SURE));
    }
}
