//! What is published names nobody and tells no exact figure: every report in every format, the written summary and
//! the site, of a store in which every text about people is marked and no figure is a multiple of five.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use serde_json::Value;

use crate::languages::REPORTS;
use crate::support::bench::{Bench, Printed};
use crate::support::everything::{asked, bench};

/// Reports that are made of one's own or another day's records, and are asked as well.
const MORE: [&[&str]; 6] = [
    &["hours", "--by", "who"],
    &["hours", "--by", "year,lead"],
    &["hours", "--by", "month", "--org", "yv-committee"],
    &["activities"],
    &["activities", "--program", "yv-program0"],
    &["nightly"],
];

const FORMATS: [&str; 8] = ["table", "json", "jsonl", "csv", "tsv", "md", "html", "xlsx"];

/// The mark of what is about people.
const MARK: &str = "zq";

fn all() -> impl Iterator<Item = Vec<&'static str>> {
    REPORTS.iter().chain(&MORE).map(|report| report.to_vec())
}

/// A report of the year, or of what is to be seen to.
fn words<'a>(report: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    asked(&[&["report"], report, &["--period", "2014"], more].concat())
}

fn done(printed: &Printed) -> &str {
    assert!(printed.code < 2, "{}{}", printed.out, printed.err);
    &printed.out
}

fn json(bench: &Bench, report: &[&str], more: &[&str]) -> Value {
    let printed = bench.tandem(&words(report, &[more, &["--format", "json"]].concat()));
    serde_json::from_str(done(&printed)).expect("JSON")
}

/// The cells of a report: the section, the column's key and type, the value.
fn cells(report: &Value) -> Vec<(String, String, String, Value)> {
    let mut found = Vec::new();
    for section in report["sections"].as_array().expect("sections") {
        let rows = section["rows"].as_array().expect("rows").iter();
        let rows: Vec<&Value> = rows.chain(section.get("total").filter(|total| !total.is_null())).collect();
        for column in section["columns"].as_array().expect("columns") {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
            let (key, kind) = (text(&column["key"]), text(&column["type"]));
            for row in &rows {
                let kind = row["type"].as_str().filter(|_| kind == "integer").unwrap_or(&kind);
                found.push((text(&section["key"]), key.clone(), kind.to_string(), row[&key].clone()));
            }
        }
    }
    found
}

/// A figure in hundredths, so that money is a whole number too.
fn hundredths(value: &Value) -> Option<i64> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
    let (whole, rest) = text.split_once('.').unwrap_or((&text, "00"));
    let rest = format!("{rest:0<2}");
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    Some(whole.parse::<i64>().ok()?.checked_mul(100)? + sign * rest.parse::<i64>().ok()?)
}

/// Whether a figure of a type is one that is told to everybody.
fn is_rounded(kind: &str, value: &Value) -> bool {
    match kind {
        _ if value.is_null() => true,
        "integer" => value.as_i64().is_some_and(|number| number % 5 == 0),
        "minutes" => value.as_i64().is_some_and(|minutes| minutes % 300 == 0),
        "money" => hundredths(value).is_some_and(|money| money % 500 == 0),
        // Codes with numbers.
        "text" => value.as_str().is_none_or(|text| {
            let numbers = text.split(", ").filter_map(|one| one.split_once('=')?.1.parse::<i64>().ok());
            numbers.into_iter().all(|number| number % 5 == 0)
        }),
        _ => true,
    }
}

#[test]
fn no_exact_figure_is_told_to_machines() {
    let bench = bench("en");
    let mut told = 0;
    for report in all() {
        let quotients = |report: &Value| {
            let mut by_column: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
            for (section, key, kind, value) in cells(report) {
                if kind == "ratio" && key != "target" {
                    by_column.entry((section, key)).or_default().push(value);
                }
            }
            by_column
        };
        let (exact, public) = (json(&bench, &report, &[]), json(&bench, &report, &["--public"]));
        for (section, key, kind, value) in cells(&public) {
            assert!(is_rounded(&kind, &value), "{report:?}: {section}.{key} is {value}");
            told += usize::from(!value.is_null() && kind != "text");
        }
        let exact = quotients(&exact);
        for (column, values) in quotients(&public) {
            let exact = &exact[&column];
            let told =
                values.iter().zip(exact).filter(|(value, _)| values.len() == exact.len() && !value.is_null());
            // A half is what many counts come to; of others some may be right by chance.
            let is_half = |text: &str| text.ends_with(".0000") || text.ends_with(".5000");
            let told: Vec<_> = told.filter(|(value, _)| !value.as_str().is_some_and(is_half)).collect();
            let right = told.iter().filter(|(value, exact)| value == exact).count();
            assert!(right * 3 <= told.len(), "{report:?}: {column:?}: {told:?}");
        }
    }
    assert!(told > 500, "{told}");
}

