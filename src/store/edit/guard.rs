//! The guard before and behind every edit: what was made is read again, by our reader and by the one
//! that loads records, and both must find in it what was meant.

use serde_yaml::Value as Yaml;
use toml::Value as Toml;

use crate::model::apply::pruned;
use crate::model::diff::same;
use crate::model::node::Node;
use crate::model::shape::Shape;

use super::tree::{Scalar, Style, Tree, Value};
use super::{EditError, Format, parse};

/// Checks that a text says a node.
pub(super) fn check(format: Format, text: &str, intended: &Node, shape: &Shape) -> Result<(), EditError> {
    let tree = parse(format, text).map_err(|faults| EditError::unreadable(&faults))?;
    let says = pruned(tree.to_node(shape));
    if !same(&says, intended, shape) {
        return Err(EditError::Guard { what: format!("it says `{says}` instead of `{intended}`") });
    }
    both_agree(format, text, &tree)
}

/// What a text says, where both readers read the same in it.
pub(super) fn read(format: Format, text: &str, shape: &Shape) -> Result<Node, EditError> {
    let tree = parse(format, text).map_err(|faults| EditError::Syntax { faults })?;
    both_agree(format, text, &tree)?;
    Ok(pruned(tree.to_node(shape)))
}

/// Checks that the reader that loads records finds in a text what ours found.
fn both_agree(format: Format, text: &str, tree: &Tree) -> Result<(), EditError> {
    let agrees = match format {
        Format::Toml => text.parse().is_ok_and(|table| agrees_toml(tree, &Toml::Table(table))),
        Format::Yaml => serde_yaml::from_str(text.trim_start_matches('\u{feff}'))
            .is_ok_and(|value| agrees_yaml(tree, &value)),
    };
    if agrees { Ok(()) } else { Err(EditError::Guard { what: "another reader reads it differently".into() }) }
}

fn agrees_toml(tree: &Tree, other: &Toml) -> bool {
    match (&tree.value, other) {
        (Value::Table(entries), Toml::Table(table)) => {
            entries.len() == table.len()
                && entries
                    .iter()
                    .all(|entry| table.get(&entry.key).is_some_and(|other| agrees_toml(&entry.value, other)))
        }
        (Value::List(rows), Toml::Array(array)) => {
            rows.len() == array.len() && rows.iter().zip(array).all(|(row, other)| agrees_toml(row, other))
        }
        (Value::Scalar(scalar), other) => match other {
            Toml::String(text) => scalar.style == Style::Quoted && scalar.text == *text,
            Toml::Integer(number) => same_number(scalar, &number.to_string()),
            Toml::Float(number) => same_number(scalar, &number.to_string()),
            Toml::Boolean(truth) => scalar.style == Style::Bool && scalar.text == truth.to_string(),
            Toml::Datetime(_) => matches!(scalar.style, Style::Date | Style::Time),
            Toml::Array(_) | Toml::Table(_) => false,
        },
        _ => false,
    }
}

fn agrees_yaml(tree: &Tree, other: &Yaml) -> bool {
    match (&tree.value, other) {
        (Value::Table(entries), Yaml::Mapping(mapping)) => {
            let entry_agrees = |entry: &super::tree::Entry| {
                let found = mapping.iter().find(|(key, _)| yaml_text(key).as_deref() == Some(&entry.key));
                found.is_some_and(|(_, other)| agrees_yaml(&entry.value, other))
            };
            entries.len() == mapping.len() && entries.iter().all(entry_agrees)
        }
        (Value::List(rows), Yaml::Sequence(items)) => {
            rows.len() == items.len() && rows.iter().zip(items).all(|(row, other)| agrees_yaml(row, other))
        }
        (Value::Null, other) => *other == Yaml::Null,
        (Value::Scalar(scalar), Yaml::Number(number)) => same_number(scalar, &number.to_string()),
        (Value::Scalar(scalar), Yaml::Bool(truth)) => {
            scalar.style == Style::Bool && scalar.text.eq_ignore_ascii_case(&truth.to_string())
        }
        // Of a block that ends with the file, readers differ about the last line break.
        (Value::Scalar(scalar), Yaml::String(text)) => {
            scalar.text.trim_end_matches('\n') == text.trim_end_matches('\n')
        }
        _ => false,
    }
}

/// The text of a key, whatever the other reader took it for.
fn yaml_text(key: &Yaml) -> Option<String> {
    match key {
        Yaml::String(text) => Some(text.clone()),
        Yaml::Number(number) => Some(number.to_string()),
        Yaml::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// Whether a number as written is the one that was read; numbers to another base are taken on trust.
fn same_number(scalar: &Scalar, read: &str) -> bool {
    let written = scalar.text.replace('_', "");
    let is_based = ["0x", "0o", "0b"].iter().any(|base| written.starts_with(base));
    // Adding zero makes one zero of two.
    let float = |text: &str| {
        let text = text.trim_start_matches('+').replace(".inf", "inf").replace(".nan", "nan");
        text.parse::<f64>().map(|number| number + 0.0)
    };
    let is_same =
        || float(&written).is_ok_and(|ours| float(read).is_ok_and(|theirs| ours.total_cmp(&theirs).is_eq()));
    is_based || (matches!(scalar.style, Style::Integer | Style::Decimal) && is_same())
}
