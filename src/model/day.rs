//! Days: ISO 8601 calendar dates, as TOML's local date or a plain YAML scalar.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::model::flaw::{Flaw, scalar};

/// A calendar day in the store's time zone, from year 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// Not `YYYY-MM-DD`; `meant` is the day that was probably meant.
    #[error("`{text}` is not a date in the form YYYY-MM-DD")]
    Form {
        /// The text as written.
        text: String,
        /// The day it seems to mean.
        meant: Option<Day>,
    },
    /// The month has no such day.
    #[error("there is no {text}: that month has {last} days")]
    NoSuchDay {
        /// The text as written.
        text: String,
        /// How many days the month has.
        last: u32,
    },
    /// There are twelve months.
    #[error("there is no month {month} in `{text}`")]
    NoSuchMonth {
        /// The text as written.
        text: String,
        /// The month as written.
        month: u32,
    },
}

impl Flaw for DayError {
    fn help(&self) -> Option<String> {
        match self {
            DayError::Form { meant, .. } => {
                meant.map(|day| format!("write `{day}`")).or(Some("write for example `2026-11-21`".into()))
            }
            DayError::NoSuchDay { text, last } => {
                Some(format!("the last day of that month is `{}-{last:02}`", &text[..7]))
            }
            DayError::NoSuchMonth { .. } => Some("the order is year, month, day".into()),
        }
    }
}

impl Day {
    /// The day with this year, month and day of the month, where the calendar has it.
    pub fn of(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Day)
    }

    /// The day of a date of chrono's; `None` outside of years 1 to 9999.
    pub fn from_date(date: NaiveDate) -> Option<Day> {
        (1..=9999).contains(&date.year()).then_some(Day(date))
    }

    /// The day that a file says. One without leading zeros, `2014-5-2`, is sure, and read; `check` tells of it.
    ///
    /// # Errors
    /// [`DayError`] for whatever else is no day.
    pub fn written(text: &str) -> Result<Day, DayError> {
        let is_sure = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        match text.parse() {
            Err(DayError::Form { meant: Some(day), .. }) if is_sure => Ok(day),
            read => read,
        }
    }

    /// The date as chrono knows it.
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month this day lies in.
    pub fn month(self) -> Month {
        Month { year: self.0.year(), month: self.0.month() }
    }

    /// The day that many days later; the calendar's first or last day where it would leave it.
    #[must_use]
    pub fn plus(self, days: i64) -> Day {
        let ends = if days < 0 { Day::first() } else { Day::last() };
        chrono::TimeDelta::try_days(days)
            .and_then(|delta| self.0.checked_add_signed(delta))
            .and_then(Day::from_date)
            .unwrap_or(ends)
    }

    /// How many days this one lies after `other` (negative before).
    pub fn days_after(self, other: Day) -> i64 {
        self.0.signed_duration_since(other.0).num_days()
    }

    /// The first day of the calendar, 0001-01-01.
    pub fn first() -> Day {
        Day(NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(NaiveDate::MIN))
    }

    /// The last day of the calendar, 9999-12-31.
    pub fn last() -> Day {
        Day(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX))
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Day, DayError> {
        let numbers = numbers(text);
        let exact = text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        match numbers {
            Some((year, month, day)) if exact => {
                Day::of(year, month, day).ok_or_else(|| no_such(text, year, month))
            }
            other => Err(DayError::Form {
                text: text.into(),
                meant: other.and_then(|(year, month, day)| Day::of(year, month, day)),
            }),
        }
    }
}

/// Three numbers between hyphens, dots, slashes or 年月日, as people write dates.
fn numbers(text: &str) -> Option<(i32, u32, u32)> {
    let trimmed = text.trim().trim_end_matches('日');
    let mut parts = trimmed.split(['-', '/', '.', '年', '月']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn no_such(text: &str, year: i32, month: u32) -> DayError {
    match Month::of(year, month) {
        Some(month) => DayError::NoSuchDay { text: text.into(), last: month.end().0.day() },
        None => DayError::NoSuchMonth { text: text.into(), month },
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.0.format("%Y-%m-%d").to_string())
    }
}

scalar!(Day, "day", Day::written);

/// A calendar month: the folder that a log lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// The month of this year, 1 to 12.
    pub fn of(year: i32, month: u32) -> Option<Month> {
        Day::of(year, month, 1).map(Day::month)
    }

    /// Its first day.
    pub fn start(self) -> Day {
        Day::of(self.year, self.month, 1).unwrap_or_else(Day::first)
    }

    /// How many months it lies after another (negative before).
    pub fn after(self, other: Month) -> i64 {
        let months = |month: Month| i64::from(month.year) * 12 + i64::from(month.month);
        months(self) - months(other)
    }

    /// Its last day.
    pub fn end(self) -> Day {
        let next = if self.month == 12 {
            Day::of(self.year + 1, 1, 1)
        } else {
            Day::of(self.year, self.month + 1, 1)
        };
        next.map_or_else(Day::last, |day| day.plus(-1))
    }

    /// The month whose folder a path ends in: its last two parts, `YYYY/MM`.
    pub fn of_folders(path: &str) -> Option<Month> {
        let (rest, month) = path.rsplit_once('/')?;
        let year = rest.rsplit('/').next()?;
        let digits = |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
        (digits(month, 2) && digits(year, 4)).then(|| Month::of(year.parse().ok()?, month.parse().ok()?))?
    }

    /// `2026/11`, as the folders are named.
    pub fn folders(self) -> String {
        format!("{:04}/{:02}", self.year, self.month)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.year, self.month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_day_says_which_was_meant() {
        let help = |text: &str| text.parse::<Day>().unwrap_err().help().unwrap();
        assert_eq!(help("2014-5-2"), "write `2014-05-02`");
        assert_eq!(help("2014年5月2日"), "write `2014-05-02`");
        assert_eq!(help("2014-02-30"), "the last day of that month is `2014-02-28`");
        assert_eq!(help("2014-13-01"), "the order is year, month, day");
        assert_eq!(help("yesterday"), "write for example `2026-11-21`");
        assert_eq!(
            "2014-02-30".parse::<Day>().unwrap_err().to_string(),
            "there is no 2014-02-30: that month has 28 days"
        );
    }

    #[test]
    fn the_calendar_ends_without_a_panic() {
        assert_eq!(Day::last().plus(1), Day::last());
        assert_eq!(Day::first().plus(-1), Day::first());
        assert_eq!(Day::first().plus(i64::MIN), Day::first());
        assert_eq!(Day::last().month().end(), Day::last());
    }
}
