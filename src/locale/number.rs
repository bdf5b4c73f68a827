//! Numbers as people write them: `1,234.5` in English and Chinese, `1.234,5` in Spanish.

use crate::locale::Lang;

impl Lang {
    /// Writes a duration as hours with the decimals that it needs, at most two.
    pub fn hours(self, minutes: i64) -> String {
        let minutes = i128::from(minutes);
        let hundredths = (minutes * 100 + 30 * minutes.signum()) / 60;
        let places = if hundredths % 100 == 0 {
            0
        } else if hundredths % 10 == 0 {
            1
        } else {
            2
        };
        self.number(hundredths / 10_i128.pow(2 - places), places)
    }

    /// Writes a number given in units of its last decimal: `(12345, 1)` is `1,234.5`.
    pub fn number(self, units: i128, places: u32) -> String {
        let (group, point) = match self {
            Lang::En | Lang::Zh => (',', '.'),
            Lang::Es => ('.', ','),
        };
        let scale = 10_u128.pow(places);
        let (whole, rest) = (units.unsigned_abs() / scale, units.unsigned_abs() % scale);
        let mut text = String::from(if units < 0 { "-" } else { "" });
        let digits = whole.to_string();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if places == 0 {
            return text;
        }
        format!("{text}{point}{rest:0width$}", width = places as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_show_the_decimals_that_they_need() {
        let shown = [120, 150, 140, 73_800, -30, 0].map(|minutes| Lang::Es.hours(minutes));
        assert_eq!(shown, ["2", "2,5", "2,33", "1.230", "-0,5", "0"]);
    }

    #[test]
    fn thousands_are_grouped_and_decimals_kept() {
        assert_eq!(Lang::En.number(1_234_567, 0), "1,234,567");
        assert_eq!(Lang::Zh.number(12_345, 1), "1,234.5");
        assert_eq!(Lang::Es.number(123_450, 2), "1.234,50");
        assert_eq!(Lang::En.number(-5, 2), "-0.05");
        assert_eq!(Lang::En.number(-1000, 0), "-1,000");
        assert_eq!(Lang::En.number(0, 0), "0");
        assert_eq!(Lang::En.number(i128::MIN, 2), "-1,701,411,834,604,692,317,316,873,037,158,841,057.28");
    }
}
