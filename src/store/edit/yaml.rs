//! YAML 1.2 as a tree, strictly: one document, a mapping, without anchors, aliases and tags.
//!
//! The tree is built from the events of the parser without recursion, so depth is bounded before it
//! can hurt. Markers count characters; here they become bytes.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

use super::text::line_of;
use super::tree::{Entry, Scalar, Style, Tree, Value};
use super::{MOST_DEEP, MOST_ROWS, SyntaxFault, suspect};

/// Reads a YAML document.
pub(super) fn parse(text: &str) -> Result<Tree, Vec<SyntaxFault>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader {
        text,
        offsets: Offsets::of(text, text.len() - body.len()),
        open: Vec::new(),
        root: None,
        documents: 0,
        rows: 0,
        reached: text.len() - body.len(),
    };
    let mut faults = reader.read(body).err().unwrap_or_default();
    if let (Some(root), true) = (&reader.root, faults.is_empty()) {
        suspect::duplicates(root, text, &mut faults);
        suspect::commas(root, text, &mut faults);
        disguised(root, text, false, &mut faults);
    }
    match reader.root {
        Some(root) if faults.is_empty() && matches!(root.value, Value::Table(_)) => Ok(root),
        root => {
            if faults.is_empty() {
                faults.push(no_mapping(text, root.as_ref()));
            }
            faults.sort_by_key(|fault| fault.range.start);
            Err(faults)
        }
    }
}

/// From characters to bytes.
struct Offsets {
    before: usize,
    /// Where each character begins; empty where all are one byte long.
    starts: Vec<usize>,
    end: usize,
}

impl Offsets {
    fn of(text: &str, before: usize) -> Offsets {
        let body = &text[before..];
        let starts =
            if body.is_ascii() { Vec::new() } else { body.char_indices().map(|(at, _)| at).collect() };
        Offsets { before, starts, end: text.len() }
    }

    fn byte(&self, marker: Marker) -> usize {
        let at = if self.starts.is_empty() {
            self.before + marker.index()
        } else {
            self.starts.get(marker.index()).map_or(self.end, |at| self.before + at)
        };
        at.min(self.end)
    }
}

/// A collection whose end has not come yet.
struct Open {
    start: usize,
    is_flow: bool,
    held: Held,
}

enum Held {
    List(Vec<Tree>),
    /// With the name that waits for its value.
    Table(Vec<Entry>, Option<(String, Range<usize>)>),
}

struct Reader<'t> {
    text: &'t str,
    offsets: Offsets,
    open: Vec<Open>,
    root: Option<Tree>,
    documents: usize,
    rows: usize,
    /// Where the last event ended.
    reached: usize,
}

type Faults = Vec<SyntaxFault>;

