//! People over time, and the hours they serve: what each verb makes of records, what it refuses, and that
//! twice is once.

use proptest::prelude::*;
use tandem::model::code::State;
use tandem::model::id::{Id, PersonRef};
use tandem::model::kind::Kind;
use tandem::model::minutes::Minutes;
use tandem::model::naming::Dice;
use tandem::model::node::{Node, from_node};
use tandem::model::training::Training;
use tandem::model::volunteer::VolunteerStatus;
use tandem::ops::add::Add;
use tandem::ops::hours::HoursError;
use tandem::ops::hours::submit::{Submit, submit};
use tandem::ops::hours::verify::{Look, reject, verify};
use tandem::ops::link::{LinkError, NewLink, lead, supervise};
use tandem::ops::training::log;
use tandem::ops::volunteer::{StatusError, Step, status};
use tandem::report::served::served;
use tandem::session::change::ChangeError;

use crate::support::desk::Store;

const PATROL: &str = "activities/2026/11/2026-11-20-patrol.yaml";
const WATCH: &str = "shifts/2026/11/2026-11-20-watch.yaml";

/// A store with people, an activity and a shift, and more in its settings.
fn town(settings: &str) -> Store {
    let settings = format!("format = 1\nname = \"Test\"\ntimezone = \"Asia/Shanghai\"\n{settings}");
    Store::of(&[
        ("tandem.toml", &settings),
        ("orgs/jiulong.toml", "name = \"Jiulong\"\nkind = \"community\"\n"),
        ("workers/wang-fang.toml", "name = \"Wang Fang\"\norg = \"jiulong\"\nsame_as = \"fang\"\n"),
        ("workers/zhao.toml", "name = \"Zhao\"\norg = \"jiulong\"\nstatus = \"left\"\nleft = 2026-06-30\n"),
        ("workers/chen.toml", "name = \"Chen\"\norg = \"jiulong\"\njoined = 2026-02-01\n"),
        ("volunteers/fang.toml", "name = \"Wang Fang\"\n"),
        ("volunteers/ana.toml", "name = \"Ana\"\nstatus = \"applicant\"\n"),
        ("volunteers/li-na.toml", "# speaks Wu\nname = \"Li Na\"\njoined = 2024-03-01 # a Friday\n"),
        ("volunteers/tom.toml", "name = \"Tom\"\nstatus = \"trainee\"\nborn = 2012\n"),
        (
            PATROL,
            "title: Patrol\ncategory: patrol\norg: jiulong\ndate: 2026-11-20\nattendance:\n  \
             - { who: li-na, hours: 2 } # late\n  - { who: wang-fang, hours: 1 }\n  - { who: ana }\n",
        ),
        (
            WATCH,
            "title: Watch\ncategory: patrol\norg: jiulong\ndate: 2026-11-20\nstart: \"18:00\"\nend: \"20:00\"\n\
             lead: wang-fang\nplaces: 2\nassigned:\n  - { who: li-na, status: confirmed }\n  \
             - { who: ana, status: absent }\n",
        ),
    ])
}

fn id(word: &str) -> Id {
    word.parse().unwrap()
}

fn step(who: &str, to: VolunteerStatus) -> Step {
    Step { id: id(who), to, reason: "because".parse().ok(), date: None, overridden: None }
}

fn link(who: &str, to: &str, from: &str) -> NewLink {
    NewLink { id: id(who), who: id(to), from: from.parse().ok() }
}

#[test]
fn only_legal_steps_are_taken() {
    use VolunteerStatus::{Active, Applicant, Left, Paused, Trainee};
    let legal = [
        (Applicant, Trainee),
        (Applicant, Active),
        (Applicant, Left),
        (Trainee, Active),
        (Trainee, Left),
        (Active, Paused),
        (Active, Left),
        (Paused, Active),
        (Paused, Left),
    ];
    for from in VolunteerStatus::ALL {
        for to in VolunteerStatus::ALL.iter().filter(|to| *to != from) {
            let store =
                Store::of(&[("volunteers/li-na.toml", &format!("name = \"Li\"\nstatus = \"{from}\"\n"))]);
            let done = store.change(|book| status(book, &step("li-na", *to)));
            assert_eq!(done.is_ok(), legal.contains(&(*from, *to)), "{from} to {to}: {done:?}");
            if let Err(error) = done {
                let ChangeError::Refused(error @ StatusError::Step { .. }) = error else {
                    panic!("{error:?}")
                };
                assert!(error.help().is_some());
            }
        }
    }
}

