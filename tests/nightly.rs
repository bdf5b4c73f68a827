//! What needs a person: each thing is made to happen in a quiet store, is found, is new, decides the exit code, and
//! is no longer new once it was there the day before.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::bench::{Bench, Start};

/// The day after the last commit on the bench.
const DAY: &str = "2026-11-22";

/// The rows of each section, each as the values of its columns.
type Found = BTreeMap<String, Vec<Vec<String>>>;

/// A store in which nothing needs anybody.
fn quiet() -> Bench {
    let bench = Bench::with(Start::Nothing);
    let lines = [
        "tandem init Town --timezone Asia/Shanghai --git -q",
        "printf '[hours]\\nverify = true\\n' >> tandem.toml",
        "tandem org add Jiulong --kind community --id jiulong --no-commit",
        "tandem worker add 'Wang Fang' --org jiulong --joined 2020-01-01 --no-commit",
        "tandem volunteer add 'Li Na' --org jiulong --joined 2026-11-10 --no-commit",
        "tandem volunteer add 'Wu Min' --org jiulong --joined 2026-11-10 --status trainee --no-commit",
        "git add -A && git commit -qm 'a quiet town'",
    ];
    for line in lines {
        done(&bench, line);
    }
    bench
}

fn done(bench: &Bench, line: &str) {
    let printed = bench.shell(line);
    assert_eq!(printed.code, 0, "{line}: {}", printed.out);
}

/// What is found, all but the count of it, and the exit code.
fn nightly(bench: &Bench, more: &[&str]) -> (i32, Found) {
    let words = ["report", "nightly", "--today", DAY, "--format", "json"];
    // Later words win.
    let words: Vec<&str> =
        if more.contains(&"--today") { [&words[..2], &words[4..]].concat() } else { words.to_vec() };
    let printed = bench.tandem(&[&words, more].concat());
    let report: Value = serde_json::from_str(&printed.out).unwrap_or_else(|_| panic!("{}", printed.err));
    let mut found = Found::new();
    for section in report["sections"].as_array().expect("sections").iter().skip(1) {
        let keys: Vec<&str> = section["columns"]
            .as_array()
            .expect("columns")
            .iter()
            .filter_map(|column| column["key"].as_str())
            .collect();
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
        let rows = section["rows"].as_array().expect("rows").iter();
        let rows: Vec<Vec<String>> =
            rows.map(|row| keys.iter().map(|key| text(&row[key])).collect()).collect();
        if !rows.is_empty() {
            found.insert(section["key"].as_str().expect("a key").to_string(), rows);
        }
    }
    (printed.code, found)
}

