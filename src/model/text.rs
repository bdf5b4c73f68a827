//! Free text: never blank, and without control characters, which could repaint a reader's terminal.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use crate::model::flaw::{Flaw, scalar};

/// A text that says something. Line breaks (`\n`, `\r\n`) and tabs are allowed, other control characters are
/// not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

/// Why a text cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("the text is blank")]
    Blank,
    /// A control character.
    #[error("the text holds the control character U+{:04X}", u32::from(*character))]
    Control {
        /// The character.
        character: char,
        /// The text without any.
        without: String,
    },
}

impl Flaw for TextError {
    fn help(&self) -> Option<String> {
        match self {
            TextError::Blank => {
                Some("write some words, or leave the field out where nothing is known".into())
            }
            TextError::Control { without, .. } => Some(format!("write `{without}`")),
        }
    }
}

/// Whether a character does something to a terminal instead of showing there.
fn is_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

impl FromStr for Text {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Text, TextError> {
        Text::check(text)?;
        Ok(Text(text.into()))
    }
}

impl Text {
    /// Whether a text can be kept.
    ///
    /// # Errors
    /// [`TextError`] where it cannot.
    pub fn check(text: &str) -> Result<(), TextError> {
        // Bytes tell that nearly all texts have none.
        if text.bytes().any(|byte| byte < b' ' || matches!(byte, 0x7f | 0xc2)) {
            let plain = text.replace("\r\n", "\n");
            if let Some(character) = plain.chars().find(|c| is_control(*c)) {
                let without = plain.chars().filter(|c| !is_control(*c)).collect();
                return Err(TextError::Control { character, without });
            }
        }
        if text.trim().is_empty() {
            return Err(TextError::Blank);
        }
        Ok(())
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.0)
    }
}

scalar!(Text, "text");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_escapes_are_refused() {
        assert_eq!(" \n".parse::<Text>(), Err(TextError::Blank));
        let error = "\u{1b}[31mred".parse::<Text>().unwrap_err();
        assert_eq!(error.to_string(), "the text holds the control character U+001B");
        assert_eq!(error.help().unwrap(), "write `[31mred`");
        assert_eq!("a\u{85}b".parse::<Text>().unwrap_err().help().unwrap(), "write `ab`");
        for text in ["two\nlines\tand a tab", "by windows\r\n", "¿qué?"] {
            assert!(text.parse::<Text>().is_ok(), "{text}");
        }
    }
}
