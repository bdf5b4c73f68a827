//! Reports against numbers and checksums that were had in another way.
//!
//! The numbers of the sample store were added up by hand and by another program, from the files.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use serde_json::Value;
use sha2::{Digest, Sha256};
use tandem::model::book::Book;
use tandem::model::day::Day;
use tandem::model::kind::Kind;
use tandem::report::hours::{Hours, Key, hours};
use tandem::report::query::Query;
use tandem::store::disk::{Disk, Memory, Real};
use tandem::store::git::ObjectFormat;
use tandem::store::records::Records;

use crate::support::bench::{Bench, Start};

/// Attendances, people and minutes under the keys of a row, and in all.
type Added = (Vec<(String, i64, i64, i64)>, (i64, i64, i64));

fn today() -> Day {
    "2026-11-21".parse().expect("a day")
}

fn added(disk: Arc<dyn Disk>, by: &[Key], alter: impl Fn(&mut Query)) -> Hours {
    let records = Records::open(disk, ObjectFormat::Sha1).expect("a store");
    let mut query = Query::all("2014".parse().expect("a period"));
    alter(&mut query);
    hours(&Book::over(&records, today()), &query, by).expect("hours")
}

fn figures(hours: &Hours) -> Added {
    let row = |(key, sum): (&Vec<tandem::report::hours::Value>, &tandem::report::hours::Sum)| {
        let key: Vec<String> = key.iter().map(|value| format!("{value:?}")).collect();
        let key = key.join(" ").replace("Named(\"", "").replace("\")", "");
        (key, sum.attendances, sum.people(), sum.minutes.count())
    };
    let total = (hours.total.attendances, hours.total.people(), hours.total.minutes.count());
    (hours.rows.iter().map(row).collect(), total)
}

const MONTHS: [(&str, i64, i64, i64); 12] = [
    ("2014-01", 55, 40, 7_220),
    ("2014-02", 37, 28, 4_200),
    ("2014-03", 96, 53, 12_180),
    ("2014-04", 523, 123, 56_340),
    ("2014-05", 75, 47, 9_020),
    ("2014-06", 50, 41, 6_780),
    ("2014-07", 21, 14, 3_660),
    ("2014-08", 16, 13, 2_760),
    ("2014-09", 17, 15, 2_220),
    ("2014-10", 17, 17, 2_250),
    ("2014-11", 15, 12, 1_830),
    ("2014-12", 23, 21, 2_800),
];

const CATEGORIES: [(&str, i64, i64, i64); 22] = [
    ("child-youth", 10, 10, 1_350),
    ("convenience", 30, 21, 4_230),
    ("counselling", 19, 10, 2_040),
    ("culture", 56, 14, 6_270),
    ("disability-support", 5, 4, 840),
    ("elderly-care", 80, 24, 9_160),
    ("employment", 7, 5, 840),
    ("environment", 47, 37, 6_150),
    ("family", 21, 11, 1_980),
    ("health", 13, 9, 1_680),
    ("housekeeping", 1, 1, 90),
    ("information", 3, 3, 480),
    ("legal", 5, 3, 540),
    ("mediation", 85, 30, 10_110),
    ("organising", 12, 11, 1_230),
    ("patrol", 416, 37, 45_910),
    ("poverty-relief", 13, 8, 2_340),
    ("property", 3, 3, 360),
    ("publicity", 39, 32, 4_140),
    ("reception", 29, 6, 4_770),
    ("tutoring", 47, 6, 6_300),
    ("veterans", 4, 4, 450),
];

const ROLES: [(&str, i64, i64, i64); 2] = [("volunteer", 789, 111, 92_840), ("worker", 156, 42, 18_420)];

#[test]
fn the_sample_store_adds_up_as_it_does_by_hand() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
    let disk: Arc<dyn Disk> = Arc::new(Real::open(&sample).expect("the sample store"));
    let expected = |rows: &[(&str, i64, i64, i64)]| -> Added {
        let rows =
            rows.iter().map(|(key, rows, people, minutes)| ((*key).to_string(), *rows, *people, *minutes));
        (rows.collect(), (945, 148, 111_260))
    };
    let found = |by: Key| figures(&added(disk.clone(), &[by], |_| {}));
    assert_eq!(found(Key::Month), expected(&MONTHS));
    assert_eq!(found(Key::Category), expected(&CATEGORIES));
    assert_eq!(found(Key::As), expected(&ROLES));
    assert_eq!(found(Key::Year), expected(&[("2014", 945, 148, 111_260)]));
    let both = figures(&added(disk.clone(), &[Key::Month, Key::Category], |_| {}));
    assert_eq!(both.0.iter().map(|row| row.1).sum::<i64>(), 945);
    assert_eq!(both.1, (945, 148, 111_260));
}

