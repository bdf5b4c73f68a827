//! Laws of reports, over small stores made up at random, and the figures of one store with every oddity.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;
use tandem::locale::{Catalogue, Lang};
use tandem::model::book::{Book, Passed};
use tandem::model::code::{GROUPS, HEADS};
use tandem::model::kind::Kind;
use tandem::model::org::OrgKind;
use tandem::model::period::Period;
use tandem::model::training::TrainingKind;
use tandem::model::worker::{Pathway, Sector};
use tandem::report::activities::activities;
use tandem::report::coverage::coverage;
use tandem::report::hours::{Key, hours};
use tandem::report::nightly::{compared, watch};
use tandem::report::query::Query;
use tandem::report::shifts::shifts;
use tandem::report::summary::{Summary, summary};
use tandem::report::table::{Cell, Table, Type};
use tandem::report::tree::tree;
use tandem::report::workforce::workforce;
use tandem::store::disk::Memory;
use tandem::store::git::ObjectFormat;
use tandem::store::records::Records;

use crate::support::bench::{Bench, Start};

mod oddities;

type Files = Vec<(String, String)>;

const SETTINGS: &str =
    "format = 1\nname = \"x\"\ntimezone = \"Asia/Shanghai\"\ncurrency = \"CNY\"\nlocale = \"zh\"\n";

/// What reports say of some files, on a day.
fn read<T>(files: &Files, today: &str, report: impl FnOnce(&Book) -> T) -> T {
    let disk = Memory::holding(files.iter().map(|(path, text)| (&**path, &**text))).expect("paths");
    let records = Records::open(Arc::new(disk), ObjectFormat::Sha1).expect("a store");
    report(&Book::over(&records, today.parse().expect("a day")))
}

fn query(period: &str, org: Option<&str>) -> Query {
    Query { org: org.map(|org| org.parse().expect("an id")), ..Query::all(period.parse().expect("a period")) }
}

fn summed(files: &Files, period: &str, org: Option<&str>) -> Summary {
    read(files, "2014-04-20", |book| summary(book, &query(period, org))).expect("a summary")
}

/// The figures of a summary in one of its columns, as whole numbers.
fn figures(summary: &Summary, previous: bool) -> BTreeMap<String, i64> {
    let number = |cell: &Cell| match cell {
        Cell::Integer(number) => Some(*number),
        Cell::Minutes(minutes) => Some(minutes.count()),
        Cell::Money(money) => Some(money.hundredths()),
        _ => None,
    };
    let rows = summary.rows.iter();
    rows.filter_map(|(metric, line)| {
        let cell = if previous { &line.previous } else { &line.value };
        Some((metric.key(), number(cell).filter(|number| *number != 0)?))
    })
    .collect()
}

/// What happened on a day of March or April 2014: numbers out of which a record is made.
type Happening = (u8, u32, usize, usize, Vec<(u32, u32)>, [u32; 4]);

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let people = prop::collection::vec((0..6_u32, 0..200_u32), 0..5);
    let one = (0..6_u8, 0..58_u32, 0..3_usize, 0..2_usize, people, prop::array::uniform4(0..30_u32));
    prop::collection::vec(one, 0..14)
}

/// A store in which that happened; records are named by their place in the list, in one order or the other.
fn store(happenings: &[Happening], backwards: bool) -> Files {
    let mut files: Files = vec![("tandem.toml".into(), SETTINGS.into())];
    for (org, parent) in [("town", ""), ("team", "parent = \"town\"\n"), ("other", "")] {
        files.push((format!("orgs/{org}.toml"), format!("name = \"{org}\"\nkind = \"team\"\n{parent}")));
    }
    files.push(("workers/p0.toml".into(), "name = \"p\"\norg = \"town\"\nsame_as = \"p1\"\n".into()));
    files.push(("volunteers/p2.toml".into(), "name = \"p\"\nstatus = \"trainee\"\n".into()));
    files.push(("items/rice.toml".into(), "name = \"Rice\"\nunit = \"bag\"\n".into()));
    for (at, happening) in happenings.iter().enumerate() {
        let name = if backwards { 99 - at } else { at };
        files.push(record(name, happening));
    }
    files
}

