//! Merging: random pairs of edits by git itself, what the driver says of texts that nobody would write,
//! what `check` finds afterwards that no text shows, and how a repository comes to know the driver.
//!
//! 200 pairs; 5,000 where `TANDEM_LONG` asks for them (`.ci/long merges`).

mod git;
mod pairs;
mod templates;

use std::ffi::OsString;
use std::path::PathBuf;

use proptest::prelude::*;
use tandem::model::kind::Kind;
use tandem::model::merge::Sides;
use tandem::model::record::shape;
use tandem::store::edit::Format;
use tandem::store::merge::{Form, Markers, Merged, Open, merge, merge_base};

use crate::support::repository::Sandbox;

/// A sandbox in which git finds the program.
fn with_program(mut sandbox: Sandbox) -> Sandbox {
    let own = PathBuf::from(env!("CARGO_BIN_EXE_tandem"));
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let folders = own.parent().map(PathBuf::from).into_iter().chain(std::env::split_paths(&rest));
    let path: OsString = std::env::join_paths(folders).expect("folders without a colon");
    sandbox.extra.push(("PATH".into(), path));
    sandbox
}

/// A merged text, whatever git calls the sides.
fn by_name(text: &str) -> String {
    let named = |line: &str| match line {
        line if line.starts_with("<<<<<<< ") => "<<<<<<<".into(),
        line if line.starts_with(">>>>>>> ") => ">>>>>>>".into(),
        line => line.to_string(),
    };
    text.lines().map(named).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_row_is_lost_and_none_is_there_twice() {
    let batches = if std::env::var_os("TANDEM_LONG").is_some() { 25 } else { 1 };
    let mut tally = git::Tally::default();
    for batch in 0..batches {
        git::pairs(2026 + batch as u64, batch * 200, 200, &mut tally);
    }
    println!("merges: {tally:?}");
    assert!(tally.is_calm(), "{tally:?}");
}

/// Merges texts of a kind.
fn merged(kind: Kind, base: &str, ours: &str, theirs: &str) -> Merged {
    merge(&Sides { base, ours, theirs }, Some(form(kind)), &markers())
}

fn form(kind: Kind) -> Form<'static> {
    let format = if kind.is_log() { Format::Yaml } else { Format::Toml };
    Form { format, shape: shape(kind) }
}

fn markers() -> Markers {
    Markers { ours: "ours".into(), theirs: "theirs".into(), size: 7 }
}

const SHIFT: &str =
    "title: Watch\ndate: 2026-11-27\nplaces: 2 # seats\nassigned:\n  - { who: li-na } # drives\n";

