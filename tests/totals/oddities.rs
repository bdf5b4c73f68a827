//! One small store with every oddity that figures can have, and what reports say of it, by hand.

use std::fmt::Write as _;

use tandem::model::period::Period;
use tandem::render::csv::csv;
use tandem::report::table::{Document, Table};

use super::{Bench, Files, SETTINGS, Start, coverage, query, read, shifts, summary, tree, workforce};

const FILES: [(&str, &str); 34] = [
    ("orgs/city.toml", "name = \"City\"\nkind = \"city\"\n"),
    (
        "orgs/district.toml",
        "name = \"District\"\nkind = \"district\"\nparent = \"city\"\napprox = [\"declared.volunteers\"]\n\
         [[declared]]\nas_of = 2013-12-31\nworkers = 600\nvolunteers = 10000\nworkers-auxiliary = 72\n\
         [[declared]]\nas_of = 2014-05-01\nworkers = 700\n",
    ),
    (
        "orgs/hongxing.toml",
        "name = \"Hongxing\"\nkind = \"community\"\nparent = \"district\"\n\
         [profile]\nhouseholds = 3000\nresidents = 7860\nelderly = 1432\n",
    ),
    ("orgs/team.toml", "name = \"Team\"\nkind = \"team\"\nparent = \"hongxing\"\nclosed = 2014-04-30\n"),
    (
        "orgs/old-station.toml",
        "name = \"Old\"\nkind = \"station\"\nparent = \"district\"\nclosed = 2014-04-29\n\
         profile = { households = 50 }\n",
    ),
    ("orgs/club.toml", "name = \"Club\"\nkind = \"team\"\nparent = \"old-station\"\n"),
    ("orgs/loop-a.toml", "name = \"A\"\nkind = \"team\"\nparent = \"loop-b\"\n"),
    ("orgs/loop-b.toml", "name = \"B\"\nkind = \"team\"\nparent = \"loop-a\"\n"),
    ("orgs/lost.toml", "name = \"Lost\"\nkind = \"team\"\nparent = \"nowhere\"\n"),
    (
        "workers/w1.toml",
        "name = \"W\"\norg = \"hongxing\"\nsame_as = \"v1\"\nsector = \"community\"\n\
         [[credential]]\nname = \"social-worker\"\nissued = 2014-04-30\n\
         [[credential]]\nname = \"first-aid\"\nexpires = 2014-06-15\n",
    ),
    (
        "workers/w2.toml",
        "name = \"W\"\norg = \"hongxing\"\njoined = 2014-04-30\npathway = \"elected\"\n\
         [[credential]]\nname = \"social-worker\"\nexpires = 2014-04-29\n\
         [[credential]]\nname = \"cover\"\nkind = \"insurance\"\nexpires = 2014-04-30\n",
    ),
    ("workers/w3.toml", "name = \"W\"\norg = \"team\"\nstatus = \"left\"\nleft = 2014-04-30\n"),
    ("workers/w4.toml", "name = \"W\"\norg = \"team\"\nstatus = \"left\"\nleft = 2014-04-29\n"),
    ("workers/w5.toml", "name = \"W\"\norg = \"team\"\njoined = 2014-05-01\n"),
    ("workers/w6.toml", "name = \"W\"\norg = \"old-station\"\nstatus = \"left\"\n"),
    ("volunteers/v1.toml", "name = \"V\"\norg = \"hongxing\"\nteams = [\"team\"]\njoined = 2014-04-03\n"),
    ("volunteers/v2.toml", "name = \"V\"\nteams = [\"team\", \"club\"]\njoined = 2014-03-03\n"),
    ("volunteers/v3.toml", "name = \"V\"\norg = \"hongxing\"\nstatus = \"paused\"\n"),
    ("volunteers/v4.toml", "name = \"V\"\norg = \"hongxing\"\nstatus = \"trainee\"\njoined = 2014-04-02\n"),
    ("volunteers/v5.toml", "name = \"V\"\norg = \"loop-b\"\n"),
    ("items/fund.toml", "name = \"Fund\"\nunit = \"CNY\"\nkind = \"money\"\n"),
    ("items/rice.toml", "name = \"Rice\"\nunit = \"kg\"\n"),
    (
        "plans/hongxing-2014-04.toml",
        "org = \"hongxing\"\nperiod = \"2014-04\"\n\
         [[target]]\nmetric = \"activities\"\nvalue = 3\n[[target]]\nmetric = \"fill_rate\"\nvalue = 0.9\n\
         [[target]]\nmetric = \"volunteer_minutes\"\nvalue = 600\n\
         [[target]]\nmetric = \"output_leaflets\"\nvalue = 1\ncategory = \"publicity\"\n",
    ),
    (
        "activities/2014/04/a1.yaml",
        "title: x\ncategory: patrol\norg: hongxing\ndate: 2014-04-05\nserved: [r-7k3q9d, r-7k3q9e]\n\
         counts: { elderly: 30, disabled: 12, volunteers: 5, households: 9 }\n\
         outputs: { leaflets: 600, banners: 10 }\n\
         attendance:\n- { who: w1, hours: 2 }\n- { who: v1, hours: 3 }\n- { who: v2 }\n",
    ),
    (
        "activities/2014/03/a2.yaml",
        "title: x\ncategory: patrol\norg: hongxing\ndate: 2014-03-31\napprox: [counts.residents]\n\
         counts: { residents: 20, elderly: 8 }\nattendance:\n- { who: v2, hours: 1 }\n",
    ),
    (
        "corrections/2014/04/k1.yaml",
        "date: 2014-04-10\nof: activity/a2\nwho: v2\nhours: -0.5\nreason: left early\nby: w1\n",
    ),
    (
        "shifts/2014/04/s1.yaml",
        "title: x\ncategory: patrol\norg: hongxing\ndate: 2014-04-06\nstart: \"09:00\"\nend: \"11:00\"\n\
         places: { min: 2, want: 4, max: 5 }\nstatus: closed\ncounts: { people: 1 }\nassigned:\n\
         - { who: v1, status: attended }\n- { who: v2, status: absent }\n\
         - { who: v4, status: attended }\n- { who: v5, status: declined }\n",
    ),
    (
        "shifts/2014/04/s2.yaml",
        "title: x\ncategory: patrol\norg: team\ndate: 2014-04-25\nstart: \"09:00\"\nend: \"11:00\"\n\
         places: 3\nlead: w1\nassigned:\n- { who: w1 }\n",
    ),
    (
        "shifts/2014/04/s3.yaml",
        "title: x\ncategory: patrol\norg: team\ndate: 2014-04-07\nstart: \"09:00\"\nend: \"11:00\"\n\
         places: 9\nstatus: cancelled\ncounts: { people: 7 }\n",
    ),
    (
        "shifts/2014/04/s4.yaml",
        "title: x\ncategory: patrol\norg: team\ndate: 2014-04-08\nstart: \"09:00\"\nend: \"11:00\"\n\
         places: 1\nlead: w1\nassigned:\n- { who: v4, status: confirmed }\n",
    ),
    (
        "needs/2014/03/n-7k3q9d.yaml",
        "org: hongxing\ncategory: health\nopened: 2014-03-15\nstatus: met\nclosed: 2014-04-10\n",
    ),
    (
        "movements/2014/04/m1.yaml",
        "date: 2014-04-02\norg: hongxing\nkind: in\nitem: fund\nquantity: 1000.5\n",
    ),
    (
        "movements/2014/04/m2.yaml",
        "date: 2014-04-03\norg: hongxing\nkind: out\nitem: rice\nlines:\n\
         - { to: r-7k3q9d, quantity: 1.5 }\n- { to: r-7k3q9e, quantity: 2 }\n",
    ),
    (
        "trainings/2014/04/t1.yaml",
        "title: x\norg: hongxing\ndate: 2014-04-12\nhours: 2\nresults: { applicants: 226 }\n\
         counts: { residents: 30 }\nattendance:\n- { who: w1, hours: 3 }\n- { who: v4 }\n",
    ),
];

