//! A folder with a home, a git of fixed author and dates, and the records in it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tandem::store::disk::{Disk, Real, RelPath};
use tandem::store::git::{Git, Program};
use tandem::store::lock::{self, LockGuard};
use tandem::store::publish::{Batch, PublishError, Published, Recovered, Write, publish, recover};
use tempfile::TempDir;

/// A world of its own, gone with this value.
pub(crate) struct Sandbox {
    folder: TempDir,
    records: PathBuf,
    pub(crate) extra: Vec<(OsString, OsString)>,
}

/// Everything that a change may touch; commits have fixed dates, so equal states have equal names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) head: String,
    pub(crate) index: String,
}

impl Sandbox {
    /// Records without a repository.
    pub(crate) fn plain() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let records = folder.path().canonicalize().expect("it is there").join("town");
        fs::create_dir_all(&records).expect("a folder");
        let config = "[user]\n name = Wang Fang\n email = wang@example.org\n[init]\n defaultBranch = main\n\
                      [gc]\n auto = 0\n[maintenance]\n auto = false\n[advice]\n detachedHead = false\n";
        fs::write(folder.path().join("gitconfig"), config).expect("a file");
        Sandbox { folder, records, extra: Vec::new() }
    }

    /// Records at the top of an unborn repository.
    pub(crate) fn unborn() -> Self {
        let sandbox = Self::plain();
        sandbox.git(&["init", "--quiet"]);
        sandbox
    }

    /// Records at the top of a repository that has some.
    pub(crate) fn started() -> Self {
        let sandbox = Self::unborn();
        sandbox.write("tandem.toml", "format = 1\n");
        sandbox.write("volunteers/li-na.toml", "name = \"Li Na\"\n");
        sandbox.write("volunteers/old.toml", "name = \"Old\"\n");
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "--quiet", "-m", "start"]);
        sandbox
    }

    /// The folder around the records.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of records.
    pub(crate) fn records(&self) -> &Path {
        &self.records
    }

    /// Says that the records lie elsewhere.
    pub(crate) fn move_records(&mut self, to: PathBuf) {
        self.records = to;
    }

    /// What every git is started with.
    pub(crate) fn environment(&self) -> Vec<(OsString, OsString)> {
        let home = self.folder.path().as_os_str().to_os_string();
        let mut environment: Vec<(OsString, OsString)> = vec![
            ("HOME".into(), home.clone()),
            ("XDG_CONFIG_HOME".into(), home.clone()),
            ("GIT_CEILING_DIRECTORIES".into(), home),
            ("GIT_CONFIG_NOSYSTEM".into(), "1".into()),
            // No power cut happens beneath a test, so git need not wait for the medium.
            ("GIT_TEST_FSYNC".into(), "0".into()),
            ("GIT_CONFIG_GLOBAL".into(), self.folder.path().join("gitconfig").into()),
            ("GIT_AUTHOR_DATE".into(), "2026-11-21T19:00:00+08:00".into()),
            ("GIT_COMMITTER_DATE".into(), "2026-11-21T19:00:00+08:00".into()),
        ];
        environment.extend(self.extra.iter().cloned());
        environment
    }

    /// How the product starts git here.
    pub(crate) fn program(&self) -> Program {
        Program { environment: self.environment() }
    }

    /// The repository, as the product finds it.
    pub(crate) fn repository(&self) -> Git {
        Git::discover(&self.records, &self.program()).expect("git answers").expect("a repository")
    }

    /// The records, as the product opens them.
    pub(crate) fn disk(&self) -> Real {
        Real::open(&self.records).expect("the records")
    }

    /// What a person types.
    pub(crate) fn git(&self, words: &[&str]) -> String {
        let (success, text) = self.try_git(words);
        assert!(success, "git {words:?}: {text}");
        text
    }

    /// What a person types, and git may refuse.
    pub(crate) fn try_git(&self, words: &[&str]) -> (bool, String) {
        let mut command = Command::new("git");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            command.env_remove(name);
        }
        let output = command.envs(self.environment()).current_dir(&self.records).args(words).output();
        let output = output.expect("git runs");
        let said = if output.status.success() { output.stdout } else { output.stderr };
        (output.status.success(), String::from_utf8_lossy(&said).trim_end().to_string())
    }

    /// Writes a file, as an editor would.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.records.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Reads a file.
    pub(crate) fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.records.join(path)).ok()
    }

    /// Installs a hook or another program.
    pub(crate) fn script(&self, path: &str, text: &str) {
        self.write(path, &format!("#!/bin/sh\n{text}\n"));
        let place = self.records.join(path);
        let made = Command::new("chmod").arg("+x").arg(place).status().expect("chmod runs");
        assert!(made.success());
    }

    /// Has commits signed, by a program that signs anything; `how` is what the user's settings say.
    pub(crate) fn signs(&self, how: &str) {
        let program = self.records.join(".git/sign");
        self.script(
            ".git/sign",
            "cat >/dev/null\nprintf '[GNUPG:] SIG_CREATED D 1 2 3\\n' >&2\n\
             printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nabc\\n-----END PGP SIGNATURE-----\\n'",
        );
        self.git(&["config", "gpg.program", program.to_str().unwrap()]);
        self.git(&["config", "commit.gpgSign", how]);
    }

    /// All that a change may touch.
    pub(crate) fn state(&self) -> State {
        let files = files(&self.disk());
        let (repository, _) = self.try_git(&["rev-parse"]);
        let ask = |words: &[&str]| if repository { self.try_git(words).1 } else { String::new() };
        State { files, head: ask(&["log", "--format=%H %D %s"]), index: ask(&["ls-files", "-s"]) }
    }

    /// What must not be left over by anything.
    pub(crate) fn leftovers(&self) -> Vec<String> {
        let names = ["-name", "*.lock", "-o", "-name", ".*.tandem"];
        let found = Command::new("find").arg(&self.records).args(names).output().expect("find runs");
        let mut left: Vec<_> = String::from_utf8_lossy(&found.stdout).lines().map(String::from).collect();
        let local = fs::read_dir(self.records.join(".tandem")).into_iter().flatten();
        let expected = [".gitignore", "count", "lock"];
        let names = local.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        left.extend(names.filter(|name| !expected.contains(&&**name)));
        if self.try_git(&["rev-parse"]).0 {
            left.extend(self.git(&["for-each-ref", "refs/worktree"]).lines().map(String::from));
        }
        left
    }
}

