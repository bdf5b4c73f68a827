//! What is measured of a city, and against what; and that the answers are right before anybody asks what they cost.

use std::env;
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::measure::Target::{Cpu, Later, Peak, Wall};
use crate::measure::{Measure, Run, Target};
use crate::store::{Store, remove};

/// The program that is measured.
const TANDEM: &str = env!("CARGO_BIN_EXE_tandem");
/// Hours of five years.
const HOURS: [&str; 6] = ["report", "hours", "--by", "month,category", "--period", "2021..2025"];
/// Hours of one month.
const MONTH: [&str; 6] = ["report", "hours", "--by", "month,category", "--period", "2023-05"];
/// An activity that is entered.
const LOG: [&str; 9] =
    ["activity", "log", "Bench", "--category", "patrol", "--org", "community-001", "--date", "2025-12-31"];
/// What a hand does instead: a file, `git add`, `git commit`.
const BY_HAND: &str = "f=activities/community-001/2025/12/2025-12-31-hand-$$.yaml; mkdir -p ${f%/*} && \
     printf 'title: Bench\\ncategory: patrol\\norg: community-001\\ndate: 2025-12-31\\n' > $f && \
     git add $f && git commit --quiet --message hand";
/// What the sheets are asked, where a month is `MONTH` of them.
const QUESTION: &str = "select MONTH, category, count(*), sum(minutes) from SHEET group by 1, 2";
/// The table of the attendances.
const TABLE: &str =
    "create table attendances (date text, category text, org text, who text, minutes integer)";

/// The stores that are asked.
pub(crate) struct Stores<'a> {
    /// The city, which stays as it is.
    pub(crate) city: &'a Store,
    /// The same to write in.
    pub(crate) copy: &'a Store,
    /// A tenth of it.
    pub(crate) tenth: Option<&'a Store>,
}

/// The program in a store.
fn tandem(store: &Store, words: &[&str]) -> Run {
    Run::with(&store.folder, &[&[TANDEM, "-q"], words].concat())
}

/// The same on one core; nothing where this machine cannot do that.
fn on_one_core(store: &Store, words: &[&str]) -> Option<Run> {
    let words = [&["taskset", "--cpu-list", "0", TANDEM, "-q"], words].concat();
    is_installed("taskset").then(|| Run::with(&store.folder, &words))
}

fn bare<'w>(words: &[&'w str]) -> Vec<&'w str> {
    [words, &["--no-index"]].concat()
}

/// Compares the answers: without the index, while it is made, with it, on one core; and the hours with those that
/// were made.
pub(crate) fn must_agree(city: &Store) -> anyhow::Result<()> {
    let read = tandem(city, &bare(&HOURS)).answer()?;
    forget(city)?;
    for (how, run) in [
        ("while the index is made", Some(tandem(city, &HOURS))),
        ("with the index", Some(tandem(city, &HOURS))),
        ("on one core", on_one_core(city, &bare(&HOURS))),
        ("on one core with the index", on_one_core(city, &HOURS)),
    ] {
        if run.map_or(Ok(read.clone()), |run| run.answer())? != read {
            bail!("{how} the answer is another: {}", HOURS.join(" "));
        }
    }
    let words = ["report", "hours", "--by", "kind", "--period", "2021..2025", "--format", "csv"];
    let kinds = tandem(city, &words).answer()?;
    let activities = kinds.lines().find(|line| line.starts_with("activity,")).context("no activities")?;
    let figures: Vec<&str> = activities.split(',').collect();
    let wanted = [&city.totals.attendances, &city.totals.minutes].map(ToString::to_string);
    match figures[..] {
        [_, attendances, _, minutes] if [attendances, minutes] == wanted => Ok(()),
        _ => bail!("{} attendances and {} minutes were made, not {activities}", wanted[0], wanted[1]),
    }
}

/// Takes the index away.
fn forget(store: &Store) -> std::io::Result<()> {
    remove(&store.folder.join(".tandem/index"))
}