/// The happening, the sections in which it shows, and the row of the first.
const HAPPENINGS: [(&str, &[&str], &[&str]); 13] = [
    (
        "tandem shift add Watch --category patrol --org jiulong --date 2026-11-25 --start 19:00 --end 21:00 --places 2 \
         --lead wang-fang",
        &["unfilled"],
        &["yes", "2026-11-25-watch", "2026-11-25", "Watch", "jiulong", "0", "2"],
    ),
    (
        "tandem shift add Watch --category patrol --org jiulong --date 2026-11-25 --start 19:00 --end 21:00 --places 1 \
         --assigned li-na",
        &["no_lead", "problems"],
        &["yes", "2026-11-25-watch", "2026-11-25", "Watch", "jiulong", "1", "1"],
    ),
    (
        "tandem shift add Watch --category patrol --org jiulong --date 2026-11-25 --start 19:00 --end 21:00 --places 1 \
         --lead wang-fang --assigned wu-min",
        &["trainees_only", "problems", "unfilled"],
        &["yes", "2026-11-25-watch", "2026-11-25", "Watch", "jiulong", "0", "1"],
    ),
    (
        "tandem shift add Watch --category patrol --org jiulong --date 2026-11-21 --start 19:00 --end 21:00 --places 1 \
         --lead wang-fang --assigned li-na",
        &["not_closed"],
        &["yes", "2026-11-21-watch", "2026-11-21", "Watch", "jiulong", "1", "1"],
    ),
    (
        "tandem need open --id n-7k3q9d --org jiulong --category health --opened 2026-11-18 --promised 2026-11-20 \
         --worker wang-fang",
        &["needs_overdue"],
        &["yes", "n-7k3q9d", "health", "jiulong", "wang-fang", "2026-11-20", "2"],
    ),
    (
        "tandem case open --id c-7k3q9d --org jiulong --kind family --category family --opened 2026-11-01 \
         --worker wang-fang --review 2026-11-20",
        &["reviews"],
        &["yes", "c-7k3q9d", "wang-fang", "2026-11-20", "2"],
    ),
    (
        "printf '[[credential]]\\nname = \"first-aid\"\\nexpires = 2027-01-11\\n' >> workers/wang-fang.toml",
        &["expiring"],
        &["yes", "wang-fang", "first-aid", "2027-01-11", "50", "60"],
    ),
    (
        "tandem activity log Long --category patrol --org jiulong --date 2026-11-20 --lead wang-fang \
         --attend '{ who: li-na, hours: 100, state: verified }'",
        &["levels_reached", "problems"],
        &["yes", "li-na", "stars", "one-star", "6000"],
    ),
    (
        "tandem feedback log --id f-7k3q9d --kind hazard --org jiulong --date 2026-11-21 --place Stairs --due 2026-11-30",
        &["hazards"],
        &["yes", "f-7k3q9d", "2026-11-21", "jiulong", "Stairs", "open", "2026-11-30"],
    ),
    (
        "tandem feedback log --id f-7k3q9d --kind hazard --org jiulong --date 2026-11-21 --status forwarded",
        &["hazards"],
        &["yes", "f-7k3q9d", "2026-11-21", "jiulong", "null", "forwarded", "null"],
    ),
    (
        "tandem activity log Walk --category patrol --org jiulong --date 2026-11-20 --lead wang-fang --attend li-na=2",
        &["waiting"],
        &["yes", "activity/2026-11-20-walk", "li-na", "2026-11-20", "volunteer", "120"],
    ),
    (
        "sed -i.old 's/2026-11-10/2026-09-20/' volunteers/li-na.toml && rm volunteers/li-na.toml.old",
        &["unseen"],
        &["yes", "li-na", "null", "null", "63", "60"],
    ),
    (
        "echo 'skils = [\"driving\"]' >> volunteers/li-na.toml",
        &["problems"],
        &["yes", "unknown-field", "volunteer/li-na skils", "there is no field `skils`"],
    ),
];

#[test]
fn each_thing_is_found_when_it_happens_and_is_new_only_once() {
    for (line, sections, row) in HAPPENINGS {
        let bench = quiet();
        assert_eq!(nightly(&bench, &[]), (0, Found::new()), "a quiet town");
        let line = if line.starts_with("tandem") {
            format!("{line} --no-commit --today {DAY}")
        } else {
            line.into()
        };
        done(&bench, &line);
        let (code, found) = nightly(&bench, &[]);
        let keys: BTreeSet<&str> = found.keys().map(String::as_str).collect();
        assert_eq!((code, keys), (1, sections.iter().copied().collect()), "{line}: {found:?}");
        assert_eq!(found[sections[0]][0], row, "{line}");
        assert!(found.values().flatten().all(|row| row[0] == "yes"), "{line}: {found:?}");
        // Once it was there, it is told and not new; what is only told as news is gone.
        done(&bench, "git add -A && git commit -qm 'it happened'");
        let (code, found) = nightly(&bench, &["--since", DAY]);
        assert_eq!(code, 0, "{line}: {found:?}");
        let is_news = ["levels_reached", "problems"].contains(&sections[0]);
        assert_eq!(found.contains_key(sections[0]), !is_news, "{line}: {found:?}");
        assert!(found.values().flatten().all(|row| row[0] == "no"), "{line}: {found:?}");
        let (code, _) = nightly(&bench, &["--since", "HEAD~1"]);
        assert_eq!(code, 1, "{line}: since the quiet town");
    }
}

