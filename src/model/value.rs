//! The scalars of the format by the names they have in shapes, and what is wrong with a text as one.

use std::str::FromStr;

use crate::model::clock::{Clock, Range};
use crate::model::code::{Category, CodeError};
use crate::model::correction::{RecordRef, SignedMinutes};
use crate::model::day::Day;
use crate::model::flaw::{Flaw, without_comma};
use crate::model::id::Id;
use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::model::node::{Node, to_node};
use crate::model::period::Period;
use crate::model::settings::{Currency, Zone};
use crate::model::shape::Shape;
use crate::model::text::Text;
use crate::model::volunteer::Born;

/// What is wrong with a text that a file says as the scalar of that name: what is sure is read.
pub fn flaw_as_written(scalar: &str, text: &str) -> Option<Box<dyn Flaw>> {
    flaw(scalar, text).filter(|_| scalar != "day" || Day::written(text).is_err())
}

/// What is wrong with a text as the scalar of that name; `None` where nothing is.
pub fn flaw(scalar: &str, text: &str) -> Option<Box<dyn Flaw>> {
    match scalar {
        "born" => of::<Born>(text),
        "category" => of::<Category>(text),
        "clock" => of::<Clock>(text),
        "currency" => of::<Currency>(text),
        "day" => of::<Day>(text),
        "minutes" => of::<Minutes>(text),
        "minutes-signed" => of::<SignedMinutes>(text),
        "money" => of::<Money>(text),
        "period" => of::<Period>(text),
        "range" => of::<Range>(text),
        "party" | "text" => of::<Text>(text),
        "record" => of::<RecordRef>(text),
        "timezone" => of::<Zone>(text),
        _ => of::<Id>(text),
    }
}

fn of<T: FromStr<Err: Flaw + 'static>>(text: &str) -> Option<Box<dyn Flaw>> {
    text.parse::<T>().err().map(|error| Box::new(error) as Box<dyn Flaw>)
}

/// Whether a scalar of that name stands in a file as a bare number, where it is one.
pub fn is_numeric(scalar: &str) -> bool {
    matches!(scalar, "born" | "minutes" | "minutes-signed" | "money")
}

/// How a scalar of that name can look.
pub fn sample(scalar: &str) -> &'static str {
    match scalar {
        "born" => "1958",
        "category" => "elderly-care",
        "clock" => "\"18:30\"",
        "currency" => "CNY",
        "day" => "2026-11-21",
        "minutes" => "2.5",
        "minutes-signed" => "-2.5",
        "record" => "activity/2026-11-21-night-patrol",
        "money" => "12.50",
        "period" => "2026-11",
        "range" => "\"18:30-21:00\"",
        "ref:org" => "hongxing",
        "text" => "\"some words\"",
        "timezone" => "Asia/Shanghai",
        _ => "li-na",
    }
}

/// What is wrong with a text that somebody typed for a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TypedError {
    /// What is wrong.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
}

impl TypedError {
    /// What a flaw says.
    pub fn of(flaw: &dyn Flaw) -> TypedError {
        TypedError { message: flaw.to_string(), help: flaw.help() }
    }
}

/// The node that a text typed for a single value of this shape says; no quotes needed.
///
/// # Errors
/// [`TypedError`] where the text is no such value, or the shape no single value.
pub fn typed(shape: &Shape, text: &str) -> Result<Node, TypedError> {
    let wrong = |message: &str, help: &str| TypedError { message: message.into(), help: Some(help.into()) };
    match shape {
        Shape::Scalar(name) => match flaw(name, text) {
            Some(flaw) => Err(TypedError::of(&*flaw)),
            None => Ok(scalar(name, text)),
        },
        Shape::Code(codes) if codes.iter().any(|code| code == text) => Ok(Node::Text(text.into())),
        Shape::Code(codes) => Err(TypedError::of(&CodeError::of(text, codes.iter().map(String::as_str)))),
        Shape::Integer => count(text).map(|number| Node::Number(number.to_string())).ok_or_else(|| {
            let meant = without_comma(text).map(|number| format!("write `{number}`"));
            let help = meant.unwrap_or_else(|| "write for example `12`".into());
            wrong(&format!("`{text}` is not a whole number, 0 or more"), &help)
        }),
        Shape::Bool => match text {
            "true" => Ok(Node::Bool(true)),
            "false" => Ok(Node::Bool(false)),
            _ => Err(wrong(&format!("`{text}` is neither true nor false"), "write `true` or `false`")),
        },
        Shape::Either { single, .. } => typed(single, text),
        Shape::List { .. } | Shape::Table(_) | Shape::Map(_) | Shape::Free => Err(wrong(
            &format!("`{text}` is a single value, where several belong"),
            "write it in the record's own syntax",
        )),
    }
}

/// The count that a text says: a whole number that both syntaxes keep, so of 63 bits.
pub fn count(text: &str) -> Option<u64> {
    text.parse().ok().filter(|count: &u64| i64::try_from(*count).is_ok())
}

/// The node of a text that is known to be the scalar of that name.
fn scalar(name: &str, text: &str) -> Node {
    let as_node = match name {
        "day" => text.parse().ok().map(Node::Date),
        "minutes" => text.parse::<Minutes>().ok().and_then(|minutes| to_node(&minutes).ok()),
        "minutes-signed" => text.parse::<SignedMinutes>().ok().and_then(|minutes| to_node(&minutes).ok()),
        "money" => text.parse::<Money>().ok().and_then(|money| to_node(&money).ok()),
        "born" => text.parse::<Born>().ok().and_then(|born| to_node(&born).ok()),
        _ => None,
    };
    as_node.unwrap_or_else(|| Node::Text(text.into()))
}
