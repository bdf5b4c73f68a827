//! What a scalar surely is. Readers of YAML do not agree on `yes`, `0x1f`, `1_000` or `007`: what is one thing to one
//! of them and another to another is not plain.

use std::borrow::Cow;

use super::Declined;

/// What readers of YAML take for a truth value or for nothing, in any letters.
const WORDS: [&str; 9] = ["false", "n", "no", "null", "off", "on", "true", "y", "yes"];

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
    text.len() > 5 || !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a plain text is a number or day in the one form that all readers know, or surely neither.
fn is_certain(text: &str) -> bool {
    // Of what numbers and moments are written.
    let is_of_number = |byte: u8| byte.is_ascii_hexdigit() || b"+-._: xXoOtTzZ".contains(&byte);
    if !text.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return is_word(text);
    }
    is_integer(text) || is_decimal(text) || is_day(text) || !text.bytes().all(is_of_number)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    is_digits(digits) && digits.len() <= MOST_DIGITS && (!digits.starts_with('0') || text == "0")
}

fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    unsigned.split_once('.').is_some_and(|(whole, part)| is_integer(whole) && is_digits(part))
}

fn is_day(text: &str) -> bool {
    let form =
        |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_all_readers_take_for_the_same_is_certain() {
        for text in
            ["0", "-1", "2.5", "-0.25", "2026-11-21", "2h20m", "90m", "3rd floor", "1号楼", "li-na", "Yes!"]
        {
            assert!(is_certain(text), "{text}");
        }
        for text in [
            "007",
            "-0",
            "+1",
            "0x1f",
            "0o7",
            "1_000",
            "1e3",
            "1.",
            "12:30",
            "2014-5-2",
            "yes",
            "No",
            "null",
            "TRUE",
            "on",
            "y",
            "1234567890123456789",
            "2026-11-21T10:00:00Z",
            "--1",
            "-1.-5",
        ] {
            assert!(!is_certain(text), "{text}");
        }
    }
}
