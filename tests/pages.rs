//! Pages and workbooks: in order as markup, escaped, whole or not at all, the same twice; and what is published
//! names nobody and tells no exact count.

mod strange;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::bench::{Bench, Printed, Start};

/// Elements that have no end.
const VOID: [&str; 3] = ["!doctype", "meta", "rect"];

/// What is found on a page in order.
const NO_BREACHES: [String; 0] = [];

/// The largest page that opens at once on an old telephone.
const LARGEST: usize = 300_000;

/// What is wrong with a page: tags that do not close each other, ids that stand twice, what a page of ours must
/// and must not hold.
fn breaches(page: &str) -> Vec<String> {
    let mut out = Vec::new();
    // The style is no markup; what is before it is looked at here.
    let (mut open, mut ids) = (vec!["html", "head"], BTreeSet::new());
    let body = page.split_once("<style>").map_or(page, |(head, rest)| {
        assert!(head.starts_with("<!doctype html>\n<html lang=\""), "{head}");
        rest.split_once("</style>").expect("an end of the style").1
    });
    for (at, _) in body.match_indices('<') {
        let tag = &body[at + 1..at + body[at..].find('>').expect("a tag ends")];
        let name = tag.split([' ', '/', '\n']).find(|part| !part.is_empty()).unwrap_or_default();
        if let Some(id) = tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next())
            && !ids.insert(id)
        {
            out.push(format!("the id `{id}` stands twice"));
        }
        if tag.starts_with('/') {
            let last = open.pop();
            if last != Some(name) {
                out.push(format!("`</{name}>` ends {last:?}"));
            }
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
        if name == "th" && !tag.starts_with('/') && !tag.contains("scope=\"") {
            out.push("a heading of a table without its scope".into());
        }
    }
    if !open.is_empty() {
        out.push(format!("not ended: {open:?}"));
    }
    let count = |text: &str| page.matches(text).count();
    if count("<h1>") != 1 || count("<main") != 1 || count("<svg ") != count("<desc ") {
        out.push("one heading, one main part, each drawing described".into());
    }
    for forbidden in ["<script", "<img", "http://", "https://", "javascript:", "\u{202e}", "\u{1b}"] {
        if page.contains(forbidden) {
            out.push(format!("holds `{forbidden}`"));
        }
    }
    out
}

/// The files below a folder, by their paths.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut next = vec![folder.to_path_buf()];
    while let Some(path) = next.pop() {
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                next.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// The pages of a site; whatever is no page is not among them.
fn pages(folder: &Path) -> BTreeMap<String, String> {
    files(folder)
        .into_iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "html"))
        .collect()
}

/// The paths that a page leads to; parts of itself it holds.
fn led_to(name: &str, page: &str) -> Vec<String> {
    let up = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let (within, out): (Vec<&str>, Vec<&str>) = links.partition(|link| link.starts_with('#'));
    for part in within {
        assert!(page.contains(&format!("id=\"{}\"", &part[1..])), "{name} has no {part}");
    }
    let path = |link: &str| {
        let link = link.replace("&#x2f;", "/");
        let there = link.strip_prefix("../").map_or_else(|| format!("{up}/{link}"), str::to_string);
        there.trim_start_matches('/').to_string()
    };
    out.into_iter().map(path).collect()
}

fn done(printed: &Printed) {
    assert_eq!(printed.code, 0, "{}{}", printed.out, printed.err);
}

/// A small town with a name that is markup, two organisations that are above each other, and a broken record.
fn town() -> Bench {
    let bench = Bench::with(Start::Nothing);
    let typed = [
        "tandem -C records init Town --timezone Asia/Shanghai -q",
        "tandem org add 'Jiulong <b>bold</b>' --id jiulong --kind community --no-commit",
        "tandem worker add 'Wang Fang' --org jiulong --joined 2020-01-01 --no-commit",
        "tandem volunteer add 'Li Na' --org jiulong --joined 2019-03-01 --no-commit",
        "tandem activity log Patrol --category patrol --org jiulong --date 2026-10-20 --lead wang-fang \
         --attend wang-fang=2 --attend li-na=2.5 --count residents=23 --no-commit",
        "printf 'name = \"<script>alert(1)</script>\"\\nkind = \"team\"\\nparent = \"round\"\\n' > records/orgs/about.toml",
        "printf 'name = \"Round\"\\nkind = \"team\"\\nparent = \"about\"\\n' > records/orgs/round.toml",
        "printf 'name = \\n' > records/volunteers/broken.toml",
    ];
    for line in typed {
        let printed = bench.shell(line);
        assert_eq!(printed.code, 0, "{line}: {}", printed.out);
    }
    bench
}

