//! The fields of a new record as flags: `--skill first-aid --attend li-na=2.5 --count residents=20`.
//!
//! Made from the record's shape, so every field of the format has its flag, its help (the field's doc
//! comment) and its check. Lists and tables are in the singular and can be given again.

use std::marker::PhantomData;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::cli::complete;
use crate::cli::generic::fields::{flag, scalar};
use crate::model::code::nearest;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::record::{Record, shape};
use crate::model::shape::{ANY, Field, Shape};
use crate::model::value::{self, TypedError};
use crate::store::edit;
use crate::store::read;

/// Fields that are no flags: the positional ones, and those that verbs of their own write.
const NOT_FLAGS: [&str; 4] = ["name", "title", "void", "sealed"];

/// The values given for the fields of a record of type `T`.
#[derive(Clone, Debug)]
pub(crate) struct Entry<T> {
    given: Vec<(&'static Field, Vec<String>)>,
    of: PhantomData<T>,
}

/// What words mean in a store.
pub(crate) trait Known {
    /// The id of the record of one of these kinds that a word means.
    fn id(&self, kinds: &[Kind], word: &str) -> anyhow::Result<String>;
    /// Refuses a word that is no category.
    fn category(&self, word: &str) -> anyhow::Result<()>;
    /// All categories.
    fn categories(&self) -> Vec<String>;
}

impl<T: Record> Entry<T> {
    /// The fields that were given, with `label` as the name or title.
    ///
    /// # Errors
    /// [`TypedError`] for a value that is none of its field's, and whatever `known` says.
    pub(crate) fn given(
        &self,
        label: Option<&str>,
        known: &dyn Known,
    ) -> anyhow::Result<Vec<(String, Node)>> {
        let mut made = Vec::new();
        if let Some(label) = label {
            let label = value::typed(&Shape::Scalar("text".into()), label)?;
            made.push((T::KIND.label_field().to_string(), label));
        }
        for (field, texts) in &self.given {
            let flag = flag(field);
            let node = node(T::KIND, &field.shape, texts, known);
            let node = node.map_err(|error| in_flag(error, &flag))?;
            made.push((field.name.clone(), node));
        }
        Ok(made)
    }
}

/// Says in which flag a value is wrong.
fn in_flag(error: anyhow::Error, flag: &str) -> anyhow::Error {
    match error.downcast::<TypedError>() {
        Ok(TypedError { message, help }) => {
            TypedError { message: format!("`--{flag}`: {message}"), help }.into()
        }
        Err(other) => other,
    }
}

/// The fields of a kind.
pub(crate) fn fields(kind: Kind) -> impl Iterator<Item = &'static Field> {
    let fields: &'static [Field] = match shape(kind) {
        Shape::Table(fields) => fields,
        _ => &[],
    };
    fields.iter()
}

/// Whether a flag takes the values of another field too: `orgs` are the further ones of `--org`.
fn is_further(kind: Kind, field: &Field) -> bool {
    let name = flag(field);
    name != field.name && fields(kind).any(|other| other.name == name)
}

fn is_flag(field: &Field) -> bool {
    !NOT_FLAGS.contains(&field.name.as_str()) && field.name != ANY
}

