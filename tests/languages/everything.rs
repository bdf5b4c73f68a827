//! A store with something of everything, told in Chinese and Spanish: no word, code or unit of another language is
//! left, numbers have the language's form, and columns stand under each other at eighty.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use tandem::locale::{Catalogue, Lang};
use tandem::model::code::{CATEGORIES, MEASURES};
use tandem::model::kind::Kind;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::REPORTS;
use crate::support::bench::Bench;
use crate::support::everything::{asked, bench};

/// Reports besides those of every store.
const MORE: [&[&str]; 6] = [
    &["hours", "--by", "who,year"],
    &["activities"],
    &["activities", "--narrative"],
    &["activities", "--narrative", "--program", "yv-program0"],
    &["activities", "--narrative", "--public"],
    &["nightly"],
];

/// What no language has words for: names, and what a rule of repetition is written in.
const NAMES: [&str; 5] = ["CNY", "tandem", "Tandem", "FREQ", "WEEKLY"];

fn reports() -> impl Iterator<Item = Vec<&'static str>> {
    REPORTS.iter().chain(&MORE).map(|report| [&["report"], *report, &["--period", "2014"]].concat())
}

/// The words of a text: letters with what joins them; what has a digit is an id, a date or a hash.
fn words(text: &str) -> BTreeSet<&str> {
    // Markdown escapes what joins the words of a code; `KIND/ID` is typed.
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_/\\áéíóúüñÁÉÍÓÚÜÑ".contains(c);
    let words = text.split(|c| !is_part(c)).map(|word| word.trim_matches(['-', '_']));
    words
        .filter(|word| word.chars().count() > 1 && !word.contains(|c: char| c.is_ascii_digit()))
        .filter(|word| !["zq", "yv"].iter().any(|mark| word.to_lowercase().contains(mark)))
        .filter(|word| !NAMES.contains(word))
        .collect()
}

/// The values of the messages of a catalogue, without their variables.
fn messages(source: &str) -> String {
    let mut text = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let value =
            line.split_once('=').filter(|(key, _)| !key.starts_with(' ')).map_or(line, |(_, value)| value);
        let value = value.trim().trim_start_matches("*[other]").trim_start_matches("[one]");
        for (at, part) in value.split(['{', '}']).enumerate() {
            if at % 2 == 0 {
                text.extend([part, " "]);
            }
        }
    }
    text
}

/// Words that are English and not Spanish.
fn english() -> BTreeSet<String> {
    let labels = |at: usize| {
        let measures = MEASURES.iter().map(move |(_, _, labels)| labels[at]);
        CATEGORIES.iter().map(move |(_, _, labels)| labels[at]).chain(measures).collect::<Vec<_>>().join(" ")
    };
    let of = |source: &str, at: usize| -> BTreeSet<String> {
        let text = messages(source) + &labels(at);
        words(&text).into_iter().map(str::to_lowercase).collect()
    };
    let spanish = of(include_str!("../../src/locale/es.ftl"), 2);
    of(include_str!("../../src/locale/en.ftl"), 0).difference(&spanish).cloned().collect()
}

/// The words of a text that are none of its language.
fn strange(text: &str, lang: &str, english: &BTreeSet<String>) -> Vec<String> {
    let is_code = |word: &str| word.contains('_') || word.split('-').count() > 1;
    let words = words(text).into_iter().filter(|word| match lang {
        "zh" => word.is_ascii(),
        _ => english.contains(&word.to_lowercase()) || is_code(word),
    });
    words.map(str::to_string).collect()
}

/// What people read of an answer: without commands, and without the problems, whose words are no report's.
fn read(printed: &str, words: &Catalogue) -> String {
    let problems = words.title("problems");
    let is_heading = |line: &&str| line.trim_start_matches("## ").starts_with(&format!("{problems} ·"));
    let lines = printed.lines().take_while(|line| !is_heading(line));
    lines.filter(|line| !line.contains("tandem ")).collect::<Vec<_>>().join("\n")
}

/// The texts of a page: what stands between its tags, and what those say to whoever cannot see.
fn texts(page: &str) -> String {
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    let body = body.split("<ul class=\"proof\">").next().unwrap_or(body);
    let mut text = String::new();
    for part in body.split('<') {
        let (tag, after) = part.split_once('>').unwrap_or(("", part));
        let label = tag.split("aria-label=\"").nth(1).and_then(|rest| rest.split('"').next());
        text.extend([label.unwrap_or_default(), "\n", after, "\n"]);
    }
    ["&lt;", "&gt;", "&amp;", "&quot;", "&#x27;", "&#x2f;"]
        .iter()
        .fold(text, |text, one| text.replace(one, " "))
}

