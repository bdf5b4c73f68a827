//! What is closed: the dated facts up to a day, and how two states of them differ.
//!
//! A closed period is told by the lines of its evidence. Here they are gathered and compared, and what differs
//! is put into words and found in its record; whether it may differ, is not known here.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::book::{Book, Passed, SourceError};
use crate::model::correction::RecordRef;
use crate::model::day::Day;
use crate::model::diff::key_of;
use crate::model::evidence::Evidence;
use crate::model::fact::Ground;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::model::node::Node;
use crate::model::path::FieldPath;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::record::{AnyRecord, shape};
use crate::model::settings;

/// The kinds of record whose facts a checksum covers.
pub const DATED: [Kind; 7] =
    [Kind::Activity, Kind::Shift, Kind::Training, Kind::Need, Kind::Case, Kind::Movement, Kind::Correction];

/// The fields of a service entry that can differ while it is the same one; hours first.
const VALUES: [&str; 7] = ["hours", "state", "category", "org", "lead", "program", "compulsory"];

/// The rule that what is final stays as it is.
pub const RULE: &str = "closed-period";

/// The field of the store's own file that says up to which day everything is final.
pub fn through() -> Place {
    Place::file(settings::FILE).at(FieldPath::field("closed").then("through"))
}

/// All dated facts up to a day.
///
/// # Errors
/// [`SourceError`] where a folder cannot be listed.
pub fn evidence(book: &Book, through: Day, passed: &mut Passed) -> Result<Evidence, SourceError> {
    let mut evidence = Evidence::default();
    let Some(period) = Period::between(Day::first(), through) else { return Ok(evidence) };
    for kind in DATED {
        book.facts(kind, Some(&period), passed, &mut |fact| {
            if fact.about.date <= through {
                evidence.add(fact);
            }
        })?;
    }
    Ok(evidence)
}

/// The facts that were closed, where somebody remembers them: those that have the checksum.
///
/// # Errors
/// [`SourceError`] where a folder cannot be listed.
pub fn at_closing(book: &Book) -> Result<Option<Evidence>, SourceError> {
    let Some(closed) = &book.settings().closed else { return Ok(None) };
    let Some(past) = book.at_closing() else { return Ok(None) };
    let past = Book::over(&*past, book.today());
    let facts = evidence(&past, closed.through, &mut Passed::default())?;
    let is_it = closed.records.as_ref().is_some_and(|records| **records == *facts.checksum());
    Ok(is_it.then_some(facts))
}

/// The dated facts of one record up to a day.
pub fn evidence_of(book: &Book, id: &Id, record: &AnyRecord, ground: &Ground, through: Day) -> Evidence {
    let mut evidence = Evidence::default();
    book.facts_of(id, record, ground, &mut |fact| {
        if fact.about.date <= through {
            evidence.add(&fact);
        }
    });
    evidence
}

/// Where a record says that somebody served on a day; the record as a whole where no row of it does.
pub fn row(record: &AnyRecord, id: &Id, who: &Id, date: Day) -> Place {
    let of = RecordRef { kind: record.kind(), id: id.clone() };
    let (told, field) = (Told::Hours(who.clone()), "state".into());
    Difference { of, date, told, field, was: None, is: None }.place(record)
}

/// How two states of the same facts differ, in the order of their records.
pub fn differences(before: &Evidence, after: &Evidence) -> Vec<Difference> {
    let (before, after) = (before.lines(), after.lines());
    let mut pairs: BTreeMap<Key, [Vec<Line>; 2]> = BTreeMap::new();
    for (side, own, other) in [(0, &before, &after), (1, &after, &before)] {
        let mut rest = other.as_slice();
        for line in own {
            let at = rest.partition_point(|other| other < line);
            rest = &rest[at..];
            if rest.first() == Some(line) {
                rest = &rest[1..];
            } else if let Some((key, line)) = read(line) {
                pairs.entry(key).or_default()[side].push(line);
            }
        }
    }
    let mut found = Vec::new();
    for (key, [was, is]) in pairs {
        for at in 0..was.len().max(is.len()) {
            found.extend(differs(&key, was.get(at), is.get(at)));
        }
    }
    found
}

