//! The program under a `git` that kills it, or all of its process group, around each of git's calls:
//! whatever the next command is, it finds the old state or the new one. The commands are those of
//! `tests/deaths/commands.rs`.
//!
//! A fixed sample is always taken; all of it where `TANDEM_LONG` is set.

use std::os::unix::process::{CommandExt, ExitStatusExt};

use crate::deaths::commands::committing;
use crate::deaths::scene::{Sample, Scene, each_line};
use crate::stories::KILLING_GIT;
use crate::support::repository::{Sandbox, State};

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
    let mut lines = Sample::of(23);
    each_line(committing().filter(|_| lines.takes()), 29, &|line, sample| {
        let scene = Scene::committing(line);
        let (whole, words) = fresh(&scene);
        let old = scene.settled(whole.state());
        let calls = run(&whole, &words.iter().map(|word| &**word).collect::<Vec<_>>(), 0, "never");
        let new = scene.settled(whole.state());
        assert_ne!(old, new, "{line}");
        let all = (1..=calls).flat_map(|call| WAYS.map(|how| (call, how)));
        let mut taken = 0;
        for (call, how) in all.filter(|_| sample.takes()) {
            taken += 1;
            killed(&scene, line, (call, how), taken % 2 == 0, (&old, &new));
        }
        taken
    });
}

/// A command whose git kills at a call; the next one reads, or changes something and is refused.
fn killed(scene: &Scene, line: &str, (call, how): (usize, &str), reads: bool, (old, new): (&State, &State)) {
    let said = format!("{line}: {how} call {call}");
    let is_init = line.starts_with("init ");
    let (sandbox, words) = fresh(scene);
    let words: Vec<&str> = words.iter().map(|word| &**word).collect();
    run(&sandbox, &words, call, how);
    let next: &[&str] = if reads { &["check"] } else { &["volunteer", "set", "li-na", "x=1"] };
    let read = sandbox.tandem(next);
    let nowhere = is_init && read.talk.contains("no records found");
    assert!(matches!(read.code, Some(0 | 1)) || !reads || nowhere, "{said}: {read:?}");
    let now = scene.settled(sandbox.state());
    assert!(now == *old || now == *new || nowhere, "{said}: {now:?}");
    if now != *new {
        let again = sandbox.tandem(&words);
        // A store that was made by halves is finished, and then there is one already.
        assert!(again.code == Some(0) || is_init && again.code == Some(2), "{said}: {again:?}");
        assert_eq!(scene.settled(sandbox.state()), *new, "{said}: {again:?}");
    }
    assert_eq!(sandbox.leftovers(), Vec::<String>::new(), "{said}");
}
