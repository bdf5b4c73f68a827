//! What an activity tells, straight from its plain text: nothing of it is copied.
//!
//! A city's activities have a million rows, of which a report needs who and how long. Each value is held to the
//! rules of its type all the same, and what a report does not need is let go then. What is not plain, has a field
//! that is not among these, or breaks a rule is declined, and the record's struct decides: so it can be quick, but
//! never differ.

use std::cell::{Cell, LazyCell};
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::facts::{COMPULSORY, Entry, Head, SUBMITTED, Tells, WORKER, sort};
use crate::model::activity::{Satisfaction, length};
use crate::model::book::Name;
use crate::model::clock::Clock;
use crate::model::code::{Catalogue, Linkage, Role, State};
use crate::model::day::Day;
use crate::model::fact::Ground;
use crate::model::flaw::from_text;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::model::record::RATINGS;
use crate::model::repeat;
use crate::model::text::Text;
use crate::store::plain;

/// An activity that tells its facts.
pub(in crate::store) struct Skim<'t, 'g> {
    activity: Activity<'t>,
    ground: &'g Ground,
}

/// An activity as far as most say anything.
#[derive(Deserialize)]
#[expect(dead_code, reason = "some fields are only held to the rules of their types")]
struct Activity<'t> {
    title: Words,
    #[serde(borrow)]
    category: Word<'t>,
    org: Word<'t>,
    #[serde(default)]
    orgs: Vec<Word<'t>>,
    program: Option<Word<'t>>,
    need: Option<Word<'t>>,
    date: Day,
    until: Option<Day>,
    start: Option<Clock>,
    end: Option<Clock>,
    place: Option<Words>,
    lead: Option<Word<'t>>,
    linkage: Option<Linkage>,
    #[serde(default)]
    counts: Measures<'t>,
    #[serde(default)]
    outputs: Measures<'t>,
    #[serde(default)]
    results: Measures<'t>,
    #[serde(default)]
    served: Vec<Word<'t>>,
    #[serde(default)]
    attendance: Vec<Attendance<'t>>,
    satisfaction: Option<Satisfaction>,
    spent: Option<Money>,
    note: Option<Words>,
    source: Option<Words>,
    #[serde(rename = "override")]
    overridden: Option<Words>,
}

/// Somebody who took part.
#[derive(Deserialize)]
#[expect(dead_code, reason = "some fields are only held to the rules of their types")]
struct Attendance<'t> {
    #[serde(borrow)]
    who: Word<'t>,
    #[serde(rename = "as")]
    role_as: Option<Role>,
    date: Option<Day>,
    role: Option<Words>,
    hours: Option<Minutes>,
    compulsory: Option<bool>,
    state: Option<State>,
    by: Option<Word<'t>>,
    reason: Option<Words>,
    rating: Option<u64>,
    #[serde(rename = "override")]
    overridden: Option<Words>,
}

/// An id, where it stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Word<'t>(&'t str);

/// That a text stood there.
struct Words;

/// Numbers by names, sorted by name.
#[derive(Default)]
struct Measures<'t>(Vec<(&'t str, u64)>);

/// Skims an activity; nothing where it declines.
pub(in crate::store) fn activity<'t, 'g>(
    name: &Name,
    bytes: &'t [u8],
    catalogue: &Catalogue,
    ground: &'g Ground,
) -> Option<Skim<'t, 'g>> {
    if name.kind != Kind::Activity {
        return None;
    }
    let has_unwanted = Cell::new(false);
    let reader = plain::reader(str::from_utf8(bytes).ok()?, &has_unwanted).ok()?;
    let activity = Activity::deserialize(reader).ok()?;
    let keeps_rules =
        !has_unwanted.get() && activity.keeps_rules() && catalogue.knows(activity.category.0).is_ok();
    (keeps_rules && name.month() == Some(activity.date.month())).then_some(Skim { activity, ground })
}

impl Activity<'_> {
    /// Whether its values go together, and no row stands twice.
    fn keeps_rules(&self) -> bool {
        let month = self.date.month();
        let is_within = |row: &Attendance| {
            row.date.is_none_or(|date| date.month() == month)
                && row.rating.is_none_or(|rating| RATINGS.contains(&rating))
        };
        let is_span = self.start.is_none() || self.start != self.end;
        is_span
            && self.attendance.iter().all(is_within)
            && !repeat::twice(&self.orgs)
            && !repeat::twice(&self.served)
            && !repeat::any(&self.attendance, |row| (row.who, row.date, row.role_as))
    }
}

