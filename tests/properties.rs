//! Laws over random sequences of operations, in a store in memory.

use proptest::prelude::*;
use tandem::check;
use tandem::diag::Level;
use tandem::model::activity::Activity;
use tandem::model::book::Book;
use tandem::model::change::{Change, Planned};
use tandem::model::id::Id;
use tandem::model::kind::Kind;
use tandem::model::naming::Dice;
use tandem::model::node::{Node, from_node};
use tandem::model::path::FieldPath;
use tandem::model::record::Record;
use tandem::model::shift::{AssignmentStatus, Shift};
use tandem::model::volunteer::Volunteer;
use tandem::ops::add::{Add, add};
use tandem::ops::set::{Assignment, Set, What, set};
use tandem::ops::shift::assign::{Assign, assign, unassign};
use tandem::ops::shift::attend::{Attend, attend, excuse};
use tandem::ops::shift::expand::{Expand, expand};
use tandem::ops::shift::finish::{cancel, close};
use tandem::ops::shift::swap::{Seat, Swap, swap};
use tandem::session::change::Done;

use crate::support::desk::Store;

const NAMES: [&str; 6] = ["李娜", "王芳", "María José", "Ana", "欧阳明", "No"];
const TEXTS: [&str; 7] =
    ["12345", "yes", "a: b", "# not a comment", "línea 1\nlínea 2", "“引号”", " spaced "];

