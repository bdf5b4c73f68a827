//! What git tells of the past: commits of a record across its moves, and revisions by day.

use tandem::store::git::{GitError, Select};

use crate::support::repository::{Sandbox, at, batch};

/// Three commits: made, moved with a change, something else.
fn repository() -> Sandbox {
    let mut sandbox = Sandbox::unborn();
    sandbox.write("activities/2026/10/a.yaml", "title: A\n");
    sandbox.write("activities/2026/10/aa.yaml", "title: AA\n");
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "start\n\nwith: a body\n\nand more"]);
    sandbox.extra.push(("GIT_AUTHOR_DATE".into(), "2026-11-22T08:00:00+08:00".into()));
    sandbox.extra.push(("GIT_COMMITTER_DATE".into(), "2026-11-22T08:00:00+08:00".into()));
    let moved = batch(&[
        ("activities/2026/10/a.yaml", Some("title: A\n"), None),
        ("activities/2026/11/a.yaml", None, Some("title: A, moved\n")),
    ]);
    sandbox.publish(&moved).unwrap();
    sandbox
        .publish(&batch(&[("activities/2026/10/aa.yaml", Some("title: AA\n"), Some("title: x\n"))]))
        .unwrap();
    sandbox
}

#[test]
fn a_record_s_commits_are_found_across_its_moves() {
    let sandbox = repository();
    let git = sandbox.repository();
    let select = Select::Named { folder: at("activities"), name: "a.yaml".into() };
    let log = git.log(&git.head().unwrap().unwrap(), &[select]).unwrap();
    let told: Vec<_> = log
        .iter()
        .map(|commit| {
            let changes: Vec<_> = commit
                .changes
                .iter()
                .map(|change| (change.path.as_str(), change.before.is_some(), change.after.is_some()))
                .collect();
            (commit.subject.as_str(), commit.author.as_str(), commit.date.as_str(), changes)
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "volunteer set: li-na",
                "Wang Fang",
                "2026-11-22T08:00:00+08:00",
                vec![("activities/2026/10/a.yaml", true, false), ("activities/2026/11/a.yaml", false, true)]
            ),
            (
                "start",
                "Wang Fang",
                "2026-11-21T19:00:00+08:00",
                vec![("activities/2026/10/a.yaml", false, true)]
            ),
        ]
    );
    assert_eq!(log[0].email, "wang@example.org");
    assert_eq!(log[0].trailers[0], ("Tandem-Op".to_string(), "k3x9".to_string()));
    assert_eq!(log[0].trailers.len(), 2);
    assert_eq!(log[1].trailers, []);
    let mut blobs = git.blob_reader().unwrap();
    let after = log[0].changes[1].after.as_ref().unwrap();
    assert_eq!(blobs.read(after, 100).unwrap(), b"title: A, moved\n");
}

#[test]
fn everything_in_a_folder_has_a_history_too() {
    let mut sandbox = repository();
    let subjects = |sandbox: &Sandbox, folder: &str| {
        let git = sandbox.repository();
        let log = git.log(&git.head().unwrap().unwrap(), &[Select::Within(at(folder))]).unwrap();
        log.into_iter().map(|commit| (commit.subject, commit.changes.len())).collect::<Vec<_>>()
    };
    assert_eq!(subjects(&sandbox, "activities/2026/11"), [("volunteer set: li-na".to_string(), 1)]);
    assert_eq!(subjects(&sandbox, "").len(), 3);
    sandbox.move_records(sandbox.records().join("activities"));
    let within: Vec<_> = subjects(&sandbox, "2026/10").into_iter().map(|(_, changes)| changes).collect();
    assert_eq!(within, [1, 1, 2]);
}

#[test]
fn a_day_ends_in_the_zone_of_the_records() {
    let sandbox = repository();
    let git = sandbox.repository();
    let as_of = |text: &str, zone: &str| {
        let oid = git.resolve_as_of(text, zone.parse().unwrap())?;
        Ok::<_, GitError>(sandbox.git(&["log", "-1", "--format=%s", oid.as_str()]))
    };
    assert_eq!(as_of("2026-11-21", "Asia/Shanghai").unwrap(), "start");
    assert_eq!(as_of("2026-11-22", "Asia/Shanghai").unwrap(), "volunteer set: li-na");
    assert_eq!(as_of("2026-11-21", "America/New_York").unwrap(), "volunteer set: li-na");
    assert_eq!(as_of("HEAD~2", "Asia/Shanghai").unwrap(), "start");
    let error = as_of("2026-11-20", "Asia/Shanghai").unwrap_err();
    assert_eq!(error.to_string(), "no commit is as old as 2026-11-20");
    for bad in ["nowhere", "--all", ""] {
        assert!(matches!(as_of(bad, "UTC"), Err(GitError::UnknownRevision { .. })), "{bad}");
    }
}
