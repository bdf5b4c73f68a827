//! Counts as they are shown to the public: none so small or so exact that somebody could be told by it.

/// A count rounded to a multiple of the smallest that may be shown, each on its own; `None` below that.
pub fn rounded(number: i64, smallest: u64) -> Option<i64> {
    let smallest = i64::try_from(smallest).unwrap_or(i64::MAX).max(1);
    (number >= smallest).then(|| number.saturating_add(smallest / 2) / smallest * smallest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_count_is_exact_and_none_is_small() {
        assert_eq!(
            [0, 1, 4, 5, 7, 8, 233].map(|number| rounded(number, 5)),
            [None, None, None, Some(5), Some(5), Some(10), Some(235)]
        );
        assert_eq!([1, 7].map(|number| rounded(number, 0)), [Some(1), Some(7)]);
        assert_eq!(rounded(i64::MAX, 10), Some(i64::MAX / 10 * 10));
    }
}
