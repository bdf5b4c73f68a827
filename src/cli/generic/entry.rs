//! The fields of a new record as flags: `--skill first-aid --attend li-na=2.5 --count residents=20`.
//!
//! Made from the record's shape, so every field of the format has its flag, its help (the field's doc
//! comment) and its check. Lists and tables are in the singular and can be given again.

use std::marker::PhantomData;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::cli::complete;
use crate::cli::generic::Noun;
use crate::cli::generic::filter::scalar;
use crate::cli::generic::flag;
use crate::cli::generic::known::{Known, WordError};
use crate::model::code::nearest;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::record::label_field;
use crate::model::shape::{ANY, Field, Shape};
use crate::model::value::{self, TypedError};
use crate::store::edit;
use crate::store::read;

/// Fields that are no flags: the positional ones, and those that verbs of their own write.
const NOT_FLAGS: [&str; 4] = ["name", "title", "void", "sealed"];

/// What clap calls the name or title.
const LABEL: &str = "label";

/// The values given for the fields of a record of type `T`.
#[derive(Clone, Debug)]
pub(crate) struct Entry<T> {
    label: Option<String>,
    given: Vec<(&'static Field, Vec<String>)>,
    of: PhantomData<T>,
}

impl<T: Noun> Entry<T> {
    /// The fields that were given, name or title first.
    ///
    /// # Errors
    /// [`TypedError`] for a value that is none of its field's, and whatever `known` says.
    pub(crate) fn given(&self, known: &dyn Known) -> Result<Vec<(String, Node)>, WordError> {
        let mut made = Vec::new();
        if let Some((field, label)) = label_field(T::KIND).zip(self.label.as_deref()) {
            let label = value::typed(&Shape::Scalar("text".into()), label)?;
            made.push((field.to_string(), label));
        }
        for (field, texts) in &self.given {
            let flag = flag::name(field);
            let node = node(T::KIND, &field.shape, texts, known);
            let node = node.map_err(|error| in_flag(error, &flag))?;
            whole(T::KIND, field, &node).map_err(|error| in_flag(error.into(), &flag))?;
            made.push((field.name.clone(), node));
        }
        Ok(made)
    }
}

/// Says in which flag a value is wrong.
fn in_flag(error: WordError, flag: &str) -> WordError {
    match error {
        WordError::Typed(TypedError { message, help }) => {
            TypedError { message: format!("`--{flag}`: {message}"), help }.into()
        }
        other => other,
    }
}

/// Refuses a row, or a table, that lacks what it must have.
fn whole(kind: Kind, field: &Field, node: &Node) -> Result<(), TypedError> {
    let (shape, tables) = match (&field.shape, node) {
        (Shape::List { item, .. }, Node::List(rows)) => (&**item, rows.as_slice()),
        (shape, table) => (shape, std::slice::from_ref(table)),
    };
    let tables = tables.iter().filter(|table| matches!(table, Node::Table(_)));
    for table in tables {
        let is_there = |field: &&Field| !field.required || table.field(&field.name).is_some();
        let Some(missing) = shape.fields().iter().find(|field| !is_there(field)) else { continue };
        let flag = flag::name(field);
        let given = match field.shape.key().first() {
            None => format!(
                "give it too: `--{flag} {}={}`",
                missing.name,
                value::sample(scalar_name(&missing.shape))
            ),
            Some(_) => format!("write the whole row: `--{flag} '{}'`", row_form(kind, shape, table)),
        };
        return Err(TypedError { message: format!("`{}` is missing", missing.name), help: Some(given) });
    }
    Ok(())
}

/// A row as the files of a kind write it, with an example of what it lacks.
fn row_form(kind: Kind, item: &Shape, row: &Node) -> String {
    let is_toml = read::format(kind) == edit::Format::Toml;
    let written = |node: &Node| match node {
        Node::Text(text) if is_toml => format!("\"{text}\""),
        other => other.to_string(),
    };
    let sample = |field: &Field| {
        let sample = value::sample(scalar_name(&field.shape)).trim_matches('"');
        value::typed(&field.shape, sample).unwrap_or(Node::Text(sample.into()))
    };
    let fields = item.fields().iter().filter_map(|field| {
        let lacking = || field.required.then(|| sample(field));
        let value = row.field(&field.name).cloned().or_else(lacking)?;
        let sign = if is_toml { " =" } else { ":" };
        Some(format!("{}{sign} {}", field.name, written(&value)))
    });
    format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
}

/// The name of a single value's sort; of what has none, a text's.
fn scalar_name(shape: &Shape) -> &str {
    match shape {
        Shape::Scalar(name) => name,
        _ => "text",
    }
}

/// The fields that have a flag of their own.
fn flags(kind: Kind) -> impl Iterator<Item = &'static Field> {
    flag::own(kind).filter(|field| !NOT_FLAGS.contains(&field.name.as_str()) && field.name != ANY)
}

