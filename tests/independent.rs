//! An independent reading: a store made up by rule, read by other libraries and added up by other code, which
//! shares nothing with the program; its reports must say the same. And whatever order a disk gives its files
//! in, whatever folders they lie in, the same bytes come out, every time.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::languages::{REPORTS, typed};
use crate::support::bench::{Bench, Start};

mod figures;
mod followed;
mod goods;
mod held;
mod linkage;
pub(crate) mod made;
mod people;
mod reading;
mod registers;
mod stock;
mod sums;
mod watched;

use figures::{Ask, Find, Sheet, below};
use reading::Reading;

/// A bench with the store that was made up.
pub(crate) fn town() -> (Bench, Reading) {
    let bench = Bench::with(Start::Nothing);
    let files = made::store();
    bench.write(files.iter().map(|(path, text)| (&**path, &**text)));
    (bench, Reading::of(&files))
}

/// What a report of the program says, and the sections that it has.
fn told(bench: &Bench, report: &[&str], ask: &Ask) -> (Sheet, BTreeSet<String>) {
    let words = [&["report"], report, &ask.words()[..], &["--format", "json", "--quiet"]].concat();
    let printed = bench.tandem(&words);
    let has_news = report[0] == "nightly";
    assert_eq!((printed.code, &*printed.err), (i32::from(has_news), ""), "{words:?}");
    let told: Value = serde_json::from_str(&printed.out).expect("JSON");
    assert_eq!(told["incomplete"], 0, "{words:?}");
    let mut sheet = Sheet::told(&told);
    // Problems are no figures; they are told by `check`.
    sheet.0.retain(|key, _| !key.starts_with("problems: ") && key != "nightly: problems");
    let sections = told["sections"].as_array().expect("sections").iter();
    let names = sections.filter_map(|section| section["key"].as_str()).map(String::from);
    // Levels reached are told of since an earlier state; here is none.
    let is_figures = |name: &String| !["problems", "levels_reached"].contains(&&**name);
    (sheet, names.filter(is_figures).collect())
}

const DAY: &str = "2014-03-12";

/// A period with the days that it has and those of the period before, seen from a day.
const fn of(
    period: &'static str,
    days: [&'static str; 2],
    before: [&'static str; 2],
    today: &'static str,
) -> Ask<'static> {
    let (org, alone, category, program, lead, who, role) = (None, None, None, None, None, None, None);
    Ask { period, days, before, today, org, alone, category, program, lead, who, role }
}

const MARCH: Ask = of("2014-03", ["2014-03-01", "2014-03-31"], ["2014-02-01", "2014-02-28"], "2014-12-31");
const WEEKS: Ask =
    of("2014-02-10..2014-03-20", ["2014-02-10", "2014-03-20"], ["2014-01-02", "2014-02-09"], DAY);
const YEAR: Ask = of("2014", ["2014-01-01", "2014-12-31"], ["2013-01-01", "2013-12-31"], DAY);
const EMPTY: Ask = of("2012-W01", ["2012-01-02", "2012-01-08"], ["2011-12-26", "2012-01-01"], DAY);

/// Every period, of everything and of one organisation with all below it.
fn spans() -> Vec<Ask<'static>> {
    let orgs = [None, Some("street"), Some("north")];
    let asks = [MARCH, WEEKS, YEAR, EMPTY].into_iter();
    asks.flat_map(|ask| orgs.map(|org| Ask { org, ..ask })).collect()
}

/// The same, and every filter.
fn filtered() -> Vec<Ask<'static>> {
    let narrow = [
        Ask { category: Some("patrol"), ..WEEKS },
        Ask { category: Some("patrol"), org: Some("street"), ..MARCH },
        Ask { program: Some("reading"), ..YEAR },
        Ask { lead: Some("w0"), ..YEAR },
        Ask { lead: Some("v3"), ..YEAR },
        Ask { who: Some("v0"), ..YEAR },
        Ask { who: Some("w3"), org: Some("north"), ..YEAR },
        Ask { role: Some("volunteer"), ..WEEKS },
        Ask { role: Some("worker"), category: Some("tutoring"), ..YEAR },
    ];
    spans().into_iter().chain(narrow).collect()
}

