//! Commits built aside: a commit that no branch names yet, the index that its hooks see, and the two
//! steps that make it real, each of them only for the paths it was built from.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::store::git::object::CONFLICT;
use crate::store::git::{Git, GitError, Oid, Output, TreeEntry, one_line};

/// The name that keeps a commit from being collected until HEAD has it.
const ASIDE: &str = "refs/worktree/tandem";

/// The hooks that may change or refuse a commit.
const COMMIT_HOOKS: [&str; 3] = ["pre-commit", "prepare-commit-msg", "commit-msg"];

/// What an index or a tree is to hold at a path from the top of the work tree; `None` removes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The path.
    pub path: String,
    /// What to put there.
    pub entry: Option<TreeEntry>,
}

/// An index of our own, in a file that goes away with this value.
#[derive(Debug)]
pub struct TemporaryIndex {
    file: PathBuf,
}

impl TemporaryIndex {
    /// An index that holds what a tree holds. What a death left in that file is removed: whoever names
    /// the file must be its only writer.
    pub fn of(git: &Git, file: PathBuf, tree: &Oid) -> Result<Self, GitError> {
        let index = TemporaryIndex { file };
        index.clear();
        git.call(["read-tree", tree.as_str()]).with("GIT_INDEX_FILE", &index.file).check()?;
        Ok(index)
    }

    /// Where it lies.
    pub fn file(&self) -> &Path {
        &self.file
    }

    fn clear(&self) {
        let mut lock = self.file.clone().into_os_string();
        lock.push(".lock");
        for leftover in [self.file.as_os_str(), &lock] {
            // What cannot be removed git will complain about itself.
            let _gone = fs::remove_file(leftover);
        }
    }
}

impl Drop for TemporaryIndex {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The input of `update-index -z --index-info`.
fn index_info(git: &Git, lines: &[Line]) -> Vec<u8> {
    let zero = git.format().zero();
    let mut input = String::new();
    for line in lines {
        let (mode, oid) = line.entry.as_ref().map_or(("0", &zero), |entry| (&*entry.mode, &entry.oid));
        input.extend([mode, " ", oid.as_str(), "\t", &line.path, "\0"]);
    }
    input.into_bytes()
}

impl Git {
    /// Makes a commit that nothing names yet, signed if the user signs.
    pub fn commit_tree(&self, tree: &Oid, parent: Option<&Oid>, message: &str) -> Result<Oid, GitError> {
        let mut words = vec!["commit-tree", tree.as_str(), "-F", "-"];
        if let Some(parent) = parent {
            words.extend(["-p", parent.as_str()]);
        }
        let signs = self.call(["config", "--type=bool", "--get", "commit.gpgSign"]).reading().run()?;
        if one_line(&signs.bytes) == "true" {
            words.push("-S");
        }
        Oid::read(&one_line(&self.call(words).check_feed(message.as_bytes())?))
    }

    /// Keeps a commit until [`Git::move_head`] or [`Git::forget`].
    pub fn keep(&self, commit: &Oid) -> Result<(), GitError> {
        self.call(["update-ref", ASIDE, commit.as_str()]).check().map(drop)
    }

    /// No longer keeps what was kept.
    pub fn forget(&self) -> Result<(), GitError> {
        self.call(["update-ref", "-d", ASIDE]).check().map(drop)
    }

    /// Moves HEAD, or the branch that it names, from one commit to another; an error if it is elsewhere.
    pub fn move_head(&self, from: Option<&Oid>, to: &Oid, why: &str) -> Result<(), GitError> {
        let zero = self.format().zero();
        let from = from.unwrap_or(&zero);
        let input = format!("update HEAD\0{to}\0{from}\0delete {ASIDE}\0\0");
        let why = format!("tandem: {why}");
        // Who calls waits for locks itself, so git need not.
        let at_once = ["-c", "core.filesRefLockTimeout=0"].into_iter();
        let call = self.call(at_once.chain(["update-ref", "-m", &why, "-z", "--stdin"]));
        call.check_feed(input.as_bytes()).map(drop)
    }

    /// What the index holds at some paths; of a path in conflict one version, marked.
    pub fn staged(&self, paths: &[String]) -> Result<BTreeMap<String, TreeEntry>, GitError> {
        let mut found = BTreeMap::new();
        for some in paths.chunks(500) {
            let words = ["ls-files", "-s", "-z", "--full-name", "--"].into_iter();
            let listed = self.call(words.chain(some.iter().map(String::as_str))).reading().check()?;
            for line in listed.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
                let line = String::from_utf8_lossy(line);
                let Some((entry, path)) = line.split_once('\t') else { continue };
                let mut words = entry.split(' ');
                let (mode, oid) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                let mode = if words.next() == Some("0") { mode } else { CONFLICT };
                found.insert(path.into(), TreeEntry { mode: mode.into(), oid: Oid::read(oid)? });
            }
        }
        Ok(found)
    }

    /// Stages exactly these lines.
    pub fn stage(&self, lines: &[Line]) -> Result<(), GitError> {
        if lines.is_empty() {
            return Ok(());
        }
        let call = self.call(["update-index", "-z", "--index-info"]);
        call.check_feed(&index_info(self, lines)).map(drop)
    }

    /// Whether any of the hooks of a commit is there, as a file or in the configuration.
    pub fn has_commit_hooks(&self) -> Result<bool, GitError> {
        let [.., folder, _] = self.own()?;
        if COMMIT_HOOKS.iter().any(|name| folder.join(name).exists()) {
            return Ok(true);
        }
        let configured = self.call(["config", "--name-only", "--get-regexp", r"^hook\."]).reading().run()?;
        Ok(configured.is_success())
    }

    /// Runs a hook if there is one, as `git commit` would with that index.
    pub fn run_hook(&self, name: &str, words: &[&str], index: &Path) -> Result<Output, GitError> {
        let hook = ["hook", "run", "--ignore-missing", name].into_iter();
        let separator = (!words.is_empty()).then_some("--");
        let call = self.call(hook.chain(separator).chain(words.iter().copied()));
        call.with("GIT_INDEX_FILE", index).with("GIT_EDITOR", ":").run()
    }

    /// Lets git tidy up if it thinks it should; its failure is no concern of ours.
    pub fn maintain(&self) {
        let _tidied = self.call(["maintenance", "run", "--auto", "--quiet"]).run();
        self.note_paths();
    }

    /// Has git note which paths each commit changed, so that the history of one record is found without a
    /// look into every commit; what is noted already stays. Its failure only leaves git as slow as it was.
    pub fn note_paths(&self) {
        let words = ["commit-graph", "write", "--reachable", "--split", "--changed-paths", "--no-progress"];
        let _noted = self.call(words).run();
    }
}
