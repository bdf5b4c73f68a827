//! Hours of service: attendances, people and hours, by any keys in any order.
//!
//! Rows are added up as facts stream by: what is kept grows with rows and people, not with activities.
//! Attendances count rows of service, people are distinct persons; the total's people are distinct too. What
//! was compulsory and what nobody has looked at is within the hours, and told apart where there is any.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;

use crate::model::book::{Book, Passed};
use crate::model::code::{Category, Role, State, codes};
use crate::model::day::Month;
use crate::model::fact::{About, Fact, SERVED, Service, What};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::report::ReportError;
use crate::report::distinct::Distinct;
use crate::report::query::Query;
use crate::report::table::{Cell, Column, Row, Table, Type};

/// The kinds of record that the report reads: those in which people serve, and the registers that say who is
/// one person and what lies below an organisation.
pub const KINDS: [Kind; 7] =
    [Kind::Org, Kind::Worker, Kind::Activity, Kind::Shift, Kind::Need, Kind::Case, Kind::Correction];

codes! {
    /// By what hours can be added up.
    Key {
        Month = "month", Year = "year", Category = "category", Org = "org", Who = "who", Lead = "lead",
        Program = "program", Kind = "kind", As = "as",
    }
}

/// The hours of service of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The keys, outermost first.
    pub by: Vec<Key>,
    /// What there is under each value of the keys.
    pub rows: BTreeMap<Vec<Value>, Sum>,
    /// What there is in all.
    pub total: Sum,
    /// Where hours are added up by organisation: each with all below it, in the order of the tree, with its
    /// depth. Nothing where none has anything below it.
    pub below: Vec<(usize, Id, Sum)>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// The value of a key; what has none comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A value.
    Named(String),
    /// None: without a lead, without a programme.
    Missing,
}

/// What rows of service add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many rows.
    pub attendances: i64,
    /// The time.
    pub minutes: Minutes,
    /// Of that, the time that was compulsory.
    pub compulsory: Minutes,
    /// Of that, the time that nobody has looked at.
    pub submitted: Minutes,
    /// Whether something in it is rounded or assumed.
    pub approximate: bool,
    people: Distinct,
}

/// A figure that is told of each sum: its key, its type, itself.
type Figure = (&'static str, Type, fn(&Sum) -> Cell);

/// Adds up the hours that a query asks for.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn hours(book: &Book, query: &Query, by: &[Key]) -> Result<Hours, ReportError> {
    let mut passed = Passed::default();
    let mut filter = query.filter(book, &mut passed)?;
    let mut heap = Heap::default();
    let mut own: BTreeMap<Id, Sum> = BTreeMap::new();
    let mut outcome = Ok(());
    for kind in SERVED {
        book.facts(kind, Some(&query.period), &mut passed, &mut |fact| {
            if let What::Service(service) = &fact.what
                && outcome.is_ok()
                && filter.takes(fact)
            {
                let person = filter.people().number(&service.who);
                outcome = heap.add(by, fact, service, person);
                if let Some(org) = fact.about.org.as_ref().filter(|_| by.contains(&Key::Org)) {
                    // What is too much for an organisation was too much in all.
                    let _ = own.entry(org.clone()).or_default().add(fact, service, person);
                }
            }
        })?;
    }
    outcome?;
    let below = filter.tree().subtotals(query.org.as_ref(), &own, Sum::join);
    Ok(Hours { below, passed, ..heap.hours(by) })
}

/// What is added up while facts stream by: values of keys are not written out before the end.
#[derive(Default)]
struct Heap {
    rows: Vec<(Vec<Part>, Sum)>,
    numbers: HashMap<Vec<Part>, usize>,
    total: Sum,
    /// What the last fact was about, and its row: the next is mostly about the same.
    last: Option<(Arc<About>, usize)>,
    /// The keys of the last row, in a list that is used again and again.
    key: Vec<Part>,
}

/// The value of a key as facts have it.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Part {
    Month(Month),
    Year(i32),
    Category(Category),
    Id(Id),
    Kind(Kind),
    Role(Role),
    Missing,
}

impl Heap {
    fn add(&mut self, by: &[Key], fact: &Fact, service: &Service, person: u32) -> Result<(), ReportError> {
        let row = self.row(by, fact, service);
        self.rows[row]
            .1
            .add(fact, service, person)
            .and_then(|()| self.total.add(fact, service, person))
            .ok_or_else(|| ReportError::too_many(&fact.about))
    }

    /// The number of the row that a fact belongs to.
    fn row(&mut self, by: &[Key], fact: &Fact, service: &Service) -> usize {
        let is_same = !by.iter().any(|key| key.is_of_service());
        if let Some((about, row)) = self.last.as_ref().filter(|_| is_same)
            && Arc::ptr_eq(about, &fact.about)
        {
            return *row;
        }
        self.key.clear();
        self.key.extend(by.iter().map(|key| key.of(fact, service)));
        let known = self.numbers.get(self.key.as_slice()).copied();
        let row = known.unwrap_or_else(|| {
            self.rows.push((self.key.clone(), Sum::default()));
            self.numbers.insert(self.key.clone(), self.rows.len() - 1);
            self.rows.len() - 1
        });
        self.last = Some((fact.about.clone(), row));
        row
    }

