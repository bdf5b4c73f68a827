//! Making a new store: `tandem.toml`, and where asked for, its repository.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io};

use crate::model::fault::Fault;
use crate::model::settings::Settings;
use crate::session::change::{Command, operation};
use crate::store::disk::{Disk, Real, RelPath, is_missing, read_if_there};
use crate::store::git::{Git, GitError, Oid, Program};
use crate::store::lock::{self, LockError};
use crate::store::publish::{self, Batch, PublishError, Write};
use crate::store::{layout, read};

/// What git is told of a store's files: that their bytes are to be left alone.
const ATTRIBUTES: &str = "# The bytes of records are exact: git leaves their line ends alone.\n* -text\n";

/// The file that says so.
const ATTRIBUTES_FILE: &str = ".gitattributes";

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

impl Create {
    /// The files that a new store begins with.
    pub fn files(&self) -> Vec<(&'static str, &str)> {
        let attributes = self.git.then_some((ATTRIBUTES_FILE, ATTRIBUTES));
        std::iter::once((layout::SETTINGS, self.settings.as_str())).chain(attributes).collect()
    }
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
    /// Whether a `.gitattributes` was there that says something else.
    pub has_other_attributes: bool,
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
    pause: &mut dyn FnMut(Duration),
) -> Result<Created, CreateError> {
    let (settings, _) = read::settings(layout::SETTINGS, request.settings.as_bytes())
        .map_err(|faults| CreateError::Settings { faults })?;
    let at = |path: &Path| {
        let path = path.to_path_buf();
        move |source| CreateError::Folder { path, source }
    };
    fs::create_dir_all(&request.root).map_err(at(&request.root))?;
    let disk: Arc<dyn Disk> = Arc::new(Real::open(&request.root).map_err(at(&request.root))?);
    let root = request.root.canonicalize().map_err(at(&request.root))?;
    match disk.stat(&file(layout::SETTINGS)) {
        Ok(None) => {}
        Ok(Some(_)) => return Err(CreateError::Exists { root }),
        Err(error) if is_missing(&error) => {}
        Err(error) => return Err(at(&root)(error)),
    }
    let around = Git::discover(&root, program)?;
    let new_repository = request.git && around.is_none();
    if new_repository {
        program.init(&root)?;
    }
    let made = fill(request, &settings, command, &*disk, program, pause);
    if made.is_err() && new_repository {
        // It was made a moment ago, by us, and holds nothing; if it stays, the next try uses it.
        let _ = fs::remove_dir_all(root.join(".git"));
    }
    let commit = made?;
    let has_other_attributes = request.git
        && fs::read_to_string(root.join(ATTRIBUTES_FILE)).is_ok_and(|text| !text.contains("* -text"));
    Ok(Created { repository: new_repository.then(|| root.clone()), root, commit, has_other_attributes })
}

/// Writes the first files.
fn fill(
    request: &Create,
    settings: &Settings,
    command: &Command,
    disk: &dyn Disk,
    program: &Program,
    pause: &mut dyn FnMut(Duration),
) -> Result<Option<Oid>, CreateError> {
    let git = Git::discover(&request.root, program)?;
    let lock = lock::acquire(disk, &lock::holder(&command.verb), pause, &mut |_| {})?;
    let attributes = read_if_there(disk, &file(ATTRIBUTES_FILE), read::LARGEST)
        .map_err(|source| CreateError::Folder { path: ATTRIBUTES_FILE.into(), source })?;
    let files =
        request.files().into_iter().filter(|(path, _)| *path != ATTRIBUTES_FILE || attributes.is_none());
    let writes: Vec<Write> = files.map(|(path, text)| new(path, text)).collect();
    let op = operation(git.as_ref(), &writes)?;
    let said = [vec![command.verb.clone()], command.flags.clone()].concat().join(" ");
    let batch = Batch {
        op: op.clone(),
        subject: format!("init: {}", settings.name),
        body: command.message.clone(),
        trailers: vec![("Tandem-Op".into(), op), ("Tandem-Command".into(), said)],
        writes,
        commit: command.commit && settings.git.commit,
        run_hooks: true,
    };
    let published = publish::publish(disk, git.as_ref(), &lock, &batch, pause)?;
    Ok(published.commit)
}

fn new(path: &str, text: &str) -> Write {
    Write { path: file(path), before: None, after: Some(text.into()), label: path.into() }
}

fn file(name: &str) -> RelPath {
    name.parse().unwrap_or_default()
}
