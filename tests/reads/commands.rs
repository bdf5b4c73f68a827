//! What a changing command looks at: it lists the folders of the kinds that it names, each of them once, and reads
//! the records that it needs, in flat folders and by organisation. Nothing walks the whole store.

use std::collections::BTreeSet;
use std::sync::Arc;

use tandem::model::day::Month;
use tandem::model::kind::Kind;
use tandem::store::disk::{Disk, Dying, Look, RelPath};

use crate::deaths::commands::CHANGING;
use crate::deaths::scene::{Scene, leave};

/// What a command looked at, of records alone.
pub(super) struct Looked {
    /// The folders of which it asked what they hold, or all that lies below them.
    pub(super) listed: Vec<String>,
    /// Those of which it asked for all that lies below them.
    pub(super) walked: Vec<String>,
    /// Those that it asked for a second time, also as a part of another one.
    pub(super) again: Vec<String>,
    /// The files that it read.
    pub(super) read: Vec<String>,
    /// How many steps it made in all.
    pub(super) steps: usize,
}

/// Whether something lies among the records, and is no file of ours.
fn is_record(path: &RelPath) -> bool {
    !path.as_str().starts_with(".tandem") && path.as_str() != "tandem.toml" && !path.name().starts_with('.')
}

/// Does what a scene tells on a disk that counts.
pub(super) fn looked(scene: &Scene) -> Looked {
    let disk = Arc::new(Dying::counting(Arc::new(scene.memory())));
    let counted: Arc<dyn Disk> = disk.clone();
    scene.perform(&counted, scene.folder()).unwrap();
    leave();
    let (lists, walks) = (disk.looks(Look::List), disk.looks(Look::Walk));
    let mut again: Vec<String> = Vec::new();
    for (folder, times) in lists.iter().chain(&walks) {
        let within = walks.keys().any(|walked| walked != folder && folder.is_within(walked));
        if *times > 1 || within || (lists.contains_key(folder) && walks.contains_key(folder)) {
            again.push(folder.to_string());
        }
    }
    let listed: BTreeSet<String> = lists.keys().chain(walks.keys()).map(ToString::to_string).collect();
    let read = disk.reads().into_keys().filter(is_record).map(|path| path.to_string());
    let walked = walks.keys().map(ToString::to_string).collect();
    Looked { listed: listed.into_iter().collect(), walked, again, read: read.collect(), steps: disk.steps() }
}

/// A command, the kinds whose folders it lists, and the records that it reads.
type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

/// A shift is read with those of its month: some of the same people may stand in them.
const CASES: &[Case] = &[
    ("org add", &["orgs"], &[JIULONG]),
    ("volunteer add", &["orgs", "volunteers", "workers"], &[WANG_FANG]),
    ("volunteer set", &["orgs", "volunteers", "workers"], &["li-na.toml", "zhao-min.toml"]),
    ("activity log", &["activities", "orgs", "volunteers", "workers"], &[]),
    (
        "shift assign",
        &["orgs", "shifts", "volunteers", "workers"],
        &[
            "2026-11-19-gate.yaml",
            "2026-11-20-post.yaml",
            "2026-11-27-watch.yaml",
            "2026-11-29-round.yaml",
            "ana-ruiz.toml",
            WANG_FANG,
        ],
    ),
    ("need open", &["needs", "orgs", "workers"], &[]),
    ("need close", &["needs", "orgs", "volunteers", "workers"], &["n-8k3q9d.yaml", WANG_FANG]),
    ("case session", &["cases", "orgs", "volunteers", "workers"], &["c-7k3q9d.yaml", WANG_FANG]),
    ("feedback log", &["feedback", "orgs"], &[]),
    ("award log", &["awards", "volunteers", "workers"], &["li-na.toml"]),
];
const JIULONG: &str = "jiulong.toml";
const WANG_FANG: &str = "wang-fang.toml";

fn lines() -> impl Iterator<Item = &'static str> {
    CHANGING.iter().copied().filter(|line| !line.starts_with("init"))
}

/// A line in flat folders, and by organisation.
fn scenes(line: &'static str) -> [Scene<'static>; 2] {
    [Scene::plain(line), Scene::by_org(line, Vec::new())]
}

#[test]
fn what_is_listed_and_read_is_what_a_command_names() {
    for (command, kinds, reads) in CASES {
        let line = lines().find(|line| line.starts_with(command)).unwrap();
        for scene in scenes(line) {
            let looked = looked(&scene);
            let listed: BTreeSet<&str> = looked.listed.iter().map(|path| kind(path)).collect();
            assert_eq!(listed.into_iter().collect::<Vec<_>>(), *kinds, "{line}");
            let name = |path: &'_ String| path.rsplit('/').next().unwrap_or_default().to_string();
            let mut read: Vec<String> = looked.read.iter().map(name).collect();
            read.sort();
            assert_eq!(read, *reads, "{line}");
        }
    }
}

/// The folder of a kind in which something lies.
fn kind(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// Commands that look through everything: an id is searched for in every file, or all is checked or proven.
const THROUGH_ALL: [&str; 4] = ["check", "period close", " rename ", " remove "];
/// Those that look again into a folder from which a file went, since it may be empty, or into the month of the
/// shift of the other one.
const AGAIN: [&str; 3] = ["activity set", "activity edit", "shift swap"];
/// What was corrected before may stand in any month.
const ANY_MONTH: &str = "correct ";

#[test]
fn no_folder_is_listed_twice_and_no_log_is_walked() {
    let is_of_one = |line: &&str| THROUGH_ALL.iter().all(|all| !line.contains(all));
    for line in lines().filter(is_of_one) {
        for scene in scenes(line) {
            let looked = looked(&scene);
            if AGAIN.iter().all(|again| !line.starts_with(again)) {
                assert_eq!(looked.again, Vec::<String>::new(), "{line}");
            }
            let is_register = |path: &str| Kind::of_folder(path).is_some_and(|kind| !kind.is_log());
            let is_whole = |path: &&String| !is_register(path) && Month::of_folders(path).is_none();
            let whole = looked.walked.iter().find(is_whole);
            assert!(whole.is_none() || line.starts_with(ANY_MONTH), "{line}: {whole:?}");
        }
    }
}

fn more(volunteers: usize, activities: usize) -> Vec<(String, String)> {
    let volunteer = |n| (format!("volunteers/v{n}.toml"), format!("name = \"V{n}\"\norg = \"jiulong\"\n"));
    let activity = |n: usize| {
        let day = n % 28 + 1;
        let text = format!("title: A\ncategory: patrol\norg: jiulong\ndate: 2026-11-{day:02}\n");
        (format!("activities/2026/11/2026-11-{day:02}-a{n}.yaml"), text)
    };
    (0..volunteers).map(volunteer).chain((0..activities).map(activity)).collect()
}

#[test]
fn a_change_costs_the_same_among_many() {
    let line = lines().find(|line| line.starts_with("activity log")).unwrap();
    let steps = |volunteers, activities| {
        let more = more(volunteers, activities);
        [Scene::with(line, more.clone()), Scene::by_org(line, more)].map(|scene| looked(&scene).steps)
    };
    assert_eq!(steps(300, 300), steps(3, 3));
}