#[test]
fn who_leaves_is_led_by_nobody_and_leads_nobody() {
    let store = town("");
    store.change(|book| lead(book, &link("li-na", "chen", "2026-03-01"))).unwrap();
    store.change(|book| lead(book, &link("fang", "li-na", "2026-04-01"))).unwrap();
    let gone = Step { date: "2026-11-30".parse().ok(), ..step("li-na", VolunteerStatus::Left) };
    let store = store.twice(|book| status(book, &gone));
    let text = store.text("volunteers/li-na.toml").unwrap();
    for line in ["joined = 2024-03-01 # a Friday\n", "left = 2026-11-30\n", "until = 2026-11-30\n"] {
        assert!(text.contains(line), "{text}");
    }
    let led = store.text("volunteers/fang.toml").unwrap();
    assert!(led.ends_with("who = \"li-na\"\nfrom = 2026-04-01\nuntil = 2026-11-30\n"), "{led}");
}

#[test]
fn a_farewell_needs_a_reason_and_a_day_that_can_be() {
    let silent = Step { reason: None, ..step("li-na", VolunteerStatus::Left) };
    let error = town("").refusal(|book| status(book, &silent));
    assert!(matches!(error, StatusError::Unexplained { .. }), "{error}");
    let early = Step { date: "2024-02-29".parse().ok(), ..step("li-na", VolunteerStatus::Left) };
    let error = town("").refusal(|book| status(book, &early));
    assert!(matches!(error, StatusError::BeforeJoined { .. }), "{error}");
    let closed = "[closed]\nthrough = 2026-11-21\n";
    let error = town(closed).refusal(|book| status(book, &step("li-na", VolunteerStatus::Left)));
    let StatusError::Refused { obstacle, .. } = &error else { panic!("{error}") };
    assert_eq!(obstacle.help.as_deref(), Some("name a day after it: `--date 2026-11-22`"));
    assert_eq!(error.help(), None);
    let store = town("").twice(|book| status(book, &step("li-na", VolunteerStatus::Paused)));
    let other = Step { reason: "other".parse().ok(), ..step("li-na", VolunteerStatus::Paused) };
    assert!(matches!(store.refusal(|book| status(book, &other)), StatusError::Already { .. }));
}

#[test]
fn a_minor_takes_part_with_consent_or_a_reason() {
    let active = step("tom", VolunteerStatus::Active);
    let error = town("").refusal(|book| status(book, &active));
    assert!(matches!(error, StatusError::Refused { .. }), "{error}");
    let reason = Step { overridden: "his mother is here".parse().ok(), ..active };
    let store = town("").twice(|book| status(book, &reason));
    assert!(store.text("volunteers/tom.toml").unwrap().contains("override = \"his mother is here\"\n"));
    let older = town("[volunteers]\nminimum_age = 12\n");
    assert!(older.change(|book| status(book, &step("tom", VolunteerStatus::Active))).is_ok());
}

#[test]
fn an_applicant_joins_on_the_day_they_take_part() {
    let store = town("").twice(|book| status(book, &step("ana", VolunteerStatus::Trainee)));
    let text = store.text("volunteers/ana.toml").unwrap();
    assert!(text.contains("joined = 2026-11-21\n") && text.contains("status = \"trainee\"\n"), "{text}");
}

#[test]
fn a_new_lead_ends_the_one_before() {
    let store = town("");
    store.change(|book| lead(book, &link("li-na", "fang", "2026-01-01"))).unwrap();
    let store = store.twice(|book| lead(book, &link("li-na", "chen", "2026-11-01")));
    let text = store.text("volunteers/li-na.toml").unwrap();
    let rows = "\n[[lead]]\nwho = \"fang\"\nfrom = 2026-01-01\nuntil = 2026-10-31\n\n\
                [[lead]]\nwho = \"chen\"\nfrom = 2026-11-01\n";
    assert!(text.ends_with(rows), "{text}");
    let later = store.refusal(|book| lead(book, &link("li-na", "tom", "2026-10-15")));
    assert!(matches!(later, LinkError::Later { .. }), "{later}");
}

