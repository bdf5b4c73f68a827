//! What a death left, found by somebody else, after more has happened.

use std::sync::Arc;
use std::time::Duration;

use tandem::store::disk::{Death, Disk, Dying, Memory};
use tandem::store::lock;
use tandem::store::publish::{Incomplete, Note, PublishError, Reading, before_reading, publish, recover};

use crate::support::repository::{Sandbox, at, at_once, batch, lock};

const LI_NA: &str = "volunteers/li-na.toml";
const ZHAO: &str = "volunteers/zhao.toml";
const OLD: Option<&str> = Some("name = \"Li Na\"\n");
const NEW: Option<&str> = Some("name = \"Li Na\"\nkind = \"both\"\n");

fn change() -> tandem::store::publish::Batch {
    batch(&[(LI_NA, OLD, NEW), (ZHAO, None, Some("name = \"Zhao\"\n"))])
}

/// A repository in which the change died at the first step after which `is_there` holds.
fn died_when(is_there: impl Fn(&Sandbox) -> bool) -> Sandbox {
    for step in 0..200 {
        let sandbox = Sandbox::started();
        let disk = Dying::at(Arc::new(sandbox.disk()), step, Death::Crash);
        let git = sandbox.repository();
        let lived = Dying::survive(|| {
            let lock = lock::try_acquire(&disk, "the test").unwrap().unwrap();
            publish(&disk, Some(&git), &lock, &change(), &mut at_once).map(drop)
        });
        assert!(lived.is_none(), "it never came to that");
        if is_there(&sandbox) {
            return sandbox;
        }
    }
    panic!("it never came to that")
}

fn has_journal(sandbox: &Sandbox) -> bool {
    sandbox.read(".tandem/journal").is_some()
}

fn has_head(sandbox: &Sandbox) -> bool {
    sandbox.git(&["log", "-1", "--format=%s"]) != "start"
}

fn is_done(sandbox: &Sandbox) {
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
    assert_eq!(sandbox.read(LI_NA).as_deref(), NEW);
    assert_eq!(sandbox.read(ZHAO).as_deref(), Some("name = \"Zhao\"\n"));
}

#[test]
fn it_is_done_again() {
    let sandbox = died_when(has_journal);
    let recovered = sandbox.recover().unwrap().unwrap();
    assert_eq!((&*recovered.op, &*recovered.subject), ("k3x9", "volunteer set: li-na"));
    assert_eq!(recovered.left, []);
    assert_eq!(sandbox.git(&["log", "--format=%s"]), "volunteer set: li-na\nstart");
    is_done(&sandbox);
    assert_eq!(sandbox.recover().unwrap(), None);
}

#[test]
fn a_head_that_has_it_and_more_is_left() {
    let sandbox = died_when(has_head);
    sandbox.git(&["commit", "--quiet", "--allow-empty", "-m", "more"]);
    sandbox.recover().unwrap().unwrap();
    assert_eq!(sandbox.git(&["log", "--format=%s"]), "more\nvolunteer set: li-na\nstart");
    is_done(&sandbox);
}

#[test]
fn what_was_reverted_since_is_not_done_again() {
    let sandbox = died_when(has_head);
    sandbox.git(&["revert", "--no-edit", "HEAD"]);
    sandbox.recover().unwrap().unwrap();
    assert_eq!(sandbox.read(LI_NA).as_deref(), OLD);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
}

#[test]
fn on_a_head_elsewhere_it_is_committed_anew_without_hooks() {
    let sandbox = died_when(has_journal);
    sandbox.git(&["commit", "--quiet", "--allow-empty", "-m", "elsewhere"]);
    sandbox.script(".git/hooks/pre-commit", "exit 1");
    let recovered = sandbox.recover().unwrap().unwrap();
    assert_eq!(recovered.commit.unwrap().as_str(), sandbox.git(&["rev-parse", "HEAD"]));
    assert_eq!(
        sandbox.git(&["log", "-2", "--format=%B"]),
        "volunteer set: li-na\n\nTandem-Op: k3x9\nTandem-Command: volunteer set li-na name\n\nelsewhere"
    );
    is_done(&sandbox);
}

