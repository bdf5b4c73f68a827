//! Making a new store: `tandem.toml`, and where asked for, its repository.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io};

use crate::model::fault::Fault;
use crate::model::settings::Settings;
use crate::session::attach;
use crate::session::change::{Command, operation};
use crate::store::disk::{Disk, Memory, Real, RelPath, is_missing, read_if_there};
use crate::store::git::{Git, GitError, Oid, Program};
use crate::store::lock::{self, LockError};
use crate::store::publish::{self, Batch, PublishError, Write};
use crate::store::{layout, read};

/// A store to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Create {
    /// The folder; it may be there or not.
    pub root: PathBuf,
    /// The text of `tandem.toml`.
    pub settings: String,
    /// Whether it shall lie in a repository.
    pub git: bool,
}

/// A store that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// The folder, with all links resolved.
    pub root: PathBuf,
    /// The repository, where a new one was made.
    pub repository: Option<PathBuf>,
    /// The first commit, if one was made.
    pub commit: Option<Oid>,
    /// The lines that are lacking in a `.gitattributes` that was there.
    pub lacking: Vec<&'static str>,
}

/// Why no store was made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// There is one.
    #[error("`{}` holds records already", root.display())]
    Exists {
        /// The folder.
        root: PathBuf,
    },
    /// The records lie in no repository.
    #[error("`{}` lies in no repository", root.display())]
    NoRepository {
        /// The folder.
        root: PathBuf,
    },
    /// The settings would be faulty.
    #[error("`tandem.toml` would be faulty: {}", faults.first().map_or("", |fault| &fault.message))]
    Settings {
        /// Their faults.
        faults: Vec<Fault>,
    },
    /// The folder cannot be made or read.
    #[error("`{}` cannot be used: {source}", path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Somebody else is writing there.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// git does not play along.
    #[error(transparent)]
    Git(#[from] GitError),
    /// It could not be written or committed.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl CreateError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            CreateError::Exists { root } => {
                Some(format!("look at them with `tandem -C '{}' org list`", root.display()))
            }
            CreateError::NoRepository { root } => {
                let root = root.display();
                Some(format!("make one: `git -C '{root}' init && git -C '{root}' add .`, and commit it"))
            }
            CreateError::Settings { faults } => faults.first().and_then(|fault| fault.help.clone()),
            CreateError::Folder { .. } => None,
            CreateError::Lock(error) => error.help(),
            CreateError::Git(error) => error.help(),
            CreateError::Publish(error) => error.help(),
        }
    }
}

/// Makes a store in a folder, or leaves no trace but empty folders that were asked for.
///
/// # Errors
/// [`CreateError`] where there is one already, or it cannot be written or committed.
pub fn create(
    request: &Create,
    command: &Command,
    program: &Program,
    disk: fn(Real) -> Arc<dyn Disk>,
    pause: &mut dyn FnMut(Duration),
) -> Result<Created, CreateError> {
    let at = |source| CreateError::Folder { path: request.root.clone(), source };
    fs::create_dir_all(&request.root).map_err(at)?;
    let real = Real::open(&request.root).map_err(at)?;
    let request = Create { root: real.root().to_path_buf(), ..request.clone() };
    create_on(&*disk(real), &request, command, program, pause)
}