impl<T: Record> Args for Entry<T> {
    fn augment_args(command: Command) -> Command {
        let flags = fields(T::KIND).filter(|field| is_flag(field) && !is_further(T::KIND, field));
        flags.fold(command, |command, field| {
            let name = flag(field);
            let further = fields(T::KIND).any(|other| is_further(T::KIND, other) && flag(other) == name);
            let single = !further && field.shape.item().is_none() && !is_table(&field.shape);
            let action = if single { ArgAction::Set } else { ArgAction::Append };
            let again = if single { "" } else { " (can be given again)" };
            let meaning = field.meaning.trim_end_matches('.');
            let arg = Arg::new(field.name.as_str())
                .long(name)
                .value_name(placeholder(&field.shape))
                .help(format!("{meaning}{again}"))
                .help_heading("Fields")
                .required(field.required)
                .action(action)
                .add(complete::values(scalar(&field.shape)));
            command.arg(arg)
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<T: Record> FromArgMatches for Entry<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut given = Vec::new();
        for field in fields(T::KIND).filter(|field| is_flag(field)) {
            let source = if is_further(T::KIND, field) { flag(field) } else { field.name.clone() };
            let texts = matches.get_many::<String>(&source).into_iter().flatten().cloned();
            // Of a flag that serves two fields, the first value is the one's, the rest the other's.
            let shared = fields(T::KIND).any(|other| is_further(T::KIND, other) && flag(other) == source);
            let texts: Vec<String> = match (shared, is_further(T::KIND, field)) {
                (true, true) => texts.skip(1).collect(),
                (true, false) => texts.take(1).collect(),
                (false, _) => texts.collect(),
            };
            if !texts.is_empty() {
                given.push((field, texts));
            }
        }
        Ok(Entry { given, of: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn is_table(shape: &Shape) -> bool {
    matches!(shape, Shape::Table(_) | Shape::Map(_))
}

/// What stands for a value in help.
fn placeholder(shape: &Shape) -> String {
    match shape {
        Shape::Scalar(name) => match name.as_str() {
            "minutes" => "HOURS".into(),
            "clock" => "HH:MM".into(),
            "day" => "DATE".into(),
            name if name.starts_with("ref:") => name[4..].replace(',', "|").to_uppercase(),
            name => name.to_uppercase(),
        },
        Shape::Integer => "N".into(),
        Shape::Bool => "true|false".into(),
        Shape::Code(codes) if codes.len() <= 5 => codes.join("|"),
        Shape::Code(_) => "CODE".into(),
        Shape::Map(item) => format!("KEY={}", placeholder(item)),
        Shape::Table(_) => "KEY=VALUE".into(),
        Shape::List { item, key } => match (&**item, key.first()) {
            (Shape::Table(fields), Some(key)) => {
                let hours = if fields.iter().any(|field| field.name == "hours") { "[=HOURS]" } else { "" };
                format!("{}{hours}", key.to_uppercase())
            }
            (item, _) => placeholder(item),
        },
        Shape::Free => "VALUE".into(),
    }
}

/// The node that the values of one flag say.
pub(crate) fn node(kind: Kind, shape: &Shape, texts: &[String], known: &dyn Known) -> anyhow::Result<Node> {
    match shape {
        Shape::List { item, key } => {
            let rows = texts.iter().map(|text| row(kind, item, key, text, known));
            Ok(Node::List(rows.collect::<anyhow::Result<_>>()?))
        }
        Shape::Table(_) | Shape::Map(_) => {
            let mut made: Vec<(String, Node)> = Vec::new();
            for text in texts {
                let (name, value) = pair(text)?;
                let inner = shape.under(name).ok_or_else(|| no_such(shape, name))?;
                let value = node(kind, inner, std::slice::from_ref(&value.to_string()), known)?;
                match made.iter_mut().find(|(other, _)| other == name) {
                    Some((_, Node::List(rows))) if matches!(value, Node::List(_)) => {
                        if let Node::List(more) = value {
                            rows.extend(more);
                        }
                    }
                    Some(_) => return Err(twice(name)),
                    None => made.push((name.into(), value)),
                }
            }
            Ok(Node::Table(made))
        }
        single => one(single, texts.last().map_or("", String::as_str), known),
    }
}

/// The node of a single value; what refers to a record is looked up.
pub(crate) fn one(shape: &Shape, text: &str, known: &dyn Known) -> anyhow::Result<Node> {
    let kinds: Vec<Kind> = shape.refers_to().filter_map(|noun| noun.parse().ok()).collect();
    if !kinds.is_empty() {
        return Ok(Node::Text(known.id(&kinds, text)?));
    }
    let node = value::typed(shape, text)?;
    if matches!(shape, Shape::Scalar(name) if name == "category") {
        known.category(text)?;
    }
    Ok(node)
}

/// The node of a row: `{ … }` in the record's own syntax, else the key's first field and, behind `=`,
/// the hours.
pub(crate) fn row(
    kind: Kind,
    item: &Shape,
    key: &[String],
    text: &str,
    known: &dyn Known,
) -> anyhow::Result<Node> {
    if !is_table(item) {
        return one(item, text, known);
    }
    if text.trim_start().starts_with('{') {
        return inline(kind, item, text);
    }
    let first = key.first().map_or("name", String::as_str);
    let (name, hours) = text.split_once('=').map_or((text, None), |(name, hours)| (name, Some(hours)));
    let value = |field: &str| item.under(field).ok_or_else(|| no_such(item, field));
    let mut made = vec![(first.to_string(), one(value(first)?, name, known)?)];
    if let Some(hours) = hours {
        made.push(("hours".into(), one(value("hours")?, hours, known)?));
    }
    Ok(Node::Table(made))
}

/// A value in the syntax of the kind's files.
pub(crate) fn inline(kind: Kind, shape: &Shape, text: &str) -> anyhow::Result<Node> {
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
fn pair(text: &str) -> Result<(&str, &str), TypedError> {
    text.split_once('=').ok_or_else(|| TypedError {
        message: format!("`{text}` is not of the form KEY=VALUE"),
        help: Some("write for example `residents=20`".into()),
    })
}

fn no_such(shape: &Shape, name: &str) -> TypedError {
    let names: Vec<&str> = match shape {
        Shape::Table(fields) => fields.iter().map(|field| field.name.as_str()).collect(),
        _ => Vec::new(),
    };
    let near = nearest(name, names.iter().copied());
    let help =
        near.map_or_else(|| format!("one of {}", names.join(", ")), |near| format!("did you mean `{near}`?"));
    TypedError { message: format!("there is no field `{name}` here"), help: Some(help) }
}

fn twice(name: &str) -> anyhow::Error {
    TypedError { message: format!("`{name}` is given twice"), help: Some("give it once".into()) }.into()
}
