//! What no repository can hold, and what nobody should write: links, devices of no use, files of 200 MB,
//! nesting of 10,000 levels, forty faults at once, arbitrary bytes.
//!
//! Where a specimen has no records of its own, its store is made here, and earns the text that stands in
//! `tests/check/RULE/bad-…/expected.txt`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use snapbox::Data;
use tandem::check;
use tandem::diag::Shown;
use tandem::model::book::{Book, Name, Source};
use tandem::model::id::Id;
use tandem::model::kind::Kind;
use tandem::render::problem::problems as problems_text;
use tandem::store::disk::{Death, Disk, Dying, Memory, Real};
use tandem::store::git::ObjectFormat;
use tandem::store::records::Records;

use crate::check::{found, store, told};
use crate::support::repository::Sandbox;

const GOOD: &str = "title: Night patrol\ncategory: patrol\norg: hongxing\ndate: 2026-11-21\nlead: wang-fang\n\
                    attendance:\n  - { who: wang-fang, hours: 2 }\n";
const VOLUNTEER: &str = "name = \"李娜\"\norg = \"hongxing\"\n\n[[lead]]\nwho = \"wang-fang\"\n\n\
                         [availability]\nmon = [\"18:30-21:00\"]\n";

/// Compares what a store earns with what stands in a specimen's folder.
fn earns(specimen: &str, told: String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check").join(specimen).join("expected.txt");
    let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    assert.eq(told, Data::read_from(&path, None).raw());
}

/// A real folder with a small store.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in store(files.iter().copied()).files() {
        let path = path.under(folder.path());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn told_of(folder: &tempfile::TempDir) -> String {
    told(Arc::new(Real::open(folder.path()).unwrap()))
}

/// How many usable records a disk gives.
fn usable(disk: Arc<dyn Disk>) -> usize {
    let records = Records::open(disk, ObjectFormat::Sha1).unwrap();
    let mut usable = 0;
    for kind in Kind::ALL {
        records.each(kind, None, &mut |_, read| usable += usize::from(read.is_ok())).unwrap();
    }
    usable
}

#[test]
fn links_out_of_the_store_are_not_followed() {
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret.toml"), "name = \"secret\"\n").unwrap();
    let store = folder(&[("volunteers/li-na.toml", VOLUNTEER)]);
    let at = |path: &str| store.path().join(path);
    std::os::unix::fs::symlink(elsewhere.path().join("secret.toml"), at("volunteers/zhou-min.toml")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), at("volunteers/east")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), at("activities")).unwrap();
    std::os::unix::fs::symlink("li-na.toml", at("volunteers/within.toml")).unwrap();
    let told = told_of(&store);
    assert!(!told.contains("secret"), "{told}");
    earns("stray-file/bad-link", told);
    assert_eq!(usable(Arc::new(Real::open(store.path()).unwrap())), 4);
}

#[test]
fn a_folder_where_a_file_should_be_is_told_of() {
    let store = folder(&[("volunteers/li-na.toml", VOLUNTEER)]);
    fs::create_dir(store.path().join("volunteers/zhou-min.toml")).unwrap();
    fs::write(store.path().join("activities"), "not a folder").unwrap();
    earns("stray-file/bad-folder", told_of(&store));
}

#[test]
fn two_hundred_megabytes_are_not_read() {
    let store = folder(&[("volunteers/li-na.toml", VOLUNTEER)]);
    let large = fs::File::create(store.path().join("volunteers/zhou-min.toml")).unwrap();
    large.set_len(200 * 1024 * 1024).unwrap();
    earns("unreadable/bad-too-large", told_of(&store));
    assert_eq!(usable(Arc::new(Real::open(store.path()).unwrap())), 3);
}

/// Root may read everything, so the disk refuses: at every step once, from that step on.
#[test]
fn one_file_without_permission_leaves_the_rest() {
    let beneath: Arc<dyn Disk> = Arc::new(store([("volunteers/li-na.toml", VOLUNTEER)]));
    let steps = Arc::new(Dying::counting(beneath.clone()));
    found(steps.clone());
    let mut denied = Vec::new();
    for step in 0..steps.steps() {
        let disk: Arc<dyn Disk> = Arc::new(Dying::at(beneath.clone(), step, Death::Permission));
        let Ok(records) = Records::open(disk.clone(), ObjectFormat::Sha1) else { continue };
        match check::all(&Book::over(&records, "2026-11-21".parse().unwrap())) {
            Err(error) => assert!(error.to_string().contains("permission denied"), "{error}"),
            Ok(problems) if problems.is_empty() => {}
            Ok(problems) => {
                assert_eq!(problems.len(), 1, "one file, one problem: {problems:?}");
                denied.push(problems_text(&records.shown(problems), false));
                assert_eq!(usable(disk), 2);
            }
        }
    }
    assert_eq!(denied.len(), 6, "each of the three records is read, and looked up by a rule");
    earns("unreadable/bad-permission", denied.pop().unwrap());
}

