//! A disk that counts its steps and dies at one of them, or lets somebody else act in between, so that tests
//! can go through every death and every meeting.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::disk::{Disk, Entry, Held, Known, RelPath, Sight, Stat, Walk};
use crate::store::progress::Progress;

/// What happens at the fatal step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    /// The process dies before the step.
    Crash,
    /// The process dies within the step: half of the bytes are written, or the step is done but nobody
    /// hears of it.
    Half,
    /// The step fails once, for no stated reason.
    Error,
    /// From this step on there is no room for new bytes.
    Full,
    /// From this step on its path may not be touched.
    Permission,
}

/// What a step may do to the medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: to die within it is to die before it.
    Looks,
    /// It gives or takes names.
    Changes,
    /// It needs room, too: only such a step is refused by a full medium.
    Allocates,
}

/// What is asked of a disk without changing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// The bytes of a file.
    Read,
    /// What stands at a path.
    Stat,
    /// What a folder holds.
    List,
    /// All that lies below a folder.
    Walk,
    /// The same with stamps.
    Survey,
}

/// Another disk, with a counter and perhaps a fatal step. What dies is the process, by unwinding: catch
/// it with [`Dying::survive`]; the disk beneath lives on.
#[derive(Debug)]
pub struct Dying {
    beneath: Arc<dyn Disk>,
    fatal: Option<(usize, Death)>,
    visit: Option<(When, Visit)>,
    tally: Mutex<Tally>,
}

/// Before which step somebody else acts.
#[derive(Debug)]
enum When {
    /// The step of this number.
    Step(usize),
    /// Each on a path with this in it.
    Path(String),
}

impl When {
    fn is(&self, number: usize, paths: &[&RelPath]) -> bool {
        match self {
            When::Step(step) => *step == number,
            When::Path(part) => paths.iter().any(|path| path.as_str().contains(part)),
        }
    }
}

/// What somebody else does meanwhile.
struct Visit(Box<dyn Fn() + Send + Sync>);

impl fmt::Debug for Visit {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a visit")
    }
}

#[derive(Debug, Default)]
struct Tally {
    effects: Vec<Effect>,
    dead: bool,
    full: bool,
    denied: Option<RelPath>,
    looks: BTreeMap<(Look, RelPath), usize>,
}

/// What the process dies of.
struct Dead;

/// How far a step gets.
enum Fate {
    Live,
    Half,
}

impl Dying {
    /// A disk that only counts.
    pub fn counting(beneath: Arc<dyn Disk>) -> Self {
        Dying { beneath, fatal: None, visit: None, tally: Mutex::default() }
    }

    /// A disk on which step `step` (the first is 0) is fatal.
    pub fn at(beneath: Arc<dyn Disk>, step: usize, death: Death) -> Self {
        Dying { fatal: Some((step, death)), ..Dying::counting(beneath) }
    }

    /// A disk that lives, and on which somebody else acts right before step `step`.
    pub fn visited(beneath: Arc<dyn Disk>, step: usize, act: impl Fn() + Send + Sync + 'static) -> Self {
        Dying { visit: Some((When::Step(step), Visit(Box::new(act)))), ..Dying::counting(beneath) }
    }

    /// The same right before each step on a path with `part` in it.
    pub fn visited_at(beneath: Arc<dyn Disk>, part: &str, act: impl Fn() + Send + Sync + 'static) -> Self {
        Dying { visit: Some((When::Path(part.into()), Visit(Box::new(act)))), ..Dying::counting(beneath) }
    }

    /// How many steps there were.
    pub fn steps(&self) -> usize {
        self.tally().effects.len()
    }

    /// What each step may have done.
    pub fn effects(&self) -> Vec<Effect> {
        self.tally().effects.clone()
    }

    /// How often each file was read.
    pub fn reads(&self) -> BTreeMap<RelPath, usize> {
        self.looks(Look::Read)
    }

    /// How often each path was looked at in one way.
    pub fn looks(&self, look: Look) -> BTreeMap<RelPath, usize> {
        let tally = self.tally();
        let looks = tally.looks.iter().filter(|((how, _), _)| *how == look);
        looks.map(|((_, path), count)| (path.clone(), *count)).collect()
    }