/// A fact that one state tells otherwise than another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The record that tells it.
    pub of: RecordRef,
    /// The day that it counts on.
    pub date: Day,
    /// What it tells.
    pub told: Told,
    /// What of that differs: a value of the hours, or the figure itself.
    pub field: String,
    /// What it was; nothing where there was no such fact.
    pub was: Option<String>,
    /// What it is; nothing where there is no such fact.
    pub is: Option<String>,
}

/// What a fact tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// How long somebody served.
    Hours(Id),
    /// How many there were of something: `counts.residents`.
    Figure(String),
}

impl Difference {
    /// What differs, in words: ``the hours of `li-na` on 2026-10-04``.
    pub fn what(&self) -> String {
        match &self.told {
            Told::Hours(who) if self.field == VALUES[0] => format!("the hours of `{who}` on {}", self.date),
            Told::Hours(who) => format!("`{}` of the hours of `{who}` on {}", self.field, self.date),
            Told::Figure(name) => format!("`{name}` on {}", self.date),
        }
    }

    /// Where a record tells it; the record as a whole where no field of it does.
    pub fn place(&self, record: &AnyRecord) -> Place {
        let field = record.node().ok().and_then(|node| self.field_in(&node)).unwrap_or_default();
        Place::of(self.of.kind, &self.of.id, field)
    }

    fn field_in(&self, record: &Node) -> Option<FieldPath> {
        let own = |name: &str| record.field(name).map(|_| FieldPath::field(name));
        match &self.told {
            Told::Hours(_) if matches!(self.field.as_str(), "category" | "org" | "lead" | "program") => {
                own(&self.field).or_else(|| own("worker"))
            }
            Told::Hours(who) => self.row_of(who, record).or_else(|| own("hours")).or_else(|| own("date")),
            Told::Figure(name) => match name.split_once('.')? {
                (table @ ("counts" | "outputs" | "results"), name) => {
                    record.field(table)?.field(name)?;
                    Some(FieldPath::field(table).then(name))
                }
                ("training", _) => own("results").or_else(|| own("attendance")),
                _ => own("quantity").or_else(|| own("lines")),
            },
        }
    }

    /// The row of a list that says when somebody served.
    fn row_of(&self, who: &Id, record: &Node) -> Option<FieldPath> {
        let Node::Table(fields) = record else { return None };
        let date = self.date.to_string();
        let is_theirs = |row: &Node| {
            let named = |name: &str| row.field(name).and_then(Node::text).is_some_and(|text| text == **who);
            let on_day = row.field("date").and_then(Node::text).is_none_or(|text| text == date);
            on_day && (named("who") || (row.field("who").is_none() && named("by")))
        };
        fields.iter().find_map(|(name, list)| {
            let Node::List(rows) = list else { return None };
            let list = shape(self.of.kind).field(name)?;
            let (at, row) = rows.iter().enumerate().find(|(_, row)| is_theirs(row))?;
            let path = FieldPath::field(name).row(at, &key_of(row, list.shape.key()));
            let has = |field: &&str| row.field(field).is_some();
            let field = [self.field.as_str(), "hours", "date", "who"].into_iter().find(has);
            Some(field.map_or(path.clone(), |field| path.then(field)))
        })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".into());
        write!(f, "`{}`: {}: {} → {}", self.of, self.what(), said(&self.was), said(&self.is))
    }
}

/// What tells one fact from another: the record, the day, and what is told. Somebody's service as worker
/// is another fact than that as volunteer.
type Key = (RecordRef, Day, Told, String);

/// The values of a fact, each with its name.
type Line = Vec<(String, String)>;

/// The fact that a line of evidence tells.
fn read(line: &str) -> Option<(Key, Line)> {
    let fields: Vec<&str> = line.split('\t').collect();
    match fields[..] {
        [who, role, date, minutes, state, category, org, lead, program, compulsory, kind, id] => {
            let of = RecordRef { kind: kind.parse().ok()?, id: id.parse().ok()? };
            let hours = Minutes::of(minutes.parse().ok()?).hm();
            let values = [&*hours, state, category, org, lead, program, compulsory];
            let values = VALUES.into_iter().zip(values).map(|(name, value)| (name.into(), value.into()));
            let told = Told::Hours(who.parse().ok()?);
            Some(((of, date.parse().ok()?, told, role.into()), values.collect()))
        }
        [of, date, name, number] => {
            let number = number.parse().ok()?;
            let is_moved =
                ["in.", "out.", "transfer.", "adjust."].iter().any(|start| name.starts_with(start));
            let number = if is_moved { Money::of_hundredths(number).to_string() } else { number.to_string() };
            let key = (of.parse().ok()?, date.parse().ok()?, Told::Figure(name.into()), String::new());
            Some((key, vec![(name.into(), number)]))
        }
        _ => None,
    }
}

