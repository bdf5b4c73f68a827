//! Periods: `2026`, `2026-Q4`, `2026-11`, `2026-W47` (ISO 8601 weeks), `2026-11-21`, and `A..B`.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, Weekday};

use crate::model::day::{Day, DayError, Month};
use crate::model::flaw::{Flaw, scalar};

/// A span of days, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    text: String,
    from: Day,
    to: Day,
}

/// Why a text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// None of the forms.
    #[error("`{text}` is not a period")]
    Form {
        /// The text as written.
        text: String,
    },
    /// A day that the calendar lacks.
    #[error(transparent)]
    Day(#[from] DayError),
    /// The second period ends before the first begins.
    #[error("the period `{text}` ends before it begins")]
    Backwards {
        /// The text as written.
        text: String,
    },
}

impl Flaw for PeriodError {
    fn help(&self) -> Option<String> {
        match self {
            PeriodError::Form { .. } => Some(
                "write `2026`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-21`, or two of them as `A..B`"
                    .into(),
            ),
            PeriodError::Day(error) => error.help(),
            PeriodError::Backwards { text } => {
                let (from, to) = text.split_once("..")?;
                Some(format!("turn it round: `{to}..{from}`"))
            }
        }
    }
}

impl Period {
    /// From one day to another, both included; `None` where the second lies before the first.
    pub fn between(from: Day, to: Day) -> Option<Period> {
        (from <= to).then(|| Period { text: format!("{from}..{to}"), from, to })
    }

    /// A whole month.
    pub fn of_month(month: Month) -> Period {
        Period { text: month.to_string(), from: month.start(), to: month.end() }
    }

    /// From the first day of the calendar to the last of this period.
    #[must_use]
    pub fn since_ever(&self) -> Period {
        let from = Day::first();
        Period { text: format!("{from}..{}", self.to), from, to: self.to }
    }

    /// The period before: of a year, a quarter, a month, a week, a day the one before; of a range as many
    /// days before it.
    #[must_use]
    pub fn previous(&self) -> Period {
        let last = self.from.plus(-1);
        let first = if self.is_range() {
            last.plus(self.from.days_after(self.to))
        } else if self.from.month().start() == self.from && self.to.month().end() == self.to {
            let months = self.to.month().after(self.from.month()) + 1;
            (1..months).fold(last.month(), |month, _| month.start().plus(-1).month()).start()
        } else {
            last.plus(self.from.days_after(self.to))
        };
        Period { text: format!("{first}..{last}"), from: first, to: last }
    }

    /// Whether it is written as two periods with `..` between them.
    fn is_range(&self) -> bool {
        self.text.contains("..")
    }

    /// Its first day.
    pub fn from(&self) -> Day {
        self.from
    }

    /// Its last day.
    pub fn to(&self) -> Day {
        self.to
    }

    /// Whether the day lies in it.
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether any day of the month lies in it.
    pub fn touches(&self, month: Month) -> bool {
        month.start() <= self.to && self.from <= month.end()
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Period, PeriodError> {
        let (from, to) = match text.split_once("..") {
            Some((first, second)) => (span(first, text)?.0, span(second, text)?.1),
            None => span(text, text)?,
        };
        if from > to {
            return Err(PeriodError::Backwards { text: text.into() });
        }
        Ok(Period { text: text.into(), from, to })
    }
}

/// The first and last day of a period without `..`.
fn span(text: &str, whole: &str) -> Result<(Day, Day), PeriodError> {
    let wrong = || PeriodError::Form { text: whole.into() };
    let year = text.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit())).ok_or_else(wrong)?;
    let year: i32 = year.parse().map_err(|_| wrong())?;
    let rest = text.get(4..).unwrap_or_default();
    let months = |first: u32, last: u32| {
        let start = Month::of(year, first).ok_or_else(wrong)?.start();
        Ok((start, Month::of(year, last).ok_or_else(wrong)?.end()))
    };
    match rest.as_bytes() {
        [] => months(1, 12),
        [b'-', b'Q', q @ b'1'..=b'4'] => months(u32::from(q - b'0') * 3 - 2, u32::from(q - b'0') * 3),
        [b'-', b'W', a, b] if a.is_ascii_digit() && b.is_ascii_digit() => {
            let week = u32::from(a - b'0') * 10 + u32::from(b - b'0');
            let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)
                .and_then(Day::from_date)
                .ok_or_else(wrong)?;
            Ok((monday, monday.plus(6)))
        }
        [b'-', a, b] if a.is_ascii_digit() && b.is_ascii_digit() => {
            let month = u32::from(a - b'0') * 10 + u32::from(b - b'0');
            months(month, month)
        }
        [b'-', _, _, b'-', ..] => text.parse::<Day>().map(|day| (day, day)).map_err(PeriodError::from),
        _ => Err(wrong()),
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.text)
    }
}

scalar!(Period, "period");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_spans_its_days() {
        let spans = |text: &str| {
            let period: Period = text.parse().unwrap();
            format!("{} {}", period.from(), period.to())
        };
        assert_eq!(spans("2014"), "2014-01-01 2014-12-31");
        assert_eq!(spans("2014-Q4"), "2014-10-01 2014-12-31");
        assert_eq!(spans("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(spans("2026-W01"), "2025-12-29 2026-01-04");
        assert_eq!(spans("2020-W53"), "2020-12-28 2021-01-03");
        assert_eq!(spans("2014-04-05"), "2014-04-05 2014-04-05");
        assert_eq!(spans("2013-09..2014-Q1"), "2013-09-01 2014-03-31");
    }

    #[test]
    fn what_is_no_period_says_so() {
        let says = |text: &str| text.parse::<Period>().unwrap_err();
        assert_eq!(says("2014-13").to_string(), "`2014-13` is not a period");
        assert_eq!(says("2014-W54").to_string(), "`2014-W54` is not a period");
        assert_eq!(says("2014-02-30").to_string(), "there is no 2014-02-30: that month has 28 days");
        assert_eq!(says("2015..2014").help().unwrap(), "turn it round: `2014..2015`");
        for bad in ["", "14", "2014-", "2014-Q5", "..", "2014..", "二零一四", "2014-1é"] {
            assert!(bad.parse::<Period>().is_err(), "{bad}");
        }
    }
}
