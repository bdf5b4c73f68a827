//! What must not be left by halves: whoever ends the process waits until none of it is under way.
//!
//! A change survives any death, but a death leaves something to be cleared. Who is asked to end can wait for the
//! short while that a file or a change takes, and then leaves nothing. Why the process ends is not known here.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How much is under way.
static UNDER_WAY: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

/// Something is under way that must not be left by halves, until this is dropped.
#[derive(Debug)]
pub struct Unbroken(());

/// Begins something that must not be left by halves; within another such thing, too.
pub fn begin() -> Unbroken {
    *count() += 1;
    Unbroken(())
}

/// Waits until nothing is under way; nothing begins any more while what this gives is kept.
pub fn wait() -> MutexGuard<'static, usize> {
    ENDED.wait_while(count(), |count| *count > 0).unwrap_or_else(PoisonError::into_inner)
}

fn count() -> MutexGuard<'static, usize> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Unbroken {
    fn drop(&mut self) {
        *count() -= 1;
        ENDED.notify_all();
    }
}
