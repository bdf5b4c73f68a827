//! The store as a source of records: the book's two doors, over any disk.

mod indexed;
mod listed;
mod listing;
mod memory;

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diag::{Problem, Shown};
use crate::model::arrival::Arrivals;
use crate::model::book::told::Told;
use crate::model::book::{LoadError, Loaded, Name, Source, SourceError};
use crate::model::code::Catalogue;
use crate::model::fact::Ground;
use crate::model::fault::{Fault, Unusable};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::record::shape;
use crate::model::settings::{FORMAT, Folders, Settings};
use crate::model::sound::Called;
use crate::store::columns::Block;
use crate::store::columns::facts::{Ids, Seats};
use crate::store::disk::{self, Disk, Near, PathError, RelPath, Unfit};
use crate::store::git::{Git, ObjectFormat, Oid, blob_id};
use crate::store::index::Index;
use crate::store::progress::{Stretch, Work};
use crate::store::{abreast, layout, locate, mend, read};

use self::listed::{Listed, of_id};
use self::listing::{entries, odd_folders};
use self::memory::Memory;

/// A records directory, open for reading.
#[derive(Debug)]
pub struct Records {
    disk: Arc<dyn Disk>,
    hash: ObjectFormat,
    settings: Settings,
    settings_blob: String,
    unknown: Vec<FieldPath>,
    catalogue: Catalogue,
    listed: Arc<Listed>,
    memory: Option<Memory>,
    threads: NonZeroUsize,
    index: Option<Index>,
    /// What could not be read, by its file.
    unread: Mutex<BTreeMap<String, Unusable>>,
}

/// How many files or folders a thread reads before it tells.
const CHUNK: usize = 32;

/// How many files a thread reads before it tells their facts: the more, the more ids they share.
const BLOCK: usize = 128;

/// Why a records directory cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// There is no `tandem.toml`.
    #[error("there is no `tandem.toml` here, so this is no records directory")]
    Missing,
    /// `tandem.toml` is faulty.
    #[error("`tandem.toml` cannot be used: {}", faults.first().map_or("", |fault| &fault.message))]
    Settings {
        /// All its faults.
        faults: Vec<Fault>,
    },
    /// It was made by a newer program.
    #[error("the records have format {found}, this program knows formats up to {FORMAT}")]
    Newer {
        /// The format they say they have.
        found: u64,
    },
    /// The disk does not give it.
    #[error(transparent)]
    Source(#[from] SourceError),
}

impl OpenError {
    /// The problems of `tandem.toml` that are the reason, with their places; none where it is another.
    pub fn shown(&self, disk: &dyn Disk) -> Vec<Shown> {
        let faults = match self {
            OpenError::Missing | OpenError::Source(_) => Vec::new(),
            OpenError::Settings { faults } => faults.clone(),
            OpenError::Newer { .. } => {
                let place = Place::file(layout::SETTINGS).at(FieldPath::field("format"));
                let help =
                    format!("install a newer tandem, or write `format = {FORMAT}` if that is a mistake");
                vec![Fault { rule: "value", place, message: self.to_string(), help: Some(help) }]
            }
        };
        locate::shown(disk, &|_, _| None, faults.into_iter().map(Problem::from))
    }
}

impl Records {
    /// Opens the records on a disk; `hash` is the repository's object format.
    ///
    /// # Errors
    /// [`OpenError`] where `tandem.toml` is missing, faulty or newer.
    pub fn open(disk: Arc<dyn Disk>, hash: ObjectFormat) -> Result<Records, OpenError> {
        let path = known(layout::SETTINGS);
        let bytes =
            disk::read_if_there(&*disk, &path, read::LARGEST).map_err(|error| source(&path, &error))?;
        let bytes = bytes.ok_or(OpenError::Missing)?;
        let (settings, unknown) =
            read::settings(layout::SETTINGS, &bytes).map_err(|faults| match newer(&bytes) {
                Some(found) => OpenError::Newer { found },
                None => OpenError::Settings { faults },
            })?;
        if settings.format != FORMAT {
            return Err(OpenError::Newer { found: settings.format });
        }
        let settings_blob = blob_id(&bytes, hash).to_string();
        let catalogue = settings.catalogue();
        let listed = Arc::new(Listed::over(disk.clone()));
        Ok(Records {
            disk,
            hash,
            settings,
            settings_blob,
            unknown,
            catalogue,
            listed,
            unread: Mutex::default(),
            memory: None,
            threads: abreast::threads(),
            index: None,
        })
    }

