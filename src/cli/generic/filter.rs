//! `--FIELD VALUE` for every field of a kind, built from its shape: which records to list.
//!
//! The flag is the field's name in kebab-case, of a list in the singular. A record fits if each field
//! named holds one of the values given for it; links that have ended do not count.

use std::marker::PhantomData;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::cli::complete;
use crate::cli::generic::flag;
use crate::cli::value::told;
use crate::model::code::Catalogue;
use crate::model::day::Day;
use crate::model::node::Node;
use crate::model::record::Record;
use crate::model::seal;
use crate::model::shape::{Field, Shape};
use crate::model::value::{self, TypedError};

/// The fields of a kind and the values that are looked for in them.
#[derive(Clone, Debug)]
pub(crate) struct Filter<T> {
    wanted: Vec<(&'static Field, Vec<String>)>,
    kind: PhantomData<T>,
}

/// The flag that names the store with every command: no field can have it too.
const STORE: &str = "records";

/// The fields of a kind that can be looked for: all but tables of several values, what is sealed, and
/// the checksum whose name is taken.
fn fields<T: Record>() -> impl Iterator<Item = &'static Field> {
    flag::own(T::KIND).filter(|field| {
        let is_taken = field.name == seal::FIELD || field.name == STORE;
        !matches!(field.shape, Shape::Table(_) | Shape::Free) && !is_taken
    })
}

impl<T: Record> clap::Args for Filter<T> {
    fn augment_args(command: Command) -> Command {
        let heading = "Filters (repeat one for \"or\")";
        command.next_help_heading(heading).args(fields::<T>().map(argument)).next_help_heading(None::<&str>)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// The argument of a field.
fn argument(field: &'static Field) -> Arg {
    let scalar = scalar(&field.shape);
    let meaning = field.meaning.trim_end_matches('.');
    Arg::new(flag::name(field))
        .long(flag::name(field))
        .value_name(value_name(scalar))
        .action(ArgAction::Append)
        .value_parser(parser(scalar))
        .hide_possible_values(matches!(scalar, Shape::Code(codes) if codes.len() > 8))
        .help(meaning)
        .add(complete::values(scalar))
}

/// What is compared: of a list its rows' first key, of a map its names.
pub(crate) fn scalar(shape: &Shape) -> &Shape {
    match shape {
        Shape::List { item, key, .. } => match (&**item, key.first()) {
            (table @ Shape::Table(_), Some(key)) => table.under(key).unwrap_or(&Shape::Free),
            (item, _) => item,
        },
        shape => shape,
    }
}

/// What stands for a value of the filter in help.
fn value_name(shape: &Shape) -> String {
    match shape {
        Shape::Map(_) => "NAME".into(),
        single => flag::word(single),
    }
}

fn parser(shape: &Shape) -> ValueParser {
    match shape {
        Shape::Code(codes) => PossibleValuesParser::new(codes).into(),
        Shape::Scalar(name) if name != "text" && !name.starts_with("ref:") => {
            let name = name.clone();
            let read = move |text: &str| match value::flaw(&name, text) {
                Some(flaw) => Err(told(&*flaw)),
                None => Ok(text.to_string()),
            };
            ValueParser::new(read)
        }
        Shape::Integer | Shape::Bool => {
            let shape = shape.clone();
            let read = move |text: &str| {
                value::typed(&shape, text).map(|_| text.to_string()).map_err(|error| {
                    let help = error.help.as_ref().map(|help| format!("\nhelp: {help}"));
                    format!("{error}{}", help.unwrap_or_default())
                })
            };
            ValueParser::new(read)
        }
        _ => ValueParser::string(),
    }
}

impl<T: Record> clap::FromArgMatches for Filter<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |field: &'static Field| {
            let values = matches.get_many::<String>(&flag::name(field))?;
            Some((field, values.cloned().collect()))
        };
        Ok(Filter { wanted: fields::<T>().filter_map(given).collect(), kind: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<T: Record> Filter<T> {
    /// The words that say the same again.
    pub(crate) fn words(&self) -> impl Iterator<Item = String> {
        let pair = |(field, values): &(&'static Field, Vec<String>)| {
            let flag = format!("--{}", flag::name(field));
            values.iter().flat_map(move |value| [flag.clone(), value.clone()]).collect::<Vec<_>>()
        };
        self.wanted.iter().flat_map(pair)
    }

    /// Replaces each word for a record by the id of the one that it means.
    ///
    /// # Errors
    /// Whatever `find` says of a word that means none.
    pub(crate) fn resolve<E>(&mut self, find: impl Fn(&[&str], &str) -> Result<String, E>) -> Result<(), E> {
        for (field, values) in &mut self.wanted {
            let kinds: Vec<&str> = scalar(&field.shape).refers_to().collect();
            for value in values.iter_mut().filter(|_| !kinds.is_empty()) {
                *value = find(&kinds, value)?;
            }
        }
        Ok(())
    }

    /// Refuses a category that the store does not know: no record could hold it.
    ///
    /// # Errors
    /// [`TypedError`] with the nearest one.
    pub(crate) fn known(&self, catalogue: &Catalogue) -> Result<(), TypedError> {
        let is_category =
            |field: &Field| matches!(scalar(&field.shape), Shape::Scalar(name) if name == "category");
        for (field, values) in self.wanted.iter().filter(|(field, _)| is_category(field)) {
            for value in values {
                catalogue.knows(value).map_err(|error| {
                    let TypedError { message, help } = TypedError::of(&error);
                    TypedError { message: format!("`--{}`: {message}", flag::name(field)), help }
                })?;
            }
        }
        Ok(())
    }

    /// Whether a record holds what is looked for.
    pub(crate) fn fit(&self, record: &Node, today: Day) -> bool {
        self.wanted.iter().all(|(field, values)| {
            let mut held = held(record, field, today);
            if let Some(list) = flag::further(T::KIND, field) {
                held.extend(keys(record.field(&list.name), list.shape.key(), today));
            }
            values.iter().any(|value| held.iter().any(|one| one.to_lowercase() == value.to_lowercase()))
        })
    }
}

/// What a record holds in a field, as texts; what an absent field means, where that is said.
pub(crate) fn held(record: &Node, field: &Field, today: Day) -> Vec<String> {
    match record.field(&field.name) {
        None => field.default.iter().cloned().collect(),
        node => keys(node, field.shape.key(), today),
    }
}

/// The texts of a value: a scalar itself, the first key of each row, the names of a map.
fn keys(node: Option<&Node>, key: &[String], today: Day) -> Vec<String> {
    match node {
        None => Vec::new(),
        Some(Node::Table(entries)) => entries.iter().map(|(name, _)| name.clone()).collect(),
        Some(Node::List(rows)) => {
            let current = rows.iter().filter(|row| !ended(row, today));
            current
                .filter_map(|row| key.first().map_or(Some(row), |key| row.field(key).or(Some(row)))?.text())
                .collect()
        }
        Some(scalar) => scalar.text().into_iter().collect(),
    }
}

/// Whether a dated link lies in the past.
fn ended(row: &Node, today: Day) -> bool {
    matches!(row.field("until"), Some(Node::Date(until)) if *until < today)
}
