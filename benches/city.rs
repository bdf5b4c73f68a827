//! A made-up city, and what it costs to ask it: tandem with and without its index, against a floor program that only
//! walks, reads and sums, and against other programs where they are installed.
//!
//! `cargo bench --bench city -- --scale city` (or `medium`, `small`), see `benches/README.md`. Every measure runs in turns
//! with what it is compared with, so that a machine that grows slower grows slower for both; of each the middle of the
//! rounds is told. Before anything is measured, the answers are compared.

#[path = "city/floor.rs"]
mod floor;
#[path = "city/generate.rs"]
mod generate;
#[path = "city/measure.rs"]
mod measure;
#[path = "city/measures.rs"]
mod measures;
#[path = "city/store.rs"]
mod store;

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

use self::measure::head;
use self::measures::{Stores, measures, must_agree};
use self::store::{Store, day_of_today};

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["nothing"] => Ok(()),
        ["floor", store] => {
            floor::run(Path::new(store));
            Ok(())
        }
        [] => bench("small", 1),
        ["--make", scale] => Store::of(hundredths(scale)?).map(drop),
        ["make", hundredths] => store::make(hundredths.parse().context("a number is needed")?),
        ["--scale", scale] => bench(scale, 5),
        ["--scale", scale, "--rounds", rounds] => {
            let rounds = rounds.parse().ok().filter(|rounds| *rounds > 0);
            bench(scale, rounds.context("a number of rounds is needed")?)
        }
        _ => bail!(
            "usage: cargo bench --bench city -- [--scale small|medium|city [--rounds N] | --make small|medium|city]"
        ),
    }
}

/// A scale in hundredths of a city.
fn hundredths(scale: &str) -> anyhow::Result<u64> {
    Ok(match scale {
        "small" => 1,
        "medium" => 10,
        "city" => 100,
        _ => bail!("a scale is small, medium or city"),
    })
}

/// Makes the city where it is not there yet, and measures.
fn bench(scale: &str, rounds: usize) -> anyhow::Result<()> {
    let hundredths = hundredths(scale)?;
    let city = Store::of(hundredths)?;
    let copy = city.copy()?;
    let tenth = if hundredths < 10 { None } else { Some(Store::of(hundredths / 10)?) };
    println!("{}: scale {scale}, {rounds} rounds, {}", day_of_today(), machine());
    println!("{} files, {} attendances of activities", city.totals.files, city.totals.attendances);
    must_agree(&city)?;
    println!("answers: the same with the index, without it, and on one core; as many hours as were made");
    if !city.folder.join(".tandem/index").exists() {
        println!(
            "index: none, since a store of so few files gets none: what is asked with it reads the files"
        );
    }
    println!();
    println!("load average before: {}", load());
    println!("{}", head());
    let mut missed = 0;
    for measure in measures(&Stores { city: &city, copy: &copy, tenth: tenth.as_ref() })? {
        missed += measure.tell(rounds).with_context(|| format!("`{}` cannot be measured", measure.name))?;
    }
    println!("load average after: {}", load());
    println!("targets missed: {missed}");
    Ok(())
}

/// The machine, so far as it tells.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = memory.lines().find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB"));
    let memory = memory.and_then(|memory| memory.parse::<u64>().ok());
    let memory = memory.map_or_else(String::new, |memory| format!(", {} GiB", memory.div_ceil(1 << 20)));
    let version = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("{cores} cores{memory}, {} {}", env::consts::OS, version.trim())
}

fn load() -> String {
    fs::read_to_string("/proc/loadavg").map_or_else(|_| "unknown".into(), |text| text.trim().into())
}
