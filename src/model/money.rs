//! Money: a decimal with at most two places, in the store's currency.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::model::flaw::{Flaw, scalar};

/// An amount in hundredths of the store's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// Why a text is no amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a plain decimal.
    #[error("`{text}` is not an amount of money")]
    Form {
        /// The text as written.
        text: String,
        /// The same without separators, where that is a number.
        meant: Option<Money>,
    },
    /// More than two decimal places.
    #[error("`{text}` has more than two decimal places")]
    Places {
        /// The text as written.
        text: String,
    },
    /// More than can be counted.
    #[error("`{text}` is more than can be counted")]
    TooMuch {
        /// The text as written.
        text: String,
    },
}

impl Flaw for MoneyError {
    fn help(&self) -> Option<String> {
        match self {
            MoneyError::Form { meant: Some(money), .. } => Some(format!("write `{money}`")),
            MoneyError::Form { .. } | MoneyError::Places { .. } => {
                Some("write for example `1200` or `12.50`".into())
            }
            MoneyError::TooMuch { .. } => None,
        }
    }
}

impl Money {
    /// That many hundredths.
    pub fn of_hundredths(hundredths: i64) -> Money {
        Money(hundredths)
    }

    /// How many hundredths.
    pub fn hundredths(self) -> i64 {
        self.0
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Money, MoneyError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if !digits.starts_with(|c: char| c.is_ascii_digit())
            || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        {
            let bare = text.replace([',', ' ', '，', '_', '¥', '€', '$'], "");
            let meant = (bare != text).then(|| bare.parse().ok()).flatten();
            return Err(MoneyError::Form { text: text.into(), meant });
        }
        let too_much = || MoneyError::TooMuch { text: text.into() };
        let amount = Decimal::from_str(text).map_err(|_| too_much())?;
        let hundredths = amount.checked_mul(Decimal::ONE_HUNDRED).ok_or_else(too_much)?;
        if !hundredths.fract().is_zero() {
            return Err(MoneyError::Places { text: text.into() });
        }
        i64::try_from(hundredths).map(Money).map_err(|_| too_much())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let all = self.0.unsigned_abs();
        match all % 100 {
            0 => write!(f, "{sign}{}", all / 100),
            cents => write!(f, "{sign}{}.{cents:02}", all / 100),
        }
    }
}

scalar!(Money, "money");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_by_its_text() {
        assert_eq!("12.5".parse(), Ok(Money(1250)));
        assert_eq!("-0.05".parse(), Ok(Money(-5)));
        assert_eq!("1,200".parse::<Money>().unwrap_err().help().unwrap(), "write `1200`");
        assert_eq!(
            "0.125".parse::<Money>().unwrap_err().to_string(),
            "`0.125` has more than two decimal places"
        );
        for bad in ["", "nan", "1e3", "99999999999999999999", "9999999999999999999999999999999999", "."] {
            assert!(bad.parse::<Money>().is_err(), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(hundredths: i64) {
            let money = Money::of_hundredths(hundredths);
            proptest::prop_assert_eq!(money.to_string().parse(), Ok(money));
        }
    }
}
