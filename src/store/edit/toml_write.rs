//! Values as TOML text: scalars, then tables, then rows, each kind of quotes kept where the text allows.

use crate::model::node::Node;

use super::one_line::Syntax;

/// A name.
pub(super) fn key(name: &str) -> String {
    let is_bare = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    if !name.is_empty() && name.bytes().all(is_bare) { name.into() } else { basic(name) }
}

/// A scalar, quoted as the value that stood there before was, where its text allows that.
pub(super) fn scalar(node: &Node, before: &str, line_break: &str) -> String {
    let Node::Text(text) = node else { return node.text().unwrap_or_default() };
    let is_literal = |lines: bool| {
        let allowed = |c: char| !c.is_control() || c == '\t' || (lines && c == '\n');
        text.chars().all(allowed) && (!text.contains('\n') || line_break == "\n")
    };
    let opened = |quotes: &str| {
        let begins_line = before[quotes.len()..].starts_with(['\n', '\r']) || text.starts_with('\n');
        if begins_line { line_break } else { "" }
    };
    if before.starts_with("'''") && is_literal(true) && !text.contains("'''") && !text.ends_with('\'') {
        format!("'''{}{text}'''", opened("'''"))
    } else if before.starts_with("\"\"\"") && (!text.contains('\n') || line_break == "\n") {
        format!("\"\"\"{}{}\"\"\"", opened("\"\"\""), escaped(text, true))
    } else if before.starts_with('\'')
        && !before.starts_with("'''")
        && is_literal(false)
        && !text.contains('\'')
    {
        format!("'{text}'")
    } else if before.is_empty() && text.contains('\n') && line_break == "\n" {
        format!("\"\"\"\n{}\"\"\"", escaped(text, true))
    } else {
        basic(text)
    }
}

/// Values on one line.
pub(super) const ONE_LINE: Syntax = Syntax { key, between: " = ", scalar: |node| scalar(node, "\"", "\n") };

/// A named value as a line of its own (or several, for a text of several lines).
pub(super) fn field(name: &str, value: &Node, line_break: &str) -> String {
    let value = match value {
        Node::List(_) | Node::Table(_) => ONE_LINE.value(value),
        other => scalar(other, "", line_break),
    };
    format!("{} = {value}", key(name))
}

/// Whether a value stands under a header: a table, or rows that are tables.
pub(super) fn has_header(node: &Node) -> bool {
    match node {
        Node::Table(fields) => !fields.is_empty(),
        Node::List(rows) => !rows.is_empty() && rows.iter().all(|row| matches!(row, Node::Table(_))),
        _ => false,
    }
}

/// A table under its header, as lines. What nests in it stands inline.
pub(super) fn headed(header: &str, node: &Node, line_break: &str) -> String {
    let fields = match node {
        Node::Table(fields) => fields.as_slice(),
        _ => &[],
    };
    let lines = fields.iter().map(|(name, value)| format!("{line_break}{}", field(name, value, line_break)));
    format!("{header}{}", lines.collect::<String>())
}

/// A table or rows under their headers, a blank line between rows.
pub(super) fn blocks(name: &str, node: &Node, line_break: &str) -> String {
    match node {
        Node::List(rows) => {
            let header = format!("[[{}]]", key(name));
            let rows: Vec<String> = rows.iter().map(|row| headed(&header, row, line_break)).collect();
            rows.join(&line_break.repeat(2))
        }
        table => headed(&format!("[{}]", key(name)), table, line_break),
    }
}

/// A whole file.
pub(super) fn document(fields: &[(String, Node)]) -> String {
    let plain = fields.iter().filter(|(_, value)| !has_header(value));
    let mut parts: Vec<String> = Vec::new();
    let lines: Vec<String> = plain.map(|(name, value)| field(name, value, "\n")).collect();
    if !lines.is_empty() {
        parts.push(lines.join("\n"));
    }
    let is_table = |value: &Node| matches!(value, Node::Table(_));
    for wants_table in [true, false] {
        let headed = fields.iter().filter(|(_, value)| has_header(value) && is_table(value) == wants_table);
        parts.extend(headed.map(|(name, value)| blocks(name, value, "\n")));
    }
    parts.join("\n\n") + "\n"
}

fn basic(text: &str) -> String {
    format!("\"{}\"", escaped(text, false))
}

fn escaped(text: &str, lines: bool) -> String {
    let mut made = String::new();
    let mut quotes = 0;
    for (at, character) in text.char_indices() {
        let is_last = at + 1 == text.len();
        quotes = if character == '"' { quotes + 1 } else { 0 };
        match character {
            '"' if lines && quotes < 3 && !is_last => made.push('"'),
            '"' => {
                quotes = 0;
                made.push_str("\\\"");
            }
            '\\' => made.push_str("\\\\"),
            '\n' if lines => made.push('\n'),
            '\n' => made.push_str("\\n"),
            '\r' => made.push_str("\\r"),
            '\t' => made.push_str("\\t"),
            other if other.is_control() => made.extend(format!("\\u{:04X}", u32::from(other)).chars()),
            other => made.push(other),
        }
    }
    made
}
