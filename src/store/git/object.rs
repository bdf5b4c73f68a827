//! Objects: their names, trees as lists of blobs, and one long-lived reader of blobs.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};
use sha2::Sha256;

use crate::store::disk::{RelPath, Unfit};
use crate::store::git::{Git, GitError, one_line};

/// The name of an object: its digest in hexadecimal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Oid(String);

/// How a repository names its objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectFormat {
    /// SHA-1, forty digits.
    Sha1,
    /// SHA-256, sixty-four digits.
    Sha256,
}

/// What a tree holds at a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeEntry {
    /// Git's mode: `100644`, `100755`, `120000` for a link, `160000` for another repository.
    pub mode: String,
    /// The object.
    pub oid: Oid,
}

impl TreeEntry {
    /// Whether it is a folder: `40000` in a tree, `040000` in a listing of one.
    pub fn is_folder(&self) -> bool {
        matches!(&*self.mode, "40000" | "040000")
    }
}

/// How large a tree may be; a larger one is no folder of records.
const LARGEST_TREE: u64 = 1 << 30;

/// Stands in for a mode where the index holds several versions.
pub(super) const CONFLICT: &str = "conflict";

impl TreeEntry {
    /// Whether this is one of several versions that an index holds of a path.
    pub fn is_conflict(&self) -> bool {
        self.mode == CONFLICT
    }
}

impl Oid {
    /// Reads a name; anything but hexadecimal of the right length is an error.
    pub fn read(text: &str) -> Result<Oid, GitError> {
        if matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(Oid(text.into()));
        }
        Err(GitError::Unexpected { command: "git".into(), output: format!("`{text}` is no object") })
    }

    /// The name that a digest is.
    pub(super) fn of_digest(digest: &[u8]) -> Oid {
        hex(digest)
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the name that stands for no object.
    pub fn is_zero(&self) -> bool {
        self.0.bytes().all(|b| b == b'0')
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<Oid> for String {
    fn from(oid: Oid) -> String {
        oid.0
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Oid({})", self.0)
    }
}

impl ObjectFormat {
    /// The name that stands for no object.
    pub fn zero(self) -> Oid {
        Oid("0".repeat(if self == ObjectFormat::Sha1 { 40 } else { 64 }))
    }
}

/// The name that git gives to these bytes as a blob, computed without git.
pub fn blob_id(bytes: &[u8], format: ObjectFormat) -> Oid {
    let header = format!("blob {}\0", bytes.len());
    match format {
        ObjectFormat::Sha1 => hex(&Sha1::new().chain_update(header).chain_update(bytes).finalize()),
        ObjectFormat::Sha256 => hex(&Sha256::new().chain_update(header).chain_update(bytes).finalize()),
    }
}

fn hex(digest: &[u8]) -> Oid {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    Oid(digits.map(|digit| DIGITS[usize::from(digit)]).collect())
}

impl Git {
    /// Every blob below a folder of the records in a revision, by path from the folder of records.
    pub fn blobs(&self, revision: &Oid, folder: &RelPath) -> Result<BTreeMap<RelPath, TreeEntry>, GitError> {
        let mut blobs = BTreeMap::new();
        self.each_blob(revision, folder, &mut |path, entry| drop(blobs.insert(path, entry)))?;
        Ok(blobs)
    }

    /// The same, one after another, keeping none.
    pub fn each_blob(
        &self,
        revision: &Oid,
        folder: &RelPath,
        out: &mut dyn FnMut(RelPath, TreeEntry),
    ) -> Result<(), GitError> {
        self.each_line(revision, folder, &mut |path, mode, oid| {
            if let (Ok(path), Ok(oid)) = (path.parse(), Oid::read(oid)) {
                out(path, TreeEntry { mode: mode.into(), oid });
            }
        })
    }

    /// The same as git writes it: path from the folder of records, mode, name of the object.
    pub fn each_line(
        &self,
        revision: &Oid,
        folder: &RelPath,
        out: &mut dyn FnMut(&str, &str, &str),
    ) -> Result<(), GitError> {
        let path = self.path(folder);
        let path = path.trim_end_matches('/');
        let mut words = vec!["ls-tree", "-r", "-z", "--full-tree", revision.as_str(), "--"];
        words.extend((!path.is_empty()).then_some(path));
        self.call(words).reading().stream(&mut |line| {
            if let Some((path, mode, oid)) = tree_line(line)
                && let Some(path) = path.strip_prefix(&self.prefix)
            {
                out(path, mode, oid);
            }
        })
    }

    /// What a revision holds at some paths, each from the top of the work tree.
    pub fn entries(&self, revision: &Oid, paths: &[String]) -> Result<BTreeMap<String, TreeEntry>, GitError> {
        let mut found = BTreeMap::new();
        for some in paths.chunks(500) {
            let words = ["ls-tree", "-z", "--full-tree", revision.as_str(), "--"].into_iter();
            let listed = self.call(words.chain(some.iter().map(String::as_str))).reading().check()?;
            found.extend(tree_lines(&listed).filter(|(path, _)| some.contains(path)));
        }
        Ok(found)
    }

    /// Whether an object is there.
    pub fn has_object(&self, oid: &Oid) -> Result<bool, GitError> {
        Ok(self.call(["cat-file", "-e", oid.as_str()]).reading().run()?.is_success())
    }

    /// Stores bytes as a blob, as git would store the file at that path (from the top of the work tree).
    pub fn store_blob(&self, path: &str, bytes: &[u8]) -> Result<Oid, GitError> {
        let call = self.call(["hash-object", "-w", "--stdin", &format!("--path={path}")]);
        Oid::read(&one_line(&call.check_feed(bytes)?))
    }

    /// A reader of blobs that stays open.
    pub fn blob_reader(&self) -> Result<BlobReader, GitError> {
        let mut call = self.call(["cat-file", "--batch"]).reading();
        let start = |source| GitError::Start { command: "git cat-file --batch".into(), source };
        let mut child = call
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(start)?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(questions), Some(answers)) => {
                Ok(BlobReader { child, questions: Some(questions), answers: BufReader::new(answers) })
            }
            _ => Err(start(io::ErrorKind::BrokenPipe.into())),
        }
    }
}