#[test]
fn ten_thousand_levels_are_refused() {
    let deep = |open: &str| open.repeat(10_000);
    let steps: Vec<String> = (0..1_400).map(|depth| " ".repeat(depth) + "a:").collect();
    let yaml = [
        format!("title: {}", deep("[")),
        format!("title: {}", deep("{ a: ")),
        format!("title:\n  {}x", deep("- ")),
        format!("title:\n  {}x", deep("? ")),
        format!("title:\n{}", deep("[\n")),
        format!("title: {}{}", deep("["), deep("]")),
        steps.join("\n"),
    ];
    let toml = [
        format!("name = {}", deep("[")),
        format!("name = {}", deep("[\n")),
        format!("name = {}", deep("{ a = ")),
        format!("name = {}1{}", deep("["), deep("]")),
        format!("{}b = 1", deep("a.")),
        format!("[{}b]", deep("a.")),
        format!("[[{}b]]", deep("a.")),
    ];
    let path = |at: usize, folder: &str, ending: &str| format!("{folder}/deep-{at}.{ending}");
    let yaml = yaml.iter().enumerate().map(|(at, text)| (path(at, "activities/2026/11", "yaml"), text));
    let toml = toml.iter().enumerate().map(|(at, text)| (path(at, "volunteers", "toml"), text));
    let files: Vec<(String, &String)> = yaml.chain(toml).collect();
    let disk = Arc::new(store(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))));
    let found = found(disk.clone());
    for (path, _) in &files {
        let here = |shown: &&Shown| shown.spot.as_ref().is_some_and(|spot| spot.path == *path);
        let rules: Vec<&str> = found.iter().filter(here).map(|shown| shown.problem.rule).collect();
        assert!(rules.contains(&"syntax"), "{path}: {rules:?}");
    }
    assert_eq!(usable(disk), 2);
    let small = format!("title: {}", "[".repeat(20));
    let register = format!("name = {}", "[".repeat(20));
    let files = [("activities/2026/11/deep.yaml", &*small), ("volunteers/deep.toml", &*register)];
    earns("syntax/bad-deep", told(Arc::new(store(files))));
}

#[test]
fn forty_different_faults_are_told_at_once() {
    let faults = [
        ("activities/2026/11/2026-11-21-a1.yaml", "titel: x\n", 4),
        (
            "activities/2026/11/2026-11-21-a2.yaml",
            "title: [x]\ncategory: patorl\norg: ../x\ndate: 2026-02-30\n",
            4,
        ),
        (
            "activities/2026/11/2026-11-21-a3.yaml",
            "title: x\ncategory: patrol\norg: hongxing\ndate: 2026-11-21\nuntil: 21/11/2026\nstart: \"25:00\"\n\
             end: \"21\"\nplace: ''\nlead: Wang\nlinkage: both\ncounts: { residents: -1, staff: x }\nspent: 1.234\n\
             attendance:\n  - { hours: 2 }\n  - { who: li, as: boss, hours: -1 }\n  - { who: li, hours: 0.33 }\n  - x\n",
            16,
        ),
        ("activities/2026/11/2026-11-21-a4.yaml", "a: *b\n", 1),
        ("activities/2026/10/2026-11-21-a5.yaml", GOOD, 1),
        ("activities/2026/11/a6.yml", GOOD, 1),
        ("volunteers/Li.toml", VOLUNTEER, 1),
        ("volunteers/li-na.toml", "name = \"x\"\nname = \"y\"\n", 1),
        ("volunteers/zhou.toml", "joined = 2014-5-2\nleft = 2014-02-30\nborn = “1960”\nskills = [\n", 4),
        (
            "volunteers/zhao.toml",
            "name = \"x\"\nkind = \"helper\"\nstatus = 3\njoined = \"soon\"\nskils = []\nlead = \"wang-fang\"\n\
             teams = \"east\"\n\n[opening]\nhours = \"2:30\"\n",
            8,
        ),
        (
            "volunteers/wu.toml",
            "name = \"x\"\norg = \"nobody\"\nteams = [\"hongxing\", \"hongxing\"]\nfoo = 1\n",
            3,
        ),
    ];
    let wanted: usize = faults.iter().map(|(.., count)| count).sum();
    assert!(wanted >= 40, "{wanted}");
    let found = found(Arc::new(store(faults.map(|(path, text, _)| (path, text)))));
    for (path, _, wanted) in faults {
        let here = |shown: &&Shown| shown.spot.as_ref().is_some_and(|spot| spot.path == path);
        let here: Vec<_> = found.iter().filter(here).map(|shown| &shown.problem.message).collect();
        assert_eq!(here.len(), wanted, "{path}: {here:#?}");
    }
    assert_eq!(found.len(), wanted);
    let rules: BTreeSet<&str> = found.iter().map(|shown| shown.problem.rule).collect();
    assert_eq!(rules.len(), 11, "{rules:?}");
    let place = |shown: &Shown| shown.spot.as_ref().map(|spot| (spot.path.clone(), spot.range.start));
    assert!(found.is_sorted_by_key(place));
}

