//! Who changes places with whom, who could come instead, and the shifts that series make.

use proptest::prelude::*;
use tandem::check;
use tandem::diag::Level;
use tandem::model::code::Role;
use tandem::model::id::Id;
use tandem::model::shift::{AssignmentStatus, Shift};
use tandem::ops::shift::ShiftError;
use tandem::ops::shift::assign::{Assign, assign, unassign};
use tandem::ops::shift::attend::excuse;
use tandem::ops::shift::expand::{Expand, ExpandError, expand};
use tandem::ops::shift::swap::{Seat, Swap, swap};
use tandem::report::cover::{Cover, Search, cover};
use tandem::session::change::ChangeError;

use crate::support::desk::{SETTINGS, Store};

/// A town of shifts and people, each said in a line.
#[derive(Clone)]
struct Town(Vec<(String, String)>);

impl Town {
    fn new() -> Town {
        Town(Vec::new())
            .file("orgs/jiulong.toml", "name = \"Jiulong\"\nkind = \"community\"\n")
            .file("orgs/team.toml", "name = \"Team\"\nkind = \"team\"\nparent = \"jiulong\"\n")
            .file("orgs/west.toml", "name = \"West\"\nkind = \"community\"\n")
            .file("workers/wang-fang.toml", "name = \"Wang Fang\"\norg = \"jiulong\"\n")
    }

    fn file(mut self, path: &str, text: &str) -> Town {
        self.0.retain(|(other, _)| other != path);
        self.0.push((path.into(), text.into()));
        self
    }

    fn settings(self, more: &str) -> Town {
        self.file("tandem.toml", &format!("{SETTINGS}{more}"))
    }

    /// A volunteer of the community, unless more is said.
    fn volunteer(self, id: &str, more: &str) -> Town {
        let org = if more.contains("org =") { "" } else { "org = \"jiulong\"\n" };
        self.file(&format!("volunteers/{id}.toml"), &format!("name = \"{id}\"\n{org}{more}"))
    }

    /// A shift from six to eight in the evening, of a day of November, with two places.
    fn shift(self, day: u32, title: &str, rows: &str) -> Town {
        self.other_shift(day, title, "18:00-20:00", "patrol", rows)
    }

    fn other_shift(self, day: u32, title: &str, hours: &str, category: &str, rows: &str) -> Town {
        let (start, end) = hours.split_once('-').unwrap();
        let rows = rows.lines().map(|row| format!("  - {{ {row} }}\n")).collect::<Vec<_>>().concat();
        let assigned = if rows.is_empty() { String::new() } else { format!("assigned:\n{rows}") };
        let text = format!(
            "title: {title}\ncategory: {category}\norg: jiulong\ndate: 2026-11-{day:02}\nstart: \"{start}\"\n\
             end: \"{end}\"\nlead: wang-fang\nplaces: 2\n{assigned}"
        );
        self.file(&format!("shifts/2026/11/2026-11-{day:02}-{title}.yaml"), &text)
    }

    /// A series of evening patrols that begins on the first of November.
    fn series(self, id: &str, rule: &str, more: &str) -> Town {
        let from = if more.contains("from =") { "" } else { "from = 2026-11-01\n" };
        let text = format!(
            "title = \"Patrol\"\ncategory = \"patrol\"\norg = \"team\"\nrule = \"{rule}\"\n{from}start = \"19:00\"\n\
             end = \"21:00\"\nplace = \"the canal\"\nlead = \"wang-fang\"\nplaces = {{ min = 1, want = 2, max = 3 }}\n\
             skills = [\"driving\"]\nrequires = [\"first-aid\"]\n{more}"
        );
        self.file(&format!("series/{id}.toml"), &text)
    }

