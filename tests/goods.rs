//! Resources, plans and linkage against laws: what must add up, whatever the records say.
//!
//! The sample store is read whole; a small store of its own has what the sample lacks.

use std::path::Path;
use std::sync::Arc;

use tandem::model::book::Book;
use tandem::model::id::Id;
use tandem::ops::feedback::{self, Close, Forward};
use tandem::report::linkage::{Leader, Unit, linkage};
use tandem::report::plan::plan;
use tandem::report::query::Query;
use tandem::report::resources::resources;
use tandem::report::summary::metric::Metric;
use tandem::report::summary::summary;
use tandem::report::table::Cell;
use tandem::store::disk::{Disk, Real};
use tandem::store::git::ObjectFormat;
use tandem::store::records::Records;

use crate::support::desk::Store;

const PERIODS: [&str; 5] = ["2014", "2013", "2014-04", "2014-Q1", "2013..2014"];

const ORGS: [Option<&str>; 4] = [None, Some("hongmen"), Some("hongxing-xincun"), Some("pinghu-alliance")];

/// The sample store.
fn sample() -> Records {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
    let disk: Arc<dyn Disk> = Arc::new(Real::open(&sample).unwrap());
    Records::open(disk, ObjectFormat::Sha1).unwrap()
}

/// What is asked of the sample, each once.
fn queries() -> impl Iterator<Item = Query> {
    PERIODS.into_iter().flat_map(|period| {
        ORGS.into_iter().map(move |org| Query {
            org: org.map(|org| org.parse().unwrap()),
            ..Query::all(period.parse().unwrap())
        })
    })
}

#[test]
fn volunteers_time_is_led_by_a_worker_by_a_key_person_or_by_nobody() {
    let records = sample();
    let book = Book::over(&records, "2014-12-31".parse().unwrap());
    for query in queries() {
        let linkage = linkage(&book, &query).unwrap();
        let summary = summary(&book, &query).unwrap();
        let of = |metric: &Metric| match summary.rows.get(metric).map(|line| &line.value) {
            Some(Cell::Minutes(minutes)) => minutes.count(),
            Some(Cell::Integer(number)) => *number,
            _ => 0,
        };
        let all = |figure: fn(&tandem::report::linkage::Work) -> i64| -> (i64, i64) {
            (linkage.now.leaders.values().map(figure).sum(), linkage.now.modes.values().map(figure).sum())
        };
        let (time, activities) = (of(&Metric::VolunteerMinutes), of(&Metric::Activities));
        assert_eq!(all(|work| work.volunteer_minutes.number), (time, time), "{query:?}");
        assert_eq!(all(|work| work.activities.number), (activities, activities), "{query:?}");
        let own: i64 = linkage.now.workers.values().map(|led| led.worker_minutes.number).sum();
        assert_eq!(own, of(&Metric::WorkerMinutes), "{query:?}");
        let led: i64 = linkage.now.workers.values().map(|led| led.volunteer_minutes.number).sum();
        let by_workers =
            linkage.now.leaders.get(&Leader::Worker).map_or(0, |work| work.volunteer_minutes.number);
        assert_eq!(led, by_workers, "{query:?}");
        let tops = linkage.units.iter().filter(|unit| unit.depth == 0);
        let in_orgs = tops.fold(Unit::default(), |all, unit| all.plus(unit.now));
        assert_eq!(in_orgs.work.volunteer_minutes.number, time, "{query:?}");
        assert_eq!(in_orgs.led.volunteer_minutes.number, by_workers, "{query:?}");
        assert_eq!(in_orgs.work.activities.number, activities, "{query:?}");
    }
}

#[test]
fn what_is_left_is_what_there_was_and_came_without_what_went() {
    let records = sample();
    let book = Book::over(&records, "2014-12-31".parse().unwrap());
    for query in queries() {
        let found = resources(&book, &query).unwrap();
        for (item, stock) in &found.items {
            let left: i64 =
                found.left.iter().filter(|((_, of), _)| of == item).map(|(_, left)| left.number).sum();
            assert_eq!(stock.balance().number, left, "{item}: {query:?}");
            assert!(stock.came.number >= 0 && stock.went.number >= 0, "{item}: {query:?}");
        }
        let next = Query { period: "2015".parse().unwrap(), ..query.clone() };
        let (until, next) = (Query { period: "2014".parse().unwrap(), ..query }, next);
        let (until, next) = (resources(&book, &until).unwrap(), resources(&book, &next).unwrap());
        for (item, stock) in &next.items {
            assert_eq!(stock.opening, until.items[item].balance(), "{item}");
        }
    }
}