/// The lines of `ls-tree -z`: `mode SP type SP oid TAB path`.
pub(super) fn tree_lines(listed: &[u8]) -> impl Iterator<Item = (String, TreeEntry)> {
    let lines = listed.split(|byte| *byte == 0).filter_map(tree_line);
    lines.filter_map(|(path, mode, oid)| {
        Some((path.into(), TreeEntry { mode: mode.into(), oid: Oid::read(oid).ok()? }))
    })
}

/// A line of `ls-tree -z`, without its end: path, mode, name of the object.
fn tree_line(line: &[u8]) -> Option<(&str, &str, &str)> {
    let line = std::str::from_utf8(line).ok()?;
    let (entry, path) = line.split_once('\t')?;
    let mut words = entry.split(' ');
    Some((path, words.next()?, words.nth(1)?))
}

/// One `git cat-file --batch` that answers until it is dropped.
#[derive(Debug)]
pub struct BlobReader {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl BlobReader {
    /// The bytes of an object; of one longer than `limit`, an error, and nothing of it is kept.
    pub fn read(&mut self, oid: &Oid, limit: u64) -> io::Result<Vec<u8>> {
        self.read_named(oid.as_str(), limit)
    }

    /// The same for an object by any name that git knows, such as `HEAD^{tree}`.
    pub(super) fn read_named(&mut self, name: &str, limit: u64) -> io::Result<Vec<u8>> {
        let questions = self.questions.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        questions.write_all(format!("{name}\n").as_bytes())?;
        questions.flush()?;
        let mut header = String::new();
        self.answers.read_line(&mut header)?;
        let length = header.trim_end().rsplit(' ').next().and_then(|word| word.parse::<u64>().ok());
        let length = length.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, header.clone()))?;
        let mut content = (&mut self.answers).take(length);
        let mut bytes = Vec::new();
        if length > limit {
            io::copy(&mut content, &mut io::sink())?;
        } else {
            content.read_to_end(&mut bytes)?;
        }
        let mut end = [0];
        self.answers.read_exact(&mut end)?;
        if length > limit { Err(Unfit::TooLarge { limit }.into()) } else { Ok(bytes) }
    }
}

impl BlobReader {
    /// What stands in a folder, by name; names that no path can have are left out.
    pub fn folder(&mut self, oid: &Oid) -> io::Result<BTreeMap<String, TreeEntry>> {
        let entries = self.tree(oid)?.into_iter();
        let named = entries.filter_map(|(name, entry)| Some((String::from_utf8(name).ok()?, entry)));
        Ok(named.filter(|(name, _)| !name.contains('/')).collect())
    }

    /// A tree, or that of a commit, as git stores it: `mode SP name NUL digest`, again and again.
    pub(super) fn tree(&mut self, oid: &Oid) -> io::Result<BTreeMap<Vec<u8>, TreeEntry>> {
        let bytes = self.read_named(&format!("{oid}^{{tree}}"), LARGEST_TREE)?;
        let digest = oid.as_str().len() / 2;
        let mut entries = BTreeMap::new();
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let none = || io::Error::new(io::ErrorKind::InvalidData, format!("{oid} is no tree"));
            let space = rest.iter().position(|byte| *byte == b' ').ok_or_else(none)?;
            let nul = rest.iter().position(|byte| *byte == 0).ok_or_else(none)?;
            let name = rest.get(space + 1..nul).ok_or_else(none)?;
            let digest_here = rest.get(nul + 1..nul + 1 + digest).ok_or_else(none)?;
            let mode = String::from_utf8_lossy(&rest[..space]).into_owned();
            entries.insert(name.to_vec(), TreeEntry { mode, oid: Oid::of_digest(digest_here) });
            rest = &rest[nul + 1 + digest..];
        }
        Ok(entries)
    }
}

impl Drop for BlobReader {
    fn drop(&mut self) {
        self.questions = None;
        // It ends by itself now; that it is waited for only spares a zombie.
        let _ended = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blobs_are_named_as_git_names_them() {
        let empty = blob_id(b"", ObjectFormat::Sha1);
        assert_eq!(empty.as_str(), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        let long = blob_id(b"", ObjectFormat::Sha256);
        assert_eq!(long.as_str(), "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813");
        assert_eq!(
            blob_id(b"hello\n", ObjectFormat::Sha1).as_str(),
            "ce013625030ba8dba906f756967f9e9ca394464a"
        );
    }
}