/// Holds a report against what another reading finds. Each of its sections has something to tell somewhere.
fn agree(report: &[&str], asks: Vec<Ask>, find: impl Fn(&Reading, &Ask) -> Sheet) {
    let (bench, reading) = town();
    let mut silent = BTreeSet::new();
    let mut filled: Vec<String> = Vec::new();
    for ask in asks {
        let ((told, sections), found) = (told(&bench, report, &ask), find(&reading, &ask));
        silent.extend(sections);
        filled.extend(found.0.keys().filter_map(|key| Some(key.split_once(": ")?.0.to_string())));
        for (key, row) in &found.0 {
            assert_eq!(told.0.get(key), Some(row), "{report:?} {:?}: {key}", ask.words());
        }
        let more: Vec<&String> = told.0.keys().filter(|key| !found.0.contains_key(*key)).collect();
        assert!(more.is_empty(), "{report:?} {:?}: {more:?}", ask.words());
    }
    silent.retain(|section| !filled.contains(section));
    assert!(silent.is_empty(), "{report:?}: nothing in {silent:?}");
}

#[test]
fn hours_are_what_another_reading_finds() {
    let by = ["month,org,kind,as,category", "year,lead,program,who", "org"];
    for by in by {
        let keys: Vec<&str> = by.split(',').collect();
        agree(&["hours", "--by", by], filtered(), |reading, ask| sums::hours(reading, ask, &keys));
    }
}

#[test]
fn a_summary_is_what_another_reading_finds() {
    agree(&["summary"], filtered(), sums::summary);
}

#[test]
fn plans_are_what_another_reading_finds() {
    agree(&["plan"], spans(), sums::plan);
}

#[test]
fn the_linkage_is_what_another_reading_finds() {
    agree(&["linkage"], filtered(), linkage::linkage);
}

#[test]
fn what_is_there_on_a_day_is_what_another_reading_finds() {
    agree(&["coverage"], spans(), stock::coverage);
    agree(&["tree"], spans(), stock::tree);
    let workforce =
        |reading: &Reading, ask: &Ask| below(reading, ask, stock::workforce, "org", "workers_below");
    agree(&["workforce"], spans(), workforce);
}

#[test]
fn volunteers_are_what_another_reading_finds() {
    let narrow = [
        Ask { category: Some("patrol"), ..YEAR },
        Ask { lead: Some("v0"), ..MARCH },
        Ask { lead: Some("w1"), org: Some("street"), ..WEEKS },
        Ask { who: Some("w0"), ..YEAR },
    ];
    agree(&["volunteers"], spans().into_iter().chain(narrow).collect(), people::volunteers);
}

#[test]
fn what_was_held_is_what_another_reading_finds() {
    agree(&["activities"], filtered(), held::activities);
    let shifts = |reading: &Reading, ask: &Ask| below(reading, ask, held::shifts, "shifts", "shifts_below");
    agree(&["shifts"], filtered(), shifts);
}

#[test]
fn what_was_followed_up_is_what_another_reading_finds() {
    let reports: [(&str, Find); 3] =
        [("needs", followed::needs), ("cases", followed::cases), ("feedback", followed::feedback)];
    for (report, find) in reports {
        let to = format!("{report}_below");
        agree(&[report], filtered(), |reading, ask| below(reading, ask, find, report, &to));
    }
}

#[test]
fn resources_are_what_another_reading_finds() {
    agree(&["resources"], filtered(), goods::resources);
}

#[test]
fn what_needs_a_person_is_what_another_reading_finds() {
    let asks = vec![YEAR, Ask { org: Some("street"), ..YEAR }, Ask { today: "2014-12-31", ..YEAR }];
    agree(&["nightly"], asks, watched::nightly);
}

/// Moves every file of a folder into a folder of its own between the kind's and the rest, in another order.
fn scatter(folder: &Path) {
    for kind in fs::read_dir(folder).expect("the store").map(|entry| entry.expect("an entry").path()) {
        if !kind.is_dir() || kind.ends_with(".tandem") {
            continue;
        }
        let mut inside: Vec<_> =
            fs::read_dir(&kind).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        inside.sort();
        for (at, path) in inside.iter().rev().enumerate() {
            let between = kind.join(["zz", "a-team", "m"][at % 3]);
            fs::create_dir_all(&between).expect("a folder");
            fs::rename(path, between.join(path.file_name().expect("a name"))).expect("a move");
        }
    }
}

#[test]
fn the_same_records_say_the_same_twice_and_in_any_folders() {
    let bench = Bench::with(Start::Records);
    let say = || {
        let reports = REPORTS.map(|report| bench.tandem(&typed(report, &["--format", "json"])).out);
        let shown = ["zh", "es"].map(|lang| bench.tandem(&typed(&["linkage"], &["--lang", lang])).out);
        (reports, shown)
    };
    let first = say();
    scatter(&bench.folder().join("records"));
    assert!(bench.folder().join("records/orgs/zz").exists() && first.0[0].contains("volunteer_minutes"));
    assert_eq!(say(), first, "another time, elsewhere");
}
