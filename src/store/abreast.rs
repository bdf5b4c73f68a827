//! Many things done on several threads, what comes of them told in order, in the thread that asks.
//!
//! No more is held at a time than a few chunks for each thread. It knows nothing of what is done.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, ScopedJoinHandle};

/// How many chunks of a thread may wait to be told.
const WAITING: usize = 2;

/// How many threads this machine has for this process.
pub(super) fn threads() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// A thread, and what comes from it.
type Hand<'s, R> = (Receiver<Vec<R>>, ScopedJoinHandle<'s, ()>);

/// Does something with each of these, `chunk` of them before a thread tells; few of them in the thread that asks.
/// Whatever a thread dies of, the one that asks dies of.
pub(super) fn each<T: Sync, R: Send>(
    threads: NonZeroUsize,
    chunk: usize,
    things: &[T],
    work: &(dyn Fn(&T) -> R + Sync),
    out: &mut dyn FnMut(R),
) {
    if threads == NonZeroUsize::MIN || things.len() <= chunk {
        return things.iter().for_each(|thing| out(work(thing)));
    }
    let threads = threads.get().min(things.len().div_ceil(chunk));
    thread::scope(|scope| {
        let hand = |nth: usize| {
            let (tell, told) = sync_channel(WAITING);
            let own = things.chunks(chunk).skip(nth).step_by(threads);
            let go = move || {
                for some in own {
                    // Nobody listens any more: whoever asked has died.
                    if tell.send(some.iter().map(work).collect()).is_err() {
                        return;
                    }
                }
            };
            (told, scope.spawn(go))
        };
        let mut hands: Vec<Option<Hand<R>>> = (0..threads).map(|nth| Some(hand(nth))).collect();
        for nth in 0..things.len().div_ceil(chunk) {
            let hand = &mut hands[nth % threads];
            match hand.as_ref().map(|(told, _)| told.recv()) {
                Some(Ok(results)) => results.into_iter().for_each(&mut *out),
                _ => {
                    if let Some(Err(cause)) = hand.take().map(|(_, thread)| thread.join()) {
                        resume_unwind(cause);
                    }
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHUNK: usize = 32;

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        for count in [0, 1, CHUNK, CHUNK + 1, 40 * CHUNK + 7] {
            let things: Vec<usize> = (0..count).collect();
            for threads in 1..5 {
                let mut found = Vec::new();
                let threads = NonZeroUsize::new(threads).unwrap();
                each(threads, CHUNK, &things, &|thing| thing * 2, &mut |result| found.push(result));
                assert_eq!(found, things.iter().map(|thing| thing * 2).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn what_a_thread_dies_of_is_told() {
        let things: Vec<usize> = (0..1_000).collect();
        let work = |thing: &usize| if *thing == 700 { resume_unwind(Box::new(700)) } else { *thing };
        let mut count = 0;
        let died = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            each(NonZeroUsize::new(3).unwrap(), CHUNK, &things, &work, &mut |_| count += 1);
        }));
        assert_eq!(died.unwrap_err().downcast_ref(), Some(&700));
        assert!(count < 700);
    }

    #[test]
    fn who_asks_may_die() {
        let things: Vec<usize> = (0..10_000).collect();
        let died = std::panic::catch_unwind(|| {
            each(NonZeroUsize::new(3).unwrap(), CHUNK, &things, &|thing| *thing, &mut |thing| {
                if thing == 300 {
                    resume_unwind(Box::new(()));
                }
            });
        });
        assert!(died.is_err());
    }
}
