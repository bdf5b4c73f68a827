//! What people and programs leave in files by mistake, recognised so that the message can name it:
//! merge conflicts, full-width punctuation, tabs, dates and times without their form, numbers too large to keep.

use std::ops::Range;

use crate::model::clock::{Clock, ClockError};
use crate::model::day::{Day, DayError};
use crate::model::flaw::{Flaw, without_comma};
use crate::model::minutes::{Minutes, MinutesError};
use crate::model::period::Period;

use super::text::lines;
use super::tree::{Style, Tree, Value};
use super::{MOST_FAULTS, SyntaxFault};

impl SyntaxFault {
    /// A fault with the way out of it.
    pub(super) fn new(
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> SyntaxFault {
        SyntaxFault { range, message: message.into(), help: Some(help.into()), mended: None }
    }
}

/// The merge conflicts that git left: each from its first to its last marker line.
pub(super) fn conflicts(text: &str) -> Vec<SyntaxFault> {
    let mut found = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    for line in lines(text, 0..text.len()) {
        let content = text[line.clone()].trim_end();
        let marks = |mark: &str| content == mark || content.starts_with(&format!("{mark} "));
        open = match open {
            _ if marks("<<<<<<<") => Some((line.start, false)),
            Some((start, _)) if content == "=======" => Some((start, true)),
            Some((start, true)) if marks(">>>>>>>") => {
                found.push(SyntaxFault::new(
                    start..line.start + content.len(),
                    "git left a merge conflict here",
                    "keep what is right and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`",
                ));
                None
            }
            other => other,
        };
    }
    found
}

/// Punctuation of full width that stands in a line where the syntax wants the plain one.
pub(super) fn full_width(text: &str, line: Range<usize>) -> Option<SyntaxFault> {
    let mut quote = None;
    for (at, character) in text[line.clone()].char_indices() {
        match (character, quote) {
            ('"' | '\'', None) => quote = Some(character),
            ('"' | '\'', Some(open)) if open == character => quote = None,
            ('#', None) => return None,
            (_, None) => {
                if let Some(plain) = half_width(character) {
                    let start = line.start + at;
                    return Some(SyntaxFault::new(
                        start..start + character.len_utf8(),
                        format!("`{character}` is of full width"),
                        format!("write `{plain}`"),
                    ));
                }
            }
            _ => {}
        }
    }
    None
}

fn half_width(character: char) -> Option<char> {
    Some(match character {
        '：' => ':',
        '，' | '、' => ',',
        '“' | '”' | '＂' => '"',
        '‘' | '’' => '\'',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '｛' => '{',
        '｝' => '}',
        '＝' => '=',
        '＃' => '#',
        '－' => '-',
        '\u{3000}' => ' ',
        _ => return None,
    })
}

/// The tabs that indent lines, where spaces belong.
pub(super) fn tabs(text: &str) -> Vec<SyntaxFault> {
    let indents = lines(text, 0..text.len()).filter_map(|line| {
        let content = &text[line.clone()];
        let indent = content.len() - content.trim_start_matches([' ', '\t']).len();
        let tab = content[..indent].find('\t')?;
        let tabs = content[tab..indent].bytes().take_while(|byte| *byte == b'\t').count();
        (!content.trim().is_empty()).then_some(line.start + tab..line.start + tab + tabs)
    });
    indents
        .map(|range| SyntaxFault::new(range, "a tab indents this line", "indent with spaces, two a level"))
        .collect()
}

/// A date, a time, a range of times or a number that lacks its form, by what a value in a line of TOML
/// seems to be.
pub(super) fn loose_value(text: &str, line: Range<usize>) -> Option<SyntaxFault> {
    let content = &text[line.clone()];
    let equals = content.find('=').map_or(0, |at| at + 1);
    let value = content[equals..].split('#').next().unwrap_or_default().trim();
    let at = |word: &str| {
        let start = line.start + word.as_ptr().addr() - content.as_ptr().addr();
        start..start + word.len()
    };
    if let Some(number) = without_comma(value) {
        return Some(comma(at(value), value, &number));
    }
    if let Some(help) = unquoted(content[..equals].trim_end_matches('=').trim(), value) {
        let fault =
            SyntaxFault::new(at(value), format!("`{value}` is not quoted"), format!("write `{help}`"));
        return Some(SyntaxFault { mended: Some(help), ..fault });
    }
    let bare = content[equals..].split('"').step_by(2).map(|part| part.split('#').next().unwrap_or_default());
    let mut words = bare.flat_map(|part| part.split(['[', ']', '{', '}', ',', '='])).map(str::trim);
    words.find_map(|word| loose(word, at(word)))
}

/// A period, or a range of whole numbers that is no month, in the quotes that it lacks.
fn unquoted(field: &str, value: &str) -> Option<String> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_range =
        value.split_once('-').is_some_and(|(from, to)| is_number(from) && is_number(to) && from.len() != 4);
    let is_period = field == "period" && value.parse::<Period>().is_ok();
    (is_range || is_period).then(|| format!("\"{value}\""))
}

