//! All faults of a bad file, each with its bytes: a walk of the file's tree against its shape.
//!
//! Only done once a quick reader has refused the file, or to show a problem; so reading stays fast.

use crate::model::code::{Catalogue, CodeError, nearest};
use crate::model::fault::Fault;
use crate::model::flaw::Flaw;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::shape::{ANY, Field, Shape};
use crate::model::value;
use crate::store::edit::tree::{Entry, Scalar, Style, Tree, Value};
use crate::store::edit::{self, Format};

/// The faults of a text that a quick reader refused for the reason `why`; never an empty list.
pub(super) fn faults(
    text: &str,
    format: Format,
    shape: &Shape,
    place: &Place,
    catalogue: &Catalogue,
    why: &str,
) -> Vec<Fault> {
    let mut walk = Walk { format, place, catalogue, faults: Vec::new() };
    match edit::parse(format, text) {
        Ok(tree) => walk.value(&FieldPath::default(), &tree, shape),
        Err(faults) => walk.faults.extend(faults.into_iter().map(|fault| Fault {
            rule: "syntax",
            place: place.clone().over(&fault.range),
            message: fault.message,
            help: fault.help,
        })),
    }
    if walk.faults.is_empty() {
        let message = why.lines().next().unwrap_or_default().to_string();
        walk.faults.push(Fault { rule: "type", place: place.clone(), message, help: None });
    }
    walk.faults
}

/// The deepest nesting and the most characters of a line that can nest, before a text is looked at closely.
const PLAIN_BRACKETS: usize = 14;

/// Refuses what the quick readers would accept and the format does not: too deep, too many rows, and in
/// YAML anchors, aliases and tags. Texts that hold no such character pass without being parsed.
///
/// # Errors
/// The first fault, in words.
pub(super) fn within_limits(format: Format, text: &str) -> Result<(), String> {
    let suspect = match format {
        Format::Yaml => {
            text.bytes().any(|b| matches!(b, b'&' | b'*' | b'!' | b'%')) || text.contains("\n---")
        }
        Format::Toml => false,
    };
    let deep = text.lines().any(|line| line.len() - line.trim_start().len() > 2 * PLAIN_BRACKETS)
        || text.bytes().filter(|b| matches!(b, b'[' | b'{')).count() > 10_000
        || text
            .lines()
            .any(|line| line.bytes().filter(|b| matches!(b, b'[' | b'{' | b'.')).count() > PLAIN_BRACKETS);
    let many = text.bytes().filter(|b| matches!(b, b'\n' | b',')).count() > 10_000;
    if !(suspect || deep || many) {
        return Ok(());
    }
    edit::parse(format, text)
        .map(|_| ())
        .map_err(|faults| faults.into_iter().next().map(|fault| fault.message).unwrap_or_default())
}

struct Walk<'a> {
    format: Format,
    place: &'a Place,
    catalogue: &'a Catalogue,
    faults: Vec<Fault>,
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

    fn value(&mut self, path: &FieldPath, tree: &Tree, shape: &Shape) {
        match (&tree.value, shape) {
            (Value::Null, _) | (_, Shape::Free) => {}
            (Value::Table(_), Shape::Table(fields)) => self.table(path, tree, fields),
            (Value::Table(entries), Shape::Map(item)) => {
                for entry in entries {
                    self.value(&path.then(&entry.key), &entry.value, item);
                }
            }
            (Value::List(rows), Shape::List { item, key }) => {
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
        let written = |name: &str| tree.entry(name).filter(|entry| entry.value.value != Value::Null);
        for field in fields.iter().filter(|field| field.required && written(&field.name).is_none()) {
            self.missing(&path.then(&field.name), tree, field, fields);
        }
        let rest = fields.iter().find(|field| field.name == ANY);
        for entry in tree.entries() {
            if let Some(field) = fields.iter().find(|field| field.name == entry.key).or(rest) {
                self.value(&path.then(&entry.key), &entry.value, &field.shape);
            }
        }
    }

    /// A field that must be there: told of where its name stands misspelt or without a value, else of the
    /// whole table.
    fn missing(&mut self, path: &FieldPath, tree: &Tree, field: &Field, fields: &[Field]) {
        let message = format!("`{path}` is missing");
        let is_meant = |entry: &&Entry| nearest(&entry.key, [&*field.name].into_iter()).is_some();
        let unknown =
            tree.entries().iter().filter(|entry| fields.iter().all(|field| field.name != entry.key));
        if let Some(entry) = unknown.into_iter().find(is_meant) {
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
            Shape::Scalar(name) => value::flaw(name, text).or_else(|| {
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
            && (scalar.style != Style::Integer || text.parse::<u64>().is_err());
        if bool || integer {
            let message = format!("`{path}` takes {}, not `{text}`", wanted_name(shape));
            let help = sample(shape, self.format);
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
        Shape::Free => return None,
    })
}

/// A scalar as the syntax writes it: TOML quotes all but numbers and dates.
fn plain(sample: &str, scalar: &str, format: Format) -> String {
    let is_bare = matches!(scalar, "born" | "day" | "minutes" | "money") || sample.starts_with('"');
    if format == Format::Yaml || is_bare { sample.into() } else { format!("\"{sample}\"") }
}
