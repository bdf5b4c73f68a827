//! Characters that act on a terminal instead of showing there, made visible.
//!
//! Names and notes come from elsewhere: an escape sequence in one could repaint the screen, a
//! direction override could make a line read as another. Every renderer for people passes texts here.

use std::borrow::Cow;

/// The text with what would act on a terminal escaped as `\u{202e}`; its lines and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |text, at, character| match character {
        '\n' | '\t' => false,
        '\r' => !text[at + 1..].starts_with('\n'),
        other => acts(other),
    })
}

/// The text on one line: white space becomes a space, what would act on a terminal is escaped.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t']) {
        let line = text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
        return Cow::Owned(escaped(&line, |_, _, character| acts(character)).into_owned());
    }
    escaped(text, |_, _, character| acts(character))
}

/// Control characters, and those that turn the direction of writing.
pub(super) fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn escaped(text: &str, hidden: impl Fn(&str, usize, char) -> bool) -> Cow<'_, str> {
    if !text.char_indices().any(|(at, character)| hidden(text, at, character)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        if hidden(text, at, character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown() {
        assert_eq!(visible("\u{1b}[31mred\u{7f}\u{9b}1m"), r"\u{1b}[31mred\u{7f}\u{9b}1m");
        assert_eq!(visible("a\u{202e}b\u{2066}\u{200f}"), r"a\u{202e}b\u{2066}\u{200f}");
        assert_eq!(visible("one\r\n\ttwo\rthree\n"), "one\r\n\ttwo\\u{d}three\n");
    }

    #[test]
    fn a_line_stays_a_line() {
        assert_eq!(visible_line("one\r\ntwo\tthree\u{7}"), r"one two three\u{7}");
    }

    #[test]
    fn plain_text_is_borrowed() {
        for text in ["李娜, Núñez", "emoji 👩‍👧 stay whole", ""] {
            assert!(matches!(visible_line(text), Cow::Borrowed(same) if same == text));
        }
    }
}
