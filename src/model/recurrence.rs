//! When something comes again: an RRULE of RFC 5545, so far as it is about days.
//!
//! Days only: the clock times stay those of the series whatever clocks do, and there is one a day at most.
//! So no part may tell hours, and `UNTIL` is the last day, whatever time it names. It knows no shifts.

use chrono::{DateTime, NaiveTime};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

use crate::model::code::nearest;
use crate::model::day::Day;
use crate::model::flaw::Flaw;
use crate::model::period::Period;

/// How often something can come.
const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
/// Of the RFC's too, but more often than once a day.
const TOO_OFTEN: [&str; 3] = ["HOURLY", "MINUTELY", "SECONDLY"];
/// The parts of a rule.
const PARTS: [&str; 11] = [
    "FREQ",
    "UNTIL",
    "COUNT",
    "INTERVAL",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
];
/// Of the RFC's too, but about the time of day.
const TIMES: [&str; 3] = ["BYHOUR", "BYMINUTE", "BYSECOND"];

/// The days on which something comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    set: RRuleSet,
    last: Option<Day>,
}

/// Why a rule tells no days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecurrenceError {
    /// A part that is no `NAME=VALUE`.
    #[error("`{part}` is not in the form NAME=VALUE")]
    Form {
        /// The part.
        part: String,
    },
    /// A part that rules do not have.
    #[error("rules have no part `{name}`")]
    Part {
        /// Its name.
        name: String,
    },
    /// A part that stands twice.
    #[error("`{name}` stands twice")]
    Twice {
        /// Its name.
        name: String,
    },
    /// How often is not said.
    #[error("it is not said how often: there is no `FREQ`")]
    NoFrequency,
    /// Nothing comes so often.
    #[error("`{value}` is no `FREQ`")]
    Frequency {
        /// The value.
        value: String,
    },
    /// More than one a day, or at a time of its own.
    #[error("`{part}` is about the time of day, and there is one a day at most")]
    Time {
        /// The part.
        part: String,
    },
    /// The last day is none.
    #[error("`{value}` is no day for `UNTIL`")]
    Until {
        /// The value.
        value: String,
    },
    /// It never comes.
    #[error("with `{name}=0` it never comes")]
    Never {
        /// The part.
        name: String,
    },
    /// What else is wrong, as the reader of rules says.
    #[error("{said}")]
    Rule {
        /// In its words.
        said: String,
    },
}

impl Flaw for RecurrenceError {
    fn help(&self) -> Option<String> {
        let among = |text: &str, words: &[&str]| {
            let small: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
            let meant = nearest(text, small.iter().map(String::as_str));
            meant.map(|word| format!("did you mean `{}`?", word.to_uppercase()))
        };
        match self {
            RecurrenceError::Part { name } => {
                among(name, &PARTS).or(Some(format!("there are {}", PARTS.join(", "))))
            }
            RecurrenceError::Frequency { value } => {
                among(value, &FREQUENCIES).or(Some(format!("there are {}", FREQUENCIES.join(", "))))
            }
            RecurrenceError::Time { .. } => {
                Some("take it out: `start` and `end` of the series say when".into())
            }
            RecurrenceError::Until { .. } => Some("write for example `UNTIL=20261231`".into()),
            RecurrenceError::Form { .. } | RecurrenceError::NoFrequency => {
                Some("write for example `FREQ=WEEKLY;BYDAY=MO,TH`".into())
            }
            RecurrenceError::Twice { .. } => Some("take one of them out".into()),
            RecurrenceError::Never { .. } => Some("take it out".into()),
            RecurrenceError::Rule { .. } => None,
        }
    }
}

