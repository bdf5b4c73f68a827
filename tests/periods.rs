//! Closed periods: no verb alters what is final, whoever alters it by hand is found out, and hours that were
//! wrong are corrected on a later day.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use tandem::check;
use tandem::model::activity::Activity;
use tandem::model::book::Passed;
use tandem::model::change::{Change, Planned};
use tandem::model::closing::evidence;
use tandem::model::day::Day;
use tandem::model::kind::Kind;
use tandem::model::minutes::Minutes;
use tandem::model::record::AnyRecord;
use tandem::ops::period::{Close, PeriodError, close, reopen};
use tandem::session::change::ChangeError;
use tandem::store::disk::Disk;

use crate::support::bench::{Bench, Printed, Start};
use crate::support::desk::{SETTINGS, Store, at_desk, command};

mod town;

use town::{ALTERS, FILES, GOES_ON};

const CLOSE: &str = "period close 2026-10 --override 'li-na was asked and does not remember'";

/// The town on a bench.
fn town() -> Bench {
    let bench = Bench::with(Start::Nothing);
    for (path, text) in FILES {
        write(&bench, path, text);
    }
    bench
}

/// The town in a repository, October closed.
fn closed() -> Bench {
    let bench = town();
    bench.git(&["init", "--quiet"]);
    bench.git(&["add", "."]);
    bench.git(&["commit", "--quiet", "-m", "October"]);
    done(&bench, CLOSE);
    bench
}

