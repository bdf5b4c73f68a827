//! Trees made from trees: only the folders on the way to what changes are read and written anew, so the
//! cost of a commit does not grow with the repository.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use crate::store::git::{BlobReader, Git, GitError, Line, ObjectFormat, Oid, TreeEntry, one_line};

/// The mode of a folder, as raw trees and as listings write it.
const FOLDER: [&str; 2] = ["40000", "040000"];

/// How large a tree may be; a larger one is no folder of records.
const LARGEST_TREE: u64 = 1 << 30;

/// Reads and writes trees: two git processes, however many trees there are.
#[derive(Debug)]
pub struct Trees {
    format: ObjectFormat,
    reader: BlobReader,
    writer: Writer,
}

/// A `git mktree --batch` that answers until it is dropped.
#[derive(Debug)]
struct Writer {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// What is to become of the things in a folder.
#[derive(Debug, Default)]
struct Edit<'a> {
    /// What is put there, or taken out.
    here: BTreeMap<&'a str, Option<&'a TreeEntry>>,
    /// What is to become of the folders in it.
    below: BTreeMap<&'a str, Edit<'a>>,
}

impl<'a> Edit<'a> {
    fn of(lines: &'a [Line]) -> Self {
        let mut edit = Edit::default();
        for line in lines {
            let (folder, name) = line.path.rsplit_once('/').unwrap_or(("", &line.path));
            let parts = folder.split('/').filter(|part| !part.is_empty());
            let at = parts.fold(&mut edit, |at, part| at.below.entry(part).or_default());
            at.here.insert(name, line.entry.as_ref());
        }
        edit
    }
}

/// The entries of one tree, by name.
type Entries = BTreeMap<Vec<u8>, (String, Oid)>;

impl Trees {
    /// A reader and a writer of the trees of a repository.
    pub fn of(git: &Git) -> Result<Self, GitError> {
        let command = "git mktree -z --batch";
        let start = |source| GitError::Start { command: command.into(), source };
        let mut call = git.call(["mktree", "-z", "--batch", "--missing"]);
        let streams = call.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = streams.spawn().map_err(start)?;
        let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(start(std::io::ErrorKind::BrokenPipe.into()));
        };
        let writer = Writer { child, questions: Some(questions), answers: BufReader::new(answers) };
        Ok(Trees { format: git.format(), reader: git.blob_reader()?, writer })
    }

    /// The tree that another one, or a commit's, or none, becomes with these lines in it. Folders that
    /// would be empty go.
    pub fn edited(&mut self, tree: Option<&Oid>, lines: &[Line]) -> Result<Oid, GitError> {
        let entries = self.entries_after(tree, &Edit::of(lines))?;
        self.write(&entries)
    }

    fn entries_after(&mut self, tree: Option<&Oid>, edit: &Edit) -> Result<Entries, GitError> {
        let mut entries = tree.map(|tree| self.read(tree)).transpose()?.unwrap_or_default();
        for (name, edit) in &edit.below {
            let folder = entries.get(name.as_bytes()).filter(|(mode, _)| FOLDER.contains(&&**mode));
            let folder = folder.map(|(_, oid)| oid.clone());
            let below = self.entries_after(folder.as_ref(), edit)?;
            if !below.is_empty() {
                entries.insert(name.as_bytes().to_vec(), (FOLDER[1].into(), self.write(&below)?));
            } else if folder.is_some() {
                entries.remove(name.as_bytes());
            }
        }
        for (name, entry) in &edit.here {
            match entry {
                Some(TreeEntry { mode, oid }) => {
                    entries.insert(name.as_bytes().to_vec(), (mode.clone(), oid.clone()));
                }
                None => {
                    entries.remove(name.as_bytes());
                }
            }
        }
        Ok(entries)
    }

    /// A tree as git stores it: `mode SP name NUL digest`, again and again.
    fn read(&mut self, tree: &Oid) -> Result<Entries, GitError> {
        let start = |source| GitError::Start { command: "git cat-file --batch".into(), source };
        let bytes = self.reader.read_named(&format!("{tree}^{{tree}}"), LARGEST_TREE).map_err(start)?;
        let digest = self.format.zero().as_str().len() / 2;
        let mut entries = Entries::new();
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let unexpected = || GitError::Unexpected {
                command: "git cat-file".into(),
                output: format!("{tree} is no tree"),
            };
            let space = rest.iter().position(|byte| *byte == b' ').ok_or_else(unexpected)?;
            let nul = rest.iter().position(|byte| *byte == 0).ok_or_else(unexpected)?;
            let name = rest.get(space + 1..nul).ok_or_else(unexpected)?;
            let oid = rest.get(nul + 1..nul + 1 + digest).ok_or_else(unexpected)?;
            let mode = String::from_utf8_lossy(&rest[..space]).into_owned();
            entries.insert(name.to_vec(), (mode, Oid::of_digest(oid)));
            rest = &rest[nul + 1 + digest..];
        }
        Ok(entries)
    }

    fn write(&mut self, entries: &Entries) -> Result<Oid, GitError> {
        let mut lines = Vec::new();
        for (name, (mode, oid)) in entries {
            let kind = match mode.as_str() {
                "40000" | "040000" => "tree",
                "160000" => "commit",
                _ => "blob",
            };
            lines.extend_from_slice(format!("{mode} {kind} {oid}\t").as_bytes());
            lines.extend_from_slice(name);
            lines.push(0);
        }
        lines.push(0);
        self.writer.ask(&lines)
    }
}

impl Writer {
    fn ask(&mut self, lines: &[u8]) -> Result<Oid, GitError> {
        let start = |source| GitError::Start { command: "git mktree".into(), source };
        let gone = || start(std::io::ErrorKind::BrokenPipe.into());
        let questions = self.questions.as_mut().ok_or_else(gone)?;
        questions.write_all(lines).and_then(|()| questions.flush()).map_err(start)?;
        let mut answer = Vec::new();
        self.answers.read_until(b'\n', &mut answer).map_err(start)?;
        Oid::read(&one_line(&answer))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.questions = None;
        // It ends by itself now; that it is waited for only spares a zombie.
        let _ended = self.child.wait();
    }
}