impl Recurrence {
    /// Reads a rule, whose first day can be `from`.
    ///
    /// # Errors
    /// [`RecurrenceError`] where it tells no days.
    pub fn of(rule: &str, from: Day) -> Result<Recurrence, RecurrenceError> {
        let parts = parts(rule)?;
        let value = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value.as_str());
        let frequency = value("FREQ").ok_or(RecurrenceError::NoFrequency)?;
        if TOO_OFTEN.contains(&frequency) {
            return Err(RecurrenceError::Time { part: format!("FREQ={frequency}") });
        }
        if !FREQUENCIES.contains(&frequency) {
            return Err(RecurrenceError::Frequency { value: frequency.into() });
        }
        for name in ["INTERVAL", "COUNT"] {
            if value(name).is_some_and(|value| !value.is_empty() && value.bytes().all(|byte| byte == b'0')) {
                return Err(RecurrenceError::Never { name: name.into() });
            }
        }
        let last = value("UNTIL").map(until).transpose()?;
        let rest = parts.iter().filter(|(name, _)| name != "UNTIL");
        let rest = rest.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";");
        let read = rest.parse::<RRule<Unvalidated>>().and_then(|rule| rule.build(midnight(from)));
        let set = read.map_err(|error| RecurrenceError::Rule { said: said(&error.to_string()) })?;
        Ok(Recurrence { set: set.limit(), last })
    }

    /// The days within a period, one after another.
    pub fn days(&self, period: &Period) -> impl Iterator<Item = Day> + use<> {
        let first = period.from();
        let last = self.last.map_or(period.to(), |last| last.min(period.to()));
        let days = self.set.into_iter().filter_map(|moment| Day::from_date(moment.date_naive()));
        days.skip_while(move |day| *day < first).take_while(move |day| *day <= last)
    }
}

/// The parts of a rule, by name, in capitals.
fn parts(rule: &str) -> Result<Vec<(String, String)>, RecurrenceError> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for part in rule.to_uppercase().split(';') {
        // The reader of rules takes every value for ASCII.
        let Some((name, value)) = part.split_once('=').filter(|_| part.is_ascii()) else {
            return Err(RecurrenceError::Form { part: part.into() });
        };
        let (name, value) = (name.trim(), value.trim());
        if TIMES.contains(&name) {
            return Err(RecurrenceError::Time { part: name.into() });
        }
        if !PARTS.contains(&name) {
            return Err(RecurrenceError::Part { name: name.into() });
        }
        if parts.iter().any(|(other, _)| other == name) {
            return Err(RecurrenceError::Twice { name: name.into() });
        }
        parts.push((name.into(), value.into()));
    }
    Ok(parts)
}

/// The last day, of `20261231` or `20261231T235959Z`.
fn until(value: &str) -> Result<Day, RecurrenceError> {
    let error = || RecurrenceError::Until { value: value.into() };
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    let is_time = time.trim_end_matches('Z').bytes().all(|byte| byte.is_ascii_digit());
    if date.len() != 8 || !date.bytes().all(|byte| byte.is_ascii_digit()) || !is_time {
        return Err(error());
    }
    format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]).parse().map_err(|_| error())
}

/// The beginning of a day, in a zone whose clocks never change.
fn midnight(day: Day) -> DateTime<Tz> {
    day.date().and_time(NaiveTime::MIN).and_utc().with_timezone(&Tz::UTC)
}

