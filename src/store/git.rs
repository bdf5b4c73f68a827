//! The `git` program: found, called in one way, and understood when it refuses.
//!
//! Every call names the top of the work tree, takes paths literally, speaks the C locale and starts
//! without the variables that point git elsewhere. This part knows repositories, not records: what a
//! path means, and what a commit is for, its callers know.

mod build;
mod difference;
mod error;
mod log;
mod object;
mod tree;

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

pub use self::build::{Line, TemporaryIndex};
pub use self::error::GitError;
pub use self::log::{Ask, Commit, OPERATION, PathChange, Select};
pub use self::object::{BlobReader, ObjectFormat, Oid, TreeEntry, blob_id};
pub use self::tree::Trees;

use crate::store::disk::RelPath;

/// The variables that would point git somewhere else; children start without them.
const MISLEADING: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/// The variable that tells a hook, and a `tandem` inside it, that a change is being published.
pub const INSIDE_HOOK: &str = "TANDEM_OP";

/// How git is started: what its environment has beyond that of this process.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Variables to set, `PATH` among them if another git is to be found.
    pub environment: Vec<(OsString, OsString)>,
}

/// A repository with a work tree, and the folder of records in it.
#[derive(Debug, Clone)]
pub struct Git {
    program: Program,
    top: PathBuf,
    prefix: String,
    folder: PathBuf,
    format: ObjectFormat,
    /// Where git's own files lie, looked up once.
    own: Arc<OnceLock<[PathBuf; OWN.len()]>>,
}

/// How much of what git writes is taken at once, in bytes: as much as a pipe holds.
const PIPE: usize = 64 * 1024;

/// Files and folders of git's own: what tells that something is under way, hooks, and the index.
const OWN: [&str; 7] =
    ["MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD", "hooks", "index"];

/// An index as it was at a moment: git never writes into one, it puts another in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexStamp {
    length: u64,
    inode: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

/// One call of git, before it is made.
#[derive(Debug)]
pub struct Call {
    command: Command,
    words: String,
}

/// What a call gave.
#[derive(Debug, Clone)]
pub struct Output {
    /// The exit code; `None` if it was killed.
    pub code: Option<i32>,
    /// Standard output.
    pub bytes: Vec<u8>,
    /// Standard error, trimmed.
    pub complaint: String,
}

impl Output {
    /// Whether git was content.
    pub fn is_success(&self) -> bool {
        self.code == Some(0)
    }
}

impl Program {
    /// A call in a folder, in the one way that all calls are made.
    fn call<I: AsRef<OsStr>>(&self, folder: &Path, words: impl IntoIterator<Item = I>) -> Call {
        let mut command = Command::new("git");
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        for name in MISLEADING {
            command.env_remove(name);
        }
        // History is what the commits say, whatever a repository claims to have put in their place.
        command.env("GIT_NO_REPLACE_OBJECTS", "1").env("GIT_GRAFT_FILE", "");
        command.env("GIT_LITERAL_PATHSPECS", "1").env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
        command.arg("-C").arg(folder);
        command.args(["-c", "core.fsmonitor=false", "-c", "i18n.commitEncoding=UTF-8"]);
        // A folder of records that looks like a bare repository came with the records, and its hooks too.
        command.args(["-c", "safe.bareRepository=explicit"]);
        // The journal relies on what git has stored, also after a power cut.
        command.args(["-c", "core.fsync=committed,reference"]);
        let mut said = String::from("git");
        for word in words {
            said.push(' ');
            said.push_str(&word.as_ref().to_string_lossy());
            command.arg(word);
        }
        Call { command, words: said }
    }

    /// Makes a repository of a folder.
    pub fn init(&self, folder: &Path) -> Result<(), GitError> {
        self.call(folder, ["init", "--quiet"]).check().map(drop)
    }
}

impl Call {
    /// Sets a variable for this call.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Promises that the call only reads: git takes no locks for its own convenience, and fetches no object
    /// that is missing, since how to fetch is for the repository's configuration to say.
    #[must_use]
    pub fn reading(self) -> Self {
        self.with("GIT_OPTIONAL_LOCKS", "0").with("GIT_NO_LAZY_FETCH", "1").with("GIT_ALLOW_PROTOCOL", "")
    }

    /// Makes the call; whatever git answers is an answer.
    pub fn run(self) -> Result<Output, GitError> {
        self.feed(b"")
    }

