//! What a check asks of history: who brought a record in and when, across renames and merges; and when it is not
//! asked. The findings themselves are specimens of `check`.

use crate::support::repository::Sandbox;

const LATE: &str = "activities/2026/05/2026-05-04-patrol.yaml";

/// A record of May in a small store, for everybody to enter.
fn patrol(rows: &str) -> String {
    format!(
        "title: Patrol\ncategory: patrol\norg: jiulong\nlead: wang-fang\ndate: 2026-05-04\nattendance:\n{rows}"
    )
}

/// What people write, committed by one of them on a day.
fn commits(sandbox: &Sandbox, day: &str, who: &str, files: &[(&str, &str)]) {
    for (path, text) in files {
        sandbox.write(path, text);
    }
    sandbox.git(&["add", "."]);
    records(sandbox, day, who);
}

/// What is staged, committed by somebody on a day.
fn records(sandbox: &Sandbox, day: &str, who: &str) {
    let author = format!("{who} <{who}@example.org>");
    let date = format!("{day}T12:00:00+08:00");
    sandbox.git(&["commit", "--quiet", "--author", &author, "--date", &date, "-m", "as people do"]);
}

/// The small store, begun in January; in September li-na entered that she was out in May.
fn entered() -> Sandbox {
    let sandbox = Sandbox::unborn();
    sandbox.fill();
    let email = |path: &str, who: &str| {
        let text = sandbox.read(path).unwrap();
        sandbox.write(path, &format!("{text}email = \"{who}@example.org\"\n"));
    };
    email("volunteers/li-na.toml", "li");
    email("workers/wang-fang.toml", "wang");
    sandbox.git(&["add", "."]);
    records(&sandbox, "2026-01-05", "wang");
    let row = "  - { who: li-na, hours: 2, state: verified, by: wang-fang }\n";
    commits(&sandbox, "2026-09-01", "li", &[(LATE, &patrol(row))]);
    sandbox
}

/// The rules that find something, in the order of the files.
fn found(sandbox: &Sandbox, words: &[&str]) -> Vec<String> {
    let ran = sandbox.tandem(&[&["check", "--format", "json"], words].concat());
    let told: serde_json::Value = serde_json::from_str(&ran.answer).unwrap_or_else(|_| panic!("{ran:?}"));
    let problems = told["problems"].as_array().unwrap_or_else(|| panic!("{told}")).iter();
    problems.map(|problem| problem["rule"].as_str().unwrap().to_string()).collect()
}

#[test]
fn history_is_asked_by_a_whole_check_alone() {
    let sandbox = entered();
    assert_eq!(found(&sandbox, &[]), ["entered-late", "self-verified"]);
    assert_eq!(found(&sandbox, &["--as-of", "HEAD"]), ["entered-late", "self-verified"]);
    assert_eq!(found(&sandbox, &["--as-of", "HEAD~1"]), [""; 0]);
    sandbox.write(LATE, &format!("{}# looked at\n", sandbox.read(LATE).unwrap()));
    assert_eq!(found(&sandbox, &["--changed"]), [""; 0]);
    sandbox.git(&["add", "."]);
    assert_eq!(found(&sandbox, &["--staged"]), [""; 0]);
    let said = sandbox.does(&["activity", "set", "2026-05-04-patrol", "place=Canal"]);
    assert!(!said.contains("entered-late"), "{said}");
}

#[test]
fn what_is_not_committed_or_not_here_has_no_history() {
    let mut sandbox = entered();
    let late = patrol("  - { who: li-na, hours: 1 }\n");
    sandbox.write("activities/2026/05/2026-05-05-patrol.yaml", &late);
    assert_eq!(found(&sandbox, &[]), ["entered-late", "self-verified"]);
    let (from, clone) = (format!("file://{}", sandbox.records().display()), sandbox.path().join("clone"));
    sandbox.git(&["clone", "--quiet", "--depth", "1", &from, clone.to_str().unwrap()]);
    sandbox.move_records(clone.canonicalize().unwrap());
    assert_eq!(found(&sandbox, &[]), [""; 0]);
}

#[test]
fn a_record_came_with_its_first_id_and_its_first_file() {
    let sandbox = entered();
    sandbox.does(&["activity", "rename", "2026-05-04-patrol", "2026-05-04-canal"]);
    assert_eq!(found(&sandbox, &[]), ["entered-late"], "wang had a hand in it");
    let other = "activities/2026/01/2026-01-02-patrol.yaml";
    commits(
        &sandbox,
        "2026-01-06",
        "wang",
        &[(other, &patrol("").replace("05-04\nattendance:\n", "01-02\n"))],
    );
    sandbox.git(&["mv", other, "activities/2026/01/2026-01-02-round.yaml"]);
    records(&sandbox, "2026-10-01", "wang");
    assert_eq!(found(&sandbox, &[]), ["entered-late"], "the other came in time");
}

#[test]
fn a_record_came_on_the_side_that_brought_it() {
    let sandbox = entered();
    sandbox.git(&["checkout", "--quiet", "-b", "side"]);
    let side = "activities/2026/05/2026-05-06-patrol.yaml";
    let row = "  - { who: li-na, hours: 2, state: verified, by: wang-fang }\n";
    commits(&sandbox, "2026-06-01", "li", &[(side, &patrol(row).replace("05-04", "05-06"))]);
    sandbox.git(&["checkout", "--quiet", "main"]);
    commits(&sandbox, "2026-10-01", "wang", &[("orgs/canal.toml", "name = \"Canal\"\nkind = \"station\"\n")]);
    sandbox.git(&["merge", "--quiet", "--no-edit", "side"]);
    assert_eq!(found(&sandbox, &[]), ["entered-late", "self-verified", "self-verified"]);
}

#[test]
fn an_author_is_known_by_an_e_mail_that_is_theirs_alone() {
    let sandbox = entered();
    let ask =
        "format = 1\nname = \"Test\"\ntimezone = \"Asia/Shanghai\"\n\n[check]\nself-entered = \"deny\"\n";
    let own = patrol("  - { who: li-na, hours: 2 }\n");
    commits(&sandbox, "2026-09-02", "li", &[("tandem.toml", ask), (LATE, &own)]);
    assert_eq!(found(&sandbox, &[]), ["entered-late", "self-entered"]);
    let shared = "name = \"Zhou\"\norg = \"jiulong\"\nemail = \"LI@example.org\"\n";
    sandbox.write("volunteers/zhou.toml", shared);
    assert_eq!(found(&sandbox, &[]), ["entered-late"]);
    sandbox.write("volunteers/zhou.toml", &shared.replace("LI@", "zhou@"));
    let twin = "name = \"Li Na\"\norg = \"jiulong\"\nemail = \"li@example.org\"\nsame_as = \"li-na\"\n";
    sandbox.write("workers/li.toml", twin);
    assert_eq!(found(&sandbox, &[]), ["entered-late", "self-entered"], "one person in two registers");
}
