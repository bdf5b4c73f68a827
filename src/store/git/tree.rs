//! Trees made from trees: only the folders on the way to what changes are read and written anew, so the
//! cost of a commit does not grow with the repository.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use crate::store::git::{BlobReader, Git, GitError, Line, Oid, TreeEntry, one_line};

/// The mode of a folder, as `mktree` wants it.
const FOLDER: &str = "040000";

/// Reads and writes trees: two git processes, however many trees there are.
#[derive(Debug)]
pub struct Trees {
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
type Entries = BTreeMap<Vec<u8>, TreeEntry>;

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
        Ok(Trees { reader: git.blob_reader()?, writer })
    }

    /// What a tree, or a commit's, holds at some paths.
    pub fn entries(&mut self, tree: &Oid, paths: &[String]) -> Result<BTreeMap<String, TreeEntry>, GitError> {
        let mut found = BTreeMap::new();
        let mut folders: BTreeMap<String, Entries> = BTreeMap::new();
        folders.insert(String::new(), self.reader.tree(tree).map_err(unread)?);
        for path in paths {
            if let Some(entry) = self.entry(path, &mut folders)? {
                let mode = if entry.is_folder() { FOLDER.into() } else { entry.mode };
                found.insert(path.clone(), TreeEntry { mode, ..entry });
            }
        }
        Ok(found)
    }

    /// What stands at a path, below folders of which those that were read are kept.
    fn entry(
        &mut self,
        path: &str,
        folders: &mut BTreeMap<String, Entries>,
    ) -> Result<Option<TreeEntry>, GitError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if !folders.contains_key(folder) {
            let there = self.entry(folder, folders)?.filter(TreeEntry::is_folder);
            let entries = there.map(|there| self.reader.tree(&there.oid)).transpose().map_err(unread)?;
            folders.insert(folder.to_string(), entries.unwrap_or_default());
        }
        Ok(folders[folder].get(name.as_bytes()).cloned())
    }

    /// The tree that another one, or a commit's, or none, becomes with these lines in it. Folders that
    /// would be empty go.
    pub fn edited(&mut self, tree: Option<&Oid>, lines: &[Line]) -> Result<Oid, GitError> {
        let entries = self.entries_after(tree, &Edit::of(lines))?;
        self.write(&entries)
    }

    fn entries_after(&mut self, tree: Option<&Oid>, edit: &Edit) -> Result<Entries, GitError> {
        let mut entries =
            tree.map(|tree| self.reader.tree(tree)).transpose().map_err(unread)?.unwrap_or_default();
        for (name, edit) in &edit.below {
            let folder = entries.get(name.as_bytes()).filter(|entry| entry.is_folder());
            let folder = folder.map(|entry| entry.oid.clone());
            let below = self.entries_after(folder.as_ref(), edit)?;
            if !below.is_empty() {
                let entry = TreeEntry { mode: FOLDER.into(), oid: self.write(&below)? };
                entries.insert(name.as_bytes().to_vec(), entry);
            } else if folder.is_some() {
                entries.remove(name.as_bytes());
            }
        }
        for (name, entry) in &edit.here {
            match entry {
                Some(entry) => {
                    entries.insert(name.as_bytes().to_vec(), (*entry).clone());
                }
                None => {
                    entries.remove(name.as_bytes());
                }
            }
        }
        Ok(entries)
    }

    fn write(&mut self, entries: &Entries) -> Result<Oid, GitError> {
        let mut lines = Vec::new();
        for (name, entry) in entries {
            let TreeEntry { mode, oid } = entry;
            let kind = match mode.as_str() {
                _ if entry.is_folder() => "tree",
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

/// That git does not give a tree.
fn unread(source: std::io::Error) -> GitError {
    GitError::Start { command: "git cat-file --batch".into(), source }
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
