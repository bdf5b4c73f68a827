//! The short checks: of what is staged, of what differs from the last commit, and against known problems.

use crate::support::program::Ran;
use crate::support::repository::Sandbox;

const LI_NA: &str = "volunteers/li-na.toml";
const ANA: &str = "volunteers/ana.toml";
const BAD: &str = "name = \"Ana\"\norg = \"nowhere\"\n";
const GOOD: &str = "name = \"Ana\"\norg = \"jiulong\"\n";

/// The rules and files that a check tells of.
fn found(ran: &Ran) -> Vec<(String, String)> {
    let value: serde_json::Value = serde_json::from_str(&ran.answer).unwrap();
    let text = |problem: &serde_json::Value, key: &str| problem[key].as_str().unwrap().to_string();
    value["problems"].as_array().unwrap().iter().map(|one| (text(one, "rule"), text(one, "path"))).collect()
}

fn check(sandbox: &Sandbox, words: &[&str]) -> Ran {
    sandbox.tandem(&[&["check", "--format", "json"], words].concat())
}

fn pair(rule: &str, path: &str) -> (String, String) {
    (rule.into(), path.into())
}

#[test]
fn what_is_staged_is_checked_and_not_what_lies_there() {
    let sandbox = Sandbox::filled();
    let ran = sandbox.tandem(&["check", "--staged"]);
    assert_eq!((ran.code, &*ran.talk), (Some(0), "note: no record differs from the last commit\n"));
    sandbox.write(ANA, BAD);
    assert_eq!(found(&check(&sandbox, &["--staged"])), []);
    sandbox.git(&["add", ANA]);
    sandbox.write(ANA, GOOD);
    let ran = check(&sandbox, &["--staged"]);
    assert_eq!((ran.code, found(&ran)), (Some(1), vec![pair("missing-reference", ANA)]));
    sandbox.git(&["add", ANA]);
    sandbox.write(ANA, BAD);
    let ran = check(&sandbox, &["--staged"]);
    assert_eq!((ran.code, found(&ran)), (Some(0), vec![]));
}

#[test]
fn what_refers_to_a_record_that_goes_is_checked_too() {
    let sandbox = Sandbox::filled();
    sandbox.git(&["rm", "--quiet", "--cached", LI_NA]);
    let expected = [
        pair("missing-reference", "activities/2026/10/2026-10-05-patrol.yaml"),
        pair("missing-reference", "cases/2026/11/c-7k3q9d.yaml"),
        pair("missing-reference", "shifts/2026/11/2026-11-29-round.yaml"),
    ];
    assert_eq!(found(&check(&sandbox, &["--staged"])), expected);
    sandbox.git(&["reset", "--quiet"]);
    std::fs::remove_file(sandbox.records().join(LI_NA)).unwrap();
    assert_eq!(found(&check(&sandbox, &["--staged"])), []);
    assert_eq!(found(&check(&sandbox, &["--changed"])), expected);
}

