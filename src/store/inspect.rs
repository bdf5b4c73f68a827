//! All faults of a bad file, each with its bytes: a walk of the file's tree against its shape.
//!
//! Only done once a quick reader has refused the file, or to show a problem; so reading stays fast.

use std::ops::Range;

use crate::model::code::{Catalogue, CodeError, nearest};
use crate::model::fault::{Fault, Rest};
use crate::model::flaw::{Flaw, without_comma};
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::shape::{ANY, Field, Shape};
use crate::model::value;
use crate::store::edit::tree::{Entry, Scalar, Style, Tree, Value};
use crate::store::edit::{self, Format};

/// What there is to say of a faulty file.
pub(super) struct Inspected {
    /// What is wrong with it; never an empty list.
    pub(super) faults: Vec<Fault>,
    /// What it says all the same; none where its syntax is wrong.
    pub(super) rest: Option<Rest>,
}

/// Looks closely at a text that a quick reader refused for the reason `why`.
pub(super) fn inspect(
    text: &str,
    format: Format,
    shape: &Shape,
    place: &Place,
    catalogue: &Catalogue,
    why: &str,
) -> Inspected {
    let mut walk = Walk { format, place, catalogue, faults: Vec::new(), unknown: Vec::new() };
    let tree = match edit::parse(format, text) {
        Ok(tree) => {
            walk.value(&FieldPath::default(), &tree, shape);
            walk.huge(&tree);
            Some(tree)
        }
        Err(faults) => {
            walk.faults.extend(faults.into_iter().map(|fault| Fault {
                rule: "syntax",
                place: place.clone().over(&fault.range),
                message: fault.message,
                help: fault.help,
            }));
            None
        }
    };
    let Walk { mut faults, unknown, .. } = walk;
    if faults.is_empty() {
        let message = why.lines().next().unwrap_or_default().to_string();
        let place = place.clone().over(&said_place(&message, text));
        faults.push(Fault { rule: "type", place, message, help: None });
    }
    Inspected { faults, rest: tree.map(|tree| Rest { node: tree.to_node(shape), unknown }) }
}

/// The byte that a reader names as `line 3 column 7` in its message; where it names none, the first.
fn said_place(message: &str, text: &str) -> Range<usize> {
    let after = |word: &str| {
        let (_, rest) = message.split_once(word)?;
        rest.split(|character: char| !character.is_ascii_digit()).next()?.parse::<usize>().ok()
    };
    let line = after("line ").and_then(|line| text.split_inclusive('\n').nth(line.checked_sub(1)?));
    let start = line.map_or(0, |line| line.as_ptr().addr() - text.as_ptr().addr());
    let column = after("column ").unwrap_or(1).saturating_sub(1);
    let at = text.floor_char_boundary((start + column).min(text.len().saturating_sub(1)));
    at..(at + 1).min(text.len())
}

/// How deep a text may seem to nest before it is looked at closely.
const PLAIN_DEPTH: usize = 14;

/// How many lines and commas a text may have before its rows are counted.
const PLAIN_ROWS: usize = 10_000;

/// Refuses what the quick readers would accept and the format does not: too deep, too many rows, too
/// large a number, and in YAML anchors, aliases, tags and cut numbers. Texts that hold no sign of these
/// pass without being parsed.
///
/// # Errors
/// The first fault, in words.
pub(super) fn within_limits(format: Format, text: &str) -> Result<(), String> {
    let is_odd = format == Format::Yaml && is_odd(text);
    let step = if format == Format::Yaml { "- " } else { "." };
    let is_deep = brackets(text) > PLAIN_DEPTH
        || text.lines().any(|line| {
            let indent = line.len() - line.trim_start().len();
            indent > 2 * PLAIN_DEPTH || line.matches(step).count() > PLAIN_DEPTH
        });
    let is_long = text.bytes().filter(|byte| matches!(byte, b'\n' | b',')).count() > PLAIN_ROWS;
    if !(is_odd || is_deep || is_long || edit::may_be_huge(text)) {
        return Ok(());
    }
    let tree = edit::parse(format, text);
    let mut faults = Vec::new();
    match &tree {
        Ok(tree) => edit::huge(tree, &mut faults),
        Err(syntax) => faults.extend(syntax.first().cloned()),
    }
    faults.into_iter().next().map_or(Ok(()), |fault| Err(fault.message))
}

