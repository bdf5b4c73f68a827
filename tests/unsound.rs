//! Every report of stores that are not as they should be: empty, with records that cannot be read, with
//! organisations that have no parent or go round in a circle, without workers, with half of what one would know.

use std::fs;

use serde_json::Value;

use crate::independent::town;
use crate::support::bench::{Bench, Printed, Start};

/// The reports as they are typed, each with the folders that it reads.
const REPORTS: [(&[&str], &[&str]); 16] = [
    (
        &["summary"],
        &[
            "orgs",
            "workers",
            "volunteers",
            "items",
            "plans",
            "activities",
            "shifts",
            "trainings",
            "needs",
            "cases",
            "feedback",
            "movements",
            "corrections",
        ],
    ),
    (&["hours", "--by", "month,kind,as"], SERVED),
    (&["hours", "--by", "org"], SERVED),
    (
        &["volunteers"],
        &["orgs", "workers", "volunteers", "activities", "shifts", "needs", "cases", "corrections"],
    ),
    (
        &["linkage"],
        &[
            "orgs",
            "workers",
            "volunteers",
            "programs",
            "activities",
            "shifts",
            "trainings",
            "needs",
            "cases",
            "corrections",
        ],
    ),
    (&["coverage"], &["orgs", "workers", "volunteers"]),
    (&["shifts"], &["orgs", "workers", "volunteers", "shifts"]),
    (&["needs"], &["orgs", "workers", "needs"]),
    (&["cases"], &["orgs", "workers", "cases"]),
    (&["feedback"], &["orgs", "workers", "feedback"]),
    (&["resources"], &["orgs", "workers", "items", "movements"]),
    (&["workforce"], &["orgs", "workers", "trainings"]),
    (
        &["plan"],
        &[
            "orgs",
            "workers",
            "volunteers",
            "items",
            "plans",
            "activities",
            "shifts",
            "trainings",
            "needs",
            "cases",
            "feedback",
            "movements",
            "corrections",
        ],
    ),
    (&["activities"], &["orgs", "workers", "programs", "activities", "shifts"]),
    (&["tree"], &["orgs", "workers", "volunteers"]),
    (&["nightly"], &FOLDERS),
];

const SERVED: &[&str] = &["orgs", "workers", "activities", "shifts", "needs", "cases", "corrections"];

/// All folders.
const FOLDERS: [&str; 19] = [
    "orgs",
    "workers",
    "volunteers",
    "residents",
    "programs",
    "services",
    "items",
    "series",
    "plans",
    "activities",
    "shifts",
    "trainings",
    "needs",
    "cases",
    "feedback",
    "movements",
    "awards",
    "certificates",
    "corrections",
];

/// A report of March 2014, on its last day.
fn report(bench: &Bench, words: &[&str], more: &[&str]) -> Printed {
    let march = ["--period", "2014-03", "--today", "2014-03-31"];
    bench.tandem(&[&["report"], words, &march[..], more].concat())
}

/// The same as JSON; what is to be seen to may be new.
fn told(bench: &Bench, words: &[&str], more: &[&str]) -> Value {
    let printed = report(bench, words, &[more, &["--format", "json"]].concat());
    assert!(printed.code <= i32::from(words[0] == "nightly"), "{words:?} {more:?}: {}", printed.err);
    serde_json::from_str(&printed.out).expect("JSON")
}

fn section<'a>(told: &'a Value, key: &str) -> &'a Vec<Value> {
    let mut sections = told["sections"].as_array().expect("sections").iter();
    let section = sections.find(|section| section["key"] == key).unwrap_or_else(|| panic!("no `{key}`"));
    section["rows"].as_array().expect("rows")
}

#[test]
fn nothing_at_all_is_told_as_nothing() {
    let bench = Bench::with(Start::Nothing);
    bench.write([("tandem.toml", "format = 1\nname = \"x\"\ntimezone = \"Asia/Shanghai\"\n")]);
    for (words, _) in REPORTS {
        let told = told(&bench, words, &["--strict", "--quiet"]);
        assert_eq!(told["incomplete"], 0, "{words:?}");
        for section in told["sections"].as_array().expect("sections") {
            assert_eq!(section["rows"].as_array().map(Vec::len), Some(0), "{words:?}: {section}");
        }
        let printed = report(&bench, words, &["--lang", "zh", "--quiet"]);
        assert_eq!((printed.code, &*printed.err), (0, ""), "{words:?}");
        assert!(printed.out.contains("2014"), "{words:?}: {}", printed.out);
    }
}