/// Figures that must not be told.
struct Exact {
    /// As people read them: time in hours.
    people: BTreeSet<String>,
    /// As workbooks hold them: time in days.
    workbook: BTreeSet<String>,
}

/// The texts of a page.
fn texts(page: &str) -> String {
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    let told = |part: &str| {
        let (tag, after) = part.split_once('>').unwrap_or(("", part));
        let label = tag.split("aria-label=\"").nth(1).and_then(|rest| rest.split('"').next());
        [label.unwrap_or_default(), after].join("\n")
    };
    body.split('<').map(told).collect::<Vec<_>>().join("\n")
}

/// The figures of reports that are not multiples of five, as people and workbooks write them; small ones, which are
/// days of a month as well, are looked for by the machines' test.
fn exact(bench: &Bench) -> Exact {
    let (mut found, mut hours, mut days) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let figures = all().flat_map(|report| cells(&json(bench, &report, &[])));
    for (_, _, kind, value) in figures.filter(|(_, _, kind, value)| !is_rounded(kind, value)) {
        let Some(number) =
            hundredths(&value).map(i64::abs).filter(|number| *number >= 3200 && kind != "text")
        else {
            continue;
        };
        if kind == "minutes" {
            let minutes = number / 100;
            let hundredths = (minutes * 100 + 30) / 60;
            hours.insert(format!("{}.{:02}", hundredths / 100, hundredths % 100));
            let minutes = u32::try_from(minutes).expect("no more than a workbook takes");
            days.insert((f64::from(minutes) / 1440.0).to_string());
            // What has few decimals may be a quotient.
            days.retain(|day| day.len() > 6);
            continue;
        }
        let (whole, rest) = (number / 100, number % 100);
        found.insert(if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") });
    }
    found.retain(|number| !["2013", "2014"].contains(&&**number));
    hours.retain(|number| !number.ends_with(".00"));
    let workbook = found.union(&days).cloned().collect();
    Exact { people: found.into_iter().chain(hours).collect(), workbook }
}

/// The numbers in a text, their thousands not set apart; what is part of a word, a date or a hash is none.
fn numbers(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_.,:".contains(c);
    let words = text.split(|c: char| !is_part(c)).map(|word| word.trim_matches(['.', ',', ':']));
    let words = words.filter(|word| word.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ','));
    words.filter(|word| !word.is_empty()).map(|word| word.replace(',', "")).collect()
}

/// What a workbook holds: its texts and its numbers, without markup; a number that stands for a text is none.
fn unpacked(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(File::open(path).expect("a workbook")).expect("an archive");
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").to_string();
        let is_told = name.contains("sheet") || name.contains("sharedStrings");
        let mut markup = String::new();
        part.read_to_string(&mut markup).expect("text");
        assert!(!markup.to_lowercase().contains(MARK), "{name} names somebody: {markup}");
        let cells = markup.split("<c ").filter(|cell| is_told && !cell.contains(" t=\"s\""));
        for piece in cells.flat_map(|cell| cell.split('<')) {
            text.extend([piece.split_once('>').map_or("", |(_, after)| after), "\n"]);
        }
    }
    text
}

/// The answer in a format, as text that can be searched.
fn answer(bench: &Bench, report: &[&str], format: &str) -> String {
    let words = words(report, &["--public", "--format", format]);
    if format != "xlsx" {
        return done(&bench.tandem(&words)).to_string();
    }
    done(&bench.tandem(&[&words[..], &["-o", "book.xlsx"]].concat()));
    unpacked(&bench.folder().join("book.xlsx"))
}

fn breaches(text: &str, exact: &BTreeSet<String>) -> Vec<String> {
    let named = text.to_lowercase().find(MARK).map(|at| {
        let about: String = text.to_lowercase().split_at(at).1.chars().take(40).collect();
        format!("names `{about}`")
    });
    named
        .into_iter()
        .chain(numbers(text).intersection(exact).map(|number| format!("tells {number}")))
        .collect()
}

