//! One run over one store: what is read, from where, on which day; and (in `change`) the one way in
//! which anything is written.
//!
//! It knows disks and git, but neither words nor terminals: what went wrong is told by typed errors.

pub mod attach;
pub mod change;
pub mod create;
mod difference;
mod history;
mod operation;
mod place;
mod proof;
mod staged;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::model::book::{Book, Source, SourceError};
use crate::model::day::Day;
use crate::model::node::NodeError;
use crate::session::change::Earlier;
use crate::store::disk::{Disk, Past, Real};
use crate::store::git::{Git, GitError, ObjectFormat, Oid, Program};
use crate::store::progress::{Progress, Stretch, Work};
use crate::store::publish::{Reading, before_reading};
use crate::store::records::{OpenError, Records};
use crate::store::{journal, layout, lock, read};

pub use self::history::{Episode, Span};
pub use self::operation::{Operation, OperationError};
pub use self::place::{PlaceError, discover};
pub use self::proof::Proof;

/// What a session is opened with, besides the place.
#[derive(Clone, Debug)]
pub struct Options {
    /// The moment at which the program runs.
    pub now: DateTime<Utc>,
    /// How to wait.
    pub pause: fn(Duration),
    /// Whether a hook of the repository runs us: then locks and journals are left alone.
    pub inside_hook: bool,
    /// The day that counts as today; else the store zone's.
    pub today: Option<Day>,
    /// From how many files on an index is made where there is none; nothing where none is to be used.
    pub index: Option<usize>,
    /// The revision or day to read; else what lies on the disk.
    pub as_of: Option<String>,
    /// How git is started.
    pub git: Program,
    /// The disk of the folder.
    pub disk: fn(Real) -> Arc<dyn Disk>,
    /// Who looks on.
    pub progress: Arc<Progress>,
}

impl Options {
    /// The day that counts as today in a store.
    fn today(&self, records: &Records) -> Day {
        let here = || Day::from_date(self.now.with_timezone(&records.settings().zone()).date_naive());
        self.today.or_else(here).unwrap_or_else(Day::last)
    }
}

/// A store that is open.
#[derive(Debug)]
pub struct Session {
    root: PathBuf,
    git: Option<Git>,
    records: Records,
    revision: Option<Oid>,
    today: Day,
    reading: Reading,
    /// How many changes there had been before anything was read; unknown where one is half done.
    count: Option<u64>,
}

/// Why a store cannot be opened or read.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The folder cannot be looked into.
    #[error("`{}` cannot be opened: {source}", root.display())]
    Folder {
        /// The folder.
        root: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// `tandem.toml` is missing, faulty or newer.
    #[error("`{}`: {source}", root.display())]
    Open {
        /// The folder.
        root: PathBuf,
        /// What is wrong.
        source: OpenError,
        /// The text of `tandem.toml`, to show where.
        text: String,
    },
    /// The past is asked for where there is none.
    #[error("the records are in no git repository, so there is no history")]
    NoHistory,
    /// What is staged is not settled.
    #[error("`{path}` is in conflict: git has not been told what becomes of it")]
    Conflict {
        /// The file.
        path: String,
    },
    /// A record has no tree.
    #[error(transparent)]
    Node(#[from] NodeError),
    /// git refuses.
    #[error(transparent)]
    Git(#[from] GitError),
    /// Records cannot be listed.
    #[error(transparent)]
    Source(#[from] SourceError),
}

impl Session {
    /// Opens the store in a folder.
    ///
    /// # Errors
    /// [`SessionError`] where the folder, its `tandem.toml`, git or the revision asked for is not there.
    pub fn open(root: &Path, options: &Options) -> Result<Session, SessionError> {
        let folder = |source| SessionError::Folder { root: root.into(), source };
        let real = Real::open(root).map_err(folder)?.watched(options.progress.clone());
        let root = real.root().to_path_buf();
        let git = Git::discover(&root, &options.git)?;
        let hash = git.as_ref().map_or(ObjectFormat::Sha1, Git::format);
        let disk = (options.disk)(real);
        let reading = if options.as_of.is_some() || options.inside_hook {
            Reading::Whole(None)
        } else {
            let holder = lock::holder("reading");
            before_reading(&*disk, &|| Ok(git.clone()), &holder, &mut |time| (options.pause)(time))
        };
        let stamp = journal::stamp(&*disk).ok().filter(|stamp| !stamp.pending);
        let present = read_from(&root, &disk, hash);
        let (records, revision) = match (&options.as_of, &git) {
            (None, _) => (present?, None),
            (Some(_), None) => return Err(SessionError::NoHistory),
            (Some(as_of), Some(git)) => {
                let zone = present.map_or(Tz::UTC, |records| records.settings().zone());
                let revision = git.resolve_as_of(as_of, zone)?;
                let past = Past::open(git, revision.clone())?.watched(options.progress.clone());
                (read_from(&root, &(Arc::new(past) as _), hash)?, Some(revision))
            }
        };
        let records = records.remembering(git.clone(), revision.clone());
        let records = match options.index.filter(|_| revision.is_none() && !options.inside_hook) {
            Some(worth) => records.indexed(&root, worth),
            None => records,
        };
        let today = options.today(&records);
        let count = stamp.map(|stamp| stamp.count).filter(|_| revision.is_none());
        Ok(Session { root, git, records, revision, today, reading, count })
    }

    /// The folder of the records, with all links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The repository that they lie in.
    pub fn git(&self) -> Option<&Git> {
        self.git.as_ref()
    }

    /// Whether an unfinished change was met before reading, and what became of it.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Whether what is read may be of two states, because a change is half done.
    pub fn is_incomplete(&self) -> bool {
        matches!(self.reading, Reading::Incomplete(_))
    }

    /// The records as they were read, for a change of them.
    pub fn earlier(&self) -> Option<Earlier<'_>> {
        Some(Earlier { records: &self.records, count: self.count? })
    }

    /// The records.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Begins a stretch of work on the records.
    pub fn begin(&self, work: Work) -> Stretch<'_> {
        self.records.disk().progress().begin(work)
    }

    /// The past revision that is read; `None` while it is what lies on the disk.
    pub fn revision(&self) -> Option<&Oid> {
        self.revision.as_ref()
    }

    /// The day that counts as today.
    pub fn today(&self) -> Day {
        self.today
    }

    /// The same store, every record read from its own file.
    #[must_use]
    pub fn unindexed(self) -> Session {
        Session { records: self.records.unindexed(), ..self }
    }

    /// A book over the records.
    pub fn book(&self) -> Book<'_> {
        Book::over(&self.records, self.today)
    }
}

/// Opens the records on a disk; what is wrong with their `tandem.toml` comes with its text.
fn read_from(root: &Path, disk: &Arc<dyn Disk>, hash: ObjectFormat) -> Result<Records, SessionError> {
    Records::open(disk.clone(), hash).map_err(|source| {
        let text = layout::SETTINGS.parse().ok().and_then(|path| disk.read(&path, read::LARGEST).ok());
        let text = String::from_utf8_lossy(&text.unwrap_or_default()).into_owned();
        SessionError::Open { root: root.into(), source, text }
    })
}
