//! TOML as a tree: headers, dotted keys and inline tables all become the same tables.
//!
//! The parser tells its events with their bytes and goes on after a fault, so a bad file shows all of
//! its faults at once. What the grammar cannot see (a table opened twice) the `toml` crate judges.

use std::ops::Range;

use toml_parser::decoder::ScalarKind;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};
use toml_parser::{ParseError, Source, Span};

use super::text::line_of;
use super::tree::{Entry, Scalar, Style, Tree, Value};
use super::{MOST_DEEP, MOST_FAULTS, MOST_ROWS, SyntaxFault, suspect};

/// How deep lists and inline tables may nest; headers and dotted names are counted besides.
const DEEPEST: u32 = 16;

/// A name and its bytes.
type Key = (String, Range<usize>);

/// Reads a TOML document.
pub(super) fn parse(text: &str) -> Result<Tree, Vec<SyntaxFault>> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let (mut events, mut errors): (Vec<Event>, Vec<ParseError>) = (Vec::new(), Vec::new());
    let mut guarded = RecursionGuard::new(&mut events, DEEPEST);
    parse_document(&tokens, &mut guarded, &mut errors);
    let mut reader = Reader { text, source, errors, faults: Vec::new(), events: events.into_iter(), rows: 0 };
    let broken = !reader.errors.is_empty();
    let root = if broken { reader.scalars() } else { reader.document() };
    let Reader { errors, mut faults, .. } = reader;
    faults.extend(explained(text, &errors));
    if faults.is_empty() {
        suspect::duplicates(&root, text, &mut faults);
        suspect::huge(&root, &mut faults);
    }
    if faults.is_empty() {
        faults.extend(text.parse::<toml::Table>().err().map(|error| judged(text, &error)));
    }
    faults.sort_by_key(|fault| fault.range.start);
    if faults.is_empty() { Ok(root) } else { Err(faults) }
}

struct Reader<'t> {
    text: &'t str,
    source: Source<'t>,
    errors: Vec<ParseError>,
    faults: Vec<SyntaxFault>,
    events: std::vec::IntoIter<Event>,
    rows: usize,
}

impl Reader<'_> {
    /// Of a document that is broken already, the faults of its scalars.
    fn scalars(&mut self) -> Tree {
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::Scalar => drop(self.scalar(event)),
                EventKind::SimpleKey => drop(self.key(event)),
                _ => {}
            }
        }
        Tree { range: 0..0, value: Value::Null }
    }

    fn document(&mut self) -> Tree {
        let mut root = Vec::new();
        let mut way = Vec::new();
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    let is_row = event.kind() == EventKind::ArrayTableOpen;
                    let (keys, close) = self.keys(None);
                    let header = event.span().start()..close;
                    way.clone_from(&keys);
                    if self.counts(&keys, 1) {
                        open(self.text, &mut root, &keys, &header, is_row);
                    }
                }
                EventKind::SimpleKey => {
                    let (keys, _) = self.keys(Some(event));
                    let value = self.value();
                    if self.counts(&keys, way.len()) {
                        let place =
                            way.iter().try_fold(&mut root, |table, key| step(table, key, &value.range));
                        if let Some(table) = place {
                            insert(table, &keys, value);
                        }
                    }
                }
                _ => {}
            }
        }
        let start = root.first().map_or(0, |first| first.key_range.start.min(first.value.range.start));
        let mut root = Tree { range: start..start, value: Value::Table(root) };
        settle(&mut root);
        root
    }

    /// Counts a header or a dotted name, and says whether it is within bounds.
    fn counts(&mut self, keys: &[Key], above: usize) -> bool {
        let Some((_, first)) = keys.first() else { return false };
        if keys.len() > 1 || above == 1 {
            self.rows += 1;
        }
        if keys.len() + above > MOST_DEEP {
            self.faults.push(too_deep(first.clone()));
        } else if self.rows == MOST_ROWS + 1 {
            self.faults.push(too_many(first.clone()));
        }
        self.faults.is_empty()
    }

    /// The parts of a dotted name, and where what closes it ends.
    fn keys(&mut self, first: Option<Event>) -> (Vec<Key>, usize) {
        let mut keys: Vec<Key> = first.map(|event| self.key(event)).into_iter().collect();
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::SimpleKey => keys.push(self.key(event)),
                EventKind::KeyValSep | EventKind::StdTableClose | EventKind::ArrayTableClose => {
                    return (keys, event.span().end());
                }
                _ => {}
            }
        }
        (keys, self.text.len())
    }

    fn key(&mut self, event: Event) -> Key {
        let mut name = String::new();
        if let Some(raw) = self.source.get(event) {
            raw.decode_key(&mut name, &mut self.errors);
        }
        (name, bytes(event.span()))
    }

    fn value(&mut self) -> Tree {
        while let Some(event) = self.events.next() {
            let start = event.span().start();
            match event.kind() {
                EventKind::Scalar => return self.scalar(event),
                EventKind::ArrayOpen => {
                    let (rows, end) = self.array();
                    return Tree { range: start..end, value: Value::List(rows) };
                }
                EventKind::InlineTableOpen => return self.inline_table(start),
                _ => {}
            }
        }
        Tree { range: self.text.len()..self.text.len(), value: Value::Null }
    }

    fn array(&mut self) -> (Vec<Tree>, usize) {
        let mut rows = Vec::new();
        while let Some(event) = self.events.as_slice().first() {
            match event.kind() {
                EventKind::ArrayClose => {
                    let end = event.span().end();
                    self.events.next();
                    return (rows, end);
                }
                EventKind::Scalar | EventKind::ArrayOpen | EventKind::InlineTableOpen => {
                    self.rows += 1;
                    let row = self.value();
                    if self.rows == MOST_ROWS + 1 {
                        self.faults.push(too_many(row.range.clone()));
                    }
                    rows.push(row);
                }
                _ => drop(self.events.next()),
            }
        }
        (rows, self.text.len())
    }

    fn inline_table(&mut self, start: usize) -> Tree {
        let (mut table, mut end) = (Vec::new(), self.text.len());
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::InlineTableClose => {
                    end = event.span().end();
                    break;
                }
                EventKind::SimpleKey => {
                    let (keys, _) = self.keys(Some(event));
                    let value = self.value();
                    if self.counts(&keys, 0) {
                        insert(&mut table, &keys, value);
                    }
                }
                _ => {}
            }
        }
        Tree { range: start..end, value: Value::Table(table) }
    }

    fn scalar(&mut self, event: Event) -> Tree {
        let range = bytes(event.span());
        let Some(raw) = self.source.get(event) else {
            return Tree { range, value: Value::Null };
        };
        let mut text = String::new();
        let kind = raw.decode_scalar(&mut text, &mut self.errors);
        if kind == ScalarKind::DateTime && raw.as_str().parse::<toml::value::Datetime>().is_err() {
            self.errors.push(ParseError::new("invalid date").with_unexpected(event.span()));
        }
        let style = match kind {
            ScalarKind::String => Style::Quoted,
            ScalarKind::Boolean(_) => Style::Bool,
            ScalarKind::DateTime if raw.len() == 10 && raw.as_str().contains('-') => Style::Date,
            ScalarKind::DateTime => Style::Time,
            ScalarKind::Float => Style::Decimal,
            ScalarKind::Integer(_) => Style::Integer,
        };
        if style != Style::Quoted {
            text = raw.as_str().into();
        }
        Tree { range, value: Value::Scalar(Scalar { text, style }) }
    }
}