/// What the reader of rules says, as we say it: from its last colon on, no full stop.
fn said(words: &str) -> String {
    let words = words.split_once(" error: ").map_or(words, |(_, said)| said);
    let words = words.trim_end_matches('.');
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// The days of a rule that starts on a day, within a period.
    #[track_caller]
    fn days(rule: &str, from: &str, period: &str) -> String {
        let days = Recurrence::of(rule, day(from)).unwrap().days(&period.parse().unwrap());
        days.map(|day| day.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn refuses(rule: &str, message: &str, help: &str) {
        let error = Recurrence::of(rule, day("2026-11-02")).unwrap_err();
        assert_eq!((error.to_string(), error.help().unwrap_or_default()), (message.into(), help.into()));
    }

    #[test]
    fn days_of_a_rule() {
        assert_eq!(
            days("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-03", "2026-11"),
            "2026-11-05 2026-11-09 2026-11-12 2026-11-16 2026-11-19 2026-11-23 2026-11-26 2026-11-30"
        );
        assert_eq!(days("FREQ=WEEKLY", "2026-11-03", "2026-11-08..2026-11-18"), "2026-11-10 2026-11-17");
        assert_eq!(days("freq=monthly; byday=-1FR", "2026-01-01", "2026-Q1").len(), 32);
        assert_eq!(
            days("FREQ=DAILY;INTERVAL=2", "2026-11-01", "2026-11-02..2026-11-05"),
            "2026-11-03 2026-11-05"
        );
    }

    #[test]
    fn the_last_day_is_one_whatever_its_time() {
        for until in ["20261103", "20261103T000000", "20261103T235959Z"] {
            let rule = format!("FREQ=DAILY;UNTIL={until}");
            assert_eq!(days(&rule, "2026-11-02", "2026"), "2026-11-02 2026-11-03");
        }
        assert_eq!(days("FREQ=DAILY;COUNT=2", "2026-11-02", "2026"), "2026-11-02 2026-11-03");
        assert_eq!(days("FREQ=DAILY;UNTIL=20251231", "2026-11-02", "2026"), "");
    }

    #[test]
    fn clocks_that_change_change_no_days() {
        assert_eq!(
            days("FREQ=DAILY", "2026-10-24", "2026-10-24..2026-10-26"),
            "2026-10-24 2026-10-25 2026-10-26"
        );
    }

    #[test]
    fn a_day_that_never_comes_ends() {
        assert_eq!(days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-02", "2026..9999"), "");
    }

    #[test]
    fn what_is_no_rule() {
        refuses(
            "every day",
            "`EVERY DAY` is not in the form NAME=VALUE",
            "write for example `FREQ=WEEKLY;BYDAY=MO,TH`",
        );
        refuses("FREK=DAILY", "rules have no part `FREK`", "did you mean `FREQ`?");
        refuses("FREQ=WEEKLI", "`WEEKLI` is no `FREQ`", "did you mean `WEEKLY`?");
        refuses("FREQ=DAILY;FREQ=DAILY", "`FREQ` stands twice", "take one of them out");
        let take_out = "take it out: `start` and `end` of the series say when";
        refuses(
            "FREQ=HOURLY",
            "`FREQ=HOURLY` is about the time of day, and there is one a day at most",
            take_out,
        );
        refuses(
            "FREQ=DAILY;BYHOUR=9",
            "`BYHOUR` is about the time of day, and there is one a day at most",
            take_out,
        );
        refuses(
            "FREQ=DAILY;UNTIL=2026-12-31",
            "`2026-12-31` is no day for `UNTIL`",
            "write for example `UNTIL=20261231`",
        );
        refuses("FREQ=DAILY;INTERVAL=0", "with `INTERVAL=0` it never comes", "take it out");
        refuses(
            "BYDAY=MO",
            "it is not said how often: there is no `FREQ`",
            "write for example `FREQ=WEEKLY;BYDAY=MO,TH`",
        );
        let weekday =
            "`XX` is not a valid weekday. Valid values are `MO`, `TU`, `WE`, `TH`, `FR`, `SA` and `SU`";
        refuses("FREQ=WEEKLY;BYDAY=XX", weekday, "");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn no_rule_panics_or_goes_on_for_ever(
            frequency in proptest::sample::select(&FREQUENCIES[..]),
            parts in proptest::collection::btree_map(
                proptest::sample::select(&PARTS[1..]), "(-?[0-9]{1,5}(,-?[0-9]{1,2})?|[1-4]?(MO|SU)(,-1FR)?|\\PC{0,3})", 0..4,
            ),
            year in 1..9999,
        ) {
            let parts: Vec<String> = parts.iter().map(|(name, value)| format!(";{name}={value}")).collect();
            let rule = format!("FREQ={frequency}{}", parts.concat());
            let from = Day::of(year, 2, 28).unwrap();
            if let Ok(rule) = Recurrence::of(&rule, from) {
                let period = Period::between(from, from.plus(800)).unwrap();
                let days: Vec<Day> = rule.days(&period).collect();
                proptest::prop_assert!(days.is_sorted_by(|a, b| a < b), "{days:?}");
            }
        }
    }
}
