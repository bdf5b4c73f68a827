//! A made-up city, and what it costs to ask it: tandem with and without its index, against a floor program that only
//! walks, reads and sums, and against other programs where they are installed.
//!
//! `cargo bench --bench city -- --scale city` (or `medium`, `small`), see `benches/README.md`. Every measure runs in turns
//! with what it is compared with, so that a machine that grows slower grows slower for both; of each the middle of the
//! rounds is told.

#[path = "city/floor.rs"]
mod floor;
#[path = "city/generate.rs"]
mod generate;
#[path = "city/measure.rs"]
mod measure;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use self::measure::{Cost, Run, median, middle};

/// The program that is measured.
const TANDEM: &str = env!("CARGO_BIN_EXE_tandem");
/// Hours of five years.
const HOURS: [&str; 6] = ["report", "hours", "--by", "month,category", "--period", "2021..2025"];

/// What is measured, against what, and what it shall not exceed.
struct Measure<'a> {
    name: &'static str,
    run: Run<'a>,
    /// What is done before each round, unmeasured.
    before: Option<fn(&Path) -> io::Result<()>>,
    against: (&'static str, Run<'a>),
}

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["nothing"] => Ok(()),
        ["floor", store] => {
            floor::run(Path::new(store));
            Ok(())
        }
        [] => bench("small", 1),
        ["--scale", scale] => bench(scale, 5),
        ["--scale", scale, "--rounds", rounds] => bench(scale, rounds.parse().context("a number of rounds")?),
        _ => bail!("usage: cargo bench --bench city -- [--scale small|medium|city [--rounds N]]"),
    }
}

/// Makes the city where it is not there yet, and measures.
fn bench(scale: &str, rounds: usize) -> anyhow::Result<()> {
    let hundredths = match scale {
        "small" => 1,
        "medium" => 10,
        "city" => 100,
        _ => bail!("a scale is small, medium or city"),
    };
    let store = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("city-{hundredths}"));
    if !store.join(".git/made").exists() {
        make(&store, hundredths).context("the city cannot be made")?;
    }
    println!("load average before: {}", load());
    println!("{:<44} {:>9} {:>9} {:>9}   {:>6} {:>6}  against", "what", "cpu", "wall", "peak", "cpu", "wall");
    for measure in measures(&store)? {
        measure.tell(&store, rounds)?;
    }
    println!("load average after: {}", load());
    Ok(())
}

/// Writes the city and commits it.
fn make(store: &Path, hundredths: u64) -> anyhow::Result<()> {
    if store.exists() {
        fs::remove_dir_all(store)?;
    }
    let totals = generate::write(store, hundredths)?;
    fs::write(store.join(".gitignore"), "/.exports/\n")?;
    for words in [
        &["init", "--quiet"][..],
        &["config", "user.name", "City"],
        &["config", "user.email", "city@tandem.example"],
        &["add", "."],
        &["commit", "--quiet", "--message", "a city"],
    ] {
        git(store, words)?;
    }
    println!("made: {} files, {} attendances, {} minutes", totals.files, totals.attendances, totals.minutes);
    Ok(fs::write(store.join(".git/made"), "")?)
}

fn git(store: &Path, words: &[&str]) -> anyhow::Result<()> {
    let mut run = Run::of(store, ["git"]);
    run.words.extend(words.iter().map(|word| (*word).to_string()));
    run.cost()?;
    Ok(())
}

