//! What git tells of the past: commits of a record across its moves, and revisions by day.

use std::fs;

use tandem::store::git::{GitError, Select};

use crate::support::repository::{Sandbox, at, batch};

const LI_NA: &str = "volunteers/li-na.toml";

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

/// Changes a file as people do, and commits it.
fn by_hand(sandbox: &Sandbox, path: &str, from: &str, to: &str) {
    sandbox.write(path, &sandbox.read(path).unwrap().replace(from, to));
    sandbox.git(&["commit", "--quiet", "-am", &format!("{from} becomes {to}")]);
}

/// What is told, one `change record event field old new` a line.
fn told(sandbox: &Sandbox, words: &[&str]) -> Vec<String> {
    let ran = sandbox.tandem(&[&["history", "--format", "jsonl"], words].concat());
    assert_eq!(ran.code, Some(0), "{words:?}: {ran:?}");
    let line = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let cell = |key: &str| row[key].as_str().unwrap_or("–").to_string();
        ["change", "record", "event", "field", "old", "new"].map(cell).join(" ")
    };
    ran.answer.lines().map(line).collect()
}

#[test]
fn a_record_is_followed_through_every_id_it_had() {
    let sandbox = Sandbox::filled();
    by_hand(&sandbox, LI_NA, "speaks Wu", "speaks Wu and Min");
    sandbox.does(&["volunteer", "set", "li-na", "gender=f"]);
    sandbox.git(&["mv", LI_NA, "volunteers/xu-na.toml"]);
    by_hand(&sandbox, "volunteers/xu-na.toml", "Li Na", "Xu Na");
    by_hand(&sandbox, "activities/2026/10/2026-10-05-patrol.yaml", "li-na", "xu-na");
    by_hand(&sandbox, "shifts/2026/11/2026-11-29-round.yaml", "li-na", "xu-na");
    by_hand(&sandbox, "cases/2026/11/c-7k3q9d.yaml", "li-na", "xu-na");
    sandbox.does(&["volunteer", "rename", "xu-na", "na"]);
    sandbox.does(&["volunteer", "set", "na", "phone=12345"]);
    let story = [
        "volunteer set volunteer/na changed phone – 12345",
        "volunteer rename volunteer/na renamed id xu-na na",
        "by hand: Li Na becomes Xu Na volunteer/xu-na renamed id li-na xu-na",
        "by hand: Li Na becomes Xu Na volunteer/xu-na renamed name Li Na Xu Na",
        "volunteer set volunteer/li-na changed gender – f",
        "by hand: speaks Wu becomes speaks Wu and Min volunteer/li-na reworded – – –",
        "by hand: start volunteer/li-na added name – Li Na",
        "by hand: start volunteer/li-na added org – jiulong",
    ];
    for id in ["na", "volunteer/xu-na", "li-na"] {
        assert_eq!(told(&sandbox, &[id]), story, "{id}");
    }
    let concerns = told(&sandbox, &["--who", "na"]);
    let all = |part: &str| concerns.iter().filter(|line| line.contains(part)).count();
    assert_eq!((all(" volunteer/"), all("who li-na xu-na"), all("who xu-na na")), (8, 3, 3), "{concerns:#?}");
}

#[test]
fn a_merge_is_told_where_it_says_what_no_side_said() {
    let sandbox = Sandbox::filled();
    sandbox.git(&["checkout", "--quiet", "-b", "side"]);
    by_hand(&sandbox, LI_NA, "name = \"Li Na\"", "name = \"Li Nana\"");
    sandbox.git(&["checkout", "--quiet", "main"]);
    by_hand(&sandbox, LI_NA, "# speaks Wu\n", "# speaks Wu\nphone = \"1\"\n");
    assert!(!sandbox.try_git(&["merge", "--quiet", "side"]).0);
    sandbox.write(LI_NA, "name = \"Li Nana\"\norg = \"jiulong\"\nphone = \"1\"\nnote = \"between\"\n");
    sandbox.git(&["commit", "--quiet", "-am", "both"]);
    let story = told(&sandbox, &["li-na"]);
    let of = |subject: &str| story.iter().filter(|line| line.contains(subject)).collect::<Vec<_>>();
    assert_eq!(of("hand: both"), ["by hand: both volunteer/li-na changed note – between"]);
    assert_eq!((of("Li Nana").len(), of("phone =").len(), story.len()), (1, 1, 5), "{story:#?}");
}

