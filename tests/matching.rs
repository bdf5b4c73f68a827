//! What could meet a need: for each criterion a store in which it alone decides. By their ids alone `ana`
//! would come before `zoe`.

use tandem::model::need::Need;
use tandem::model::text::Text;
use tandem::report::matching::{Candidate, Matching, Reason, matching};

use crate::support::desk::Store;

const NEED: &str = "org: jiulong\ncategory: tutoring\nopened: 2026-11-20\n";

/// What could meet a need in a store with these files, for somebody who speaks a language.
fn found(need: &str, files: &[(&str, &str)], language: Option<&str>) -> Matching {
    let text = format!("{NEED}{need}");
    let own = [
        ("orgs/city.toml", "name = \"City\"\nkind = \"city\"\n"),
        ("orgs/jiulong.toml", "name = \"Jiulong\"\nkind = \"community\"\nparent = \"city\"\n"),
        ("orgs/gate.toml", "name = \"Gate\"\nkind = \"team\"\nparent = \"jiulong\"\n"),
        ("orgs/far.toml", "name = \"Far\"\nkind = \"community\"\nparent = \"city\"\n"),
        ("workers/wang-fang.toml", "name = \"Wang Fang\"\norg = \"jiulong\"\n"),
        ("residents/r-7k3q9d.toml", "kind = \"person\"\norg = \"jiulong\"\ngroups = [\"child\"]\n"),
        ("needs/2026/11/n-7k3q9d.yaml", text.as_str()),
    ];
    let store = Store::of(&[&own, files].concat());
    let languages: Vec<Text> = language.iter().map(|language| language.parse().unwrap()).collect();
    store.reading(|book| {
        let need = book.get::<Need>(&"n-7k3q9d".parse().unwrap()).unwrap().unwrap();
        matching(book, &need, &languages).unwrap()
    })
}

fn ids(list: &[Candidate]) -> Vec<&str> {
    list.iter().map(|candidate| candidate.id.as_str()).collect()
}

/// The volunteers of a store with two of them, in their order.
fn volunteers(
    ana: &str,
    zoe: &str,
    language: Option<&str>,
    more: &[(&str, &str)],
    need: &str,
) -> Vec<Candidate> {
    let (ana, zoe) = (format!("name = \"Ana\"\n{ana}"), format!("name = \"Zoe\"\n{zoe}"));
    let two = [("volunteers/ana.toml", ana.as_str()), ("volunteers/zoe.toml", zoe.as_str())];
    found(need, &[&two, more].concat(), language).volunteers
}

const HERE: &str = "org = \"jiulong\"\n";

#[test]
fn who_is_equal_stands_by_id() {
    assert_eq!(ids(&volunteers(HERE, HERE, None, &[], "")), ["ana", "zoe"]);
}

#[test]
fn a_required_credential_decides() {
    let held = |expires: &str| {
        format!("{HERE}[[credential]]\nname = \"teacher\"\nissued = 2020-01-01\nexpires = {expires}\n")
    };
    let service = "name = \"Room\"\norg = \"jiulong\"\ncategory = \"tutoring\"\nrequires = [\"teacher\"]\n";
    let more = [("services/room.toml", service)];
    let list = volunteers(&held("2026-11-20"), &held("2026-11-21"), None, &more, "service: room\n");
    assert_eq!(ids(&list), ["zoe", "ana"]);
    assert_eq!(list[0].reasons, [Reason::Holds("teacher".parse().unwrap()), Reason::SameOrg]);
    assert_eq!(list[1].reasons, [Reason::SameOrg, Reason::Lacks("teacher".parse().unwrap())]);
}

#[test]
fn the_language_that_was_asked_for_decides() {
    let spanish = format!("{HERE}languages = [\"es\"]\n");
    assert_eq!(ids(&volunteers(HERE, &spanish, Some("es"), &[], "")), ["zoe", "ana"]);
    assert_eq!(ids(&volunteers(HERE, &spanish, Some("wu"), &[], "")), ["ana", "zoe"]);
    assert_eq!(ids(&volunteers(HERE, &spanish, None, &[], "")), ["ana", "zoe"]);
}

#[test]
fn the_category_decides() {
    let tutor = format!("{HERE}categories = [\"tutoring\"]\n");
    let list = volunteers(HERE, &tutor, None, &[], "");
    assert_eq!(ids(&list), ["zoe", "ana"]);
    assert_eq!(list[0].reasons, [Reason::Category, Reason::SameOrg]);
}

#[test]
fn the_organisation_decides() {
    let of = |org: &str| format!("org = \"{org}\"\ncategories = [\"tutoring\"]\n");
    for (ana, zoe) in [("gate", "jiulong"), ("city", "gate"), ("far", "city")] {
        assert_eq!(ids(&volunteers(&of(ana), &of(zoe), None, &[], "")), ["zoe", "ana"], "{ana} {zoe}");
    }
    let team = "teams = [\"jiulong\"]\ncategories = [\"tutoring\"]\n";
    assert_eq!(ids(&volunteers(&of("gate"), team, None, &[], "")), ["zoe", "ana"]);
}

