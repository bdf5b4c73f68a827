//! Where commands die: a store in memory or in a repository, and a command line done on a disk of our own,
//! in this process.

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chrono::DateTime;
use tandem::cli::{World, perform};
use tandem::store::disk::{Disk, Memory};
use tandem::store::git::{Git, Program};

use super::commands::{EDITOR, OUTSIDE, words};
use crate::support::repository::{Sandbox, State, at_once};

/// The activity that somebody edited by hand.
const PATROL: &str = "activities/2026/10/2026-10-05-patrol.yaml";

thread_local! {
    /// What the command of this thread works on.
    static DISK: RefCell<Option<Arc<dyn Disk>>> = const { RefCell::new(None) };
    /// What its git is started with.
    static ENVIRONMENT: RefCell<Vec<(OsString, OsString)>> = const { RefCell::new(Vec::new()) };
}

/// Which of many cases are taken: all where `TANDEM_LONG` is set (every n-th where it says a number), else
/// one of `stride`.
pub(crate) struct Sample {
    stride: usize,
    nth: usize,
}

impl Sample {
    pub(crate) fn of(short: usize) -> Sample {
        let stride = std::env::var("TANDEM_LONG").map_or(short, |long| long.parse().unwrap_or(1).max(1));
        Sample { stride, nth: 0 }
    }

    /// A sample of the cases of the n-th of many lines: of each line others.
    fn of_line(short: usize, nth: usize) -> Sample {
        Sample { nth: nth * 37, ..Sample::of(short) }
    }

    /// Whether the next case is taken.
    pub(crate) fn takes(&mut self) -> bool {
        self.nth += 1;
        self.nth.is_multiple_of(self.stride)
    }
}

/// Does something with each line, on as many threads as the machine has, each with a sample of its own; tells how
/// many cases were taken.
pub(crate) fn each_line<'a>(
    lines: impl Iterator<Item = &'a str>,
    short: usize,
    work: &(dyn Fn(&str, &mut Sample) -> usize + Sync),
) {
    let lines: Vec<&str> = lines.collect();
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(lines.len());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    let Some(line) = lines.get(nth) else { return };
                    let taken = work(line, &mut Sample::of_line(short, nth));
                    println!("{line}: {taken} cases");
                }
            });
        }
    });
}

/// A line of the list, and where it is done.
pub(crate) struct Scene<'a> {
    line: &'a str,
    is_committing: bool,
    /// What every world of it is a copy of.
    start: Sandbox,
    /// The records that there are at first.
    records: Vec<(String, String)>,
}