#[test]
fn a_site_of_a_faulty_store_is_whole_says_so_and_is_the_same_twice() {
    let bench = town();
    for lang in ["en", "zh", "es"] {
        done(&bench.tandem(&["report", "site", &format!("{lang}-1"), "--lang", lang]));
    }
    let again = bench.tandem(&["report", "site", "en-2"]);
    assert_eq!((again.code, &*again.out), (0, "en-2/index.html\n"));
    assert!(again.err.contains("`volunteers/broken.toml` cannot be read"), "{}", again.err);
    assert_eq!(files(&bench.folder().join("en-1")), files(&bench.folder().join("en-2")));
    for (lang, incomplete) in [("en", "incomplete: 1"), ("zh", "不完整：1"), ("es", "incompleto: 1")] {
        let pages = pages(&bench.folder().join(format!("{lang}-1")));
        assert!(pages.contains_key("orgs/about.html") && pages.contains_key("reports/linkage.html"));
        for (name, page) in pages {
            assert_eq!(breaches(&page), NO_BREACHES, "{lang} {name}");
            assert!(page.contains(incomplete), "{lang} {name}");
        }
    }
    // Replaced as a whole, by what there is then.
    done(&bench.shell("tandem org remove round --reason gone --no-commit; rm -f records/orgs/round.toml"));
    done(&bench.tandem(&["report", "site", "en-2"]));
    assert!(!bench.folder().join("en-2/orgs/round.html").exists());
    let left: Vec<_> =
        fs::read_dir(bench.folder()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".tandem-")), "{left:?}");
}

#[test]
fn a_site_takes_no_folder_of_somebody_else() {
    let bench = town();
    let refused = |folder: &str, says: &str| {
        let printed = bench.tandem(&["report", "site", folder]);
        assert_eq!((printed.code, &*printed.out), (2, ""), "{folder}: {}", printed.err);
        assert!(printed.err.contains(says), "{folder}: {}", printed.err);
    };
    done(&bench.shell("mkdir full marked && echo x > full/mine.txt && echo x > file"));
    done(&bench.tandem(&["report", "site", "marked/site"]));
    fs::write(bench.folder().join("marked/site/CNAME"), "example.org\n").unwrap();
    refused("full", "`full` holds `mine.txt`, which is no part of a site");
    refused("marked/site", "`marked/site` holds `CNAME`, which is no part of a site");
    refused("file", "`file` is no folder");
    refused("records/site", "`records/site` lies among the records");
    refused("records", "`records` holds the records");
    refused(".", "`.` holds the records");
    refused("none/site", "there is no folder for it");
    assert_eq!(fs::read_to_string(bench.folder().join("full/mine.txt")).unwrap(), "x\n");
    let json = bench.tandem(&["report", "site", "new", "--format", "json"]);
    assert_eq!(json.code, 2);
    assert!(!bench.folder().join("new").exists());
}

#[test]
fn every_page_of_the_sample_opens_and_leads_to_pages() {
    let bench = Bench::with(Start::Records);
    done(&bench.tandem(&["report", "site", "site", "--today", "2014-12-31"]));
    let pages = pages(&bench.folder().join("site"));
    assert!(pages.len() > 40, "{}", pages.len());
    for (name, page) in &pages {
        assert_eq!(breaches(page), NO_BREACHES, "{name}");
        assert!(page.len() < LARGEST, "{name} has {} bytes", page.len());
        for link in led_to(name, page) {
            assert!(pages.contains_key(&link), "{name} leads to `{link}`");
        }
    }
    let index = &pages["index.html"];
    assert_eq!(index.matches("<svg ").count(), 5);
    assert!(index.contains("Hours by month") && index.contains("Households per worker"), "{index}");
    assert!(index.contains("<dt>Activities</dt><dd>121 <small>before: 72</small></dd>"), "{index}");
    let tree = &pages["reports/tree.html"];
    let deep =
        "<th scope=\"row\" class=\"branch\" style=\"--depth: 2\"><a href=\"..&#x2f;orgs&#x2f;hongmen.html\">";
    assert!(tree.contains(deep) && !tree.contains('├'), "{tree}");
    let street = &pages["orgs/hongmen.html"];
    assert!(
        street.contains("<nav class=\"path\" aria-label=\"Part of\">") && street.contains("Directly below")
    );
}

/// Whether a figure tells no exact count: a multiple of five, a quotient, or nothing.
fn is_rounded(figure: &str) -> bool {
    let figure = figure.trim_start_matches('≈').trim_start_matches('-').replace(',', "");
    // Hours and money have two decimals where they are not whole.
    let is_quotient = figure.ends_with('%') || figure.split('.').nth(1).is_some_and(|part| part.len() == 1);
    figure == "–"
        || figure == "&lt;5"
        || is_quotient
        || figure.parse::<u64>().is_ok_and(|count| count % 5 == 0)
}

/// The names of people in the registers, without those that an organisation bears too.
fn names(records: &Path) -> Vec<String> {
    let name = |text: &String| {
        let line = text.lines().find_map(|line| line.strip_prefix("name = \""))?;
        line.split('"').next().map(str::to_string)
    };
    let of = |folder: &str| files(&records.join(folder)).values().filter_map(name).collect::<Vec<_>>();
    let orgs = of("orgs").join("\n");
    let people = [of("workers"), of("volunteers")].concat();
    people.into_iter().filter(|name| !orgs.contains(name.as_str())).collect()
}

