//! Times of day and ranges of them, in the store's time zone: `"18:30"`, `"18:30-21:00"`.
//!
//! An end before its start is the next day; a length is *elapsed* time, so a night over a
//! daylight-saving change is an hour longer or shorter than its clock times say.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use crate::model::day::Day;
use crate::model::flaw::{Flaw, scalar};
use crate::model::minutes::Minutes;

/// A time of day, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(u16);

/// Why a text is no time of day, or no range.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// Not `HH:MM`.
    #[error("`{text}` is not a time in the form \"HH:MM\"")]
    Form {
        /// The text as written.
        text: String,
        /// The time it seems to mean.
        meant: Option<Clock>,
    },
    /// Not `HH:MM-HH:MM`.
    #[error("`{text}` is not a range in the form \"HH:MM-HH:MM\"")]
    Range {
        /// The text as written.
        text: String,
    },
    /// The end is the start.
    #[error("`{text}` ends when it starts")]
    Nothing {
        /// The text as written.
        text: String,
    },
}

impl Flaw for ClockError {
    fn help(&self) -> Option<String> {
        match self {
            ClockError::Form { meant: Some(clock), .. } => Some(format!("write `\"{clock}\"`")),
            ClockError::Form { .. } => {
                Some("write for example `\"18:30\"`, from `\"00:00\"` to `\"23:59\"`".into())
            }
            ClockError::Range { .. } => Some("write for example `\"18:30-21:00\"`".into()),
            ClockError::Nothing { .. } => Some("an end before its start is the next day".into()),
        }
    }
}

impl Clock {
    /// Hour 0–23 and minute 0–59.
    pub fn of(hour: u16, minute: u16) -> Option<Clock> {
        (hour < 24 && minute < 60).then(|| Clock(hour * 60 + minute))
    }

    /// The moment at which the clock shows this on that day. A time that a change of clocks skips is
    /// the moment of the change; of a time that it repeats, the first is taken.
    pub fn on(self, day: Day, zone: Tz) -> DateTime<Tz> {
        let midnight = day.date().and_time(NaiveTime::MIN);
        let wall = midnight + chrono::TimeDelta::minutes(i64::from(self.0));
        let mut later = wall;
        loop {
            // Clock changes are a few hours at most, so this ends.
            match zone.from_local_datetime(&later).earliest() {
                Some(moment) => return moment,
                None => later += chrono::TimeDelta::minutes(1),
            }
        }
    }
}

impl FromStr for Clock {
    type Err = ClockError;

    fn from_str(text: &str) -> Result<Clock, ClockError> {
        if let Some(clock) = exact(text.as_bytes()) {
            return Ok(clock);
        }
        let mut parts = text.trim().split([':', '：', '.']);
        let hour = parts.next().and_then(|part| part.parse().ok());
        let minute = parts.next().and_then(|part| part.parse().ok());
        let seconds = parts.next().is_none_or(|part| part == "00") && parts.next().is_none();
        let meant = match (hour, minute) {
            (Some(hour), Some(minute)) if seconds => Clock::of(hour, minute),
            _ => None,
        };
        Err(ClockError::Form { text: text.into(), meant })
    }
}

/// `HH:MM`, two digits each.
fn exact(text: &[u8]) -> Option<Clock> {
    let [hour, digit, b':', minute, last] = text else { return None };
    let number = |ten: &u8, one: &u8| {
        let is_number = ten.is_ascii_digit() && one.is_ascii_digit();
        is_number.then(|| u16::from(ten - b'0') * 10 + u16::from(one - b'0'))
    };
    Clock::of(number(hour, digit)?, number(minute, last)?)
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

scalar!(Clock, "clock");

/// A span of clock time; one that ends before it starts runs into the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    start: Clock,
    end: Clock,
}

impl Range {
    /// From one time to another; `None` when they are equal.
    pub fn of(start: Clock, end: Clock) -> Option<Range> {
        (start != end).then_some(Range { start, end })
    }

    /// The moments at which it starts and ends when it starts on that day.
    pub fn moments(self, day: Day, zone: Tz) -> (DateTime<Tz>, DateTime<Tz>) {
        let last = if self.end < self.start { day.plus(1) } else { day };
        (self.start.on(day, zone), self.end.on(last, zone))
    }

    /// Elapsed time from start to end when it starts on that day.
    pub fn length(self, day: Day, zone: Tz) -> Minutes {
        let (start, end) = self.moments(day, zone);
        Minutes::of((end - start).num_minutes())
    }
}

impl FromStr for Range {
    type Err = ClockError;

    fn from_str(text: &str) -> Result<Range, ClockError> {
        let (start, end) = text.split_once('-').ok_or_else(|| ClockError::Range { text: text.into() })?;
        Range::of(start.parse()?, end.parse()?).ok_or_else(|| ClockError::Nothing { text: text.into() })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

scalar!(Range, "range");

#[cfg(test)]
mod tests {
    use super::*;

    fn length(range: &str, day: &str, zone: Tz) -> i64 {
        range.parse::<Range>().unwrap().length(day.parse().unwrap(), zone).count()
    }

    #[test]
    fn a_night_counts_elapsed_time() {
        assert_eq!(length("18:30-21:00", "2014-04-05", Tz::Asia__Shanghai), 150);
        assert_eq!(length("22:00-02:00", "2014-04-05", Tz::Asia__Shanghai), 240);
        // Spain went to summer time on 2014-03-30 at 02:00 and back on 2014-10-26 at 03:00.
        assert_eq!(length("22:00-06:00", "2014-03-29", Tz::Europe__Madrid), 420);
        assert_eq!(length("22:00-06:00", "2014-10-25", Tz::Europe__Madrid), 540);
        assert_eq!(length("02:30-04:00", "2014-03-30", Tz::Europe__Madrid), 60);
    }

    #[test]
    fn what_is_no_time_says_which_was_meant() {
        let help = |text: &str| text.parse::<Clock>().unwrap_err().help().unwrap();
        assert_eq!(help("8:5"), "write `\"08:05\"`");
        assert_eq!(help("18：30"), "write `\"18:30\"`");
        assert_eq!(help("18:30:00"), "write `\"18:30\"`");
        assert_eq!(help("24:00"), "write for example `\"18:30\"`, from `\"00:00\"` to `\"23:59\"`");
        assert!(help("9999:00").starts_with("write for example"));
        assert_eq!(
            "18:30-18:30".parse::<Range>().unwrap_err().to_string(),
            "`18:30-18:30` ends when it starts"
        );
        assert_eq!(
            "18:30".parse::<Range>().unwrap_err().help().unwrap(),
            "write for example `\"18:30-21:00\"`"
        );
    }
}
