//! Changing records in a store in memory: plans become files, and what is wrong leaves no trace.

use tandem::model::change::{Change, Planned};
use tandem::model::id::Id;
use tandem::model::kind::Kind;
use tandem::model::naming::Dice;
use tandem::model::node::{Node, from_node};
use tandem::model::path::FieldPath;
use tandem::model::record::AnyRecord;
use tandem::model::volunteer::Volunteer;
use tandem::ops::add::{Add, add};
use tandem::ops::set::{Assignment, Set, SetError, What, set};
use tandem::session::change::ChangeError;

use crate::support::desk::Store;

const ORG: &str = "name = \"九龙社区\"\nkind = \"community\"\n";
const LI_NA: &str = "# 李娜: speaks Wu\nname = \"李娜\"\norg = \"jiulong\" # moved here in 2013\n";
const PATROL: &str = "title: Patrol\ncategory: patrol\norg: jiulong\ndate: 2014-04-05\nattendance:\n  - { who: li-na, hours: 2 }\n";

fn store() -> Store {
    Store::of(&[
        ("orgs/jiulong.toml", ORG),
        ("volunteers/li-na.toml", LI_NA),
        ("activities/2014/04/2014-04-05-patrol.yaml", PATROL),
    ])
}

fn volunteer(name: &str, org: &str) -> Volunteer {
    let text = |text: &str| Node::Text(text.into());
    let node = Node::Table(vec![("name".into(), text(name)), ("org".into(), text(org))]);
    from_node(&node, &mut |_| {}).unwrap()
}

fn assign(path: FieldPath, what: What, kind: Kind, id: &str) -> Set {
    Set { kind, id: id.parse().unwrap(), assignments: vec![Assignment { path, what }] }
}

#[test]
fn a_new_record_is_a_new_file() {
    let store = store();
    let request = || Add { record: volunteer("李娜", "jiulong"), id: None, dice: Dice::of(1) };
    let done = store.change(|book| add(book, request())).unwrap();
    assert_eq!(done.changes[0].id.as_str(), "li-na-2");
    assert_eq!(store.text("volunteers/li-na-2.toml").unwrap(), "name = \"李娜\"\norg = \"jiulong\"\n");
}

#[test]
fn a_reference_to_nobody_is_refused_and_nothing_is_written() {
    let store = store();
    let request = || Add { record: volunteer("Ana", "jiulnog"), id: None, dice: Dice::of(1) };
    let refused = store.change(|book| add(book, request())).unwrap_err();
    let ChangeError::Problems { problems } = refused else { panic!("{refused}") };
    assert_eq!(problems[0].problem.rule, "missing-reference");
    assert_eq!(problems[0].spot.as_ref().unwrap().path, "volunteers/ana.toml");
    assert_eq!(store.text("volunteers/ana.toml"), None);
}

#[test]
fn what_would_read_as_no_record_is_refused() {
    let store = store();
    let plan = |book: &tandem::model::book::Book| {
        let id: Id = "2014-04-05-patrol".parse().unwrap();
        let before = book.any(Kind::Activity, &id).unwrap().unwrap().record.clone();
        let Node::Table(mut fields) = before.node().unwrap() else { panic!("a record is a table") };
        fields.iter_mut().find(|field| field.0 == "category").unwrap().1 = Node::Text("nothing".into());
        let after = AnyRecord::from_node(Kind::Activity, &Node::Table(fields), &mut |_| {}).unwrap();
        let change =
            Change { kind: Kind::Activity, id, renamed: None, before: Some(before), after: Some(after) };
        Ok::<_, std::convert::Infallible>(Planned { changes: vec![change], told: () })
    };
    let refused = store.change(plan).unwrap_err();
    let ChangeError::Problems { problems } = refused else { panic!("{refused}") };
    assert_eq!(problems[0].problem.rule, "code");
    assert_eq!(store.text("activities/2014/04/2014-04-05-patrol.yaml").unwrap(), PATROL);
}