/// Everything that can be measured on this machine.
pub(crate) fn measures(stores: &Stores) -> anyhow::Result<Vec<Measure>> {
    let Stores { city, copy, tenth } = *stores;
    let this = env::current_exe()?.to_string_lossy().into_owned();
    let floor = || ("the floor", Run::of(&city.folder, [&this, "floor", &city.folder.to_string_lossy()]));
    let status = || ("git status", Run::of(&city.folder, ["git", "status", "--porcelain"]));
    let nothing = || ("an empty program", Run::of(&city.folder, [&this, "nothing"]));
    let five_years = || tandem(city, &bare(&HOURS));
    let mut measures = Vec::new();
    let mut add = |name, run, against, targets: &[Target]| {
        measures.push(Measure { name, run, before: None, against, targets: targets.to_vec() });
    };
    add("five years, --no-index", five_years(), floor(), &[Cpu(2.5), Wall(1.6), Peak(128)]);
    if let Some(run) = on_one_core(city, &bare(&HOURS)) {
        add("five years, --no-index, one core", run, floor(), &[]);
    }
    if let Some(tenth) = tenth {
        add("five years, --no-index", five_years(), ("a tenth", tandem(tenth, &bare(&HOURS))), &[Cpu(11.0)]);
    }
    add("one month, --no-index", tandem(city, &bare(&MONTH)), ("five years", five_years()), &[Cpu(0.15)]);
    add("five years, building the index", tandem(city, &HOURS), floor(), &[Cpu(5.0), Peak(96)]);
    add("five years, index fresh", tandem(city, &HOURS), floor(), &[Cpu(0.6), Peak(96)]);
    add("five years, index fresh", tandem(city, &HOURS), status(), &[Wall(1.0)]);
    add("one month, index fresh", tandem(city, &MONTH), status(), &[]);
    add(
        "volunteer list zhang, index fresh",
        tandem(city, &["volunteer", "list", "zhang"]),
        status(),
        &[Cpu(0.3)],
    );
    let by_hand = ("git add, git commit", Run::of(&copy.folder, ["sh", "-c", BY_HAND]));
    add("activity log, with its commit", tandem(copy, &LOG), by_hand, &[Cpu(0.6)]);
    add("tandem --version", tandem(city, &["--version"]), nothing(), &[Later(5.0)]);
    add("completing an id in a small store", completing(), nothing(), &[Later(15.0)]);
    add("git status", status().1, floor(), &[]);
    for (name, run) in others(city)? {
        add(name, run, floor(), &[]);
    }
    let building = measures.iter_mut().filter(|measure| measure.name.ends_with("building the index"));
    for measure in building {
        let index = city.folder.join(".tandem/index");
        measure.before = Some(Box::new(move || remove(&index)));
    }
    Ok(measures)
}

/// A shell that asks how `tandem volunteer show zh` may go on, in the sample store.
fn completing() -> Run {
    let words = [TANDEM, "--", "tandem", "volunteer", "show", "zh"];
    let run = Run::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("records"), words);
    run.where_is("TANDEM_COMPLETE", "bash").where_is("_CLAP_COMPLETE_INDEX", "3").where_is("_CLAP_IFS", "\n")
}

/// Other programs over the same data, where they are installed.
fn others(city: &Store) -> anyhow::Result<Vec<(&'static str, Run)>> {
    let (folder, script) = (&city.folder, concat!(env!("CARGO_MANIFEST_DIR"), "/benches/city/hours.py"));
    let here = folder.to_string_lossy();
    let sheet = QUESTION.replace("MONTH", "strftime(date, '%Y-%m')");
    let sheet = sheet.replace("SHEET", "read_csv_auto('.exports/attendances.csv')");
    let table = QUESTION.replace("MONTH", "substr(date, 1, 7)").replace("SHEET", "attendances");
    let database = ".exports/attendances.db";
    let all: [(&'static str, Vec<&str>); 5] = [
        ("rg -c ''", vec!["rg", "--no-config", "-uu", "-c", "", "activities", "shifts", "needs", "cases"]),
        ("a Python script", vec!["python3", script, &here]),
        ("DuckDB over CSV", vec!["duckdb", "-c", &sheet]),
        ("SQLite, loaded before", vec!["sqlite3", database, &table]),
        ("Ledger", vec!["ledger", "-f", ".exports/attendances.ledger", "--monthly", "register"]),
    ];
    if is_installed("sqlite3") && !folder.join(database).exists() {
        let load = ".import --csv --skip 1 .exports/attendances.csv attendances";
        Run::of(folder, ["sqlite3", database, TABLE, load]).cost()?;
    }
    let (here, missing): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, words)| is_installed(words[0]));
    for (name, _) in missing {
        println!("{name}: not installed");
    }
    Ok(here.into_iter().map(|(name, words)| (name, Run::with(folder, &words))).collect())
}

fn is_installed(program: &str) -> bool {
    env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).exists())
}
