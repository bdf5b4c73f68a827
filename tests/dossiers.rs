//! The verbs of needs and cases: what each makes of a record, what it refuses, and that twice is once.

use tandem::model::book::Book;
use tandem::model::case::{CaseReason, ReferralStatus, Session, Stage};
use tandem::model::change::Planned;
use tandem::model::day::Day;
use tandem::model::id::{Id, PersonRef};
use tandem::model::minutes::Minutes;
use tandem::model::need::{Did, NeedStatus};
use tandem::ops::dossier::{DossierError, Reopen};
use tandem::ops::{case, need};
use tandem::session::change::ChangeError;

use crate::support::desk::{SETTINGS, Store};

const NEED: &str = "needs/2026/11/n-7k3q9d.yaml";
const NEED_HEAD: &str = "org: jiulong\ncategory: patrol\nopened: 2026-11-18 # a Wednesday\n";
const CASE: &str = "cases/2026/11/c-7k3q9d.yaml";
const CASE_HEAD: &str =
    "org: jiulong\nkind: family\ncategory: family\nopened: 2026-11-18\nworker: wang-fang\n";

/// A store with a need and a case, which say more.
fn town(settings: &str, more: &str) -> Store {
    Store::of(&[
        ("tandem.toml", &format!("{SETTINGS}{settings}")),
        ("orgs/jiulong.toml", "name = \"Jiulong\"\nkind = \"community\"\n"),
        ("workers/wang-fang.toml", "name = \"Wang Fang\"\norg = \"jiulong\"\n"),
        ("volunteers/ana.toml", "name = \"Ana\"\n"),
        ("volunteers/li-na.toml", "name = \"Li Na\"\n"),
        (
            "services/watch.toml",
            "name = \"Watch\"\norg = \"jiulong\"\ncategory = \"patrol\"\npromise_days = 3\n",
        ),
        (NEED, &format!("{NEED_HEAD}{more}")),
        (CASE, &format!("{CASE_HEAD}{more}")),
    ])
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn who(text: &str) -> PersonRef {
    PersonRef(id(text))
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn n() -> Id {
    id("n-7k3q9d")
}

fn c() -> Id {
    id("c-7k3q9d")
}

/// Does something twice: the second time nothing changes. Gives what stands below the head.
fn twice(store: &Store, plan: impl Fn(&Book) -> Result<Planned<()>, DossierError>) -> String {
    let before = store.texts();
    store.change(|book| plan(book)).unwrap();
    let once = store.texts();
    assert_ne!(once, before);
    store.change(|book| plan(book)).unwrap();
    assert_eq!(store.texts(), once);
    let (path, head) = if before[NEED] == once[NEED] { (CASE, CASE_HEAD) } else { (NEED, NEED_HEAD) };
    once[path].strip_prefix(head).unwrap().into()
}

/// The refusal of a verb, which leaves no trace: its message, and what to type.
fn refusal(store: &Store, plan: impl Fn(&Book) -> Result<Planned<()>, DossierError>) -> DossierError {
    let before = store.texts();
    let refused = match store.change(|book| plan(book)) {
        Err(ChangeError::Refused(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(store.texts(), before);
    refused
}

fn assigned(worker: Option<&str>, helpers: &[&str], service: Option<&str>) -> need::Assign {
    need::Assign {
        id: n(),
        worker: worker.map(|worker| worker.parse().unwrap()),
        helpers: helpers.iter().map(|helper| who(helper)).collect(),
        service: service.map(|service| service.parse().unwrap()),
    }
}

fn noted(date: &str) -> need::Note {
    let hours = Some(Minutes::of(90));
    need::Note { id: n(), date: Some(day(date)), who: who("li-na"), role_as: None, did: Did::Visited, hours }
}

fn ended(status: NeedStatus, reason: Option<&str>) -> need::Close {
    let reason = reason.map(|reason| reason.parse().unwrap());
    need::Close { id: n(), status, date: None, reason, satisfaction: None }
}

fn again(id: Id) -> Reopen {
    Reopen { id, date: None, by: who("wang-fang"), reason: "anew".parse().unwrap() }
}

fn met(date: &str) -> Session {
    let (by, date) = (who("wang-fang"), day(date));
    Session {
        date,
        by,
        role_as: None,
        helpers: Vec::new(),
        hours: None,
        medium: None,
        contact: None,
        persons: None,
        stage: None,
    }
}

#[test]
fn a_need_goes_its_way() {
    let store = town("", "");
    assert_eq!(twice(&store, |book| need::verify(book, &n())), "status: verified\n");
    let request = assigned(Some("wang-fang"), &["li-na"], Some("watch"));
    assert_eq!(
        twice(&store, |book| need::assign(book, &request)),
        "promised: 2026-11-23\nservice: watch\nworker: wang-fang\nhelpers:\n  - { who: li-na, from: 2026-11-21 }\n\
         status: matched\n"
    );
    let text = twice(&store, |book| need::note(book, &noted("2026-11-20")));
    assert!(
        text.ends_with(
            "status: in-progress\nlog:\n  - { date: 2026-11-20, who: li-na, did: visited, hours: 1.5 }\n"
        ),
        "{text}"
    );
    let text = twice(&store, |book| need::close(book, &ended(NeedStatus::Met, None)));
    assert!(text.contains("status: met\n") && text.ends_with("closed: 2026-11-21\n"), "{text}");
    let rated = need::Close { satisfaction: Some(5), ..ended(NeedStatus::Met, None) };
    let text = twice(&store, |book| need::close(book, &rated));
    assert!(text.ends_with("closed: 2026-11-21\nsatisfaction: 5\n"), "{text}");
    let text = twice(&store, |book| need::reopen(book, &again(n())));
    assert!(text.contains("status: in-progress\n") && !text.contains("closed"), "{text}");
    assert!(text.contains("reopened:\n  - { date: 2026-11-21, by: wang-fang, reason: anew }\n"), "{text}");
}

#[test]
fn what_is_promised_or_done_already_stays() {
    let promised = town("", "promised: 2026-11-30\nstatus: in-progress\n");
    let text = twice(&promised, |book| need::assign(book, &assigned(None, &["ana"], Some("watch"))));
    assert!(text.starts_with("promised: 2026-11-30\n") && text.contains("status: in-progress\n"), "{text}");
    let ended = "helpers:\n  - { who: ana, from: 2026-11-18, until: 2026-11-19 }\n";
    let text = twice(&town("", ended), |book| need::assign(book, &assigned(None, &["ana"], None)));
    assert!(text.contains(&format!("{ended}  - {{ who: ana, from: 2026-11-21 }}\n")), "{text}");
    let late = town("", "status: met\nclosed: 2026-11-20\n");
    let text = twice(&late, |book| need::note(book, &noted("2026-11-20")));
    assert!(text.starts_with("status: met\n"), "what was done before it was met is noted late: {text}");
}

#[test]
fn steps_of_a_need_that_lead_nowhere_are_refused_with_those_that_do() {
    let says = |more: &str, plan: &dyn Fn(&Book) -> Result<Planned<()>, DossierError>| {
        let error = refusal(&town("", more), plan);
        let verbs = error.help().join(" ");
        let verbs: Vec<&str> = ["verify", "assign", "note", "close", "reopen"]
            .into_iter()
            .filter(|verb| verbs.contains(verb))
            .collect();
        format!("{error}: {}", verbs.join(" "))
    };
    let (met, matched) = ("status: met\nclosed: 2026-11-20\n", "status: matched\n");
    assert_eq!(
        says(matched, &|book| need::verify(book, &n())),
        "`n-7k3q9d` stands at matched, from where no step leads to verified: note close"
    );
    assert_eq!(
        says(met, &|book| need::assign(book, &assigned(None, &["ana"], None))),
        "`n-7k3q9d` stands at met since 2026-11-20, from where no step leads to matched: reopen"
    );
    assert_eq!(
        says(met, &|book| need::note(book, &noted("2026-11-21"))),
        "`n-7k3q9d` stands at met since 2026-11-20, from where no step leads to anything being done: reopen"
    );
    assert_eq!(
        says(met, &|book| need::close(book, &ended(NeedStatus::Unmet, Some("x")))),
        "`n-7k3q9d` stands at met since 2026-11-20, from where no step leads to unmet: reopen"
    );
    assert_eq!(
        says("", &|book| need::reopen(book, &again(n()))),
        "`n-7k3q9d` stands at open, from where no step leads to a new beginning: verify assign close"
    );
    assert_eq!(
        says("", &|book| need::close(book, &ended(NeedStatus::Withdrawn, None))),
        "why `n-7k3q9d` becomes withdrawn is not said: "
    );
    assert_eq!(
        says("void: { date: 2026-11-19, by: ana, reason: twice }\n", &|book| need::verify(book, &n())),
        "`n-7k3q9d` is void and counts nowhere: "
    );
    let missing = refusal(&town("", ""), |book| need::verify(book, &id("n-000000")));
    assert_eq!(missing.to_string(), "there is no need `n-000000`");
}

#[test]
fn a_final_day_stays_as_it_is() {
    let closed = "[closed]\nthrough = 2026-11-19\n";
    let is_final = |more: &str, plan: &dyn Fn(&Book) -> Result<Planned<()>, DossierError>| {
        let error = refusal(&town(closed, more), plan);
        assert!(matches!(error, DossierError::Final { .. }), "{error}");
    };
    is_final("", &|book| need::note(book, &noted("2026-11-19")));
    let early = need::Close { date: Some(day("2026-11-19")), ..ended(NeedStatus::Met, None) };
    is_final("", &|book| need::close(book, &early));
    is_final("status: met\nclosed: 2026-11-19\n", &|book| need::reopen(book, &again(n())));
    is_final("", &|book| case::session(book, &case::Meet { id: c(), session: met("2026-11-19") }));
    is_final("stage: closed\nclosed: 2026-11-19\nreason: moved\n", &|book| case::reopen(book, &again(c())));
    let open = town(closed, "");
    twice(&open, |book| need::note(book, &noted("2026-11-20")));
    twice(&open, |book| case::session(book, &case::Meet { id: c(), session: met("2026-11-20") }));
}

#[test]
fn a_case_goes_its_way() {
    let store = town("", "helpers:\n  - { who: li-na, from: 2026-11-19 }\n");
    let session = Session {
        helpers: vec![who("li-na"), who("wang-fang")],
        stage: Some(Stage::Planning),
        ..met("2026-11-20")
    };
    let meet = case::Meet { id: c(), session };
    let text = twice(&store, |book| case::session(book, &meet));
    assert!(text.contains("stage: planning\n"), "{text}");
    assert!(text.ends_with("helpers: [li-na, wang-fang], stage: planning }\n"), "{text}");
    let back = case::Advance { id: c(), stage: Stage::Assessment, is_explained: true };
    assert!(twice(&store, |book| case::stage(book, &back)).contains("stage: assessment\n"));
    let to = |date: Option<&str>, status| case::Refer {
        id: c(),
        to: "clinic".parse().unwrap(),
        date: date.map(day),
        reason: None,
        status,
    };
    twice(&store, |book| case::refer(book, &to(Some("2026-11-19"), None)));
    twice(&store, |book| case::refer(book, &to(None, None)));
    let text = twice(&store, |book| case::refer(book, &to(None, Some(ReferralStatus::Accepted))));
    assert!(text.contains("2026-11-19, to: clinic, status: sent }"), "{text}");
    assert!(text.contains("2026-11-21, to: clinic, status: accepted }"), "{text}");
    let request = case::Supervise { id: c(), date: None, by: who("ana"), hours: Some(Minutes::of(60)) };
    twice(&store, |book| case::supervise(book, &request));
    let text = twice(&store, |book| case::review(book, &c(), day("2026-12-01")));
    assert!(text.ends_with("review: 2026-12-01\n"), "{text}");
    let request = case::Close { id: c(), date: None, reason: CaseReason::Improved };
    let text = twice(&store, |book| case::close(book, &request));
    assert!(
        text.starts_with("helpers:\n  - { who: li-na, from: 2026-11-19, until: 2026-11-21 }\n"),
        "{text}"
    );
    assert!(text.contains("stage: closed\n") && !text.contains("review"), "{text}");
    let after = case::Advance { id: c(), stage: Stage::FollowUp, is_explained: false };
    assert!(twice(&store, |book| case::stage(book, &after)).contains("stage: follow-up\n"));
    let text = twice(&store, |book| case::reopen(book, &again(c())));
    assert!(text.contains("stage: assessment\n") && !text.contains("closed"), "{text}");
}

#[test]
fn steps_of_a_case_that_lead_nowhere_are_refused() {
    let says = |more: &str, plan: &dyn Fn(&Book) -> Result<Planned<()>, DossierError>| {
        refusal(&town("", more), plan).to_string()
    };
    let step = |stage, is_explained| case::Advance { id: c(), stage, is_explained };
    let closed = "stage: closed\nclosed: 2026-11-20\nreason: moved\n";
    assert_eq!(
        says("stage: planning\n", &|book| case::stage(book, &step(Stage::Intake, false))),
        "why `c-7k3q9d` becomes intake is not said"
    );
    for stage in [Stage::Closed, Stage::FollowUp] {
        let said = says("", &|book| case::stage(book, &step(stage, true)));
        assert_eq!(said, format!("`c-7k3q9d` stands at intake, from where no step leads to {stage}"));
    }
    assert_eq!(
        says(closed, &|book| case::stage(book, &step(Stage::Planning, true))),
        "`c-7k3q9d` stands at closed since 2026-11-20, from where no step leads to planning"
    );
    let meet = |session| case::Meet { id: c(), session };
    let helped = Session { helpers: vec![who("ana")], ..met("2026-11-20") };
    assert_eq!(
        says("helpers:\n  - { who: ana, from: 2026-11-21 }\n", &|book| case::session(
            book,
            &meet(helped.clone())
        )),
        "`ana` is no helper of `c-7k3q9d` on 2026-11-20"
    );
    let late = meet(met("2026-11-21"));
    assert!(says(closed, &|book| case::session(book, &late)).ends_with("leads to another session"));
    assert!(says(closed, &|book| case::review(book, &c(), day("2026-12-01"))).ends_with("leads to a review"));
    let died = case::Close { id: c(), date: None, reason: CaseReason::Died };
    assert!(says(closed, &|book| case::close(book, &died)).ends_with("leads to another end"));
    assert!(says("", &|book| case::reopen(book, &again(c()))).ends_with("leads to a new beginning"));
}