/// Numbers in the form of another language.
fn misshapen(text: &str, lang: &str) -> Vec<String> {
    let (group, point) = if lang == "es" { ('.', ',') } else { (',', '.') };
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let numbers = text.split(|c: char| !is_number(c) && c != '-' && !c.is_ascii_alphabetic());
    let numbers = numbers.map(|word| word.trim_matches(['.', ',', '-']));
    let numbers = numbers.filter(|word| !word.is_empty() && word.chars().all(is_number));
    let is_right = |number: &&str| {
        let (whole, rest) = number.split_once(point).unwrap_or((number, ""));
        let mut groups = whole.split(group);
        let first = groups.next().is_some_and(|first| !first.is_empty() && first.len() <= 4);
        first && groups.all(|group| group.len() == 3) && rest.len() <= 2 && !rest.contains([group, point])
    };
    // Twelve digits are a checksum that happens to have no letter.
    numbers.filter(|number| !is_right(number) && number.len() != 12).map(str::to_string).collect()
}

fn said(bench: &Bench, words: &[&str]) -> String {
    let printed = bench.tandem(&asked(words));
    assert!(printed.code < 2, "{words:?}: {}", printed.err);
    printed.out
}

#[test]
fn no_report_and_no_list_leaves_words_of_another_language() {
    let english = english();
    assert!(
        english.len() > 400 && english.contains("attendances") && !english.contains("total"),
        "{english:?}"
    );
    for lang in ["zh", "es"] {
        let bench = bench(lang);
        let catalogue = Catalogue::of(lang.parse().expect("a language"));
        let lists =
            Kind::ALL.iter().filter(|kind| **kind != Kind::Certificate).map(|kind| vec![kind.noun(), "list"]);
        for asked in reports().chain(lists) {
            // The words of Markdown are those of a table, and whole where a table has to break them.
            let text = read(&said(&bench, &[&asked[..], &["--format", "md"]].concat()), &catalogue);
            assert_eq!(strange(&text, lang, &english), [""; 0], "{asked:?} in {lang}");
            assert_eq!(misshapen(&text, lang), [""; 0], "{asked:?} in {lang}");
        }
    }
}

#[test]
fn no_page_of_a_site_leaves_words_of_another_language() {
    let english = english();
    for lang in ["zh", "es"] {
        let bench = bench(lang);
        said(&bench, &["report", "site", "site", "--period", "2014"]);
        let mut pages = 0;
        for folder in ["site", "site/reports", "site/orgs"] {
            for entry in fs::read_dir(bench.folder().join(folder)).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.extension().is_some_and(|end| end == "html") {
                    let page = fs::read_to_string(&path).expect("a page");
                    assert!(page.contains(&format!("<html lang=\"{lang}")), "{}", path.display());
                    let text = texts(&page);
                    assert_eq!(strange(&text, lang, &english), [""; 0], "{} in {lang}", path.display());
                    assert_eq!(misshapen(&text, lang), [""; 0], "{} in {lang}", path.display());
                    pages += 1;
                }
            }
        }
        assert!(pages > 30, "{pages}");
    }
}

#[test]
fn no_certificate_leaves_words_of_another_language() {
    let english = english();
    for lang in ["zh", "es"] {
        let bench = bench(lang);
        bench.shell("rm -rf records/volunteers/zq-v2.toml");
        let volunteer = "name = \"Zqli\"\norg = \"yv-city\"\n";
        fs::write(bench.folder().join("records/volunteers/zq-v2.toml"), volunteer).expect("a file");
        bench.shell("sed -i.old 's/state: submitted/state: verified/' records/activities/*/*/*.yaml");
        bench.shell("rm records/activities/*/*/*.old");
        bench.shell("cd records && git init -q && git add -A && git commit -qm all");
        let words = [
            "certificate",
            "issue",
            "zq-v2",
            "--issuer",
            "yv-city",
            "--signer",
            "Zqmayor",
            "--handler",
            "Zqclerk",
        ];
        let issued = bench.tandem(&asked(&[&words[..], &["--period", "2014"]].concat()));
        assert_eq!(issued.code, 0, "{}", issued.err);
        let id = issued.out;
        for format in ["md", "html"] {
            let out = said(&bench, &["certificate", "show", id.trim(), "--format", format]);
            let text = if format == "html" { texts(&out) } else { out.clone() };
            let text: Vec<&str> = text.lines().filter(|line| !line.contains("tandem ")).collect();
            assert_eq!(strange(&text.join("\n"), lang, &english), [""; 0], "{format} in {lang}: {out}");
            assert_eq!(misshapen(&text.join("\n"), lang), [""; 0], "{format} in {lang}: {out}");
        }
    }
}

