//! A store with forty different faults at once: all of them are told, each where it stands, and reports
//! still come out, marked as incomplete.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::support::bench::{Bench, Start};

/// The files of the store. Each fault stands on a line of its own.
const FILES: &[(&str, &str)] = &[
    (
        "tandem.toml",
        "format = 1\nname = \"Hongxing\"\ntimezone = \"Asia/Shanghai\"\n\n[check]\noverlapp = \"deny\"\n",
    ),
    ("orgs/hongxing.toml", "name = \"红星\"\nkind = \"community\"\nparent = \"jiulong\"\n"),
    ("orgs/jiulong.toml", "name = \"九龙\"\nkind = \"street\"\nparent = \"hongxing\"\n"),
    ("orgs/Station.toml", "name = \"Station\"\nkind = \"station\"\n"),
    ("orgs/depot.toml", "name = \"Depot\"\nkind = \"statoin\"\n"),
    ("orgs/old.txt", "kept for later\n"),
    ("workers/wang-fang.toml", "name = \"王芳\"\norg = \"hongxing\"\nstatus = \"left\"\nleft = 2026-09-30\n"),
    ("workers/zhao-min.toml", "name = \"赵敏\"\norg = \"hongxing\"\nsame_as = \"li-na\"\n"),
    ("workers/zhao-jun.toml", "name = \"赵军\"\norg = \"hongxing\"\nsame_as = \"li-na\"\n"),
    (
        "workers/sun-li.toml",
        "name = \"孙丽\"\norg = \"hongxing\"\njoined = 2026-05-02\nleft = 2026-05-01\nstatus = \"left\"\n\n[[supervisor]]\nwho = \"sun-li\"\n",
    ),
    ("volunteers/li-na.toml", "name = \"李娜\"\nskils = [\"singing\"]\nphone = 64312\n"),
    (
        "volunteers/zhou-wei.toml",
        "name = \"周伟\"\nstatus = \"left\"\n\n[[lead]]\nwho = \"sun-li\"\n\n[[lead]]\nwho = \"zhao-min\"\nfrom = 2026-01-01\n",
    ),
    ("volunteers/gao-feng.toml", "name = \"高峰\"\njoined = 2014-5-2\n"),
    ("volunteers/liu-yang.toml", "name = \"刘洋\"\nborn = 2012\nstatus = \"trainee\"\n"),
    ("volunteers/he-jing.toml", "org = \"hongxing\"\n"),
    ("residents/old-mrs-zhou.toml", "kind = \"person\"\norg = \"hongxing\"\nnote = \"third floor\"\n"),
    ("residents/r-7k3q9d.toml", "kind = \"person\"\norg = \"hongxing\"\nhousehold = \"old-mrs-zhou\"\n"),
    ("items/rice.toml", "name = \"Rice\"\nunit = \"bag\"\nkind = \"money\"\n"),
    (
        "activities/2026/10/2026-10-20-fair.yaml",
        "title: Fair\ncategory: culture\norg: hongxing\ndate: 2026-10-20\nstart: \"19:00\"\nend: \"21:00\"\nlead: wang-fang\n\
         counts: { residents: 20, elderly: 30, guests: 2 }\nresults: { leaflets: 3 }\napprox: [countz]\nattendance:\n\
         \x20 - { who: li-na, hours: 2 }\n  - { who: zhou-wei, date: 2026-10-22 }\n  - { who: zhou-wei, as: worker }\n",
    ),
    (
        "activities/2026/10/2026-10-20-supper.yaml",
        "title: Supper\ncategory: cultrue\norg: hongxing\ndate: 2026-10-20\n",
    ),
    (
        "activities/2026/10/2026-10-20-visit.yaml",
        "title: Visit\ncategory: family\norg: hongxing\ndate: 2026-10-20\nattendance:\n  - { who: zhou-wei }\n  - { who: nobody, hours: 13 }\n",
    ),
    (
        "activities/2026/10/2026-10-21-songs.yaml",
        "title: Songs\ncategory: culture\norg: hongxing\ndate: 2026-10-21\nattendance:\n  - { who: zhou-wei, hours: 13 }\n",
    ),
    (
        "activities/2026/10/2026-11-01-song.yaml",
        "title: Song\ncategory: culture\norg: hongxing\ndate: 2026-11-01\n",
    ),
    (
        "activities/2026/10/2026-10-22-walk.yaml",
        "title: Walk\ncategory: culture\norg: hongxing\ndate: 2026-10-22\nspent: \"1,200\"\ncounts: 12\n",
    ),
    (
        "activities/2026/10/2026-10-23-talk.yaml",
        "title：Talk\ncategory: culture\norg: hongxing\ndate: 2026-10-23\n",
    ),
    (
        "shifts/2026/10/2026-10-20-desk.yaml",
        "title: Desk\ncategory: reception\norg: hongxing\ndate: 2026-10-20\nstart: \"18:00\"\nend: \"20:00\"\nlead: zhao-min\n\
         places: 2\nactivity: 2026-10-20-fair\nassigned:\n  - { who: li-na, status: attended }\n",
    ),
    (
        "shifts/2026/10/2026-10-20-door.yaml",
        "title: Door\ncategory: reception\norg: hongxing\ndate: 2026-10-20\nstart: \"19:00\"\nend: \"20:00\"\nlead: zhao-min\n\
         places: 1\nskills: [singing]\nrequires: [first-aid]\nassigned:\n  - { who: li-na, status: attended }\n  - { who: zhou-wei }\n",
    ),
    (
        "shifts/2026/10/2026-10-21-dawn.yaml",
        "title: Dawn\ncategory: patrol\norg: hongxing\ndate: 2026-10-21\nstart: \"04:00\"\nend: \"05:00\"\nlead: zhao-min\n\
         places: 2\nassigned:\n  - { who: li-na, status: attended }\n",
    ),
    (
        "shifts/2026/12/2026-12-20-door.yaml",
        "title: Door\ncategory: reception\norg: hongxing\ndate: 2026-12-20\nstart: \"19:00\"\nend: \"20:00\"\nplaces: 1\n\
         assigned:\n  - { who: liu-yang, status: confirmed }\n  - { who: zhou-wei }\n",
    ),
    (
        "needs/2026/10/n-7k3q9d.yaml",
        "org: hongxing\ncategory: family\nopened: 2026-10-20\nstatus: met\nlog:\n  - { date: 2026-10-20, who: li-na }\n  - { date: 2026-02-21, who: li-na }\n",
    ),
    (
        "feedback/2026/10/f-7k3q9d.yaml",
        "org: hongxing\nkind: hazard\ndate: 2026-10-20\nforwarded:\n  - { date: 2026-10-21, to: 街道办 }\n  - { date: 2026-10-21, to: 街道办 }\n",
    ),
    (
        "movements/2026/10/2026-10-20-in-rice.yaml",
        "date: 2026-10-20\norg: hongxing\nkind: in\nitem: rice\nquantity: 1.5\n",
    ),
];