    /// Does something that may die on a dying disk; `None` if it did.
    pub fn survive<T>(action: impl FnOnce() -> T) -> Option<T> {
        match catch_unwind(AssertUnwindSafe(action)) {
            Ok(value) => Some(value),
            Err(cause) if cause.is::<Dead>() => None,
            Err(cause) => resume_unwind(cause),
        }
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn die(&self) -> ! {
        self.tally().dead = true;
        resume_unwind(Box::new(Dead));
    }

    /// Counts a step and decides its fate.
    fn step(&self, paths: &[&RelPath], effect: Effect) -> io::Result<Fate> {
        let mut tally = self.tally();
        let number = tally.effects.len();
        tally.effects.push(effect);
        if let Some((_, Visit(act))) = self.visit.as_ref().filter(|(when, _)| when.is(number, paths)) {
            act();
        }
        let death = self.fatal.filter(|(fatal, _)| *fatal == number).map(|(_, death)| death);
        if tally.dead || death == Some(Death::Crash) {
            drop(tally);
            self.die();
        }
        match death {
            Some(Death::Error) => return Err(io::Error::other("the disk failed")),
            Some(Death::Half) => return Ok(Fate::Half),
            Some(Death::Full) => tally.full = true,
            Some(Death::Permission) => tally.denied = paths.first().copied().cloned(),
            Some(Death::Crash) | None => {}
        }
        if tally.full && effect == Effect::Allocates {
            return Err(io::ErrorKind::StorageFull.into());
        }
        if tally.denied.as_ref().is_some_and(|denied| paths.contains(&denied)) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(Fate::Live)
    }

    /// Looks at a path, and counts that.
    fn look<T>(&self, how: Look, path: &RelPath, step: impl FnOnce() -> T) -> io::Result<T> {
        *self.tally().looks.entry((how, path.clone())).or_default() += 1;
        self.whole(&[path], Effect::Looks, step)
    }

    /// Does a step that is whole or not at all.
    fn whole<T>(&self, paths: &[&RelPath], effect: Effect, step: impl FnOnce() -> T) -> io::Result<T> {
        let fate = self.step(paths, effect)?;
        let done = step();
        match fate {
            Fate::Live => Ok(done),
            Fate::Half => {
                drop(done);
                self.die()
            }
        }
    }
}

impl Disk for Dying {
    fn read(&self, path: &RelPath, limit: u64) -> io::Result<Vec<u8>> {
        self.look(Look::Read, path, || self.beneath.read(path, limit))?
    }

    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
        self.look(Look::Stat, path, || self.beneath.stat(path))?
    }

    fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>> {
        self.look(Look::List, folder, || self.beneath.list(folder))?
    }

    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        self.look(Look::Walk, folder, || self.beneath.walk(folder))?
    }

    fn write_new(&self, path: &RelPath, bytes: &[u8], like: Option<&RelPath>) -> io::Result<()> {
        match self.step(&[path], Effect::Allocates)? {
            Fate::Live => self.beneath.write_new(path, bytes, like),
            Fate::Half => {
                self.beneath.write_new(path, &bytes[..bytes.len() / 2], like)?;
                self.die()
            }
        }
    }

    fn rename(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        self.whole(&[to, from], Effect::Changes, || self.beneath.rename(from, to))?
    }

    fn rename_new(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        self.whole(&[to, from], Effect::Changes, || self.beneath.rename_new(from, to))?
    }

    fn exchange(&self, one: &RelPath, other: &RelPath) -> io::Result<()> {
        self.whole(&[one, other], Effect::Changes, || self.beneath.exchange(one, other))?
    }

    fn sync_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.whole(&[folder], Effect::Changes, || self.beneath.sync_folder(folder))?
    }

    fn remove(&self, path: &RelPath) -> io::Result<()> {
        self.whole(&[path], Effect::Changes, || self.beneath.remove(path))?
    }

    fn make_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.whole(&[folder], Effect::Allocates, || self.beneath.make_folder(folder))?
    }

    fn remove_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.whole(&[folder], Effect::Changes, || self.beneath.remove_folder(folder))?
    }

    fn moment(&self) -> Option<i64> {
        self.beneath.moment()
    }

    fn survey(&self, folder: &RelPath, known: &dyn Known) -> io::Result<Vec<Sight>> {
        self.look(Look::Survey, folder, || self.beneath.survey(folder, known))?
    }

    fn put_derived(&self, path: &RelPath, bytes: &[u8]) -> io::Result<()> {
        match self.step(&[path], Effect::Allocates)? {
            Fate::Live => self.beneath.put_derived(path, bytes),
            Fate::Half => {
                self.beneath.put_derived(path, &bytes[..bytes.len() / 2])?;
                self.die()
            }
        }
    }

    fn progress(&self) -> &Progress {
        self.beneath.progress()
    }

    fn try_lock(&self, path: &RelPath, holder: &str) -> io::Result<Option<Box<dyn Held>>> {
        self.whole(&[path], Effect::Allocates, || self.beneath.try_lock(path, holder))?
    }
}
