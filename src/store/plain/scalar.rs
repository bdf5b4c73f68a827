//! What a scalar surely is. Readers of YAML do not agree on `yes`, `0x1f`, `1_000` or `007`: what is one thing to one
//! of them and another to another is not plain.

use std::borrow::Cow;

use super::Declined;
use crate::model::id::is_reserved;
use crate::store::edit::tree::Style;
use crate::store::edit::{classify, is_legacy};

/// The longest whole number, in digits, that every reader holds.
const MOST_DIGITS: usize = 18;

/// A single value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scalar<'t> {
    /// Its text, without quotes.
    pub(super) text: Cow<'t, str>,
    /// Whether it was quoted, or stood as a block.
    pub(super) is_quoted: bool,
}

impl<'t> Scalar<'t> {
    /// Its text, where every reader takes it for that, or for the number or day that it writes.
    pub(super) fn certain(self) -> Result<Cow<'t, str>, Declined> {
        if self.is_quoted || is_certain(&self.text) { Ok(self.text) } else { Err(Declined) }
    }

    /// The whole number that it is.
    pub(super) fn integer(&self) -> Option<i64> {
        if self.is_quoted || !is_integer(&self.text) { None } else { self.text.parse().ok() }
    }

    /// The truth value that it is.
    pub(super) fn truth(&self) -> Option<bool> {
        if self.is_quoted { None } else { self.text.parse().ok() }
    }
}

/// Whether a word, as a name or text, is nothing else.
pub(super) fn is_word(text: &str) -> bool {
    !is_reserved(text)
}

/// Whether a plain text is a number or day in the one form that all readers know, or surely neither.
fn is_certain(text: &str) -> bool {
    match text.as_bytes() {
        [b'0'..=b'9', ..] if is_integer(text) || is_decimal(text) => return true,
        [b'0'..=b'9', ..] => {}
        [b'-' | b'+' | b'.', ..] => return is_integer(text) || is_decimal(text),
        _ => return is_word(text),
    }
    match classify(text) {
        Some(Style::Integer) => is_integer(text),
        Some(Style::Decimal) => is_decimal(text),
        Some(Style::Date) => true,
        Some(Style::Plain) => !is_legacy(text),
        _ => false,
    }
}

fn is_digits(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

fn is_natural(text: &[u8]) -> bool {
    is_digits(text) && text.len() <= MOST_DIGITS && (text[0] != b'0' || text == b"0")
}

/// A text without its minus.
fn unsigned(text: &str) -> &[u8] {
    let text = text.as_bytes();
    text.strip_prefix(b"-").unwrap_or(text)
}

fn is_integer(text: &str) -> bool {
    is_natural(unsigned(text)) && text != "-0"
}

fn is_decimal(text: &str) -> bool {
    let unsigned = unsigned(text);
    let point = unsigned.iter().position(|byte| *byte == b'.');
    point.is_some_and(|point| is_natural(&unsigned[..point]) && is_digits(&unsigned[point + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_all_readers_take_for_the_same_is_certain() {
        for text in [
            "0",
            "-1",
            "2.5",
            "-0.25",
            "2026-11-21",
            "2h20m",
            "90m",
            "3rd floor",
            "1号楼",
            "li-na",
            "Yes!",
            "1101X",
            "0c",
        ] {
            assert!(is_certain(text), "{text}");
        }
        let doubtful = "007 -0 +1 0x1f 0o7 1_000 1e3 1. 12:30 2014-5-2 yes No null TRUE on y 1234567890123456789 \
                        2026-11-21T10:00:00Z --1 --1.5 -1.-5 .5";
        for text in doubtful.split_whitespace() {
            assert!(!is_certain(text), "{text}");
        }
    }
}
