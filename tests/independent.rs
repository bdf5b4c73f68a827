//! An independent reading: a store made up by rule, read by other libraries and added up by other code, which
//! shares nothing with the program; its reports must say the same. And whatever order a disk gives its files
//! in, whatever folders they lie in, the same bytes come out, every time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::languages::{REPORTS, typed};
use crate::support::bench::{Bench, Start};

mod figures;
pub(crate) mod made;
mod reading;

use figures::{Figures, coverage, hours, linkage, summary};
use reading::Reading;

/// A report of the program as JSON.
fn told(bench: &Bench, words: &[&str]) -> Value {
    let printed =
        bench.tandem(&[&["report"], words, &["--format", "json", "--today", "2014-12-31"]].concat());
    assert_eq!((printed.code, &*printed.err), (0, ""), "{words:?}");
    let told: Value = serde_json::from_str(&printed.out).expect("JSON");
    assert_eq!(told["incomplete"], 0, "{words:?}");
    told
}

/// The whole numbers of a section, by the row's keys and the column's; what is nothing is left out.
fn found(told: &Value, section: &str, keys: &[&str], columns: &[&str]) -> Figures {
    let sections = told["sections"].as_array().expect("sections");
    let section = sections.iter().find(|one| one["key"] == section).expect("the section");
    let mut found = BTreeMap::new();
    for row in section["rows"].as_array().expect("rows") {
        let text = |key: &&str| row[*key].as_str().unwrap_or("-").to_string();
        let name: Vec<String> = keys.iter().map(text).collect();
        for column in columns {
            if let Some(number) = row[*column].as_i64().filter(|number| *number != 0) {
                found.insert(format!("{} {column}", name.join(" ")), number);
            }
        }
    }
    found
}

/// A bench with the store that was made up.
fn town() -> (Bench, Reading) {
    let bench = Bench::with(Start::Nothing);
    let files = made::store();
    for (path, text) in &files {
        let path = bench.folder().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("a file");
    }
    (bench, Reading::of(&files))
}

const PERIODS: [(&str, &str, &str); 3] = [
    ("2014-03", "2014-03-01", "2014-03-31"),
    ("2014-02-10..2014-03-20", "2014-02-10", "2014-03-20"),
    ("2014", "2014-01-01", "2014-12-31"),
];

#[test]
fn hours_are_what_another_reading_finds() {
    let (bench, reading) = town();
    for (period, from, to) in PERIODS {
        for org in [None, Some("street")] {
            let words = ["hours", "--by", "month,org,kind,as,category", "--period", period];
            let told = told(&bench, &[&words[..], &scope(org)].concat());
            let keys = ["month", "org", "kind", "as", "category"];
            let figures = ["attendances", "people", "minutes"];
            let mine = hours(&reading, from, to, org);
            assert_eq!(found(&told, "hours", &keys, &figures), mine.0, "{period} {org:?}");
            for (figure, number) in figures.iter().zip(mine.1) {
                assert_eq!(told["sections"][0]["total"][figure], number, "{period} {org:?}");
            }
        }
    }
}

#[test]
fn a_summary_is_what_another_reading_finds() {
    let (bench, reading) = town();
    for (period, from, to) in PERIODS {
        for org in [None, Some("street")] {
            let told = told(&bench, &[&["summary", "--period", period], &scope(org)[..]].concat());
            let mut found = found(&told, "summary", &["metric"], &["value"]);
            let rates = told["sections"][0]["rows"].as_array().expect("rows");
            let rate = rates.iter().find(|row| row["metric"] == "fill_rate").expect("a rate");
            found.insert("fill_rate value".into(), figures::ten_thousandths(&rate["value"]));
            assert_eq!(found, summary(&reading, from, to, org), "{period} {org:?}");
        }
    }
}

#[test]
fn the_linkage_is_what_another_reading_finds() {
    let (bench, reading) = town();
    for (period, from, to) in PERIODS {
        for org in [None, Some("street")] {
            let told = told(&bench, &[&["linkage", "--period", period], &scope(org)[..]].concat());
            let sections: [(&str, &str, &[&str]); 6] = [
                (
                    "linkage",
                    "who",
                    &["volunteers_led", "activities_led", "worker_minutes", "volunteer_minutes_led"],
                ),
                (
                    "linkage_orgs",
                    "org",
                    &["volunteers_led", "worker_minutes", "volunteer_minutes_led", "volunteer_minutes_unled"],
                ),
                ("given_orgs", "org", &["needs_found", "taken_up", "training_minutes"]),
                ("modes", "mode", &["activities", "worker_minutes", "volunteer_minutes"]),
                ("leaders", "led_by", &["activities", "volunteer_minutes"]),
                ("found", "found_by", &["opened", "taken_up"]),
            ];
            let mine = linkage(&reading, from, to, org);
            for (section, key, columns) in sections {
                let found = found(&told, section, &[key], columns);
                assert_eq!(found, mine[section], "{section}: {period} {org:?}");
            }
        }
    }
}

#[test]
fn the_coverage_is_what_another_reading_finds() {
    let (bench, reading) = town();
    for (period, _, to) in PERIODS {
        let told = told(&bench, &["coverage", "--period", period]);
        let columns =
            ["households", "residents", "workers", "volunteers", "workers_declared", "volunteers_declared"];
        let mut found = found(&told, "coverage", &["org"], &columns);
        for row in told["sections"][0]["rows"].as_array().expect("rows") {
            for column in ["households_per_worker", "volunteers_per_worker"] {
                let number = figures::ten_thousandths(&row[column]);
                if number != 0 {
                    found.insert(format!("{} {column}", row["org"].as_str().expect("an org")), number);
                }
            }
        }
        assert_eq!(found, coverage(&reading, to), "{period}");
    }
}

/// The words that ask for an organisation.
fn scope(org: Option<&str>) -> Vec<&str> {
    org.map(|org| vec!["--org", org]).unwrap_or_default()
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