/// Everything that can be measured on this machine.
fn measures(store: &Path) -> anyhow::Result<Vec<Measure<'_>>> {
    let this = env::current_exe()?.to_string_lossy().into_owned();
    let here = store.to_string_lossy();
    let floor = || ("the floor", Run::of(store, [&this, "floor", &here]));
    let status = || ("git status", Run::of(store, ["git", "status", "--porcelain"]));
    let tandem = |words: &[&str]| {
        let mut run = Run::of(store, [TANDEM, "-q"]);
        run.words.extend(words.iter().map(|word| (*word).to_string()));
        run
    };
    let bare = || tandem(&[&HOURS[..], &["--no-index"]].concat());
    let month = ["report", "hours", "--by", "month,category", "--period", "2023-05", "--no-index"];
    let log = [
        "activity",
        "log",
        "Bench",
        "--category",
        "patrol",
        "--org",
        "community-001",
        "--date",
        "2025-12-31",
    ];
    let mut measures = Vec::new();
    let mut add = |name, run, before, against| measures.push(Measure { name, run, before, against });
    add("five years, --no-index", bare(), None, floor());
    add("five years, building the index", tandem(&HOURS), Some(forget as fn(&Path) -> _), floor());
    add("five years, index fresh", tandem(&HOURS), None, floor());
    add("five years, index fresh", tandem(&HOURS), None, status());
    add("one month, --no-index", tandem(&month), None, ("five years", bare()));
    add("volunteer list zhang, index fresh", tandem(&["volunteer", "list", "zhang"]), None, status());
    add("activity log, with its commit", tandem(&log), None, ("git add + commit", by_hand(store)));
    add(
        "tandem --version",
        tandem(&["--version"]),
        None,
        ("an empty program", Run::of(store, [&this, "nothing"])),
    );
    add("git status", status().1, None, floor());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/city/hours.py");
    let sum = "select substr(date, 1, 7), category, count(*), sum(minutes) from";
    let sheet = format!("{sum} read_csv_auto('.exports/attendances.csv', all_varchar=false) group by 1, 2");
    let table = format!("{sum} attendances group by 1, 2");
    let others: [(&'static str, Vec<&str>); 5] = [
        ("rg -c ''", vec!["rg", "--no-config", "-uu", "-c", "", "activities", "shifts", "needs", "cases"]),
        ("a Python script", vec!["python3", script, &here]),
        ("DuckDB over CSV", vec!["duckdb", "-c", &sheet]),
        ("SQLite, loaded before", vec!["sqlite3", ".exports/attendances.db", &table]),
        ("Ledger", vec!["ledger", "-f", ".exports/attendances.ledger", "--monthly", "register"]),
    ];
    for (name, words) in others.into_iter().filter(|(_, words)| is_installed(words[0])) {
        if words[0] == "sqlite3" && !store.join(words[1]).exists() {
            Run::of(store, ["sqlite3", words[1], ".import --csv .exports/attendances.csv attendances"])
                .cost()?;
        }
        let run = Run { words: words.into_iter().map(String::from).collect(), ..Run::of(store, [""]) };
        add(name, run, None, floor());
    }
    Ok(measures)
}

/// What a hand does instead of `activity log`: a file, `git add`, `git commit`.
fn by_hand(store: &Path) -> Run<'_> {
    let script = "f=activities/community-001/2025/12/2025-12-31-hand-$$.yaml; mkdir -p ${f%/*} && \
                  printf 'title: Bench\\ncategory: patrol\\norg: community-001\\ndate: 2025-12-31\\n' > $f && \
                  git add $f && git commit --quiet --message hand";
    Run::of(store, ["sh", "-c", script])
}

/// Takes the index away.
fn forget(store: &Path) -> io::Result<()> {
    match fs::remove_dir_all(store.join(".tandem/index")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn is_installed(program: &str) -> bool {
    env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).exists())
}

impl Measure<'_> {
    /// Runs both in turns, and prints a line.
    fn tell(&self, store: &Path, rounds: usize) -> io::Result<()> {
        let (mut costs, mut others) = (Vec::new(), Vec::new());
        for round in 0..=rounds {
            if let Some(before) = self.before {
                before(store)?;
            }
            let (cost, other) = (self.run.cost()?, self.against.1.cost()?);
            // The first round only warms the caches.
            if round > 0 {
                costs.push(cost);
                others.push(other);
            }
        }
        let ratio = |of: fn(&Cost) -> f64| {
            middle(costs.iter().zip(&others).map(|(cost, other)| of(cost) / of(other).max(f64::EPSILON)))
        };
        let Cost { cpu, wall, peak } = median(&costs);
        println!(
            "{:<44} {:>7.3} s {:>7.3} s {:>5} MiB   {:>5.2}x {:>5.2}x  {}",
            self.name,
            cpu.as_secs_f64(),
            wall.as_secs_f64(),
            peak.div_ceil(1 << 20),
            ratio(|cost| cost.cpu.as_secs_f64()),
            ratio(|cost| cost.wall.as_secs_f64()),
            self.against.0
        );
        Ok(())
    }
}

fn load() -> String {
    fs::read_to_string("/proc/loadavg").map_or_else(|_| "unknown".into(), |text| text.trim().into())
}
