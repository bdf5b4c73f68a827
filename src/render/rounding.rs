//! Quotients to a number of decimals, half up, in whole numbers all the way.

/// `numerator / denominator` rounded to a whole number, halves away from zero; `None` over 0.
pub(super) fn half_up(numerator: i128, denominator: i128) -> Option<i128> {
    let half = denominator.checked_abs()? / 2;
    let (whole, rest) = (numerator.checked_div(denominator)?, numerator.checked_rem(denominator)?);
    let up = rest.abs() > half || (rest.abs() == half && denominator % 2 == 0 && rest != 0);
    let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    Some(if up { whole + away } else { whole })
}

/// A ratio in units of its last decimal: `(1, 3)` to four places is 3333.
pub(super) fn ratio(numerator: i64, denominator: i64, places: u32) -> Option<i128> {
    half_up(i128::from(numerator) * 10_i128.pow(places), denominator.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_up() {
        assert_eq!(ratio(1, 3, 4), Some(3333));
        assert_eq!(ratio(2, 3, 4), Some(6667));
        assert_eq!(ratio(1, 20000, 4), Some(1));
        assert_eq!(ratio(1, 20001, 4), Some(0));
        assert_eq!(ratio(5, 2, 0), Some(3));
        assert_eq!(ratio(-5, 2, 0), Some(-3));
        assert_eq!(ratio(-7, 3, 0), Some(-2));
        assert_eq!(ratio(5, -2, 0), Some(-3));
        assert_eq!(ratio(4, 3, 0), Some(1));
        assert_eq!(ratio(0, 1, 1), Some(0));
    }

    #[test]
    fn the_ends_of_numbers_do_not_panic() {
        assert_eq!(ratio(1, 0, 4), None);
        assert_eq!(ratio(i64::MIN, -1, 4), Some(i128::from(i64::MIN) * -10000));
        assert_eq!(ratio(i64::MAX, i64::MIN, 1), Some(-10));
    }
}
