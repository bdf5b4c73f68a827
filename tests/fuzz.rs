//! Every reader of bytes from elsewhere is given random bytes and specimens that were changed at random.
//!
//! It must not panic, and must keep its laws: what reads can be written and read again as the same, what does
//! not read says where it is wrong. A thousand or two for each reader always; as many as `TANDEM_FUZZ` says in the long form.
//! `TANDEM_FUZZ_SEED` begins elsewhere; what fails is printed with its seed, its run and its bytes.

mod mutation;
mod readers;
mod specimens;
mod still;

use std::panic::{self, AssertUnwindSafe};
use std::thread;

use self::mutation::{Dice, mutated};
use self::readers::{READERS, Reader};
use self::specimens::Specimen;
pub(crate) use self::specimens::logs;

/// The seed of the short form, and the first of the long one.
const SEED: u64 = 20_260_321;

/// How many threads share the long form.
const THREADS: u64 = 2;

/// A number from the environment.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

/// Feeds a reader so many specimens; gives what it said of the first that it did not stand.
fn fails(reader: &Reader, seed: u64, runs: u64) -> Option<String> {
    let specimens = (reader.specimens)();
    assert!(!specimens.is_empty(), "`{}` has no specimen", reader.name);
    let law = (reader.law)();
    let mut dice = Dice::of(seed);
    (0..runs).find_map(|run| {
        let Specimen { kind, bytes } = mutated(&mut dice, &specimens);
        let stood = panic::catch_unwind(AssertUnwindSafe(|| law(kind, &bytes)));
        let why = match stood {
            Ok(Ok(())) => return None,
            Ok(Err(why)) => why,
            Err(_) => "it panicked".into(),
        };
        let bytes = bytes.escape_ascii();
        Some(format!("`{}` of {kind:?}, seed {seed}, run {run}: {why}\n{bytes}", reader.name))
    })
}

/// The short form for readers of which one run takes much, or little.
fn short(readers: &[&str], runs: u64) {
    for reader in READERS.iter().filter(|reader| readers.contains(&reader.name)) {
        let failed = fails(reader, number("TANDEM_FUZZ_SEED").unwrap_or(SEED), runs);
        assert!(failed.is_none(), "{}", failed.unwrap_or_default());
    }
}

#[test]
fn registers_stand_anything() {
    short(&["register"], 1_500);
}

#[test]
fn logs_stand_anything() {
    short(&["log"], 1_500);
}

#[test]
fn checks_stand_anything() {
    short(&["check"], 300);
}

#[test]
fn files_of_the_store_stand_anything() {
    short(&["settings", "baseline", "journal"], 1_500);
}

#[test]
fn an_index_stands_anything() {
    short(&["index"], 500);
}

#[test]
fn files_from_outside_stand_anything() {
    short(&["sheet", "sign-in", "report", "sealed", "identity"], 1_500);
}

#[test]
fn values_stand_anything() {
    short(&["value", "rule"], 3_000);
}

#[test]
fn the_plain_reader_never_reads_otherwise() {
    short(&["plain"], 3_000);
}

/// The long form: `TANDEM_FUZZ` runs, shared out by what each reader is worth.
#[test]
fn readers_stand_anything_for_long() {
    let Some(runs) = number("TANDEM_FUZZ") else { return };
    let seed = number("TANDEM_FUZZ_SEED").unwrap_or(SEED);
    let whole: u64 = READERS.iter().map(|reader| reader.share).sum();
    let thread = |nth: u64| {
        READERS
            .iter()
            .filter_map(|reader| {
                let runs = (runs * reader.share).div_ceil(whole * THREADS);
                let failed = fails(reader, seed + nth, runs);
                println!(
                    "{}: {runs} runs from seed {}{}",
                    reader.name,
                    seed + nth,
                    if failed.is_some() { ", failed" } else { "" }
                );
                failed
            })
            .collect::<Vec<_>>()
    };
    let failed: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|nth| scope.spawn(move || thread(nth))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("panics are caught")).collect()
    });
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}
