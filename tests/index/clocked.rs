//! A disk whose clock the test sets: everything was written an hour ago, or all within one tick. It tells what is
//! read, and can refuse to be written.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use tandem::store::disk::{Disk, Entry, Held, Known, Real, RelPath, Sight, Stamp, Stat, Walk};

/// An hour: as long ago everything was written, so far as this disk says.
const HOUR: i64 = 3_600_000_000_000;
/// The tick at which everything is stamped where the clock is coarse.
const TICK: i64 = 1_795_258_800_000_000_000;

/// A disk of the machine with another clock.
#[derive(Debug)]
pub(crate) struct Clocked {
    beneath: Real,
    /// How long after the tick it is, in nanoseconds; less than nothing where files are stamped one by one.
    after: AtomicI64,
    is_closed: AtomicBool,
    known: AtomicUsize,
    listed: AtomicUsize,
    reads: Mutex<Vec<String>>,
}

impl Clocked {
    /// A disk on which everything was written an hour ago.
    pub(crate) fn over(beneath: Real) -> Clocked {
        Clocked {
            beneath,
            after: AtomicI64::new(-1),
            is_closed: AtomicBool::default(),
            known: AtomicUsize::default(),
            listed: AtomicUsize::default(),
            reads: Mutex::default(),
        }
    }

    /// From now on everything was written at the same tick, so long ago.
    pub(crate) fn ticked(&self, after: i64) {
        self.after.store(after, Ordering::Relaxed);
    }

    /// Nothing can be written any more.
    pub(crate) fn close(&self) {
        self.is_closed.store(true, Ordering::Relaxed);
    }

    /// The files that were read since this was asked last.
    pub(crate) fn reads(&self) -> Vec<String> {
        std::mem::take(&mut *self.reads.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How many folders were known when they were surveyed, and how many had to be listed, since this was asked last.
    pub(crate) fn folders(&self) -> [usize; 2] {
        [&self.known, &self.listed].map(|count| count.swap(0, Ordering::Relaxed))
    }

    /// A stamp by this clock.
    fn stamped(&self, stamp: Stamp) -> Stamp {
        let is_coarse = self.after.load(Ordering::Relaxed) >= 0;
        if is_coarse { Stamp { modified: TICK, changed: TICK, ..stamp } } else { stamp }
    }

    fn open(&self) -> io::Result<()> {
        if self.is_closed.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        Ok(())
    }
}

/// What is known of folders by their stamps on this disk; those that are known are counted.
struct Stamped<'a> {
    clock: &'a Clocked,
    known: &'a dyn Known,
}

impl Known for Stamped<'_> {
    fn names(&self, folder: &RelPath, stamp: Stamp) -> Option<Vec<&str>> {
        let names = self.known.names(folder, self.clock.stamped(stamp));
        let count = if names.is_some() { &self.clock.known } else { &self.clock.listed };
        count.fetch_add(1, Ordering::Relaxed);
        names
    }
}

impl Disk for Clocked {
    fn read(&self, path: &RelPath, limit: u64) -> io::Result<Vec<u8>> {
        self.reads.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_string());
        self.beneath.read(path, limit)
    }
    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
        self.beneath.stat(path)
    }
    fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>> {
        self.beneath.list(folder)
    }
    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        self.beneath.walk(folder)
    }
    fn write_new(&self, path: &RelPath, bytes: &[u8], like: Option<&RelPath>) -> io::Result<()> {
        self.open().and_then(|()| self.beneath.write_new(path, bytes, like))
    }
    fn rename(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        self.open().and_then(|()| self.beneath.rename(from, to))
    }
    fn rename_new(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        self.open().and_then(|()| self.beneath.rename_new(from, to))
    }
    fn exchange(&self, one: &RelPath, other: &RelPath) -> io::Result<()> {
        self.open().and_then(|()| self.beneath.exchange(one, other))
    }
    fn sync_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.beneath.sync_folder(folder)
    }
    fn remove(&self, path: &RelPath) -> io::Result<()> {
        self.open().and_then(|()| self.beneath.remove(path))
    }
    fn make_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.open().and_then(|()| self.beneath.make_folder(folder))
    }
    fn remove_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.open().and_then(|()| self.beneath.remove_folder(folder))
    }
    fn moment(&self) -> Option<i64> {
        match self.after.load(Ordering::Relaxed) {
            after @ 0.. => Some(TICK + after),
            _ => Some(self.beneath.moment()? + HOUR),
        }
    }
    fn survey(&self, folder: &RelPath, known: &dyn Known) -> io::Result<Vec<Sight>> {
        let mut all = self.beneath.survey(folder, &Stamped { clock: self, known })?;
        all.iter_mut().flat_map(Sight::stamps).for_each(|stamp| *stamp = self.stamped(*stamp));
        Ok(all)
    }
    fn put_derived(&self, path: &RelPath, bytes: &[u8]) -> io::Result<()> {
        self.open().and_then(|()| self.beneath.put_derived(path, bytes))
    }
    fn try_lock(&self, path: &RelPath, holder: &str) -> io::Result<Option<Box<dyn Held>>> {
        self.open()?;
        self.beneath.try_lock(path, holder)
    }
}
