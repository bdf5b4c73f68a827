//! The index made anew from every record, and what it holds then.

use std::collections::BTreeSet;
use std::io;
use std::time::UNIX_EPOCH;

use serde::Serialize;

use super::month::{self, Month};
use super::refresh::Seeing;
use super::register::Register;
use super::survey;
use super::{Index, folder, frame, make};
use crate::model::book::SourceError;
use crate::model::day::Day;
use crate::model::fact::Ground;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::store::abreast;
use crate::store::disk::{self, Disk, RelPath};
use crate::store::progress::Work;
use crate::store::records::Records;
use crate::store::unbroken;

/// What the index holds of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The kind.
    pub kind: Kind,
    /// In how many parts.
    pub parts: usize,
    /// Of how many files.
    pub files: usize,
    /// Of how many of them nothing, since they are faulty or say more than the index can hold.
    pub unheld: usize,
    /// How many facts; of a register, records.
    pub rows: usize,
    /// In how many bytes.
    pub bytes: usize,
}

/// Why there cannot be an index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// What is read is no folder on this machine, or its clock is not to be had.
    #[error("these records lie where nothing tells whether a file was changed")]
    Timeless,
    /// Its folder cannot be written.
    #[error("`{path}` cannot be written: {source}")]
    Unwritable {
        /// Its folder, from the store's root.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A kind's folder cannot be looked into.
    #[error(transparent)]
    Source(#[from] SourceError),
}

/// The logs whose records tell facts by themselves.
fn is_told(kind: Kind) -> bool {
    kind.is_log() && !matches!(kind, Kind::Award | Kind::Certificate | Kind::Correction)
}

impl Index {
    /// Makes the index anew; gives what it holds of each kind that there is.
    ///
    /// # Errors
    /// [`IndexError`] where records cannot be listed, or the index not be written.
    pub fn rebuild(&self, records: &Records, ground: &Ground) -> Result<Vec<Holding>, IndexError> {
        let disk = &**records.disk();
        let moment = disk.moment().ok_or(IndexError::Timeless)?;
        let unwritable = |source| IndexError::Unwritable { path: folder().to_string(), source };
        make(disk).map_err(unwritable)?;
        let (mut holdings, mut made) = (Vec::new(), BTreeSet::new());
        for kind in Kind::ALL.into_iter().filter(|kind| !kind.is_log() || is_told(*kind)) {
            let found = if kind.is_log() {
                self.months(records, kind, ground, &mut made)
            } else {
                self.whole(records, kind, &mut made)
            };
            holdings.extend(found.map_err(|failed| match failed {
                Failed::Listing(error) => IndexError::Source(error),
                Failed::Writing(error) => unwritable(error),
            })?);
        }
        clear(disk, &made, moment).map_err(unwritable)?;
        Ok(holdings)
    }

    fn whole(
        &self,
        records: &Records,
        kind: Kind,
        made: &mut BTreeSet<String>,
    ) -> Result<Option<Holding>, Failed> {
        let disk = &**records.disk();
        let moment = disk.moment().unwrap_or_default();
        let reading = disk.progress().begin(Work::Reading(kind));
        let sights = survey::register(disk, kind, None).map_err(|error| failed(kind, &error))?;
        let seen = sights.files();
        reading.parts(1);
        reading.found(1, seen.len());
        let seeing = Seeing { records, kind, sights: &sights, seen: &seen, moment, reading: &reading };
        let Some(register) = Register::refreshed(None, &seeing).flatten().filter(|_| !seen.is_empty()) else {
            return Ok(None);
        };
        let bytes = self.put(disk, kind.noun(), &register).map_err(Failed::Writing)?;
        made.insert(kind.noun().into());
        let (files, unheld) = (register.files().len(), register.files().odd());
        Ok(Some(Holding { kind, parts: 1, files, unheld, rows: files - unheld, bytes }))
    }

    fn months(
        &self,
        records: &Records,
        kind: Kind,
        ground: &Ground,
        made: &mut BTreeSet<String>,
    ) -> Result<Option<Holding>, Failed> {
        let disk = &**records.disk();
        let moment = disk.moment().unwrap_or_default();
        let ever = Period::between(Day::first(), Day::last())
            .unwrap_or_else(|| Period::of_month(Day::first().month()));
        let reading = disk.progress().begin(Work::Reading(kind));
        let months: Vec<_> =
            survey::folders(records, kind, &ever).map_err(Failed::Listing)?.into_iter().collect();
        reading.parts(months.len());
        let crew = month::crew(ground);
        let mut holding = Holding { kind, parts: 0, files: 0, unheld: 0, rows: 0, bytes: 0 };
        let mut outcome = Ok(());
        let told = |(month, folders): &(_, Vec<RelPath>)| {
            let sights = survey::within(disk, kind, folders, None).map_err(|error| failed(kind, &error))?;
            let seen = sights.files();
            reading.found(1, seen.len());
            let seeing = Seeing { records, kind, sights: &sights, seen: &seen, moment, reading: &reading };
            let told = Month::refreshed(None, &seeing, ground, crew).flatten();
            Ok(told.filter(|_| !seen.is_empty()).map(|told| (format!("{kind}-{month}"), told)))
        };
        abreast::each(records.threads(), 1, &months, &told, &mut |told| {
            if outcome.is_err() {
                return;
            }
            outcome = told.and_then(|told| {
                let Some((name, month)) = told else { return Ok(()) };
                let bytes = self.put(disk, &name, &month).map_err(Failed::Writing)?;
                holding.take(&month, bytes);
                made.insert(name);
                Ok(())
            });
        });
        outcome?;
        Ok(Some(holding).filter(|holding| holding.parts > 0))
    }

    /// Writes a part; gives how many bytes it has.
    fn put(&self, disk: &dyn Disk, name: &str, part: &impl Serialize) -> io::Result<usize> {
        let (path, print) = self.part(name);
        let bytes = frame::framed(print, part).ok_or(io::ErrorKind::FileTooLarge)?;
        let _whole = unbroken::begin();
        disk.put_derived(&path, &bytes).map(|()| bytes.len())
    }
}

impl Holding {
    fn take(&mut self, month: &Month, bytes: usize) {
        self.parts += 1;
        self.files += month.files().len();
        self.unheld += month.files().odd();
        self.rows += month.rows();
        self.bytes += bytes;
    }
}

/// What failed.
enum Failed {
    Listing(SourceError),
    Writing(io::Error),
}

/// A kind whose folder cannot be looked into.
fn failed(kind: Kind, error: &io::Error) -> Failed {
    Failed::Listing(SourceError::Io { path: kind.folder().into(), why: error.to_string() })
}

/// How old what a process left behind must be before it is taken away, in nanoseconds: no process writes for that
/// long.
const LEFT: i64 = 3_600_000_000_000;

/// Takes away all parts but those that were made, and what processes that died left half written. What ends before
/// that has parts of both, of which each holds by itself.
fn clear(disk: &dyn Disk, made: &BTreeSet<String>, moment: i64) -> io::Result<()> {
    let others = disk.list(&folder())?.into_iter().filter(|entry| !made.contains(entry.path.name()));
    for entry in others.filter(|entry| entry.kind != disk::Kind::Folder) {
        let is_left = || {
            let modified = disk.stat(&entry.path).ok()??.modified?.duration_since(UNIX_EPOCH).ok()?;
            Some(i64::try_from(modified.as_nanos()).ok()?.checked_add(LEFT)? < moment)
        };
        if !entry.path.name().starts_with('.') || is_left().unwrap_or(false) {
            disk::remove_if_there(disk, &entry.path)?;
        }
    }
    Ok(())
}
