//! `.tandem/journal`: what a change is about to do, written whole before it is done.
//!
//! While it lies there the records are neither old nor new; whoever has the lock finishes it. It holds
//! every file's bytes before and after, so it needs nothing else to be finished or undone. How that is
//! done, `publish` knows.

use std::fmt::Write;
use std::io;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::store::disk::{self, Disk, RelPath};
use crate::store::git::{Oid, TreeEntry};
use crate::store::lock::{LockGuard, local};

/// The first word of a journal, and its version.
const MAGIC: &str = "tandem-journal 1";

/// The largest journal that is read, in bytes: every record of a large city, before and after.
const LARGEST: u64 = 4 << 30;

/// A change that was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    /// The operation's id.
    pub op: String,
    /// What it does, in a line: `volunteer add: li-na`.
    pub subject: String,
    /// The commit that it makes; `None` where nothing is committed.
    pub commit: Option<Plan>,
    /// The folders that it makes, outermost first.
    pub folders: Vec<RelPath>,
    /// The files that it changes.
    pub files: Vec<FileChange>,
}

/// The commit of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What HEAD was; `None` on a branch without commits.
    pub old: Option<Oid>,
    /// What HEAD will be.
    pub new: Oid,
    /// The commit between the two, of what was edited by hand.
    pub hand: Option<Oid>,
    /// The whole message.
    pub message: String,
}

/// A file of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// Which file.
    pub path: RelPath,
    /// What people call it: `volunteer li-na`.
    pub label: String,
    /// Its bytes before; `None` if it is made.
    #[serde(skip)]
    pub before: Option<Vec<u8>>,
    /// Its bytes after; `None` if it goes.
    #[serde(skip)]
    pub after: Option<Vec<u8>>,
    /// What git has of it, where it is committed.
    pub tracked: Option<Tracked>,
}

/// What git has of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracked {
    /// What the old HEAD holds.
    pub base: Option<TreeEntry>,
    /// What the file was as git would store it.
    pub before: Option<TreeEntry>,
    /// What it becomes.
    pub after: Option<TreeEntry>,
    /// What the index held.
    pub staged: Option<TreeEntry>,
}

/// What a reader remembers, to see afterwards whether somebody wrote meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Whether a change is half done.
    pub pending: bool,
    /// How many changes there were.
    pub count: u64,
}

/// Why there is no answer from the journal.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// It is not what we wrote.
    #[error("`.tandem/journal` is damaged")]
    Damaged,
    /// The disk failed.
    #[error("`{path}`: {source}")]
    Disk {
        /// Which file of ours.
        path: RelPath,
        /// What the disk said.
        source: io::Error,
    },
}

impl JournalError {
    /// What to do instead.
    pub fn help(&self) -> Option<String> {
        matches!(self, JournalError::Damaged).then(|| {
            "compare the records with what you expect, then remove it with `rm .tandem/journal`".into()
        })
    }
}

/// The header of a journal: its facts, and how long the bytes are that follow it.
#[derive(Serialize, Deserialize)]
struct Header {
    journal: Journal,
    lengths: Vec<(Option<usize>, Option<usize>)>,
}

impl Journal {
    fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let length = |bytes: &Option<Vec<u8>>| bytes.as_ref().map(Vec::len);
        let lengths = self.files.iter().map(|file| (length(&file.before), length(&file.after))).collect();
        let mut body = serde_json::to_vec(&Header { journal: self.clone(), lengths })?;
        body.push(b'\n');
        for file in &self.files {
            for bytes in [&file.before, &file.after].into_iter().flatten() {
                body.extend_from_slice(bytes);
            }
        }
        let mut bytes = format!("{MAGIC} {}\n", digest(&body)).into_bytes();
        bytes.append(&mut body);
        Ok(bytes)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Journal> {
        let (first, body) = split_line(bytes)?;
        if first != format!("{MAGIC} {}", digest(body)).as_bytes() {
            return None;
        }
        let (header, mut rest) = split_line(body)?;
        let Header { mut journal, lengths } = serde_json::from_slice(header).ok()?;
        let mut paths = journal.folders.iter().chain(journal.files.iter().map(|file| &file.path));
        if lengths.len() != journal.files.len() || !paths.all(is_ours) {
            return None;
        }
        let mut take = |length: Option<usize>| {
            let Some(length) = length else { return Some(None) };
            let (bytes, left) = rest.split_at_checked(length)?;
            rest = left;
            Some(Some(bytes.to_vec()))
        };
        for (file, (before, after)) in journal.files.iter_mut().zip(lengths) {
            file.before = take(before)?;
            file.after = take(after)?;
        }
        Some(journal)
    }
}

