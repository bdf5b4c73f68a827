//! Reading on several threads: what is read, and the order in which it is told, is the same on any number of them.

use std::num::NonZeroUsize;
use std::sync::Arc;

use tandem::model::book::{Book, Source};
use tandem::model::kind::Kind;
use tandem::report::hours::{Hours, Key, hours};
use tandem::report::query::Query;
use tandem::store::disk::{Death, Disk, Dying};
use tandem::store::git::ObjectFormat;
use tandem::store::records::Records;

use crate::support::desk::Store;

/// Months of which each has some activities in folders of organisations, and one has many in a folder of its own;
/// now and then one is faulty, misplaced or no plain YAML.
fn town() -> Store {
    let mut files = vec![
        ("orgs/jiulong.toml".to_string(), "name = \"Jiulong\"\nkind = \"community\"\n".to_string()),
        ("workers/wang-fang.toml".into(), "name = \"王芳\"\norg = \"jiulong\"\nsame_as = \"v3\"\n".into()),
    ];
    for n in 0..600 {
        let (month, day) = (n % 7 + 1, n % 28 + 1);
        let folder = if month == 2 { String::new() } else { format!("org{}/", n % 5) };
        let written = match n % 50 {
            11 => "2026-13-01".to_string(),
            12 => format!("2025-{month:02}-{day:02}"),
            13 => format!("!!str 2026-{month:02}-{day:02}"),
            14 => format!("\"2026-{month:02}-{day:02}\" # by hand"),
            _ => format!("2026-{month:02}-{day:02}"),
        };
        let text = format!(
            "title: Walk {n}\ncategory: patrol\norg: jiulong\ndate: {written}\nattendance:\n  \
             - {{ who: v{}, hours: {} }}\n  - {{ who: wang-fang, hours: 1.5 }}\n",
            n % 90,
            n % 3 + 1
        );
        files.push((
            format!("activities/{folder}2026/{month:02}/2026-{month:02}-{day:02}-walk-{n}.yaml"),
            text,
        ));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Store::of(&files)
}

fn on(disk: Arc<dyn Disk>, threads: usize) -> Records {
    Records::open(disk, ObjectFormat::Sha1).unwrap().on_threads(NonZeroUsize::new(threads).unwrap())
}

/// Every activity of a period as it was told, in order.
fn told(records: &Records, period: &str) -> Vec<String> {
    let mut told = Vec::new();
    let period = period.parse().unwrap();
    records
        .each(Kind::Activity, Some(&period), &mut |name, read| told.push(format!("{name:?} {read:?}")))
        .unwrap();
    told
}

#[test]
fn records_are_told_in_one_order_and_each_is_read_once() {
    let town = town();
    let first = told(&on(town.disk.clone(), 1), "2026");
    assert_eq!(first.len(), 600);
    for threads in [2, 3, 16] {
        let disk = Arc::new(Dying::counting(town.disk.clone()));
        assert_eq!(told(&on(disk.clone(), threads), "2026"), first, "{threads}");
        let reads = disk.reads();
        assert!(reads.values().all(|count| *count == 1), "{reads:?}");
        assert_eq!(reads.len(), 601);
    }
}

#[test]
fn a_report_is_the_same_on_one_thread_and_on_several() {
    let town = town();
    let report = |threads: usize| -> Hours {
        let records = on(town.disk.clone(), threads);
        let book = Book::over(&records, "2026-11-21".parse().unwrap());
        hours(&book, &Query::all("2026".parse().unwrap()), &[Key::Month, Key::Who]).unwrap()
    };
    let first = report(1);
    assert!(!first.passed.unusable.is_empty() && first.total.attendances > 1_000);
    for threads in [2, 3] {
        assert_eq!(report(threads), first, "{threads}");
    }
}

#[test]
fn a_month_takes_the_steps_of_the_month() {
    let town = town();
    let steps = |threads: usize, period: &str| {
        let disk = Arc::new(Dying::counting(town.disk.clone()));
        let files = told(&on(disk.clone(), threads), period).len();
        (files, disk.steps())
    };
    for threads in [1, 3] {
        let (month, month_steps) = steps(threads, "2026-02");
        let (year, year_steps) = steps(threads, "2026");
        assert_eq!((month, year), (86, 600));
        // Besides its files: the settings, and a listing for each folder on the way to the month.
        assert!(month_steps <= month + 20, "{month_steps}");
        assert!(year_steps <= year + 60, "{year_steps}");
    }
}

#[test]
fn a_disk_may_fail_or_die_under_any_thread() {
    let town = town();
    for step in [1, 40, 200, 601] {
        let dying = |death| Arc::new(Dying::at(town.disk.clone(), step, death));
        let died = dying(Death::Crash);
        assert!(Dying::survive(|| told(&on(died.clone(), 3), "2026")).is_none(), "{step}");
        let failing = dying(Death::Error);
        let records = on(failing, 3);
        let mut faults = 0;
        let each = records.each(Kind::Activity, Some(&"2026".parse().unwrap()), &mut |_, read| {
            let is_unreadable = |fault: &tandem::model::fault::Fault| fault.rule == "unreadable";
            faults += usize::from(read.is_err_and(|unusable| unusable.faults.iter().any(is_unreadable)));
        });
        assert_eq!(faults + usize::from(each.is_err()), 1, "{step}");
    }
}