/// What a bare word of TOML lacks to be a date, a time or a range of times.
fn loose(word: &str, range: Range<usize>) -> Option<SyntaxFault> {
    if let Err(
        error @ (DayError::Form { meant: Some(_), .. }
        | DayError::NoSuchDay { .. }
        | DayError::NoSuchMonth { .. }),
    ) = word.parse::<Day>()
    {
        let mended =
            if let DayError::Form { meant, .. } = &error { meant.map(|day| day.to_string()) } else { None };
        return Some(SyntaxFault { range, message: error.to_string(), help: error.help(), mended });
    }
    let times: Vec<String> = word.split('-').map(time).collect::<Option<_>>()?;
    let written = times.join("-");
    let or = match word.parse::<Minutes>() {
        Err(MinutesError::Colon { meant: Some(hours), .. }) if written != word => {
            format!(", or `\"{}\"` for hours", hours.hm())
        }
        _ => String::new(),
    };
    let help = format!("write `\"{written}\"`{or}");
    let mended = (written == word).then(|| format!("\"{written}\""));
    let fault = SyntaxFault::new(range, format!("the time `{word}` is not quoted"), help);
    (times.len() < 3).then_some(SyntaxFault { mended, ..fault })
}

/// The time of day that a word with a colon means.
fn time(word: &str) -> Option<String> {
    let (Ok(clock) | Err(ClockError::Form { meant: Some(clock), .. })) = word.parse::<Clock>() else {
        return None;
    };
    word.contains([':', '：']).then(|| clock.to_string())
}

fn comma(range: Range<usize>, written: &str, number: &str) -> SyntaxFault {
    SyntaxFault::new(range, format!("the number `{written}` has a comma in it"), format!("write `{number}`"))
}

/// Numbers that their comma cuts in two: `{ hours: 1,200 }` says one hour to a reader of YAML.
pub(super) fn commas(tree: &Tree, text: &str, found: &mut Vec<SyntaxFault>) {
    match &tree.value {
        Value::Table(entries) => {
            for pair in entries.windows(2) {
                let range = pair[0].value.range.start..pair[1].key_range.end;
                let is_cut = pair[1].value.value == Value::Null
                    && text[pair[0].value.range.end..pair[1].key_range.start] == *",";
                if let Some(number) = without_comma(&text[range.clone()]).filter(|_| is_cut) {
                    found.push(comma(range.clone(), &text[range], &number));
                }
            }
            for entry in entries {
                commas(&entry.value, text, found);
            }
        }
        Value::List(rows) => {
            for row in rows {
                commas(row, text, found);
            }
        }
        Value::Null | Value::Scalar(_) => {}
    }
}

/// Whole numbers of more than 63 bits, which neither syntax promises to keep.
pub(crate) fn huge(tree: &Tree, found: &mut Vec<SyntaxFault>) {
    match &tree.value {
        Value::Table(entries) => entries.iter().for_each(|entry| huge(&entry.value, found)),
        Value::List(rows) => rows.iter().for_each(|row| huge(row, found)),
        Value::Scalar(scalar) if scalar.style == Style::Integer && is_huge(&scalar.text) => {
            let message = format!("the number `{}` is too large", scalar.text);
            let help = format!("write {} at most; an id or a telephone number goes in quotes", i64::MAX);
            found.push(SyntaxFault::new(tree.range.clone(), message, help));
        }
        Value::Null | Value::Scalar(_) => {}
    }
}

/// Whether a whole number, as either syntax writes them, has more than 63 bits.
fn is_huge(number: &str) -> bool {
    let plain = number.replace('_', "");
    let based = |(start, radix)| Some((plain.strip_prefix(start)?, radix));
    let (digits, radix) =
        [("0x", 16), ("0o", 8), ("0b", 2)].into_iter().find_map(based).unwrap_or((&plain, 10));
    i64::from_str_radix(digits, radix).is_err()
}

/// How many digits a number has at least, in any base, that may be too large.
const MANY_DIGITS: usize = 16;

/// Whether so many digits follow each other in a text that they may be a number too large to keep.
pub(crate) fn may_be_huge(text: &str) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_hexdigit() || *byte == b'_';
    text.as_bytes().split(|byte| !is_digit(byte)).any(|digits| digits.len() >= MANY_DIGITS)
}

/// Every name that stands twice in its table.
pub(super) fn duplicates(tree: &Tree, text: &str, found: &mut Vec<SyntaxFault>) {
    match &tree.value {
        Value::Table(entries) => {
            let mut order: Vec<usize> = (0..entries.len()).collect();
            order.sort_by_key(|at| &entries[*at].key);
            let pairs = order.windows(2).filter(|pair| entries[pair[0]].key == entries[pair[1]].key);
            for pair in pairs.take(MOST_FAULTS.saturating_sub(found.len())) {
                let (first, second) = (&entries[pair[0]], &entries[pair[1]]);
                let line = text[..first.key_range.start].matches('\n').count() + 1;
                found.push(SyntaxFault::new(
                    second.key_range.clone(),
                    format!("`{}` stands twice", second.key),
                    format!("it stands in line {line} already: keep one of them"),
                ));
            }
            for entry in entries {
                duplicates(&entry.value, text, found);
            }
        }
        Value::List(rows) => rows.iter().for_each(|row| duplicates(row, text, found)),
        Value::Null | Value::Scalar(_) => {}
    }
}