/// Whether a change of ours writes there. A journal may have come with the records, from anybody; what it names
/// in `.git` would be run.
fn is_ours(path: &RelPath) -> bool {
    path.as_str() == ".gitattributes" || path.parts().all(|part| !part.starts_with('.'))
}

fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

fn digest(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").expect("a string takes all");
    }
    text
}

fn path() -> RelPath {
    local("journal")
}

fn failed(path: RelPath) -> impl FnOnce(io::Error) -> JournalError {
    move |source| JournalError::Disk { path, source }
}

/// The journal that lies there, if any.
pub fn read(disk: &dyn Disk) -> Result<Option<Journal>, JournalError> {
    match disk::read_if_there(disk, &path(), LARGEST).map_err(failed(path()))? {
        Some(bytes) => Journal::from_bytes(&bytes).map(Some).ok_or(JournalError::Damaged),
        None => Ok(None),
    }
}

/// Whether a change is half done, and how many there were.
pub fn stamp(disk: &dyn Disk) -> Result<Stamp, JournalError> {
    let pending = disk.stat(&path()).map_err(failed(path()))?.is_some();
    Ok(Stamp { pending, count: count(disk)? })
}

/// Writes the journal: the point of no return. One that lies there is replaced in one piece.
pub(crate) fn write(disk: &dyn Disk, _lock: &LockGuard, journal: &Journal) -> Result<(), JournalError> {
    let written =
        journal.to_bytes().and_then(|bytes| disk::replace(disk, &path(), &local("journal.new"), &bytes));
    written.map_err(failed(path()))
}

/// Removes the journal and what a death left beside it.
pub(crate) fn drop_it(disk: &dyn Disk, _lock: &LockGuard) -> Result<(), JournalError> {
    for name in ["journal", "journal.new", "count.new"] {
        let gone = disk::remove_if_there(disk, &local(name))
            .and_then(|removed| if removed { disk.sync_folder(&local("")) } else { Ok(()) });
        gone.map_err(failed(local(name)))?;
    }
    Ok(())
}

/// Counts one more change; gives how many there are now.
pub(crate) fn advance(disk: &dyn Disk, _lock: &LockGuard) -> Result<u64, JournalError> {
    let count = count(disk)? + 1;
    let text = format!("{count}\n");
    let written = disk::replace(disk, &local("count"), &local("count.new"), text.as_bytes());
    written.map(|()| count).map_err(failed(local("count")))
}

/// How many changes there were; what is unreadable begins anew.
fn count(disk: &dyn Disk) -> Result<u64, JournalError> {
    let bytes = disk::read_if_there(disk, &local("count"), 64).map_err(failed(local("count")))?;
    let text = String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default();
    Ok(text.trim().parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::Memory;
    use crate::store::lock;

    fn journal() -> Journal {
        let file = |path: &str, before: Option<&[u8]>, after: Option<&[u8]>| FileChange {
            path: path.parse().unwrap(),
            label: "volunteer li-na".into(),
            before: before.map(Vec::from),
            after: after.map(Vec::from),
            tracked: None,
        };
        Journal {
            op: "k3".into(),
            subject: "volunteer add: li-na".into(),
            commit: None,
            folders: vec!["a".parse().unwrap()],
            files: vec![file("a/b", None, Some(b"x\n\0")), file("c", Some(b""), None)],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let disk = Memory::default();
        let lock = lock::try_acquire(&disk, "test").unwrap().unwrap();
        assert_eq!(read(&disk).unwrap(), None);
        write(&disk, &lock, &journal()).unwrap();
        assert_eq!(read(&disk).unwrap(), Some(journal()));
        assert_eq!(stamp(&disk).unwrap(), Stamp { pending: true, count: 0 });
        drop_it(&disk, &lock).unwrap();
        assert_eq!(advance(&disk, &lock).unwrap(), 1);
        assert_eq!(stamp(&disk).unwrap(), Stamp { pending: false, count: 1 });
    }

    #[test]
    fn any_damage_is_noticed() {
        let whole = journal().to_bytes().unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            assert_eq!(Journal::from_bytes(&bytes), None, "byte {at}");
            assert_eq!(Journal::from_bytes(&whole[..at]), None, "cut at {at}");
        }
    }
}
