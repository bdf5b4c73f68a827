//! How far something is that may take long: counted where it is done, for whoever looks on.
//!
//! Stretches of work lie within each other; the innermost is the one that is told of. Nothing here knows who looks,
//! nor how it is shown; where nobody does, a file costs one addition.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::kind::Kind;

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Records of a kind are read.
    Reading(Kind),
    /// All files are looked through.
    Searching,
    /// Commits are gone through.
    History,
    /// A change is planned and checked.
    Planning,
    /// Files are written.
    Writing,
    /// Pages are made.
    Pages,
}

/// How far the stretch is that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advance {
    /// What is done.
    pub work: Work,
    /// How many things are done.
    pub done: usize,
    /// How much of all that is, in thousandths; nothing where nobody knows yet.
    pub share: Option<usize>,
}

/// The stretches of work that are under way.
#[derive(Debug)]
pub struct Progress {
    ended: fn(),
    under_way: Mutex<Vec<Arc<Counts>>>,
}

/// What is counted in a stretch.
#[derive(Debug)]
struct Counts {
    work: Work,
    /// In how many parts the things lie, such as folders.
    parts: AtomicUsize,
    /// How many of the parts were opened, and how many things are in those.
    opened: AtomicUsize,
    found: AtomicUsize,
    done: AtomicUsize,
}

/// Where nobody looks.
pub(super) static UNWATCHED: Progress = Progress::telling(|| ());

impl Default for Progress {
    fn default() -> Progress {
        Progress::telling(|| ())
    }
}

impl Progress {
    /// Progress that tells when all work has ended: from then on others may use what it is shown on.
    pub const fn telling(ended: fn()) -> Progress {
        Progress { ended, under_way: Mutex::new(Vec::new()) }
    }

    /// Begins a stretch, which goes on until it is dropped.
    pub fn begin(&self, work: Work) -> Stretch<'_> {
        let zero = || AtomicUsize::new(0);
        let counts = Arc::new(Counts { work, parts: zero(), opened: zero(), found: zero(), done: zero() });
        self.under_way().push(counts.clone());
        Stretch { progress: self, counts }
    }

    /// How far the innermost stretch is, if one is under way.
    pub fn advance(&self) -> Option<Advance> {
        let counts = self.under_way().last()?.clone();
        let [parts, opened, found, done] = [&counts.parts, &counts.opened, &counts.found, &counts.done]
            .map(|count| count.load(Ordering::Relaxed));
        // Of the parts that were not opened nobody knows more than that they are like the others.
        let share = (done * opened * 1000).checked_div(found * parts).map(|share| share.min(1000));
        Some(Advance { work: counts.work, done, share })
    }

    fn under_way(&self) -> MutexGuard<'_, Vec<Arc<Counts>>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stretch of work that is under way.
#[derive(Debug)]
pub struct Stretch<'a> {
    progress: &'a Progress,
    counts: Arc<Counts>,
}

impl Stretch<'_> {
    /// Says in how many parts the things lie.
    pub fn parts(&self, count: usize) {
        self.counts.parts.fetch_add(count, Ordering::Relaxed);
    }

    /// Says that so many of the parts were opened, and so many things found in them.
    pub fn found(&self, parts: usize, things: usize) {
        self.counts.opened.fetch_add(parts, Ordering::Relaxed);
        self.counts.found.fetch_add(things, Ordering::Relaxed);
    }

    /// Says that so many more things are done.
    pub fn done(&self, things: usize) {
        self.counts.done.fetch_add(things, Ordering::Relaxed);
    }
}

impl Drop for Stretch<'_> {
    fn drop(&mut self) {
        let is_last = {
            let mut under_way = self.progress.under_way();
            under_way.retain(|counts| !Arc::ptr_eq(counts, &self.counts));
            under_way.is_empty()
        };
        if is_last {
            (self.progress.ended)();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(progress: &Progress) -> Option<usize> {
        progress.advance().unwrap().share
    }

    #[test]
    fn the_share_never_falls_while_parts_are_opened_and_done() {
        let progress = Progress::default();
        assert_eq!(progress.advance(), None);
        let stretch = progress.begin(Work::Reading(Kind::Activity));
        assert_eq!(share(&progress), None);
        stretch.parts(10);
        let mut last = 0;
        for (parts, things) in [(4, 100), (4, 100), (2, 50)] {
            stretch.found(parts, things);
            for _ in 0..things {
                stretch.done(1);
                let now = share(&progress).unwrap();
                assert!(now >= last, "{now} after {last}");
                last = now;
            }
        }
        let whole = Advance { work: Work::Reading(Kind::Activity), done: 250, share: Some(1000) };
        assert_eq!(progress.advance(), Some(whole));
        drop(stretch);
        assert_eq!(progress.advance(), None);
    }

    #[test]
    fn the_innermost_stretch_is_told_of_and_the_end_of_the_last() {
        static ENDS: AtomicUsize = AtomicUsize::new(0);
        let progress = Progress::telling(|| {
            ENDS.fetch_add(1, Ordering::Relaxed);
        });
        let pages = progress.begin(Work::Pages);
        pages.parts(1);
        pages.found(1, 4);
        let within = progress.begin(Work::History);
        pages.done(1);
        within.done(1_000);
        assert_eq!(progress.advance(), Some(Advance { work: Work::History, done: 1_000, share: None }));
        drop(within);
        assert_eq!(progress.advance(), Some(Advance { work: Work::Pages, done: 1, share: Some(250) }));
        assert_eq!(ENDS.load(Ordering::Relaxed), 0);
        drop(pages);
        assert_eq!((progress.advance(), ENDS.load(Ordering::Relaxed)), (None, 1));
    }
}
