//! The program on a bench: a fixed day, a home of its own, a git of fixed author and dates, nothing else
//! in the environment; and a store to work on, in a folder outside of any repository.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::support::repository::Sandbox;

/// The day that counts as today.
pub(crate) const TODAY: &str = "2026-11-21";

/// What there is before the first command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// A copy of `records/`, in no repository; commands run in the folder that holds it.
    Records,
    /// A copy of `records/` at the top of a repository, all of it committed; commands run in it.
    Committed,
    /// An empty folder.
    Nothing,
}

/// What a command printed, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// A folder, a home, and the program.
pub(crate) struct Bench {
    sandbox: Sandbox,
}

impl Bench {
    /// A bench with something on it.
    pub(crate) fn with(start: Start) -> Bench {
        let sandbox = Sandbox::plain();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
        match start {
            Start::Records => copy(&sample, &sandbox.records().join("records")),
            Start::Committed => {
                copy(&sample, sandbox.records());
                sandbox.git(&["init", "--quiet"]);
                sandbox.git(&["add", "."]);
                sandbox.git(&["commit", "--quiet", "-m", "a year of one community"]);
            }
            Start::Nothing => {}
        }
        Bench { sandbox }
    }

    /// The folder in which commands run.
    pub(crate) fn folder(&self) -> &Path {
        self.sandbox.records()
    }

    /// The home of whoever types.
    pub(crate) fn home(&self) -> String {
        self.folder().parent().map(|home| home.display().to_string()).unwrap_or_default()
    }

    /// Writes files into the folder, with the folders that they lie in.
    pub(crate) fn write<'a>(&self, files: impl IntoIterator<Item = (&'a str, &'a str)>) {
        for (path, text) in files {
            let path = self.folder().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(path, text).expect("a file");
        }
    }

    /// What a person types at git.
    pub(crate) fn git(&self, words: &[&str]) -> String {
        self.sandbox.git(words)
    }

    /// The program with these words.
    pub(crate) fn tandem(&self, words: &[&str]) -> Printed {
        let mut command = self.command(env!("CARGO_BIN_EXE_tandem"));
        command.args(words);
        printed(&mut command)
    }

    /// The program with these words, its standard output going elsewhere.
    pub(crate) fn tandem_into(&self, words: &[&str], out: Stdio) -> Printed {
        let mut command = self.command(env!("CARGO_BIN_EXE_tandem"));
        let child = command.args(words).stdout(out).stderr(Stdio::piped()).spawn();
        shown(child.and_then(Child::wait_with_output))
    }

    /// A line as a shell reads it; what it prints to standard error comes where it came.
    pub(crate) fn shell(&self, line: &str) -> Printed {
        let mut command = self.command("sh");
        command.arg("-c").arg(format!("exec 2>&1\n{line}"));
        printed(&mut command)
    }

    /// All that stands in the environment.
    pub(crate) fn environment(&self) -> Vec<(OsString, OsString)> {
        let own = [("PATH", path()), ("TANDEM_TODAY", TODAY.into()), ("TANDEM_SEED", "1".into())];
        let own = own.map(|(name, value)| (OsString::from(name), value));
        let pinned = self.sandbox.environment().into_iter();
        pinned.chain(own).collect()
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.environment()).current_dir(self.folder());
        command
    }
}

fn printed(command: &mut Command) -> Printed {
    shown(command.output())
}

fn shown(output: std::io::Result<Output>) -> Printed {
    let output = output.expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    Printed { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// The program's own folder before all others.
fn path() -> OsString {
    let own = PathBuf::from(env!("CARGO_BIN_EXE_tandem"));
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let folders = own.parent().map(Path::to_path_buf).into_iter().chain(std::env::split_paths(&rest));
    std::env::join_paths(folders).expect("folders without a colon")
}

/// Copies a folder with all that it holds.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let there = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &there);
        } else if entry.file_name() != ".tandem" {
            fs::copy(entry.path(), there).expect("a copy");
        }
    }
}