fn bytes(span: Span) -> Range<usize> {
    span.start()..span.end()
}

/// The table that a name leads to, made where there is none; the last row, where it leads to rows.
fn step<'a>(entries: &'a mut Vec<Entry>, key: &Key, range: &Range<usize>) -> Option<&'a mut Vec<Entry>> {
    let holds_table = |entry: &Entry| match &entry.value.value {
        Value::Table(_) => true,
        Value::List(rows) => rows.last().is_some_and(|row| matches!(row.value, Value::Table(_))),
        _ => false,
    };
    let at =
        entries.iter().rposition(|entry| entry.key == key.0 && holds_table(entry)).unwrap_or_else(|| {
            entries.push(entry(key, Tree { range: range.clone(), value: Value::Table(Vec::new()) }));
            entries.len() - 1
        });
    match &mut entries[at].value.value {
        Value::Table(entries) => Some(entries),
        Value::List(rows) => match &mut rows.last_mut()?.value {
            Value::Table(entries) => Some(entries),
            _ => None,
        },
        _ => None,
    }
}

fn entry(key: &Key, value: Tree) -> Entry {
    Entry { key: key.0.clone(), key_range: key.1.clone(), value }
}

/// Opens the table or the row of a header.
fn open(text: &str, root: &mut Vec<Entry>, keys: &[Key], header: &Range<usize>, is_row: bool) {
    let Some((last, way)) = keys.split_last() else { return };
    let Some(parent) = way.iter().try_fold(root, |table, key| step(table, key, header)) else { return };
    let table = Tree { range: header.clone(), value: Value::Table(Vec::new()) };
    let found = parent.iter_mut().find(|entry| entry.key == last.0);
    let was_opened =
        found.as_ref().is_some_and(|entry| text[entry.key_range.end..].trim_start().starts_with(']'));
    match found.map(|entry| &mut entry.value.value) {
        Some(Value::List(rows)) if is_row => rows.push(table),
        Some(Value::Table(_)) if !is_row && !was_opened => {}
        _ if is_row => {
            let rows = Tree { range: header.clone(), value: Value::List(vec![table]) };
            parent.push(entry(last, rows));
        }
        _ => parent.push(entry(last, table)),
    }
}