fn store() -> Bench {
    let bench = Bench::with(Start::Nothing);
    for (path, text) in FILES {
        let path = bench.folder().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    bench
}

/// What is told of them: file, line and rule.
const TOLD: &[&str] = &[
    "activities/2026/10/2026-10-20-fair.yaml:7 left-leader",
    "activities/2026/10/2026-10-20-fair.yaml:8 group-count",
    "activities/2026/10/2026-10-20-fair.yaml:8 unknown-count",
    "activities/2026/10/2026-10-20-fair.yaml:9 unknown-measure",
    "activities/2026/10/2026-10-20-fair.yaml:10 unknown-approx",
    "activities/2026/10/2026-10-20-fair.yaml:12 overlap-activity",
    "activities/2026/10/2026-10-20-fair.yaml:13 attendance-date",
    "activities/2026/10/2026-10-20-fair.yaml:14 overlap-activity",
    "activities/2026/10/2026-10-20-fair.yaml:14 wrong-crew",
    "activities/2026/10/2026-10-20-supper.yaml:2 code",
    "activities/2026/10/2026-10-20-visit.yaml:6 no-hours",
    "activities/2026/10/2026-10-20-visit.yaml:7 missing-reference",
    "activities/2026/10/2026-10-20-visit.yaml:7 daily-maximum",
    "activities/2026/10/2026-10-21-songs.yaml:6 daily-maximum",
    "activities/2026/10/2026-10-22-walk.yaml:5 value",
    "activities/2026/10/2026-10-22-walk.yaml:6 type",
    "activities/2026/10/2026-10-23-talk.yaml:1 syntax",
    "activities/2026/10/2026-11-01-song.yaml:4 misplaced",
    "feedback/2026/10/f-7k3q9d.yaml:6 duplicate-key",
    "items/rice.toml:3 money-unit",
    "movements/2026/10/2026-10-20-in-rice.yaml:5 whole-quantity",
    "needs/2026/10/n-7k3q9d.yaml:4 status-date",
    "needs/2026/10/n-7k3q9d.yaml:7 date-order",
    "orgs/Station.toml:1 bad-id",
    "orgs/depot.toml:2 code",
    "orgs/hongxing.toml:3 tree-cycle",
    "orgs/jiulong.toml:3 tree-cycle",
    "orgs/old.txt:1 stray-file",
    "residents/old-mrs-zhou.toml:1 id-form",
    "residents/old-mrs-zhou.toml:3 open-text",
    "residents/r-7k3q9d.toml:3 household",
    "shifts/2026/10/2026-10-20-desk.yaml:11 counted-twice",
    "shifts/2026/10/2026-10-20-door.yaml:8 full",
    "shifts/2026/10/2026-10-20-door.yaml:12 missing-credential",
    "shifts/2026/10/2026-10-20-door.yaml:12 missing-skill",
    "shifts/2026/10/2026-10-20-door.yaml:12 overlap",
    "shifts/2026/10/2026-10-20-door.yaml:13 missing-skill",
    "shifts/2026/10/2026-10-21-dawn.yaml:10 rest",
    "shifts/2026/12/2026-12-20-door.yaml:1 no-lead",
    "shifts/2026/12/2026-12-20-door.yaml:9 minor-without-consent",
    "shifts/2026/12/2026-12-20-door.yaml:10 not-active",
    "tandem.toml:6 unknown-field",
    "volunteers/gao-feng.toml:2 syntax",
    "volunteers/he-jing.toml:1 missing-field",
    "volunteers/li-na.toml:2 unknown-field",
    "volunteers/li-na.toml:3 mistyped",
    "volunteers/zhou-wei.toml:2 status-date",
    "volunteers/zhou-wei.toml:8 two-leads",
    "workers/sun-li.toml:4 date-order",
    "workers/sun-li.toml:8 own-lead",
    "workers/zhao-jun.toml:3 same-as-twice",
    "workers/zhao-min.toml:3 same-as-twice",
];

#[test]
fn forty_faults_are_told_all_of_them_in_order() {
    let checked = store().tandem(&["check", "--format", "json"]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    let answer: Value = serde_json::from_str(&checked.out).expect("JSON");
    let problems = answer["problems"].as_array().expect("a list");
    let told = problems.iter().map(|problem| {
        let text = |field: &str| problem[field].as_str().unwrap_or_default();
        format!("{}:{} {}", text("path"), problem["line"].as_u64().unwrap_or_default(), text("rule"))
    });
    assert_eq!(told.collect::<Vec<_>>(), TOLD);
    let rules: BTreeSet<&str> = TOLD.iter().filter_map(|line| line.rsplit(' ').next()).collect();
    assert!(rules.len() >= 40, "only {} different faults", rules.len());
}

#[test]
fn reports_on_it_come_out_and_say_what_is_missing() {
    let bench = store();
    let words = ["report", "hours", "--period", "2026", "--format", "json"];
    let reported = bench.tandem(&words);
    assert_eq!(reported.code, 0, "{}", reported.err);
    let report: Value = serde_json::from_str(&reported.out).expect("JSON");
    assert_eq!(report["incomplete"], 5, "{report:#}");
    let total = &report["sections"][0]["total"];
    assert_eq!(
        (&total["attendances"], &total["people"], &total["minutes"]),
        (&json!(8), &json!(3), &json!(2160))
    );
    assert_eq!(bench.tandem(&[&words[..], &["--strict"]].concat()).code, 1);
}