/// A small store with every oddity that figures can have.
fn odd() -> Memory {
    let activity = |rest: &str| format!("title: x\ncategory: patrol\norg: team\n{rest}");
    let march = activity(
        "date: 2014-03-01\nstart: \"19:00\"\nend: \"21:30\"\nlead: boss\nattendance:\n\
         - { who: boss }\n- { who: boss-2, hours: 1 }\n- { who: ann, hours: 2h20m, date: 2014-03-02 }\n\
         - { who: bo, hours: 5, state: rejected }\n",
    );
    let april = activity("date: 2014-04-30\nattendance:\n- { who: ann, hours: 1 }\n- { who: bo }\n");
    let long = activity(
        "date: 2014-03-05\nuntil: 2014-03-07\nstart: \"09:00\"\nend: \"17:00\"\nattendance:\n- { who: ann }\n",
    );
    let other_month = activity("date: 2014-03-31\nattendance:\n- { who: ann, hours: 1, date: 2014-04-01 }\n");
    let guess = activity("date: 2014-04-02\napprox: [date]\nattendance:\n- { who: bo, hours: 0.5 }\n");
    let void = activity(
        "date: 2014-04-03\nattendance:\n- { who: ann, hours: 9 }\n\
         void: { date: 2014-04-04, by: boss, reason: twice }\n",
    );
    let elsewhere = "title: y\ncategory: culture\norg: other\ndate: 2014-04-05\n\
                     attendance:\n- { who: ann, hours: 3 }\n";
    Memory::holding([
        ("tandem.toml", "format = 1\nname = \"x\"\ntimezone = \"Asia/Shanghai\"\n"),
        ("orgs/town.toml", "name = \"Town\"\nkind = \"town\"\nparent = \"team\"\n"),
        ("orgs/team.toml", "name = \"Team\"\nkind = \"team\"\nparent = \"town\"\n"),
        ("orgs/other.toml", "name = \"Other\"\nkind = \"team\"\n"),
        ("workers/boss.toml", "name = \"Boss\"\norg = \"town\"\nsame_as = \"boss-2\"\n"),
        ("activities/2014/03/march.yaml", &march),
        ("activities/2014/03/long.yaml", &long),
        ("activities/2014/03/other-month.yaml", &other_month),
        ("activities/2014/04/april.yaml", &april),
        ("activities/2014/04/guess.yaml", &guess),
        ("activities/2014/04/void.yaml", &void),
        ("activities/2014/04/elsewhere.yaml", elsewhere),
        ("activities/2014/04/broken.yaml", "title: ["),
        ("activities/2014/05/misplaced.yaml", &april),
    ])
    .expect("paths")
}

fn odd_by(by: &[Key], alter: impl Fn(&mut Query)) -> Added {
    figures(&added(Arc::new(odd()), by, alter))
}

fn row(key: &str, attendances: i64, people: i64, minutes: i64) -> (String, i64, i64, i64) {
    (key.into(), attendances, people, minutes)
}

#[test]
fn what_counts_counts_once() {
    let (rows, total) = odd_by(&[Key::Month, Key::Lead], |_| {});
    assert_eq!(
        rows,
        [row("2014-03 boss", 3, 2, 150 + 60 + 140), row("2014-04 Missing", 3, 2, 60 + 30 + 180)]
    );
    assert_eq!(total, (6, 3, 620), "boss and boss-2 are one person");
    let hours = added(Arc::new(odd()), &[Key::Month], |_| {});
    let unusable: Vec<&str> = hours.passed.unusable.iter().map(|one| &*one.path).collect();
    assert_eq!(
        unusable,
        [
            "activities/2014/03/other-month.yaml",
            "activities/2014/04/broken.yaml",
            "activities/2014/05/misplaced.yaml"
        ]
    );
    let approximate: Vec<bool> = hours.rows.values().map(|sum| sum.approximate).collect();
    assert_eq!((approximate, hours.total.approximate), (vec![false, true], true));
}

#[test]
fn every_filter_takes_its_own() {
    let id = |text: &str| text.parse().ok();
    let total = |alter: &dyn Fn(&mut Query)| odd_by(&[Key::Year], alter).1;
    assert_eq!(total(&|query| query.org = id("town")), (5, 3, 440), "a circle of parents ends");
    assert_eq!(total(&|query| query.org = id("other")), (1, 1, 180));
    assert_eq!(total(&|query| query.category = "culture".parse().ok()), (1, 1, 180));
    assert_eq!(total(&|query| query.lead = id("boss-2")), (3, 2, 350));
    assert_eq!(total(&|query| query.who = id("boss")), (2, 1, 210));
    assert_eq!(total(&|query| query.role = "worker".parse().ok()), (1, 1, 150));
    assert_eq!(total(&|query| query.program = id("none")), (0, 0, 0));
    assert_eq!(
        total(&|query| query.period = "2014-03-02..2014-04-02".parse().expect("a period")),
        (2, 2, 170)
    );
}