    /// The same records, read by so many threads instead of as many as the machine has. What is read is the same.
    #[must_use]
    pub fn on_threads(self, threads: NonZeroUsize) -> Records {
        Records { threads, ..self }
    }

    /// How many threads read them.
    pub(super) fn threads(&self) -> NonZeroUsize {
        self.threads
    }

    /// The same records, which remember how they were: in a repository, from a revision (else HEAD) back.
    #[must_use]
    pub fn remembering(self, git: Option<Git>, tip: Option<Oid>) -> Records {
        Records { memory: git.map(|git| Memory::of(git, tip)), ..self }
    }

    /// The same records as they would be with some files changed (`None` takes one away). Nothing is
    /// listed again.
    ///
    /// # Errors
    /// [`OpenError`] where the change makes `tandem.toml` unusable.
    pub fn with(&self, files: BTreeMap<RelPath, Option<Vec<u8>>>) -> Result<Records, OpenError> {
        let draft: Arc<dyn Disk> = Arc::new(disk::Draft::over(self.disk.clone(), files.clone()));
        let drafted = Records::open(draft.clone(), self.hash)?;
        let listed = Arc::new(Listed::drafted(self.listed.clone(), draft, files));
        Ok(Records { listed, threads: self.threads, ..drafted })
    }

    /// The same records, where what somebody listed before is still so: nothing of that is listed again.
    #[must_use]
    pub fn listed_as(self, before: &Records) -> Records {
        Records { listed: before.listed.clone(), ..self }
    }

    /// The disk they lie on.
    pub fn disk(&self) -> &Arc<dyn Disk> {
        &self.disk
    }

    /// How the repository around them names objects.
    pub fn hash(&self) -> ObjectFormat {
        self.hash
    }

    /// The blob id of `tandem.toml`.
    pub fn settings_blob(&self) -> &str {
        &self.settings_blob
    }

    /// Whether a changing command makes a commit of its own here.
    pub fn is_committing(&self) -> bool {
        self.settings.git.commit
    }

    /// Where new records go.
    pub fn folders(&self) -> Folders {
        self.settings.layout.folders
    }

    /// The one file of a record.
    ///
    /// # Errors
    /// [`LoadError::Twice`] where there are two; [`LoadError::Unusable`] where there is none any more.
    pub fn only(&self, kind: Kind, id: &Id) -> Result<Name, LoadError> {
        let gone = || {
            let name = Name { kind, id: id.clone(), path: String::new() };
            unreadable(&name, "the file is gone".into(), None).into()
        };
        self.one(kind, id)?.ok_or_else(gone)
    }

    /// The bytes of a record's file.
    ///
    /// # Errors
    /// [`SourceError`] where the disk does not give them.
    pub fn bytes(&self, path: &RelPath) -> Result<Option<Vec<u8>>, SourceError> {
        self.bytes_within(path, read::LARGEST)
    }

    /// The bytes of a file that is no record, of `limit` bytes at most.
    ///
    /// # Errors
    /// [`SourceError`] where the disk does not give them, or there are more.
    pub fn bytes_within(&self, path: &RelPath, limit: u64) -> Result<Option<Vec<u8>>, SourceError> {
        disk::read_if_there(&*self.disk, path, limit).map_err(|error| source(path, &error))
    }

    /// Reads bytes as the record of that name would be read from them.
    ///
    /// # Errors
    /// [`Unusable`] with all faults.
    pub fn read(&self, name: &Name, bytes: &[u8]) -> Result<Loaded, Unusable> {
        self.read_as(name, bytes, blob_id(bytes, self.hash).as_str())
    }

    /// The same where their blob id is known.
    pub(super) fn read_as(&self, name: &Name, bytes: &[u8], blob: &str) -> Result<Loaded, Unusable> {
        read::record(name, bytes, blob.into(), &self.catalogue)
    }

    /// Looks up where problems stand, and sorts them by file, position and rule.
    pub fn shown(&self, problems: impl IntoIterator<Item = Problem>) -> Vec<Shown> {
        let find = |kind, id: &Id| match self.one(kind, id) {
            Ok(name) => name.map(|name| name.path),
            Err(LoadError::Twice { paths, .. }) => paths.into_iter().next(),
            Err(LoadError::Unusable(_) | LoadError::Source(_)) => None,
        };
        locate::shown(&*self.disk, &find, problems)
    }

