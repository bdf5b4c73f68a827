//! What a death left, finished: the steps of the journal are done again.
//!
//! If HEAD has the commit, only the index and the journal are left to do. If HEAD is where it was, all
//! is done again. If it is elsewhere, the same changes are committed anew on top of it, without hooks.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::store::disk::{Disk, RelPath};
use crate::store::git::{Git, GitError, Oid, TreeEntry, Trees};
use crate::store::journal::{self, FileChange, Journal, Plan};
use crate::store::lock::{self, LockError, LockGuard};
use crate::store::publish::PublishError;
use crate::store::publish::act::Act;
use crate::store::publish::prepare::{self, Hand, Hooks};
use crate::store::unbroken;

/// How often HEAD may move while a change is finished.
const ATTEMPTS: usize = 5;
/// How long a reader waits for a writer to finish.
const PATIENCE: Duration = Duration::from_secs(5);

/// A change that was finished after a death.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The operation's id.
    pub op: String,
    /// What it does, in a line: `volunteer add: li-na`.
    pub subject: String,
    /// Its commit; `None` where nothing is committed.
    pub commit: Option<Oid>,
    /// The files that somebody else wrote meanwhile, left as they are.
    pub left: Vec<RelPath>,
}

/// What a reader may rely on.
#[derive(Debug)]
pub enum Reading {
    /// No change is half done; perhaps one was finished just now.
    Whole(Option<Recovered>),
    /// A change is half done and stays so; what is read may be of two states.
    Incomplete(Incomplete),
}