fn fault(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Faults {
    vec![SyntaxFault::new(range, message, help)]
}

fn too_deep(range: Range<usize>) -> Faults {
    fault(range, format!("this lies more than {MOST_DEEP} levels deep"), "split the record")
}

impl Reader<'_> {
    fn read(&mut self, body: &str) -> Result<(), Faults> {
        let mut parser = Parser::new_from_str(body);
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|error| self.explained(&error))?;
            self.event(event, span)?;
            self.reached = self.reached.max(self.offsets.byte(span.end));
        }
        Ok(())
    }

    fn event(&mut self, event: Event, span: Span) -> Result<(), Faults> {
        let range = self.offsets.byte(span.start)..self.offsets.byte(span.end);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(fault(
                        range,
                        "a second document begins here",
                        "write it into a file of its own",
                    ));
                }
            }
            Event::Alias(_) => return Err(fault(range, "aliases are not read", "write the value out")),
            Event::Scalar(value, style, anchor, tag) => {
                self.refuse(&range, anchor, tag.is_some())?;
                let scalar = self.scalar(&value, style, range);
                self.put(scalar)?;
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse(&range, anchor, tag.is_some())?;
                self.enter(range, Held::List(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse(&range, anchor, tag.is_some())?;
                self.enter(range, Held::Table(Vec::new(), None))?;
            }
            // What the parser takes for the bracket goes on to the next token.
            Event::SequenceEnd | Event::MappingEnd => self.leave(range.start + 1)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    /// Anchors and tags stand before the value that they belong to.
    fn refuse(&self, range: &Range<usize>, anchor: usize, has_tag: bool) -> Result<(), Faults> {
        let (mark, message, help) = match (anchor, has_tag) {
            (0, false) => return Ok(()),
            (0, true) => ('!', "tags are not read", "take the tag out and leave the value"),
            _ => ('&', "anchors are not read", "take the anchor out and write each value out"),
        };
        let before = &self.text[..range.start];
        let is_here = self.text[range.start..].starts_with(mark);
        let start = before.rfind(mark).filter(|_| !is_here).unwrap_or(range.start);
        let word = self.text[start..].find([' ', '\n', '\r', '\t', ',']).unwrap_or(self.text.len() - start);
        Err(fault(start..start + word, message, help))
    }

    fn enter(&mut self, range: Range<usize>, held: Held) -> Result<(), Faults> {
        if self.open.len() == MOST_DEEP {
            return Err(too_deep(range));
        }
        self.no_key(&range)?;
        // The event of a block stands before what it holds, and may stand right before a bracket.
        let is_flow = self.text[range.clone()].starts_with(['[', '{']);
        self.open.push(Open { start: range.start, is_flow, held });
        Ok(())
    }

    /// A collection or an odd scalar cannot be a name.
    fn no_key(&self, range: &Range<usize>) -> Result<(), Faults> {
        match self.open.last() {
            Some(Open { held: Held::Table(_, None), .. }) => {
                Err(fault(range.clone(), "a name must be one word or one quoted text", "write `NAME: VALUE`"))
            }
            _ => Ok(()),
        }
    }

    fn leave(&mut self, end: usize) -> Result<(), Faults> {
        let Some(Open { start, is_flow, held }) = self.open.pop() else { return Ok(()) };
        let (start, last, value) = match held {
            Held::List(rows) => {
                let first = rows.first().filter(|_| !is_flow).map_or(start, |row| self.dash(row, start));
                (first, rows.last().map(|row| row.range.end), Value::List(rows))
            }
            Held::Table(entries, _) => {
                let first = entries.first().filter(|_| !is_flow).map_or(start, |entry| entry.key_range.start);
                (first, entries.last().map(|entry| entry.value.range.end), Value::Table(entries))
            }
        };
        let end = if is_flow { end } else { last.unwrap_or(start) };
        self.put(Tree { range: start..end, value })
    }

    /// Where the dash before the first row of a block stands.
    fn dash(&self, row: &Tree, otherwise: usize) -> usize {
        let before = self.text[..row.range.start].trim_end();
        if before.ends_with('-') { before.len() - 1 } else { otherwise }
    }

    fn put(&mut self, tree: Tree) -> Result<(), Faults> {
        match self.open.last_mut().map(|open| &mut open.held) {
            None => self.root = Some(tree),
            Some(Held::List(rows)) => {
                self.rows += 1;
                if self.rows > MOST_ROWS {
                    let message = format!("this is more than {MOST_ROWS} rows");
                    return Err(fault(tree.range, message, "split the record"));
                }
                rows.push(tree);
            }
            Some(Held::Table(entries, waiting)) => match waiting.take() {
                Some((key, key_range)) => {
                    let value = placed(self.text, &key_range, tree);
                    entries.push(Entry { key, key_range, value });
                }
                None => match tree.value {
                    Value::Scalar(Scalar { text, .. })
                        if !self.text[..tree.range.start].trim_end_matches(' ').ends_with('?') =>
                    {
                        *waiting = Some((text, tree.range));
                    }
                    _ => return self.no_key(&tree.range),
                },
            },
        }
        Ok(())
    }

    fn scalar(&self, value: &str, style: ScalarStyle, range: Range<usize>) -> Tree {
        let range = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.block(&range),
            ScalarStyle::Plain => range.start..range.start + self.text[range].trim_end().len(),
            _ => range.start..quote_end(self.text, range.start),
        };
        let style = match style {
            ScalarStyle::Plain => match classify(value) {
                Some(style) => style,
                None => return Tree { range, value: Value::Null },
            },
            _ => Style::Quoted,
        };
        Tree { range, value: Value::Scalar(Scalar { text: value.into(), style }) }
    }

    /// The bytes of a block of text: from its mark to the end of its last line that is not blank.
    fn block(&self, content: &Range<usize>) -> Range<usize> {
        let mut start = self.reached;
        loop {
            start += self.text[start..].find(|c: char| !": -\t\r\n".contains(c)).unwrap_or_default();
            if !self.text[start..].starts_with('#') {
                break;
            }
            start = line_of(self.text, start).end;
        }
        let header = line_of(self.text, start).end.max(start);
        let all = &self.text[..content.end.max(header)];
        let keeps = self.text[start..header].split(' ').next().is_some_and(|mark| mark.contains('+'));
        let all = if keeps {
            all.strip_suffix('\n').map_or(all, |all| all.strip_suffix('\r').unwrap_or(all))
        } else {
            all.trim_end_matches([' ', '\t', '\n', '\r'])
        };
        start..all.len().max(start)
    }

    /// Whether a plain text, which holds any character, has begun in the line of a byte.
    fn is_within_text(&self, at: usize) -> bool {
        let before = &self.text[line_of(self.text, at).start..at];
        before.contains(": ") && !before.contains(['{', '['])
    }

    fn explained(&self, error: &ScanError) -> Faults {
        let at = self.offsets.byte(*error.marker());
        let tabs = suspect::tabs(self.text);
        if !tabs.is_empty() {
            return tabs;
        }
        let start = self.open.last().map_or(0, |open| open.start).min(at);
        let seen: Faults =
            super::text::lines(self.text, line_of(self.text, start).start..line_of(self.text, at).end)
                .filter_map(|line| suspect::full_width(self.text, line))
                .filter(|fault| !self.is_within_text(fault.range.start))
                .collect();
        if !seen.is_empty() {
            return seen;
        }
        let end = self.text[at..].chars().next().map_or(at, |character| at + character.len_utf8());
        let info = error.info();
        if info.contains("recursion limit") {
            return too_deep(at..end);
        }
        if let Some(open) = self.open.last().filter(|open| open.is_flow) {
            let mark = &self.text[open.start..=open.start];
            let close = if mark == "[" { "]" } else { "}" };
            let message = format!("`{mark}` is opened and not closed, or a comma is missing");
            return fault(open.start..open.start + 1, message, format!("close it with `{close}`"));
        }
        if info.contains("mapping values are not allowed") {
            let help = "quote a text that holds `: `, and give names of one table the same indentation";
            return fault(at..end, "a name and its colon cannot stand here", help);
        }
        if info.contains("unexpected character") {
            let message = format!("a text cannot begin with `{}`", &self.text[at..end]);
            return fault(at..end, message, "quote the text");
        }
        if info.contains("quoted scalar") {
            return fault(
                at..end,
                "a quote is opened and not closed, or its text goes on too far left",
                "close it with the same quote",
            );
        }
        if info.contains("undefined alias") || info.contains("unknown anchor") {
            return fault(at..end, "aliases are not read", "write the value out");
        }
        vec![SyntaxFault {
            range: at..end,
            message: format!("this is not YAML: {info}"),
            help: None,
            mended: None,
        }]
    }
}