#[test]
fn nobody_is_linked_who_cannot_be() {
    let refused = |who: &str, to: &str, from: &str| town("").refusal(|book| lead(book, &link(who, to, from)));
    assert!(matches!(refused("li-na", "li-na", ""), LinkError::Oneself { .. }));
    assert!(matches!(refused("fang", "wang-fang", ""), LinkError::Oneself { .. }));
    assert!(matches!(refused("li-na", "zhao", ""), LinkError::Left { .. }));
    assert!(matches!(refused("li-na", "chen", "2026-01-31"), LinkError::BeforeJoined { .. }));
    assert!(matches!(refused("li-na", "fang", "2024-02-29"), LinkError::BeforeJoined { .. }));
    let closed = town("[closed]\nthrough = 2026-11-21\n");
    let error = closed.refusal(|book| lead(book, &link("li-na", "fang", "")));
    assert!(matches!(error, LinkError::Closed { .. }), "{error}");
}

#[test]
fn nobody_leads_or_supervises_in_a_circle() {
    let store = town("");
    store.change(|book| lead(book, &link("li-na", "wang-fang", ""))).unwrap();
    let error = store.refusal(|book| lead(book, &link("fang", "li-na", "")));
    assert_eq!(error.to_string(), "it would be a circle: `fang` under `li-na` under `wang-fang`");
    let store = town("");
    store.change(|book| supervise(book, &link("chen", "wang-fang", ""))).unwrap();
    let error = store.refusal(|book| supervise(book, &link("wang-fang", "chen", "")));
    assert!(matches!(error, LinkError::Circle { .. }), "{error}");
}

fn look(kind: Kind, who: &[&str], by: &str) -> Look {
    let record = if kind == Kind::Shift { "2026-11-20-watch" } else { "2026-11-20-patrol" };
    let who = who.iter().map(|who| id(who)).collect();
    Look { kind, id: id(record), who, by: PersonRef(id(by)) }
}

fn hours(kind: Kind, who: &str, minutes: i64) -> Submit {
    let Look { kind, id: record, .. } = look(kind, &[], "chen");
    Submit { kind, id: record, hours: vec![(id(who), Minutes::of(minutes))] }
}

#[test]
fn hours_are_submitted_verified_rejected_and_submitted_again() {
    let store = town("").twice(|book| submit(book, &hours(Kind::Activity, "tom", 90)));
    assert!(store.text(PATROL).unwrap().ends_with("  - { who: tom, hours: 1.5, state: submitted }\n"));
    let store = store.twice(|book| verify(book, &look(Kind::Activity, &["tom"], "chen"), false));
    let error = store.refusal(|book| submit(book, &hours(Kind::Activity, "tom", 60)));
    assert!(matches!(error, HoursError::Verified { .. }), "{error}");
    let store = town("");
    let reason = "he slept".parse().unwrap();
    let store = store.twice(|book| reject(book, &look(Kind::Activity, &["li-na"], "chen"), &reason));
    let row = "  - { who: li-na, hours: 2, state: rejected, by: chen, reason: he slept } # late\n";
    assert!(store.text(PATROL).unwrap().contains(row), "{:?}", store.text(PATROL));
    let error = store.refusal(|book| verify(book, &look(Kind::Activity, &["li-na"], "chen"), false));
    assert!(matches!(error, HoursError::Rejected { .. }), "{error}");
    let store = store.twice(|book| submit(book, &hours(Kind::Activity, "li-na", 60)));
    assert!(store.text(PATROL).unwrap().contains("  - { who: li-na, hours: 1, state: submitted } # late\n"));
}

#[test]
fn nobody_verifies_their_own_hours() {
    let error = town("").refusal(|book| verify(book, &look(Kind::Activity, &["wang-fang"], "fang"), false));
    assert!(matches!(error, HoursError::Own { .. }), "{error}");
    let store = town("").twice(|book| verify(book, &look(Kind::Activity, &[], "fang"), true));
    let text = store.text(PATROL).unwrap();
    let rows = "  - { who: li-na, hours: 2, state: verified, by: fang } # late\n  \
                - { who: wang-fang, hours: 1 }\n  - { who: ana }\n";
    assert!(text.ends_with(rows), "{text}");
}