#[test]
fn how_much_somebody_has_to_do_decides() {
    let head = "org: far\ncategory: patrol\nopened: 2026-11-01\n";
    let need = |more: &str| format!("{head}helpers:\n  - {{ who: ana, from: 2026-11-01{more} }}\n");
    let with = |path: &str, text: &str| {
        let list = volunteers(HERE, HERE, None, &[(path, text)], "");
        let load: Vec<Option<i64>> = list.iter().map(|candidate| candidate.load).collect();
        (ids(&list).join(" "), load)
    };
    let path = "needs/2026/11/n-000001.yaml";
    assert_eq!(with(path, &need("")), ("zoe ana".into(), vec![Some(0), Some(1)]));
    let equal = ("ana zoe".to_string(), vec![Some(0), Some(0)]);
    assert_eq!(with(path, &need(", until: 2026-11-20")), equal, "a link that has ended");
    let met = format!("{}status: met\nclosed: 2026-11-20\n", need(""));
    assert_eq!(with(path, &met), equal, "a need that is met");
    let void = format!("{}void: {{ date: 2026-11-20, by: ana, reason: twice }}\n", need(""));
    assert_eq!(with(path, &void), equal, "a need that is void");
    let case = format!("{}kind: family\nworker: wang-fang\n", need(""));
    let path = "cases/2026/11/c-000001.yaml";
    assert_eq!(with(path, &case), ("zoe ana".into(), vec![Some(0), Some(1)]));
    let over = format!("{case}stage: closed\nclosed: 2026-11-20\nreason: moved\n");
    assert_eq!(with(path, &over), equal, "a case that is closed");
}

#[test]
fn who_cannot_come_or_is_there_already_or_has_no_reason_is_not_named() {
    let paused = format!("{HERE}status = \"paused\"\n");
    assert_eq!(ids(&volunteers(&paused, HERE, None, &[], "")), ["zoe"]);
    let helped = "helpers:\n  - { who: ana, from: 2026-11-20 }\n";
    assert_eq!(ids(&volunteers(HERE, HERE, None, &[], helped)), ["zoe"]);
    assert_eq!(ids(&volunteers("org = \"far\"\n", HERE, None, &[], "")), ["zoe"]);
    let twin = ("workers/wu-an.toml", "name = \"Wu An\"\norg = \"far\"\nsame_as = \"ana\"\n");
    assert_eq!(ids(&volunteers(HERE, HERE, None, &[twin], "worker: wu-an\n")), ["zoe"]);
}

#[test]
fn of_workers_the_category_decides_that_they_do() {
    let two = [
        ("workers/chen-lei.toml", "name = \"Chen Lei\"\norg = \"jiulong\"\n"),
        ("workers/zhao-min.toml", "name = \"Zhao Min\"\norg = \"jiulong\"\n"),
    ];
    let ranked = |path: &str, text: &str| {
        let list = found("", &[&two[..], &[(path, text)]].concat(), None).workers;
        ids(&list).join(" ")
    };
    let service = "name = \"Room\"\norg = \"far\"\ncategory = \"tutoring\"\nworker = \"zhao-min\"\n";
    assert_eq!(ranked("services/room.toml", service), "zhao-min chen-lei wang-fang");
    let done = "org: far\ncategory: tutoring\nopened: 2026-11-01\nworker: zhao-min\nstatus: met\n";
    let path = "needs/2026/11/n-000001.yaml";
    assert_eq!(ranked(path, &format!("{done}closed: 2026-11-05\n")), "zhao-min chen-lei wang-fang");
    let other = done.replace("tutoring", "patrol");
    assert_eq!(ranked(path, &format!("{other}closed: 2026-11-05\n")), "chen-lei wang-fang zhao-min");
}

#[test]
fn of_services_and_programmes_the_organisation_the_audience_and_the_promise_decide() {
    let service =
        |org: &str, more: &str| format!("name = \"Room\"\norg = \"{org}\"\ncategory = \"tutoring\"\n{more}");
    let ranked = |a: &str, b: &str| {
        let files = [("services/a-room.toml", a), ("services/b-room.toml", b)];
        let list = found("resident: r-7k3q9d\n", &files, None).services;
        ids(&list).join(" ")
    };
    let (first, second) = ("a-room b-room", "b-room a-room");
    assert_eq!(ranked(&service("jiulong", ""), &service("jiulong", "")), first);
    assert_eq!(ranked(&service("city", ""), &service("jiulong", "")), second);
    assert_eq!(ranked(&service("far", ""), &service("city", "")), second);
    let children = service("jiulong", "audience = [\"child\"]\n");
    assert_eq!(ranked(&service("jiulong", "audience = [\"elderly\"]\n"), &children), second);
    let days = |days: u64| service("jiulong", &format!("promise_days = {days}\n"));
    assert_eq!(ranked(&days(3), &days(2)), second);
    assert_eq!(ranked(&service("jiulong", ""), &days(2)), second);
    assert_eq!(ranked(&service("jiulong", "status = \"inactive\"\n"), &days(2)), "b-room");
    assert_eq!(ranked(&days(1).replace("tutoring", "patrol"), &days(2)), "b-room");

    let program =
        |more: &str| format!("name = \"Reading\"\norg = \"far\"\ncategories = [\"tutoring\"]\n{more}");
    let ranked = |a: &str, b: &str| {
        let (a, b) = (program(a), program(b));
        let files = [("programs/a.toml", a.as_str()), ("programs/b.toml", b.as_str())];
        let list = found("resident: r-7k3q9d\n", &files, None).programs;
        ids(&list).join(" ")
    };
    assert_eq!(ranked("", "hosts = [\"jiulong\"]\n"), "b a");
    assert_eq!(ranked("", "audience = [\"child\"]\n"), "b a");
    assert_eq!(ranked("until = 2026-11-20\n", "from = 2026-11-21\n"), "b");
    assert_eq!(ranked("from = 2026-11-22\n", "until = 2026-11-21\n"), "b");
}