    /// Makes the call with something on standard input.
    pub fn feed(mut self, input: &[u8]) -> Result<Output, GitError> {
        let start = |source| GitError::Start { command: self.words.clone(), source };
        let stdin = if input.is_empty() { Stdio::null() } else { Stdio::piped() };
        let mut child =
            self.command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(start)?;
        if let Some(mut stdin) = child.stdin.take() {
            match stdin.write_all(input) {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(start(error)),
                _ => {}
            }
        }
        let output = child.wait_with_output().map_err(start)?;
        let complaint = String::from_utf8_lossy(&output.stderr).trim().to_string();
        Ok(Output { code: output.status.code(), bytes: output.stdout, complaint })
    }

    /// Makes the call and gives what stands before each NUL of its output, as it comes.
    pub fn stream(mut self, out: &mut dyn FnMut(&[u8])) -> Result<(), GitError> {
        let words = self.words.clone();
        let start = |source| GitError::Start { command: words.clone(), source };
        let quiet = self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = quiet.spawn().map_err(start)?;
        if let Some(stdout) = child.stdout.take() {
            let (mut stdout, mut line) = (BufReader::with_capacity(PIPE, stdout), Vec::new());
            while stdout.read_until(0, &mut line).map_err(start)? > 0 {
                out(line.strip_suffix(b"\0").unwrap_or(&line));
                line.clear();
            }
        }
        let output = child.wait_with_output().map_err(start)?;
        let complaint = String::from_utf8_lossy(&output.stderr).trim().to_string();
        let output = Output { code: output.status.code(), bytes: Vec::new(), complaint };
        if output.is_success() { Ok(()) } else { Err(GitError::failed(words.clone(), &output)) }
    }

    /// Makes the call; a failure is an error.
    pub fn check(self) -> Result<Vec<u8>, GitError> {
        self.check_feed(b"")
    }

    /// Makes the call with something on standard input; a failure is an error.
    pub fn check_feed(self, input: &[u8]) -> Result<Vec<u8>, GitError> {
        let words = self.words.clone();
        let output = self.feed(input)?;
        if output.is_success() { Ok(output.bytes) } else { Err(GitError::failed(words, &output)) }
    }

    /// Makes the call and gives its one line of output.
    pub fn line(self) -> Result<String, GitError> {
        self.check().map(|bytes| one_line(&bytes))
    }
}

/// The text of an output of one line.
fn one_line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_string()
}

impl Git {
    /// The repository that a folder lies in. `None` means that there is none, nothing else: a git that is
    /// not installed though a `.git` is there, and a git that refuses to answer, are errors.
    pub fn discover(folder: &Path, program: &Program) -> Result<Option<Git>, GitError> {
        let folder =
            folder.canonicalize().map_err(|source| GitError::Folder { path: folder.into(), source })?;
        let asked =
            program.call(&folder, ["rev-parse", "--show-object-format", "--show-prefix", "--show-toplevel"]);
        let output = match asked.reading().run() {
            Err(GitError::Start { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                let repository = folder.ancestors().find(|above| above.join(".git").exists());
                return match repository {
                    Some(repository) => Err(GitError::Missing { repository: repository.into() }),
                    None => Ok(None),
                };
            }
            other => other?,
        };
        if !output.is_success() {
            let nowhere = output.complaint.contains("not a git repository (or any");
            return if nowhere { Ok(None) } else { Err(GitError::refused(&folder, &output)) };
        }
        let text = String::from_utf8_lossy(&output.bytes).into_owned();
        let mut lines = text.splitn(3, '\n');
        let mut next = || lines.next().unwrap_or_default().trim_end_matches('\n').to_string();
        let (format, prefix, top) = (next(), next(), next());
        let format = if format == "sha256" { ObjectFormat::Sha256 } else { ObjectFormat::Sha1 };
        Ok(Some(Git {
            program: program.clone(),
            top: top.into(),
            prefix,
            folder,
            format,
            own: Arc::default(),
        }))
    }

    /// The same repository, with every hook that a call may start told of an operation.
    #[must_use]
    pub fn during(&self, op: &str) -> Git {
        let mut git = self.clone();
        git.program.environment.push((INSIDE_HOOK.into(), op.into()));
        git
    }

    /// The top of the work tree.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// Where the records lie below the top: empty, or ending in `/`.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// How objects are named here.
    pub fn format(&self) -> ObjectFormat {
        self.format
    }

    /// A call from the top of the work tree.
    pub fn call<I: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = I>) -> Call {
        self.program.call(&self.top, words)
    }

