//! `check --fix`: what is mended, what is left, and that nothing gets worse by it.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use tandem::model::book::{Name, Source};
use tandem::model::kind::Kind;
use tandem::model::record::AnyRecord;
use tandem::store::disk::Disk;

use crate::support::bench::{Bench, Start};
use crate::support::desk::{SETTINGS, Store, at_desk, command};

const ORG: (&str, &str) = ("orgs/jiulong.toml", "name = \"九龙社区\"\nkind = \"community\"\n");
const PATROL: &str = "title: Patrol\ncategory: patrol\norg: jiulong\ndate: 2014-04-05\n";

/// Mends a store; tells of each mend.
fn mend(store: &Store) -> Vec<String> {
    let disk = store.disk.clone() as Arc<dyn Disk>;
    let done = at_desk(&disk, |desk| desk.mend(&command("check fix"))).unwrap();
    done.told.iter().map(ToString::to_string).collect()
}

/// Every record that can be read.
fn usable(store: &Store) -> BTreeMap<Name, AnyRecord> {
    let records = store.records();
    let mut usable = BTreeMap::new();
    for kind in Kind::ALL {
        let keep = &mut |name, read: Result<_, _>| {
            usable.extend(read.ok().map(|loaded: tandem::model::book::Loaded| (name, loaded.record)));
        };
        records.each(kind, None, keep).unwrap();
    }
    usable
}

#[test]
fn a_file_goes_to_its_month_and_a_second_run_does_nothing() {
    let old = "activities/east/2014/03/patrol.yaml";
    let new = "activities/east/2014/04/patrol.yaml";
    let store = Store::of(&[ORG, (old, PATROL)]);
    assert_eq!(mend(&store), [format!("{old}: moves to `{new}`")]);
    assert_eq!(store.text(new).as_deref(), Some(PATROL));
    assert_eq!(store.text(old), None);
    let texts = store.texts();
    assert_eq!(mend(&store), [""; 0]);
    assert_eq!(store.texts(), texts);
}

#[test]
fn a_date_that_is_mended_decides_the_folder() {
    let text = PATROL.replace("2014-04-05", "2014-5-2");
    let store = Store::of(&[ORG, ("activities/2014/04/patrol.yaml", &text)]);
    assert_eq!(mend(&store).len(), 2);
    let there = store.text("activities/2014/05/patrol.yaml").unwrap();
    assert_eq!(there, PATROL.replace("2014-04-05", "2014-05-02"));
}

#[test]
fn a_file_is_never_moved_onto_another_one() {
    let two = [("activities/2014/03/patrol.yaml", PATROL), ("activities/2014/04/patrol.yaml", PATROL)];
    let store = Store::of(&[ORG, two[0], two[1]]);
    let texts = store.texts();
    assert_eq!(mend(&store), [""; 0]);
    assert_eq!(store.texts(), texts);
}

#[test]
fn a_record_that_stays_faulty_is_mended_as_far_as_is_sure() {
    let text = "name = \"李娜\"\nphone = 64312\nstatus = \"atcive\"\njoined = \"2014-05-02\"\n";
    let store = Store::of(&[ORG, ("volunteers/li-na.toml", text)]);
    assert_eq!(mend(&store).len(), 2);
    let right = "name = \"李娜\"\nphone = \"64312\"\nstatus = \"atcive\"\njoined = 2014-05-02\n";
    assert_eq!(store.text("volunteers/li-na.toml").as_deref(), Some(right));
}

/// Files of the kinds that come after people and activities, each with how it was typed and its right form.
const TYPED: [(&str, &str, &str); 6] = [
    (
        "shifts/2026/11/2026-11-21-patrol.yaml",
        "title: 119 # 夜巡\ncategory: patrol\norg: jiulong\ndate: 2026年11月21日\nstart: 9:05\nend:   21:00\n\
         places: { min: 1, want: 2 }   # 人\nassigned:\n  - { who: li-na, role: 12, hours: 2h20m }\n",
        "title: \"119\" # 夜巡\ncategory: patrol\norg: jiulong\ndate: 2026-11-21\nstart: \"09:05\"\nend:   \"21:00\"\n\
         places: { min: 1, want: 2 }   # 人\nassigned:\n  - { who: li-na, role: \"12\", hours: 2h20m }\n",
    ),
    (
        "cases/2026/11/c-7k3q9d.yaml",
        "org: jiulong\nkind: family\ncategory: family\nopened: '2026-11-02'\nworker: wang-fang\nnumber: 2026.17\n\
         sessions:\n  - { date: 2026-11-3, by: wang-fang, hours: 1.5 }\nreview: \"2026-12-01\"\n",
        "org: jiulong\nkind: family\ncategory: family\nopened: 2026-11-02\nworker: wang-fang\nnumber: \"2026.17\"\n\
         sessions:\n  - { date: 2026-11-03, by: wang-fang, hours: 1.5 }\nreview: 2026-12-01\n",
    ),
    (
        "movements/2026/11/2026-11-21-in-rice.yaml",
        "date: \"2026-11-21\"\norg: jiulong\nkind: in\nitem: rice\nquantity: 3\r\nfrom: 64312\n",
        "date: 2026-11-21\norg: jiulong\nkind: in\nitem: rice\nquantity: 3\r\nfrom: \"64312\"\n",
    ),
    (
        "series/patrol.toml",
        "title = 119\ncategory = \"patrol\"\norg = \"jiulong\"\nrule = \"FREQ=DAILY\"\nfrom = \"2026-10-20\" # 起\n\
         start = \"19:00\"\nend = \"21:00\"\nplaces = 2\nexcept = [ \"2026-10-25\" ]\n",
        "title = \"119\"\ncategory = \"patrol\"\norg = \"jiulong\"\nrule = \"FREQ=DAILY\"\nfrom = 2026-10-20 # 起\n\
         start = \"19:00\"\nend = \"21:00\"\nplaces = 2\nexcept = [ 2026-10-25 ]\n",
    ),
    (
        "plans/jiulong-2026-10.toml",
        "org = \"jiulong\"\nperiod = 2026-10 # 月\n\n[[task]]\ntitle = \"Fair\"\ndue = 2026-5-2\n",
        "org = \"jiulong\"\nperiod = \"2026-10\" # 月\n\n[[task]]\ntitle = \"Fair\"\ndue = 2026-05-02\n",
    ),
    (
        "programs/reading.toml",
        "name = \"Reading\"\norg = \"jiulong\"\nages = 2-8\nfrom = \"2013-09-01\"\n",
        "name = \"Reading\"\norg = \"jiulong\"\nages = \"2-8\"\nfrom = 2013-09-01\n",
    ),
];

