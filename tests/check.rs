//! Specimens of `check`: small stores in `tests/check/RULE/good-…` and `bad-…`, each beside the exact
//! text that it earns. A folder without `tandem.toml` belongs to `hostile`, which makes its store. Where there is
//! a `commits.txt`, each of its lines is a commit: day, e-mail of the author, files (`.` is all others). To
//! accept new texts, run with `SNAPSHOTS=overwrite`, and read them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use snapbox::Data;
use tandem::check;
use tandem::diag::{Level, Shown};
use tandem::model::book::Book;
use tandem::model::kind::Kind;
use tandem::render::problem::problems;
use tandem::store::disk::{Death, Disk, Dying, Memory, RelPath};
use tandem::store::git::ObjectFormat;
use tandem::store::records::Records;

use crate::deaths::scene::Sample;
use crate::support::repository::{Sandbox, files};

/// All problems of the store on a disk, with their places.
pub(crate) fn found(disk: Arc<dyn Disk>) -> Vec<Shown> {
    let beneath = disk.clone();
    let records = match Records::open(disk, ObjectFormat::Sha1) {
        Ok(records) => records,
        Err(error) => return error.shown(&*beneath),
    };
    let book = Book::over(&records, "2026-11-21".parse().unwrap());
    records.shown(check::all(&book).unwrap())
}

/// The same as people read it.
pub(crate) fn told(disk: Arc<dyn Disk>) -> String {
    problems(&found(disk), false)
}

/// A store with these records, and the organisation and the worker that they may name.
pub(crate) fn store<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Memory {
    let own = [
        ("tandem.toml", "format = 1\nname = \"Hongxing\"\ntimezone = \"Asia/Shanghai\"\n"),
        ("orgs/hongxing.toml", "name = \"红星\"\nkind = \"community\"\n"),
        ("workers/wang-fang.toml", "name = \"王芳\"\norg = \"hongxing\"\n"),
    ];
    Memory::holding(own.into_iter().chain(files)).unwrap()
}

/// The folders in a folder, sorted.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// What lies in a specimen beside its store.
const BESIDE: [&str; 2] = ["expected.txt", "commits.txt"];

/// Copies a folder into memory, but for what the specimen is expected to say.
fn load(root: &Path, folder: &Path, disk: &Memory) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let below = path.strip_prefix(root).unwrap().to_str().unwrap();
        if path.is_dir() {
            load(root, &path, disk);
        } else if !BESIDE.contains(&below) {
            disk.put(&below.parse().unwrap(), &fs::read(&path).unwrap());
        }
    }
}

/// The store on a disk in a repository, committed as the lines of a text say. A file that a later line names
/// too has had one line more before.
fn committed(disk: &Memory, commits: &str) -> Sandbox {
    let (sandbox, files) = (Sandbox::unborn(), files(disk));
    for (at, line) in commits.lines().enumerate() {
        let later: Vec<&str> =
            commits.lines().skip(at + 1).flat_map(|line| line.split(' ').skip(2)).collect();
        let words: Vec<&str> = line.split(' ').collect();
        let [day, email, named @ ..] = &*words else { panic!("`{line}`") };
        for (path, text) in &files {
            let (is_named, comes_again) = (named.contains(&&**path), later.contains(&&**path));
            if is_named || named.contains(&".") && !comes_again {
                let more = if comes_again { "# to be looked at\n" } else { "" };
                sandbox.write(path, &format!("{text}{more}"));
            }
        }
        let (author, date) = (format!("Somebody <{email}>"), format!("{day}T12:00:00+08:00"));
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "--quiet", "--author", &author, "--date", &date, "-m", "as people do"]);
    }
    sandbox
}