/// Where the quoted text that begins at a position ends, its quotes included.
fn quote_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while at < bytes.len() {
        match (bytes[start], bytes[at]) {
            (b'"', b'\\') => at += 1,
            (b'\'', b'\'') if bytes.get(at + 1) == Some(&b'\'') => at += 1,
            (quote, byte) if quote == byte => return at + 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// An absent value stands right behind the colon of its name.
fn placed(text: &str, key: &Range<usize>, value: Tree) -> Tree {
    if value.value != Value::Null || !value.range.is_empty() {
        return value;
    }
    let colon = text[key.end..].find(':').map_or(key.end, |at| key.end + at + 1);
    Tree { range: colon..colon, value: value.value }
}

/// What the core schema of YAML 1.2 takes a plain scalar for; `None` is nothing.
pub(in crate::store) fn classify(text: &str) -> Option<Style> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => return None,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Style::Bool,
        ".nan" | ".NaN" | ".NAN" => Style::Decimal,
        _ if matches!(unsigned, ".inf" | ".Inf" | ".INF") => Style::Decimal,
        _ if digits(unsigned) => Style::Integer,
        _ if text
            .strip_prefix("0o")
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| (b'0'..b'8').contains(&b))) =>
        {
            Style::Integer
        }
        _ if text
            .strip_prefix("0x")
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_hexdigit())) =>
        {
            Style::Integer
        }
        _ if is_decimal(unsigned) => Style::Decimal,
        _ if is_date(text) => Style::Date,
        _ => Style::Plain,
    })
}

/// `2.5`, `.5`, `2.`, `2e3`, `2.5E-3`.
fn is_decimal(unsigned: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let has_mantissa = digits(whole) && digits(part) && !(whole.is_empty() && part.is_empty());
    has_mantissa && exponent.is_none_or(|exponent| !exponent.is_empty() && digits(exponent))
}

/// Four digits, two, two, with hyphens between.
fn is_date(text: &str) -> bool {
    let form =
        |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(form)
}

fn no_mapping(text: &str, root: Option<&Tree>) -> SyntaxFault {
    match root {
        Some(Tree { value: Value::Null, .. }) | None => SyntaxFault::new(
            0..text.len(),
            "the file is empty",
            "write the record's fields, one `NAME: VALUE` a line",
        ),
        Some(root) => {
            let line = line_of(text, root.range.start);
            suspect::full_width(text, line).unwrap_or_else(|| {
                let help = "write the record's fields, one `NAME: VALUE` a line";
                SyntaxFault::new(root.range.clone(), "a record is a mapping of names to values", help)
            })
        }
    }
}

/// Names followed by a colon of full width, which YAML takes for a text: as a row, or on a line that
/// it takes for a continuation.
fn disguised(tree: &Tree, text: &str, is_row: bool, found: &mut Faults) {
    match &tree.value {
        Value::Table(entries) => {
            for entry in entries {
                if entry.value.value == Value::Null && entry.key.contains('：') {
                    found.extend(suspect::full_width(text, entry.key_range.clone()));
                }
                disguised(&entry.value, text, false, found);
            }
        }
        Value::List(rows) => rows.iter().for_each(|row| disguised(row, text, true, found)),
        Value::Scalar(Scalar { style: Style::Plain, .. }) => {
            let lines = super::text::lines(text, tree.range.clone());
            for line in lines.skip(usize::from(!is_row)) {
                let content = text[line.clone()].trim_start();
                let word = content.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_');
                if word.len() < content.len() && word.starts_with('：') {
                    found.extend(suspect::full_width(text, line));
                }
            }
        }
        Value::Null | Value::Scalar(_) => {}
    }
}
