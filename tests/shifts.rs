//! The verbs of shifts: what each makes of a shift, what it refuses, and that twice is once.

use tandem::model::fit::Refusal;
use tandem::model::id::Id;
use tandem::model::minutes::Minutes;
use tandem::model::shift::AssignmentStatus;
use tandem::ops::shift::ShiftError;
use tandem::ops::shift::assign::{Assign, Confirm, assign, confirm, unassign};
use tandem::ops::shift::attend::{Attend, absent, attend, excuse};
use tandem::ops::shift::finish::{cancel, close};

use crate::support::desk::Store;

const PATH: &str = "shifts/2026/11/2026-11-21-watch.yaml";
const HEAD: &str = "title: Watch\ncategory: patrol\norg: jiulong\ndate: 2026-11-21 # a Saturday\n\
                    start: \"18:00\"\nend: \"20:00\"\nlead: wang-fang\nplaces: 2\n";

/// A store with a shift, which says more.
fn town(more: &str) -> Store {
    settled("", more)
}

/// The same with more in its settings.
fn settled(settings: &str, more: &str) -> Store {
    let settings = format!("format = 1\nname = \"Test\"\ntimezone = \"Asia/Shanghai\"\n{settings}");
    Store::of(&[
        ("tandem.toml", &settings),
        ("orgs/jiulong.toml", "name = \"Jiulong\"\nkind = \"community\"\n"),
        ("workers/wang-fang.toml", "name = \"Wang Fang\"\norg = \"jiulong\"\n"),
        ("volunteers/ana.toml", "name = \"Ana\"\n"),
        ("volunteers/li-na.toml", "name = \"Li Na\"\n"),
        ("volunteers/tom.toml", "name = \"Tom\"\nstatus = \"trainee\"\n"),
        ("volunteers/zoe.toml", "name = \"Zoe\"\nstatus = \"paused\"\n"),
        (PATH, &format!("{HEAD}{more}")),
    ])
}

fn ids(words: &str) -> Vec<Id> {
    words.split_whitespace().map(|word| word.parse().unwrap()).collect()
}

fn watch() -> Id {
    "2026-11-21-watch".parse().unwrap()
}

fn to_assign(who: &str) -> Assign {
    let status = AssignmentStatus::Invited;
    Assign { shift: watch(), who: ids(who), role_as: None, role: None, status, locked: false, reason: None }
}

fn to_attend(came: &[(&str, Option<i64>)], all: bool) -> Attend {
    let came = came.iter().map(|(who, minutes)| (who.parse().unwrap(), minutes.map(Minutes::of))).collect();
    Attend { shift: watch(), came, all, reason: None }
}

/// What stands below the head of the shift.
fn below(store: &Store) -> String {
    store.text(PATH).unwrap().strip_prefix(HEAD).unwrap().to_string()
}