#[test]
fn a_field_that_is_set_alters_its_own_bytes_alone() {
    let store = store();
    let request = assign(
        FieldPath::field("phone"),
        What::Becomes(Node::Text("12345".into())),
        Kind::Volunteer,
        "li-na",
    );
    let done = store.change(|book| set(book, &request)).unwrap();
    assert_eq!(done.changes[0].fields().unwrap()[0].to_string(), "phone: – → 12345");
    assert_eq!(store.text("volunteers/li-na.toml").unwrap(), format!("{LI_NA}phone = \"12345\"\n"));
    let request = assign(FieldPath::field("phone"), What::Goes, Kind::Volunteer, "li-na");
    store.change(|book| set(book, &request)).unwrap();
    assert_eq!(store.text("volunteers/li-na.toml").unwrap(), LI_NA);
}

#[test]
fn a_log_moves_with_its_date_and_keeps_its_id() {
    let store = store();
    let day = Node::Date("2014-05-01".parse().unwrap());
    let request = assign(FieldPath::field("date"), What::Becomes(day), Kind::Activity, "2014-04-05-patrol");
    store.change(|book| set(book, &request)).unwrap();
    assert_eq!(store.text("activities/2014/04/2014-04-05-patrol.yaml"), None);
    let moved = store.text("activities/2014/05/2014-04-05-patrol.yaml").unwrap();
    assert_eq!(moved, PATROL.replace("date: 2014-04-05", "date: 2014-05-01"));
}

#[test]
fn rows_are_found_by_their_key() {
    let store = store();
    let attendance = FieldPath::field("attendance");
    let hours = attendance.row(0, "li-na").then("hours");
    let request =
        assign(hours, What::Becomes(Node::Number("2.5".into())), Kind::Activity, "2014-04-05-patrol");
    store.change(|book| set(book, &request)).unwrap();
    let written = store.text("activities/2014/04/2014-04-05-patrol.yaml").unwrap();
    assert_eq!(written, PATROL.replace("hours: 2 ", "hours: 2.5 "));
    let request = assign(attendance.row(0, "li-li"), What::Goes, Kind::Activity, "2014-04-05-patrol");
    let refused = store.change(|book| set(book, &request)).unwrap_err();
    let ChangeError::Refused(SetError::Row { keys, .. }) = refused else { panic!("{refused}") };
    assert_eq!(keys, ["li-na"]);
}

#[test]
fn a_bad_value_is_shown_where_it_would_stand() {
    let store = store();
    let nonsense = What::Becomes(Node::Text("nonsense".into()));
    let request = assign(FieldPath::field("category"), nonsense, Kind::Activity, "2014-04-05-patrol");
    let refused = store.change(|book| set(book, &request)).unwrap_err();
    let ChangeError::Problems { problems } = refused else { panic!("{refused}") };
    assert_eq!((problems[0].problem.rule, problems[0].spot.as_ref().unwrap().line), ("code", 2));
    assert_eq!(store.text("activities/2014/04/2014-04-05-patrol.yaml").unwrap(), PATROL);
}

#[test]
fn what_the_plan_read_and_somebody_changed_is_planned_again() {
    let store = store();
    let org: Id = "jiulong".parse().unwrap();
    let mut plans = 0;
    let done = store.change(|book| {
        plans += 1;
        book.any(Kind::Org, &org).unwrap();
        if plans == 1 {
            store.disk.put(
                &"orgs/jiulong.toml".parse().unwrap(),
                "name = \"Jiulong\"\nkind = \"community\"\n".as_bytes(),
            );
        }
        let record = volunteer("Ana", "jiulong");
        Ok::<_, std::convert::Infallible>(Planned {
            changes: vec![Change::add("ana".parse().unwrap(), record)],
            told: (),
        })
    });
    assert_eq!((plans, done.unwrap().changes.len()), (2, 1));
}
