//! Sites and reports of a strange store: names in many scripts, names without an end, circles and gaps in the tree,
//! nobody at work, a record that cannot be read, a period in which nothing was; and files that come in any order.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::DateTime;
use tandem::cli::{World, perform};
use tandem::store::disk::{Disk, Entry, Held, Real, RelPath, Stat, Walk};
use tandem::store::git::Program;

use super::{LARGEST, NO_BREACHES, breaches, done, files, led_to, pages};
use crate::support::bench::{Bench, Start};

/// Names of organisations, by their ids.
fn names() -> Vec<(&'static str, String)> {
    let text = |text: &str| text.to_string();
    vec![
        ("accents", text("Cafe\u{301} Zu\u{308}rich")),
        ("arabic", text("جمعية السلام 12")),
        ("family", text("👩‍👩‍👧‍👦 Family 🏳️‍🌈")),
        ("han", "长".repeat(200)),
        ("hebrew", text("שכונת הנהר")),
        ("long", "x".repeat(200)),
        ("thai", text("ชุมชนริมน้ำ")),
    ]
}

/// The records, by their paths.
fn store() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = [
        ("tandem.toml", "format = 1\nname = \"Many <i>scripts</i>\"\ntimezone = \"Asia/Shanghai\"\n"),
        ("orgs/lonely.toml", "name = \"Lonely\"\nkind = \"team\"\n"),
        ("orgs/round.toml", "name = \"Round\"\nkind = \"team\"\nparent = \"about\"\n"),
        ("orgs/about.toml", "name = \"About\"\nkind = \"team\"\nparent = \"round\"\n"),
        ("orgs/lost.toml", "name = \"Lost\"\nkind = \"team\"\nparent = \"nowhere\"\n"),
        ("orgs/turned.toml", "name = \"safe\u{202e}fdp\"\nkind = \"team\"\nparent = \"lonely\"\n"),
        ("orgs/nobody.toml", "name = \"Nobody\"\nkind = \"community\"\n\n[profile]\nhouseholds = 300\n"),
        ("workers/zhou.toml", "name = \"周\"\norg = \"arabic\"\n"),
        ("volunteers/li-na.toml", "name = \"李娜\"\norg = \"long\"\n"),
        ("volunteers/li-na-2.toml", "name = \"李娜\"\norg = \"han\"\n"),
        ("volunteers/broken.toml", "name = \n"),
    ]
    .map(|(path, text)| (path.into(), text.into()))
    .to_vec();
    for (id, name) in names() {
        let text = format!("name = \"{name}\"\nkind = \"community\"\nparent = \"lonely\"\n");
        files.push((format!("orgs/{id}.toml"), text));
        for (day, who) in [(5, "li-na"), (5, "li-na-2"), (20, "zhou")] {
            let text = format!(
                "title: \"{name}\"\ncategory: patrol\norg: {id}\ndate: 2026-10-{day:02}\nlead: zhou\ncounts:\n  \
                 residents: {day}\nattendance:\n  - {{ who: {who}, hours: 2.5 }}\n"
            );
            files.push((format!("activities/2026/10/2026-10-{day:02}-{id}-{who}.yaml"), text));
        }
    }
    files
}

