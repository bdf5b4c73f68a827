//! Durations: hours as a number (`2.5`) or `2h20m`; inside, whole minutes.
//!
//! Read by their text, never through a binary float. A number that is no whole minute is an error
//! that proposes the nearest one.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::flaw::{Flaw, scalar, without_comma};

/// The longest duration of one entry, in hours: what a year has.
const MOST_HOURS: i64 = 8784;

/// A number of whole minutes; negative only in corrections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(i64);

/// Why a text is no duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MinutesError {
    /// Neither a number of hours nor `2h20m`.
    #[error("`{text}` is not a number of hours")]
    Form {
        /// The text as written.
        text: String,
    },
    /// A colon, as on a clock.
    #[error("`{text}` is a time of day, not a number of hours")]
    Colon {
        /// The text as written.
        text: String,
        /// The same in hours and minutes.
        meant: Option<Minutes>,
    },
    /// A number of hours that is no whole number of minutes.
    #[error("`{text}` hours are {minutes} minutes, which is not a whole number of minutes")]
    Fraction {
        /// The text as written.
        text: String,
        /// The exact number of minutes.
        minutes: Decimal,
        /// The nearest whole minute.
        nearest: Minutes,
    },
    /// Less than nothing.
    #[error("`{text}` hours are less than none")]
    Negative {
        /// The text as written.
        text: String,
    },
    /// More than a year has.
    #[error("`{text}` hours are more than a year has")]
    TooMany {
        /// The text as written.
        text: String,
    },
}

impl Flaw for MinutesError {
    fn help(&self) -> Option<String> {
        match self {
            MinutesError::Form { text } => Some(match without_comma(text) {
                Some(number) => format!("write `{number}`"),
                None => "write hours as `2.5` or `2h20m`".into(),
            }),
            MinutesError::Colon { meant, .. } => meant.map(|minutes| format!("write `{}`", minutes.hm())),
            MinutesError::Fraction { nearest, .. } => Some(format!("write `{}`", nearest.hm())),
            MinutesError::Negative { .. } => {
                Some("hours that were wrong are changed, or their record is voided".into())
            }
            MinutesError::TooMany { .. } => Some("write the hours of one person on one day".into()),
        }
    }
}

impl Minutes {
    /// That many minutes.
    pub const fn of(count: i64) -> Minutes {
        Minutes(count)
    }

    /// How many minutes.
    pub fn count(self) -> i64 {
        self.0
    }

    /// The sum, or `None` where it would overflow.
    pub fn plus(self, other: Minutes) -> Option<Minutes> {
        self.0.checked_add(other.0).map(Minutes)
    }

    /// `2h20m`, `2h`, `20m`.
    pub fn hm(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let all = self.0.unsigned_abs();
        match (all / 60, all % 60) {
            (hours, 0) => format!("{sign}{hours}h"),
            (0, minutes) => format!("{sign}{minutes}m"),
            (hours, minutes) => format!("{sign}{hours}h{minutes}m"),
        }
    }
}

impl FromStr for Minutes {
    type Err = MinutesError;

    fn from_str(text: &str) -> Result<Minutes, MinutesError> {
        if let Some(minutes) = hundredths(text) {
            return Ok(minutes);
        }
        if text.starts_with('-') && Minutes::from_str(&text[1..]).is_ok() {
            return Err(MinutesError::Negative { text: text.into() });
        }
        if text.contains([':', '：']) {
            let meant = text
                .replace('：', ":")
                .split_once(':')
                .and_then(|(hours, minutes)| units(&format!("{hours}h{minutes}m")));
            return Err(MinutesError::Colon { text: text.into(), meant });
        }
        if let Some(minutes) = units(text) {
            return Ok(minutes);
        }
        decimal(text)
    }
}

