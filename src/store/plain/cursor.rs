//! A place in a plain text, and the steps that it takes: lines, names, dashes, brackets, scalars.
//!
//! Between values it stands before the first character of the next line that says something, and knows how far
//! in that line is. It knows the characters; what they add up to is not its business.

use std::borrow::Cow;

use memchr::memchr_iter;

use super::Declined;
use super::scalar::{Scalar, is_word};

/// How deep tables and lists may stand in each other; the format allows more.
const DEEPEST: usize = 10;

/// How many lines and commas a text may have; the format allows more rows in a few shapes.
const MOST: usize = 10_000;

/// The first byte of forms of full width, among many others.
const WIDE: u8 = 0xef;

/// The bytes at which a plain scalar may end, or be none, or be in doubt.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut all: &[u8] = b"\n#:,]}[{\xef";
    while let [mark, rest @ ..] = all {
        marks[*mark as usize] = true;
        all = rest;
    }
    marks
};

/// How many names are open at once in nearly all records.
const NAMES: usize = 24;

/// A place in a text.
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// How far in the line is that it stands before; none at the end.
    indent: Option<usize>,
    depth: usize,
    /// The names of the tables that are open.
    names: Vec<&'t str>,
    has_unwanted: bool,
}

impl<'t> Cursor<'t> {
    /// Before the first line of a text that says something.
    pub(super) fn before(text: &'t str) -> Result<Cursor<'t>, Declined> {
        if separators(text.as_bytes()).is_none_or(|count| count > MOST) {
            return Err(Declined);
        }
        let mut cursor = Cursor {
            text,
            at: 0,
            indent: None,
            depth: 0,
            names: Vec::with_capacity(NAMES),
            has_unwanted: false,
        };
        cursor.seek();
        Ok(cursor)
    }

    fn rest(&self) -> &'t [u8] {
        &self.text.as_bytes()[self.at..]
    }

    /// The next byte.
    pub(super) fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// How many lines there are from here on.
    pub(super) fn lines_left(&self) -> usize {
        memchr_iter(b'\n', self.rest()).count()
    }

    /// How far in the line is that it stands before; none at the end.
    pub(super) fn indent(&self) -> Option<usize> {
        self.indent
    }

    /// Remembers that a value is wanted by nobody.
    pub(super) fn unwanted(&mut self) {
        self.has_unwanted = true;
    }

    /// Whether there was one.
    pub(super) fn has_unwanted(&self) -> bool {
        self.has_unwanted
    }

    /// Goes on, from where a line begins, to the next one that is not blank and no remark.
    fn seek(&mut self) {
        loop {
            let spaces = self.rest().iter().take_while(|byte| **byte == b' ').count();
            match self.rest().get(spaces) {
                None => {
                    self.at += spaces;
                    self.indent = None;
                    return;
                }
                Some(b'\n') => self.at += spaces + 1,
                Some(b'#') => self.skip_line(),
                Some(_) => {
                    self.at += spaces;
                    self.indent = Some(spaces);
                    return;
                }
            }
        }
    }

    /// Goes behind the end of the line.
    fn skip_line(&mut self) {
        let rest = self.rest();
        self.at += rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
    }

    /// Goes behind spaces; tells how many there were.
    pub(super) fn skip_spaces(&mut self) -> usize {
        let spaces = self.rest().iter().take_while(|byte| **byte == b' ').count();
        self.at += spaces;
        spaces
    }

    /// Goes behind a byte, if it is the next one.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Whether nothing but a remark follows on the line; then goes to the next one.
    pub(super) fn is_line_over(&mut self) -> Result<bool, Declined> {
        let spaces = self.skip_spaces();
        match self.next() {
            Some(b'#') if spaces == 0 => return Err(Declined),
            None | Some(b'\n' | b'#') => self.skip_line(),
            Some(_) => return Ok(false),
        }
        self.seek();
        Ok(true)
    }

    /// Goes to the next line; nothing but a remark may follow on this one.
    pub(super) fn end_line(&mut self) -> Result<(), Declined> {
        if self.is_line_over()? { Ok(()) } else { Err(Declined) }
    }