    fn store(&self) -> Store {
        let files: Vec<(&str, &str)> = self.0.iter().map(|(path, text)| (&**path, &**text)).collect();
        Store::of(&files)
    }
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// The rows of a shift.
fn rows(store: &Store, shift: &str) -> String {
    let text = store.text(&format!("shifts/2026/11/{shift}.yaml")).unwrap();
    text.split_once("assigned:\n").map_or_else(String::new, |(_, rows)| rows.to_string())
}

fn to_swap(one: (&str, &str), other: (&str, &str)) -> Swap {
    let seat = |(shift, who)| Seat { shift: id(shift), who: id(who) };
    Swap { one: seat(one), other: seat(other), reason: None }
}

const NIGHT: &str = "2026-11-24-night";
const WATCH: &str = "2026-11-26-watch";

/// Ana is on one shift, Li Na on another.
fn two_shifts(ana: &str, li_na: &str) -> Town {
    Town::new()
        .volunteer("ana", "")
        .volunteer("li-na", "")
        .shift(24, "night", &format!("who: ana{ana}\nwho: wang-fang"))
        .shift(26, "watch", &format!("who: wang-fang\nwho: li-na{li_na}"))
}

fn ana_and_li_na() -> Swap {
    to_swap((NIGHT, "ana"), (WATCH, "li-na"))
}

/// The refusal of a swap, which leaves no trace.
#[track_caller]
fn refused(store: &Store, request: &Swap) -> ShiftError {
    let before = store.texts();
    let refused = match store.change(|book| swap(book, request)) {
        Err(ChangeError::Refused(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(store.texts(), before);
    refused
}

fn rules(error: ShiftError) -> Vec<&'static str> {
    error.obstacles().iter().map(|one| one.rule.code()).collect()
}

#[test]
fn two_people_change_places_and_back() {
    let store = two_shifts(", role: driver, status: confirmed", ", note: likes it").store();
    store.change(|book| swap(book, &ana_and_li_na())).unwrap();
    assert_eq!(
        rows(&store, NIGHT),
        "  - { who: li-na, role: driver, note: likes it }\n  - { who: wang-fang }\n"
    );
    assert_eq!(rows(&store, WATCH), "  - { who: wang-fang }\n  - { who: ana, status: confirmed }\n");
    let once = store.texts();
    store.change(|book| swap(book, &ana_and_li_na())).unwrap();
    assert_eq!(store.texts(), once, "twice is once");
    store.change(|book| swap(book, &to_swap((NIGHT, "li-na"), (WATCH, "ana")))).unwrap();
    let night = "  - { who: ana, status: confirmed, role: driver }\n  - { who: wang-fang }\n";
    assert_eq!(rows(&store, NIGHT), night);
    assert_eq!(rows(&store, WATCH), "  - { who: wang-fang }\n  - { who: li-na, note: likes it }\n");
}

#[test]
fn what_stands_against_both_is_told_and_neither_moves() {
    let both = two_shifts("", "")
        .volunteer("ana", "status = \"paused\"\n")
        .volunteer("li-na", "status = \"paused\"\n");
    let error = refused(&both.store(), &ana_and_li_na());
    assert_eq!(
        error.to_string(),
        "`li-na` cannot be put on `2026-11-24-night`\n`ana` cannot be put on `2026-11-26-watch`"
    );
    assert_eq!(error.help(), ["to do it all the same, say why: `--override \"reason\"`"]);
    assert_eq!(rules(error), ["not-active", "not-active"]);
    let one = two_shifts("", "").volunteer("ana", "status = \"paused\"\n");
    assert_eq!(rules(refused(&one.store(), &ana_and_li_na())), ["not-active"]);
    let store = both.store();
    let request = Swap { reason: Some("agreed".parse().unwrap()), ..ana_and_li_na() };
    store.change(|book| swap(book, &request)).unwrap();
    assert!(rows(&store, NIGHT).starts_with("  - { who: li-na, override: agreed }\n"));
    assert!(rows(&store, WATCH).ends_with("  - { who: ana, override: agreed }\n"));
}

#[test]
fn it_counts_as_if_both_had_moved() {
    let near = Town::new()
        .volunteer("ana", "")
        .volunteer("li-na", "")
        .shift(24, "night", "who: ana")
        .other_shift(24, "late", "20:00-22:00", "patrol", "who: li-na\nwho: wang-fang");
    let store = near.store();
    store.change(|book| swap(book, &to_swap((NIGHT, "ana"), ("2026-11-24-late", "li-na")))).unwrap();
    let third = near.other_shift(24, "third", "19:00-21:00", "patrol", "who: ana");
    let error = refused(&third.store(), &to_swap((NIGHT, "ana"), ("2026-11-24-late", "li-na")));
    assert_eq!(rules(error), ["overlap"], "with another shift, but not with the one that was left");
}

#[test]
fn only_who_is_to_come_changes_places() {
    for status in ["standby", "declined", "excused", "absent", "attended"] {
        let store = two_shifts(&format!(", status: {status}"), "").store();
        let (shift, who, status) = (id(NIGHT), id("ana"), status.parse::<AssignmentStatus>().unwrap());
        assert_eq!(refused(&store, &ana_and_li_na()), ShiftError::NotToCome { shift, who, status });
    }
    let store = two_shifts("", "").store();
    let twice = refused(&store, &to_swap((NIGHT, "ana"), (NIGHT, "wang-fang")));
    assert_eq!(twice, ShiftError::NamedTwice { id: id(NIGHT) });
    let nobody = refused(&store, &to_swap((NIGHT, "zoe"), (WATCH, "li-na")));
    assert_eq!(nobody, ShiftError::NotOn { shift: id(NIGHT), who: vec![id("zoe")] });
    let already = refused(&store, &to_swap((NIGHT, "ana"), (WATCH, "wang-fang")));
    assert_eq!(already.to_string(), "`wang-fang` is on `2026-11-24-night` already: invited");
}

#[test]
fn a_place_that_is_kept_is_not_given_away_without_a_reason() {
    let store = two_shifts("", ", locked: true").store();
    assert_eq!(rules(refused(&store, &ana_and_li_na())), ["locked"]);
    let taken_off = store.change(|book| unassign(book, &id(WATCH), &[id("li-na")], None));
    assert!(matches!(taken_off, Err(ChangeError::Refused(error)) if rules(error.clone()) == ["locked"]));
    let excused = store.change(|book| excuse(book, &id(WATCH), &[id("li-na")], None));
    assert!(matches!(excused, Err(ChangeError::Refused(error)) if rules(error.clone()) == ["locked"]));
    let reason = "she is ill".parse().unwrap();
    let request = Swap { reason: Some("she is ill".parse().unwrap()), ..ana_and_li_na() };
    let swapped = two_shifts("", ", locked: true").store();
    swapped.change(|book| swap(book, &request)).unwrap();
    assert_eq!(rows(&swapped, WATCH), "  - { who: wang-fang }\n  - { who: ana, override: she is ill }\n");
    store.change(|book| excuse(book, &id(WATCH), &[id("li-na")], Some(&reason))).unwrap();
    let expected = "  - { who: li-na, status: excused, override: she is ill }\n";
    assert!(rows(&store, WATCH).ends_with(expected), "{}", rows(&store, WATCH));
    let who = vec![id("ana")];
    let status = AssignmentStatus::Standby;
    let request =
        Assign { shift: id(WATCH), who, role_as: None, role: None, status, locked: true, reason: None };
    store.change(|book| assign(book, &request)).unwrap();
    assert!(rows(&store, WATCH).ends_with("  - { who: ana, status: standby, locked: true }\n"));
    store.change(|book| unassign(book, &id(WATCH), &[id("ana")], Some(&reason))).unwrap();
    assert!(rows(&store, WATCH).ends_with(expected));
}

fn to_expand(series: &[&str], until: &str) -> Expand {
    Expand { series: series.iter().map(|one| id(one)).collect(), until: until.parse().unwrap() }
}

/// The ids of the shifts that a store holds.
fn shifts(store: &Store) -> Vec<String> {
    let texts = store.texts();
    let paths = texts.keys().filter(|path| path.starts_with("shifts/"));
    paths.map(|path| path.rsplit('/').next().unwrap().trim_end_matches(".yaml").to_string()).collect()
}

#[test]
fn a_series_makes_its_shifts_once() {
    let town = Town::new().series("canal", "FREQ=WEEKLY;BYDAY=MO,TH", "except = [2026-11-26]\n");
    let store = town.store();
    store.change(|book| expand(book, &to_expand(&["canal"], "2026-12-03"))).unwrap();
    assert_eq!(shifts(&store), ["2026-11-23-canal", "2026-11-30-canal", "2026-12-03-canal"]);
    let text = store.text("shifts/2026/11/2026-11-23-canal.yaml").unwrap();
    assert_eq!(
        text,
        "title: Patrol\ncategory: patrol\norg: team\nseries: canal\ndate: 2026-11-23\nstart: \"19:00\"\n\
         end: \"21:00\"\nplace: the canal\nlead: wang-fang\nplaces:\n  min: 1\n  want: 2\n  max: 3\nskills: [driving]\n\
         requires: [first-aid]\n"
    );
    let once = store.texts();
    let again = store.change(|book| expand(book, &to_expand(&[], "2026-12-03"))).unwrap();
    assert_eq!((store.texts(), again.changes.len()), (once, 0));
}

#[test]
fn what_was_moved_changed_cancelled_or_void_stays() {
    let town = Town::new().series("canal", "FREQ=DAILY", "until = 2026-11-30\n");
    let store = town.store();
    store.change(|book| expand(book, &to_expand(&[], "2026-11-24"))).unwrap();
    let mut town = town;
    for (path, text) in store.texts() {
        town = town.file(&path, &text);
    }
    let moved =
        store.text("shifts/2026/11/2026-11-21-canal.yaml").unwrap().replace("2026-11-21", "2026-12-05");
    town.0.retain(|(path, _)| !path.ends_with("2026-11-21-canal.yaml"));
    let own = store.text("shifts/2026/11/2026-11-24-canal.yaml").unwrap();
    town.0.retain(|(path, _)| !path.ends_with("2026-11-24-canal.yaml"));
    let change = |day: &str, more: &str| {
        store.text(&format!("shifts/2026/11/2026-11-{day}-canal.yaml")).unwrap() + more
    };
    let store = town
        .clone()
        .file("shifts/2026/12/2026-11-21-canal.yaml", &moved)
        .file("shifts/2026/11/2026-11-22-canal.yaml", &change("22", "status: cancelled\n"))
        .file(
            "shifts/2026/11/2026-11-23-canal.yaml",
            &change("23", "void: { date: 2026-11-21, by: wang-fang, reason: twice }\n"),
        )
        .file("shifts/2026/11/2026-11-24-renamed.yaml", &own)
        .store();
    let before = store.texts();
    store.change(|book| expand(book, &to_expand(&[], "2026-11-25"))).unwrap();
    let mut after = store.texts();
    assert!(after.remove("shifts/2026/11/2026-11-25-canal.yaml").is_some());
    assert_eq!(after, before);
    store.change(|book| expand(book, &to_expand(&[], "2027-11-25"))).unwrap();
    assert_eq!(shifts(&store).len(), 10, "until the last day of the series");
}

#[test]
fn clocks_that_change_leave_the_wall_time() {
    let madrid = "format = 1\nname = \"Test\"\ntimezone = \"Europe/Madrid\"\n";
    let town = Town::new().file("tandem.toml", madrid).series(
        "canal",
        "FREQ=WEEKLY;BYDAY=SU",
        "from = 2027-03-21\n",
    );
    let store = town.store();
    store.change(|book| expand(book, &to_expand(&[], "2027-04-04"))).unwrap();
    assert_eq!(shifts(&store), ["2027-03-21-canal", "2027-03-28-canal", "2027-04-04-canal"]);
    for day in ["03/2027-03-21", "03/2027-03-28", "04/2027-04-04"] {
        let text = store.text(&format!("shifts/2027/{day}-canal.yaml")).unwrap();
        assert!(text.contains("start: \"19:00\"\nend: \"21:00\"\n"), "{text}");
    }
}

#[test]
fn what_cannot_be_expanded() {
    let refused = |town: Town, request: Expand| match town.store().change(|book| expand(book, &request)) {
        Err(ChangeError::Refused(error)) => error,
        other => panic!("{other:?}"),
    };
    let bad = Town::new().series("canal", "FREQ=DAYLY", "").series("park", "FREQ=DAILY", "");
    let error = refused(bad, to_expand(&[], "2026-11-25"));
    assert_eq!(error.to_string(), "it cannot be told when `canal` comes again");
    let daily = || Town::new().series("canal", "FREQ=DAILY", "").series("park", "FREQ=DAILY", "");
    let error = refused(daily(), to_expand(&[], "9999-12-31"));
    assert_eq!(
        error.to_string(),
        "up to 9999-12-31 there are more than 1000 shifts to be made, of which the last is of 2028-04-03"
    );
    let store = daily().store();
    store.change(|book| expand(book, &to_expand(&[], "2028-04-03"))).unwrap();
    assert_eq!(shifts(&store).len(), 1000);
    let error = refused(daily(), to_expand(&["lake"], "2026-11-25"));
    assert_eq!(error, ExpandError::Missing { series: id("lake") });
    let error = refused(daily().settings("[closed]\nthrough = 2026-11-22\n"), to_expand(&[], "2026-11-25"));
    assert!(matches!(error, ExpandError::Shift(error) if rules(error.clone()) == ["closed-period"]));
}

/// Who could come to the watch of the 26th, the best first, and the others after `|`.
fn cover_of(town: Town, role: Role, org: Option<&str>) -> Cover {
    let has_watch = town.0.iter().any(|(path, _)| path.ends_with("26-watch.yaml"));
    let town = if has_watch { town } else { town.shift(26, "watch", "") };
    town.store().reading(|book| {
        let shift = book.get::<Shift>(&id(WATCH)).unwrap().unwrap();
        cover(book, &shift, &Search { shift: id(WATCH), org: org.map(id), role }).unwrap()
    })
}

#[track_caller]
fn covers(town: Town, expected: &str) -> Cover {
    let cover = cover_of(town, Role::Volunteer, None);
    let (fit, not): (Vec<_>, Vec<_>) = cover.candidates.iter().partition(|one| one.fits());
    let ids = |of: Vec<&tandem::report::cover::Candidate>| {
        of.iter().map(|one| one.who.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(format!("{} | {}", ids(fit), ids(not)), expected);
    cover
}

/// Two volunteers, of whom nothing speaks for either but the order of their ids.
fn pair() -> Town {
    Town::new().settings("[shifts]\nmin_rest_hours = 0\n").volunteer("ana", "").volunteer("li-na", "")
}

#[test]
fn alike_people_come_by_id() {
    covers(pair(), "ana li-na | ");
}

#[test]
fn whoever_is_free_comes_first() {
    let busy = pair().other_shift(26, "desk", "19:00-21:00", "reception", "who: ana");
    let cover = covers(busy, "li-na | ana");
    assert_eq!(cover.candidates[1].obstacles[0].rule.code(), "overlap");
    let neither = pair()
        .volunteer("li-na", "")
        .shift(26, "watch", "")
        .volunteer("ana", "[availability]\nmon = [\"08:00-09:00\"]\n");
    let unable = neither.clone().0.into_iter().map(|(path, text)| {
        let text = if path.ends_with("watch.yaml") { format!("{text}skills: [driving]\n") } else { text };
        (path, text)
    });
    let town = Town(unable.collect())
        .volunteer("ana", "skills = [\"driving\"]\n[availability]\nmon = [\"08:00-09:00\"]\n");
    covers(town, " | li-na ana");
}

#[test]
fn whoever_is_able_comes_first() {
    let drive = |more: &str| {
        let town = pair().shift(26, "watch", "").volunteer("li-na", more);
        let (path, text) = town.0.last().unwrap().clone();
        let watch = town.0.iter().find(|(path, _)| path.ends_with("watch.yaml")).unwrap().clone();
        town.file(&watch.0, &format!("{}skills: [driving]\nrequires: [first-aid]\n", watch.1))
            .file(&path, &text)
    };
    let able = "skills = [\"driving\", \"singing\"]\n[[credential]]\nname = \"first-aid\"\n";
    let cover = covers(drive(able), "li-na | ana");
    assert_eq!(cover.candidates[0].skills, ["driving", "first-aid"]);
    covers(drive("skills = [\"driving\"]\n"), " | ana li-na");
}

#[test]
fn whoever_did_it_before_comes_first() {
    let did = |category: &str, status: &str| {
        let row = format!("who: li-na, status: {status}");
        pair().other_shift(3, "walk", "18:00-20:00", category, &row).other_shift(
            3,
            "desk",
            "10:00-11:00",
            "reception",
            "who: ana, status: attended",
        )
    };
    let cover = covers(did("patrol", "attended"), "li-na ana | ");
    assert_eq!(cover.candidates[0].done_before, 1);
    covers(did("culture", "attended"), "ana li-na | ");
    covers(did("patrol", "absent"), "ana li-na | ");
}

#[test]
fn whoever_was_asked_least_recently_comes_first() {
    let asked =
        |ana: u32, li_na: u32| {
            pair()
                .other_shift(ana, "desk", "09:00-10:00", "reception", "who: ana, status: declined")
                .other_shift(li_na, "door", "09:00-10:00", "reception", "who: li-na, status: declined")
        };
    let cover = covers(asked(12, 11), "li-na ana | ");
    assert_eq!(cover.candidates[0].last_asked, Some("2026-11-11".parse().unwrap()));
    covers(asked(11, 12), "ana li-na | ");
    covers(
        pair().other_shift(11, "desk", "09:00-10:00", "reception", "who: ana, status: declined"),
        "li-na ana | ",
    );
}

#[test]
fn whoever_has_the_fewest_hours_that_week_comes_first() {
    let busy = |ana: &str, li_na: &str| {
        pair().other_shift(23, "desk", ana, "reception", "who: ana").other_shift(
            23,
            "door",
            li_na,
            "reception",
            "who: li-na",
        )
    };
    let cover = covers(busy("09:00-11:00", "09:00-10:30"), "li-na ana | ");
    assert_eq!(cover.candidates[0].week_minutes.count(), 90);
    covers(busy("09:00-10:30", "09:00-11:00"), "ana li-na | ");
    covers(
        busy("09:00-10:30", "09:00-11:00").volunteer("ana", "[availability]\nweekly_hours_max = 3\n"),
        "li-na | ana",
    );
}

#[test]
fn who_is_looked_at() {
    let town = Town::new()
        .volunteer("below", "org = \"team\"\n")
        .volunteer("elsewhere", "org = \"west\"\n")
        .volunteer("in-team", "org = \"west\"\nteams = [\"team\"]\n")
        .volunteer("learns", "status = \"trainee\"\n")
        .volunteer("on-it", "")
        .volunteer("declined", "")
        .volunteer("pauses", "status = \"paused\"\n")
        .shift(26, "watch", "who: on-it\nwho: declined, status: declined");
    covers(town.clone(), "below in-team | ");
    let ids = |cover: Cover| cover.candidates.iter().map(|one| one.who.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(cover_of(town.clone(), Role::Volunteer, Some("west"))), ["elsewhere", "in-team"]);
    assert_eq!(ids(cover_of(town.clone(), Role::Worker, None)), ["wang-fang"]);
    let twin =
        town.file("workers/wang-fang.toml", "name = \"Wang Fang\"\norg = \"jiulong\"\nsame_as = \"on-it\"\n");
    assert!(cover_of(twin, Role::Worker, None).candidates.is_empty());
    let full = pair().shift(26, "watch", "who: wang-fang\nwho: other").volunteer("other", "");
    assert!(covers(full, "ana li-na | ").is_full);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    #[test]
    fn expanding_twice_is_expanding_once(
        rule in prop::sample::select(vec!["FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=MO,FR,SU", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=DAILY;COUNT=9", "FREQ=WEEKLY;UNTIL=20261215"]),
        first in 1..28_u32, first_until in 0..60_i64, second_until in 0..60_i64, left_out in 0..40_i64,
    ) {
        let today: tandem::model::day::Day = "2026-11-21".parse().unwrap();
        let more = format!("from = 2026-11-{first:02}\nexcept = [{}]\n", today.plus(left_out));
        let (store, at_once) = (Town::new().series("canal", rule, &more).store(), Town::new().series("canal", rule, &more).store());
        let until = |days: i64| Expand { series: Vec::new(), until: today.plus(days) };
        for days in [first_until, second_until, first_until] {
            store.change(|book| expand(book, &until(days))).unwrap();
        }
        at_once.change(|book| expand(book, &until(first_until.max(second_until)))).unwrap();
        prop_assert_eq!(store.texts(), at_once.texts());
        let problems = store.reading(|book| check::all(book).unwrap());
        prop_assert!(problems.iter().all(|problem| problem.level != Level::Error), "{:?}", problems);
    }
}