/// A record that cannot be read in every folder, of the months that are asked for and of others.
fn broken() -> Vec<(String, &'static str)> {
    let of = |folder: &str| match folder {
        register if FOLDERS[..9].contains(&register) => {
            let stem = if register == "residents" { "r-zzzzzz" } else { "broken" };
            (format!("{folder}/{stem}.toml"), "name = [")
        }
        "needs" => ("needs/2014/03/n-zzzzzz.yaml".into(), "title: ["),
        "cases" => ("cases/2014/03/c-zzzzzz.yaml".into(), "title: ["),
        "feedback" => ("feedback/2014/03/f-zzzzzz.yaml".into(), "title: ["),
        log => (format!("{log}/2014/03/2014-03-09-broken.yaml"), "title: ["),
    };
    FOLDERS.map(of).into()
}

#[test]
fn what_cannot_be_read_counts_nowhere_and_every_report_says_so() {
    let (bench, _) = town();
    let sound = REPORTS.map(|(words, _)| told(&bench, words, &["--quiet"])["sections"].clone());
    let broken = broken();
    bench.write(broken.iter().map(|(path, text)| (&**path, *text)));
    for ((words, folders), sound) in REPORTS.into_iter().zip(sound) {
        let told = told(&bench, words, &[]);
        assert_eq!(told["incomplete"], folders.len(), "{words:?}");
        if words[0] != "nightly" {
            assert_eq!(told["sections"], sound, "{words:?}");
        }
        let printed = report(&bench, words, &["--strict"]);
        assert_eq!(printed.code, 1, "{words:?}");
        let said = format!("warning: {} records cannot be read and count nowhere\n", folders.len());
        assert!(printed.err.contains(&said), "{words:?}: {}", printed.err);
        for form in ["table", "md", "html"] {
            let shown = report(&bench, words, &["--quiet", "--format", form]).out;
            assert!(shown.contains("incomplete"), "{words:?} as {form}");
        }
    }
}

/// Organisations that are part of one that is not there, of each other, of themselves; and one that nobody knows.
const ODD: [&str; 5] = ["orphan", "loop-a", "loop-b", "narcissus", "ghost"];

/// A store in which each of them has volunteers and something of everything, and none has a worker.
fn odd() -> Bench {
    let bench = Bench::with(Start::Nothing);
    bench.write([
        ("tandem.toml", "format = 1\nname = \"x\"\ntimezone = \"Asia/Shanghai\"\n"),
        (
            "orgs/orphan.toml",
            "name = \"O\"\nkind = \"team\"\nparent = \"nowhere\"\nprofile.households = 90\n",
        ),
        ("orgs/loop-a.toml", "name = \"A\"\nkind = \"team\"\nparent = \"loop-b\"\nprofile.households = 80\n"),
        ("orgs/loop-b.toml", "name = \"B\"\nkind = \"team\"\nparent = \"loop-a\"\nprofile.households = 70\n"),
        (
            "orgs/narcissus.toml",
            "name = \"N\"\nkind = \"team\"\nparent = \"narcissus\"\nprofile.households = 60\n",
        ),
        ("items/rice.toml", "name = \"Rice\"\nunit = \"bag\"\n"),
    ]);
    for (at, org) in ODD.iter().enumerate() {
        let head = format!("org: {org}\ncategory: patrol\n");
        let dated = format!("{head}title: x\ndate: 2014-03-05\n");
        let need = |rest: &str| format!("{head}opened: 2014-03-03\nclosed: 2014-03-20\nstatus: met\n{rest}");
        let files = [
            (format!("volunteers/v{at}.toml"), format!("name = \"V\"\norg = \"{org}\"\n")),
            (
                format!("activities/2014/03/a{at}.yaml"),
                format!("{dated}attendance:\n- {{ who: v{at}, hours: 2 }}\n"),
            ),
            (
                format!("shifts/2014/03/s{at}.yaml"),
                format!("{dated}start: \"09:00\"\nend: \"10:00\"\nplaces: 2\n"),
            ),
            (format!("needs/2014/03/n-00000{at}.yaml"), need("satisfaction: 4\n")),
            (format!("needs/2014/03/n-00001{at}.yaml"), need("")),
            (
                format!("cases/2014/03/c-00000{at}.yaml"),
                format!("{head}kind: family\nworker: nobody\nopened: 2014-03-07\n"),
            ),
            (
                format!("feedback/2014/03/f-00000{at}.yaml"),
                format!("org: {org}\nkind: hazard\ndate: 2014-03-08\nstatus: closed\nclosed: 2014-03-09\n"),
            ),
            (
                format!("movements/2014/03/m{at}.yaml"),
                format!("date: 2014-03-08\norg: {org}\nkind: in\nitem: rice\nquantity: 2\n"),
            ),
        ];
        bench.write(files.iter().map(|(path, text)| (&**path, &**text)));
    }
    bench
}