fn shift(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> Merged {
    let edited = |edits: &[(&str, &str)]| {
        edits.iter().fold(SHIFT.to_string(), |text, (old, new)| {
            assert!(text.contains(old), "{old}");
            text.replacen(old, new, 1)
        })
    };
    merged(Kind::Shift, SHIFT, &edited(ours), &edited(theirs))
}

fn paths(merged: &Merged) -> Vec<String> {
    let path = |open: &Open| match open {
        Open::Value(conflict) => conflict.path.to_string(),
        other => format!("{other:?}"),
    };
    merged.open.iter().map(path).collect()
}

#[test]
fn rows_at_the_same_place_both_come_with_their_comments() {
    let end = "drives\n";
    let both = shift(
        &[(end, "drives\n  - { who: ana } # once\n")],
        &[(end, "drives\n  - { who: zhou-jie } # twice\n")],
    );
    assert_eq!(paths(&both), Vec::<String>::new());
    let rows =
        "assigned:\n  - { who: li-na } # drives\n  - { who: ana } # once\n  - { who: zhou-jie } # twice\n";
    assert!(both.text.ends_with(rows), "{}", both.text);
}

#[test]
fn two_fields_of_one_row_are_two_things() {
    let both = shift(
        &[("{ who: li-na }", "{ who: li-na, status: confirmed }")],
        &[("{ who: li-na } # drives", "{ who: li-na, role: driver } # has the keys")],
    );
    assert_eq!(paths(&both), Vec::<String>::new());
    assert!(
        both.text.ends_with("- { who: li-na, status: confirmed, role: driver } # has the keys\n"),
        "{}",
        both.text
    );
}

#[test]
fn what_truly_conflicts_is_marked_and_nothing_else() {
    let both = shift(&[("2 # seats", "3 # seats"), ("Watch", "Guard")], &[("2 # seats", "4 # seats")]);
    assert_eq!(paths(&both), ["places"]);
    let marked = "<<<<<<< ours\nplaces: 3 # seats\n=======\nplaces: 4 # seats\n>>>>>>> theirs\n";
    assert_eq!(both.text, SHIFT.replace("Watch", "Guard").replace("places: 2 # seats\n", marked));
}

#[test]
fn a_row_taken_out_and_changed_is_open() {
    let both =
        shift(&[("assigned:\n  - { who: li-na } # drives\n", "")], &[("li-na", "li-na, status: confirmed")]);
    assert_eq!(paths(&both), ["assigned[li-na]"]);
    assert!(both.text.contains("<<<<<<< ours\n=======\nassigned:\n"), "{}", both.text);
}

#[test]
fn the_same_comment_changed_twice_is_open() {
    let both = shift(&[("# seats", "# chairs")], &[("# seats", "# benches")]);
    assert_eq!(paths(&both), ["Comment"]);
}

/// Our new row needs the line that they took out with the last row, so the lines cannot be joined.
#[test]
fn no_comment_is_lost_where_lines_cannot_be_joined() {
    let (row, gone) = ("drives\n", "assigned:\n  - { who: li-na } # drives\n");
    let more = (row, "drives\n  - { who: ana }\n");
    let both = shift(&[more, ("# seats", "# chairs")], &[(gone, ""), ("# seats", "# benches")]);
    assert_eq!(paths(&both), ["Comment"]);
    let theirs = shift(&[more], &[(gone, ""), ("# seats", "# benches")]);
    assert_eq!(paths(&theirs), Vec::<String>::new());
    assert_eq!(theirs.text, SHIFT.replace("seats", "benches").replace("li-na } # drives", "ana }"));
}

/// Without the name of their list, rows seem to belong to the list before.
#[test]
fn no_comment_is_lost_where_a_list_would_swallow_the_rows_of_another() {
    let base = "title: Watch\nskills:\n  - a\nassigned:\n  - { who: li-na } # drives\n";
    let ours = "title: Watch\nskills:\n  - a\n";
    let both = merged(Kind::Shift, base, ours, &format!("{base}  - {{ who: ana }} # walks\n"));
    assert_eq!(paths(&both), Vec::<String>::new());
    assert_eq!(both.text, format!("{ours}assigned:\n  - {{ who: ana }} # walks\n"));
}

#[test]
fn a_log_made_void_here_and_changed_there_is_open() {
    let void = "void: { date: 2026-11-28, by: li-na, reason: twice }\n";
    let both = shift(&[("assigned", &format!("{void}assigned"))], &[("Watch", "Guard")]);
    assert_eq!(paths(&both), ["void"]);
    let alone = shift(&[("assigned", &format!("{void}assigned"))], &[]);
    assert_eq!(paths(&alone), Vec::<String>::new());
}

#[test]
fn two_visits_of_one_day_are_two_rows_and_the_same_visit_is_one() {
    let base = "org: jiulong\nlog:\n  - { date: 2026-11-01, who: li-na }\n";
    let with = |did: &str| format!("{base}  - {{ date: 2026-11-02, who: li-na, did: {did} }}\n");
    let both = merged(Kind::Need, base, &with("called"), &with("visited"));
    assert_eq!(
        both.text,
        format!("{}  - {{ date: 2026-11-02, who: li-na, did: visited }}\n", with("called"))
    );
    assert_eq!(merged(Kind::Need, base, &with("called"), &with("called")).text, with("called"));
}

#[test]
fn a_record_that_both_made_is_open_unless_it_says_the_same() {
    let (one, other) = ("name = \"Li Na\"\nphone = \"1\"\n", "phone = \"1\"\nname = \"Li Na\"\n");
    assert_eq!(merged(Kind::Volunteer, "", one, other).text, one);
    let two = merged(Kind::Volunteer, "", one, "name = \"Li Na\"\norg = \"east\"\n");
    assert_eq!(paths(&two), ["Created"]);
}

#[test]
fn what_cannot_be_read_is_merged_by_lines() {
    let broken = "title: [\nplaces: 2\nlead: ana\nend: 1\n";
    let both = merged(Kind::Shift, broken, &broken.replace('[', "x"), &broken.replace("end: 1", "end: 2"));
    assert_eq!((both.text.as_str(), paths(&both).len()), ("title: x\nplaces: 2\nlead: ana\nend: 2\n", 0));
    assert!(both.unreadable.is_some());
    let open = merged(Kind::Shift, broken, &broken.replace('[', "x"), &broken.replace('[', "y"));
    assert_eq!(paths(&open), ["Lines"]);
}

#[test]
fn a_base_of_two_bases_is_never_open() {
    let ours = SHIFT.replace("2 # seats", "3 # seats").replace("Watch", "Guard");
    let theirs = SHIFT.replace("2 # seats", "4 # seats");
    let sides = Sides { base: SHIFT, ours: &*ours, theirs: &*theirs };
    let base = merge_base(&sides, Some(form(Kind::Shift)), &markers());
    assert_eq!((base.text, base.open), (SHIFT.replace("Watch", "Guard"), Vec::new()));
}

/// A record in which some stretches are cut, doubled or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "  - ",
        "{ who: ana }\n",
        "places: 3\n",
        "# x\n",
        "[",
        "\"",
        "\r\n",
        "",
    ]);
    let splice = (any::<prop::sample::Index>(), 0..12_usize, piece);
    prop::collection::vec(splice, 0..4).prop_map(|splices| {
        let mut bytes = SHIFT.as_bytes().to_vec();
        for (at, length, piece) in splices {
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, piece.bytes());
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// 256 cases; 20,000 where `TANDEM_LONG` asks for them.
fn cases() -> ProptestConfig {
    let cases = if std::env::var_os("TANDEM_LONG").is_some() { 20_000 } else { 256 };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_text_panics_a_merge(base in mutated(), ours in mutated(), theirs in mutated(), noise in any::<String>()) {
        for kind in [Kind::Shift, Kind::Volunteer] {
            merged(kind, &base, &ours, &theirs);
            merged(kind, &base, &noise, &theirs);
            merge_base(&Sides { base: &*noise, ours: &*ours, theirs: &*theirs }, Some(form(kind)), &markers());
            // What one side did, or both did alike, is no question.
            prop_assert_eq!(&merged(kind, &base, &base, &ours).text, &ours);
            prop_assert_eq!(&merged(kind, &base, &ours, &base).text, &ours);
            prop_assert_eq!(&merged(kind, &base, &ours, &ours).text, &ours);
        }
    }
}

/// Two clones that each did something, joined by a merge and by a rebase; what `check` says then.
fn joined(start: &[&[&str]], left: &[&[&str]], right: &[&[&str]]) -> String {
    let sandbox = with_program(Sandbox::plain());
    sandbox.does(&["init", "Test", "--git", "--timezone", "Asia/Shanghai"]);
    sandbox.fill();
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "start"]);
    let all = |commands: &[&[&str]]| commands.iter().for_each(|words| drop(sandbox.does(words)));
    all(start);
    sandbox.git(&["branch", "right"]);
    all(left);
    sandbox.git(&["checkout", "--quiet", "right"]);
    all(right);
    sandbox.git(&["branch", "rebased"]);
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.git(&["merge", "--quiet", "-m", "both", "right"]);
    let merged = sandbox.tandem(&["check"]);
    sandbox.git(&["checkout", "--quiet", "rebased"]);
    sandbox.git(&["rebase", "--quiet", "main~1"]);
    assert_eq!(sandbox.tandem(&["check"]).answer, merged.answer);
    merged.answer
}