#[test]
fn a_transfer_goes_out_of_one_and_into_the_other_and_moves_nothing_above_both() {
    let movement = |day: &str, rest: &str| {
        (format!("movements/2026/11/2026-11-{day}.yaml"), format!("date: 2026-11-{day}\nitem: rice\n{rest}"))
    };
    let files = [
        ("orgs/street.toml".to_string(), "name = \"Street\"\nkind = \"street\"\n".to_string()),
        ("orgs/east.toml".into(), "name = \"East\"\nkind = \"community\"\nparent = \"street\"\n".into()),
        ("orgs/west.toml".into(), "name = \"West\"\nkind = \"community\"\nparent = \"street\"\n".into()),
        ("items/rice.toml".into(), "name = \"Rice\"\nunit = \"bag\"\nlow = 2\n".into()),
        movement("01", "org: east\nkind: in\nquantity: 10\n"),
        movement("02", "org: east\nkind: transfer\nquantity: 3\nto: west\n"),
        movement("03", "org: west\nkind: out\nquantity: 1\nto: somebody\n"),
        movement("04", "org: west\nkind: adjust\nquantity: -1\napprox: [quantity]\n"),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let store = Store::of(&files);
    let figures = |org: &str| {
        store.reading(|book| {
            let org = Some(org.parse().unwrap());
            let query = Query { org, ..Query::all("2026-11".parse().unwrap()) };
            let found = resources(book, &query).unwrap();
            let stock = &found.items["rice"];
            let counts = [stock.opening, stock.came, stock.went, stock.adjusted, stock.balance()];
            (counts.map(|count| count.number / 100), stock.recipients.len(), stock.balance().approximate)
        })
    };
    assert_eq!(figures("east"), ([0, 10, 3, 0, 7], 0, false));
    assert_eq!(figures("west"), ([0, 3, 1, -1, 1], 1, true));
    assert_eq!(figures("street"), ([0, 10, 1, -1, 8], 1, true));
}

#[test]
fn what_came_of_a_plan_is_what_the_summary_says() {
    let records = sample();
    let book = Book::over(&records, "2014-12-31".parse().unwrap());
    let plans = plan(&book, &Query::all("2014".parse().unwrap())).unwrap();
    assert_eq!(plans.targets.len(), 18);
    for reached in &plans.targets {
        let own = book.get::<tandem::model::plan::Plan>(&reached.plan).unwrap().unwrap();
        let query = Query {
            org: Some(own.org.0.clone()),
            category: reached.target.category.clone(),
            ..Query::all(own.period.clone())
        };
        let summary = summary(&book, &query).unwrap();
        let line = summary.rows.iter().find(|(metric, _)| metric.key() == *reached.target.metric).unwrap().1;
        assert_eq!((&reached.actual, reached.kind), (&line.value, line.kind), "{reached:?}");
    }
}

#[test]
fn feedback_goes_on_by_the_steps_that_there_are() {
    let complaint = |rest: &str| format!("org: east\nkind: complaint\ndate: 2026-11-10\n{rest}");
    let void = "void: { date: 2026-11-11, by: wang-fang, reason: typed twice }\n";
    let files = [
        ("feedback/2026/11/f-000001.yaml", complaint("")),
        ("feedback/2026/11/f-000002.yaml", complaint("status: forwarded\n")),
        ("feedback/2026/11/f-000003.yaml", complaint("status: answered\nanswer: it is mended\n")),
        ("feedback/2026/11/f-000004.yaml", complaint("status: closed\nclosed: 2026-11-12\n")),
        ("feedback/2026/11/f-000005.yaml", complaint(void)),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    let store = Store::of(&files);
    let steps = |number: usize| {
        let id: Id = format!("f-00000{number}").parse().unwrap();
        let date = "2026-11-20".parse().unwrap();
        let forward = Forward { id: id.clone(), to: "Street".parse().unwrap(), date, due: None };
        let close = Close { id: id.clone(), satisfaction: None, date };
        store.reading(|book| {
            [
                feedback::forward(book, &forward),
                feedback::answer(book, &id, &"soon".parse().unwrap()),
                feedback::close(book, &close),
            ]
            .map(|planned| planned.is_ok())
        })
    };
    let legal = [[true; 3], [true; 3], [false, false, true], [false; 3], [false; 3]];
    assert_eq!([1, 2, 3, 4, 5].map(steps), legal);
}