    /// The report, without what only registers and files tell.
    fn hours(self, by: &[Key]) -> Hours {
        let row = |(key, sum): (Vec<Part>, Sum)| (key.into_iter().map(Value::from).collect(), sum);
        let rows = self.rows.into_iter().map(row).collect();
        Hours { by: by.into(), rows, total: self.total, below: Vec::new(), passed: Passed::default() }
    }
}

impl From<Part> for Value {
    fn from(part: Part) -> Value {
        Value::Named(match part {
            Part::Month(month) => month.to_string(),
            Part::Year(year) => format!("{year:04}"),
            Part::Category(category) => category.to_string(),
            Part::Id(id) => id.to_string(),
            Part::Kind(kind) => kind.to_string(),
            Part::Role(role) => role.to_string(),
            Part::Missing => return Value::Missing,
        })
    }
}

impl Hours {
    /// The report as tables: by its keys, and by organisation with all below it.
    pub fn tables(&self) -> Vec<Table> {
        let mut table = Table::new("hours", self.columns(self.by.iter().map(|key| (key.code(), key.kind()))));
        table.groups = self.by.len();
        table.rows = self.rows.iter().map(|(key, sum)| self.row(sum, key.iter().map(Value::cell))).collect();
        table.total = Some(self.row(&self.total, self.by.iter().map(|_| Cell::Missing)));
        let mut tree = Table::new("hours_below", self.columns([("org", Type::Branch)].into_iter()));
        let rows = self.below.iter();
        tree.rows =
            rows.map(|(_, org, sum)| self.row(sum, [Cell::Text(org.to_string())].into_iter())).collect();
        let is_said = |table: &Table| table.key == "hours" || !table.rows.is_empty();
        [table, tree].into_iter().filter(is_said).collect()
    }

    /// What is told of each sum: its key, its type, itself. What is apart stands there where there is any.
    fn figures(&self) -> impl Iterator<Item = Figure> {
        let always: [Figure; 3] = [
            ("attendances", Type::Integer, |sum| sum.attendances.into()),
            ("people", Type::Integer, |sum| sum.people().into()),
            ("minutes", Type::Minutes, |sum| sum.minutes.into()),
        ];
        let submitted: Figure = ("submitted_minutes", Type::Minutes, |sum| sum.submitted.into());
        let compulsory: Figure = ("compulsory_minutes", Type::Minutes, |sum| sum.compulsory.into());
        let apart = [(submitted, self.total.submitted), (compulsory, self.total.compulsory)];
        let apart = apart.into_iter().filter(|(_, minutes)| minutes.count() != 0).map(|(figure, _)| figure);
        always.into_iter().chain(apart)
    }

    fn columns(&self, keys: impl Iterator<Item = (&'static str, Type)>) -> Vec<Column> {
        let figures = self.figures().map(|(key, kind, _)| (key, kind));
        keys.chain(figures).map(|(key, kind)| Column::new(key, kind)).collect()
    }

    /// The figures of a sum after its keys; what rests on an approximate row is approximate itself.
    fn row(&self, sum: &Sum, keys: impl Iterator<Item = Cell>) -> Row {
        let row = Row::of(keys.chain(self.figures().map(|(.., of)| of(sum))).collect());
        let is_rounded = |of: fn(&Sum) -> Cell| of(sum) != Cell::Minutes(Minutes::default());
        let marked = self.figures().filter(|(key, _, of)| !key.contains('_') || is_rounded(*of));
        row.approximately(marked.map(|(key, ..)| key).filter(|_| sum.approximate))
    }
}

impl Key {
    /// Whether the rows of one record may differ in it.
    fn is_of_service(self) -> bool {
        matches!(self, Key::Who | Key::As)
    }

    /// The value that a row of service has for this key.
    fn of(self, fact: &Fact, service: &Service) -> Part {
        let about = &fact.about;
        let id = |id: &Option<Id>| id.clone().map_or(Part::Missing, Part::Id);
        match self {
            Key::Month => Part::Month(about.date.month()),
            Key::Year => Part::Year(about.date.year()),
            Key::Category => about.category.clone().map_or(Part::Missing, Part::Category),
            Key::Org => id(&about.org),
            Key::Who => Part::Id(service.who.clone()),
            Key::Lead => id(&about.lead),
            Key::Program => id(&about.program),
            Key::Kind => Part::Kind(about.kind),
            Key::As => Part::Role(service.role),
        }
    }

    /// What the values are.
    fn kind(self) -> Type {
        match self {
            Key::Category => Type::Code("category"),
            Key::Org => Type::Code("org"),
            Key::Who | Key::Lead => Type::Code("who"),
            Key::Kind => Type::Code("noun"),
            Key::As => Type::Code("as"),
            Key::Program => Type::Code("program"),
            Key::Month | Key::Year => Type::Text,
        }
    }
}

impl Value {
    /// It as a cell.
    pub fn cell(&self) -> Cell {
        match self {
            Value::Named(text) => Cell::Text(text.clone()),
            Value::Missing => Cell::Missing,
        }
    }
}

impl Sum {
    /// How many distinct persons.
    pub fn people(&self) -> i64 {
        self.people.count()
    }