#[test]
fn a_record_with_thousands_of_problems_costs_no_more_than_others() {
    let fields: Vec<String> = (0..3_000).map(|nth| format!("k{nth} = 1\n")).collect();
    let fields = fields.concat();
    let found = found(Arc::new(store([("volunteers/li-na.toml", &*format!("name = \"x\"\n{fields}"))])));
    assert_eq!(found.len(), 1_001);
    let rest = found.iter().find(|shown| shown.problem.message == "2000 more problems here are not shown");
    assert_eq!(rest.map(|shown| shown.problem.rule), Some("unknown-field"));
}

#[test]
fn files_that_are_given_to_commands_are_read_no_further_than_their_limits() {
    const MIB: u64 = 1024 * 1024;
    let sandbox = Sandbox::filled();
    let log = ["activity", "log", "x", "--category", "patrol", "--org", "jiulong", "--date", "2026-11-20"];
    let show = ["resident", "set", "r-7k3q9d", "--seal", "name=x", "--identity", "../large"];
    let commands: [(&[&str], u64); 5] = [
        (&["import", "volunteers", "../large"], 17 * MIB),
        (&["certificate", "verify", "../large"], 2 * MIB),
        (&["report", "verify", "../large"], 65 * MIB),
        (&[&log[..], &["--attend-from", "../large"]].concat(), 2 * MIB),
        (&show, 2 * MIB),
    ];
    sandbox.write("residents/r-7k3q9d.toml", "kind = \"person\"\norg = \"jiulong\"\n");
    for (words, length) in commands {
        fs::File::create(sandbox.path().join("large")).unwrap().set_len(length).unwrap();
        let ran = sandbox.tandem(words);
        assert!(ran.code == Some(2) && ran.talk.contains("it is larger than"), "{words:?}: {ran:?}");
    }
    let baseline = sandbox.records().join("check-baseline.json");
    fs::File::create(baseline).unwrap().set_len(65 * MIB).unwrap();
    let ran = sandbox.tandem(&["check"]);
    assert!(ran.code == Some(2) && ran.talk.contains("larger than"), "{ran:?}");
}

/// Reads bytes as a record of each kind, and looks at what is wrong with it.
fn read(bytes: &[u8]) {
    let path = |kind: Kind| {
        let folder = if kind.is_log() { "2026/11/" } else { "" };
        format!("{}/{folder}x.{}", kind.folder(), kind.extension())
    };
    let disk = store([]);
    for kind in Kind::ALL {
        disk.put(&path(kind).parse().unwrap(), bytes);
    }
    let disk: Arc<dyn Disk> = Arc::new(disk);
    let records = Records::open(disk.clone(), ObjectFormat::Sha1).unwrap();
    let id: Id = "x".parse().unwrap();
    for kind in Kind::ALL {
        let name = Name { kind, id: id.clone(), path: path(kind) };
        if let Err(unusable) = records.read(&name, bytes) {
            assert!(!unusable.faults.is_empty(), "{unusable}");
        }
    }
    told(disk);
    let settings = Memory::default();
    settings.put(&"tandem.toml".parse().unwrap(), bytes);
    told(Arc::new(settings));
    drop(Book::over(&records, "2026-11-21".parse().unwrap()).any(Kind::Activity, &id));
}

/// 256 cases; 100,000 where `TANDEM_LONG` asks for them.
fn cases() -> ProptestConfig {
    let cases = if std::env::var_os("TANDEM_LONG").is_some() { 100_000 } else { 256 };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A good record in which some bytes are replaced by others, put in or taken out.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let good = prop_oneof![Just(GOOD), Just(VOLUNTEER)];
    let piece = prop_oneof![
        prop::sample::select(vec![
            "\n",
            "  ",
            "\t",
            "- ",
            ": ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "#",
            "&a",
            "*a",
            "!!",
            "|",
            ">",
            "---\n",
            "\u{feff}",
            "\r\n",
            "=",
            "[[",
            "null",
            "~",
            "1e9",
            "\u{1b}",
            "：",
            "，",
            "李",
            "<<<<<<< a\n",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..3),
    ];
    let splice = (any::<prop::sample::Index>(), 0..6_usize, piece);
    (good, prop::collection::vec(splice, 1..6)).prop_map(|(good, splices)| {
        let mut bytes = good.as_bytes().to_vec();
        for (at, length, piece) in splices {
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, piece);
        }
        bytes
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_bytes_panic_a_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }

    #[test]
    fn no_text_panics_a_reader(text in any::<String>()) {
        read(text.as_bytes());
    }

    #[test]
    fn no_mutated_record_panics_a_reader(bytes in mutated()) {
        read(&bytes);
    }
}
