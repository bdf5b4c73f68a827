//! What is not asked for is not read: reads of record files, counted by the disk.

mod commands;
mod growth;

use std::sync::Arc;

use tandem::model::activity::Activity;
use tandem::model::kind::Kind;
use tandem::model::naming::Dice;
use tandem::model::node::{Node, from_node};
use tandem::model::record::Record;
use tandem::model::shift::AssignmentStatus;
use tandem::model::volunteer::Volunteer;
use tandem::ops::add::{Add, add};
use tandem::ops::find::{Fit, find};
use tandem::ops::shift::assign::{Assign, assign};
use tandem::store::disk::{Disk, Dying};

use crate::support::desk::{Store, change_on};

/// A store with a hundred volunteers and as many activities.
fn town() -> Store {
    let mut files = vec![
        ("orgs/jiulong.toml".to_string(), "name = \"Jiulong\"\nkind = \"community\"\n".to_string()),
        ("workers/wang-fang.toml".into(), "name = \"王芳\"\norg = \"jiulong\"\n".into()),
    ];
    for n in 0..100 {
        files.push((format!("volunteers/v{n}.toml"), format!("name = \"V{n}\"\norg = \"jiulong\"\n")));
        let text = format!("title: A\ncategory: patrol\norg: jiulong\ndate: 2026-11-{:02}\n", n % 28 + 1);
        files.push((format!("activities/2026/11/2026-11-{:02}-a{n}.yaml", n % 28 + 1), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Store::of(&files)
}

fn record<T: Record>(fields: &[(&str, Node)]) -> T {
    let fields = fields.iter().map(|(name, node)| ((*name).to_string(), node.clone())).collect();
    from_node(&Node::Table(fields), &mut |_| {}).unwrap()
}

fn text(text: &str) -> Node {
    Node::Text(text.into())
}

/// Adds a record that names these people and organisations by exact id; gives the record files read.
fn reads_of_adding<T: Record>(record: &T, named: &[(Kind, &str)]) -> Vec<String> {
    let disk = Arc::new(Dying::counting(town().disk));
    let counted: Arc<dyn Disk> = disk.clone();
    change_on(&counted, |book| {
        for (kind, id) in named {
            find(book, &[*kind], id, Fit::Exact).unwrap();
        }
        add(book, Add { record: record.clone(), id: None, dice: Dice::of(1) })
    })
    .unwrap();
    let folders = Kind::ALL.map(Kind::folder);
    let reads = disk.reads().into_keys().map(|path| path.to_string());
    reads.filter(|path| folders.iter().any(|folder| path.starts_with(folder))).collect()
}

#[test]
fn adding_a_volunteer_reads_at_most_five_records() {
    let lead = Node::Table(vec![("who".into(), text("wang-fang"))]);
    let fields = [("name", text("李娜")), ("org", text("jiulong")), ("lead", Node::List(vec![lead]))];
    let read = reads_of_adding::<Volunteer>(
        &record(&fields),
        &[(Kind::Org, "jiulong"), (Kind::Worker, "wang-fang")],
    );
    assert!(read.len() <= 5, "{read:?}");
}

#[test]
fn logging_an_activity_reads_at_most_the_records_it_names() {
    let row =
        |who: &str| Node::Table(vec![("who".into(), text(who)), ("hours".into(), Node::Number("2".into()))]);
    let people = ["wang-fang", "v7", "v8", "v9"];
    let fields = [
        ("title", text("Night patrol")),
        ("category", text("patrol")),
        ("org", text("jiulong")),
        ("date", Node::Date("2026-11-21".parse().unwrap())),
        ("attendance", Node::List(people.map(row).to_vec())),
    ];
    let named = [
        (Kind::Org, "jiulong"),
        (Kind::Worker, "wang-fang"),
        (Kind::Volunteer, "v7"),
        (Kind::Volunteer, "v8"),
        (Kind::Volunteer, "v9"),
    ];
    let read = reads_of_adding::<Activity>(&record(&fields), &named);
    assert!(read.len() <= named.len(), "{read:?}");
    let is_named = |path: &String| named.iter().any(|(_, id)| path.ends_with(&format!("/{id}.toml")));
    let strange: Vec<&String> =
        read.iter().filter(|path| !is_named(path) && !path.ends_with("night-patrol.yaml")).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

/// A city with so many shifts a month, from October to January, and as many people.
fn city() -> Store {
    let mut files = vec![
        ("orgs/jiulong.toml".to_string(), "name = \"Jiulong\"\nkind = \"community\"\n".to_string()),
        ("orgs/west.toml".into(), "name = \"West\"\nkind = \"community\"\n".into()),
    ];
    for n in 0..200 {
        files.push((format!("volunteers/v{n}.toml"), format!("name = \"V{n}\"\norg = \"jiulong\"\n")));
        files.push((
            format!("workers/w{n}.toml"),
            format!("name = \"W{n}\"\norg = \"west\"\nsame_as = \"v{n}\"\n"),
        ));
        let month = ["2026-10", "2026-11", "2026-12", "2027-01"][n % 4];
        let (day, org) = (n / 4 % 28 + 1, if n % 3 == 0 { "west" } else { "jiulong" });
        let text = format!(
            "title: Watch\ncategory: patrol\norg: {org}\ndate: {month}-{day:02}\nstart: \"18:00\"\n\
             end: \"20:00\"\nplaces: 3\nassigned:\n  - {{ who: v{} }}\n  - {{ who: w{n} }}\n",
            (n + 50) % 200
        );
        files.push((format!("shifts/{}/{month}-{day:02}-s{n}.yaml", month.replace('-', "/")), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Store::of(&files)
}

/// Assigns two volunteers to a shift, named by exact ids; gives the files read.
fn reads_of_assigning(shift: &str) -> Vec<String> {
    let disk = Arc::new(Dying::counting(city().disk));
    let counted: Arc<dyn Disk> = disk.clone();
    change_on(&counted, |book| {
        let found = |kinds: &[Kind], id: &str| find(book, kinds, id, Fit::Exact).unwrap().id;
        let request = Assign {
            shift: found(&[Kind::Shift], shift),
            who: ["v150", "v151"].map(|id| found(&Kind::PEOPLE, id)).to_vec(),
            role_as: None,
            role: None,
            status: AssignmentStatus::Invited,
            locked: false,
            reason: Some("two more hands".parse().unwrap()),
        };
        assign(book, &request)
    })
    .unwrap();
    // What was exchanged for the new bytes is looked at once more, under the name that it got.
    let is_record = |path: &String| !path.contains("/.");
    disk.reads().into_keys().map(|path| path.to_string()).filter(is_record).collect()
}

#[test]
fn assigning_reads_twenty_files_and_the_shifts_of_the_months_around() {
    for (shift, months) in [
        ("2026-11-11-s41", &["shifts/2026/11/"][..]),
        ("2026-12-01-s2", &["shifts/2026/11/", "shifts/2026/12/"]),
        ("2027-01-01-s3", &["shifts/2026/12/", "shifts/2027/01/"]),
    ] {
        let read = reads_of_assigning(shift);
        let around = |path: &&String| months.iter().any(|month| path.starts_with(month));
        let (around, others): (Vec<&String>, Vec<&String>) = read.iter().partition(around);
        assert_eq!(around.len(), 50 * months.len(), "{shift}");
        assert!(others.len() <= 20, "{shift}: {others:?}");
        assert!(others.iter().all(|path| !path.starts_with("shifts/")), "{shift}: {others:?}");
    }
}

#[test]
fn a_month_costs_the_month() {
    let disk = Arc::new(Dying::counting(
        Store::of(&[
            (
                "activities/2026/10/2026-10-01-a.yaml",
                "title: A\ncategory: patrol\norg: x\ndate: 2026-10-01\n",
            ),
            (
                "activities/east/2026/11/2026-11-01-b.yaml",
                "title: B\ncategory: patrol\norg: x\ndate: 2026-11-01\n",
            ),
            (
                "activities/2027/11/2027-11-01-c.yaml",
                "title: C\ncategory: patrol\norg: x\ndate: 2027-11-01\n",
            ),
        ])
        .disk,
    ));
    let records =
        tandem::store::records::Records::open(disk.clone(), tandem::store::git::ObjectFormat::Sha1).unwrap();
    let book = tandem::model::book::Book::over(&records, "2026-11-21".parse().unwrap());
    let mut ids = Vec::new();
    let period = "2026-11".parse().unwrap();
    let mut passed = tandem::model::book::Passed::default();
    book.records(Kind::Activity, Some(&period), &mut passed, &mut |id, _| ids.push(id.to_string())).unwrap();
    assert_eq!(ids, ["2026-11-01-b"]);
    let read: Vec<String> = disk.reads().into_keys().map(|path| path.to_string()).collect();
    assert_eq!(read, ["activities/east/2026/11/2026-11-01-b.yaml", "tandem.toml"]);
}
