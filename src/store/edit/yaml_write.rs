//! Values as YAML text: plain where every reader of YAML 1.1 and 1.2 agrees, else quoted.

use crate::model::node::Node;

use super::one_line::Syntax;
use super::tree::Style;
use super::yaml::classify;

/// How deep an entry of a block stands in its parent.
const INDENT: usize = 2;

/// A name.
pub(super) fn key(name: &str) -> String {
    if is_plain(name, true) { name.into() } else { quoted(name) }
}

/// A scalar, quoted as the value that stood there before was, where its text allows that.
pub(super) fn scalar(node: &Node, before: &str, in_flow: bool) -> String {
    match node {
        Node::Text(text) if before.starts_with('\'') && is_printable(text) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        Node::Text(text) if before.starts_with('"') || !is_plain(text, in_flow) => quoted(text),
        other => other.text().unwrap_or_default(),
    }
}

/// Values on one line.
pub(super) const ONE_LINE: Syntax = Syntax { key, between: ": ", scalar: |node| scalar(node, "", true) };

/// A row of a list, one line.
pub(super) fn row(node: &Node, indent: usize) -> String {
    format!("{:indent$}- {}", "", ONE_LINE.value(node))
}

/// A named value as lines: tables as blocks, lists of tables with a row a line.
pub(super) fn field(name: &str, value: &Node, indent: usize, line_break: &str) -> String {
    let deeper = indent + INDENT;
    let lines: Vec<String> = match value {
        Node::Table(fields) if !fields.is_empty() => {
            fields.iter().map(|(name, value)| field(name, value, deeper, line_break)).collect()
        }
        Node::List(rows) if rows.iter().any(|row| matches!(row, Node::Table(_))) => {
            rows.iter().map(|node| row(node, deeper)).collect()
        }
        Node::Text(text) if is_block(text) => {
            return format!("{:indent$}{}: {}", "", key(name), block(text, deeper, line_break));
        }
        other => {
            let value = match other {
                Node::List(_) | Node::Table(_) => ONE_LINE.value(other),
                other => scalar(other, "", false),
            };
            return format!("{:indent$}{}: {value}", "", key(name));
        }
    };
    format!("{:indent$}{}:{line_break}{}", "", key(name), lines.join(line_break))
}

/// Whether a text of several lines can stand as a block, as it is.
pub(super) fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    body.contains('\n')
        && !body.starts_with([' ', '\t', '\n'])
        && body.lines().next_back().is_some_and(|line| !line.trim().is_empty())
        && !body.ends_with('\n')
        && body.chars().all(|character| character == '\n' || is_printable_char(character))
}

/// A text of several lines as a block, its lines that far in.
pub(super) fn block(text: &str, indent: usize, line_break: &str) -> String {
    let (mark, body) = text.strip_suffix('\n').map_or(("|-", text), |body| ("|", body));
    let lines = body.split('\n').map(|line| match line {
        "" => line_break.to_owned(),
        line => format!("{line_break}{:indent$}{line}", ""),
    });
    format!("{mark}{}", lines.collect::<String>())
}

/// A whole file.
pub(super) fn document(fields: &[(String, Node)]) -> String {
    fields.iter().map(|(name, value)| field(name, value, 0, "\n") + "\n").collect()
}

/// Whether a text means itself without quotes, to every reader.
fn is_plain(text: &str, in_flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let is_word = first.is_alphanumeric() || first == '_' || first == '/' || first == '(';
    is_word
        && is_printable(text)
        && classify(text) == Some(Style::Plain)
        && !is_legacy(text)
        && text.trim() == text
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', '-', '?'])
        && !(in_flow && text.contains([',', '[', ']', '{', '}', ':', '：']))
}

/// Whether YAML 1.1 reads a text as something else: its words for true and false, its numbers with
/// `_` and `:`, its timestamps.
pub(in crate::store) fn is_legacy(text: &str) -> bool {
    const WORDS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "true", "false"];
    let is_word = WORDS.iter().chain(&["null"]).any(|word| text.eq_ignore_ascii_case(word));
    let is_number = text.starts_with(|c: char| c.is_ascii_digit())
        && (text.contains(':')
            || text.starts_with("0x")
            || text.starts_with("0b")
            || text.starts_with("0o")
            || !text.chars().any(char::is_alphabetic)
            || text.bytes().all(|b| b.is_ascii_digit() || b"eE._+-".contains(&b)));
    is_word || is_number
}

/// Whether every character shows itself on one line.
fn is_printable(text: &str) -> bool {
    text.chars().all(|character| character != '\t' && is_printable_char(character))
}

fn is_printable_char(character: char) -> bool {
    let breaks =
        matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    character == '\t' || !(character.is_control() || breaks)
}

fn quoted(text: &str) -> String {
    let mut made = String::from('"');
    for character in text.chars() {
        match character {
            '"' => made.push_str("\\\""),
            '\\' => made.push_str("\\\\"),
            '\n' => made.push_str("\\n"),
            '\r' => made.push_str("\\r"),
            '\t' => made.push_str("\\t"),
            other if is_printable_char(other) => made.push(other),
            other => made.extend(format!("\\u{:04X}", u32::from(other)).chars()),
        }
    }
    made.push('"');
    made
}