fn write(bench: &Bench, path: &str, text: &str) {
    let path = bench.folder().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn read(bench: &Bench, path: &str) -> String {
    fs::read_to_string(bench.folder().join(path)).unwrap()
}

fn typed(bench: &Bench, line: &str) -> Printed {
    bench.shell(&format!("'{}' {line}", env!("CARGO_BIN_EXE_tandem")))
}

fn done(bench: &Bench, line: &str) {
    let printed = typed(bench, line);
    assert_eq!(printed.code, 0, "{line}\n{}", printed.out);
}

/// All files, by path.
fn files(bench: &Bench) -> BTreeMap<String, Vec<u8>> {
    let listed = bench.shell("find . -type f -not -path './.git/*' -not -path './.tandem/*'").out;
    listed.lines().map(|path| (path.into(), fs::read(bench.folder().join(path)).unwrap())).collect()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn no_verb_alters_what_is_final() {
    let bench = town();
    write(&bench, "tandem.toml", &format!("{}[closed]\nthrough = 2026-10-31\n", FILES[0].1));
    let before = files(&bench);
    for line in ALTERS {
        let printed = typed(&bench, line);
        assert_eq!(printed.code, 1, "{line}\n{}", printed.out);
        assert!(printed.out.contains("2026-10-31"), "{line}\n{}", printed.out);
        assert_eq!(files(&bench), before, "{line}");
    }
    let editor = "EDITOR=\"sed -i -e 's/hours: 2/hours: 3/'\"";
    let line = format!("{editor} '{}' activity edit 2026-10-04-walk", env!("CARGO_BIN_EXE_tandem"));
    let printed = bench.shell(&line);
    assert_eq!((printed.code, printed.out.contains("closed-period")), (1, true), "{}", printed.out);
    assert_eq!(files(&bench), before);
    let dry = typed(&bench, &format!("{} -n", ALTERS[3]));
    assert_eq!(dry.code, 1, "{}", dry.out);
}

#[test]
fn the_same_verbs_alter_what_is_open() {
    for line in ALTERS {
        let bench = town();
        let (before, printed) = (files(&bench), typed(&bench, line));
        assert_eq!(printed.code, 0, "{line}\n{}", printed.out);
        assert_ne!(files(&bench), before, "{line}");
    }
}

#[test]
fn what_happens_later_leaves_what_is_final_as_it_is() {
    let bench = closed();
    for line in GOES_ON {
        done(&bench, line);
        done(&bench, "period show");
    }
    done(&bench, "check");
}

#[test]
fn what_is_altered_by_hand_is_told_as_it_was_and_as_it_is() {
    let bench = closed();
    let walk = "activities/2026/10/2026-10-04-walk.yaml";
    let altered = read(&bench, walk)
        .replace("li-na, hours: 2", "li-na, hours: 5")
        .replace("residents: 3", "residents: 30");
    write(&bench, walk, &altered);
    fs::remove_file(bench.folder().join("movements/2026/10/2026-10-06-in-rice.yaml")).unwrap();
    let case = "cases/2026/10/c-000001.yaml";
    write(
        &bench,
        case,
        &format!("{}  - {{ date: 2026-10-09, by: zhao-min, hours: 2 }}\n", read(&bench, case)),
    );
    let told = [
        "`activity/2026-10-04-walk`: the hours of `li-na` on 2026-10-04: 2h → 5h since it was closed",
        "`activity/2026-10-04-walk`: `counts.residents` on 2026-10-04: 3 → 30 since it was closed",
        "`movement/2026-10-06-in-rice`: `in.rice` on 2026-10-06: 10 → – since it was closed",
        "`case/c-000001`: the hours of `zhao-min` on 2026-10-09: – → 2h since it was closed",
    ];
    let rows = ["activities/2026/10/2026-10-04-walk.yaml:9:26", "cases/2026/10/c-000001.yaml:8:46"];
    for committed in [false, true] {
        if committed {
            bench.git(&["commit", "--quiet", "-a", "-m", "quietly"]);
        }
        let printed = typed(&bench, "check");
        assert_eq!(printed.code, 1, "{}", printed.out);
        for what in told.iter().chain(&rows) {
            assert!(printed.out.contains(what), "{what}\n{}", printed.out);
        }
        assert_eq!(printed.out.matches("error[closed-period]").count(), told.len(), "{}", printed.out);
        let shown = typed(&bench, "period show");
        assert_eq!((shown.code, shown.out.matches("2026-10-0").count()), (1, 7), "{}", shown.out);
    }
    bench.git(&["checkout", "--quiet", "HEAD~1", "--", "."]);
    done(&bench, "check");
}

#[test]
fn what_was_altered_by_hand_can_be_given_back_by_a_verb() {
    let bench = closed();
    let walk = "activities/2026/10/2026-10-04-walk.yaml";
    let before = read(&bench, walk);
    write(&bench, walk, &before.replace("li-na, hours: 2", "li-na, hours: 5"));
    let set = |hours: &str| {
        typed(&bench, &format!("activity set 2026-10-04-walk 'attendance[li-na].hours={hours}'"))
    };
    assert_eq!(set("4").code, 1);
    assert_eq!(set("2").code, 0);
    assert_eq!(read(&bench, walk), before);
    done(&bench, "check");
}

#[test]
fn without_a_repository_it_is_known_that_but_not_what() {
    let bench = town();
    done(&bench, CLOSE);
    let walk = "activities/2026/10/2026-10-04-walk.yaml";
    write(&bench, walk, &read(&bench, walk).replace("hours: 2", "hours: 5"));
    let printed = typed(&bench, "check");
    assert_eq!(printed.code, 1, "{}", printed.out);
    assert!(printed.out.contains("what is dated up to 2026-10-31 is not what was closed"), "{}", printed.out);
    assert_eq!(typed(&bench, "period show").code, 1);
}

#[test]
fn a_period_is_closed_once_and_opened_again() {
    let bench = closed();
    let settings = read(&bench, "tandem.toml");
    for line in [
        "period close 2026-10",
        "period close 2026-09",
        "period close 2026-11",
        "period reopen 2026-10-31 --reason no",
    ] {
        assert_eq!(typed(&bench, line).code, 1, "{line}");
        assert_eq!(read(&bench, "tandem.toml"), settings);
    }
    done(&bench, "period reopen 2026-10-03 --reason 'the walk was another'");
    done(&bench, ALTERS[3]);
    done(&bench, "check");
    assert_eq!(typed(&bench, ALTERS[34]).code, 1);
    done(&bench, "period reopen --reason 'all of it'");
    assert_eq!(read(&bench, "tandem.toml"), FILES[0].1);
    done(&bench, ALTERS[34]);
    assert_eq!(typed(&bench, "period reopen --reason 'what?'").code, 1);
    assert_eq!(bench.git(&["status", "--porcelain"]), "");
}

#[test]
fn corrections_count_as_hours_and_as_nothing_else() {
    let bench = closed();
    let report = |line: &str| typed(&bench, &format!("report {line} --format csv")).out;
    let before = report("hours --period 2026-10 --by month");
    done(&bench, "correct activity/2026-10-04-walk --who li-na --hours +1h30m --reason late --by wang-fang");
    done(&bench, "correct activity/2026-10-04-walk --who wang-fang --hours -0.5 --reason late --by zhao-min");
    assert_eq!(report("hours --period 2026-10 --by month"), before);
    assert_eq!(
        report("hours --period 2026-11 --by month"),
        "month,attendances,people,minutes\n2026-11,0,0,60\n"
    );
    assert_eq!(
        report("hours --period 2026-11 --by category,org,lead,as"),
        "category,org,lead,as,attendances,people,minutes\npatrol,jiulong,wang-fang,volunteer,0,0,90\n\
         patrol,jiulong,wang-fang,worker,0,0,-30\n"
    );
    let summary = report("summary --period 2026-11");
    for figure in ["volunteer_minutes,minutes,90", "worker_minutes,minutes,-30"] {
        assert!(summary.contains(figure), "{figure}\n{summary}");
    }
    assert!(!summary.contains("\nattendances,integer,1"), "{summary}");
    let lifetime = |period: &str| {
        let volunteers = report(&format!("volunteers --period {period}"));
        volunteers.lines().find(|line| line.contains("li-na")).unwrap_or_default().to_string()
    };
    // 2 h at the walk, 1 h for the need, and in November 1½ h more, which count in no attendance.
    assert!(lifetime("2026-10").contains(",180,180,"), "{}", lifetime("2026-10"));
    assert!(lifetime("2026-11").contains(",90,270,"), "{}", lifetime("2026-11"));
    assert!(lifetime("2026-11").ends_with(",2026-10-04"), "{}", lifetime("2026-11"));
}

/// A store of so many activities a month in 2026, each with the hours of three of twenty people.
fn busy(monthly: i64) -> Store {
    let mut files = vec![
        ("tandem.toml".to_string(), SETTINGS.to_string()),
        ("orgs/jiulong.toml".into(), "name = \"Jiulong\"\nkind = \"community\"\n".into()),
    ];
    for person in 0..20 {
        files.push((
            format!("volunteers/p-{person}.toml"),
            format!("name = \"P {person}\"\njoined = 2020-01-01\n"),
        ));
    }
    for month in 1..=10 {
        for number in 0..monthly {
            let date = format!("2026-{month:02}-{:02}", 1 + number % 28);
            let row = |nth: i64| format!("  - {{ who: p-{}, hours: {} }}\n", (number + nth) % 20, 1 + nth);
            let rows: String = (0..3).map(row).collect();
            let text = format!(
                "title: Act\ncategory: patrol\norg: jiulong\ndate: {date}\ncounts:\n  residents: {number}\nattendance:\n{rows}"
            );
            files.push((format!("activities/2026/{month:02}/{date}-act-{number}.yaml"), text));
        }
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Store::of(&files)
}

fn checksum(store: &Store, through: &str) -> String {
    store.reading(|book| evidence(book, day(through), &mut Passed::default()).unwrap().checksum())
}

fn close_on(store: &Store, through: &str) -> Result<(), ChangeError<PeriodError>> {
    let disk = store.disk.clone() as std::sync::Arc<dyn Disk>;
    let request = Close { through: day(through), faults: Vec::new(), reason: None };
    at_desk(&disk, |desk| desk.settle(&command("period close"), |book| close(book, request.clone())))
        .map(drop)
}

#[test]
fn a_store_of_hundreds_is_closed_month_by_month() {
    let store = busy(40);
    let mut sums = Vec::new();
    for through in ["2026-01-31", "2026-05-31", "2026-10-31"] {
        close_on(&store, through).unwrap();
        let settings = store.text("tandem.toml").unwrap();
        assert!(settings.contains(&format!("through = {through}\n")), "{settings}");
        assert!(settings.contains(&checksum(&store, through)), "{settings}");
        assert!(matches!(close_on(&store, through), Err(ChangeError::Refused(PeriodError::Already { .. }))));
        sums.push(checksum(&store, through));
    }
    sums.dedup();
    assert_eq!(sums.len(), 3);
    assert_eq!(store.reading(|book| check::all(book).unwrap()), []);
    let disk = store.disk.clone() as std::sync::Arc<dyn Disk>;
    at_desk(&disk, |desk| desk.settle(&command("period reopen"), |book| reopen(book, None))).unwrap();
    assert_eq!(store.text("tandem.toml").unwrap(), SETTINGS);
}

/// Adds an activity, or alters the hours of a row, or the day, of one that there is.
fn act(store: &Store, step: (u8, usize, i64, i64)) -> bool {
    let (what, which, minutes, days) = step;
    let done = store.change(|book| {
        let names = book.names(Kind::Activity).unwrap();
        let name = &names[which % names.len()];
        let loaded = book.any(Kind::Activity, &name.id).unwrap().unwrap();
        let AnyRecord::Activity(before) = &loaded.record else { unreachable!("an activity") };
        let mut after = Activity::clone(before);
        match what % 3 {
            0 => after.attendance.iter_mut().take(1).for_each(|row| row.hours = Some(Minutes::of(minutes))),
            1 => after.date = after.date.plus(days),
            _ => after.attendance.truncate(which % 3),
        }
        let change = Change::alter(name.id.clone(), loaded.record.clone(), AnyRecord::Activity(after.into()));
        Ok::<_, std::convert::Infallible>(Planned { changes: vec![change], told: () })
    });
    match done {
        Ok(_) => true,
        Err(ChangeError::Closed { .. } | ChangeError::Problems { .. }) => false,
        Err(error) => panic!("{error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done afterwards, what was closed keeps its checksum; what is refused leaves no trace.
    #[test]
    fn whatever_is_done_what_is_closed_stays(
        steps in prop::collection::vec((any::<u8>(), any::<usize>(), 1_i64..700, -60_i64..60), 1..12),
    ) {
        let store = busy(3);
        close_on(&store, "2026-06-15").unwrap();
        let sum = checksum(&store, "2026-06-15");
        for step in steps {
            let before = store.texts();
            let is_done = act(&store, step);
            prop_assert_eq!(&checksum(&store, "2026-06-15"), &sum);
            prop_assert!(is_done || store.texts() == before);
        }
    }
}