/// Writes the records into a new folder, in the order given.
fn written(bench: &Bench, folder: &str, files: impl Iterator<Item = (String, String)>) {
    for (path, text) in files {
        let path = bench.folder().join(folder).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn a_site_of_a_strange_store_has_every_page_in_order() {
    let bench = Bench::with(Start::Nothing);
    written(&bench, "records", store().into_iter());
    for (lang, incomplete) in [("en", "incomplete: 1"), ("zh", "不完整：1"), ("es", "incompleto: 1")] {
        for period in ["2026", "1999"] {
            let site = format!("{lang}-{period}");
            done(&bench.tandem(&["report", "site", &site, "--lang", lang, "--period", period]));
            let pages = pages(&bench.folder().join(&site));
            for (name, page) in &pages {
                assert_eq!(breaches(page), NO_BREACHES, "{site} {name}");
                assert!(page.contains(incomplete), "{site} {name} does not say what is missing");
                assert!(page.len() < LARGEST, "{site} {name} has {} bytes", page.len());
                for link in led_to(name, page) {
                    assert!(pages.contains_key(&link), "{site} {name} leads to {link}");
                }
            }
            for (id, name) in names() {
                let page = &pages[&format!("orgs/{id}.html")];
                assert!(page.contains(&format!("<h1>{name}</h1>")), "{site} {id}");
            }
            for id in ["lonely", "round", "about", "lost", "nobody"] {
                assert!(pages.contains_key(&format!("orgs/{id}.html")), "{site} {id}");
            }
            assert!(pages["orgs/turned.html"].contains("safe\\u{202e}fdp"), "{site}");
        }
    }
    let page = |path: &str| fs::read_to_string(bench.folder().join(path)).unwrap();
    // Nobody at work: there are no households for each of none.
    let figure = |text: &str| format!("<td class=\"figure\">{text}</td>");
    let row = ["300", "–", "0", "0", "–", "–", "–", "–"].map(figure).concat();
    assert!(page("en-2026/orgs/nobody.html").contains(&row), "{}", page("en-2026/orgs/nobody.html"));
    assert!(page("en-1999/reports/hours.html").contains("<p>nothing found</p>"));
    assert!(page("es-1999/orgs/long.html").contains("<p>no hay nada</p>"));
    // Above and below each other, as far as that can be told.
    assert!(
        page("zh-2026/orgs/arabic.html").contains("<a href=\"..&#x2f;orgs&#x2f;lonely.html\">Lonely</a>")
    );
    assert!(page("zh-2026/orgs/lonely.html").contains("<a href=\"..&#x2f;orgs&#x2f;arabic.html\">"));
}

#[test]
fn nothing_is_written_among_the_records() {
    let bench = Bench::with(Start::Nothing);
    written(&bench, "records", store().into_iter());
    let before = files(&bench.folder().join("records"));
    for format in ["html", "xlsx", "md", "json"] {
        let words = ["report", "hours", "--period", "2026", "--format", format, "-o", "records/orgs/page"];
        assert_eq!(bench.tandem(&words).code, 2, "{format}");
    }
    assert_eq!(bench.tandem(&["report", "site", "records/orgs/site"]).code, 2);
    assert_eq!(files(&bench.folder().join("records")), before);
}

/// A disk that lists everything from its end.
#[derive(Debug)]
struct Backwards(Real);

impl Disk for Backwards {
    fn read(&self, path: &RelPath, limit: u64) -> io::Result<Vec<u8>> {
        self.0.read(path, limit)
    }
    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
        self.0.stat(path)
    }
    fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>> {
        let mut entries = self.0.list(folder)?;
        entries.reverse();
        Ok(entries)
    }
    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        let mut walk = self.0.walk(folder)?;
        walk.entries.reverse();
        Ok(walk)
    }
    fn write_new(&self, path: &RelPath, bytes: &[u8], like: Option<&RelPath>) -> io::Result<()> {
        self.0.write_new(path, bytes, like)
    }
    fn rename(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        self.0.rename(from, to)
    }
    fn rename_new(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        self.0.rename_new(from, to)
    }
    fn exchange(&self, one: &RelPath, other: &RelPath) -> io::Result<()> {
        self.0.exchange(one, other)
    }
    fn sync_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.0.sync_folder(folder)
    }
    fn remove(&self, path: &RelPath) -> io::Result<()> {
        self.0.remove(path)
    }
    fn make_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.0.make_folder(folder)
    }
    fn remove_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.0.remove_folder(folder)
    }
    fn try_lock(&self, path: &RelPath, holder: &str) -> io::Result<Option<Box<dyn Held>>> {
        self.0.try_lock(path, holder)
    }
}

/// A world in which it is always the same day, on a disk.
fn world(disk: fn(Real) -> Arc<dyn Disk>) -> World {
    World {
        now: DateTime::from_timestamp(1_795_258_800, 0).unwrap(),
        pause: |_| {},
        variable: |name| (name == "TANDEM_TODAY").then(|| "2026-11-21".into()),
        git: Program::default,
        disk,
        answer: |_| Ok(()),
    }
}

/// What the words give, in the file or the folder that they name last.
fn given(
    records: &Path,
    into: &Path,
    words: &[&str],
    disk: fn(Real) -> Arc<dyn Disk>,
) -> impl PartialEq + fmt::Debug + use<> {
    let typed = ["tandem", "-q", "-C"].into_iter().map(Into::into).chain([records.into()]);
    let typed: Vec<_> = typed.chain(words.iter().map(Into::into)).chain([into.into()]).collect();
    perform(&typed, world(disk)).unwrap_or_else(|error| panic!("{words:?}: {error}"));
    if into.is_dir() {
        files(into).into_values().map(String::into_bytes).collect()
    } else {
        vec![fs::read(into).unwrap()]
    }
}

const REPORTS: [&str; 18] = [
    "summary",
    "hours --by month,category",
    "hours --by org",
    "hours --by who",
    "linkage",
    "coverage",
    "volunteers",
    "shifts",
    "needs",
    "cases",
    "feedback",
    "resources",
    "workforce",
    "plan",
    "activities",
    "activities --narrative",
    "tree",
    "tree --public",
];

#[test]
fn the_order_of_files_is_irrelevant() {
    let bench = Bench::with(Start::Nothing);
    written(&bench, "one/records", store().into_iter());
    written(&bench, "other/records", store().into_iter().rev());
    let same = |report: &str, format: Option<&str>| {
        let mut words: Vec<&str> = ["report"].into_iter().chain(report.split(' ')).collect();
        words.extend(["--period", "2026"]);
        words.extend(format.iter().flat_map(|format| ["--format", format, "-o"]));
        let answer = |folder: &str, into: &str, disk: fn(Real) -> Arc<dyn Disk>| {
            given(&bench.folder().join(folder).join("records"), &bench.folder().join(into), &words, disk)
        };
        let one = answer("one", "a", |real| Arc::new(real));
        assert!(one == answer("one", "b", |real| Arc::new(real)), "{words:?} differs the second time");
        assert!(one == answer("one", "c", |real| Arc::new(Backwards(real))), "{words:?} follows the disk");
        assert!(one == answer("other", "d", |real| Arc::new(real)), "{words:?} follows the files");
    };
    for report in REPORTS {
        for format in ["table", "json", "jsonl", "csv", "tsv", "md", "html", "xlsx"] {
            same(report, Some(format));
        }
    }
    for name in ["a", "b", "c", "d"] {
        fs::remove_file(bench.folder().join(name)).unwrap();
    }
    same("site", None);
}