    /// Goes into a table or list; tells how many names are open before it.
    pub(super) fn enter(&mut self) -> Result<usize, Declined> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(Declined) } else { Ok(self.names.len()) }
    }

    /// Leaves a table or list, before which so many names were open.
    pub(super) fn leave(&mut self, names: usize) {
        self.depth -= 1;
        self.names.truncate(names);
    }

    /// Takes the rest of the line for the first line of a block that is that far in.
    pub(super) fn begin(&mut self, indent: usize) -> usize {
        self.indent = Some(indent);
        indent
    }

    /// Whether a row begins here.
    pub(super) fn is_row(&self) -> bool {
        self.rest().starts_with(b"- ")
    }

    /// Goes behind the dash of a row that is that far in; tells how far in what it holds is.
    pub(super) fn dash(&mut self, indent: usize) -> Result<usize, Declined> {
        self.at += 1;
        let spaces = self.skip_spaces();
        let is_plain = !matches!(self.next(), None | Some(b'\n' | b'#')) && !self.is_row();
        if is_plain { Ok(indent + 1 + spaces) } else { Err(Declined) }
    }

    /// Whether a block that is that far in goes on; a line that is further in belongs to nothing.
    pub(super) fn goes_on(&self, indent: usize) -> Result<bool, Declined> {
        match self.indent {
            Some(here) if here > indent => Err(Declined),
            here => Ok(here == Some(indent)),
        }
    }

    /// Whether what stands between brackets goes on before the bracket that closes it; goes behind that, else
    /// behind the comma.
    pub(super) fn goes_on_before(&mut self, close: u8, is_first: bool) -> Result<bool, Declined> {
        self.skip_spaces();
        if self.take(close) {
            return Ok(false);
        }
        if is_first {
            return Ok(true);
        }
        let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let bytes = self.text.as_bytes();
        // A number with a comma in it is not two numbers.
        let cuts = is_digit(bytes.get(self.at - 1)) && is_digit(bytes.get(self.at + 1));
        if cuts || !self.take(b',') {
            return Err(Declined);
        }
        self.skip_spaces();
        if self.next() == Some(close) { Err(Declined) } else { Ok(true) }
    }

    /// The length of the name that stands here, if one does: ASCII, its colon behind it.
    fn name_length(&self) -> Option<usize> {
        let rest = self.rest();
        let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = rest.iter().position(|byte| !is_inside(byte))?;
        let is_name = rest.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_')
            && rest[length] == b':'
            && matches!(rest.get(length + 1), None | Some(b' ' | b'\n'));
        is_name.then_some(length)
    }

    /// Whether a name and its colon stand here.
    pub(super) fn is_named(&self) -> bool {
        self.name_length().is_some()
    }

    /// A name, the first of its kind in its table, of which so many names were open before; goes behind its colon.
    pub(super) fn name(&mut self, before: usize) -> Result<&'t str, Declined> {
        let length = self.name_length().ok_or(Declined)?;
        let name = &self.text[self.at..self.at + length];
        if !is_word(name) || self.names[before..].contains(&name) {
            return Err(Declined);
        }
        self.names.push(name);
        self.at += length + 1;
        Ok(name)
    }

    /// A scalar on one line, between brackets or not.
    pub(super) fn scalar(&mut self, is_between: bool) -> Result<Scalar<'t>, Declined> {
        match self.next() {
            Some(quote @ (b'"' | b'\'')) => self.quoted(quote),
            _ => self.plain(is_between),
        }
    }

    fn plain(&mut self, is_between: bool) -> Result<Scalar<'t>, Declined> {
        let rest = self.rest();
        let begins = match rest {
            [b'-', digit, ..] => digit.is_ascii_digit(),
            [first, ..] => {
                first.is_ascii_alphanumeric() || !first.is_ascii() || matches!(first, b'_' | b'/' | b'(')
            }
            [] => false,
        };
        if !begins {
            return Err(Declined);
        }
        let (mut end, mut is_wide) = (0, false);
        loop {
            let is_mark = |byte: &u8| MARKS[usize::from(*byte)];
            end += rest[end..].iter().position(is_mark).unwrap_or(rest.len() - end);
            match rest.get(end) {
                None | Some(b'\n') => break,
                Some(b'#') if rest[end - 1] == b' ' => break,
                Some(b',' | b']' | b'}') if is_between => break,
                Some(b'[' | b'{') if is_between => return Err(Declined),
                Some(b':') if is_between || matches!(rest.get(end + 1), None | Some(b' ' | b'\n')) => {
                    return Err(Declined);
                }
                Some(byte) => is_wide |= *byte == WIDE,
            }
            end += 1;
        }
        let text = self.text[self.at..self.at + end].trim_end_matches(' ');
        // A colon of full width may be meant for one that would end a name.
        if is_between && is_wide && text.contains('：') {
            return Err(Declined);
        }
        self.at += text.len();
        Ok(Scalar { text: Cow::Borrowed(text), is_quoted: false })
    }

    fn quoted(&mut self, quote: u8) -> Result<Scalar<'t>, Declined> {
        self.at += 1;
        let mut made = String::new();
        loop {
            let rest = self.rest();
            let is_mark = |byte: &u8| *byte == quote || *byte == b'\n' || (*byte == b'\\' && quote == b'"');
            let end = rest.iter().position(is_mark).ok_or(Declined)?;
            let before = &self.text[self.at..self.at + end];
            let meant = match (rest[end], rest.get(end + 1)) {
                (b'\\', Some(b'\\')) => '\\',
                (b'\\', Some(b'"')) => '"',
                (b'\\', Some(b'n')) => '\n',
                (b'\'', Some(b'\'')) => '\'',
                (byte, _) if byte == quote => {
                    self.at += end + 1;
                    let text = if made.is_empty() { before.into() } else { (made + before).into() };
                    return Ok(Scalar { text, is_quoted: true });
                }
                _ => return Err(Declined),
            };
            made.push_str(before);
            made.push(meant);
            self.at += end + 2;
        }
    }

    /// A text of several lines behind a `|`, in a block that is that far in; goes to the line after it.
    pub(super) fn block(&mut self, outer: usize) -> Result<Scalar<'t>, Declined> {
        self.at += 1;
        let is_cut = self.take(b'-');
        if !self.take(b'\n') {
            return Err(Declined);
        }
        let spaces = |line: &[u8]| line.iter().take_while(|byte| **byte == b' ').count();
        let inside = spaces(self.rest());
        let mut text = String::new();
        let mut blank = 0;
        while !self.rest().is_empty() {
            let rest = self.rest();
            let end = rest.iter().position(|byte| *byte == b'\n').ok_or(Declined)?;
            match spaces(rest) {
                spaces if spaces == end && spaces <= inside && !text.is_empty() => blank += 1,
                spaces if spaces >= inside && inside > outer && (spaces < end || !text.is_empty()) => {
                    text.extend(std::iter::repeat_n('\n', std::mem::take(&mut blank)));
                    text.push_str(&self.text[self.at + inside..=self.at + end]);
                }
                spaces if spaces <= outer && !text.is_empty() => break,
                _ => return Err(Declined),
            }
            self.at += end + 1;
        }
        if is_cut {
            text.pop();
        }
        self.seek();
        if text.is_empty() { Err(Declined) } else { Ok(Scalar { text: text.into(), is_quoted: true }) }
    }
}