/// `2h20m`, `2h`, `20m`: each part a whole number, minutes below sixty where hours stand before them.
fn units(text: &str) -> Option<Minutes> {
    let whole =
        |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<i64>().ok()).flatten();
    let (hours, rest) = text.split_once('h').map_or((None, text), |(hours, rest)| (Some(hours), rest));
    let minutes = match (rest, hours) {
        ("", Some(_)) => 0,
        (rest, hours) => whole(rest.strip_suffix('m')?).filter(|minutes| hours.is_none() || *minutes < 60)?,
    };
    let hours = hours.map_or(Some(0), whole)?;
    let total = hours.checked_mul(60)?.checked_add(minutes)?;
    (total <= MOST_HOURS * 60).then_some(Minutes(total))
}

/// Hours of a few digits with two places at most, as nearly all are written.
fn hundredths(text: &str) -> Option<Minutes> {
    const MOST_DIGITS: usize = 3;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    if !(1..=MOST_DIGITS).contains(&whole.len()) || !(1..=2).contains(&part.len()) {
        return None;
    }
    if !digits(whole) || !digits(part) {
        return None;
    }
    let tenths = part.parse::<i64>().ok()? * if part.len() == 1 { 10 } else { 1 };
    let all = (whole.parse::<i64>().ok()? * 100 + tenths) * 60;
    (all % 100 == 0).then_some(Minutes(all / 100))
}

fn decimal(text: &str) -> Result<Minutes, MinutesError> {
    let form = || MinutesError::Form { text: text.into() };
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && text.starts_with(|c: char| c.is_ascii_digit());
    let hours = match Decimal::from_str(text).or_else(|_| Decimal::from_scientific(text)) {
        Ok(hours) if hours > Decimal::from(MOST_HOURS) => {
            return Err(MinutesError::TooMany { text: text.into() });
        }
        Ok(hours) if plain => hours,
        _ => return Err(form()),
    };
    let minutes = hours * Decimal::from(60);
    let nearest = minutes.round().to_i64().map(Minutes).ok_or_else(form)?;
    if minutes.fract().is_zero() {
        Ok(nearest)
    } else {
        Err(MinutesError::Fraction { text: text.into(), minutes: minutes.normalize(), nearest })
    }
}

/// As a number of hours where two decimals can say it, else as `2h20m`.
impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.0 % 3 == 0 {
            let hours = Decimal::new(self.0 / 3 * 5, 2).normalize();
            write!(f, "{hours}")
        } else {
            f.write_str(&self.hm())
        }
    }
}

scalar!(Minutes, "minutes");

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(text: &str) -> Result<i64, (String, String)> {
        text.parse::<Minutes>()
            .map(Minutes::count)
            .map_err(|error| (error.to_string(), error.help().unwrap_or_default()))
    }

    #[test]
    fn hours_are_read_to_the_minute() {
        assert_eq!(minutes("2.5"), Ok(150));
        assert_eq!(minutes("2h20m"), Ok(140));
        assert_eq!(minutes("90m"), Ok(90));
        assert_eq!(minutes("0.1"), Ok(6));
        assert_eq!(minutes("0"), Ok(0));
    }

    #[test]
    fn what_is_no_duration_says_what_to_write() {
        let (says, help) = minutes("0.33").unwrap_err();
        assert_eq!(says, "`0.33` hours are 19.8 minutes, which is not a whole number of minutes");
        assert_eq!(help, "write `20m`");
        assert_eq!(minutes("2:20").unwrap_err().1, "write `2h20m`");
        assert_eq!(minutes("-1").unwrap_err().0, "`-1` hours are less than none");
        assert_eq!(minutes("1e9").unwrap_err().0, "`1e9` hours are more than a year has");
        for bad in
            ["nan", "", "h", "2h90m", "2.5h", ".5", "1_0", "９", "99999999999999999999999999999999", "2h-3m"]
        {
            assert!(minutes(bad).is_err(), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(count in 0..=MOST_HOURS * 60) {
            let minutes = Minutes::of(count);
            proptest::prop_assert_eq!(minutes.to_string().parse(), Ok(minutes));
            proptest::prop_assert_eq!(minutes.hm().parse(), Ok(minutes));
        }

        #[test]
        fn few_digits_are_read_as_many_are(text in "[0-9]{1,3}(\\.[0-9]{0,3})?") {
            proptest::prop_assert!(hundredths(&text).is_none_or(|minutes| decimal(&text) == Ok(minutes)));
        }
    }
}