#[test]
fn what_is_published_names_nobody_and_tells_no_exact_count() {
    let bench = Bench::with(Start::Records);
    done(&bench.tandem(&["report", "site", "site", "--public", "--today", "2014-12-31"]));
    let names = names(&bench.folder().join("records"));
    assert!(names.len() > 100);
    let mut figures = 0;
    for (page, text) in pages(&bench.folder().join("site")) {
        for name in &names {
            assert!(!text.contains(name.as_str()), "{page} names {name}");
        }
        let cells = text.split("<td class=\"figure\">").skip(1);
        let tiles = text.split("<dd>").skip(1).chain(text.split("<small>before: ").skip(1));
        for cell in cells.chain(text.split("text-anchor=\"end\">").skip(1)).chain(tiles) {
            let figure = cell.split('<').next().unwrap().trim_end();
            assert!(is_rounded(figure), "{page} tells {figure}");
            figures += 1;
        }
    }
    assert!(figures > 1000, "{figures}");
}

#[test]
fn machines_read_nothing_of_small_counts() {
    let bench = town();
    let words = ["report", "hours", "--period", "2026", "--public", "--format", "json"];
    let printed = bench.tandem(&words);
    done(&printed);
    let report: Value = serde_json::from_str(&printed.out).unwrap();
    let row = &report["sections"][0]["rows"][0];
    assert_eq!(
        (row["month"].as_str(), &row["people"], &row["minutes"]),
        (Some("2026-10"), &Value::Null, &Value::Null)
    );
    assert_eq!(report["sections"][0]["total"]["attendances"], Value::Null);
    let whom = bench.tandem(&["report", "hours", "--public", "--who", "li-na"]);
    assert_eq!(whom.code, 2, "{}", whom.out);
    let table = bench.tandem(&["report", "hours", "--period", "2026", "--public"]);
    assert!(table.out.contains("<5") && table.out.contains("--public"), "{}", table.out);
}

#[test]
fn a_workbook_is_the_same_twice_and_a_page_is_in_order() {
    let bench = town();
    for file in ["a.xlsx", "b.xlsx"] {
        done(&bench.tandem(&["report", "summary", "--period", "2026", "--format", "xlsx", "-o", file]));
    }
    let read = |file: &str| fs::read(bench.folder().join(file)).unwrap();
    assert!(read("a.xlsx").starts_with(b"PK"));
    assert_eq!(read("a.xlsx"), read("b.xlsx"));
    for words in
        [&["volunteer", "list"][..], &["report", "coverage"], &["report", "hours", "--period", "1999"]]
    {
        let page = bench.tandem(&[words, &["--format", "html"]].concat());
        assert_eq!(breaches(&page.out), NO_BREACHES, "{words:?}");
    }
}

#[test]
fn a_certificate_is_one_page_in_three_languages() {
    let bench = Bench::with(Start::Nothing);
    let typed = [
        "tandem init Town --timezone Asia/Shanghai --git -q",
        "tandem org add 'Jiulong & <b>' --id jiulong --kind community",
        "tandem volunteer add '李娜' --id li-na --org jiulong --joined 2019-03-01",
        "tandem activity log Patrol --category patrol --org jiulong --date 2026-10-20 --attend li-na=2.5",
        "tandem activity log Sweeping --category environment --org jiulong --date 2026-11-20 --attend li-na=3",
        "tandem certificate issue li-na --signer 'Wang Fang'",
    ];
    for line in typed {
        let printed = bench.shell(line);
        assert_eq!(printed.code, 0, "{line}: {}", printed.out);
    }
    let shown = |lang: &str, format: &str| {
        let printed =
            bench.tandem(&["certificate", "show", "2026-11-21-li-na", "--lang", lang, "--format", format]);
        done(&printed);
        printed.out
    };
    for (lang, hours) in [("en", "5.5"), ("zh", "5.5"), ("es", "5,5")] {
        let page = shown(lang, "html");
        assert_eq!(breaches(&page), NO_BREACHES, "{lang}");
        for text in
            ["李娜", hours, "2026-0001", "Jiulong &amp; &lt;b&gt;", "Wang Fang", "tandem certificate verify"]
        {
            assert!(page.contains(text), "{lang}: {text}");
        }
    }
    // Later records do not change what was certified, even where its kinds must be looked up in history.
    let before = shown("en", "md");
    assert!(before.contains("| Patrol | 2.5 |") && before.contains(r"Jiulong \& \<b\>"), "{before}");
    done(&bench.tandem(&["activity", "set", "2026-10-20-patrol", "attendance[li-na].hours=9"]));
    assert_eq!(shown("en", "md"), before);
    done(&bench.tandem(&["certificate", "void", "2026-11-21-li-na", "--reason", "lost", "--by", "li-na"]));
    let void = bench.tandem(&["certificate", "show", "2026-11-21-li-na", "--format", "html"]);
    assert_eq!((void.code, &*void.out), (1, ""), "{}", void.err);
    assert!(void.err.contains("certificate 2026-0001 is void since 2026-11-21: lost"), "{}", void.err);
}