#[test]
fn hours_that_are_none_are_not_looked_at() {
    let reason = "no".parse().unwrap();
    let error = town("").refusal(|book| verify(book, &look(Kind::Activity, &["ana"], "chen"), false));
    assert!(matches!(error, HoursError::NoHours { .. }), "{error}");
    let error = town("").refusal(|book| reject(book, &look(Kind::Activity, &["tom"], "chen"), &reason));
    assert!(matches!(error, HoursError::NotIn { .. }), "{error}");
    let error = town("").refusal(|book| verify(book, &look(Kind::Shift, &["li-na"], "chen"), false));
    assert!(matches!(error, HoursError::NotServed { .. }), "{error}");
    let error = town("").refusal(|book| submit(book, &hours(Kind::Shift, "ana", 60)));
    assert!(matches!(error, HoursError::NotServed { .. }), "{error}");
    let error = town("").refusal(|book| submit(book, &hours(Kind::Shift, "tom", 60)));
    assert!(matches!(error, HoursError::NotIn { .. }), "{error}");
    let store = town("").twice(|book| submit(book, &hours(Kind::Shift, "li-na", 60)));
    let row = "  - { who: li-na, status: attended, hours: 1, state: submitted }\n";
    assert!(store.text(WATCH).unwrap().contains(row), "{:?}", store.text(WATCH));
}

#[test]
fn who_passed_holds_the_credential_and_who_did_not_does_not() {
    let row = |who: &str, result: &str| {
        let fields = [("who", who), ("result", result)];
        Node::Table(fields.map(|(name, value)| (name.into(), Node::Text(value.into()))).into())
    };
    let text = |text: &str| Node::Text(text.into());
    let training: Training = from_node(
        &Node::Table(vec![
            ("title".into(), text("First aid")),
            ("org".into(), text("jiulong")),
            ("date".into(), Node::Date("2026-11-14".parse().unwrap())),
            ("credential".into(), text("first-aid")),
            (
                "attendance".into(),
                Node::List(vec![row("li-na", "passed"), row("tom", "failed"), row("chen", "passed")]),
            ),
        ]),
        &mut |_| {},
    )
    .unwrap();
    let request = || Add { record: training.clone(), id: None, dice: Dice::of(1) };
    let store = town("");
    store.change(|book| log(book, request())).unwrap();
    let held = "\n[[credential]]\nname = \"first-aid\"\nissued = 2026-11-14\n";
    let holders = |store: &Store| {
        let all = ["volunteers/li-na.toml", "volunteers/tom.toml", "workers/chen.toml"];
        all.map(|path| store.text(path).unwrap().matches(held).count())
    };
    assert_eq!(holders(&store), [1, 0, 1]);
    store.change(|book| log(book, request())).unwrap();
    assert_eq!(holders(&store), [1, 0, 1]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn a_lifetime_is_its_periods_and_what_was_before(
        rows in prop::collection::vec((0..700_u32, 1..600_i64, 0..3_usize, any::<bool>()), 0..20),
        opening in 0..9000_i64,
    ) {
        let states = [State::Submitted, State::Verified, State::Rejected];
        let began: tandem::model::day::Day = "2025-01-01".parse().unwrap();
        let files: Vec<(String, String)> = rows.iter().enumerate().map(|(nth, (days, minutes, state, crew))| {
            let day = began.plus(i64::from(*days).min(680));
            let crew = if *crew { "worker" } else { "volunteer" };
            let text = format!(
                "title: Walk\ncategory: patrol\norg: jiulong\ndate: {day}\nattendance:\n  \
                 - {{ who: li-na, as: {crew}, hours: {}m, state: {} }}\n",
                minutes, states[*state],
            );
            (format!("activities/{}/{day}-walk-{nth}.yaml", day.month().folders()), text)
        }).collect();
        let person = format!(
            "name = \"Li Na\"\n\n[opening]\nhours = \"{}\"\nas_of = 2024-12-31\n", Minutes::of(opening).hm()
        );
        let mut all: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        all.push(("volunteers/li-na.toml", &person));
        let sum = |served: &tandem::report::served::Served, lifetime: bool| -> i64 {
            let crews = served.crews.values();
            crews.map(|crew| if lifetime { crew.lifetime } else { crew.minutes }.count()).sum()
        };
        Store::of(&all).reading(|book| {
            let of = |period: &str| served(book, &id("li-na"), Some(&period.parse().unwrap())).unwrap();
            let periods = ["2025", "2026-Q1", "2026-Q2", "2026-07..2026-11-21"];
            let parts: i64 = periods.iter().map(|period| sum(&of(period), false)).sum();
            let whole = served(book, &id("li-na"), None).unwrap();
            assert_eq!(sum(&whole, true), parts + opening);
            assert_eq!(sum(&whole, false), parts);
            let line: i64 = whole.lines.iter().map(|line| line.minutes.count()).sum();
            assert_eq!(line, parts);
        });
    }
}