#[test]
fn check_finds_the_last_place_filled_twice() {
    let assign = |who: &'static str| ["shift", "assign", "2026-11-28-desk", who];
    let told = joined(&[], &[&assign("li-na")], &[&assign("wang-fang")]);
    assert!(
        told.starts_with("warning[full]: 2 people are on the shift, and it has 1 place at most\n"),
        "{told}"
    );
    assert!(told.contains("shifts/2026/11/2026-11-28-desk.yaml:8:9"), "{told}");
}

#[test]
fn check_finds_one_person_in_two_shifts_at_once() {
    let start: &[&[&str]] =
        &[&["shift", "set", "2026-11-28-desk", "date=2026-11-27", "start=19:00", "end=21:00"]];
    let told = joined(
        start,
        &[&["shift", "assign", "2026-11-27-watch", "li-na"]],
        &[&["shift", "assign", "2026-11-28-desk", "li-na"]],
    );
    assert!(told.contains("error[overlap]: "), "{told}");
    assert!(told.contains("2026-11-27-watch.yaml") && told.contains("2026-11-28-desk.yaml"), "{told}");
}

#[test]
fn check_finds_two_leads() {
    let lead = |who: &'static str| ["volunteer", "lead", "li-na", who, "--from", "2026-11-20"];
    let other: &[&str] = &["worker", "add", "Zhao Min", "--id", "zhao-min", "--org", "jiulong"];
    let told = joined(&[other], &[&lead("wang-fang")], &[&lead("zhao-min")]);
    assert!(told.contains("error[two-leads]: "), "{told}");
}