fn record(name: usize, (sort, day, org, category, people, numbers): &Happening) -> (String, String) {
    let (month, day) = if *day < 29 { (3, day + 1) } else { (4, day - 28) };
    let org = ["town", "team", "other"][*org];
    let category = ["patrol", "culture"][*category];
    let [a, b, c, d] = numbers;
    let date = format!("2014-{month:02}-{day:02}");
    let mut text = format!("org: {org}\n");
    let rows = |text: &mut String, list: &str, row: &dyn Fn(u32, u32) -> String| {
        let mut told = std::collections::BTreeSet::new();
        let rows: Vec<String> = people
            .iter()
            .filter(|(who, _)| told.insert(*who))
            .map(|(who, number)| format!("- {{ who: p{who}, {} }}\n", row(*who, *number)))
            .collect();
        if !rows.is_empty() {
            let _ = write!(text, "{list}:\n{}", rows.concat());
        }
    };
    let status = ["invited", "confirmed", "attended", "absent", "declined", "standby"];
    let folder = match sort {
        0 | 1 => {
            let _ = writeln!(text, "title: x\ncategory: {category}\ndate: {date}");
            let _ =
                writeln!(text, "counts: {{ residents: {a}, elderly: {b}, people: {c}, households: {d} }}");
            let _ = writeln!(text, "outputs: {{ leaflets: {c} }}\nresults: {{ visits: {d} }}");
            rows(&mut text, "attendance", &|_, minutes| format!("hours: {minutes}m"));
            "activities"
        }
        2 => {
            let _ = writeln!(text, "title: x\ncategory: {category}\ndate: {date}\nplaces: {a}");
            let _ =
                writeln!(text, "start: \"09:00\"\nend: \"11:00\"\ncounts: {{ elderly: {b}, disabled: {c} }}");
            rows(&mut text, "assigned", &|_, number| format!("status: {}", status[number as usize % 6]));
            "shifts"
        }
        3 => {
            let _ = writeln!(text, "category: {category}\nopened: {date}\nstatus: met\nclosed: {date}");
            rows(&mut text, "log", &|_, minutes| format!("date: {date}, hours: {minutes}m"));
            "needs"
        }
        4 => {
            let _ = write!(
                text,
                "title: x\ndate: {date}\nresults: {{ passed: {a} }}\ncounts: {{ staff: {b} }}\n"
            );
            "trainings"
        }
        _ => {
            let _ = writeln!(text, "date: {date}\nkind: in\nitem: rice\nquantity: {}", a + 1);
            "movements"
        }
    };
    (format!("{folder}/2014/{month:02}/x{name:02}.yaml"), text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_halves_of_a_period_add_up(happenings in happenings()) {
        let files = store(&happenings, false);
        let [whole, first, second] =
            ["2014-03..2014-04", "2014-03", "2014-04"].map(|period| summed(&files, period, None));
        prop_assert_eq!(figures(&second, true), figures(&first, false), "before April there was March");
        let (mut whole, mut first, second) =
            (figures(&whole, false), figures(&first, false), figures(&second, false));
        let [all, march, april] =
            [&whole, &first, &second].map(|figures| figures.get("people").copied().unwrap_or_default());
        prop_assert!(all <= march + april && all >= march.max(april), "people are counted once");
        for (metric, number) in second {
            *first.entry(metric).or_default() += number;
        }
        whole.remove("people");
        first.remove("people");
        prop_assert_eq!(whole, first);
    }

    #[test]
    fn organisations_add_up_and_the_order_of_files_does_not_matter(happenings in happenings()) {
        let files = store(&happenings, false);
        let whole = summed(&files, "2014-03..2014-04", None);
        let backwards = summed(&store(&happenings, true), "2014-03..2014-04", None);
        prop_assert_eq!(&whole.rows, &backwards.rows);
        let mut parts: BTreeMap<String, i64> = BTreeMap::new();
        for org in ["town", "other"] {
            for (metric, number) in figures(&summed(&files, "2014-03..2014-04", Some(org)), false) {
                *parts.entry(metric).or_default() += number;
            }
        }
        let mut whole = figures(&whole, false);
        prop_assert!(whole.remove("people") <= parts.remove("people"));
        prop_assert_eq!(whole, parts, "a team counts in its town");
    }

    #[test]
    fn reports_agree_with_each_other(happenings in happenings()) {
        let files = store(&happenings, false);
        let query = query("2014-03..2014-04", None);
        let (summary, hours, shifts) = read(&files, "2014-04-20", |book| {
            let hours = hours(book, &query, &[Key::Org, Key::As]).expect("hours");
            (summary(book, &query).expect("a summary"), hours, shifts(book, &query).expect("shifts"))
        });
        let found = figures(&summary, false);
        let figure = |key: &str| found.get(key).copied().unwrap_or_default();
        prop_assert_eq!(figure("volunteer_minutes") + figure("worker_minutes"), hours.total.minutes.count());
        prop_assert_eq!(figure("attendances"), hours.total.attendances);
        prop_assert_eq!(figure("people"), hours.total.people());
        if !hours.below.is_empty() {
            let tops = hours.below.iter().filter(|(depth, ..)| *depth == 0).map(|(.., sum)| sum);
            let (rows, minutes) = tops.fold((0, 0), |(rows, minutes), sum| {
                (rows + sum.attendances, minutes + sum.minutes.count())
            });
            prop_assert_eq!((rows, minutes), (hours.total.attendances, hours.total.minutes.count()));
        }
        prop_assert_eq!(figure("shifts"), shifts.total.shifts.number);
        let heads = ["workers", "volunteers", "residents", "staff", "people"];
        let heads: i64 = heads.iter().map(|head| figure(&format!("heads_{head}"))).sum();
        prop_assert_eq!(figure("heads"), heads);
        let rate = summary.rows.iter().find(|(metric, _)| metric.key() == "fill_rate");
        if let Some((_, rate)) = rate {
            prop_assert_eq!(&rate.value, &shifts.total.fill_rate().0);
        }
        for read in [&summary.passed, &shifts.passed, &hours.passed] {
            let mut lines = read.lines.clone();
            lines.sort();
            lines.dedup();
            prop_assert_eq!(lines.len(), read.lines.len(), "a file is told once");
            prop_assert!(read.unusable.is_empty(), "{:?}", read.unusable);
        }
        rows_sum_to_totals(&shifts.tables()[0])?;
    }

    #[test]
    fn what_is_written_up_agrees_with_the_figures(happenings in happenings()) {
        let files = store(&happenings, false);
        let query = query("2014-03..2014-04", None);
        let (found, hours, summary) = read(&files, "2014-04-30", |book| {
            let hours = hours(book, &query, &[Key::Kind]).expect("hours");
            (activities(book, &query).expect("activities"), hours, summary(book, &query).expect("a summary"))
        });
        let rows = hours.tables().remove(0).rows;
        let activity = rows.iter().find(|row| row.cells[0] == Cell::from("activity"));
        let attendances = activity.map_or(Cell::Integer(0), |row| row.cells[1].clone());
        prop_assert_eq!(Cell::Integer(found.total.attendances.number), attendances);
        let figures = figures(&summary, false);
        let figure = |key: &str| figures.get(key).copied().unwrap_or_default();
        prop_assert_eq!(found.total.records.number, figure("activities"));
        prop_assert_eq!(found.total.outputs.get("leaflets").map_or(0, |count| count.number), figure("output_leaflets"));
        let grouped: i64 = found.groups.values().map(|group| group.tally.heads.number).sum();
        prop_assert_eq!(grouped, found.whole.tally.heads.number);
    }

    #[test]
    fn what_was_there_before_is_not_new(happenings in happenings()) {
        let files = store(&happenings, false);
        let query = query("2014-03..2014-04", None);
        let watch = |day: &str| read(&files, day, |book| watch(book, &query)).expect("what there is to see to");
        let is_new = |table: &Table| table.rows.iter().any(|row| row.cells[0] == Cell::from("yes"));
        let same = compared(watch("2014-04-20"), Some(&watch("2014-04-20")));
        prop_assert!(!same.iter().any(is_new));
        for table in compared(watch("2014-04-20"), Some(&watch("2014-03-20"))) {
            let marks: Vec<_> = table.rows.iter().map(|row| row.cells[0] == Cell::from("no")).collect();
            prop_assert!(marks.is_sorted(), "what is new comes first");
        }
        let unknown = compared(watch("2014-04-20"), None);
        prop_assert!(unknown.iter().all(|table| table.rows.iter().all(|row| row.cells[0] == Cell::from("yes"))));
    }
}

/// Rows of whole numbers sum to the total.
fn rows_sum_to_totals(table: &Table) -> Result<(), TestCaseError> {
    let Some(total) = &table.total else { return Ok(()) };
    for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.kind == Type::Integer) {
        let number = |cell: &Cell| if let Cell::Integer(number) = cell { *number } else { 0 };
        let sum: i64 = table.rows.iter().map(|row| number(&row.cells[at])).sum();
        prop_assert_eq!(sum, number(&total.cells[at]), "{}", column.key);
    }
    Ok(())
}

