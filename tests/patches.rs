//! What `--dry-run` prints is what the command does: `git apply` makes the same bytes of it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository::Sandbox;

const PATROL: &str = "activities/2026/10/2026-10-05-patrol.yaml";

const WATCH: &str = "shifts/2026/11/2026-11-27-watch.yaml";

const CASE: &str = "cases/2026/11/c-7k3q9d.yaml";

/// Commands, and the changes by hand before them.
pub(crate) const COMMANDS: [&[&str]; 35] = [
    &["org", "add", "West", "--kind", "team", "--parent", "jiulong"],
    &["volunteer", "add", "李娜", "--org", "jiulong", "--skill", "first-aid", "--skill", "driving"],
    &["activity", "log", "Walk", "--category", "patrol", "--org", "jiulong", "--date", "2026-11-21"],
    &["volunteer", "set", "li-na", "phone=12345", "name=Li Na the second"],
    &["activity", "set", "2026-10-05-patrol", "attendance[li-na].hours=2.5", "title=Long patrol"],
    &["activity", "set", "2026-10-05-patrol", "date=2026-09-05"],
    &["activity", "edit", "2026-10-05-patrol"],
    &["shift", "assign", "2026-11-27-watch", "li-na", "--role", "driver"],
    &["shift", "unassign", "2026-11-27-watch", "wang-fang"],
    &["shift", "confirm", "2026-11-27-watch", "wang-fang"],
    &["shift", "attend", "2026-11-27-watch", "li-na=2.5", "--all", "--today", "2026-11-28"],
    &["shift", "absent", "2026-11-27-watch", "wang-fang", "--today", "2026-11-28"],
    &["shift", "excuse", "2026-11-27-watch", "wang-fang", "--today", "2026-11-28"],
    &["shift", "assign", "2026-11-27-watch", "li-na", "--status", "standby", "--locked"],
    &["shift", "swap", "2026-11-27-watch", "wang-fang", "2026-11-29-round", "li-na"],
    &["shift", "expand", "--until", "2026-12-03"],
    &["shift", "close", "2026-11-28-desk"],
    &["shift", "cancel", "2026-11-27-watch"],
    &["volunteer", "status", "li-na", "left", "--reason", "moved away"],
    &["volunteer", "lead", "li-na", "wang-fang"],
    &["worker", "supervise", "wang-fang", "li-na"],
    &["hours", "submit", "activity/2026-10-05-patrol", "wang-fang=2"],
    &["hours", "verify", "2026-10-05-patrol", "li-na", "--by", "wang-fang"],
    &["hours", "reject", "2026-10-05-patrol", "li-na", "--reason", "no", "--by", "wang-fang"],
    &[
        "training",
        "log",
        "Aid",
        "--org",
        "jiulong",
        "--date",
        "2026-11-21",
        "--credential",
        "aid",
        "--attend",
        "{ who: li-na, result: passed }",
    ],
    &["need", "assign", "n-7k3q9d", "--worker", "wang-fang", "--helper", "li-na"],
    &["need", "note", "n-7k3q9d", "--did", "visited", "--who", "li-na", "--hours", "1.5"],
    &["need", "close", "n-7k3q9d", "--status", "unmet", "--reason", "nobody: opened the door"],
    &["case", "session", "c-7k3q9d", "--by", "wang-fang", "--helper", "li-na", "--stage", "planning"],
    &["case", "refer", "c-7k3q9d", "--to", "No. 2 Hospital, child guidance"],
    &["case", "close", "c-7k3q9d", "--reason", "resolved"],
    &[
        "movement",
        "log",
        "--kind",
        "in",
        "--org",
        "jiulong",
        "--item",
        "rice",
        "--quantity",
        "4",
        "--date",
        "2026-11-21",
    ],
    &["feedback", "forward", "f-104rbx", "--to", "Street"],
    &["feedback", "answer", "f-104rbx", "--answer", "the lamp is mended"],
    &["feedback", "close", "f-104rbx", "--satisfaction", "4"],
];

/// How files may look like when they come from elsewhere.
const LOOKS: [fn(&str) -> String; 4] = [
    str::to_string,
    |text| text.replace('\n', "\r\n"),
    |text| text.trim_end().to_string(),
    |text| text.replace('\n', "\r\n").trim_end().to_string(),
];

