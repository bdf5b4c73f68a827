//! Every death at every step: afterwards the records are as they were, or as they shall be.
//!
//! The dying disk counts our own steps; a `git` placed first in `PATH` kills its parent, or all of its
//! process group, around each of its calls.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::Arc;

use tandem::store::disk::{Death, Disk, Dying, Memory};
use tandem::store::git::Git;
use tandem::store::journal;
use tandem::store::lock;
use tandem::store::publish::{Batch, PublishError, publish, recover};

use crate::support::repository::{Sandbox, State, at_once, batch, files, lock};

const DEATHS: [Death; 5] = [Death::Crash, Death::Half, Death::Error, Death::Full, Death::Permission];

/// A session: lock, finish what lies there, change.
fn session(disk: &dyn Disk, git: Option<&Git>, batch: &Batch) -> Result<(), String> {
    let lock = lock::try_acquire(disk, "the session").map_err(|error| error.to_string())?;
    let lock = lock.ok_or("locked")?;
    recover(disk, git, &lock, &mut at_once).map_err(|error| error.to_string())?;
    publish(disk, git, &lock, batch, &mut at_once).map(drop).map_err(|error| error.to_string())
}

/// Every step and every death, or one in `stride` of them, each at another step for each death; all of
/// them where `TANDEM_LONG` is set.
fn sweep(steps: usize, stride: usize) -> impl Iterator<Item = (usize, Death)> {
    let stride = if std::env::var_os("TANDEM_LONG").is_some() { 1 } else { stride };
    let all = (0..steps).flat_map(|step| DEATHS.into_iter().enumerate().map(move |at| (step, at)));
    all.filter(move |(step, (nth, _))| (step + nth) % stride == 0).map(|(step, (_, death))| (step, death))
}

const START: [(&str, &str); 4] = [
    ("tandem.toml", "format = 1\n"),
    ("volunteers/li-na.toml", "name = \"Li Na\"\n"),
    ("activities/2026/10/a.yaml", "title: A\n"),
    ("activities/2026/10/b.yaml", "title: B\n"),
];

/// A file changed, one made in new folders, one moved to another month, one removed.
fn change() -> Batch {
    batch(&[
        ("volunteers/li-na.toml", Some("name = \"Li Na\"\n"), Some("name = \"Li Na\"\nkind = \"both\"\n")),
        ("residents/by/r-1.toml", None, Some("kind = \"person\"\n")),
        ("activities/2026/10/a.yaml", Some("title: A\n"), None),
        ("activities/2026/11/a.yaml", None, Some("title: A, moved\n")),
        ("activities/2026/10/b.yaml", Some("title: B\n"), None),
    ])
}

#[test]
fn a_dying_disk_without_git() {
    let start = || Memory::holding(START).unwrap();
    let old = files(&start());
    let whole = Dying::counting(Arc::new(start()));
    session(&whole, None, &change()).unwrap();
    let new = files(&whole);
    for (step, death) in sweep(whole.steps(), 1) {
        for power_cut in [false, true] {
            let disk = start();
            let dying = Dying::at(Arc::new(disk.clone()), step, death);
            let answer = Dying::survive(|| session(&dying, None, &change()));
            drop(dying);
            let case = format!("{death:?} at {step}, power cut: {power_cut}, answer: {answer:?}");
            let pending = disk.stat(&".tandem/journal".parse().unwrap()).unwrap().is_some();
            match &answer {
                Some(Ok(())) => assert_eq!(files(&disk), new, "{case}"),
                Some(Err(_)) if !pending => assert_eq!(files(&disk), old, "{case}"),
                _ => {}
            }
            if power_cut {
                disk.cut_power();
            }
            let lock = lock(&disk);
            recover(&disk, None, &lock, &mut at_once).unwrap();
            let now = files(&disk);
            assert!(now == old || now == new, "{case}: {now:?}");
            if answer == Some(Ok(())) {
                assert_eq!(now, new, "{case}");
            }
            let left: Vec<_> = disk.files().into_keys().filter(|path| path.as_str().contains("/.")).collect();
            assert!(left.iter().all(|path| path.as_str() == ".tandem/.gitignore"), "{case}: {left:?}");
            assert!(!journal::stamp(&disk).unwrap().pending, "{case}");
            drop(lock);
            if now == old {
                session(&disk, None, &change()).unwrap();
                assert_eq!(files(&disk), new, "{case}");
            }
        }
    }
}

/// A repository in which one of the files was edited by hand, and somebody staged another.
fn repository() -> Sandbox {
    let sandbox = Sandbox::unborn();
    for (path, text) in START {
        sandbox.write(path, if path.ends_with("a.yaml") { "title: before the hand\n" } else { text });
    }
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "start"]);
    sandbox.write("activities/2026/10/a.yaml", "title: A\n");
    sandbox.write("staged.txt", "not ours\n");
    sandbox.git(&["add", "staged.txt"]);
    sandbox
}

/// What the repository is after the change.
fn repository_after() -> State {
    let sandbox = repository();
    sandbox.publish(&change()).unwrap();
    sandbox.state()
}

