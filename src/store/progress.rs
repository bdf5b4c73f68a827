//! How far something is that may take long: counted where it is done, for whoever looks on.
//!
//! One stretch of work is under way at a time, the outermost; what is done within it is part of it. Nothing here
//! knows who looks, nor how it is shown; where nobody does, a file costs one addition.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

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

/// Counts what is done.
#[derive(Debug)]
pub struct Progress {
    ended: fn(),
    work: Mutex<Option<Work>>,
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
    /// Progress that tells when a stretch has ended: from then on others may use what it is shown on.
    pub const fn telling(ended: fn()) -> Progress {
        Progress {
            ended,
            work: Mutex::new(None),
            parts: AtomicUsize::new(0),
            opened: AtomicUsize::new(0),
            found: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
        }
    }

    /// Begins a stretch, which goes on until it is dropped; within another one it is part of that.
    pub fn begin(&self, work: Work) -> Stretch<'_> {
        let mut under_way = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        if under_way.is_some() {
            return Stretch(None);
        }
        for count in [&self.parts, &self.opened, &self.found, &self.done] {
            count.store(0, Ordering::Relaxed);
        }
        *under_way = Some(work);
        Stretch(Some(self))
    }

    /// How far the stretch is that is under way, if one is.
    pub fn advance(&self) -> Option<Advance> {
        let work = (*self.work.lock().unwrap_or_else(PoisonError::into_inner))?;
        let [parts, opened, found, done] =
            [&self.parts, &self.opened, &self.found, &self.done].map(|count| count.load(Ordering::Relaxed));
        // Of the parts that were not opened nobody knows more than that they are like the others.
        let share = (done * opened * 1000).checked_div(found * parts).map(|share| share.min(1000));
        Some(Advance { work, done, share })
    }
}

/// A stretch of work that is under way, or a part of one.
#[derive(Debug)]
pub struct Stretch<'a>(Option<&'a Progress>);

impl Stretch<'_> {
    /// Says in how many parts the things lie.
    pub fn parts(&self, count: usize) {
        self.add(|progress| &progress.parts, count);
    }

    /// Says that so many of the parts were opened, and so many things found in them.
    pub fn found(&self, parts: usize, things: usize) {
        self.add(|progress| &progress.opened, parts);
        self.add(|progress| &progress.found, things);
    }

    /// Says that so many more things are done.
    pub fn done(&self, things: usize) {
        self.add(|progress| &progress.done, things);
    }

    fn add(&self, of: fn(&Progress) -> &AtomicUsize, count: usize) {
        if let Some(progress) = self.0 {
            of(progress).fetch_add(count, Ordering::Relaxed);
        }
    }
}

impl Drop for Stretch<'_> {
    fn drop(&mut self) {
        if let Some(progress) = self.0 {
            *progress.work.lock().unwrap_or_else(PoisonError::into_inner) = None;
            (progress.ended)();
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
    fn what_is_done_within_a_stretch_is_part_of_it() {
        let progress = Progress::default();
        let pages = progress.begin(Work::Pages);
        pages.parts(1);
        pages.found(1, 4);
        let within = progress.begin(Work::Reading(Kind::Activity));
        within.done(1_000);
        drop(within);
        pages.done(1);
        assert_eq!(progress.advance(), Some(Advance { work: Work::Pages, done: 1, share: Some(250) }));
        drop(pages);
        let next = progress.begin(Work::History);
        assert_eq!(progress.advance(), Some(Advance { work: Work::History, done: 0, share: None }));
        drop(next);
    }
}