/// The organisations in a section's rows.
fn orgs(told: &Value, key: &str) -> Vec<String> {
    let rows = section(told, key).iter();
    rows.map(|row| row["org"].as_str().unwrap_or("-").to_string()).collect()
}

#[test]
fn organisations_without_a_place_are_lost_nowhere_and_hang_nothing() {
    let bench = odd();
    for (words, _) in REPORTS {
        let all = told(&bench, words, &["--strict", "--quiet"]);
        assert_eq!(all["incomplete"], 0, "{words:?}");
        for org in ["orphan", "loop-a", "narcissus"] {
            let one = told(&bench, words, &["--org", org, "--strict", "--quiet"]);
            assert_eq!(one["org"], org, "{words:?}");
        }
    }
    let known = &ODD[..4];
    let mut all: Vec<&str> = ODD.into();
    all.sort_unstable();
    let mut sorted = known.to_vec();
    sorted.sort_unstable();
    let (hours, shifts) = (["hours", "--by", "org"], ["shifts"]);
    for (words, key, expected) in [
        (&hours[..], "hours", &all),
        (&hours, "hours_below", &all),
        (&shifts, "shifts", &all),
        (&shifts, "shifts_below", &all),
        (&["activities"], "activities_below", &all),
        (&["needs"], "needs_below", &all),
        (&["cases"], "cases_below", &all),
        (&["feedback"], "feedback_below", &all),
        (&["tree"], "tree", &sorted),
        (&["linkage"], "linkage_orgs", &["-", "loop-a", "loop-b", "narcissus", "orphan"].into()),
    ] {
        let mut found = orgs(&told(&bench, words, &[]), key);
        found.sort_unstable();
        assert_eq!(found, *expected, "{words:?}: {key}");
    }
    let circle = orgs(&told(&bench, &hours, &["--org", "loop-b"]), "hours");
    assert_eq!(circle, ["loop-a", "loop-b"]);
    let below = told(&bench, &hours, &["--org", "loop-b"]);
    let minutes: Vec<i64> =
        section(&below, "hours_below").iter().filter_map(|row| row["minutes"].as_i64()).collect();
    assert_eq!(minutes, [240, 240], "each is below the other");
}

#[test]
fn for_each_of_no_workers_there_is_no_number() {
    let bench = odd();
    let coverage = told(&bench, &["coverage"], &[]);
    for row in section(&coverage, "coverage") {
        assert!(row["households"].as_i64() > Some(0) && row["workers"] == 0, "{row}");
        assert!(row["households_per_worker"].is_null() && row["volunteers_per_worker"].is_null(), "{row}");
    }
    let linkage = told(&bench, &["linkage"], &[]);
    let ratios = section(&linkage, "linkage_orgs").iter().map(|row| &row["ratio"]);
    assert!(ratios.clone().count() == 5 && ratios.clone().all(Value::is_null));
    let shown = report(&bench, &["coverage"], &[]).out;
    let row = shown.lines().find(|line| line.starts_with('O') && line.contains("90")).expect("the row");
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells, ["O", "90", "–", "0", "1", "–", "–", "–", "–", "–"]);
    let rows = report(&bench, &["coverage"], &["--format", "csv"]).out;
    assert!(rows.lines().any(|line| line == "orphan,90,,0,1,,,,,"), "{rows}");
}

#[test]
fn satisfaction_is_that_of_those_who_said_so() {
    let bench = odd();
    let needs = told(&bench, &["needs"], &[]);
    assert_eq!(
        section(&needs, "needs")[0]["satisfaction_mean"],
        "4.0000",
        "of ten that were met five said so"
    );
    let feedback = told(&bench, &["feedback"], &[]);
    let row = &section(&feedback, "feedback")[0];
    assert!(row["closed"] == 5 && row["satisfaction_mean"].is_null(), "{row}");
    fs::remove_file(bench.folder().join("needs/2014/03/n-000000.yaml")).expect("a file");
    let one = told(&bench, &["needs"], &["--org", "orphan"]);
    assert!(section(&one, "needs")[0]["satisfaction_mean"].is_null());
}