    /// The bytes of a file that lies near others; nothing where they are not to be had.
    pub(super) fn bytes_near(&self, path: &RelPath, near: &mut Near) -> Option<Vec<u8>> {
        self.disk.read_near(path, read::LARGEST, near).ok()
    }

    /// The bytes of a record's file, which lies near others; where they are not to be had, why.
    pub(super) fn near(&self, name: &Name, near: &mut Near) -> Result<Vec<u8>, Unusable> {
        self.given(name, |path| self.disk.read_near(path, read::LARGEST, near))
    }

    fn given(
        &self,
        name: &Name,
        read: impl FnOnce(&RelPath) -> io::Result<Vec<u8>>,
    ) -> Result<Vec<u8>, Unusable> {
        let path: RelPath =
            name.path.parse().map_err(|error: PathError| unreadable(name, error.to_string(), None))?;
        let error = match read(&path) {
            Ok(bytes) => return Ok(bytes),
            Err(error) => error,
        };
        let unusable = match disk::unfit(&error) {
            Some(Unfit::TooLarge { limit }) => {
                let help = "split it, or take out what is no record".into();
                unreadable(name, format!("the file is larger than {limit} bytes"), Some(help))
            }
            Some(unfit) => unreadable(name, format!("the file is {unfit}"), None),
            None => unreadable(name, format!("the system does not let it be read: {error}"), None),
        };
        let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        unread.insert(name.path.clone(), unusable.clone());
        Err(unusable)
    }

    /// The categories that the store knows.
    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Reads a record; where it cannot be read, says why.
    pub(super) fn read_one(&self, name: &Name) -> Result<Loaded, Unusable> {
        self.load(name).map_err(|error| match error {
            LoadError::Unusable(unusable) => unusable,
            error => unreadable(name, error.to_string(), None),
        })
    }
}

impl Source for Records {
    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn unknown_settings(&self) -> &[FieldPath] {
        &self.unknown
    }

    fn names(&self, kind: Kind) -> Result<Arc<Vec<Name>>, SourceError> {
        let _listing = self.disk.progress().begin(Work::Reading(kind));
        self.listed.names(kind)
    }

    fn mentions(&self, kinds: &[Kind], id: &Id) -> Result<Vec<Name>, SourceError> {
        let mut found = Vec::new();
        let searching = self.disk.progress().begin(Work::Searching);
        searching.parts(kinds.len());
        for kind in kinds {
            let names = self.by_path(*kind)?;
            searching.found(1, names.len());
            for name in names {
                searching.done(1);
                let bytes = self.bytes(&name.path.parse().unwrap_or_default())?.unwrap_or_default();
                if stands_in(id, &String::from_utf8_lossy(&bytes)) {
                    found.push(name);
                }
            }
        }
        Ok(found)
    }

    fn strays(&self, kind: Kind) -> Result<Vec<Fault>, SourceError> {
        let mut faults = odd_folders(&*self.disk, kind)?;
        let entries = entries(&*self.disk, &known(kind.folder()))?;
        let entries = entries.iter().filter(|entry| !layout::is_backup(entry.path.name()));
        faults.extend(entries.filter_map(|entry| layout::name(kind, entry).err()).map(|fault| *fault));
        Ok(faults)
    }

    fn find(&self, kind: Kind, id: &Id) -> Result<Vec<Name>, SourceError> {
        self.listed.of_id(kind, id)
    }

    /// A log is looked for in the month that its id begins with, and where it is there, nowhere else. Names are
    /// listed where it is nowhere.
    fn one(&self, kind: Kind, id: &Id) -> Result<Option<Name>, LoadError> {
        let mut names = self.listed.dated(kind, id)?;
        if names.is_empty() {
            names = self.find(kind, id)?;
        }
        if names.is_empty() {
            names = of_id(&self.names(kind)?, id);
        }
        Name::single(names)
    }

    fn load(&self, name: &Name) -> Result<Loaded, LoadError> {
        if let Some(loaded) = self.remembered_record(name) {
            return Ok(loaded);
        }
        Ok(self.read(name, &self.given(name, |path| self.disk.read(path, read::LARGEST))?)?)
    }

