//! Many processes at once: each of them waits its turn, and nothing that was entered is lost.

use std::thread;

use crate::support::repository::Sandbox;

const PROCESSES: usize = 8;

/// Eight people enter records at the same time, in turn a volunteer and an activity.
fn race(sandbox: &Sandbox, each: usize) {
    let enter = |who: usize, nth: usize| {
        let (id, name) = (format!("p{who}-{nth}"), format!("Person {who} {nth}"));
        let words: &[&str] = if nth.is_multiple_of(2) {
            &["volunteer", "add", &name, "--id", &id, "--org", "jiulong"]
        } else {
            let day = ["--category", "patrol", "--org", "jiulong", "--date", "2026-11-21"];
            &[["activity", "log", &name, "--id"].as_slice(), &[&id], &day].concat()
        };
        assert_eq!(sandbox.tandem(words).answer, format!("{id}\n"));
    };
    thread::scope(|scope| {
        for who in 0..PROCESSES {
            scope.spawn(move || (0..each).for_each(|nth| enter(who, nth)));
        }
    });
}

/// How many records each enters: more where `TANDEM_LONG` is set.
fn each() -> usize {
    if std::env::var_os("TANDEM_LONG").is_some() { 50 } else { 6 }
}

fn entered(sandbox: &Sandbox) -> usize {
    let files = sandbox.state().files;
    files.keys().filter(|path| path.rsplit('/').next().is_some_and(|name| name.starts_with('p'))).count()
}

#[test]
fn nobody_loses_a_record_or_a_commit() {
    let sandbox = Sandbox::filled();
    race(&sandbox, each());
    assert_eq!(entered(&sandbox), PROCESSES * each());
    let commits = sandbox.git(&["rev-list", "--count", "HEAD"]);
    assert_eq!(commits, (PROCESSES * each() + 1).to_string());
    let mut subjects: Vec<_> = sandbox.git(&["log", "--format=%s"]).lines().map(String::from).collect();
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), PROCESSES * each() + 1, "a record was committed twice");
    assert_eq!(sandbox.git(&["status", "--porcelain", "--untracked-files=all"]), "");
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
    sandbox.git(&["fsck", "--strict"]);
    assert_eq!(sandbox.tandem(&["check"]).code, Some(0));
}

#[test]
fn nobody_loses_a_record_outside_of_a_repository() {
    let sandbox = Sandbox::plain();
    sandbox.fill();
    race(&sandbox, each());
    assert_eq!(entered(&sandbox), PROCESSES * each());
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
}

#[test]
fn two_that_make_the_same_store_make_one() {
    let sandbox = Sandbox::plain();
    let init = ["init", "Test", "--git", "--timezone", "Asia/Shanghai"];
    let codes = thread::scope(|scope| {
        let both = [0, 1].map(|_| scope.spawn(|| sandbox.tandem(&init).code));
        both.map(|one| one.join().unwrap())
    });
    assert!(codes == [Some(0), Some(2)] || codes == [Some(2), Some(0)], "{codes:?}");
    assert_eq!(sandbox.git(&["log", "--format=%s"]), "init: Test");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}