/// What differs between two states of one fact.
fn differs(key: &Key, was: Option<&Line>, is: Option<&Line>) -> Vec<Difference> {
    let (of, date, told, _) = key;
    let one = |field: &str, was: Option<&str>, is: Option<&str>| {
        let said = |value: Option<&str>| value.filter(|value| !value.is_empty()).map(String::from);
        let (of, told, field) = (of.clone(), told.clone(), field.into());
        Difference { of, date: *date, told, field, was: said(was), is: said(is) }
    };
    match (was, is) {
        (Some(was), Some(is)) => was
            .iter()
            .zip(is)
            .filter(|(was, is)| was != is)
            .map(|((field, was), (_, is))| one(field, Some(was), Some(is)))
            .collect(),
        (was, is) => {
            let first = |line: Option<&Line>| line.and_then(|line| line.first()).cloned();
            let (was, is) = (first(was), first(is));
            let field = was.as_ref().or(is.as_ref()).map(|(field, _)| field.clone()).unwrap_or_default();
            let value = |value: &Option<(String, String)>| value.as_ref().map(|(_, value)| value.clone());
            vec![one(&field, value(&was).as_deref(), value(&is).as_deref())]
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::code::{Role, State};
    use crate::model::fact::{About, Fact, Figure, Service};

    fn about(day: &str) -> Arc<About> {
        Arc::new(About::of(Kind::Activity, &"2026-10-04-walk".parse().unwrap(), day.parse().unwrap()))
    }

    fn hours(who: &str, role: Role, minutes: i64) -> Fact {
        let (who, minutes) = (who.parse().unwrap(), Minutes::of(minutes));
        let service = Service { who, role, minutes, state: State::Verified, compulsory: false };
        about("2026-10-04").service("2026-10-04".parse().unwrap(), service, false)
    }

    fn count(name: &str, number: i64) -> Fact {
        about("2026-10-04").count(Figure::Heads(name.into()), number, false)
    }

    fn told(before: &[Fact], after: &[Fact]) -> Vec<String> {
        let gathered = |facts: &[Fact]| {
            let mut evidence = Evidence::default();
            for fact in facts {
                evidence.add(fact);
            }
            evidence
        };
        let found = differences(&gathered(before), &gathered(after));
        found.iter().map(|one| one.to_string().replace("`activity/2026-10-04-walk`: ", "")).collect()
    }

    #[test]
    fn what_differs_is_told_as_it_was_and_as_it_is() {
        let [volunteer, worker] = [Role::Volunteer, Role::Worker];
        let before = [hours("li-na", volunteer, 120), hours("li-na", worker, 60), count("residents", 3)];
        assert_eq!(told(&before, &before), Vec::<String>::new());
        let after = [hours("li-na", volunteer, 150), hours("tom", volunteer, 30), count("workers", 1)];
        assert_eq!(
            told(&before, &after),
            [
                "the hours of `li-na` on 2026-10-04: 2h → 2h30m",
                "the hours of `li-na` on 2026-10-04: 1h → –",
                "the hours of `tom` on 2026-10-04: – → 30m",
                "`counts.residents` on 2026-10-04: 3 → –",
                "`counts.workers` on 2026-10-04: – → 1",
            ]
        );
    }

    #[test]
    fn the_same_hours_twice_are_two_facts() {
        let one = hours("li-na", Role::Volunteer, 60);
        let twice = [one.clone(), one.clone()];
        assert_eq!(told(&twice, &twice), Vec::<String>::new());
        assert_eq!(told(&twice, &twice[1..]), ["the hours of `li-na` on 2026-10-04: 1h → –"]);
    }

    #[test]
    fn whose_hours_they_are_counts_too() {
        let was = hours("li-na", Role::Volunteer, 60);
        let mut is = was.clone();
        Arc::make_mut(&mut is.about).lead = Some("wang-fang".parse().unwrap());
        let differs = "`lead` of the hours of `li-na` on 2026-10-04: – → wang-fang";
        assert_eq!(told(&[was], &[is]), [differs]);
    }
}
