//! The index: what reports would read again, remembered in `.tandem/index/`.
//!
//! ```text
//! .tandem/index/activity-2026-11   the facts of the files in that month's folders
//! .tandem/index/volunteer          the records of a register, and how their names sound
//! .tandem/index/clean              which checksums are those of which commits
//! ```
//!
//! It is derived from the records and can be lost at any time. Each part proves itself by a checksum, and is for
//! one store, one `tandem.toml` and one version of the program ([`frame`]); what does not prove itself is made
//! again. Whatever a part says of a file holds while the file's length, times and inode are what they were,
//! unless it was changed too shortly before it was read ([`files`]); and a folder of files alone holds those that it
//! held, under the same condition, so that it is not listed again. What is faulty, or says more than a part can
//! hold, is read whenever it is asked for. So the answers are the same with the index and without, and nothing
//! that is wrong with it, or with the folder it lies in, is ever told.
//!
//! A part is written whole, under another name, and renamed: who reads meanwhile has the old one or the new. Of
//! two who write the later wins; both are right.

mod clean;
mod files;
mod frame;
mod holding;
mod month;
mod refresh;
mod register;
mod survey;
mod tree;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use self::frame::Print;
use self::month::Month;
use self::refresh::Seeing;
use self::register::Register;
use crate::model::book::SourceError;
use crate::model::book::told::Told;
use crate::model::day;
use crate::model::fact::Ground;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::store::abreast;
use crate::store::columns::Block;
use crate::store::columns::facts::{Facts, Ids, Seats};
use crate::store::disk::{self, Disk, RelPath};
use crate::store::layout;
use crate::store::lock::local;
use crate::store::progress::Work;
use crate::store::records::Records;
use crate::store::unbroken;

pub use self::holding::{Holding, IndexError};

/// From how many files on, gone through in one run, the index is made where there is none.
pub const WORTH: usize = 2000;
/// From how many records on, wanted one by one, a register is looked at as a whole.
const MANY: usize = 64;
/// The largest part that is read, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The index of a store.
#[derive(Debug)]
pub struct Index {
    /// What its parts are made for, besides what each is of.
    made_for: [String; 3],
    /// More files than these are worth an index.
    worth: usize,
    passed: AtomicUsize,
    is_there: AtomicBool,
    /// Whether parts that changed are written. Not any more where one could not be.
    is_kept: AtomicBool,
    /// How many records of registers were wanted one by one.
    wanted: AtomicUsize,
    /// The registers that were asked for, as they were then; nothing of those that are not indexed.
    registers: Mutex<BTreeMap<Kind, Option<Arc<Register>>>>,
}

impl Index {
    /// The index of records that lie in a folder, made where more than `worth` files are gone through.
    pub fn of(records: &Records, root: &Path, worth: usize) -> Index {
        let hash = format!("{:?}", records.hash());
        let is_there =
            matches!(records.disk().stat(&folder()), Ok(Some(stat)) if stat.kind == disk::Kind::Folder);
        Index {
            made_for: [root.to_string_lossy().into(), records.settings_blob().into(), hash],
            worth,
            passed: AtomicUsize::new(0),
            is_there: AtomicBool::new(is_there),
            is_kept: AtomicBool::new(true),
            wanted: AtomicUsize::new(0),
            registers: Mutex::default(),
        }
    }