/// How many bytes are counted in a byte.
const COUNTED: usize = 128;

/// How many bytes of a text end a line or a value; nothing where a character does not show itself, nor end a line,
/// to every reader.
fn separators(text: &[u8]) -> Option<usize> {
    let (mut count, mut has_controls, mut has_doubts) = (0, false, false);
    // Numbers as small as the bytes let a machine look at many of them at once.
    for some in text.chunks(COUNTED) {
        let (mut lines, mut commas, mut controls, mut doubts) = (0_u8, 0_u8, 0_u8, 0_u8);
        for byte in some.iter().copied() {
            lines += u8::from(byte == b'\n');
            commas += u8::from(byte == b',');
            controls += u8::from(byte < b' ') + u8::from(byte == 0x7f);
            // The first bytes of characters that do not show themselves, among many others.
            doubts |= u8::from(byte == 0xc2) | u8::from(byte == 0xe2) | u8::from(byte == WIDE);
        }
        count += usize::from(lines) + usize::from(commas);
        // An end of a line is among the controls.
        has_controls |= controls != lines;
        has_doubts |= doubts != 0;
    }
    let is_hidden = has_controls || has_doubts && acts(text);
    (!is_hidden).then_some(count)
}

/// Whether a character of a text acts instead of showing itself.
fn acts(text: &[u8]) -> bool {
    let acts = |three: &[u8]| match three {
        [0xc2, second, _] => *second < 0xa0,
        [0xe2, 0x80, third] => matches!(third, 0xa8 | 0xa9),
        [0xef, 0xbb, third] => *third == 0xbf,
        [0xef, 0xbf, third] => *third >= 0xbe,
        _ => false,
    };
    // A character of two bytes at the end is as doubtful.
    text.windows(3).any(acts) || text.len() > 1 && text[text.len() - 2] == 0xc2
}