/// Whether a text of YAML may hold what only a closer look tells: anchors, aliases, tags, a second
/// document, a colon of full width or a comma within a number between braces.
fn is_odd(text: &str) -> bool {
    let cuts = |three: &[u8]| three[1] == b',' && three[0].is_ascii_digit() && three[2].is_ascii_digit();
    text.bytes().any(|byte| matches!(byte, b'&' | b'*' | b'!' | b'%'))
        || text.contains("\n---")
        || text.lines().any(|line| line.contains('{') && line.contains('：'))
        || text.as_bytes().windows(3).any(cuts)
}

/// How deep brackets nest at most; those within texts are counted too.
fn brackets(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

struct Walk<'a> {
    format: Format,
    place: &'a Place,
    catalogue: &'a Catalogue,
    faults: Vec<Fault>,
    unknown: Vec<FieldPath>,
}

impl Walk<'_> {
    fn fault(
        &mut self,
        rule: &'static str,
        path: &FieldPath,
        tree: &Tree,
        message: String,
        help: Option<String>,
    ) {
        let place = self.place.clone().at(path.clone()).over(&tree.range);
        self.faults.push(Fault { rule, place, message, help });
    }

    /// Numbers that are too large to be kept, but for those of which something else is told already.
    fn huge(&mut self, tree: &Tree) {
        let mut huge = Vec::new();
        edit::huge(tree, &mut huge);
        for number in huge {
            let place = self.place.clone().over(&number.range);
            if self.faults.iter().all(|fault| fault.place.bytes != place.bytes) {
                self.faults.push(Fault { rule: "value", place, message: number.message, help: number.help });
            }
        }
    }

    fn value(&mut self, path: &FieldPath, tree: &Tree, shape: &Shape) {
        match (&tree.value, shape) {
            (Value::Null, _) | (_, Shape::Free) => {}
            (Value::Table(_), Shape::Table(fields)) => self.table(path, tree, fields),
            (Value::Table(_), Shape::Either { table, .. }) => self.value(path, tree, table),
            (Value::Scalar(_), Shape::Either { single, .. }) => self.value(path, tree, single),
            (Value::Table(entries), Shape::Map(item)) => {
                for entry in entries {
                    self.value(&path.then(&entry.key), &entry.value, item);
                }
            }
            (Value::List(rows), Shape::List { item, key, .. }) => {
                for (index, row) in rows.iter().enumerate() {
                    self.value(&path.row(index, &edit::row_key(row, key)), row, item);
                }
            }
            (Value::Scalar(scalar), Shape::Scalar(_) | Shape::Integer | Shape::Bool | Shape::Code(_)) => {
                self.scalar(path, tree, scalar, shape);
            }
            (found, wanted) => {
                let message = format!("`{path}` takes {}, not {}", wanted_name(wanted), found_name(found));
                let help = sample(wanted, self.format);
                self.fault("type", path, tree, message, help);
            }
        }
    }

    fn table(&mut self, path: &FieldPath, tree: &Tree, fields: &[Field]) {
        let named = |name: &str| fields.iter().find(|field| field.name == name);
        let rest = named(ANY);
        let mut unknown: Vec<&Entry> =
            tree.entries().iter().filter(|entry| rest.is_none() && named(&entry.key).is_none()).collect();
        let written = |name: &str| tree.entry(name).filter(|entry| entry.value.value != Value::Null);
        for field in fields.iter().filter(|field| field.required && written(&field.name).is_none()) {
            self.missing(&path.then(&field.name), tree, field, &mut unknown);
        }
        for entry in tree.entries() {
            if let Some(field) = named(&entry.key).or(rest) {
                self.value(&path.then(&entry.key), &entry.value, &field.shape);
            }
        }
        let is_own = |entry: &Entry| entry.key == "extra" && path.0.is_empty();
        let unknown = unknown.into_iter().filter(|entry| !is_own(entry));
        self.unknown.extend(unknown.map(|entry| path.then(&entry.key)));
    }

    /// A field that must be there: told of where its name stands misspelt (which is unknown no more) or
    /// without a value, else of the whole table.
    fn missing(&mut self, path: &FieldPath, tree: &Tree, field: &Field, unknown: &mut Vec<&Entry>) {
        let message = format!("`{path}` is missing");
        let is_meant = |entry: &&Entry| nearest(&entry.key, [&*field.name].into_iter()).is_some();
        if let Some(at) = unknown.iter().position(is_meant) {
            let entry = unknown.remove(at);
            let place = self.place.clone().at(path.clone()).over(&entry.key_range);
            let help = Some(format!("write `{}` where `{}` stands", field.name, entry.key));
            return self.faults.push(Fault { rule: "missing-field", place, message, help });
        }
        let blank = tree.entry(&field.name).map_or(tree, |entry| &entry.value);
        let help = sample(&field.shape, self.format);
        self.fault("missing-field", path, blank, message, help);
    }

    fn scalar(&mut self, path: &FieldPath, tree: &Tree, scalar: &Scalar, shape: &Shape) {
        let text = &scalar.text;
        let flaw: Option<Box<dyn Flaw>> = match shape {
            Shape::Code(codes) if !codes.contains(text) => {
                Some(Box::new(CodeError::of(text, codes.iter().map(String::as_str))))
            }
            Shape::Scalar(name) => value::flaw_as_written(name, text).or_else(|| {
                let unknown = (name == "category").then(|| self.catalogue.knows(text).err()).flatten();
                unknown.map(|error| Box::new(error) as Box<dyn Flaw>)
            }),
            _ => None,
        };
        if let Some(flaw) = flaw {
            let rule = if is_code(shape) { "code" } else { "value" };
            return self.fault(rule, path, tree, format!("`{path}`: {flaw}"), flaw.help());
        }
        let bool = matches!(shape, Shape::Bool) && scalar.style != Style::Bool;
        let integer = matches!(shape, Shape::Integer)
            && (scalar.style != Style::Integer || text.parse::<u128>().is_err());
        if bool || integer {
            let message = format!("`{path}` takes {}, not `{text}`", wanted_name(shape));
            let meant = without_comma(text).filter(|_| integer).map(|number| format!("write `{number}`"));
            let help = meant.or_else(|| sample(shape, self.format));
            self.fault("type", path, tree, message, help);
        }
    }
}