impl<T: Noun> Args for Entry<T> {
    fn augment_args(command: Command) -> Command {
        let command = match label_field(T::KIND) {
            Some(field) => command.arg(label(field)),
            None => command,
        };
        flags(T::KIND).fold(command, |command, field| {
            let further = flag::further(T::KIND, field).is_some();
            let single = !further && field.shape.item().is_none() && !is_table(&field.shape);
            let action = if single { ArgAction::Set } else { ArgAction::Append };
            let again = match (single, further) {
                (true, _) => "",
                (false, false) => " (can be given again)",
                (false, true) => "; given again, further ones that it is listed under too",
            };
            let meaning = field.meaning.trim_end_matches('.');
            let is_dated = T::DATED == Some(field.name.as_str());
            let unless = if is_dated { " [default: today]" } else { again };
            let arg = Arg::new(field.name.as_str())
                .long(flag::name(field))
                .value_name(placeholder(&field.shape))
                .help(format!("{meaning}{unless}"))
                .help_heading("Fields")
                .required(field.required && !is_dated)
                .allow_negative_numbers(true)
                .action(action)
                .add(complete::values(scalar(&field.shape)));
            command.arg(arg)
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<T: Noun> FromArgMatches for Entry<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut given = Vec::new();
        for field in flags(T::KIND) {
            let Some(texts) = matches.get_many::<String>(&field.name) else { continue };
            let mut texts: Vec<String> = texts.cloned().collect();
            let further = flag::further(T::KIND, field).filter(|_| texts.len() > 1);
            let rest = further.map(|list| (list, texts.split_off(1)));
            given.push((field, texts));
            given.extend(rest);
        }
        let label = label_field(T::KIND).and_then(|_| matches.get_one::<String>(LABEL).cloned());
        Ok(Entry { label, given, of: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The positional word that is the name or title.
fn label(field: &'static str) -> Arg {
    Arg::new(LABEL).value_name(field.to_uppercase()).help("What the record goes by").required(true)
}

fn is_table(shape: &Shape) -> bool {
    matches!(shape, Shape::Table(_) | Shape::Map(_))
}

/// What stands for a value of the flag in help.
fn placeholder(shape: &Shape) -> String {
    match shape {
        Shape::Code(codes) if codes.len() <= 5 => codes.join("|"),
        Shape::Map(item) => format!("KEY={}", placeholder(item)),
        Shape::Table(_) => "KEY=VALUE".into(),
        Shape::List { item, key, .. } => match (&**item, key.first()) {
            (table @ Shape::Table(_), Some(key)) => {
                let amount = amount_of(table).map(|field| format!("[={}]", field.to_uppercase()));
                format!("{}{}", key.to_uppercase(), amount.unwrap_or_default())
            }
            (item, _) => placeholder(item),
        },
        single => flag::word(single),
    }
}

/// The field of a row that may stand behind its `=`.
fn amount_of(item: &Shape) -> Option<&'static str> {
    AMOUNTS.into_iter().find(|field| item.field(field).is_some())
}

/// The node that the values of one flag say.
pub(crate) fn node(
    kind: Kind,
    shape: &Shape,
    texts: &[String],
    known: &dyn Known,
) -> Result<Node, WordError> {
    let last = texts.last().map_or("", String::as_str);
    match shape {
        Shape::List { item, key, .. } => {
            let rows = texts.iter().map(|text| row(kind, item, key, text, known));
            Ok(Node::List(rows.collect::<Result<_, WordError>>()?))
        }
        Shape::Table(_) | Shape::Map(_) => {
            let mut made: Vec<(String, Node)> = Vec::new();
            for text in texts {
                let (name, value) = pair(shape, text)?;
                let inner = shape.under(name).ok_or_else(|| no_such(shape, name))?;
                let value = node(kind, inner, std::slice::from_ref(&value.to_string()), known)?;
                match made.iter_mut().find(|(other, _)| other == name) {
                    Some((_, Node::List(rows))) if matches!(value, Node::List(_)) => {
                        if let Node::List(more) = value {
                            rows.extend(more);
                        }
                    }
                    Some(_) => return Err(twice(name).into()),
                    None => made.push((name.into(), value)),
                }
            }
            Ok(Node::Table(made))
        }
        Shape::Either { table, .. } if last.trim_start().starts_with('{') => inline(kind, table, last),
        single => one(single, last, known),
    }
}

/// The node of a single value; what refers to a record is looked up.
pub(crate) fn one(shape: &Shape, text: &str, known: &dyn Known) -> Result<Node, WordError> {
    let kinds: Vec<Kind> = shape.refers_to().filter_map(|noun| noun.parse().ok()).collect();
    let in_words = matches!(shape, Shape::Scalar(name) if name == "party") && !Id::is_form(text);
    if !kinds.is_empty() && !in_words {
        return Ok(Node::Text(known.id(&kinds, text)?));
    }
    let node = value::typed(shape, text)?;
    if matches!(shape, Shape::Scalar(name) if name == "category") {
        known.category(text)?;
    }
    Ok(node)
}

/// What may stand behind the `=` of a row that is typed as `KEY=AMOUNT`.
const AMOUNTS: [&str; 3] = ["hours", "quantity", "value"];

/// The node of a row: `{ … }` in the record's own syntax, else the key's first field and, behind `=`,
/// how much.
pub(crate) fn row(
    kind: Kind,
    item: &Shape,
    key: &[String],
    text: &str,
    known: &dyn Known,
) -> Result<Node, WordError> {
    if !is_table(item) {
        return one(item, text, known);
    }
    if text.trim_start().starts_with('{') {
        return inline(kind, item, text);
    }
    let required = || item.fields().iter().find(|field| field.required);
    let first = key.first().or_else(|| Some(&required()?.name)).map_or("name", String::as_str);
    let (name, amount) = text.split_once('=').map_or((text, None), |(name, amount)| (name, Some(amount)));
    let value = |field: &str| item.under(field).ok_or_else(|| no_such(item, field));
    let mut made = vec![(first.to_string(), one(value(first)?, name, known)?)];
    if let Some(amount) = amount {
        let field = amount_of(item).unwrap_or("hours");
        made.push((field.into(), one(value(field)?, amount, known)?));
    }
    Ok(Node::Table(made))
}

/// A value in the syntax of the kind's files.
pub(crate) fn inline(kind: Kind, shape: &Shape, text: &str) -> Result<Node, WordError> {
    let format = read::format(kind);
    let whole = match format {
        edit::Format::Toml => format!("value = {text}"),
        edit::Format::Yaml => format!("value: {text}"),
    };
    let tree = edit::parse(format, &whole).map_err(|faults| {
        let first = faults.into_iter().next();
        let (message, help) = first.map_or((String::new(), None), |fault| (fault.message, fault.help));
        TypedError { message: format!("`{text}`: {message}"), help }
    })?;
    let found = tree.entry("value").map(|entry| entry.value.to_node(shape));
    found.ok_or_else(|| no_such(shape, text).into())
}

/// `KEY=VALUE`.
fn pair<'t>(shape: &Shape, text: &'t str) -> Result<(&'t str, &'t str), TypedError> {
    text.split_once('=').ok_or_else(|| {
        let first = shape.fields().iter().find(|field| field.name != ANY);
        let example = first.map(|field| {
            let single = field.shape.item().unwrap_or(&field.shape);
            format!("{}={}", field.name, value::sample(scalar_name(single)).trim_matches('"'))
        });
        TypedError {
            message: format!("`{text}` is not of the form KEY=VALUE"),
            help: Some(format!("write for example `{}`", example.unwrap_or("residents=20".into()))),
        }
    })
}

fn no_such(shape: &Shape, name: &str) -> TypedError {
    let help = match nearest(name, shape.names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", shape.names().collect::<Vec<_>>().join(", ")),
    };
    TypedError { message: format!("there is no field `{name}` here"), help: Some(help) }
}

fn twice(name: &str) -> TypedError {
    TypedError { message: format!("`{name}` is given twice"), help: Some("give it once".into()) }
}