/// How many columns of blanks go through all lines.
fn gutters(lines: &[&str]) -> usize {
    let width = lines.iter().map(|line| line.width()).max().unwrap_or_default();
    let mut is_blank = vec![true; width];
    for line in lines {
        let mut at = 0;
        for c in line.chars() {
            let wide = c.width().unwrap_or_default();
            if c != ' ' {
                is_blank[at..at + wide].fill(false);
            }
            at += wide;
        }
    }
    is_blank.windows(2).filter(|pair| !pair[0] && pair[1]).count()
}

#[test]
fn columns_stand_under_each_other_at_eighty() {
    let mut tables = 0;
    for lang in ["zh", "es"] {
        let bench = bench(lang);
        for asked in reports().filter(|words| !words.contains(&"--narrative")) {
            let json: Value =
                serde_json::from_str(&said(&bench, &[&asked[..], &["--format", "json"]].concat()))
                    .expect("JSON");
            let filled = json["sections"].as_array().expect("sections").iter();
            let filled =
                filled.filter(|section| section["rows"].as_array().is_some_and(|rows| !rows.is_empty()));
            let of_people = |column: &&Value| column["key"] != "type";
            let mut columns = filled
                .map(|section| section["columns"].as_array().into_iter().flatten().filter(of_people).count());
            let out = said(&bench, &asked);
            let lines: Vec<&str> = out.lines().collect();
            for block in lines
                .split(|line| line.is_empty())
                .filter(|block| block.iter().any(|line| line.starts_with('─')))
            {
                let rule = block.iter().find(|line| line.starts_with('─')).map_or(0, |line| line.width());
                let rows: Vec<&str> = block.iter().filter(|line| !line.starts_with('─')).copied().collect();
                let widest = rows.iter().map(|line| line.width()).max().unwrap_or_default();
                assert!(widest <= rule, "{asked:?} in {lang}\n{}", block.join("\n"));
                assert_eq!(
                    Some(gutters(&rows) + 1).max(columns.next()),
                    Some(gutters(&rows) + 1),
                    "{asked:?} in {lang}\n{}",
                    block.join("\n")
                );
                tables += 1;
            }
        }
    }
    assert!(tables > 100, "{tables}");
}

/// None, one, two and many: no sentence of ours is left with the wrong number, and each has its figure.
#[test]
fn every_message_with_a_number_has_its_forms() {
    for lang in Lang::ALL {
        let catalogue = Catalogue::of(lang);
        let source = match lang {
            Lang::En => include_str!("../../src/locale/en.ftl"),
            Lang::Zh => include_str!("../../src/locale/zh.ftl"),
            Lang::Es => include_str!("../../src/locale/es.ftl"),
        };
        let mut numbered = 0;
        for block in source.split("\n}\n").filter(|block| block.contains("{ $count ->")) {
            let line = block.lines().find(|line| line.contains("{ $count ->")).expect("a message");
            let key = line.split(" =").next().expect("a key");
            let key = if line.starts_with(' ') { continue } else { key };
            let say = |count: i64| {
                let arguments = [
                    "number", "people", "orgs", "goods", "mean", "all", "what", "when", "measures",
                    "present", "answers", "at",
                ];
                let arguments = arguments.iter().map(|name| (*name, format!("<{name}>").into()));
                catalogue.text(key, &arguments.chain([("count", count.into())]).collect::<Vec<_>>())
            };
            let [none, one, two, many] = [0, 1, 2, 1_000_001].map(say);
            assert!(none == two && two == many, "{lang}: {key}: `{none}`, `{two}`, `{many}`");
            assert!(!one.contains("{$") && !two.contains("{$"), "{lang}: {key}: `{one}`, `{two}`");
            let is_same = ["noun-feedback", "noun-series"].contains(&key);
            assert!(one != two || is_same, "{lang}: {key}: `{one}`");
            numbered += 1;
        }
        assert_eq!(numbered > 40, lang != Lang::Zh, "{lang}: {numbered}");
    }
}