#[test]
fn a_hostile_configuration_says_nothing_here() {
    let sandbox = Sandbox::filled();
    sandbox.does(&["volunteer", "set", "li-na", "phone=12345"]);
    sandbox.does(&["volunteer", "rename", "li-na", "na-li"]);
    let op = sandbox.git(&["log", "-1", "--format=%(trailers:key=Tandem-Op,valueonly)"]);
    let ask = || {
        let words: [&[&str]; 6] = [
            &["history"],
            &["history", "na-li"],
            &["history", "--who", "na-li"],
            &["history", "--op", &op],
            &["diff", "HEAD~2..HEAD"],
            &["diff", "HEAD~2.."],
        ];
        words.map(|words| sandbox.tandem(&[words, &["--format", "json"]].concat()))
    };
    let plain = ask();
    assert!(plain.iter().all(|ran| ran.code == Some(0)), "{plain:?}");
    sandbox.script(".git/evil", "echo \"$0 $*\" >> \"$HOME/ran\"; cat; exit 1");
    let evil = sandbox.records().join(".git/evil").display().to_string();
    for (name, value) in [
        ("log.showSignature", "true"),
        ("gpg.program", &*evil),
        ("diff.external", &evil),
        ("diff.evil.textconv", &evil),
        ("diff.evil.command", &evil),
        ("filter.evil.smudge", &evil),
        ("filter.evil.clean", &evil),
        ("core.pager", &evil),
        ("pager.log", "true"),
        ("core.fsmonitor", &evil),
        ("core.commentChar", "T"),
        ("trailer.separators", "="),
        ("format.pretty", "oneline"),
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.date", "relative"),
        ("log.diffMerges", "off"),
        ("diff.relative", "true"),
        ("diff.renames", "copies"),
        ("diff.noprefix", "true"),
        ("diff.orderFile", "/dev/null"),
        ("color.ui", "always"),
        ("core.abbrev", "4"),
        ("core.quotePath", "true"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("grep.patternType", "perl"),
    ] {
        sandbox.git(&["config", name, value]);
    }
    fs::write(sandbox.records().join(".git/info/attributes"), "* diff=evil filter=evil\n").unwrap();
    assert_eq!(ask(), plain);
    assert!(
        !sandbox.path().join("ran").exists(),
        "{}",
        fs::read_to_string(sandbox.path().join("ran")).unwrap()
    );
}

/// How many times git is started for a command.
fn gits(sandbox: &Sandbox, words: &[&str]) -> usize {
    let trace = sandbox.path().join("trace");
    let ran = sandbox.program_with(words).env("GIT_TRACE2_EVENT", &trace).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let events = fs::read_to_string(&trace).unwrap();
    fs::remove_file(trace).unwrap();
    events.matches("\"event\":\"start\"").count()
}

#[test]
fn a_long_story_costs_no_more_gits_than_a_short_one() {
    let sandbox = Sandbox::filled();
    sandbox.does(&["volunteer", "set", "li-na", "phone=1"]);
    let words: [&[&str]; 3] =
        [&["history", "li-na"], &["history", "--who", "li-na"], &["diff", "HEAD~1..HEAD"]];
    let short = words.map(|words| gits(&sandbox, words));
    for phone in 2..8 {
        sandbox.does(&["volunteer", "set", "li-na", &format!("phone={phone}")]);
    }
    let words: [&[&str]; 3] =
        [&["history", "li-na"], &["history", "--who", "li-na"], &["diff", "HEAD~6..HEAD"]];
    assert_eq!(words.map(|words| gits(&sandbox, words)), short);
    assert!(short[0] <= 7, "{short:?}");
}