    /// Adds a row; `None` where that is more than can be counted. A correction adds time alone.
    fn add(&mut self, fact: &Fact, service: &Service, person: u32) -> Option<()> {
        self.minutes = self.minutes.plus(service.minutes)?;
        if service.compulsory {
            self.compulsory = self.compulsory.plus(service.minutes)?;
        }
        if service.state == State::Submitted {
            self.submitted = self.submitted.plus(service.minutes)?;
        }
        self.approximate |= fact.approximate;
        if fact.about.kind != Kind::Correction {
            self.attendances = self.attendances.checked_add(1)?;
            self.people.insert(person);
        }
        Some(())
    }

    /// Takes in another sum: who is in both is one person. What is more than can be counted stays as it is.
    fn join(&mut self, other: &Sum) {
        let both = |one: Minutes, more: Minutes| one.plus(more).unwrap_or(one);
        self.attendances = self.attendances.saturating_add(other.attendances);
        self.minutes = both(self.minutes, other.minutes);
        self.compulsory = both(self.compulsory, other.compulsory);
        self.submitted = both(self.submitted, other.submitted);
        self.approximate |= other.approximate;
        self.people.extend(&other.people);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::code::{Role, State};
    use crate::model::id::Id;

    fn served(minutes: i64) -> (Fact, Service) {
        let id: Id = "2014-03-01-patrol".parse().unwrap();
        let service = Service {
            who: "ann".parse().unwrap(),
            role: Role::Volunteer,
            minutes: Minutes::of(minutes),
            state: State::Verified,
            compulsory: false,
        };
        let about = Arc::new(About::of(Kind::Activity, &id, "2014-03-01".parse().unwrap()));
        (about.service(about.date, service.clone(), false), service)
    }

    #[test]
    fn more_than_can_be_counted_is_an_error() {
        let mut heap = Heap::default();
        let mut add = |(fact, service): (Fact, Service)| heap.add(&[Key::Month], &fact, &service, 0);
        assert_eq!(add(served(i64::MAX)), Ok(()));
        let error = add(served(1)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the figures of `activity/2014-03-01-patrol` and those before it are more than can be added up"
        );
    }

    #[test]
    fn what_is_missing_comes_last_and_is_no_text() {
        let (mut heap, by) = (Heap::default(), [Key::Lead, Key::As]);
        let (mut led, service) = served(30);
        Arc::make_mut(&mut led.about).lead = "zoe".parse().ok();
        led.approximate = true;
        let (alone, longer) = served(90);
        heap.add(&by, &alone, &longer, 0).unwrap();
        heap.add(&by, &led, &service, 0).unwrap();
        heap.add(&by, &led, &service, 1).unwrap();
        let table = heap.hours(&by).tables().remove(0);
        let cells: Vec<_> = table.rows.iter().map(|row| row.cells[0].clone()).collect();
        assert_eq!(cells, [Cell::Text("zoe".into()), Cell::Missing]);
        assert_eq!(table.rows[0].cells[2..], [2.into(), 2.into(), Minutes::of(60).into()]);
        assert_eq!(table.rows[0].approx.len(), 3);
        assert!(table.rows[1].approx.is_empty());
        assert_eq!(table.total.unwrap().cells[2..], [3.into(), 2.into(), Minutes::of(150).into()]);
    }

    #[test]
    fn what_is_apart_stands_there_where_there_is_any() {
        let (mut heap, by) = (Heap::default(), [Key::Org]);
        let (fact, service) = served(60);
        heap.add(&by, &fact, &service, 0).unwrap();
        let table = heap.hours(&by).tables().remove(0);
        assert_eq!(table.columns.len(), 4);
        let mut heap = Heap::default();
        heap.add(&by, &fact, &service, 0).unwrap();
        heap.add(&by, &fact, &Service { state: State::Submitted, ..service.clone() }, 0).unwrap();
        heap.add(&by, &fact, &Service { compulsory: true, ..service }, 1).unwrap();
        let table = heap.hours(&by).tables().remove(0);
        let keys: Vec<&str> = table.columns[3..].iter().map(|column| &*column.key).collect();
        assert_eq!(keys, ["minutes", "submitted_minutes", "compulsory_minutes"]);
        let minutes = |count: i64| Cell::Minutes(Minutes::of(count));
        assert_eq!(table.rows[0].cells[3..], [minutes(180), minutes(60), minutes(60)]);
    }

    #[test]
    fn who_serves_in_two_organisations_is_one_person_above_them() {
        let sum = |person: u32| {
            let (fact, service) = served(60);
            let mut sum = Sum::default();
            sum.add(&fact, &service, person).unwrap();
            sum
        };
        let (mut all, other) = (sum(1), sum(1));
        all.join(&other);
        all.join(&sum(2));
        assert_eq!((all.attendances, all.people(), all.minutes), (3, 2, Minutes::of(180)));
    }
}