/// A report may go through a kind twice, to look people up and to count them.
#[test]
fn what_is_gone_through_twice_is_told_once() {
    let mut files = oddities::files();
    files.push(("workers/bad.toml".into(), "name = 3\n".into()));
    let mut passed = Passed::default();
    let mut seen = 0;
    read(&files, "2014-04-20", |book| {
        for _ in 0..2 {
            book.records(Kind::Worker, None, &mut passed, &mut |_, _| seen += 1).expect("the register");
        }
    });
    assert_eq!((passed.lines.len(), passed.unusable.len(), seen), (7, 1, 12));
}

/// Everything that reports can call something has a name in every language.
#[test]
fn every_figure_has_a_name_in_every_language() {
    let files = oddities::files();
    let query = query("2014-04", None);
    let period: Period = query.period.clone();
    let (tables, metrics) = read(&files, "2014-04-20", |book| {
        let summary = summary(book, &query).expect("a summary");
        let metrics: Vec<String> =
            summary.rows.keys().map(tandem::report::summary::metric::Metric::key).collect();
        let mut tables = vec![summary.table(), coverage(book, &period, None).expect("coverage").table()];
        tables.push(tree(book, &period, None).expect("a tree").table());
        tables.extend(workforce(book, &period, None).expect("a workforce").tables(period.to()));
        tables.extend(shifts(book, &query).expect("shifts").tables());
        tables.extend(activities(book, &query).expect("activities").tables());
        tables.extend(compared(watch(book, &query).expect("what there is to see to"), None));
        (tables, metrics)
    });
    let made_of_codes = ["heads_", "output_", "result_", "resources_"];
    for words in Lang::ALL.map(Catalogue::of) {
        for table in &tables {
            assert!(words.find(&format!("{}-title", table.key), &[]).is_some(), "{}", table.key);
            for column in &table.columns {
                assert!(words.find(&format!("column-{}", column.key), &[]).is_some(), "{}", column.key);
            }
        }
        for metric in metrics.iter().filter(|key| made_of_codes.iter().all(|start| !key.starts_with(start))) {
            assert!(words.code("metric", metric).is_some(), "{metric}");
        }
        for head in HEADS.iter().chain(&GROUPS).filter(|head| **head != "households") {
            assert!(words.code("heads", head).is_some(), "{head}");
        }
        assert!(OrgKind::ALL.iter().all(|kind| words.code("org-kind", kind.code()).is_some()));
        assert!(TrainingKind::ALL.iter().all(|kind| words.code("training", kind.code()).is_some()));
        assert!(Pathway::ALL.iter().all(|pathway| words.code("pathway", pathway.code()).is_some()));
        assert!(Sector::ALL.iter().all(|sector| words.code("sector", sector.code()).is_some()));
    }
}

/// What a report was made from is told of the same files that a commit's tree selects.
#[test]
fn a_report_of_what_is_committed_says_so() {
    let bench = Bench::with(Start::Committed);
    for report in ["summary", "coverage", "tree", "workforce", "shifts", "activities"] {
        let printed = bench.tandem(&["report", report, "--format", "json", "--period", "2014-04"]);
        let told: serde_json::Value = serde_json::from_str(&printed.out).expect("JSON");
        assert_eq!((&told["dirty"], &told["incomplete"]), (&false.into(), &0.into()), "{report}");
        assert_eq!(told["revision"], bench.git(&["rev-parse", "HEAD"]).as_str());
    }
}