/// The rules that a refusal names.
fn rules(error: &ShiftError) -> Vec<&'static str> {
    match error {
        ShiftError::Refused { obstacles, .. } => obstacles.iter().map(|one| one.rule.code()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn several_are_assigned_at_once() {
    let store = town("");
    let done = store.change(|book| assign(book, &to_assign("li-na tom ana"))).unwrap();
    assert!(done.warnings.is_empty(), "{:?}", done.warnings);
    let rows = below(&store);
    assert_eq!(rows, "assigned:\n  - { who: li-na }\n  - { who: tom }\n  - { who: ana }\n");
}

#[test]
fn all_are_assigned_or_nobody() {
    let error = town("").refusal(|book| assign(book, &to_assign("li-na zoe ana wang-fang")));
    assert_eq!(rules(&error), ["not-active", "full"]);
    let said = error.to_string();
    assert_eq!(said, "`zoe`, `ana` and `wang-fang` cannot be put on `2026-11-21-watch`");
    assert_eq!(error.help(), ["to do it all the same, say why: `--override \"reason\"`"]);
}

#[test]
fn a_reason_stands_in_the_rows_that_needed_it() {
    let reason = Some("nobody else".parse().unwrap());
    let request = Assign { reason, status: AssignmentStatus::Confirmed, ..to_assign("li-na zoe") };
    let store = town("");
    store.change(|book| assign(book, &request)).unwrap();
    let rows = below(&store);
    let expected = "assigned:\n  - { who: li-na, status: confirmed }\n  \
                    - { who: zoe, status: confirmed, override: nobody else }\n";
    assert_eq!(rows, expected);
}

#[test]
fn no_reason_opens_what_is_final_or_cancelled() {
    let request = Assign { reason: Some("why not".parse().unwrap()), ..to_assign("zoe") };
    let error = town("status: cancelled\n").refusal(|book| assign(book, &request));
    assert_eq!(rules(&error), ["cancelled"]);
    assert!(error.help().is_empty());
    let store = settled("[closed]\nthrough = 2026-11-21\n", "");
    assert_eq!(rules(&store.refusal(|book| assign(book, &request))), ["closed-period"]);
    let both = town("status: cancelled\n").refusal(|book| assign(book, &to_assign("zoe")));
    assert_eq!(rules(&both), ["not-active", "cancelled"]);
}

#[test]
fn whoever_is_on_it_is_not_assigned_again_unless_they_could_not_come() {
    let store = || {
        town(
            "assigned:\n  - { who: li-na, status: confirmed }\n  - { who: ana, status: declined, note: ill }\n",
        )
    };
    let error = store().refusal(|book| assign(book, &to_assign("li-na ana")));
    assert_eq!(error.to_string(), "`li-na` is on `2026-11-21-watch` already: confirmed");
    let store = store();
    store.change(|book| assign(book, &to_assign("ana"))).unwrap();
    let rows = below(&store);
    assert!(rows.ends_with("  - { who: ana, status: invited, note: ill }\n"), "{rows}");
}

#[test]
fn who_stands_by_takes_no_place_until_confirmed() {
    let full = "assigned:\n  - { who: ana }\n  - { who: wang-fang }\n";
    let request = Assign { status: AssignmentStatus::Standby, ..to_assign("li-na") };
    let store = town(full);
    store.change(|book| assign(book, &request)).unwrap();
    let to_confirm = |who| Confirm { shift: watch(), who: ids(who), reason: None };
    let error = store.refusal(|book| confirm(book, &to_confirm("li-na")));
    assert_eq!(rules(&error), ["full"]);
    store.change(|book| excuse(book, &watch(), &ids("ana"), None)).unwrap();
    let rows = below(&store.twice(|book| confirm(book, &to_confirm("li-na wang-fang"))));
    let expected = "assigned:\n  - { who: ana, status: excused }\n  - { who: wang-fang, status: confirmed }\n  \
                    - { who: li-na, status: confirmed }\n";
    assert_eq!(rows, expected);
}

#[test]
fn a_shift_without_a_lead_or_left_to_trainees_is_warned_of() {
    let warned = |store: &Store, who| {
        let done = store.change(|book| assign(book, &to_assign(who))).unwrap();
        done.warnings.iter().map(|shown| shown.problem.rule).collect::<Vec<_>>()
    };
    assert_eq!(warned(&town(""), "tom"), ["trainees-only"]);
    assert_eq!(warned(&town(""), "tom ana"), [""; 0]);
    let files = [
        ("orgs/jiulong.toml", "name = \"Jiulong\"\nkind = \"community\"\n"),
        ("volunteers/ana.toml", "name = \"Ana\"\n"),
        (PATH, &HEAD.replace("lead: wang-fang\n", "")),
    ];
    assert_eq!(warned(&Store::of(&files), "ana"), ["no-lead"]);
}

#[test]
fn people_are_taken_off_unless_they_served() {
    let rows = "assigned:\n  - { who: li-na }\n  - { who: ana, status: attended }\n";
    let left = below(&town(rows).twice(|book| unassign(book, &watch(), &ids("li-na"), None)));
    assert_eq!(left, "assigned:\n  - { who: ana, status: attended }\n");
    let error = town(rows).refusal(|book| unassign(book, &watch(), &ids("li-na ana"), None));
    assert_eq!(error, ShiftError::Served { shift: watch(), who: ids("ana") });
}

#[test]
fn who_came_and_for_how_long() {
    let rows = "assigned:\n  - { who: li-na }\n  - { who: ana, status: confirmed }\n  - { who: tom, status: declined }\n";
    let came = to_attend(&[("li-na", Some(140))], true);
    let left = below(&town(rows).twice(|book| attend(book, &came)));
    let expected = "assigned:\n  - { who: li-na, status: attended, hours: 2h20m }\n  \
                    - { who: ana, status: attended }\n  - { who: tom, status: declined }\n";
    assert_eq!(left, expected);
}

#[test]
fn hours_that_change_have_to_be_looked_at_again() {
    let rows = "assigned:\n  - { who: li-na, status: attended, hours: 2, state: verified, by: wang-fang }\n";
    let verify = "[hours]\nverify = true\n";
    let same = to_attend(&[("li-na", Some(120))], false);
    assert_eq!(below(&settled(verify, rows).twice(|book| attend(book, &same))), rows);
    let more = to_attend(&[("li-na", Some(150))], false);
    let expected = "assigned:\n  - { who: li-na, status: attended, hours: 2.5 }\n";
    assert_eq!(below(&settled(verify, rows).twice(|book| attend(book, &more))), expected);
}

#[test]
fn who_was_not_to_come_can_have_come_unless_they_should_not_have_been_let_in() {
    let full = "assigned:\n  - { who: ana, status: attended }\n  - { who: wang-fang, status: attended }\n";
    let store = town(full);
    let rows = below(&store.twice(|book| attend(book, &to_attend(&[("li-na", Some(60))], false))));
    assert_eq!(rows, format!("{full}  - {{ who: li-na, status: attended, hours: 1 }}\n"));
    let error = town(full).refusal(|book| attend(book, &to_attend(&[("zoe", None)], false)));
    assert_eq!(rules(&error), [Refusal::NotActive.code()]);
    let reason = Some("she was there".parse().unwrap());
    let request = Attend { reason, ..to_attend(&[("zoe", None)], false) };
    let rows = below(&town(full).twice(|book| attend(book, &request)));
    assert!(rows.ends_with("  - { who: zoe, status: attended, override: she was there }\n"), "{rows}");
}

#[test]
fn who_did_not_come() {
    let rows =
        "assigned:\n  - { who: li-na, status: attended, hours: 2, state: verified }\n  - { who: ana }\n";
    let left = below(&town(rows).twice(|book| absent(book, &watch(), &ids("li-na ana"))));
    assert_eq!(left, "assigned:\n  - { who: li-na, status: absent }\n  - { who: ana, status: absent }\n");
    let left = below(&town(rows).twice(|book| excuse(book, &watch(), &ids("ana"), None)));
    assert!(left.ends_with("  - { who: ana, status: excused }\n"), "{left}");
    let error = town(rows).refusal(|book| absent(book, &watch(), &ids("ana tom zoe")));
    assert_eq!(error.to_string(), "`tom` and `zoe` are not on `2026-11-21-watch`");
    let declined = town("assigned:\n  - { who: ana, status: declined }\n");
    let error = declined.refusal(|book| absent(book, &watch(), &ids("ana")));
    assert_eq!(error.help(), ["`tandem shift assign 2026-11-21-watch ana` invites them again"]);
}

#[test]
fn a_shift_is_closed_when_everything_is_said() {
    let open = "assigned:\n  - { who: li-na }\n  - { who: ana, status: absent }\n  - { who: tom, status: standby }\n";
    let error = town(open).refusal(|book| close(book, &watch()));
    assert_eq!(error, ShiftError::Unsettled { shift: watch(), who: ids("li-na") });
    let store = town(&open.replace("li-na }", "li-na, status: attended }"));
    let store = store.twice(|book| close(book, &watch()));
    let left = below(&store);
    assert!(left.starts_with("status: closed\n"), "{left}");
    let error = store.refusal(|book| assign(book, &to_assign("wang-fang")));
    assert_eq!(error, ShiftError::Closed { shift: watch() });
    store.change(|book| absent(book, &watch(), &ids("ana"))).unwrap();
    assert_eq!(store.refusal(|book| cancel(book, &watch())), ShiftError::Closed { shift: watch() });
    let error =
        town("assigned:\n  - { who: ana, status: attended }\n").refusal(|book| cancel(book, &watch()));
    assert_eq!(error, ShiftError::TookPlace { shift: watch(), who: ids("ana") });
}

#[test]
fn a_shift_that_does_not_take_place() {
    let store = town("assigned:\n  - { who: li-na }\n");
    let store = store.twice(|book| cancel(book, &watch()));
    let left = below(&store);
    assert_eq!(left, "status: cancelled\nassigned:\n  - { who: li-na }\n");
    for error in [
        store.refusal(|book| close(book, &watch())),
        store.refusal(|book| unassign(book, &watch(), &ids("li-na"), None)),
        store.refusal(|book| attend(book, &to_attend(&[], true))),
        store.refusal(|book| absent(book, &watch(), &ids("ana"))),
    ] {
        assert_eq!(rules(&error), ["cancelled"]);
        assert_eq!(error.to_string(), "`2026-11-21-watch` cannot be changed");
    }
}

#[test]
fn what_is_final_or_void_is_not_changed() {
    let rows = "assigned:\n  - { who: li-na }\n";
    let store = settled("[closed]\nthrough = 2026-11-21\n", rows);
    assert_eq!(rules(&store.refusal(|book| absent(book, &watch(), &ids("li-na")))), ["closed-period"]);
    let void = town(&format!("{rows}void: {{ date: 2026-11-22, by: ana, reason: twice }}\n"));
    let error = void.refusal(|book| absent(book, &watch(), &ids("li-na")));
    assert_eq!(error, ShiftError::Void { shift: watch() });
}