pub(super) fn files() -> Files {
    let settings = ("tandem.toml".to_string(), SETTINGS.to_string());
    let files = FILES.iter().map(|(path, text)| ((*path).to_string(), (*text).to_string()));
    [settings].into_iter().chain(files).collect()
}

/// A table as comma-separated values, those that are approximate marked.
fn told(tables: &[Table]) -> String {
    let mut text =
        csv(&Document::several("x", Vec::new(), "2014-04-20".parse().expect("a day"), tables.to_vec()));
    for row in tables.iter().flat_map(|table| &table.rows).filter(|row| !row.approx.is_empty()) {
        let _ = writeln!(text, "≈ {:?} {:?}", row.cells[0], row.approx);
    }
    text
}

fn april() -> Period {
    "2014-04".parse().expect("a period")
}

const SUMMARY: &str = "\
metric,type,value,previous,target
activities,integer,1,1,3
attendances,integer,4,1,
people,integer,2,1,
new_volunteers,integer,2,1,
volunteer_minutes,minutes,390,60,600
worker_minutes,minutes,120,0,
heads,integer,66,20,
heads_volunteers,integer,5,0,
heads_residents,integer,60,20,
heads_people,integer,1,0,
heads_elderly,integer,30,8,
heads_disabled,integer,12,0,
served,integer,2,0,
households,integer,9,0,
output_banners,integer,10,0,
output_leaflets,integer,600,0,
result_applicants,integer,226,0,
shifts,integer,3,0,
fill_rate,ratio,0.3750,,0.9000
needs_opened,integer,0,1,
needs_met,integer,1,0,
resources_in_fund,money,1000.50,0,
resources_out_rice,money,3.50,0,
≈ Text(\"heads\") {\"previous\"}
≈ Text(\"heads_residents\") {\"previous\"}
";

#[test]
fn a_summary_counts_what_there_was() {
    let summed = read(&files(), "2014-04-20", |book| summary(book, &query("2014-04", None)));
    assert_eq!(told(&[summed.expect("a summary").table()]), SUMMARY);
    let team = read(&files(), "2014-04-20", |book| summary(book, &query("2014-04", Some("team"))));
    let expected = "metric,type,value,previous,target\nshifts,integer,2,0,\nfill_rate,ratio,0.2500,,\n";
    assert_eq!(told(&[team.expect("a summary").table()]), expected);
}

const COVERAGE: &str = "\
org,households,residents,workers,volunteers,workers_declared,volunteers_declared,households_per_worker,volunteers_per_worker,groups
city,3000,7860,3,2,,,1000.0000,0.6667,elderly=1432
district,3000,7860,3,2,600,10000,5.0000,16.6667,elderly=1432
hongxing,3000,7860,3,2,,,1000.0000,0.6667,elderly=1432
team,,,1,2,,,,2.0000,
club,,,0,1,,,,,
loop-a,,,0,1,,,,,
loop-b,,,0,1,,,,,
≈ Text(\"district\") {\"volunteers_declared\", \"volunteers_per_worker\"}
";

#[test]
fn coverage_is_that_of_the_last_day() {
    let covered = read(&files(), "2014-04-20", |book| coverage(book, &april(), None)).expect("coverage");
    assert_eq!(told(&[covered.table()]), COVERAGE);
    let one = "hongxing".parse().ok();
    let covered = read(&files(), "2014-04-20", |book| coverage(book, &april(), one.as_ref()));
    let orgs: Vec<String> = covered.expect("coverage").rows.iter().map(|row| row.org.to_string()).collect();
    assert_eq!(orgs, ["hongxing", "team"]);
}

#[test]
fn a_tree_loses_nobody() {
    let tree = read(&files(), "2014-04-20", |book| tree(book, &april(), None)).expect("a tree");
    let rows: Vec<String> =
        tree.rows.iter().map(|row| format!("{}{}", " ".repeat(row.depth), row.org)).collect();
    assert_eq!(rows, ["city", " district", "  hongxing", "   team", "  club", "lost", "loop-a", " loop-b"]);
    let children: Vec<i64> = tree.rows.iter().map(|row| row.children).collect();
    assert_eq!(children, [1, 1, 1, 0, 0, 0, 1, 1]);
}

const WORKFORCE: &str = "\
credential,workers
first-aid,1
social-worker,1
,2

sector,workers
community,1
,2

pathway,workers
elected,1
,2

org,workers
hongxing,2
team,1

org,workers
city,3
district,3
hongxing,3
team,1

credential,workers
social-worker,1

org,name,as_of,value,share
district,volunteers,2013-12-31,10000,
district,workers,2013-12-31,600,
district,workers-auxiliary,2013-12-31,72,0.1200

who,credential,expires,days,within
w2,cover,2014-04-30,0,30
w1,first-aid,2014-06-15,46,60

kind,trainings,attendances,minutes
course,1,2,300
≈ Text(\"district\") {\"value\"}
";

#[test]
fn the_workforce_is_that_of_the_last_day() {
    let force = read(&files(), "2014-04-20", |book| workforce(book, &april(), None)).expect("a workforce");
    assert_eq!(told(&force.tables(april().to())), WORKFORCE);
    assert_eq!((force.workers.number, force.newly_certified.number), (3, 1));
}

const SHIFTS: &str = "\
org,shifts,places,assigned,confirmed,attended,absent,fill_rate,absence_rate
hongxing,1,4,3,0,2,1,0.5000,0.3333
team,2,4,2,1,0,0,0.2500,

org,shifts,places,assigned,confirmed,attended,absent,fill_rate,absence_rate
city,3,8,5,1,2,1,0.3750,0.3333
district,3,8,5,1,2,1,0.3750,0.3333
hongxing,3,8,5,1,2,1,0.3750,0.3333
team,2,4,2,1,0,0,0.2500,

id,date,title,org,taken,needed
s2,2014-04-25,x,team,1,3

id,date,title,org,taken,needed
s1,2014-04-06,x,hongxing,3,2

id,date,title,org,taken,needed
s4,2014-04-08,x,team,0,1

id,date,title,org,taken,needed
s4,2014-04-08,x,team,0,1
";

#[test]
fn shifts_are_told_of_that_somebody_must_see_to() {
    let found = read(&files(), "2014-04-20", |book| shifts(book, &query("2014-04", None)));
    assert_eq!(told(&found.expect("shifts").tables()), SHIFTS);
    let one = |alter: &dyn Fn(&mut tandem::report::query::Query)| {
        let mut query = query("2014-04", None);
        alter(&mut query);
        read(&files(), "2014-04-20", |book| shifts(book, &query)).expect("shifts").total
    };
    let workers = one(&|query| query.role = "worker".parse().ok());
    assert_eq!((workers.assigned.number, workers.shifts.number), (1, 0), "a crew is people, not shifts");
    let twin = one(&|query| query.who = "w1".parse().ok());
    assert_eq!(twin.assigned.number, 2, "w1 and v1 are one person");
}

/// Forty records, each wrong in another way: folder and text. What stands after `+` is the end of an
/// activity that begins well.
const FAULTS: [(&str, &str); 40] = [
    ("activities/2014/04", "title: ["),
    ("activities/2014/04", ""),
    ("activities/2014/04", "- a\n"),
    ("activities/2014/04", "title: x\ncategory: patrol\norg: team\n"),
    ("activities/2014/04", "title: x\ncategory: patrol\ndate: 2014-04-01\n"),
    ("activities/2014/04", "title: x\norg: team\ndate: 2014-04-01\n"),
    ("activities/2014/04", "category: patrol\norg: team\ndate: 2014-04-01\n"),
    ("activities/2014/04", "+date: 2014-02-30\n"),
    ("activities/2014/04", "+date: soon\n"),
    ("activities/2014/04", "+date: 2014-05-01\n"),
    ("activities/2014/04", "+date: 2014-04-01\ntitle: y\n"),
    ("activities/2014/04", "+date: 2014-04-01\ncounts: many\n"),
    ("activities/2014/04", "+date: 2014-04-01\ncounts: { residents: many }\n"),
    ("activities/2014/04", "+date: 2014-04-01\ncounts: { residents: -3 }\n"),
    ("activities/2014/04", "+date: 2014-04-01\ncounts: { residents: 2.5 }\n"),
    ("activities/2014/04", "+date: 2014-04-01\ncounts: { staff: 1, staff: 2 }\n"),
    ("activities/2014/04", "+date: 2014-04-01\noutputs: [leaflets]\n"),
    ("activities/2014/04", "+date: 2014-04-01\nattendance: { who: v1 }\n"),
    ("activities/2014/04", "+date: 2014-04-01\nattendance:\n- { hours: 2 }\n"),
    ("activities/2014/04", "+date: 2014-04-01\nattendance:\n- { who: v1, hours: two }\n"),
    ("activities/2014/04", "+date: 2014-04-01\nattendance:\n- { who: v1, hours: -2 }\n"),
    ("activities/2014/04", "+date: 2014-04-01\nattendance:\n- { who: v1, hours: 0.333 }\n"),
    ("activities/2014/04", "+date: 2014-04-01\nattendance:\n- { who: v1, hours: 2:30 }\n"),
    ("activities/2014/04", "+date: 2014-04-01\nattendance:\n- { who: v1, hours: 2, state: fine }\n"),
    ("activities/2014/04", "+date: 2014-04-01\nattendance:\n- { who: v1, hours: 2, as: boss }\n"),
    ("activities/2014/04", "+date: 2014-04-01\nattendance:\n- { who: v1, hours: 2, rating: 9 }\n"),
    ("activities/2014/04", "+date: 2014-04-01\nattendance:\n- { who: v1, hours: 2, date: 2014-05-02 }\n"),
    ("activities/2014/04", "+date: 2014-04-01\nstart: \"25:00\"\n"),
    ("activities/2014/04", "+date: 2014-04-01\nstart: \"09:00\"\nend: \"09:00\"\n"),
    ("activities/2014/04", "+date: 2014-04-01\nvoid: {}\n"),
    ("activities/2014/04", "+date: 2014-04-01\nserved: r-7k3q9d\n"),
    ("activities/2014/04", "+date: 2014-04-01\nlead: Wang Fang\n"),
    (
        "shifts/2014/04",
        "title: x\ncategory: patrol\norg: team\ndate: 2014-04-01\nstart: \"09:00\"\nend: \"10:00\"\n",
    ),
    ("needs/2014/04", "org: team\ncategory: patrol\nopened: 2014-04-01\nstatus: lost\n"),
    ("movements/2014/04", "date: 2014-04-01\norg: team\nkind: in\nitem: rice\nquantity: -1\n"),
    ("trainings/2014/04", "title: x\norg: team\ndate: 2014-04-01\nkind: party\n"),
    ("orgs", "name = \"x\"\nkind = \"kingdom\"\n"),
    ("workers", "name = \"x\"\n"),
    ("volunteers", "name = \"x\"\nname = \"y\"\n"),
    ("plans", "org = \"hongxing\"\nperiod = \"2014-13\"\n"),
];

#[test]
fn forty_faults_at_once_still_give_a_report() {
    let bench = Bench::with(Start::Nothing);
    let good = "title: x\ncategory: patrol\norg: team\n";
    let faulty = FAULTS.iter().enumerate().map(|(at, (folder, text))| {
        let ending = if folder.contains('/') { "yaml" } else { "toml" };
        let text = text.strip_prefix('+').map_or((*text).to_string(), |rest| format!("{good}{rest}"));
        (format!("{folder}/x{at:02}.{ending}"), text)
    });
    for (path, text) in files().into_iter().chain(faulty) {
        let path = bench.folder().join("records").join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let words = |report: &'static str| ["report", report, "--period", "2014-04", "--today", "2014-04-20"];
    let printed = bench.tandem(&[&words("summary")[..], &["--format", "json"]].concat());
    let told: serde_json::Value = serde_json::from_str(&printed.out).expect("JSON");
    assert_eq!((printed.code, &told["incomplete"]), (0, &40.into()), "{}", printed.err);
    assert!(
        printed.err.starts_with("warning: 40 records cannot be read and count nowhere\n"),
        "{}",
        printed.err
    );
    let printed = bench.tandem(&[&words("summary")[..], &["--format", "csv"]].concat());
    let figures = SUMMARY.split('≈').next().expect("the figures");
    assert_eq!(printed.out, figures, "what is bad counts nowhere");
    for (report, incomplete) in [("coverage", 3), ("tree", 3), ("workforce", 3), ("shifts", 4)] {
        let printed = bench.tandem(&[&words(report)[..], &["--format", "json", "--strict"]].concat());
        let told: serde_json::Value = serde_json::from_str(&printed.out).expect("JSON");
        assert_eq!((printed.code, &told["incomplete"]), (1, &incomplete.into()), "{report}: {}", printed.err);
    }
}
