//! What people and programs leave in files by mistake, recognised so that the message can name it:
//! merge conflicts, full-width punctuation, tabs, dates and times without their form.

use std::ops::Range;

use crate::model::clock;
use crate::model::day::{Day, DayError};
use crate::model::flaw::Flaw;

use super::text::lines;
use super::tree::{Tree, Value};
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

/// The first date or time that lacks its form, by what the value in a line of TOML, or an entry of the
/// list there, seems to be.
pub(super) fn loose_value(text: &str, line: Range<usize>) -> Option<SyntaxFault> {
    let content = &text[line.clone()];
    let (before, after) = content.split_once('=')?;
    let written = after.split('#').next().unwrap_or_default();
    let start = line.start + before.len() + 1;
    let mut at = 0;
    written.split(['[', ',', ']']).find_map(|part| {
        let from = start + at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        loose(part.trim(), from)
    })
}

/// The fault of a value that begins at a byte, if it is a date or time without its form.
fn loose(value: &str, start: usize) -> Option<SyntaxFault> {
    if value.is_empty() || value.contains(['"', '\'', '{', '}']) {
        return None;
    }
    let range = start..start + value.len();
    let date = value.parse::<Day>().err().and_then(|error| match error {
        DayError::Form { meant: None, .. } => None,
        DayError::Form { meant: Some(day), .. } => Some((error, Some(day.to_string()))),
        DayError::NoSuchDay { .. } | DayError::NoSuchMonth { .. } => Some((error, None)),
    });
    if let Some((error, mended)) = date {
        return Some(SyntaxFault { range, message: error.to_string(), help: error.help(), mended });
    }
    let times = value.replace('：', ":");
    let is_time = times.parse::<clock::Range>().is_ok() || times.parse::<clock::Clock>().is_ok();
    is_time.then(|| {
        let message = format!("the time `{value}` is not quoted");
        let mended = Some(format!("\"{times}\"")).filter(|_| times == value);
        SyntaxFault { mended, ..SyntaxFault::new(range, message, format!("write `\"{times}\"`")) }
    })
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
