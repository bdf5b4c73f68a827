//! From the bytes of a file to a typed record: by `toml` for registers; for logs by the reader of plain YAML, and
//! by `serde_yaml` where that declines.
//!
//! The quick way stops at the first thing that is wrong; what that is, and everything else that is
//! wrong with the file, is then found by `inspect`, which knows the bytes of each value.

use std::cell::Cell;

use toml::de::{DeTable, DeValue};

use crate::model::book::{Loaded, Name};
use crate::model::code::Catalogue;
use crate::model::fault::{Clash, Fault, Rest, Unusable};
use crate::model::kind::Kind;
use crate::model::node::{Node, field_path, from_node};
use crate::model::path::{FieldPath, Step};
use crate::model::place::Place;
use crate::model::record::{AnyRecord, shape};
use crate::model::repeat;
use crate::model::settings::Settings;
use crate::model::shape::Shape;
use crate::store::edit::Format;
use crate::store::inspect::{self, Inspected};
use crate::store::plain;

/// The largest file that is read as a record, in bytes.
pub const LARGEST: u64 = 1024 * 1024;

/// The syntax of a kind's files.
pub fn format(kind: Kind) -> Format {
    if kind.is_log() { Format::Yaml } else { Format::Toml }
}

/// Reads a record from its bytes; `blob` is their blob id.
///
/// # Errors
/// [`Unusable`] with all faults of the file.
pub fn record(name: &Name, bytes: &[u8], blob: String, catalogue: &Catalogue) -> Result<Loaded, Unusable> {
    let place = || Place::of(name.kind, &name.id, FieldPath::default());
    let unusable = |Inspected { faults, rest }| Unusable {
        kind: name.kind,
        id: name.id.clone(),
        path: name.path.clone(),
        blob: blob.clone(),
        faults,
        rest: rest.map(Box::new),
    };
    let text =
        text(bytes).map_err(|fault| unusable(Inspected { faults: vec![fault(place())], rest: None }))?;
    let shape = shape(name.kind);
    let read = quick(name.kind, unmarked(text), catalogue);
    match read {
        Ok((record, unknown)) => {
            let mut faults = clashes(&record, &place());
            if record.may_repeat() {
                faults.extend(record.node().map(|node| repeats(&node, shape, &place())).unwrap_or_default());
            }
            if faults.is_empty() {
                return Ok(Loaded { record, path: name.path.clone(), blob, unknown });
            }
            let rest = record.node().ok().map(|node| Rest { node, unknown });
            Err(unusable(Inspected { faults, rest }))
        }
        Err(why) => {
            let mut found = inspect::inspect(text, format(name.kind), shape, &place(), catalogue, &why);
            let repeated = found.rest.as_ref().map(|rest| repeats(&rest.node, shape, &place()));
            found.faults.extend(repeated.unwrap_or_default());
            Err(unusable(found))
        }
    }
}

/// The faults of rows that have the key of a row before them.
fn repeats(node: &Node, shape: &Shape, place: &Place) -> Vec<Fault> {
    let mut faults = Vec::new();
    repeat::each(node, shape, &mut |repeat| {
        let (message, help) = (repeat.message(), Some(repeat.help()));
        let place = place.clone().at(repeat.path(repeat.again));
        faults.push(Fault { rule: "duplicate-key", place, message, help });
    });
    faults
}

/// The faults of values that are right each by itself.
fn clashes(record: &AnyRecord, place: &Place) -> Vec<Fault> {
    let mut faults = Vec::new();
    record.clashes(&mut |Clash { field, message, help }| {
        faults.push(Fault { rule: "value", place: place.clone().at(field), message, help: Some(help) });
    });
    faults
}

/// Reads the store's own file.
///
/// # Errors
/// All faults of the file.
pub fn settings(path: &str, bytes: &[u8]) -> Result<(Settings, Vec<FieldPath>), Vec<Fault>> {
    let text = text(bytes).map_err(|fault| vec![fault(Place::file(path))])?;
    let mut unknown = Vec::new();
    let read = toml_node(unmarked(text)).and_then(|node| {
        from_node::<Settings>(&node, &mut |path| note(&mut unknown, path)).map_err(|error| error.to_string())
    });
    match read {
        Ok(settings) => Ok((settings, unknown)),
        Err(why) => {
            let catalogue = Catalogue::with(&[]);
            Err(inspect::inspect(text, Format::Toml, Settings::shape(), &Place::file(path), &catalogue, &why)
                .faults)
        }
    }
}