#[test]
fn a_dying_disk_with_git() {
    let sandbox = repository();
    let whole = Dying::counting(Arc::new(sandbox.disk()));
    session(&whole, Some(&sandbox.repository()), &change()).unwrap();
    let (old, new) = (repository().state(), repository_after());
    assert_eq!(sandbox.state(), new);
    for (step, death) in sweep(whole.steps(), 8) {
        let sandbox = repository();
        let git = sandbox.repository();
        let dying = Dying::at(Arc::new(sandbox.disk()), step, death);
        let answer = Dying::survive(|| session(&dying, Some(&git), &change()));
        drop(dying);
        let case = format!("{death:?} at {step}, answer: {answer:?}");
        match &answer {
            Some(Ok(())) => assert_eq!(sandbox.state(), new, "{case}"),
            Some(Err(_)) if sandbox.read(".tandem/journal").is_none() => {
                assert_eq!(sandbox.state(), old, "{case}");
            }
            _ => {}
        }
        is_old_or_new(&sandbox, &old, &new, &case);
    }
}

/// After the next command has finished what lies there.
fn is_old_or_new(sandbox: &Sandbox, old: &State, new: &State, case: &str) {
    let recovered = sandbox.recover();
    assert!(recovered.is_ok(), "{case}: {recovered:?}");
    let now = sandbox.state();
    assert!(now == *old || now == *new, "{case}: {now:?}");
    if now == *old {
        sandbox.publish(&change()).unwrap_or_else(|error| panic!("{case}: {error}"));
        assert_eq!(sandbox.state(), *new, "{case}");
    }
    assert_eq!(sandbox.leftovers(), Vec::<String>::new(), "{case}");
}

/// The process that is killed: this very test, started again with a folder to change.
#[test]
fn the_process_that_git_kills() {
    let Some(folder) = std::env::var_os("TANDEM_TEST_CHILD") else { return };
    let folder = std::path::Path::new(&folder);
    let disk = tandem::store::disk::Real::open(folder).unwrap();
    let git = Git::discover(folder, &tandem::store::git::Program::default()).unwrap().unwrap();
    session(&disk, Some(&git), &change()).unwrap();
}

/// A `git` that counts its calls, two of which may run at once, and kills around one of them.
pub(crate) const KILLING_GIT: &str = r#"
count=1
until mkdir "$KILL_COUNT.$count" 2>/dev/null; do count=$((count + 1)); done
PATH=$REAL_PATH; export PATH
if [ $count -ne "$KILL_AT" ]; then exec git "$@"; fi
case $KILL_HOW in *after) git "$@" ;; esac
case $KILL_HOW in parent*) kill -9 $PPID ;; group*) kill -9 0 ;; esac
exit 1"#;

/// Publishes in a process of its own, with a git that kills at its n-th call; gives the number of calls.
fn publish_with_a_killing_git(sandbox: &Sandbox, at: usize, how: &str) -> usize {
    let count = sandbox.path().join("count");
    let path = std::env::var("PATH").unwrap();
    let bin = sandbox.records().join(".git/bin");
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["stories::the_process_that_git_kills", "--exact", "--nocapture"]);
    child.envs(sandbox.environment());
    child.env("TANDEM_TEST_CHILD", sandbox.records());
    child.env("PATH", format!("{}:{path}", bin.display())).env("REAL_PATH", &path);
    child.env("KILL_COUNT", &count).env("KILL_AT", at.to_string()).env("KILL_HOW", how);
    let output = child.process_group(0).output().unwrap();
    assert_eq!(output.status.success(), at == 0, "{at} {how}: {}", String::from_utf8_lossy(&output.stderr));
    (1..10_000).take_while(|nth| count.with_extension(nth.to_string()).exists()).count()
}

#[test]
fn a_git_that_kills() {
    let fresh = || {
        let sandbox = repository();
        sandbox.script(".git/bin/git", KILLING_GIT);
        sandbox
    };
    let (old, new) = (repository().state(), repository_after());
    let calls = publish_with_a_killing_git(&fresh(), 0, "never");
    let ways = ["parent-before", "parent-after", "group-before", "group-after"];
    let stride = if std::env::var_os("TANDEM_LONG").is_some() { 1 } else { 4 };
    for call in 1..=calls {
        for (_, how) in ways.into_iter().enumerate().filter(|(nth, _)| (call + nth) % stride == 0) {
            let sandbox = fresh();
            publish_with_a_killing_git(&sandbox, call, how);
            is_old_or_new(&sandbox, &old, &new, &format!("{how} call {call}"));
        }
    }
}

#[test]
fn a_journal_that_lies_there_must_be_finished_first() {
    let disk = Memory::holding(START).unwrap();
    disk.put(&".tandem/journal".parse().unwrap(), b"half");
    let lock = lock(&disk);
    let error = publish(&disk, None, &lock, &change(), &mut at_once).unwrap_err();
    assert!(matches!(error, PublishError::Pending), "{error}");
    assert_eq!(
        recover(&disk, None, &lock, &mut at_once).unwrap_err().to_string(),
        "`.tandem/journal` is damaged"
    );
}