/// Puts a value under a name that may be dotted.
fn insert(table: &mut Vec<Entry>, keys: &[Key], value: Tree) {
    let Some((last, way)) = keys.split_last() else { return };
    let mut inside = Some(table);
    for (key, below) in way.iter().zip(&keys[1..]) {
        let range = below.1.start..value.range.end;
        inside = inside.and_then(|table| step(table, key, &range));
    }
    if let Some(table) = inside {
        table.push(entry(last, value));
    }
}

/// Widens every block to the end of its last entry.
fn settle(tree: &mut Tree) -> usize {
    let inner = match &mut tree.value {
        Value::Table(entries) => entries.iter_mut().map(|entry| settle(&mut entry.value)).max(),
        Value::List(rows) => rows.iter_mut().map(settle).max(),
        Value::Null | Value::Scalar(_) => None,
    };
    tree.range.end = tree.range.end.max(inner.unwrap_or_default());
    tree.range.end
}

/// What the parser says, in our words, one fault a line: what follows in a line follows from the first.
fn explained(text: &str, errors: &[ParseError]) -> Vec<SyntaxFault> {
    let mut faults: Vec<SyntaxFault> = Vec::new();
    let mut lines = std::collections::BTreeSet::new();
    for error in errors.iter().take(MOST_FAULTS) {
        let span = error.unexpected().or(error.context()).map_or(0..0, bytes);
        let start = span.start.min(text.len());
        let line = line_of(text, start);
        if !lines.insert(line.start) {
            continue;
        }
        let seen =
            suspect::full_width(text, line.clone()).or_else(|| suspect::loose_value(text, line.clone()));
        faults.push(seen.unwrap_or_else(|| described(text, error, start..span.end.clamp(start, text.len()))));
    }
    faults
}

fn described(text: &str, error: &ParseError, range: Range<usize>) -> SyntaxFault {
    let says = error.description();
    let value = text[range.clone()].trim();
    let fault = |message: &str, help: &str| SyntaxFault::new(range.clone(), message, help);
    if says.contains("recurse") {
        return too_deep(range);
    }
    let expects_quote = error.expected().into_iter().flatten().any(|expected| {
        use toml_parser::Expected::{Description, Literal};
        matches!(expected, Literal("\"" | "'" | "\"\"\"" | "\'\'\'") | Description("string"))
    });
    match says {
        "string values must be quoted" | "missing opening quote" if !value.is_empty() => {
            let bare = value.trim_matches(['"', '\'']);
            let short = bare.len() < 60 && !bare.contains('\n');
            fault("a text has to be quoted", &format!("write `\"{}\"`", if short { bare } else { "TEXT" }))
        }
        "invalid date" => fault(&format!("`{value}` is not a date"), "write for example `2026-11-21`"),
        _ if says.contains("escape") => fault(
            "no escape of TOML follows this backslash",
            "write two backslashes, or single quotes around the text",
        ),
        _ if expects_quote => fault("a quote is opened and not closed", "close it with the same quote"),
        "unexpected leading zero" => fault(
            &format!("the number `{value}` begins with a zero"),
            &format!("write `\"{value}\"` if it is a text"),
        ),
        "unclosed array" => fault("a list is opened and not closed", "close it with `]`"),
        "unclosed inline table" => fault("a table is opened and not closed", "close it with `}`"),
        "unclosed table" => fault("a header is opened and not closed", "close it with `]`"),
        "unclosed array table" => fault("a header is opened and not closed", "close it with `]]`"),
        "string values must be quoted"
        | "missing opening quote"
        | "key with no value"
        | "missing value for key"
        | "missing value" => {
            fault("a name stands here without a value", "write `NAME = VALUE`, or take the line out")
        }
        "missing assignment between key-value pairs" => {
            fault("between a name and its value there is no `=`", "write `NAME = VALUE`, a text in quotes")
        }
        "invalid unquoted key" => {
            fault("a name may hold letters, digits, `_` and `-` only", "quote the name: `\"NAME\" = VALUE`")
        }
        other => {
            SyntaxFault { range, message: format!("this is not TOML: {other}"), help: None, mended: None }
        }
    }
}

/// What the reader of registers finds wrong in a document that the grammar allows.
fn judged(text: &str, error: &toml::de::Error) -> SyntaxFault {
    let range = error.span().unwrap_or(0..text.len());
    if error.message().contains("duplicate key") {
        let name = text.get(range.clone()).unwrap_or_default();
        return SyntaxFault::new(range.clone(), format!("`{name}` stands twice"), "keep one of them");
    }
    SyntaxFault { range, message: format!("this is not TOML: {}", error.message()), help: None, mended: None }
}

fn too_deep(range: Range<usize>) -> SyntaxFault {
    SyntaxFault::new(range, format!("this lies more than {MOST_DEEP} levels deep"), "split the record")
}

fn too_many(range: Range<usize>) -> SyntaxFault {
    SyntaxFault::new(range, format!("this is more than {MOST_ROWS} rows"), "split the record")
}
