//! What the repository around a store is told: that git leaves the bytes of records alone, which stands in
//! a file and is shared, and who merges them, which stands in its own configuration, since no file that
//! comes from elsewhere may name a program.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::session::change::Command;
use crate::session::create::{CreateError, batch, file};
use crate::store::disk::{Disk, Real, is_missing, read_if_there};
use crate::store::git::{Git, GitError, Program};
use crate::store::publish::{self, Write};
use crate::store::{layout, lock, read};

/// The file in which git is told what the files of a store are.
pub(super) const FILE: &str = ".gitattributes";

/// What it says where we write it.
pub(super) const TEXT: &str = "\
# The bytes of records are exact: git leaves their line ends alone, and `tandem merge` merges them.
* -text
*.toml merge=tandem
*.yaml merge=tandem
";

/// What earlier stores were given.
const EARLIER: &str = "# The bytes of records are exact: git leaves their line ends alone.\n* -text\n";

/// What git's configuration says of merging records. git quotes the names and the path that it puts in.
const CONFIGURATION: [(&str, &str); 2] = [
    ("merge.tandem.name", "records, by what they say"),
    ("merge.tandem.driver", "tandem merge --marker-size=%L --our-name=%X --their-name=%Y -- %O %A %B %P"),
];

/// What git's configuration says, unless it says something about it: a large folder in which little changed is
/// not looked through again by `git status`.
const UNTRACKED: (&str, &str) = ("core.untrackedCache", "true");

/// What the hook does before it checks.
const HOOK: &str = r#"#!/bin/sh
# Checks the records as they are staged. `git commit --no-verify` passes it by.
[ -z "$TANDEM_OP" ] || exit 0 # what tandem itself commits it has checked
command -v tandem >/dev/null || { echo 'tandem is not installed: the records are not checked' >&2; exit 0; }
"#;

/// A store whose repository was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The folder, with all links resolved.
    pub root: PathBuf,
    /// The file that was written, with its path from the top of the repository; where this is a rehearsal,
    /// that would be.
    pub written: Option<(String, Write)>,
    /// The lines that are lacking in a file that somebody else wrote.
    pub lacking: Vec<&'static str>,
    /// Whether git's configuration was another before.
    pub is_configured: bool,
}

/// Tells the repository around a store, or finds that it was told already.
///
/// # Errors
/// [`CreateError`] where there is no repository, or it cannot be written or committed.
pub fn attach(
    root: &Path,
    command: &Command,
    program: &Program,
    disk: fn(Real) -> Arc<dyn Disk>,
    pause: &mut dyn FnMut(Duration),
) -> Result<Attached, CreateError> {
    let at = |source| CreateError::Folder { path: root.into(), source };
    let real = Real::open(root).map_err(at)?;
    let root = real.root().to_path_buf();
    let disk = &*disk(real);
    let Some(git) = Git::discover(&root, program)? else { return Err(CreateError::NoRepository { root }) };
    let git = Some(&git);
    let lock = lock::acquire(disk, &lock::holder(&command.verb), pause, &mut |_| {})?;
    publish::recover(disk, git, &lock, pause)?;
    let before = present(disk)?;
    let (writes, lacking) = wanted(before.as_deref());
    let is_configured = match git {
        Some(git) if !command.dry_run => configure(git)?,
        _ => false,
    };
    if let (Some(_), false) = (writes.first(), command.dry_run) {
        let bytes = disk.read(&file(layout::SETTINGS), read::LARGEST).map_err(at)?;
        let (settings, _) =
            read::settings(layout::SETTINGS, &bytes).map_err(|faults| CreateError::Settings { faults })?;
        publish::publish(disk, git, &lock, &batch(writes.clone(), &settings, command, git)?, pause)?;
    }
    let prefix = git.map_or("", Git::prefix);
    let written = writes.into_iter().next().map(|write| (format!("{prefix}{}", write.path), write));
    Ok(Attached { root, written, lacking, is_configured })
}

/// What becomes of the hook that checks the records before each commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hook {
    /// It was there already.
    There,
    /// It is there from now on.
    Made,
    /// Another hook is there and stays as it is; the line that it lacks.
    Other(String),
}

/// Puts the hook into the repository around a store.
///
/// # Errors
/// [`CreateError`] where there is no repository, or the hook cannot be written.
pub fn hook(root: &Path, program: &Program) -> Result<Hook, CreateError> {
    let Some(git) = Git::discover(root, program)? else {
        return Err(CreateError::NoRepository { root: root.into() });
    };
    let path = git.own_file("hooks/pre-commit")?;
    let at = |source| CreateError::Folder { path: path.clone(), source };
    let folder = format!("./{}", git.prefix()).replace('\'', r"'\''");
    let check = format!("tandem -C '{folder}' check --staged");
    match std::fs::read_to_string(&path) {
        Ok(text) if text.contains("check --staged") => return Ok(Hook::There),
        Ok(_) => return Ok(Hook::Other(check)),
        Err(error) if is_missing(&error) => {}
        Err(error) => return Err(at(error)),
    }
    std::fs::create_dir_all(path.parent().unwrap_or(root)).map_err(at)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o755);
    let mut made = options.open(&path).map_err(at)?;
    made.write_all(format!("{HOOK}exec {check}\n").as_bytes()).map_err(at)?;
    Ok(Hook::Made)
}

/// Says in git's own configuration who merges records; whether it said something else before.
///
/// # Errors
/// [`GitError`] where the configuration cannot be written.
pub(super) fn configure(git: &Git) -> Result<bool, GitError> {
    let mut changed = false;
    for (name, value) in CONFIGURATION {
        if git.setting(name)?.as_deref() != Some(value) {
            git.set(name, value)?;
            changed = true;
        }
    }
    let (name, value) = UNTRACKED;
    if git.setting(name)?.is_none() {
        git.set(name, value)?;
    }
    git.note_paths();
    Ok(changed)
}

/// The lines that a text lacks.
pub(super) fn lacking(text: &str) -> Vec<&'static str> {
    let stands = |line: &&str| text.lines().any(|other| other.trim() == *line);
    TEXT.lines().skip(1).filter(|line| !stands(line)).collect()
}

/// The text that is there.
fn present(disk: &dyn Disk) -> Result<Option<String>, CreateError> {
    let bytes = read_if_there(disk, &file(FILE), read::LARGEST)
        .map_err(|source| CreateError::Folder { path: FILE.into(), source })?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// What is written, and what somebody else must write: what is not ours stays as it is.
fn wanted(before: Option<&str>) -> (Vec<Write>, Vec<&'static str>) {
    match before {
        Some(text) if text != EARLIER => (Vec::new(), lacking(text)),
        before => {
            let before = before.map(|text| text.as_bytes().to_vec());
            let after = Some(TEXT.as_bytes().to_vec());
            (vec![Write { path: file(FILE), before, after, label: "attributes".into() }], Vec::new())
        }
    }
}