    /// Gives what the files of a log tell, in the order in which they are read; whether it knows.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub(super) fn told(
        &self,
        records: &Records,
        kind: Kind,
        period: &Period,
        ground: &Ground,
        out: &mut dyn FnMut(Told),
    ) -> Result<bool, SourceError> {
        let disk = &**records.disk();
        let Some(moment) = disk.moment() else { return Ok(false) };
        let reading = disk.progress().begin(Work::Reading(kind));
        let months: Vec<_> = survey::folders(records, kind, period)?.into_iter().collect();
        if !self.is_there() && !self.is_worth(disk, count(records, kind, &months)) {
            return Ok(false);
        }
        reading.parts(months.len());
        let (crew, ids, mut seats) = (month::crew(ground), Ids::default(), Seats::default());
        let block = |(month, folders): &(day::Month, Vec<RelPath>)| {
            let part = self.part(&format!("{kind}-{month}"));
            let former = read(disk, &part.0, part.1).filter(Month::is_whole);
            let Ok(sights) = survey::within(disk, kind, folders, former.as_ref().map(Month::files)) else {
                let names = records.named(kind, folders)?;
                reading.found(1, names.len());
                reading.done(names.len());
                return Ok(Block::read(kind, &names, ground, &ids, records));
            };
            let seen = sights.files();
            reading.found(1, seen.len());
            if seen.is_empty() {
                return Ok(Block::of(kind, Vec::new(), Facts::default(), &ids));
            }
            let seeing = Seeing { records, kind, sights: &sights, seen: &seen, moment, reading: &reading };
            if let Some(month) = self.month(&part, former, &seeing, ground, crew) {
                return Ok(month.block(kind, records, &ids));
            }
            let names = seen.iter().filter_map(|seen| layout::name(kind, &seen.entry()).ok());
            Ok(Block::read(kind, &names.collect::<Vec<_>>(), ground, &ids, records))
        };
        let mut outcome = Ok(true);
        abreast::each(records.threads(), 1, &months, &block, &mut |block| match block {
            _ if outcome.is_err() => {}
            Ok(block) => block.tell(&ids, &mut seats, out),
            Err(error) => outcome = Err(error),
        });
        outcome
    }

    /// The records of a register, as they are when they are first asked for; nothing where it is not indexed.
    pub(super) fn register(&self, records: &Records, kind: Kind) -> Option<Arc<Register>> {
        let mut registers = self.registers.lock().unwrap_or_else(PoisonError::into_inner);
        registers.entry(kind).or_insert_with(|| self.look_up(records, kind).map(Arc::new)).clone()
    }

    /// The same for whoever wants a single record of it: nothing before many were wanted, since to look at all files
    /// is more than to read a few.
    pub(super) fn register_of_many(&self, records: &Records, kind: Kind) -> Option<Arc<Register>> {
        if kind.is_log() || !self.is_there() {
            return None;
        }
        let known = self.registers.lock().unwrap_or_else(PoisonError::into_inner).get(&kind).cloned();
        match known {
            Some(known) => known,
            None if self.wanted.fetch_add(1, Ordering::Relaxed) < MANY => None,
            None => self.register(records, kind),
        }
    }

    fn look_up(&self, records: &Records, kind: Kind) -> Option<Register> {
        let disk = &**records.disk();
        let moment = disk.moment().filter(|_| !kind.is_log())?;
        let reading = disk.progress().begin(Work::Reading(kind));
        let (path, print) = self.part(kind.noun());
        let former = read(disk, &path, print).filter(Register::is_whole);
        let sights = survey::register(disk, kind, former.as_ref().map(Register::files)).ok()?;
        let seen = sights.files();
        reading.parts(1);
        reading.found(1, seen.len());
        if !self.is_worth(disk, seen.len()) {
            return None;
        }
        let seeing = Seeing { records, kind, sights: &sights, seen: &seen, moment, reading: &reading };
        match Register::refreshed(former.as_ref(), &seeing)? {
            None => former,
            Some(register) => {
                self.write(disk, &path, print, &register);
                Some(register)
            }
        }
    }

    /// A part of a month brought up to date.
    fn month(
        &self,
        (path, print): &(RelPath, Print),
        former: Option<Month>,
        seeing: &Seeing,
        ground: &Ground,
        crew: u64,
    ) -> Option<Month> {
        match Month::refreshed(former.as_ref(), seeing, ground, crew)? {
            None => former,
            Some(month) => {
                self.write(&**seeing.records.disk(), path, *print, &month);
                Some(month)
            }
        }
    }

    /// Whether there is an index.
    pub fn is_there(&self) -> bool {
        self.is_there.load(Ordering::Relaxed)
    }

    /// Whether there is an index, or will be now that so many files more are gone through.
    fn is_worth(&self, disk: &dyn Disk, files: usize) -> bool {
        if self.is_there() {
            return true;
        }
        let passed = self.passed.fetch_add(files, Ordering::Relaxed) + files;
        if passed <= self.worth || !self.is_kept.load(Ordering::Relaxed) {
            return false;
        }
        let is_made = make(disk).is_ok();
        self.is_there.store(is_made, Ordering::Relaxed);
        self.is_kept.store(is_made, Ordering::Relaxed);
        is_made
    }

    /// Where a part lies, and what it is made for.
    fn part(&self, name: &str) -> (RelPath, Print) {
        let made_for = self.made_for.iter().map(String::as_str).chain([name]);
        (folder().join(name).unwrap_or_default(), Print::of(made_for))
    }

    fn write(&self, disk: &dyn Disk, path: &RelPath, print: Print, part: &impl Serialize) {
        if self.is_kept.load(Ordering::Relaxed) {
            let _whole = unbroken::begin();
            let written = frame::framed(print, part).map(|bytes| disk.put_derived(path, &bytes));
            self.is_kept.store(matches!(written, Some(Ok(()))), Ordering::Relaxed);
        }
    }
}

/// How many files of a log lie in these folders, so far as they can be looked into.
fn count(records: &Records, kind: Kind, months: &[(day::Month, Vec<RelPath>)]) -> usize {
    let mut count = 0;
    let of_month = |(_, folders): &(_, Vec<RelPath>)| survey::within(&**records.disk(), kind, folders, None);
    abreast::each(records.threads(), 1, months, &of_month, &mut |sights| {
        count += sights.map_or(0, |sights| sights.count());
    });
    count
}

/// The folder of the index.
fn folder() -> RelPath {
    local("index")
}

/// Makes the folder of the index, kept out of every commit.
fn make(disk: &dyn Disk) -> std::io::Result<()> {
    disk::make_folders(disk, &folder())?;
    let ignored = local(".gitignore");
    if disk.stat(&ignored)?.is_none() {
        disk.put_derived(&ignored, b"*\n")?;
    }
    match disk.stat(&folder())? {
        Some(stat) if stat.kind == disk::Kind::Folder => Ok(()),
        _ => Err(std::io::ErrorKind::NotADirectory.into()),
    }
}

/// A part that proves itself; nothing where none does.
fn read<T: DeserializeOwned>(disk: &dyn Disk, path: &RelPath, print: Print) -> Option<T> {
    frame::unframed(print, &disk.read(path, LARGEST).ok()?)
}