/// The same, where the folder is there, on the disk that it is.
///
/// # Errors
/// [`CreateError`], as of [`create`].
pub fn create_on(
    disk: &dyn Disk,
    request: &Create,
    command: &Command,
    program: &Program,
    pause: &mut dyn FnMut(Duration),
) -> Result<Created, CreateError> {
    let (settings, _) = read::settings(layout::SETTINGS, request.settings.as_bytes())
        .map_err(|faults| CreateError::Settings { faults })?;
    let root = &request.root;
    must_be_free(disk, root)?;
    let mut git = Git::discover(root, program)?;
    let lock = lock::acquire(disk, &lock::holder(&command.verb), pause, &mut |_| {})?;
    // Nobody finds a store whose making died before it had its `tandem.toml`: we finish it ourselves.
    publish::recover(disk, git.as_ref(), &lock, pause)?;
    must_be_free(disk, root)?;
    let makes_repository = request.git && git.is_none();
    if makes_repository {
        program.init(root)?;
        git = Git::discover(root, program)?;
    }
    let published = git.as_ref().filter(|_| request.git).map_or(Ok(false), attach::configure);
    let published = published
        .map_err(CreateError::Git)
        .and_then(|_| batch(writes(disk, request)?, &settings, command, git.as_ref()))
        .and_then(|batch| Ok(publish::publish(disk, git.as_ref(), &lock, &batch, pause)?));
    let is_half_done =
        |error: &CreateError| matches!(error, CreateError::Publish(PublishError::HalfDone { .. }));
    if makes_repository && published.as_ref().is_err_and(|error| !is_half_done(error)) {
        // It was made a moment ago, by us, and holds nothing; if it stays, the next try uses it.
        let _ = fs::remove_dir_all(root.join(".git"));
    }
    let commit = published?.commit;
    let attributes = fs::read_to_string(root.join(attach::FILE)).unwrap_or_default();
    let lacking = if request.git { attach::lacking(&attributes) } else { Vec::new() };
    let repository = makes_repository.then(|| root.clone());
    Ok(Created { root: root.clone(), repository, commit, lacking })
}

/// The files that [`create`] would write, each with its path from the top of the repository around it, or
/// from the folder where there is none. Nothing is made.
///
/// # Errors
/// [`CreateError`] where there is a store already, or git does not answer.
pub fn draft(request: &Create, program: &Program) -> Result<Vec<(String, Write)>, CreateError> {
    let at = |source| CreateError::Folder { path: request.root.clone(), source };
    if !request.root.is_dir() {
        let there = request.root.ancestors().find(|above| above.is_dir()).unwrap_or(Path::new("/"));
        let git = Git::discover(there, program)?;
        let below = request.root.strip_prefix(there).unwrap_or(Path::new("")).display();
        let prefix = git.map_or_else(String::new, |git| format!("{}{below}/", git.prefix()));
        return Ok(with_prefix(&prefix, writes(&Memory::default(), request)?));
    }
    let disk = Real::open(&request.root).map_err(at)?;
    must_be_free(&disk, disk.root())?;
    let git = Git::discover(disk.root(), program)?;
    Ok(with_prefix(git.as_ref().map_or("", Git::prefix), writes(&disk, request)?))
}

fn with_prefix(prefix: &str, writes: Vec<Write>) -> Vec<(String, Write)> {
    writes.into_iter().map(|write| (format!("{prefix}{}", write.path), write)).collect()
}

/// A folder holds no store yet.
fn must_be_free(disk: &dyn Disk, root: &Path) -> Result<(), CreateError> {
    match disk.stat(&file(layout::SETTINGS)) {
        Ok(None) => Ok(()),
        Ok(Some(_)) => Err(CreateError::Exists { root: root.into() }),
        Err(error) if is_missing(&error) => Ok(()),
        Err(source) => Err(CreateError::Folder { path: root.into(), source }),
    }
}

/// The first files.
fn writes(disk: &dyn Disk, request: &Create) -> Result<Vec<Write>, CreateError> {
    let mut writes = vec![new(layout::SETTINGS, request.settings.clone(), "settings")];
    let attributes = read_if_there(disk, &file(attach::FILE), read::LARGEST)
        .map_err(|source| CreateError::Folder { path: attach::FILE.into(), source })?;
    if request.git && attributes.is_none() {
        writes.push(new(attach::FILE, attach::TEXT.into(), "attributes"));
    }
    Ok(writes)
}

/// Their change.
pub(super) fn batch(
    writes: Vec<Write>,
    settings: &Settings,
    command: &Command,
    git: Option<&Git>,
) -> Result<Batch, CreateError> {
    let op = operation(git, &writes)?;
    let said = [vec![command.verb.clone()], command.flags.clone()].concat().join(" ");
    Ok(Batch {
        op: op.clone(),
        subject: format!("init: {}", settings.name),
        body: command.message.clone(),
        trailers: vec![("Tandem-Op".into(), op), ("Tandem-Command".into(), said)],
        writes,
        commit: command.commit && settings.git.commit,
        run_hooks: true,
    })
}

fn new(path: &str, text: String, label: &str) -> Write {
    Write { path: file(path), before: None, after: Some(text.into_bytes()), label: label.into() }
}

pub(super) fn file(name: &str) -> RelPath {
    name.parse().unwrap_or_default()
}
