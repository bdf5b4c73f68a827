//! Undoing: the very bytes come back, what else has changed stays, what has changed since is not lost.

use std::fs;
use std::process::Command;

use crate::patches::COMMANDS;
use crate::support::repository::Sandbox;

const LI_NA: &str = "volunteers/li-na.toml";
const WATCH: &str = "shifts/2026/11/2026-11-27-watch.yaml";

/// The operation of a commit.
fn op(sandbox: &Sandbox, commit: &str) -> String {
    sandbox.git(&["log", "-1", "--format=%(trailers:key=Tandem-Op,valueonly)", commit])
}

/// Runs the program, which must refuse by a rule and change nothing; gives its talk.
fn stands_against(sandbox: &Sandbox, words: &[&str]) -> String {
    let before = sandbox.state();
    let ran = sandbox.tandem(words);
    assert_eq!((ran.code, &*ran.answer), (Some(1), ""), "{words:?}: {ran:?}");
    assert_eq!(sandbox.state(), before, "{words:?}");
    ran.talk
}

#[test]
fn every_command_is_undone_to_the_byte_and_done_again() {
    let mut sandbox = Sandbox::filled();
    sandbox.extra.push(("EDITOR".into(), "sed -i -e s/Patrol/Evening/ -e s/2026-10-05/2026-12-05/".into()));
    for words in COMMANDS {
        let before = sandbox.state().files;
        sandbox.does(words);
        let after = sandbox.state().files;
        assert_ne!(after, before, "{words:?}");
        sandbox.does(&["undo"]);
        assert_eq!(sandbox.state().files, before, "{words:?}");
        sandbox.does(&["undo"]);
        assert_eq!(sandbox.state().files, after, "{words:?}");
        sandbox.does(&["undo"]);
        assert_eq!(sandbox.state().files, before, "{words:?}");
    }
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn removing_and_renaming_are_undone_too() {
    let sandbox = Sandbox::filled();
    sandbox.does(&["volunteer", "add", "Ana", "--org", "jiulong"]);
    sandbox.write("volunteers/ana.toml", "# Ana\nname='Ana'\n\norg = \"jiulong\"\n");
    sandbox.git(&["commit", "--quiet", "-am", "as Ana writes"]);
    let before = sandbox.state().files;
    for words in [
        &["volunteer", "remove", "ana", "--reason", "gone"][..],
        &["volunteer", "rename", "li-na", "na-li"],
        &["activity", "void", "2026-10-05-patrol", "--reason", "twice", "--by", "wang-fang"],
    ] {
        sandbox.does(words);
        sandbox.does(&["undo"]);
        assert_eq!(sandbox.state().files, before, "{words:?}");
    }
}

#[test]
fn what_else_has_changed_since_stays() {
    let sandbox = Sandbox::filled();
    let before = sandbox.read(LI_NA).unwrap();
    sandbox.does(&["volunteer", "set", "li-na", "phone=12345", "skills+=driving"]);
    sandbox.does(&["volunteer", "set", "li-na", "note=kind"]);
    sandbox.does(&["undo", &op(&sandbox, "HEAD^")[..6]]);
    assert_eq!(sandbox.read(LI_NA).unwrap(), format!("{before}note = \"kind\"\n"));
    let subject = sandbox.git(&["log", "-1", "--format=%s"]);
    assert_eq!(subject, format!("undo {}: li-na", op(&sandbox, "HEAD~2")));

    let before = sandbox.read(WATCH).unwrap();
    sandbox.does(&["shift", "assign", "2026-11-27-watch", "li-na"]);
    sandbox.write(WATCH, &sandbox.read(WATCH).unwrap().replace("title: Watch", "title: Late watch"));
    sandbox.does(&["undo"]);
    assert_eq!(sandbox.read(WATCH).unwrap(), before.replace("title: Watch", "title: Late watch"));
}

#[test]
fn what_has_changed_since_is_not_lost() {
    let sandbox = Sandbox::filled();
    sandbox.does(&["volunteer", "set", "li-na", "phone=12345"]);
    sandbox.does(&["volunteer", "set", "li-na", "phone=67890"]);
    let later = sandbox.git(&["rev-parse", "--short=12", "HEAD"]);
    let told = stands_against(&sandbox, &["undo", &op(&sandbox, "HEAD^")]);
    let line = format!("volunteer/li-na `phone`: 12345 → 67890, by {later} `volunteer set: li-na`");
    assert!(told.contains(&line), "{told}");
    sandbox.write(LI_NA, &sandbox.read(LI_NA).unwrap().replace("67890", "555"));
    let told = stands_against(&sandbox, &["undo"]);
    assert!(told.contains("`phone`: 67890 → 555, by hand, not committed"), "{told}");

    sandbox.does(&["volunteer", "add", "Ana", "--org", "jiulong"]);
    let added = op(&sandbox, "HEAD");
    sandbox.does(&["shift", "assign", "2026-11-28-desk", "ana"]);
    let told = stands_against(&sandbox, &["undo", &added]);
    assert!(told.contains("shifts/2026/11/2026-11-28-desk.yaml"), "{told}");
    sandbox.does(&["undo"]);
    sandbox.does(&["volunteer", "set", "ana", "note=kind"]);
    let told = stands_against(&sandbox, &["undo", &added]);
    assert!(told.contains("volunteer/ana `note`: – → kind"), "{told}");
    sandbox.does(&["undo"]);
    sandbox.does(&["undo", &added]);
    assert_eq!(sandbox.read("volunteers/ana.toml"), None);
}

#[test]
fn who_was_named_since_a_renaming_follows_it_back() {
    let sandbox = Sandbox::filled();
    sandbox.does(&["volunteer", "rename", "li-na", "na-li"]);
    let renamed = op(&sandbox, "HEAD");
    sandbox.does(&["shift", "assign", "2026-11-27-watch", "na-li"]);
    sandbox.does(&["undo", &renamed]);
    assert!(sandbox.read(WATCH).unwrap().contains("{ who: li-na }"));
    assert_eq!(sandbox.tandem(&["check"]).code, Some(0));
    sandbox.does(&["volunteer", "rename", "li-na", "na-li"]);
    sandbox.does(&["volunteer", "add", "Li Na", "--org", "jiulong", "--id", "li-na"]);
    let told = stands_against(&sandbox, &["undo", &op(&sandbox, "HEAD^")]);
    assert!(told.contains("there is a volunteer `li-na` again"), "{told}");
}

#[test]
fn a_dry_run_is_a_patch() {
    let sandbox = Sandbox::filled();
    let before = sandbox.state();
    sandbox.does(&["volunteer", "rename", "li-na", "na-li"]);
    sandbox.does(&["activity", "set", "2026-10-05-patrol", "date=2026-12-05"]);
    for _ in 0..2 {
        let changed = sandbox.state();
        let ran = sandbox.tandem(&["undo", "--dry-run", "-q"]);
        assert_eq!((ran.code, &*ran.talk), (Some(0), ""));
        assert_eq!(sandbox.state(), changed);
        fs::write(sandbox.path().join("patch"), ran.answer).unwrap();
        sandbox.git(&["update-index", "-q", "--refresh"]);
        let mut git = Command::new("git");
        let apply = git.envs(sandbox.environment()).current_dir(sandbox.records());
        assert!(apply.args(["apply", "--index", "../patch"]).status().unwrap().success());
        sandbox.git(&["reset", "--quiet", "--soft", "HEAD^"]);
    }
    assert_eq!(sandbox.state(), before);
}