    /// A call from the folder of records.
    fn call_within<I: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = I>) -> Call {
        self.program.call(&self.folder, words)
    }

    /// A record's path, from the top of the work tree.
    pub fn path(&self, path: &RelPath) -> String {
        format!("{}{path}", self.prefix)
    }

    /// Where a file of our own for git lies, in a folder of the records.
    pub fn local_file(&self, folder: &RelPath, name: &str) -> PathBuf {
        folder.under(&self.folder).join(name)
    }

    /// Where a file of git's own lies, such as `index.lock`, in this work tree.
    pub fn own_file(&self, name: &str) -> Result<PathBuf, GitError> {
        self.own_files([name]).map(|[path]| path)
    }

    /// Where files of git's own lie.
    fn own_files<const N: usize>(&self, names: [&str; N]) -> Result<[PathBuf; N], GitError> {
        let words = names.iter().flat_map(|name| ["--git-path", name]);
        let output = self.call(["rev-parse"].into_iter().chain(words)).reading().check()?;
        let text = String::from_utf8_lossy(&output).into_owned();
        let paths: Vec<_> = text.lines().map(|line| self.top.join(line)).collect();
        let strange = |_| GitError::Unexpected { command: "git rev-parse --git-path".into(), output: text };
        paths.try_into().map_err(strange)
    }

    /// Where the files of [`OWN`] lie.
    fn own(&self) -> Result<&[PathBuf; OWN.len()], GitError> {
        if let Some(paths) = self.own.get() {
            return Ok(paths);
        }
        let paths = self.own_files(OWN)?;
        Ok(self.own.get_or_init(|| paths))
    }

    /// What is under way in this work tree, such as `rebase`, and must end before anything is committed.
    pub fn under_way(&self) -> Result<Option<&'static str>, GitError> {
        const SIGNS: [&str; 5] = ["merge", "rebase", "rebase", "cherry-pick", "revert"];
        let mut signs = SIGNS.iter().zip(self.own()?);
        Ok(signs.find(|(_, path)| path.symlink_metadata().is_ok()).map(|(what, _)| *what))
    }

    /// What tells whether the index was written meanwhile; nothing where there is none.
    pub fn index_stamp(&self) -> Result<Option<IndexStamp>, GitError> {
        let [.., index] = self.own()?;
        Ok(index.metadata().ok().map(|found| IndexStamp {
            length: found.len(),
            inode: found.ino(),
            modified: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
        }))
    }

    /// The commit that HEAD names; `None` on a branch without commits.
    pub fn head(&self) -> Result<Option<Oid>, GitError> {
        let asked = ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"];
        let output = self.call(asked).reading().run()?;
        match output.code {
            Some(0) => Ok(Some(Oid::read(&one_line(&output.bytes))?)),
            Some(1) => Ok(None),
            _ => Err(GitError::failed(asked.join(" "), &output)),
        }
    }

    /// Whether one commit is another, or comes before it.
    pub fn is_ancestor(&self, ancestor: &Oid, of: &Oid) -> Result<bool, GitError> {
        if ancestor == of {
            return Ok(true);
        }
        let words = ["merge-base", "--is-ancestor", ancestor.as_str(), of.as_str()];
        let output = self.call(words).reading().run()?;
        match output.code {
            Some(0) => Ok(true),
            Some(1) => Ok(false),
            _ if !self.has_object(ancestor)? => Ok(false),
            _ => Err(GitError::failed(words.join(" "), &output)),
        }
    }

    /// The e-mail that git writes into commits, where it knows one.
    pub fn email(&self) -> Result<Option<String>, GitError> {
        self.setting("user.email")
    }

    /// What git's configuration says, wherever it says it.
    pub fn setting(&self, name: &str) -> Result<Option<String>, GitError> {
        let output = self.call(["config", "--get", name]).reading().run()?;
        Ok(output.is_success().then(|| one_line(&output.bytes)))
    }

    /// Says something in the configuration of this repository alone.
    pub fn set(&self, name: &str, value: &str) -> Result<(), GitError> {
        self.call(["config", "--local", name, value]).check().map(drop)
    }

    /// The committer as git would write it now; a complaint if git does not know who that is.
    pub fn committer(&self) -> Result<Result<String, String>, GitError> {
        let output = self.call(["var", "GIT_COMMITTER_IDENT"]).reading().run()?;
        Ok(if output.is_success() { Ok(one_line(&output.bytes)) } else { Err(output.complaint) })
    }
}