/// Something that somebody does.
#[derive(Clone, Debug)]
enum Deed {
    /// Adds a volunteer of that name.
    Add(usize),
    /// Logs an activity on that day of April with so many of the volunteers.
    Log(u32, usize),
    /// Sets a text field of a volunteer.
    Say(usize, &'static str, usize),
    /// Clears a field of a volunteer.
    Clear(usize, &'static str),
    /// Puts a skill into a volunteer's list.
    Gain(usize, usize),
    /// Takes a skill out.
    Lose(usize, usize),
    /// Moves an activity to that day of May.
    Move(usize, u32),
    /// Sets the hours of the first who attended, in minutes.
    Hours(usize, i64),
    /// Adds a shift on that day of April, in that hour.
    Shift(u32, u32),
    /// Puts a volunteer on a shift.
    Assign(usize, usize),
    /// Takes a volunteer off.
    Unassign(usize, usize),
    /// Says that a volunteer came, and perhaps all others.
    Attend(usize, usize, bool),
    /// Says that a volunteer could not come.
    Excuse(usize, usize),
    /// Lets the first people of two shifts change places.
    Swap(usize, usize),
    /// Makes the shifts of the series up to that day of December.
    Expand(u32),
    /// Closes or cancels a shift.
    Finish(usize, bool),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let field = prop_oneof![Just("phone"), Just("note"), Just("background"), Just("reason")];
    let deed = prop_oneof![
        3 => (0..NAMES.len()).prop_map(Deed::Add),
        3 => (1..30_u32, 0..5_usize).prop_map(|(day, people)| Deed::Log(day, people)),
        3 => (0..8_usize, field.clone(), 0..TEXTS.len()).prop_map(|(who, field, text)| Deed::Say(who, field, text)),
        1 => (0..8_usize, field).prop_map(|(who, field)| Deed::Clear(who, field)),
        2 => (0..8_usize, 0..TEXTS.len()).prop_map(|(who, text)| Deed::Gain(who, text)),
        1 => (0..8_usize, 0..TEXTS.len()).prop_map(|(who, text)| Deed::Lose(who, text)),
        1 => (0..8_usize, 1..31_u32).prop_map(|(which, day)| Deed::Move(which, day)),
        2 => (0..8_usize, 0..720_i64).prop_map(|(which, minutes)| Deed::Hours(which, minutes)),
        3 => (1..5_u32, 0..24_u32).prop_map(|(day, hour)| Deed::Shift(day, hour)),
        4 => (0..8_usize, 0..4_usize).prop_map(|(which, who)| Deed::Assign(which, who)),
        1 => (0..8_usize, 0..4_usize).prop_map(|(which, who)| Deed::Unassign(which, who)),
        2 => (0..8_usize, 0..4_usize, any::<bool>()).prop_map(|(which, who, all)| Deed::Attend(which, who, all)),
        1 => (0..8_usize, 0..4_usize).prop_map(|(which, who)| Deed::Excuse(which, who)),
        2 => (0..8_usize, 0..8_usize).prop_map(|(which, other)| Deed::Swap(which, other)),
        1 => (1..20_u32).prop_map(Deed::Expand),
        1 => (0..8_usize, any::<bool>()).prop_map(|(which, close)| Deed::Finish(which, close)),
    ];
    prop::collection::vec(deed, 1..12)
}

fn store() -> Store {
    let series = "title = \"Patrol\"\ncategory = \"patrol\"\norg = \"jiulong\"\nrule = \"FREQ=WEEKLY\"\n\
                  from = 2026-11-23\nstart = \"19:00\"\nend = \"21:00\"\nplaces = 2\n";
    Store::of(&[
        ("orgs/jiulong.toml", "# 九龙\nname = \"九龙社区\"\nkind = \"community\"\n"),
        ("series/patrol.toml", series),
    ])
}

fn text(text: &str) -> Node {
    Node::Text(text.into())
}

fn record<T: Record>(fields: Vec<(&str, Node)>) -> T {
    let fields = fields.into_iter().map(|(name, node)| (name.to_string(), node)).collect();
    from_node(&Node::Table(fields), &mut |_| {}).unwrap()
}

fn nth(book: &Book, kind: Kind, n: usize) -> Option<Id> {
    let names = book.names(kind).unwrap();
    names.get(n % names.len().max(1)).map(|name| name.id.clone())
}

fn one(kind: Kind, id: Option<Id>, path: FieldPath, what: What) -> Option<Set> {
    Some(Set { kind, id: id?, assignments: vec![Assignment { path, what }] })
}

/// What a deed sets, if it sets something.
fn setting(book: &Book, deed: &Deed) -> Option<Set> {
    let volunteer = |n: &usize| nth(book, Kind::Volunteer, *n);
    let activity = |n: &usize| nth(book, Kind::Activity, *n);
    let field = FieldPath::field;
    match deed {
        Deed::Say(who, name, said) => {
            one(Kind::Volunteer, volunteer(who), field(name), What::Becomes(text(TEXTS[*said])))
        }
        Deed::Clear(who, name) => one(Kind::Volunteer, volunteer(who), field(name), What::Goes),
        Deed::Gain(who, skill) => {
            one(Kind::Volunteer, volunteer(who), field("skills"), What::Gains(text(TEXTS[*skill])))
        }
        Deed::Lose(who, skill) => {
            one(Kind::Volunteer, volunteer(who), field("skills"), What::Loses(TEXTS[*skill].into()))
        }
        Deed::Move(which, day) => {
            let day = Node::Date(format!("2014-05-{day:02}").parse().ok()?);
            one(Kind::Activity, activity(which), field("date"), What::Becomes(day))
        }
        Deed::Hours(which, minutes) => {
            let id = activity(which)?;
            let record = book.get::<Activity>(&id).ok()??;
            let first = record.attendance.first()?.who.to_string();
            let hours = tandem::model::node::to_node(&tandem::model::minutes::Minutes::of(*minutes)).ok()?;
            one(
                Kind::Activity,
                Some(id),
                field("attendance").row(0, &first).then("hours"),
                What::Becomes(hours),
            )
        }
        _ => None,
    }
}

/// What a deed makes of a shift, if it is about one; `None` too where it is refused.
fn staffing(book: &Book, deed: &Deed) -> Option<Planned<()>> {
    let shift = |n: &usize| nth(book, Kind::Shift, *n);
    let who = |n: &usize| nth(book, Kind::Volunteer, *n);
    match deed {
        Deed::Assign(which, one) => {
            let status = AssignmentStatus::Invited;
            let (shift, who) = (shift(which)?, vec![who(one)?]);
            let request =
                Assign { shift, who, role_as: None, role: None, status, locked: false, reason: None };
            assign(book, &request).ok()
        }
        Deed::Unassign(which, one) => unassign(book, &shift(which)?, &[who(one)?], None).ok(),
        Deed::Attend(which, one, all) => {
            let came = vec![(who(one)?, None)];
            attend(book, &Attend { shift: shift(which)?, came, all: *all, reason: None }).ok()
        }
        Deed::Excuse(which, one) => excuse(book, &shift(which)?, &[who(one)?], None).ok(),
        Deed::Swap(which, other) => {
            let seat = |n: &usize| {
                let shift = shift(n)?;
                let who = book.get::<Shift>(&shift).ok()??.assigned.first()?.who.0.clone();
                Some(Seat { shift, who })
            };
            swap(book, &Swap { one: seat(which)?, other: seat(other)?, reason: None }).ok()
        }
        Deed::Expand(day) => {
            let until = format!("2026-12-{day:02}").parse().ok()?;
            expand(book, &Expand { series: Vec::new(), until }).ok()
        }
        Deed::Finish(which, true) => close(book, &shift(which)?).ok(),
        Deed::Finish(which, false) => cancel(book, &shift(which)?).ok(),
        _ => None,
    }
}

/// A shift of two hours.
fn watch(day: u32, hour: u32) -> Shift {
    let clock = |hour: u32| text(&format!("{:02}:00", hour % 24));
    record(vec![
        ("title", text("Watch")),
        ("category", text("patrol")),
        ("org", text("jiulong")),
        ("date", Node::Date(format!("2014-04-{day:02}").parse().unwrap())),
        ("start", clock(hour)),
        ("end", clock(hour + 2)),
        ("places", Node::Number("2".into())),
    ])
}

/// Does it; `None` where it was refused.
fn perform(store: &Store, deed: &Deed) -> Option<Done<()>> {
    let request = |record| Add { record, id: None, dice: Dice::of(1) };
    match deed {
        Deed::Add(name) => {
            let new = || record::<Volunteer>(vec![("name", text(NAMES[*name])), ("org", text("jiulong"))]);
            store.change(|book| add(book, request(new()))).ok()
        }
        Deed::Log(day, people) => {
            let ids: Vec<Id> =
                store.reading(|book| (0..*people).filter_map(|n| nth(book, Kind::Volunteer, n)).collect());
            let mut ids: Vec<Id> = ids;
            ids.dedup();
            ids.sort();
            ids.dedup();
            let rows = ids.iter().map(|id| {
                Node::Table(vec![("who".into(), text(id)), ("hours".into(), Node::Number("1.5".into()))])
            });
            let fields = vec![
                ("title", text("巡逻 Patrol")),
                ("category", text("patrol")),
                ("org", text("jiulong")),
                ("date", Node::Date(format!("2014-04-{day:02}").parse().unwrap())),
                ("attendance", Node::List(rows.collect())),
            ];
            let new = || Add { record: record::<Activity>(fields.clone()), id: None, dice: Dice::of(1) };
            store.change(|book| add(book, new())).ok()
        }
        Deed::Shift(day, hour) => {
            let new = || Add { record: watch(*day, *hour), id: None, dice: Dice::of(1) };
            store.change(|book| add(book, new())).ok()
        }
        Deed::Assign(..)
        | Deed::Unassign(..)
        | Deed::Attend(..)
        | Deed::Excuse(..)
        | Deed::Swap(..)
        | Deed::Expand(..)
        | Deed::Finish(..) => {
            let planned = store.reading(|book| staffing(book, deed))?;
            store.change(|_| Ok::<_, std::convert::Infallible>(planned.clone())).ok()
        }
        other => {
            let request = store.reading(|book| setting(book, other))?;
            store.change(|book| set(book, &request)).ok()
        }
    }
}

/// Whether a change only puts values in, or replaces single ones: what its reverse takes back to the byte.
fn is_reversible(change: &Change) -> bool {
    let single = |node: &Option<Node>| {
        node.as_ref().is_some_and(|node| node.text().is_some_and(|text| !text.contains('\n')))
    };
    let fields = change.fields().unwrap();
    change.before.is_none()
        || fields.iter().all(|field| field.old.is_none() || single(&field.old) && single(&field.new))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(64)) })]

    #[test]
    fn no_sequence_of_operations_leaves_an_error(deeds in deeds()) {
        let store = store();
        for deed in &deeds {
            perform(&store, deed);
            let problems = store.reading(|book| check::all(book).unwrap());
            let errors: Vec<_> = problems.iter().filter(|problem| problem.level == Level::Error).collect();
            prop_assert!(errors.is_empty(), "{deed:?}: {errors:?}");
        }
    }

    #[test]
    fn a_change_and_its_reverse_leave_the_bytes_as_they_were(deeds in deeds()) {
        let store = store();
        for deed in &deeds {
            let before = store.texts();
            let Some(done) = perform(&store, deed) else {
                prop_assert_eq!(&store.texts(), &before, "a refusal left a trace");
                continue;
            };
            if !done.changes.iter().all(is_reversible) {
                continue;
            }
            let after = store.texts();
            let back: Vec<Change> = done.changes.iter().cloned().map(Change::reversed).collect();
            let undone = store.change(|_| {
                Ok::<_, std::convert::Infallible>(Planned { changes: back.clone(), told: () })
            });
            prop_assert!(undone.is_ok(), "{:?}: {:?}", deed, undone.err());
            prop_assert_eq!(&store.texts(), &before, "{:?} from {:?}", deed, after);
            perform(&store, deed);
        }
    }

    #[test]
    fn what_is_undone_never_was(deeds in deeds()) {
        let store = store();
        for deed in &deeds {
            let before = store.texts();
            let Some(done) = perform(&store, deed) else { continue };
            let after = store.texts();
            let undone = store.undo(&done);
            prop_assert!(undone.is_ok(), "{:?}: {:?}", deed, undone.err());
            prop_assert_eq!(&store.texts(), &before, "{:?}", deed);
            let again = store.undo(&undone.unwrap());
            prop_assert!(again.is_ok(), "{:?}: {:?}", deed, again.err());
            prop_assert_eq!(&store.texts(), &after, "{:?}", deed);
        }
    }
}

/// How many cases: a hundred times as many in the long form.
fn cases(short: u32) -> u32 {
    if std::env::var_os("TANDEM_LONG").is_some() { short * 100 } else { short }
}
