//! The store as a source of records: the book's two doors, over any disk.

use std::sync::Arc;

use crate::diag::{Problem, Shown, Spot};
use crate::model::book::{Loaded, LoadError, Name, Source, SourceError};
use crate::model::code::Catalogue;
use crate::model::fault::{Fault, Unusable};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::period::Period;
use crate::model::place::{Place, Subject};
use crate::model::record::shape;
use crate::model::settings::{FORMAT, Settings};
use crate::store::disk::{self, Disk, RelPath, Unfit};
use crate::store::git::{ObjectFormat, blob_id};
use crate::store::{edit, layout, read};

/// A records directory, open for reading.
#[derive(Debug)]
pub struct Records {
    disk: Arc<dyn Disk>,
    hash: ObjectFormat,
    settings: Settings,
    settings_blob: String,
    unknown: Vec<FieldPath>,
    catalogue: Catalogue,
}

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

impl Records {
    /// Opens the records on a disk; `hash` is the repository's object format.
    ///
    /// # Errors
    /// [`OpenError`] where `tandem.toml` is missing, faulty or newer.
    pub fn open(disk: Arc<dyn Disk>, hash: ObjectFormat) -> Result<Records, OpenError> {
        let path = known(layout::SETTINGS);
        let bytes = disk::read_if_there(&*disk, &path, read::LARGEST).map_err(|error| source(&path, &error))?;
        let bytes = bytes.ok_or(OpenError::Missing)?;
        let (settings, unknown) = read::settings(layout::SETTINGS, &bytes).map_err(|faults| match newer(&bytes) {
            Some(found) => OpenError::Newer { found },
            None => OpenError::Settings { faults },
        })?;
        if settings.format != FORMAT {
            return Err(OpenError::Newer { found: settings.format });
        }
        let settings_blob = blob_id(&bytes, hash).to_string();
        let catalogue = settings.catalogue();
        Ok(Records { disk, hash, settings, settings_blob, unknown, catalogue })
    }

    /// The disk they lie on.
    pub fn disk(&self) -> &Arc<dyn Disk> {
        &self.disk
    }

    /// The blob id of `tandem.toml`.
    pub fn settings_blob(&self) -> &str {
        &self.settings_blob
    }

    /// The fields of `tandem.toml` that nobody knows.
    pub fn unknown_settings(&self) -> &[FieldPath] {
        &self.unknown
    }

    /// The bytes of a record's file.
    ///
    /// # Errors
    /// [`SourceError`] where the disk does not give them.
    pub fn bytes(&self, path: &RelPath) -> Result<Option<Vec<u8>>, SourceError> {
        disk::read_if_there(&*self.disk, path, read::LARGEST).map_err(|error| source(path, &error))
    }

    /// Reads bytes as the record of that name would be read from them.
    ///
    /// # Errors
    /// [`Unusable`] with all faults.
    pub fn read(&self, name: &Name, bytes: &[u8]) -> Result<Loaded, Unusable> {
        read::record(name, bytes, blob_id(bytes, self.hash).to_string(), &self.catalogue)
    }

    /// Looks up where a problem stands.
    pub fn shown(&self, problem: Problem) -> Shown {
        let spot = self.spot(&problem.place);
        let related = problem.related.iter().map(|(place, label)| (self.spot(place), label.clone())).collect();
        Shown { problem, spot, related }
    }

    fn spot(&self, place: &Place) -> Option<Spot> {
        let (path, kind) = match &place.subject {
            Subject::Record(kind, id) => (self.find(*kind, id).ok()?.into_iter().next()?.path, Some(*kind)),
            Subject::File(path) => (path.clone(), None),
        };
        let bytes = self.bytes(&path.parse().ok()?).ok().flatten().unwrap_or_default();
        let source = String::from_utf8_lossy(&bytes).into_owned();
        let range = match place.bytes {
            Some((start, end)) => start..end,
            None => self.range(kind, &source, &place.field),
        };
        Some(Spot::of(&path, source, range))
    }

    fn range(&self, kind: Option<Kind>, text: &str, field: &FieldPath) -> std::ops::Range<usize> {
        let settings = crate::model::shape::Shape::of::<Settings>;
        let tree = edit::parse(kind.map_or(edit::Format::Toml, read::format), text);
        let found = tree.ok().and_then(|tree| match kind {
            Some(kind) => tree.find(field, shape(kind)).map(|tree| tree.range.clone()),
            None => tree.find(field, &settings()).map(|tree| tree.range.clone()),
        });
        found.filter(|_| !field.0.is_empty()).unwrap_or(0..0)
    }

    /// Everything that lies below a folder, sorted.
    fn entries(&self, folder: &RelPath) -> Result<Vec<disk::Entry>, SourceError> {
        let walk = self.disk.walk(folder).map_err(|error| source(folder, &error))?;
        match walk.failed.first() {
            Some((path, error)) => Err(source(path, error)),
            None => Ok(walk.entries),
        }
    }

    /// The folders of a log that a period touches: every `YYYY/MM` below the kind's folder.
    fn months(&self, folder: &RelPath, period: &Period, out: &mut Vec<RelPath>) -> Result<(), SourceError> {
        let entries = match self.disk.list(folder) {
            Ok(entries) => entries,
            Err(error) if disk::is_missing(&error) => return Ok(()),
            Err(error) => return Err(source(folder, &error)),
        };
        for entry in entries.into_iter().filter(|entry| entry.kind == disk::Kind::Folder) {
            if entry.path.name().starts_with('.') {
                continue;
            }
            let inside = Name { kind: Kind::Activity, id: known_id(), path: format!("{}/x", entry.path) };
            match inside.month() {
                Some(month) if period.touches(month) => out.push(entry.path),
                Some(_) => {}
                None => self.months(&entry.path, period, out)?,
            }
        }
        Ok(())
    }

    fn give(&self, name: Name, out: &mut dyn FnMut(Name, Result<Loaded, Unusable>)) {
        let read = match self.load(&name) {
            Ok(loaded) => Ok(loaded),
            Err(LoadError::Unusable(unusable)) => Err(unusable),
            Err(error) => Err(unreadable(&name, error.to_string(), None)),
        };
        out(name, read);
    }
}