/// The text of a file; or the fault of what is no text.
fn text(bytes: &[u8]) -> Result<&str, impl Fn(Place) -> Fault> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        move |place: Place| Fault {
            rule: "encoding",
            place: place.over(&(at..at + 1)),
            message: format!("byte {} is not UTF-8", at + 1),
            help: Some(
                "save the file as UTF-8, or convert it, for example with `iconv -f GB18030 -t UTF-8`".into(),
            ),
        }
    })
}

/// A text without the byte order mark that some editors put before it.
fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// A record, and the fields of its file that nobody knows.
type Read = (AnyRecord, Vec<FieldPath>);

/// Reads a record, or says in a reader's words why not.
fn quick(kind: Kind, text: &str, catalogue: &Catalogue) -> Result<Read, String> {
    let (record, unknown) = match format(kind) {
        Format::Toml => {
            let node = toml_node(text)?;
            let mut unknown = Vec::new();
            let record = AnyRecord::from_node(kind, &node, &mut |path| note(&mut unknown, path))
                .map_err(|error| error.to_string())?;
            (record, unknown)
        }
        Format::Yaml => plainly(kind, text).map_or_else(|| wholly(kind, text), Ok)?,
    };
    for category in record.categories() {
        catalogue.knows(category).map_err(|error| error.to_string())?;
    }
    Ok((record, unknown))
}

/// Reads the text of a log, if it is plain and nothing is wrong with it: as [`wholly`] would, and quicker.
pub fn plainly(kind: Kind, text: &str) -> Option<Read> {
    let (has_unknown, mut unknown) = (Cell::new(false), Vec::new());
    let record = AnyRecord::read(kind, plain::reader(text, &has_unknown).ok()?).ok()?;
    if has_unknown.get() {
        // Which fields those are is asked by reading again: most records have none.
        let mut tell = |path: serde_ignored::Path| note(&mut unknown, field_path(&path));
        let reader = plain::reader(text, &has_unknown).ok()?;
        AnyRecord::read(kind, serde_ignored::Deserializer::new(reader, &mut tell)).ok()?;
    }
    Some((record, unknown))
}

/// Reads the text of a log, whatever YAML it is.
///
/// # Errors
/// The first fault, in a reader's words.
pub fn wholly(kind: Kind, text: &str) -> Result<Read, String> {
    inspect::within_limits(Format::Yaml, text)?;
    let mut unknown = Vec::new();
    let mut tell = |path: serde_ignored::Path| note(&mut unknown, field_path(&path));
    let reader = serde_yaml::Deserializer::from_str(text);
    let record = AnyRecord::read(kind, serde_ignored::Deserializer::new(reader, &mut tell))
        .map_err(|error| error.to_string())?;
    Ok((record, unknown))
}

/// Remembers a field that nobody knows, but for what is its writer's own.
fn note(unknown: &mut Vec<FieldPath>, path: FieldPath) {
    if path.0.first() != Some(&Step::Field("extra".into())) {
        unknown.push(path);
    }
}

/// The tree of a TOML text, its numbers by their text.
fn toml_node(text: &str) -> Result<Node, String> {
    inspect::within_limits(Format::Toml, text)?;
    let table = DeTable::parse(text).map_err(|error| error.to_string())?;
    Ok(toml_table(table.get_ref()))
}

fn toml_table(table: &DeTable) -> Node {
    Node::Table(
        table.iter().map(|(name, value)| (name.get_ref().to_string(), toml_value(value.get_ref()))).collect(),
    )
}

fn toml_value(value: &DeValue) -> Node {
    match value {
        DeValue::String(text) => Node::Text(text.to_string()),
        DeValue::Integer(number) => {
            let decimal = i64::from_str_radix(number.as_str(), number.radix());
            Node::Number(decimal.map_or_else(|_| number.as_str().into(), |number| number.to_string()))
        }
        DeValue::Float(number) => Node::Number(number.as_str().into()),
        DeValue::Boolean(truth) => Node::Bool(*truth),
        DeValue::Datetime(moment) => {
            let text = moment.to_string();
            text.parse().map_or(Node::Text(text), Node::Date)
        }
        DeValue::Array(items) => Node::List(items.iter().map(|item| toml_value(item.get_ref())).collect()),
        DeValue::Table(table) => toml_table(table),
    }
}