#[test]
fn settings_that_differ_have_everything_checked() {
    let sandbox = Sandbox::filled();
    sandbox.write(ANA, BAD);
    sandbox.git(&["add", ANA]);
    sandbox.git(&["commit", "--quiet", "-m", "by hand"]);
    assert_eq!(found(&check(&sandbox, &["--changed"])), []);
    let settings = sandbox.read("tandem.toml").unwrap();
    sandbox.write("tandem.toml", &format!("{settings}[hours]\ndaily_max = 10\n"));
    assert_eq!(found(&check(&sandbox, &["--changed"])), [pair("missing-reference", ANA)]);
    sandbox.write("tandem.toml", &format!("{settings}[hours\n"));
    sandbox.git(&["add", "tandem.toml"]);
    sandbox.write("tandem.toml", &settings);
    let ran = sandbox.tandem(&["check", "--staged"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.talk.contains(" --> tandem.toml:4:"), "{}", ran.talk);
}

#[test]
fn a_hook_sees_the_index_that_its_commit_is_made_of() {
    let sandbox = Sandbox::filled();
    let program = env!("CARGO_BIN_EXE_tandem");
    sandbox.script(".git/hooks/pre-commit", &format!("exec '{program}' check --staged"));
    let text = sandbox.read(LI_NA).unwrap();
    sandbox.write(LI_NA, &text.replace("jiulong", "nowhere"));
    let (done, said) = sandbox.try_git(&["commit", "--quiet", "-a", "-m", "all"]);
    assert!(!done && said.contains("there is no org `nowhere`"), "{said}");
    let (done, said) = sandbox.try_git(&["commit", "--quiet", "-m", "only", "--", LI_NA]);
    assert!(!done && said.contains("there is no org `nowhere`"), "{said}");
    sandbox.write(LI_NA, &text.replace("Wu", "Min"));
    sandbox.git(&["commit", "--quiet", "-a", "-m", "all"]);
    assert_eq!(sandbox.does(&["volunteer", "set", "li-na", "phone=12345"]), "");
}

#[test]
fn a_conflict_that_is_not_settled_cannot_be_checked() {
    let sandbox = Sandbox::filled();
    let text = sandbox.read(LI_NA).unwrap();
    sandbox.git(&["checkout", "--quiet", "-b", "other"]);
    sandbox.write(LI_NA, &text.replace("Wu", "Min"));
    sandbox.git(&["commit", "--quiet", "-a", "-m", "theirs"]);
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write(LI_NA, &text.replace("Wu", "Hakka"));
    sandbox.git(&["commit", "--quiet", "-a", "-m", "ours"]);
    assert!(!sandbox.try_git(&["merge", "--quiet", "other"]).0);
    let ran = sandbox.tandem(&["check", "--staged"]);
    let told = "error: `volunteers/li-na.toml` is in conflict: git has not been told what becomes of it\n\
                help: settle it, then `git add volunteers/li-na.toml`\n";
    assert_eq!((ran.code, &*ran.talk), (Some(2), told));
}

#[test]
fn before_the_first_commit_everything_differs() {
    let sandbox = Sandbox::unborn();
    sandbox.fill();
    sandbox.write(ANA, BAD);
    assert_eq!(found(&check(&sandbox, &["--changed"])), [pair("missing-reference", ANA)]);
    sandbox.git(&["add", "."]);
    assert_eq!(found(&check(&sandbox, &["--staged"])), [pair("missing-reference", ANA)]);
    let ran = Sandbox::plain().tandem(&["check", "--staged"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
}

#[test]
fn known_problems_neither_fail_nor_stand_in_the_way() {
    let sandbox = Sandbox::filled();
    sandbox.write(ANA, BAD);
    let talk = sandbox.does(&["check", "--baseline"]);
    assert_eq!(talk, "note: 1 problem is known from now on\n");
    assert_eq!(sandbox.git(&["log", "-1", "--format=%s"]), "check baseline");
    assert_eq!(sandbox.git(&["show", "--format=", "--name-only", "HEAD"]), "check-baseline.json");
    let ran = check(&sandbox, &["--strict"]);
    assert_eq!((ran.code, found(&ran)), (Some(0), vec![]));
    sandbox.does(&["volunteer", "set", "ana", "phone=12345"]);
    sandbox.write("volunteers/bo.toml", BAD);
    assert_eq!(found(&check(&sandbox, &[])), [pair("missing-reference", "volunteers/bo.toml")]);
    std::fs::remove_file(sandbox.records().join("volunteers/bo.toml")).unwrap();
    sandbox.does(&["volunteer", "set", "ana", "org=jiulong"]);
    let talk = sandbox.does(&["check"]);
    assert!(talk.contains("1 known problem mended: `tandem check --baseline` forgets"), "{talk}");
    sandbox.does(&["check", "--baseline"]);
    assert_eq!(sandbox.read("check-baseline.json"), None);
    sandbox.write("check-baseline.json", "[]");
    let ran = sandbox.tandem(&["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.talk.starts_with("error: `check-baseline.json`: "), "{}", ran.talk);
}

#[test]
fn the_hook_is_put_in_once_and_never_over_another() {
    let mut sandbox = Sandbox::unborn();
    sandbox.move_records(sandbox.records().join("our people's records"));
    std::fs::create_dir(sandbox.records()).unwrap();
    sandbox.fill();
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "start"]);
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_tandem")).parent().unwrap();
    let path = std::env::join_paths(
        [program.into()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    sandbox.extra.push(("PATH".into(), path.unwrap()));
    let talk = sandbox.does(&["init", "--git", "--hook"]);
    assert!(talk.contains("note: git checks the records before each commit from now on\n"), "{talk}");
    let talk = sandbox.does(&["init", "--git", "--hook"]);
    assert!(talk.contains("note: git checks the records before each commit already\n"), "{talk}");
    sandbox.write(ANA, BAD);
    sandbox.git(&["add", "."]);
    let (done, said) = sandbox.try_git(&["commit", "--quiet", "-m", "bad"]);
    assert!(!done && said.contains("there is no org `nowhere`"), "{said}");
    sandbox.write(ANA, GOOD);
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "good"]);
    assert_eq!(sandbox.does(&["volunteer", "set", "ana", "phone=12345"]), "");
    let hook = sandbox.git(&["rev-parse", "--git-path", "hooks/pre-commit"]);
    let hook = sandbox.records().join(hook);
    std::fs::write(&hook, "#!/bin/sh\nexit 0\n").unwrap();
    let talk = sandbox.does(&["init", "--git", "--hook"]);
    assert!(
        talk.contains(r"put the line `tandem -C './our people'\''s records/' check --staged` into it"),
        "{talk}"
    );
    assert_eq!(std::fs::read_to_string(hook).unwrap(), "#!/bin/sh\nexit 0\n");
}