/// Whether a wrong value is a word that is not in its list.
fn is_code(shape: &Shape) -> bool {
    matches!(shape, Shape::Code(_)) || matches!(shape, Shape::Scalar(name) if name == "category")
}

fn wanted_name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Integer => "a whole number, 0 or more",
        Shape::Bool => "true or false",
        Shape::List { .. } => "a list",
        Shape::Table(_) | Shape::Map(_) => "a table of named values",
        Shape::Either { .. } => "a single value or a table",
        Shape::Scalar(_) | Shape::Code(_) | Shape::Free => "a single value",
    }
}

fn found_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Scalar(_) => "a single value",
        Value::List(_) => "a list",
        Value::Table(_) => "a table",
    }
}

/// What could be written there.
fn sample(shape: &Shape, format: Format) -> Option<String> {
    if let Shape::Code(codes) = shape {
        return Some(format!("one of {}", codes.join(", ")));
    }
    written(shape, format).map(|value| format!("write for example `{value}`"))
}

/// A value of a shape as the syntax writes it; of a table the fields that it must have.
fn written(shape: &Shape, format: Format) -> Option<String> {
    let sign = if format == Format::Toml { " =" } else { ":" };
    Some(match shape {
        Shape::Integer => "12".into(),
        Shape::Bool => "true".into(),
        Shape::Code(codes) if format == Format::Toml => format!("\"{}\"", codes.first()?),
        Shape::Code(codes) => codes.first()?.clone(),
        Shape::Scalar(name) => plain(value::sample(name), name, format),
        Shape::List { item, .. } => format!("[{}]", written(item, format)?),
        Shape::Map(item) => format!("{{ NAME{sign} {} }}", written(item, format)?),
        Shape::Table(fields) => {
            let required = fields.iter().filter(|field| field.required).collect::<Vec<_>>();
            let shown = if required.is_empty() { fields.iter().take(1).collect() } else { required };
            let shown = shown
                .iter()
                .map(|field| Some(format!("{}{sign} {}", field.name, written(&field.shape, format)?)));
            format!("{{ {} }}", shown.collect::<Option<Vec<_>>>()?.join(", "))
        }
        Shape::Either { single, .. } => written(single, format)?,
        Shape::Free => return None,
    })
}

/// A scalar as the syntax writes it: TOML quotes all but numbers and dates.
fn plain(sample: &str, scalar: &str, format: Format) -> String {
    let is_bare = scalar == "day" || value::is_numeric(scalar) || sample.starts_with('"');
    if format == Format::Yaml || is_bare { sample.into() } else { format!("\"{sample}\"") }
}