impl Tells for Skim<'_, '_> {
    fn head(&self) -> Option<Head<'_>> {
        let Activity { date, category, org, orgs, lead, program, linkage, .. } = &self.activity;
        Some(Head {
            date: *date,
            category: Some(category.0),
            org: Some(org.0),
            further: orgs.iter().map(|org| org.0).collect(),
            lead: lead.map(|lead| lead.0),
            program: program.map(|program| program.0),
            linkage: *linkage,
        })
    }

    fn each<'a>(&'a self, out: &mut dyn FnMut(Entry<'a>)) {
        let Skim { activity, ground } = self;
        let Activity { date, until, start, end, .. } = *activity;
        out(Entry::count(date, (sort::RECORD, None), 1));
        let measures = [
            (sort::HEADS, &activity.counts),
            (sort::OUTPUT, &activity.outputs),
            (sort::RESULT, &activity.results),
        ];
        for (sort, Measures(named)) in measures {
            for (name, number) in named {
                out(Entry::count(date, (sort, Some(name)), i64::try_from(*number).unwrap_or(i64::MAX)));
            }
        }
        for _ in &activity.served {
            out(Entry::count(date, (sort::SERVED, None), 1));
        }
        let length = LazyCell::new(|| length(date, until, start, end, ground.zone));
        for row in &activity.attendance {
            let state = row.state.unwrap_or(ground.unlooked);
            let Some(minutes) = row.hours.or_else(|| *length).filter(|_| state != State::Rejected) else {
                continue;
            };
            let role = row.role_as.unwrap_or_else(|| ground.register_of(row.who.0));
            let service = Entry::service(row.date.unwrap_or(date), row.who.0, minutes)
                .flagged(WORKER, role == Role::Worker)
                .flagged(SUBMITTED, state == State::Submitted)
                .flagged(COMPULSORY, row.compulsory.unwrap_or(false));
            out(service);
        }
    }
}

impl<'de: 't, 't> Deserialize<'de> for Word<'t> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Word<'t>, D::Error> {
        struct Ids;
        impl<'de> Visitor<'de> for Ids {
            type Value = Word<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an id")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Word<'de>, E> {
                Id::check(text).map_err(E::custom)?;
                Ok(Word(text))
            }
        }
        from.deserialize_str(Ids)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Words, D::Error> {
        from_text(from, |text| Text::check(text).map(|()| Words))
    }
}

impl<'de: 't, 't> Deserialize<'de> for Measures<'t> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Measures<'t>, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Measures<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("numbers by names")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Measures<'de>, A::Error> {
                let mut named: Vec<(&str, u64)> = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    named.push(entry);
                }
                named.sort_unstable();
                Ok(Measures(named))
            }
        }
        from.deserialize_map(Names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use foldhash::HashSet;

    use crate::store::columns::facts::Adding;

    const FULL: &str = "title: Walk\ncategory: patrol\norg: x\norgs: [a, b]\nprogram: p\nneed: 2026-11-20-n\n\
        date: 2026-11-21\nuntil: 2026-11-21\nstart: \"19:00\"\nend: \"21:00\"\nplace: by the lake\nlead: wang-fang\n\
        linkage: community\ncounts:\n  residents: 3\noutputs: {meals: 4}\nresults: {visits: 2}\nserved: [r-1, r-2]\n\
        satisfaction: {answers: 3, mean: 4.5}\nspent: 12.50\nnote: |\n  one\n  two\nsource: paper\noverride: why not\n\
        attendance:\n  - {who: li-na, as: volunteer, date: 2026-11-30, role: host, hours: 1.5, compulsory: true, \
        state: submitted, by: wang-fang, rating: 5}\n  - {who: ana, state: rejected, reason: late, override: y2}\n  \
        - who: wang-fang\n";

    /// How many facts are skimmed; nothing where it is declined.
    fn facts(text: &str) -> Option<usize> {
        let name = Name {
            kind: Kind::Activity,
            id: "2026-11-21-x".parse().unwrap(),
            path: "activities/2026/11/2026-11-21-x.yaml".into(),
        };
        let ground = Ground {
            workers: HashSet::from_iter(["wang-fang".parse().unwrap()]),
            zone: Tz::UTC,
            unlooked: State::Verified,
        };
        let skim = activity(&name, text.as_bytes(), &Catalogue::with(&[]), &ground)?;
        let mut adding = Adding::default();
        adding.file(&skim)?;
        Some(adding.done().len())
    }

    #[test]
    fn every_field_that_most_have_is_skimmed() {
        // The activity, three measures, two residents, two rows that count.
        assert_eq!(facts(FULL), Some(8));
    }

    #[test]
    fn what_the_struct_must_judge_is_declined() {
        for (right, wrong) in [
            ("title: Walk", "titel: Walk"),
            ("category: patrol", "category: petrol"),
            ("date: 2026-11-21", "date: 2026-12-21"),
            ("end: \"21:00\"", "end: \"19:00\""),
            ("orgs: [a, b]", "orgs: [a, a]"),
            ("served: [r-1, r-2]", "served: [r-1, r-1]"),
            ("who: ana,", "who: li-na, as: volunteer, date: 2026-11-30,"),
            ("date: 2026-11-30", "date: 2026-10-30"),
            ("rating: 5", "rating: 6"),
            ("who: ana", "who: Ana"),
            ("mean: 4.5", "mien: 4.5"),
            ("spent: 12.50", "spent: 12.505"),
            ("source: paper", "approx: [date]"),
            ("source: paper", "void: {reason: wrong, by: wang-fang, date: 2026-11-21}"),
        ] {
            assert!(FULL.contains(right), "{right}");
            assert_eq!(facts(&FULL.replacen(right, wrong, 1)), None, "{wrong}");
        }
    }
}
