//! The program under a `git` that kills it, or all of its process group, around each of git's calls:
//! whatever the next command is, it finds the old state or the new one. The commands are those of
//! `tests/deaths/commands.rs`.
//!
//! A fixed sample is always taken; all of it where `TANDEM_LONG` is set.

use std::os::unix::process::{CommandExt, ExitStatusExt};

use crate::deaths::commands::committing;
use crate::deaths::scene::{Sample, Scene};
use crate::stories::KILLING_GIT;
use crate::support::repository::Sandbox;

const WAYS: [&str; 4] = ["parent-before", "parent-after", "group-before", "group-after"];

/// Runs a command with a git that kills at its n-th call; gives the number of calls.
fn run(sandbox: &Sandbox, words: &[&str], at: usize, how: &str) -> usize {
    let (count, bin) = (sandbox.path().join("count"), sandbox.path().join("bin"));
    sandbox.script(bin.join("git").to_str().unwrap(), KILLING_GIT);
    let path = std::env::var("PATH").unwrap();
    let mut program = sandbox.program_with(words);
    program.env("PATH", format!("{}:{path}", bin.display())).env("REAL_PATH", &path);
    program.env("KILL_COUNT", &count).env("KILL_AT", at.to_string()).env("KILL_HOW", how);
    let output = program.process_group(0).output().unwrap();
    let killed = output.status.signal() == Some(9);
    assert_eq!((killed, output.status.success()), (at > 0, at == 0), "{words:?}: {how} {at}: {output:?}");
    (1..10_000).take_while(|nth| count.with_extension(nth.to_string()).exists()).count()
}

/// A copy of the store in which a command is done, and its words there.
fn fresh(scene: &Scene) -> (Sandbox, Vec<String>) {
    let sandbox = scene.repository();
    let words = ["-q".to_string()].into_iter().chain(scene.words(&sandbox)).collect();
    (sandbox, words)
}

#[test]
fn a_git_that_kills_any_command() {
    let (mut lines, mut sample) = (Sample::of(23), Sample::of(29));
    let mut nth = 0;
    for line in committing().filter(|_| lines.takes()) {
        let scene = Scene::committing(line);
        let is_init = line.starts_with("init ");
        let (whole, words) = fresh(&scene);
        let old = scene.settled(whole.state());
        let calls = run(&whole, &words.iter().map(|word| &**word).collect::<Vec<_>>(), 0, "never");
        let new = scene.settled(whole.state());
        assert_ne!(old, new, "{line}");
        let all = (1..=calls).flat_map(|call| WAYS.map(|how| (call, how)));
        for (call, how) in all.filter(|_| sample.takes()) {
            nth += 1;
            let said = format!("{line}: {how} call {call}");
            let (sandbox, words) = fresh(&scene);
            let words: Vec<&str> = words.iter().map(|word| &**word).collect();
            run(&sandbox, &words, call, how);
            // The next command is one that reads, or another one that changes something and is refused.
            let next: &[&str] = if nth % 2 == 0 { &["check"] } else { &["volunteer", "set", "li-na", "x=1"] };
            let read = sandbox.tandem(next);
            let nowhere = is_init && read.talk.contains("no records found");
            assert!(matches!(read.code, Some(0 | 1)) || nth % 2 == 1 || nowhere, "{said}: {read:?}");
            let now = scene.settled(sandbox.state());
            assert!(now == old || now == new || nowhere, "{said}: {now:?}");
            if now != new {
                let again = sandbox.tandem(&words);
                // A store that was made by halves is finished, and then there is one already.
                assert!(again.code == Some(0) || is_init && again.code == Some(2), "{said}: {again:?}");
                assert_eq!(scene.settled(sandbox.state()), new, "{said}: {again:?}");
            }
            assert_eq!(sandbox.leftovers(), Vec::<String>::new(), "{said}");
        }
    }
    assert!(nth > 0, "no case was taken");
}