#[test]
fn what_somebody_else_committed_of_it_is_not_committed_twice() {
    let sandbox = died_when(|sandbox| sandbox.read(LI_NA).as_deref() == NEW);
    sandbox.git(&["commit", "--quiet", "-m", "by a person", "--", LI_NA]);
    sandbox.recover().unwrap().unwrap();
    assert_eq!(sandbox.git(&["log", "--format=%s"]), "volunteer set: li-na\nby a person\nstart");
    assert_eq!(sandbox.git(&["show", "--format=", "--name-only", "HEAD"]), ZHAO);
    is_done(&sandbox);
}

#[test]
fn all_of_it_committed_by_somebody_else_is_enough() {
    let sandbox = died_when(|sandbox| sandbox.read(ZHAO).is_some());
    sandbox.git(&["add", LI_NA, ZHAO]);
    sandbox.git(&["commit", "--quiet", "-m", "by a person"]);
    sandbox.recover().unwrap().unwrap();
    assert_eq!(sandbox.git(&["log", "--format=%s"]), "by a person\nstart");
    is_done(&sandbox);
}

#[test]
fn a_file_that_is_neither_is_left_and_named() {
    let sandbox = died_when(has_journal);
    sandbox.write(LI_NA, "name = \"by hand\"\n");
    let recovered = sandbox.recover().unwrap().unwrap();
    assert_eq!(recovered.left, [at(LI_NA)]);
    assert_eq!(sandbox.read(LI_NA).unwrap(), "name = \"by hand\"\n");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), " M volunteers/li-na.toml");
    assert_eq!(sandbox.leftovers(), Vec::<String>::new());
}