#[test]
fn every_specimen_earns_what_stands_beside_it() {
    let mut wrong = Vec::new();
    for rule in folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")) {
        for specimen in folders(&rule).into_iter().filter(|folder| folder.join("tandem.toml").exists()) {
            let disk = Memory::default();
            load(&specimen, &specimen, &disk);
            let told = match fs::read_to_string(specimen.join("commits.txt")) {
                Ok(commits) => committed(&disk, &commits).tandem(&["check"]).answer,
                Err(_) => told(Arc::new(disk)),
            };
            let name = specimen.file_name().unwrap().to_str().unwrap();
            let rule = rule.file_name().unwrap().to_str().unwrap();
            let is_found = told.contains(&format!("[{rule}]"));
            let as_named = if name.starts_with("good-") { told.is_empty() } else { is_found };
            let expected = Data::read_from(&specimen.join("expected.txt"), None);
            let compared = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV).try_eq(
                Some(&format!("{rule}/{name}")),
                told.into(),
                expected.raw(),
            );
            wrong.extend(compared.err().map(|error| error.to_string()));
            if !as_named {
                wrong.push(format!("`{rule}/{name}` is not what its name says"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All problems of the store on a disk; nothing where it cannot be looked through.
fn looked_through(disk: Dying) -> Option<Vec<Shown>> {
    let records = Records::open(Arc::new(disk), ObjectFormat::Sha1).ok()?;
    let found = check::all(&Book::over(&records, "2026-11-21".parse().unwrap())).ok()?;
    Some(records.shown(found))
}

#[test]
fn a_rule_that_does_not_get_what_it_looks_up_is_not_silent() {
    let (mut silent, mut told, mut sample) = (Vec::new(), 0, Sample::of(13));
    for rule in folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")) {
        let specimens = folders(&rule)
            .into_iter()
            .filter(|folder| folder.join("tandem.toml").exists() && !folder.join("commits.txt").exists());
        for specimen in specimens {
            let disk = Memory::default();
            load(&specimen, &specimen, &disk);
            let disk: Arc<dyn Disk> = Arc::new(disk);
            let counting = Arc::new(Dying::counting(disk.clone()));
            let all = found(counting.clone());
            for step in (0..counting.steps()).filter(|_| sample.takes()) {
                let Some(found) = looked_through(Dying::at(disk.clone(), step, Death::Error)) else {
                    continue;
                };
                let is_said = found.iter().any(|shown| shown.problem.rule == "unreadable");
                told += usize::from(is_said);
                if !is_said && found.len() < all.len() {
                    silent.push(format!("{} at step {step}", specimen.display()));
                }
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    assert!(told > 20, "{told}");
}

const PATROL: &str =
    "title: Night patrol\ncategory: patrol\norg: hongxing\ndate: 2026-11-21\nlead: wang-fan\nwether: rain\n";
const PATH: &str = "activities/2026/11/2026-11-21-night-patrol.yaml";

#[test]
fn a_store_says_what_a_rule_is_worth() {
    let settings = "format = 1\nname = \"x\"\ntimezone = \"Asia/Shanghai\"\n\n[check]\n";
    let levels = |check: &str| {
        let settings = format!("{settings}{check}");
        let found = found(Arc::new(store([("tandem.toml", &*settings), (PATH, PATROL)])));
        found.into_iter().map(|shown| (shown.problem.rule, shown.problem.level)).collect::<Vec<_>>()
    };
    let (missing, unknown) = ("missing-reference", "unknown-field");
    assert_eq!(levels(""), [(missing, Level::Error), (unknown, Level::Warning)]);
    assert_eq!(
        levels("missing-reference = \"warn\"\nunknown-field = \"deny\""),
        [(missing, Level::Warning), (unknown, Level::Error)]
    );
    assert_eq!(levels("missing-reference = \"allow\"\nunknown-field = \"allow\""), []);
    let broken = store([("tandem.toml", &*format!("{settings}syntax = \"warn\"")), (PATH, "a: [")]);
    assert_eq!(found(Arc::new(broken))[0].problem.level, Level::Warning);
}

#[test]
fn only_what_was_touched_is_read() {
    let faulty = "name = \n";
    let files =
        [(PATH, PATROL), ("volunteers/li-na.toml", faulty), ("activities/2026/11/other.yaml", PATROL)];
    let disk = Arc::new(Dying::counting(Arc::new(store(files))));
    let records = Records::open(disk.clone(), ObjectFormat::Sha1).unwrap();
    let before = disk.reads();
    let book = Book::over(&records, "2026-11-21".parse().unwrap());
    let touched = [(Kind::Activity, "2026-11-21-night-patrol".parse().unwrap())];
    let problems = check::touched(&book, &touched).unwrap();
    let rules: Vec<&str> = problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, ["missing-reference", "unknown-field"]);
    let mut read = disk.reads();
    read.retain(|path, count| before.get(path) != Some(count));
    assert_eq!(read.keys().map(RelPath::as_str).collect::<Vec<_>>(), [PATH]);
    let gone = [(Kind::Volunteer, "nobody".parse().unwrap())];
    assert_eq!(check::touched(&book, &gone).unwrap(), []);
}