fn look(sandbox: &Sandbox, look: fn(&str) -> String) {
    for path in ["volunteers/li-na.toml", PATROL, WATCH, CASE] {
        let text = sandbox.read(path).unwrap();
        sandbox.write(path, &look(&text));
    }
}

/// Runs a command once dry and once for real, in two equal worlds, and compares.
fn compare(world: &dyn Fn() -> Sandbox, words: &[&str], top: &dyn Fn(&Sandbox) -> PathBuf) {
    let editor = || ("EDITOR".into(), "sed -i -e s/Patrol/Evening/ -e s/2026-10-05/2026-09-05/".into());
    let (mut dry, mut real) = (world(), world());
    dry.extra.push(editor());
    real.extra.push(editor());
    let before = dry.state();
    let ran = dry.tandem(&[words, &["--dry-run"]].concat());
    assert_eq!((ran.code, &*ran.talk), (Some(0), ""), "{words:?}");
    assert_eq!(dry.state(), before, "{words:?}: a dry run changed something");
    let patch = dry.path().join("patch");
    fs::write(&patch, &ran.answer).unwrap();
    let apply = |at: &Path| {
        let mut git = std::process::Command::new("git");
        git.envs(dry.environment()).current_dir(at).args(["apply", "--whitespace=nowarn"]).arg(&patch);
        git.output().unwrap()
    };
    let applied = apply(&top(&dry));
    assert!(applied.status.success(), "{words:?}: {applied:?}\n{}", ran.answer);
    real.does(words);
    assert_eq!(dry.state().files, real.state().files, "{words:?}:\n{}", ran.answer);
    assert_eq!(dry.read(".gitattributes"), real.read(".gitattributes"), "{words:?}");
    assert_ne!(dry.state().files, before.files, "{words:?}");
}

/// Compares every command.
fn all(world: &dyn Fn() -> Sandbox, top: &dyn Fn(&Sandbox) -> PathBuf) {
    for words in COMMANDS {
        compare(world, words, top);
    }
}

#[test]
fn a_patch_for_the_top_of_a_repository() {
    for shape in LOOKS {
        let world = || {
            let sandbox = Sandbox::filled();
            look(&sandbox, shape);
            sandbox
        };
        all(&world, &|sandbox| sandbox.records().into());
    }
}

#[test]
fn a_patch_for_a_store_below_the_top() {
    let world = || {
        let mut sandbox = Sandbox::unborn();
        sandbox.move_records(sandbox.records().join("our records"));
        fs::create_dir(sandbox.records()).unwrap();
        sandbox.fill();
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "--quiet", "-m", "start"]);
        sandbox
    };
    let top = |sandbox: &Sandbox| sandbox.records().parent().unwrap().to_path_buf();
    all(&world, &top);
}

#[test]
fn a_patch_outside_of_any_repository() {
    let world = || {
        let sandbox = Sandbox::plain();
        sandbox.fill();
        sandbox
    };
    all(&world, &|sandbox| sandbox.records().into());
}

#[test]
fn a_patch_that_makes_a_store() {
    let init: &[&str] = &["init", "Test", "--timezone", "Asia/Shanghai"];
    compare(&Sandbox::plain, init, &|sandbox| sandbox.records().into());
    let init: &[&str] = &["init", "Test", "--timezone", "Asia/Shanghai", "--git"];
    compare(&Sandbox::unborn, init, &|sandbox| sandbox.records().into());
    let below = || {
        let mut sandbox = Sandbox::unborn();
        sandbox.move_records(sandbox.records().join("records"));
        fs::create_dir(sandbox.records()).unwrap();
        sandbox
    };
    compare(&below, init, &|sandbox| sandbox.records().parent().unwrap().to_path_buf());
}

#[test]
fn a_patch_of_a_store_in_a_folder_that_is_not_there_yet() {
    let sandbox = Sandbox::unborn();
    let init = ["-C", "town/records", "init", "Test", "--timezone", "Asia/Shanghai", "--dry-run"];
    let ran = sandbox.tandem(&init);
    assert!(ran.answer.contains("\n+++ b/town/records/tandem.toml\n"), "{ran:?}");
    assert!(!sandbox.records().join("town").exists());
}
