//! How a field of a record is a flag: what the flag is called, and what stands for its value in help.
//!
//! The same when a record is entered and when records are looked for.

use crate::model::kind::Kind;
use crate::model::record::shape;
use crate::model::shape::{Field, Shape};

/// The fields of a kind but for those that share the flag of another.
pub(crate) fn own(kind: Kind) -> impl Iterator<Item = &'static Field> {
    let fields = shape(kind).fields();
    let shares = move |field: &Field| name(field) != field.name && shape(kind).field(&name(field)).is_some();
    fields.iter().filter(move |field| !shares(field))
}

/// The list that shares the flag of a single field: `orgs` are the further ones of `--org`.
pub(crate) fn further(kind: Kind, field: &Field) -> Option<&'static Field> {
    let shares = |list: &&Field| list.name != field.name && name(list) == field.name;
    shape(kind).fields().iter().find(shares)
}

/// The flag of a field: its name in kebab-case, of a list, map or table in the singular.
pub(crate) fn name(field: &Field) -> String {
    if field.name == "attendance" {
        return "attend".into();
    }
    let name = field.name.replace('_', "-");
    if !matches!(field.shape, Shape::List { .. } | Shape::Map(_) | Shape::Table(_)) {
        return name;
    }
    match name.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => name.strip_suffix('s').map_or(name.clone(), String::from),
    }
}

/// What stands for a single value in help.
pub(crate) fn word(shape: &Shape) -> String {
    match shape {
        Shape::Scalar(name) => match name.as_str() {
            "born" => "DATE|YEAR".into(),
            "clock" => "HH:MM".into(),
            "day" => "DATE".into(),
            "minutes" => "HOURS".into(),
            "money" => "AMOUNT".into(),
            name => match name.strip_prefix("ref:") {
                Some(kinds) if kinds.contains(',') => "WHO".into(),
                kind => kind.unwrap_or(name).to_uppercase(),
            },
        },
        Shape::Integer => "N".into(),
        Shape::Either { single, .. } => word(single),
        Shape::Bool => "true|false".into(),
        Shape::Code(_) => "CODE".into(),
        Shape::List { .. } | Shape::Table(_) | Shape::Map(_) | Shape::Free => "VALUE".into(),
    }
}