/// All records of a disk, as text.
pub(crate) fn files(disk: &dyn Disk) -> BTreeMap<String, String> {
    let walk = disk.walk(&RelPath::root()).expect("a walk");
    assert!(walk.failed.is_empty(), "{:?}", walk.failed);
    let read = |path: &RelPath| String::from_utf8(disk.read(path, 1 << 20).expect("a file")).expect("text");
    walk.entries.iter().map(|entry| (entry.path.to_string(), read(&entry.path))).collect()
}

/// A path within the records.
pub(crate) fn at(path: &str) -> RelPath {
    path.parse().expect("a path within the records")
}

/// A change of files: each a path, its text before and after.
pub(crate) fn batch(writes: &[(&str, Option<&str>, Option<&str>)]) -> Batch {
    let write = |(path, before, after): &(&str, Option<&str>, Option<&str>)| Write {
        path: at(path),
        before: before.map(|text| text.as_bytes().to_vec()),
        after: after.map(|text| text.as_bytes().to_vec()),
        label: label(path),
    };
    Batch {
        op: "k3x9".into(),
        subject: "volunteer set: li-na".into(),
        body: None,
        trailers: vec![
            ("Tandem-Op".into(), "k3x9".into()),
            ("Tandem-Command".into(), "volunteer set li-na name".into()),
        ],
        writes: writes.iter().map(write).collect(),
        commit: true,
        run_hooks: true,
    }
}

/// `volunteers/li-na.toml` is `volunteer li-na`.
fn label(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("record", path));
    let stem = name.split('.').next().unwrap_or(name);
    format!("{} {stem}", folder.trim_end_matches('s'))
}

/// Takes the lock, which nobody else has.
pub(crate) fn lock(disk: &dyn Disk) -> LockGuard {
    lock::try_acquire(disk, "the test").expect("a lock").expect("nobody else has it")
}

/// A pause that takes no time.
pub(crate) fn at_once(_: Duration) {}

impl Sandbox {
    /// Makes a change.
    pub(crate) fn publish(&self, batch: &Batch) -> Result<Published, PublishError> {
        let disk = self.disk();
        let git = Git::discover(&self.records, &self.program())?;
        publish(&disk, git.as_ref(), &lock(&disk), batch, &mut at_once)
    }

    /// Finishes what a death left.
    pub(crate) fn recover(&self) -> Result<Option<Recovered>, PublishError> {
        let disk = self.disk();
        let git = Git::discover(&self.records, &self.program())?;
        recover(&disk, git.as_ref(), &lock(&disk), &mut at_once)
    }
}
