//! The reports of needs and cases, against numbers that were had by hand.

use std::path::Path;
use std::sync::Arc;

use tandem::model::book::Book;
use tandem::model::case::Stage;
use tandem::model::need::NeedStatus;
use tandem::report::cases::{Cases, cases};
use tandem::report::needs::{Needs, needs};
use tandem::report::query::Query;
use tandem::report::table::Cell;
use tandem::report::turnover::Turnover;
use tandem::store::disk::Real;
use tandem::store::git::ObjectFormat;
use tandem::store::records::Records;

use crate::support::desk::Store;

fn sample(period: &str, today: &str) -> (Needs, Cases) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
    let records = Records::open(Arc::new(Real::open(&sample).unwrap()), ObjectFormat::Sha1).unwrap();
    let query = Query::all(period.parse().unwrap());
    let book = Book::over(&records, today.parse().unwrap());
    (needs(&book, &query).unwrap(), cases(&book, &query).unwrap())
}

fn figures(turnover: &Turnover) -> [i64; 4] {
    [turnover.opened, turnover.closed, turnover.open, turnover.overdue].map(|count| count.number)
}

#[test]
fn the_sample_adds_up_as_it_does_by_hand() {
    let (april, _) = sample("2014-04", "2014-12-31");
    let turnover = &april.total.turnover;
    assert_eq!(figures(turnover), [8, 7, 4, 1]);
    assert_eq!(turnover.response.median().0, Cell::Ratio(2, 1), "0 1 1 2 3 5 12");
    assert_eq!(turnover.lasted.median().0, Cell::Ratio(5, 1), "2 3 3 5 17 17 36");
    assert_eq!((april.total.satisfaction.number, april.total.answers.number), (27, 6));
    let (so_far, _) = sample("2014-04", "2014-04-22");
    assert_eq!(figures(&so_far.total.turnover), [8, 7, 4, 0], "what is due today is not overdue");
    let (_, year) = sample("2014", "2014-12-31");
    assert_eq!(figures(&year.total), [4, 3, 3, 3]);
    let reviews: Vec<&str> = year.reviews.iter().map(|review| review.id.as_str()).collect();
    assert_eq!(reviews.len(), 3, "{reviews:?}");
    assert_eq!(year.caseload.values().map(|load| load.sessions.number).sum::<i64>(), 19);
}

#[test]
fn where_something_stood_on_a_past_day_is_told_by_what_was_done_by_then() {
    let need = |more: &str| format!("org: jiulong\ncategory: patrol\nopened: 2026-09-10\n{more}");
    let log = "log:\n  - { date: 2026-09-20, who: li-na }\n";
    let void = "void: { date: 2026-09-11, by: li-na, reason: twice }\n";
    let case = "org: jiulong\nkind: family\ncategory: family\nopened: 2026-09-10\nworker: wang-fang\nstage: closed\n\
                sessions:\n  - { date: 2026-09-10, by: wang-fang, stage: intake }\n\
                \x20 - { date: 2026-09-20, by: wang-fang, stage: planning }\n\
                \x20 - { date: 2026-10-20, by: wang-fang, stage: evaluation }\nclosed: 2026-10-30\nreason: moved\n";
    let store = Store::of(&[
        ("orgs/jiulong.toml", "name = \"Jiulong\"\nkind = \"community\"\n"),
        ("workers/wang-fang.toml", "name = \"Wang Fang\"\norg = \"jiulong\"\n"),
        ("volunteers/li-na.toml", "name = \"Li Na\"\n"),
        ("needs/2026/09/n-000001.yaml", &need(&format!("status: met\nclosed: 2026-10-01\n{log}"))),
        ("needs/2026/09/n-000002.yaml", &need("status: met\nclosed: 2026-10-01\n")),
        ("needs/2026/09/n-000003.yaml", &need("status: matched\n")),
        ("needs/2026/09/n-000004.yaml", &need("status: met\nclosed: 2026-09-30\n")),
        ("needs/2026/09/n-000005.yaml", &need(void)),
        ("cases/2026/09/c-000001.yaml", case),
    ]);
    store.reading(|book| {
        let query = Query::all("2026-09".parse().unwrap());
        let found = needs(book, &query).unwrap();
        let status: Vec<_> = found.status.iter().map(|(status, count)| (*status, count.number)).collect();
        let each = [NeedStatus::Open, NeedStatus::Matched, NeedStatus::InProgress, NeedStatus::Met];
        assert_eq!(status, each.map(|status| (status, 1)));
        assert_eq!(figures(&found.total.turnover), [4, 1, 3, 0]);
        let found = cases(book, &query).unwrap();
        assert_eq!(found.stage.into_keys().collect::<Vec<_>>(), [Stage::Planning]);
        let october = Query::all("2026-10".parse().unwrap());
        let found = cases(book, &october).unwrap();
        assert_eq!(found.stage.into_keys().collect::<Vec<_>>(), [Stage::Closed]);
    });
}
