//! The program under a `git` that kills it, or all of its process group, around each of git's calls:
//! whatever the next command is, it finds the old state or the new one.
//!
//! A fixed sample is always taken; all of it where `TANDEM_LONG` is set.

use std::os::unix::process::CommandExt;

use crate::stories::KILLING_GIT;
use crate::support::repository::{Sandbox, State};

const WAYS: [&str; 4] = ["parent-before", "parent-after", "group-before", "group-after"];

const COMMANDS: [&[&str]; 5] = [
    &["volunteer", "add", "Ana", "--id", "ana", "--org", "jiulong"],
    &[
        "activity",
        "log",
        "Walk",
        "--id",
        "walk",
        "--category",
        "patrol",
        "--org",
        "jiulong",
        "--date",
        "2026-11-20",
    ],
    &["activity", "set", "2026-10-05-patrol", "date=2026-12-05"],
    &["activity", "edit", "2026-10-05-patrol"],
    &["init", "Test", "--git", "--timezone", "Asia/Shanghai"],
];

/// Where a command is killed: a store with an edit by hand, or an empty folder to make one in.
fn world(words: &[&str]) -> Sandbox {
    let mut sandbox = if words[0] == "init" { Sandbox::plain() } else { Sandbox::filled() };
    if words[0] != "init" {
        let patrol = "activities/2026/10/2026-10-05-patrol.yaml";
        sandbox.write(patrol, &sandbox.read(patrol).unwrap().replace("a Monday", "a rainy Monday"));
    }
    sandbox.extra.push(("EDITOR".into(), "sed -i -e s/Patrol/Evening/ -e s/2026-10-05/2026-12-05/".into()));
    sandbox
}

/// Runs a command with a git that kills at its n-th call; gives the number of calls.
fn run(sandbox: &Sandbox, words: &[&str], at: usize, how: &str) -> usize {
    let (count, bin) = (sandbox.path().join("count"), sandbox.path().join("bin"));
    sandbox.script(bin.join("git").to_str().unwrap(), KILLING_GIT);
    let path = std::env::var("PATH").unwrap();
    let mut program = sandbox.program_with(words);
    program.env("PATH", format!("{}:{path}", bin.display())).env("REAL_PATH", &path);
    program.env("KILL_COUNT", &count).env("KILL_AT", at.to_string()).env("KILL_HOW", how);
    let output = program.process_group(0).output().unwrap();
    let killed = std::os::unix::process::ExitStatusExt::signal(&output.status) == Some(9);
    assert_eq!((killed, output.status.success()), (at > 0, at == 0), "{words:?}: {how} {at}: {output:?}");
    (1..10_000).take_while(|nth| count.with_extension(nth.to_string()).exists()).count()
}

/// What lies there, of a repository that may be only half made.
fn state(sandbox: &Sandbox) -> State {
    let mut state = sandbox.state();
    if state.files.is_empty() {
        (state.head, state.index) = (String::new(), String::new());
    }
    state
}

#[test]
fn a_git_that_kills_any_command() {
    let stride = if std::env::var_os("TANDEM_LONG").is_some() { 1 } else { 13 };
    let mut nth = 0;
    for words in COMMANDS {
        let whole = world(words);
        let old = state(&whole);
        let calls = run(&whole, words, 0, "never");
        let new = state(&whole);
        assert_ne!(old, new, "{words:?}");
        for (call, how) in (1..=calls).flat_map(|call| WAYS.map(|how| (call, how))) {
            nth += 1;
            if nth % stride != 0 {
                continue;
            }
            let case = format!("{words:?}: {how} call {call}");
            let sandbox = world(words);
            run(&sandbox, words, call, how);
            if nth % 2 == 0 {
                let read = sandbox.tandem(&["check"]);
                let nowhere = words[0] == "init" && read.talk.contains("no records found");
                assert!(read.code == Some(0) || nowhere, "{case}: {read:?}");
                let now = state(&sandbox);
                assert!(now == old || now == new || nowhere, "{case}: {now:?}");
            }
            // Given again, the command does it, or says that it is done.
            let again = sandbox.tandem(words);
            assert!(matches!(again.code, Some(0 | 2)), "{case}: {again:?}");
            assert_eq!(state(&sandbox), new, "{case}: {again:?}");
            assert_eq!(sandbox.leftovers(), Vec::<String>::new(), "{case}");
        }
    }
}
