//! Arrivals: when each record came into the store, and by whose hands, as the commits tell it.
//!
//! Built from one commit after another, the oldest first. Whoever remembers commits hands them over; neither
//! git nor files are known here, nor what an arrival is worth.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// For how many days after its first commit a store takes over what was kept elsewhere before.
pub const SETTLING: i64 = 60;

/// The number of records above which a commit takes over what was kept elsewhere, whenever it is made.
pub const MANY: usize = 200;

/// How a record came into the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The day of the commit that brought it, where its author was.
    pub day: Day,
    /// The e-mail of the author, in small letters.
    pub email: Arc<str>,
    /// Whether it was taken over with others that had been kept elsewhere.
    pub is_taken_over: bool,
    /// Whether every commit that touched it has the same author.
    pub is_one_hand: bool,
}

/// How all records came into the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrivals {
    first: Option<Day>,
    records: BTreeMap<Kind, BTreeMap<Id, Arrival>>,
}

/// What a commit did to records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day, where its author was.
    pub day: Day,
    /// The e-mail of the author.
    pub email: String,
    /// The records whose files it touched, each with the bytes that went and those that came, by any name that
    /// equal bytes share. One that moved stands here once gone and once come.
    pub touched: Vec<Touch>,
}

/// What a commit did to one file of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The record.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// What the file said before; `None` if the commit made it.
    pub before: Option<String>,
    /// What it says after; `None` if the commit removed it.
    pub after: Option<String>,
}

impl Arrivals {
    /// How a record came; `None` of one that was never committed.
    pub fn get(&self, kind: Kind, id: &Id) -> Option<&Arrival> {
        self.records.get(&kind)?.get(id)
    }

    /// Takes the next commit.
    pub fn add(&mut self, step: &Step) {
        let first = *self.first.get_or_insert(step.day);
        let came = step.touched.iter().filter(|touch| touch.before.is_none()).count();
        let is_taken_over = step.day.days_after(first) <= SETTLING || came > MANY;
        let email: Arc<str> = step.email.to_ascii_lowercase().into();
        let arrival = Arrival { day: step.day, email, is_taken_over, is_one_hand: true };
        let renamed = renamed(&step.touched);
        for touch in step.touched.iter().filter(|touch| touch.after.is_some()) {
            let known = self.records.entry(touch.kind).or_default();
            let old = renamed.get(&(touch.kind, &touch.id)).and_then(|old| known.get(*old)).cloned();
            let own = known.entry(touch.id.clone());
            let own = own.or_insert_with(|| old.unwrap_or_else(|| arrival.clone()));
            own.is_one_hand &= own.email == arrival.email;
        }
    }
}

/// The ids that records had which a commit gave another one: those that went as others of the same bytes came.
fn renamed(touched: &[Touch]) -> BTreeMap<(Kind, &Id), &Id> {
    let went = touched.iter().filter(|touch| touch.after.is_none());
    let went: BTreeMap<_, &Id> = went.map(|gone| ((gone.kind, gone.before.as_deref()), &gone.id)).collect();
    let mut taken = BTreeSet::new();
    let came = touched.iter().filter(|touch| touch.before.is_none() && touch.after.is_some());
    let pairs = came.filter_map(|new| {
        let old = *went.get(&(new.kind, new.after.as_deref()))?;
        taken.insert((new.kind, old)).then_some(((new.kind, &new.id), old))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A commit of one record: its file's bytes before and after.
    fn step(day: &str, email: &str, touched: &[(&str, Option<&str>, Option<&str>)]) -> Step {
        let touch = |(id, before, after): &(&str, Option<&str>, Option<&str>)| Touch {
            kind: Kind::Activity,
            id: id.parse().unwrap(),
            before: before.map(String::from),
            after: after.map(String::from),
        };
        let touched = touched.iter().map(touch).collect();
        Step { day: day.parse().unwrap(), email: email.into(), touched }
    }

    /// Day, whether taken over, whether one hand.
    fn told(steps: &[Step], id: &str) -> Option<(String, bool, bool)> {
        let mut arrivals = Arrivals::default();
        for step in steps {
            arrivals.add(step);
        }
        let arrival = arrivals.get(Kind::Activity, &id.parse().unwrap())?;
        Some((arrival.day.to_string(), arrival.is_taken_over, arrival.is_one_hand))
    }

    #[test]
    fn the_first_commit_of_a_record_tells_how_it_came() {
        let steps = [
            step("2026-01-01", "A@x", &[("a", None, Some("1"))]),
            step("2026-03-01", "a@x", &[("a", Some("1"), Some("2")), ("b", None, Some("1"))]),
            step("2026-03-03", "a@x", &[("c", None, Some("3"))]),
            step("2026-03-04", "b@x", &[("c", Some("3"), Some("4"))]),
        ];
        assert_eq!(told(&steps, "a"), Some(("2026-01-01".into(), true, true)));
        assert_eq!(told(&steps, "b"), Some(("2026-03-01".into(), true, true)), "59 days");
        assert_eq!(told(&steps, "c"), Some(("2026-03-03".into(), false, false)), "61 days, two hands");
        assert_eq!(told(&steps, "d"), None);
    }

    #[test]
    fn moves_and_renames_are_no_arrivals() {
        let steps = [
            step("2026-01-01", "a@x", &[("a", None, Some("1")), ("b", None, Some("1"))]),
            step("2026-09-01", "b@x", &[("a", Some("1"), None), ("a", None, Some("2"))]),
            step(
                "2026-09-02",
                "a@x",
                &[("b", Some("1"), None), ("c", None, Some("1")), ("d", None, Some("1"))],
            ),
        ];
        assert_eq!(told(&steps, "a"), Some(("2026-01-01".into(), true, false)));
        assert_eq!(told(&steps, "c"), Some(("2026-01-01".into(), true, true)));
        assert_eq!(told(&steps, "d"), Some(("2026-09-02".into(), false, true)), "one became one");
    }

    #[test]
    fn a_commit_of_many_records_takes_them_over() {
        let names: Vec<String> = (0..=MANY).map(|at| format!("a-{at}")).collect();
        let all: Vec<_> = names.iter().map(|name| (&**name, None, Some("1"))).collect();
        let first = step("2026-01-01", "a@x", &[("a", None, Some("1"))]);
        let with = |count: usize| [first.clone(), step("2026-09-01", "a@x", &all[..count])];
        assert_eq!(told(&with(MANY), "a-0"), Some(("2026-09-01".into(), false, true)));
        assert_eq!(told(&with(MANY + 1), "a-0"), Some(("2026-09-01".into(), true, true)));
    }
}