impl<'a> Scene<'a> {
    /// Without git: the records are in memory, and the folder of the call is empty but for what discovery
    /// looks for.
    pub(crate) fn plain(line: &'a str) -> Scene<'a> {
        Scene::with(line, Vec::new())
    }

    /// The same with more records.
    pub(crate) fn with(line: &'a str, more: Vec<(String, String)>) -> Scene<'a> {
        let start = Sandbox::plain();
        let scene = Scene { line, is_committing: false, start, records: records(line, more) };
        if !scene.is_init() {
            scene.start.write("tandem.toml", "");
        }
        Scene::outside(&scene.start);
        scene
    }

    /// The same in folders by organisation.
    pub(crate) fn by_org(line: &'a str, more: Vec<(String, String)>) -> Scene<'a> {
        let mut scene = Scene::with(line, more);
        for (path, text) in &mut scene.records {
            let org =
                text.lines().find_map(|line| line.strip_prefix("org: ").or(line.strip_prefix("org = ")));
            let org = org.map(|org| org.trim_matches('"').to_string());
            match (path.split_once('/'), org) {
                (Some((kind, rest)), Some(org)) => *path = format!("{kind}/{org}/{rest}"),
                (None, _) if path == "tandem.toml" => text.push_str("\n[layout]\nfolders = \"by-org\"\n"),
                _ => {}
            }
        }
        scene
    }

    /// In a repository, in which the patrol was edited by hand.
    pub(crate) fn committing(line: &'a str) -> Scene<'a> {
        let start = if line.starts_with("init ") { Sandbox::plain() } else { Sandbox::unborn() };
        let scene = Scene { line, is_committing: true, start, records: records(line, Vec::new()) };
        if !scene.is_init() {
            for (path, text) in &scene.records {
                scene.start.write(path, &text.replace("a Monday", "a Tuesday"));
            }
            scene.start.git(&["add", "."]);
            scene.start.git(&["commit", "--quiet", "-m", "start"]);
            if line == "undo" {
                scene.start.does(&["volunteer", "set", "tom", "phone=12345"]);
            }
            let patrol = scene.start.read(PATROL).unwrap();
            scene.start.write(PATROL, &patrol.replace("a Tuesday", "a Monday"));
        }
        scene
    }

    fn is_init(&self) -> bool {
        self.line.starts_with("init ")
    }

    /// A fresh disk in memory.
    pub(crate) fn memory(&self) -> Memory {
        Memory::holding(self.records.iter().map(|(path, text)| (&**path, &**text))).unwrap()
    }

    /// A fresh copy of the repository.
    pub(crate) fn repository(&self) -> Sandbox {
        let mut sandbox = Sandbox::plain();
        let from = self.start.records().join(".");
        assert!(Command::new("cp").arg("-a").arg(from).arg(sandbox.records()).status().unwrap().success());
        sandbox.extra.push(("EDITOR".into(), EDITOR.into()));
        Scene::outside(&sandbox);
        sandbox
    }

    /// The folder in which nothing but commands without git happens.
    pub(crate) fn folder(&self) -> &Sandbox {
        &self.start
    }

    fn outside(sandbox: &Sandbox) {
        for (name, text) in OUTSIDE {
            fs::write(sandbox.path().join(name), text).unwrap();
        }
    }

    /// The words of the line.
    pub(crate) fn words(&self, sandbox: &Sandbox) -> Vec<String> {
        let line = if self.is_committing { self.line.to_string() } else { self.line.replace(" --git", "") };
        words(&line, sandbox.path().to_str().unwrap())
    }

    /// Does it on a disk, in the folder of a sandbox.
    pub(crate) fn perform(&self, disk: &Arc<dyn Disk>, sandbox: &Sandbox) -> Result<(), String> {
        let mut environment = sandbox.environment();
        if !self.is_committing {
            environment.push(("PATH".into(), "/nowhere".into()));
        }
        ENVIRONMENT.set(environment);
        DISK.set(Some(disk.clone()));
        let folder = sandbox.records().to_str().unwrap();
        let words = ["tandem", "-q", "-C", folder].into_iter().map(OsString::from);
        let words: Vec<_> = words.chain(self.words(sandbox).into_iter().map(OsString::from)).collect();
        if perform(&words, world())? { Ok(()) } else { Err("it found what must not be".into()) }
    }

    /// What lies there, in a form that equals itself: what is sealed is sealed differently each time, and a
    /// repository may be only half made.
    pub(crate) fn settled(&self, mut state: State) -> State {
        if state.files.is_empty() {
            (state.head, state.index) = (String::new(), String::new());
        }
        if self.line.contains("--seal") {
            let hash = |word: &str| word.len() == 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
            let bare = |text: &str| {
                text.split_inclusive([' ', '\n']).filter(|word| !hash(word.trim_end())).collect::<String>()
            };
            (state.head, state.index) = (bare(&state.head), bare(&state.index));
            for text in state.files.values_mut() {
                let (from, until) = (text.find("-----BEGIN"), text.find("-----END"));
                if let (Some(from), Some(until)) = (from, until) {
                    text.replace_range(from..until, "");
                }
            }
        }
        state
    }

    /// The same of a disk without a repository.
    pub(crate) fn settled_files(&self, disk: &dyn Disk) -> State {
        let files = crate::support::repository::files(disk);
        self.settled(State { files, head: String::new(), index: String::new() })
    }
}

/// The records that a line finds: those of the folder and some more; none where it makes a store.
fn records(line: &str, more: Vec<(String, String)>) -> Vec<(String, String)> {
    if line.starts_with("init ") {
        return Vec::new();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/deaths/store");
    let mut records = more;
    for entry in walkdir::WalkDir::new(&folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_string();
            records.push((path, fs::read_to_string(entry.path()).unwrap()));
        }
    }
    records
}

/// Lets go of the disk of the last command.
pub(crate) fn leave() {
    DISK.set(None);
}

/// The repository of a sandbox, if there is one by now.
pub(crate) fn git(sandbox: &Sandbox) -> Option<Git> {
    Git::discover(sandbox.records(), &sandbox.program()).unwrap()
}

/// A world in which it is always the same moment, and commands reach the disk of their thread.
fn world() -> World {
    World {
        now: DateTime::from_timestamp(1_795_258_800, 0).unwrap(),
        pause: at_once,
        variable: |name| match name {
            "TANDEM_TODAY" => Some("2026-11-21".into()),
            "TANDEM_SEED" => Some("1".into()),
            "EDITOR" => Some(EDITOR.into()),
            _ => None,
        },
        git: || Program { environment: ENVIRONMENT.with_borrow(Clone::clone) },
        disk: |real| DISK.with_borrow(Clone::clone).unwrap_or_else(|| Arc::new(real)),
        answer: |_| Ok(()),
    }
}