#[test]
fn check_finds_a_stock_below_zero() {
    let movement = |kind: &'static str, quantity: &'static str, to: &'static str| {
        let id = if to.is_empty() { "2026-11-19-in-rice" } else { to };
        let words = ["movement", "log", "--kind", kind, "--item", "rice", "--quantity", quantity];
        [&words[..], &["--org", "jiulong", "--date", "2026-11-20", "--id", id]].concat()
    };
    let told = joined(
        &[&movement("in", "10", "2026-11-20-in-rice")],
        &[&movement("out", "6", "2026-11-20-out-left")],
        &[&movement("out", "7", "2026-11-20-out-right")],
    );
    assert!(told.contains("error[negative-balance]: "), "{told}");
}

#[test]
fn a_clone_is_told_by_init_once() {
    let sandbox = with_program(Sandbox::unborn());
    sandbox.fill();
    sandbox.write(
        ".gitattributes",
        "# The bytes of records are exact: git leaves their line ends alone.\n* -text\n",
    );
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "--quiet", "-m", "start"]);
    let driver = || sandbox.try_git(&["config", "merge.tandem.driver"]);
    let plan = sandbox.tandem(&["init", "--git", "--dry-run"]);
    assert!(plan.answer.contains("+*.yaml merge=tandem\n") && !driver().0, "{plan:?}");
    let talk = sandbox.does(&["init", "--git"]);
    assert_eq!(talk, "note: git has these records merged by `tandem merge` from now on\n");
    assert!(driver().1.starts_with("tandem merge "), "{}", driver().1);
    let cache = || sandbox.git(&["config", "core.untrackedCache"]);
    assert_eq!(cache().trim(), "true");
    sandbox.git(&["config", "core.untrackedCache", "false"]);
    assert!(sandbox.git(&["log", "-1", "--format=%s%n%b"]).starts_with("init: Test\nTandem-Op: "));
    let before = sandbox.state();
    assert_eq!(sandbox.does(&["init", "--git"]), "note: git was told already\n");
    assert_eq!(sandbox.state(), before);
    assert_eq!(cache().trim(), "false", "what somebody said stays");
    sandbox.git(&["config", "--unset", "merge.tandem.driver"]);
    sandbox.write(".gitattributes", "*.yaml merge=tandem\n");
    let talk = sandbox.does(&["init", "--git"]);
    assert!(talk.contains("put `* -text`, `*.toml merge=tandem` into it"), "{talk}");
    assert!(driver().0);
}

#[test]
fn records_in_no_repository_and_no_records_are_refused() {
    let sandbox = with_program(Sandbox::plain());
    sandbox.fill();
    let talk = sandbox.refuses(&["init", "--git"]);
    assert!(talk.starts_with("error: `~/town` lies in no repository\nhelp: make one: "), "{talk}");
    let empty = with_program(Sandbox::unborn());
    assert_eq!(empty.tandem(&["init", "--git"]).code, Some(2));
}

#[test]
fn bytes_that_are_no_text_stay_as_ours() {
    let sandbox = with_program(Sandbox::plain());
    for (name, bytes) in [("b", &b"name = 1\n"[..]), ("o", &b"name = 2\n"[..]), ("t", &b"name = \xff\n"[..])]
    {
        std::fs::write(sandbox.records().join(name), bytes).expect("a file");
    }
    let ran = sandbox.tandem(&["merge", "b", "o", "t", "orgs/x.toml"]);
    assert_eq!((ran.code, sandbox.read("o").as_deref()), (Some(1), Some("name = 2\n")));
    assert!(ran.talk.starts_with("error: `orgs/x.toml` is not UTF-8 as `theirs` has it\n"), "{}", ran.talk);
    assert_eq!(sandbox.tandem(&["merge", "b", "o", "gone", "orgs/x.toml"]).code, Some(2));
}