#[test]
fn no_name_and_no_exact_figure_is_in_any_format() {
    let bench = bench("en");
    let exact = exact(&bench);
    assert!(exact.people.len() > 800 && exact.workbook.len() > 700, "{}", exact.people.len());
    let mut found = 0;
    let narrated: [&[&str]; 2] =
        [&["activities", "--narrative"], &["activities", "--narrative", "--program", "yv-program0"]];
    for report in all().chain(narrated.map(<[&str]>::to_vec)) {
        for format in FORMATS {
            let text = answer(&bench, &report, format);
            let exact = if format == "xlsx" { &exact.workbook } else { &exact.people };
            assert_eq!(breaches(&text, exact), [""; 0], "{report:?} as {format}");
        }
        let open = bench.tandem(&words(&report, &[]));
        found += usize::from(!breaches(done(&open), &exact.people).is_empty());
    }
    assert!(found > 15, "the same search finds what is not published in {found} reports");
}

#[test]
fn a_site_that_is_published_names_nobody_and_tells_no_exact_figure() {
    let bench = bench("es");
    let exact = exact(&bench);
    let words = ["report", "site", "site", "--period", "2014", "--public"];
    done(&bench.tandem(&asked(&words)));
    let mut pages = 0;
    for folder in ["site", "site/reports", "site/orgs"] {
        for entry in fs::read_dir(bench.folder().join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|end| end == "html") {
                let page = fs::read_to_string(&path).expect("a page");
                // Spanish sets thousands apart by points and writes decimals with commas.
                let swap = |c| {
                    [('.', ','), (',', '.')].into_iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| to)
                };
                let swapped: String = texts(&page).chars().map(swap).collect();
                assert_eq!(breaches(&swapped, &exact.people), [""; 0], "{}", path.display());
                assert!(!page.to_lowercase().contains(MARK), "{}", path.display());
                pages += 1;
            }
        }
    }
    assert!(pages > 30, "{pages}");
}

/// Of a written summary every number is looked at: dates aside, and marks out of five.
#[test]
fn what_is_written_up_for_everybody_is_rounded_throughout() {
    let bench = bench("zh");
    let text = bench.tandem(&words(&["activities", "--narrative"], &["--public"])).out;
    let body = text.split("\n---\n").next().expect("the summary");
    let mut found = 0;
    for (at, _) in body.match_indices(|c: char| c.is_ascii_digit()) {
        if body[..at].ends_with(|c: char| c.is_ascii_digit() || ",.".contains(c)) {
            continue;
        }
        let number: String =
            body[at..].chars().take_while(|c| c.is_ascii_digit() || ",.".contains(*c)).collect();
        let after = body[at + number.len()..].chars().next().unwrap_or(' ');
        // What is called by a number is no figure.
        if "年月日分".contains(after) || body[..at].ends_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let number: i64 = number.replace(',', "").parse().unwrap_or_else(|_| panic!("{number}: {body}"));
        assert_eq!(number % 5, 0, "{number}{after}: {body}");
        found += 1;
    }
    assert!(found > 200 && body.contains("不足5"), "{found}: {body}");
}

#[test]
fn a_word_does_not_give_away_how_many_are_fewer_than_told() {
    let bench = bench("en");
    bench.shell("rm -rf records/activities records/shifts records/movements");
    let folder = bench.folder().join("records/activities/2014/02");
    fs::create_dir_all(&folder).expect("a folder");
    let written = |people: usize| {
        let rows: Vec<String> = (0..people).map(|at| format!("- {{ who: zq-v{at}, hours: 1 }}\n")).collect();
        let rows = rows.concat();
        let text = format!(
            "title: Zqtitle\ncategory: patrol\norg: yv-city\ndate: 2014-02-03\ncounts: {{ residents: {people} }}\n\
             outputs: {{ banners: {people} }}\nattendance:\n{rows}"
        );
        fs::write(folder.join("2014-02-03-zq.yaml"), text).expect("a file");
        let languages = ["en", "zh", "es"].map(|lang| {
            let printed = bench.tandem(&words(&["activities", "--narrative"], &["--public", "--lang", lang]));
            done(&printed).split("\n---\n").next().expect("the summary").to_string()
        });
        languages.to_vec()
    };
    let one = written(1);
    assert!(
        one[0].contains("fewer than 5 volunteers") && one[2].contains("menos de 5 voluntarios"),
        "{one:?}"
    );
    assert_eq!(one, written(4));
    assert_ne!(one, written(5));
}
