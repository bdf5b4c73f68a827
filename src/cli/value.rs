//! Words of the command line as values of the model: what is wrong with one comes with what to write.

use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::ui::Color;
use crate::locale::Lang;
use crate::model::code::CodeError;
use crate::model::flaw::Flaw;
use crate::render::Format;

/// Reads a value of the model.
pub(crate) fn flaw<T: FromStr<Err: Flaw>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| told(&error))
}

/// Reads a word and, behind `=`, a value of the model.
pub(crate) fn flaw_behind<T: FromStr<Err: Flaw>>(text: &str) -> Result<(String, Option<T>), String> {
    match text.split_once('=') {
        Some((word, value)) => Ok((word.into(), Some(flaw(value)?))),
        None => Ok((text.into(), None)),
    }
}

/// What is wrong with a value, and below it what to write.
pub(crate) fn told(flaw: &dyn Flaw) -> String {
    match flaw.help() {
        Some(help) => format!("{flaw}\nhelp: {help}"),
        None => flaw.to_string(),
    }
}

/// Reads one of some codes, which help lists.
pub(crate) fn coded<T>(all: &[T], code: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = CodeError> + Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|one| code(*one))).try_map(|code| code.parse::<T>())
}

/// Reads the name of a form of answers.
pub(crate) fn format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse::<Format>())
}

/// Reads the code of a language.
pub(crate) fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::code)).try_map(|code| code.parse::<Lang>())
}

/// Reads when to colour.
pub(crate) fn color() -> impl TypedValueParser<Value = Color> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|when| match &*when {
        "always" => Color::Always,
        "never" => Color::Never,
        _ => Color::Auto,
    })
}