    fn unread(&self) -> Vec<Unusable> {
        self.unread.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    fn mistyped(&self, name: &Name) -> Result<Vec<Fault>, SourceError> {
        let path: RelPath = name.path.parse().unwrap_or_default();
        let bytes = self.bytes(&path)?.unwrap_or_default();
        let oddities = str::from_utf8(&bytes)
            .map(|text| mend::oddities(read::format(name.kind), text, shape(name.kind)))
            .unwrap_or_default();
        Ok(oddities.into_iter().filter(|oddity| oddity.is_read).map(|oddity| oddity.fault(name)).collect())
    }

    fn told(
        &self,
        kind: Kind,
        period: &Period,
        ground: &Ground,
        out: &mut dyn FnMut(Told),
    ) -> Result<bool, SourceError> {
        // What a correction tells, the record that it corrects says.
        if !kind.is_log() || kind == Kind::Correction {
            return Ok(false);
        }
        let index = self.index.as_ref();
        let is_told = index.map_or(Ok(false), |index| index.told(self, kind, period, ground, out))?;
        if !is_told {
            let (ids, mut seats) = (Ids::default(), Seats::default());
            self.in_months(kind, period, &mut |reading, names| {
                let some: Vec<&[Name]> = names.chunks(BLOCK).collect();
                let read = |names: &&[Name]| {
                    reading.done(names.len());
                    Block::read(kind, names, ground, &ids, self)
                };
                abreast::each(self.threads, 1, &some, &read, &mut |block| block.tell(&ids, &mut seats, out));
            })?;
        }
        Ok(true)
    }

    fn called(
        &self,
        kind: Kind,
        wanted: &mut dyn FnMut(&Called) -> bool,
        out: &mut dyn FnMut(Name, Result<Loaded, Unusable>),
    ) -> Result<(), SourceError> {
        if self.remembered(kind, wanted, out) { Ok(()) } else { self.each(kind, None, out) }
    }

    fn at_closing(&self) -> Option<Box<dyn Source>> {
        let closed = self.settings.closed.as_ref()?;
        let past = self.memory.as_ref()?.closing(closed).ok()??;
        Some(Box::new(past))
    }

    fn arrivals(&self) -> Option<Arrivals> {
        let _history = self.disk.progress().begin(Work::History);
        self.memory.as_ref()?.arrivals().ok()?
    }

    fn each(
        &self,
        kind: Kind,
        period: Option<&Period>,
        out: &mut dyn FnMut(Name, Result<Loaded, Unusable>),
    ) -> Result<(), SourceError> {
        let each =
            |reading: &Stretch, names: &[Name], out: &mut dyn FnMut(Name, Result<Loaded, Unusable>)| {
                let read = |name: &Name| {
                    reading.done(1);
                    (name.clone(), self.read_one(name))
                };
                abreast::each(self.threads, CHUNK, names, &read, &mut |(name, record)| out(name, record));
            };
        match period.filter(|_| kind.is_log()) {
            Some(period) => self.in_months(kind, period, &mut |reading, names| each(reading, names, out)),
            None if self.remembered(kind, &mut |_| true, out) => Ok(()),
            None => self.by_name(kind, &mut |reading, names| each(reading, names, out)),
        }
    }
}

/// Whether an id stands in a text and is no part of a longer one.
pub fn stands_in(id: &Id, text: &str) -> bool {
    let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let bytes = text.as_bytes();
    text.match_indices(id.as_str()).any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        !before.is_some_and(goes_on) && !bytes.get(at + word.len()).is_some_and(goes_on)
    })
}

/// A path of the layout's own.
fn known(path: &str) -> RelPath {
    path.parse().unwrap_or_default()
}

fn source(path: &RelPath, error: &io::Error) -> SourceError {
    SourceError::Io { path: path.to_string(), why: error.to_string() }
}

fn unreadable(name: &Name, message: String, help: Option<String>) -> Unusable {
    let place = Place::of(name.kind, &name.id, FieldPath::default());
    let fault = Fault { rule: "unreadable", place, message, help };
    Unusable {
        kind: name.kind,
        id: name.id.clone(),
        path: name.path.clone(),
        blob: String::new(),
        faults: vec![fault],
        rest: None,
    }
}

/// The format of a settings file whose other fields this program may not know.
fn newer(bytes: &[u8]) -> Option<u64> {
    let table: toml::Table = std::str::from_utf8(bytes).ok()?.parse().ok()?;
    let found = table.get("format")?.as_integer()?;
    u64::try_from(found).ok().filter(|found| *found > FORMAT)
}