#[test]
fn every_kind_is_mended_and_other_bytes_stay() {
    let typed: Vec<(&str, &str)> = TYPED.iter().map(|(path, typed, _)| (*path, *typed)).collect();
    let store = Store::of(&[&[ORG], &typed[..]].concat());
    mend(&store);
    for (path, _, right) in TYPED {
        assert_eq!(store.text(path).as_deref(), Some(right), "{path}");
    }
    assert_eq!(mend(&store), [""; 0]);
}

#[test]
fn what_a_store_allows_is_left() {
    let settings = format!("{SETTINGS}\n[check]\nmistyped = \"allow\"\nmisplaced = \"allow\"\n");
    let text = format!("{PATROL}start: 18:30\n");
    let store = Store::of(&[("tandem.toml", &settings), ORG, ("activities/2014/03/patrol.yaml", &text)]);
    assert_eq!(mend(&store), [""; 0]);
}

#[test]
fn all_mends_are_one_commit_and_nothing_is_none() {
    let bench = Bench::with(Start::Committed);
    let count = || bench.git(&["rev-list", "--count", "HEAD"]).trim().parse::<usize>().unwrap();
    let commits = "sed -i.bak 's/^commit = false/commit = true/' tandem.toml && rm tandem.toml.bak";
    assert_eq!(bench.shell(commits).code, 0);
    let odd = "sed -i.bak 's/^joined = \\(.*\\)/joined = \"\\1\"/' volunteers/d[io]*.toml && rm volunteers/*.bak && git commit -qam odd";
    assert_eq!(bench.shell(odd).code, 0);
    let before = count();
    assert_eq!(bench.tandem(&["check", "--fix"]).code, 0);
    assert_eq!(bench.git(&["status", "--porcelain"]), "");
    assert!(bench.git(&["log", "-1", "--format=%s"]).starts_with("check fix: diego-morales, "));
    assert_eq!(count(), before + 1);
    assert_eq!(bench.tandem(&["check", "--fix"]).code, 0);
    assert_eq!(count(), before + 1);
}

/// Values as people mistype them, and some that are right.
fn value() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "18:30",
        "8:5",
        "\"18:30\"",
        "24:00",
        "18:30-21:00",
        "2014-5-2",
        "\"2014-05-02\"",
        "'2014-5-2'",
        "2014-04-05",
        "2014-02-30",
        "64312",
        "0x10",
        "1_000",
        "1.50",
        "true",
        "\"a\"",
        "a",
        "[18:30-21:00]",
        "[1, 2]",
        "{ a: 1 }",
        "“x”",
        "",
        "\"",
        "&a 1",
        "2014年5月2日",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mending_makes_nothing_worse_and_twice_is_once(values in prop::collection::vec(value(), 6)) {
        let [title, date, start, phone, joined, born] = values[..] else { unreachable!("six values") };
        let patrol = format!("title: {title}\ncategory: patrol\norg: jiulong\ndate: {date}\nstart: {start}\n");
        let person = format!("name = \"A\"\nphone = {phone}\njoined = {joined}\nborn = {born}\n");
        let store = Store::of(&[
            ORG,
            ("activities/2014/04/patrol.yaml", &patrol),
            ("volunteers/ana.toml", &person),
        ]);
        let before: BTreeMap<_, _> = usable(&store).into_iter().map(|(name, record)| (name.id, record)).collect();
        mend(&store);
        let after: BTreeMap<_, _> = usable(&store).into_iter().map(|(name, record)| (name.id, record)).collect();
        for (id, record) in before {
            prop_assert_eq!(after.get(&id), Some(&record));
        }
        let texts = store.texts();
        prop_assert_eq!(mend(&store), Vec::<String>::new());
        prop_assert_eq!(store.texts(), texts);
    }
}