/// Why a half-done change stays so.
#[derive(Debug, thiserror::Error)]
pub enum Incomplete {
    /// Its writer is still at it.
    #[error("a change is being written for more than {} seconds", waited.as_secs())]
    Writing {
        /// How long we waited.
        waited: Duration,
    },
    /// We may not lock the records, so we cannot finish it.
    #[error("an unfinished change could not be finished: {0}")]
    Lock(#[from] LockError),
    /// Finishing it failed.
    #[error("an unfinished change could not be finished: {0}")]
    Stuck(#[from] PublishError),
}

/// Finishes the journal that a death left, if any.
pub fn recover(
    disk: &dyn Disk,
    git: Option<&Git>,
    lock: &LockGuard,
    pause: &mut dyn FnMut(Duration),
) -> Result<Option<Recovered>, PublishError> {
    let _whole = unbroken::begin();
    let Some(mut journal) = journal::read(disk)? else {
        journal::drop_it(disk, lock)?;
        return Ok(None);
    };
    let git = git.map(|git| git.during(&journal.op));
    let git = git.as_ref();
    let mut left = BTreeSet::new();
    for _ in 0..ATTEMPTS {
        let act = Act { disk, git, lock, journal: &journal };
        act.give_back_saved()?;
        act.remove_beside()?;
        left.extend(act.left()?);
        let next = match (git, &journal.commit) {
            (Some(git), Some(plan)) => match whereabouts(git, plan)? {
                Head::Has(head) => return committed(disk, git, lock, &journal, &head, pause).map(Some),
                Head::Old => journal.clone(),
                Head::Elsewhere => anew(&act, git, &left)?,
            },
            _ => Journal { commit: None, ..journal.clone() },
        };
        let dropped = journal.files.iter().map(|file| &file.path);
        left.extend(dropped.filter(|path| next.files.iter().all(|file| file.path != **path)).cloned());
        journal = next;
        match again(&Act { disk, git, lock, journal: &journal }, pause) {
            Err(PublishError::Moved) => {}
            done => return done.map(|()| Some(recovered(&journal, left))),
        }
    }
    Err(PublishError::Moved)
}

/// Where HEAD is, seen from a plan.
enum Head {
    /// It has the commit, and is this one.
    Has(Oid),
    /// It is where it was.
    Old,
    /// Somebody moved it.
    Elsewhere,
}

fn whereabouts(git: &Git, plan: &Plan) -> Result<Head, PublishError> {
    let head = git.head()?;
    if let Some(head) = &head
        && git.is_ancestor(&plan.new, head)?
    {
        return Ok(Head::Has(head.clone()));
    }
    if let Some(what) = git.under_way()? {
        return Err(PublishError::UnderWay { what });
    }
    let still = head == plan.old && git.has_object(&plan.new)?;
    Ok(if still { Head::Old } else { Head::Elsewhere })
}

fn recovered(journal: &Journal, left: BTreeSet<RelPath>) -> Recovered {
    let commit = journal.commit.as_ref().map(|plan| plan.new.clone());
    let (op, subject) = (journal.op.clone(), journal.subject.clone());
    Recovered { op, subject, commit, left: left.into_iter().collect() }
}

/// HEAD has the commit, so the files were written before: only the index may be left to do, where HEAD
/// still holds what the change made.
fn committed(
    disk: &dyn Disk,
    git: &Git,
    lock: &LockGuard,
    journal: &Journal,
    head: &Oid,
    pause: &mut dyn FnMut(Duration),
) -> Result<Recovered, PublishError> {
    let present = in_head(git, Some(head), journal)?;
    let holds_ours = |file: &&FileChange| {
        let tracked = file.tracked.as_ref();
        tracked.is_some_and(|tracked| tracked.after.as_ref() == present.get(&git.path(&file.path)))
    };
    let files = journal.files.iter().filter(holds_ours).cloned().collect();
    let still = Journal { files, ..journal.clone() };
    let act = Act { disk, git: Some(git), lock, journal: &still };
    act.stage(None, pause)?;
    act.finish()?;
    Ok(recovered(journal, BTreeSet::new()))
}

/// What HEAD holds of the files of a change.
fn in_head(
    git: &Git,
    head: Option<&Oid>,
    journal: &Journal,
) -> Result<BTreeMap<String, TreeEntry>, PublishError> {
    let paths: Vec<_> = journal.files.iter().map(|file| git.path(&file.path)).collect();
    Ok(head.map(|head| git.entries(head, &paths)).transpose()?.unwrap_or_default())
}

/// Files, index, HEAD, and the journal goes.
fn again(act: &Act, pause: &mut dyn FnMut(Duration)) -> Result<(), PublishError> {
    act.files_again()?;
    act.stage(None, pause)?;
    act.move_head(pause)?;
    act.finish()
}

/// The same changes on the present HEAD, as a journal that takes the place of the old one. What
/// somebody else changed meanwhile, in the records or in HEAD, is left out.
fn anew(act: &Act, git: &Git, left: &BTreeSet<RelPath>) -> Result<Journal, PublishError> {
    let journal = act.journal;
    prepare::must_be_ready(git)?;
    let head = git.head()?;
    let present = in_head(git, head.as_ref(), journal)?;
    let mut files = Vec::new();
    for file in &journal.files {
        if !left.contains(&file.path) && is_ours(file, present.get(&git.path(&file.path))) {
            files.push(FileChange { tracked: None, ..file.clone() });
        }
    }
    let mut trees = Trees::of(git)?;
    let labels = prepare::track(git, &mut trees, head.as_ref(), &mut files, Hand::UnlessDone)?;
    let done = |file: &FileChange| file.tracked.as_ref().is_none_or(|tracked| tracked.base == tracked.after);
    let message = journal.commit.as_ref().map(|plan| plan.message.clone()).unwrap_or_default();
    let Some(head) = head.clone().filter(|_| files.iter().all(done)) else {
        let commit = Some(prepare::commit(git, &mut trees, head, &files, &labels, message, Hooks::Passed)?);
        let journal = Journal { commit, files, ..journal.clone() };
        journal::write(act.disk, act.lock, &journal)?;
        return Ok(journal);
    };
    // Somebody committed all of it: the old journal stays until the files are as HEAD has them.
    let commit = Plan { old: Some(head.clone()), new: head, hand: None, message };
    Ok(Journal { commit: Some(commit), files, ..journal.clone() })
}

/// Whether HEAD holds of a file what it held before, or what the change makes of it.
fn is_ours(file: &FileChange, present: Option<&TreeEntry>) -> bool {
    file.tracked.as_ref().is_none_or(|tracked| {
        [&tracked.base, &tracked.before, &tracked.after].into_iter().any(|entry| entry.as_ref() == present)
    })
}

/// To be called before anything is read: waits out a writer at the end of its work, finishes what a death
/// left, and says so if neither is possible. `git` is looked for only if there is something to finish.
pub fn before_reading(
    disk: &dyn Disk,
    git: &dyn Fn() -> Result<Option<Git>, GitError>,
    holder: &str,
    pause: &mut dyn FnMut(Duration),
) -> Reading {
    let mut waited = Duration::ZERO;
    loop {
        match journal::stamp(disk) {
            Ok(stamp) if !stamp.pending => return Reading::Whole(None),
            Err(error) => return Reading::Incomplete(PublishError::from(error).into()),
            Ok(_) => {}
        }
        match lock::try_acquire(disk, holder) {
            Err(error) => return Reading::Incomplete(error.into()),
            Ok(Some(lock)) => {
                let finished = git().map_err(PublishError::from);
                let finished = finished.and_then(|git| recover(disk, git.as_ref(), &lock, pause));
                return match finished {
                    Ok(recovered) => Reading::Whole(recovered),
                    Err(error) => Reading::Incomplete(error.into()),
                };
            }
            Ok(None) if waited >= PATIENCE => return Reading::Incomplete(Incomplete::Writing { waited }),
            Ok(None) => {}
        }
        pause(lock::PAUSE);
        waited += lock::PAUSE;
    }
}