#[test]
fn a_file_that_is_neither_is_left_out_of_what_is_committed_anew() {
    let sandbox = died_when(has_journal);
    sandbox.write(LI_NA, "name = \"theirs\"\n");
    sandbox.git(&["commit", "--quiet", "-am", "theirs"]);
    let recovered = sandbox.recover().unwrap().unwrap();
    assert_eq!(recovered.left, [at(LI_NA)]);
    assert_eq!(sandbox.git(&["show", "--format=", "--name-only", "HEAD"]), ZHAO);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn nothing_is_committed_into_a_rebase() {
    let sandbox = died_when(has_journal);
    std::fs::create_dir(sandbox.records().join(".git/rebase-merge")).unwrap();
    let error = sandbox.recover().unwrap_err();
    assert!(matches!(error, PublishError::UnderWay { what: "rebase" }), "{error}");
    assert!(has_journal(&sandbox));
    std::fs::remove_dir(sandbox.records().join(".git/rebase-merge")).unwrap();
    sandbox.recover().unwrap().unwrap();
    is_done(&sandbox);
}

#[test]
fn the_built_commit_may_have_been_collected() {
    let sandbox = died_when(has_journal);
    sandbox.git(&["update-ref", "-d", "refs/worktree/tandem"]);
    sandbox.git(&["gc", "--quiet", "--prune=now"]);
    sandbox.recover().unwrap().unwrap();
    assert_eq!(sandbox.git(&["log", "--format=%s"]), "volunteer set: li-na\nstart");
    is_done(&sandbox);
}

#[test]
fn the_built_commit_may_have_lost_its_name() {
    let sandbox = died_when(has_journal);
    sandbox.git(&["update-ref", "-d", "refs/worktree/tandem"]);
    sandbox.recover().unwrap().unwrap();
    is_done(&sandbox);
}

#[test]
fn a_repository_that_is_gone_does_not_keep_the_records_half_done() {
    let sandbox = died_when(has_journal);
    std::fs::remove_dir_all(sandbox.records().join(".git")).unwrap();
    sandbox.recover().unwrap().unwrap();
    assert_eq!(sandbox.read(LI_NA).as_deref(), NEW);
}

/// A disk on which a change died with its journal written.
fn half_done() -> Memory {
    let start = || Memory::holding([(LI_NA, OLD.unwrap())]).unwrap();
    let with_journal = (0..100).find_map(|step| {
        let disk = start();
        let dying = Dying::at(Arc::new(disk.clone()), step, Death::Crash);
        Dying::survive(|| publish(&dying, None, &lock(&dying), &change(), &mut at_once).map(drop));
        disk.stat(&at(".tandem/journal")).unwrap().map(|_| disk)
    });
    with_journal.unwrap()
}

#[test]
fn a_reader_finishes_what_lies_there() {
    let disk = half_done();
    let reading = before_reading(&disk, &|| Ok(None), "the reader", &mut |_| panic!("no need to wait"));
    assert!(matches!(reading, Reading::Whole(Some(_))), "{reading:?}");
    assert_eq!(disk.read(&at(LI_NA), 100).unwrap(), NEW.unwrap().as_bytes());
    let reading = before_reading(&disk, &|| Ok(None), "the reader", &mut |_| panic!("no need to wait"));
    assert!(matches!(reading, Reading::Whole(None)), "{reading:?}");
}

#[test]
fn a_reader_waits_for_a_writer_five_seconds_at_most() {
    let disk = half_done();
    let _writer = lock(&disk);
    let mut waited = Duration::ZERO;
    let reading = before_reading(&disk, &|| Ok(None), "the reader", &mut |pause| waited += pause);
    assert!(matches!(reading, Reading::Incomplete(Incomplete::Writing { .. })), "{reading:?}");
    assert_eq!(waited, Duration::from_secs(5));
}

#[test]
fn a_reader_reads_when_the_writer_is_done() {
    let disk = half_done();
    let mut writer = Some(lock(&disk));
    let finish = &mut |_| {
        let lock = writer.take().expect("one pause is enough");
        recover(&disk, None, &lock, &mut at_once).unwrap();
    };
    let reading = before_reading(&disk, &|| Ok(None), "the reader", finish);
    assert!(matches!(reading, Reading::Whole(None)), "{reading:?}");
}

#[test]
fn a_reader_who_may_not_write_says_so() {
    let disk = half_done();
    let locked_out = (0..10).find_map(|step| {
        let disk = Dying::at(Arc::new(disk.clone()), step, Death::Permission);
        match before_reading(&disk, &|| Ok(None), "the reader", &mut at_once) {
            Reading::Incomplete(why @ Incomplete::Lock(_)) => Some(why.to_string()),
            _ => None,
        }
    });
    assert!(locked_out.unwrap().starts_with("an unfinished change could not be finished: `.tandem"));
}

#[test]
fn a_journal_that_cannot_be_removed_is_no_failure() {
    let disk = Memory::holding([(LI_NA, OLD.unwrap())]).unwrap();
    let counting = Dying::counting(Arc::new(disk));
    publish(&counting, None, &lock(&counting), &change(), &mut at_once).unwrap();
    let stays = (0..counting.steps()).find_map(|step| {
        let disk = Memory::holding([(LI_NA, OLD.unwrap())]).unwrap();
        let dying = Dying::at(Arc::new(disk.clone()), step, Death::Error);
        let lock = lock::try_acquire(&dying, "the test").ok()??;
        let published = publish(&dying, None, &lock, &change(), &mut at_once).ok()?;
        matches!(published.notes.as_slice(), [Note::JournalStays { .. }]).then_some(disk)
    });
    let disk = stays.unwrap();
    assert_eq!(disk.read(&at(LI_NA), 100).unwrap(), NEW.unwrap().as_bytes());
    recover(&disk, None, &lock(&disk), &mut at_once).unwrap();
    assert!(disk.stat(&at(".tandem/journal")).unwrap().is_none());
}