/// Many activities by a rule that another piece of code can add up without reading any.
#[test]
fn rows_sum_to_what_was_written() {
    let categories = ["patrol", "culture", "tutoring"];
    let mut files = vec![(
        "tandem.toml".to_string(),
        "format = 1\nname = \"x\"\ntimezone = \"Asia/Shanghai\"\n".to_string(),
    )];
    let mut expected: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for number in 0_u32..300 {
        let (month, day) = (number % 12 + 1, number % 28 + 1);
        let category = categories[(number / 7 % 3) as usize];
        let mut text = format!(
            "title: x\ncategory: {category}\norg: team\ndate: 2014-{month:02}-{day:02}\nattendance:\n"
        );
        for who in 0..number % 5 {
            let minutes = 30 + (number * 7 + who * 13) % 200;
            let person = (number + who) % 40;
            writeln!(text, "- {{ who: v{person}, hours: {minutes}m }}").expect("a string takes all");
            let sum = expected.entry(format!("2014-{month:02} {category}")).or_default();
            *sum = (sum.0 + 1, sum.1 + i64::from(minutes));
        }
        files.push((format!("activities/2014/{month:02}/a{number}.yaml"), text));
    }
    let disk = Memory::holding(files.iter().map(|(path, text)| (&**path, &**text))).expect("paths");
    let (rows, total) = figures(&added(Arc::new(disk), &[Key::Month, Key::Category], |_| {}));
    let found: BTreeMap<String, (i64, i64)> =
        rows.into_iter().map(|(key, attendances, _, minutes)| (key, (attendances, minutes))).collect();
    let sums = expected.values().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    assert_eq!(found, expected);
    assert_eq!((total.0, total.2), sums);
}

fn report(bench: &Bench, words: &[&str]) -> Value {
    let words = [&["report", "hours", "--format", "json", "--period", "2014-03"], words].concat();
    let printed = bench.tandem(&words);
    assert_eq!(printed.code, 0, "{}", printed.err);
    serde_json::from_str(&printed.out).expect("JSON")
}

/// The checksum of what a report of March 2014 reads, from a commit's tree alone.
fn of_tree(bench: &Bench) -> String {
    let tree = bench.git(&["ls-tree", "-r", "HEAD"]);
    let mut lines: Vec<String> = tree
        .lines()
        .filter_map(|line| {
            let (entry, path) = line.split_once('\t')?;
            let blob = entry.split(' ').nth(2)?;
            let stem = path.rsplit('/').next()?.split('.').next()?;
            match path.split('/').next()? {
                "tandem.toml" => Some(format!("tandem.toml {blob}\n")),
                "orgs" => Some(format!("org/{stem} {blob}\n")),
                "workers" => Some(format!("worker/{stem} {blob}\n")),
                folder => {
                    let kind = ["activities", "shifts", "needs", "cases", "corrections"];
                    let kind = Kind::of_folder(folder).filter(|_| kind.contains(&folder))?;
                    let month = path.split('/').skip(1).take(2).collect::<Vec<_>>().join("-");
                    let later = matches!(kind, Kind::Need | Kind::Case) && month.as_str() < "2014-03";
                    (month == "2014-03" || later).then(|| format!("{kind}/{stem} {blob}\n"))
                }
            }
        })
        .collect();
    lines.sort();
    Sha256::digest(lines.concat()).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

#[test]
fn a_report_proves_what_it_was_made_from() {
    let bench = Bench::with(Start::Committed);
    let clean = report(&bench, &[]);
    assert_eq!(clean["records"], of_tree(&bench).as_str());
    assert_eq!(clean["revision"], bench.git(&["rev-parse", "HEAD"]).as_str());
    assert_eq!(clean["dirty"], false);
    bench.shell("echo '# later' >> activities/2014/04/2014-04-26-stairwell-clear-out.yaml");
    bench.shell("echo '# later' >> volunteers/li-na.toml");
    assert_eq!(report(&bench, &[]), clean, "what the report does not read does not matter");
    bench.shell("echo '# later' >> activities/2014/03/2014-03-26-night-patrol.yaml");
    let changed = report(&bench, &[]);
    assert_eq!((&changed["dirty"], &changed["revision"]), (&Value::Bool(true), &clean["revision"]));
    assert_ne!(changed["records"], clean["records"]);
    let past = report(&bench, &["--as-of", "HEAD"]);
    assert_eq!((&past["records"], &past["dirty"]), (&clean["records"], &Value::Bool(false)));
    bench.git(&["commit", "--quiet", "-am", "later"]);
    assert_eq!(report(&bench, &[])["records"], of_tree(&bench).as_str());
    bench.shell("git rm --quiet activities/2014/03/2014-03-26-night-patrol.yaml");
    assert_eq!(report(&bench, &[])["dirty"], true, "a file that is gone");
}

#[test]
fn an_answer_is_written_whole_and_not_among_the_records() {
    let bench = Bench::with(Start::Records);
    let printed = bench.tandem(&["volunteer", "list", "-o", "list.txt"]);
    assert_eq!((printed.code, printed.out.as_str()), (0, ""));
    let written = std::fs::read_to_string(bench.folder().join("list.txt")).expect("the file");
    assert_eq!(written, bench.tandem(&["volunteer", "list"]).out);
    let refused = bench.tandem(&["volunteer", "list", "-o", "records/list.txt"]);
    assert_eq!(refused.code, 2);
    assert!(!bench.folder().join("records/list.txt").exists());
    assert_eq!(bench.tandem(&["volunteer", "list", "-o", "nowhere/list.txt"]).code, 2);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let bench = Bench::with(Start::Records);
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let printed = bench.tandem_into(&["volunteer", "list"], writer.into());
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
}