/// What is seen to is not told again.
#[test]
fn each_thing_goes_when_somebody_sees_to_it() {
    for (happens, is_seen_to) in [
        (HAPPENINGS[0].0, "tandem shift assign 2026-11-25-watch li-na wang-fang"),
        (HAPPENINGS[0].0, "tandem shift cancel 2026-11-25-watch"),
        (HAPPENINGS[1].0, "tandem shift set 2026-11-25-watch lead=wang-fang"),
        (
            HAPPENINGS[3].0,
            "tandem shift attend 2026-11-21-watch li-na && tandem shift close 2026-11-21-watch",
        ),
        (HAPPENINGS[4].0, "tandem need close n-7k3q9d --status met"),
        (HAPPENINGS[5].0, "tandem case review c-7k3q9d 2026-12-20"),
        (HAPPENINGS[8].0, "tandem feedback answer f-7k3q9d --answer mended"),
        (HAPPENINGS[10].0, "tandem hours verify 2026-11-20-walk --all --by wang-fang"),
    ] {
        let bench = quiet();
        let section = HAPPENINGS.iter().find(|one| one.0 == happens).expect("a happening").1[0];
        done(&bench, &format!("{happens} --no-commit --today {DAY}"));
        assert!(nightly(&bench, &[]).1.contains_key(section), "{happens}");
        let typed = is_seen_to.replace(" && ", &format!(" --no-commit --today {DAY} && "));
        done(&bench, &format!("{typed} --no-commit --today {DAY}"));
        let (_, found) = nightly(&bench, &[]);
        assert!(!found.contains_key(section), "{is_seen_to}: {found:?}");
    }
}

/// Nothing is done but days go by: what comes with them is new on its day, and only then.
#[test]
fn what_comes_with_the_days_is_new_on_its_day() {
    let bench = quiet();
    for at in [6, 4, 8] {
        let line = HAPPENINGS[at].0;
        done(
            &bench,
            &if line.starts_with("tandem") {
                format!("{line} --no-commit --today {DAY}")
            } else {
                line.into()
            },
        );
    }
    done(&bench, "sed -i.old 's/2026-11-20/2026-12-20/' needs/2026/11/*.yaml && rm needs/2026/11/*.old");
    done(&bench, "git add -A && git commit -qm 'as it is'");
    // What is new is what was not so at the end of the day before.
    let new = |today: &str| {
        let (code, found) = nightly(&bench, &["--today", today]);
        let is_new = |rows: &Vec<Vec<String>>| rows.iter().any(|row| row[0] == "yes");
        let new: Vec<String> =
            found.iter().filter(|(_, rows)| is_new(rows)).map(|(key, _)| key.clone()).collect();
        assert_eq!(code, i32::from(!new.is_empty()), "{today}: {found:?}");
        new.join(" ")
    };
    assert_eq!(new("2026-11-22"), "");
    assert_eq!(new("2026-12-09"), "", "the last day but one before any step");
    assert_eq!(new("2026-12-10"), "unseen", "30 days after 10 November");
    assert_eq!(new("2026-12-11"), "", "the day after");
    assert_eq!(new("2026-12-12"), "expiring", "30 days before 11 January");
    assert_eq!(new("2026-12-21"), "needs_overdue", "the day after the promise");
    let steps = |today: &str, key: &str, column: usize| {
        let (_, found) = nightly(&bench, &["--today", today]);
        found.get(key).map_or("none".into(), |rows| rows[0][column].clone())
    };
    assert_eq!(
        ["2026-12-09", "2026-12-10", "2027-01-09", "2027-02-08"].map(|day| steps(day, "unseen", 5)),
        ["none", "30", "60", "90"]
    );
    assert_eq!(
        ["2026-10-12", "2026-10-13", "2026-11-12", "2026-12-12", "2027-01-11"]
            .map(|day| steps(day, "expiring", 5)),
        ["none", "90", "60", "30", "30"]
    );
    assert_eq!(steps("2027-01-12", "expiring", 5), "none", "it has expired");
}

#[test]
fn new_things_come_first_and_broken_records_are_no_silence() {
    let bench = quiet();
    done(&bench, &format!("{} --no-commit --today {DAY}", HAPPENINGS[0].0));
    done(&bench, "git add -A && git commit -qm 'it happened'");
    let earlier = HAPPENINGS[0].0.replace("2026-11-25", "2026-11-27");
    done(&bench, &format!("{earlier} --no-commit --today {DAY}"));
    let (code, found) = nightly(&bench, &["--since", "HEAD"]);
    let told: Vec<&str> = found["unfilled"].iter().map(|row| row[0].as_str()).collect();
    assert_eq!((code, told.as_slice(), &*found["unfilled"][0][2]), (1, &["yes", "no"][..], "2026-11-27"));
    done(&bench, "git add -A && git commit -qm 'and again' && echo '{' > volunteers/wu-min.toml");
    let (code, found) = nightly(&bench, &["--since", "HEAD"]);
    assert_eq!((code, &*found["problems"][0][1]), (1, "syntax"), "{found:?}");
}
