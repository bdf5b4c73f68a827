//! The shape of a record: its fields, their types, the keys of its lists, what it refers to.
//!
//! Derived from the struct (through its JSON schema), so that reading, checking, editing, help and
//! the command line's `--FIELD` options can never disagree with it.

use serde_json::Value as Json;

use crate::model::path::Step;

/// What may stand at a place of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A scalar of the format, by the name it has in schemas: `day`, `minutes`, `ref:org` …
    Scalar(String),
    /// A whole number, not negative.
    Integer,
    /// True or false.
    Bool,
    /// One of the listed codes.
    Code(Vec<String>),
    /// A list whose rows are told apart by these fields (none: by their whole value).
    List {
        /// What each row is.
        item: Box<Shape>,
        /// The names of the key's fields.
        key: Vec<String>,
        /// Whether several rows may have the same key; then they are told apart by their order.
        repeats: bool,
    },
    /// Named fields. One named [`ANY`] stands for every name that no other field has.
    Table(Vec<Field>),
    /// Names of somebody's own choice.
    Map(Box<Shape>),
    /// A single value, or a table that says more.
    Either {
        /// The single value.
        single: Box<Shape>,
        /// The table.
        table: Box<Shape>,
    },
    /// Anything: it belongs to whoever wrote it.
    Free,
}

/// The name of the field that stands for all names a table leaves to whoever writes it.
pub const ANY: &str = "*";

/// A field of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in files, JSON and columns.
    pub name: String,
    /// Whether a record without it is faulty.
    pub required: bool,
    /// What may stand there.
    pub shape: Shape,
    /// What it means, in one sentence: the doc comment of the struct's field.
    pub meaning: String,
    /// What its absence means, where the format says so: the code of a status, of a kind.
    pub default: Option<String>,
}

impl Shape {
    /// The shape of a struct.
    pub fn of<T: schemars::JsonSchema>() -> Shape {
        let settings = schemars::generate::SchemaSettings::draft2020_12().with(|settings| {
            settings.inline_subschemas = true;
            settings.meta_schema = None;
        });
        read(settings.into_generator().into_root_schema_for::<T>().as_value())
    }

    /// Its fields, if this is a table.
    pub fn fields(&self) -> &[Field] {
        match self {
            Shape::Table(fields) => fields,
            Shape::Either { table, .. } => table.fields(),
            _ => &[],
        }
    }

    /// The names of its fields; [`ANY`] is none.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields().iter().map(|field| &*field.name).filter(|name| *name != ANY)
    }

    /// The field of that name, if this is a table that has it.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// The shape of a single value there.
    pub fn single(&self) -> &Shape {
        match self {
            Shape::Either { single, .. } => single,
            other => other,
        }
    }

    /// What stands under a name: a table's field, or any name of a map.
    pub fn under(&self, name: &str) -> Option<&Shape> {
        match self {
            Shape::Map(item) => Some(item),
            table => table.field(name).or_else(|| table.field(ANY)).map(|field| &field.shape),
        }
    }

    /// What each row is, if this is a list.
    pub fn item(&self) -> Option<&Shape> {
        match self {
            Shape::List { item, .. } => Some(item),
            _ => None,
        }
    }

    /// What stands at the end of a way into it.
    pub fn along(&self, way: &[Step]) -> Option<&Shape> {
        way.iter().try_fold(self, |shape, step| match step {
            Step::Field(name) => shape.under(name),
            Step::Row(_) => shape.item(),
        })
    }

    /// The fields that tell the rows of this list apart; none for anything else.
    pub fn key(&self) -> &[String] {
        match self {
            Shape::List { key, .. } => key,
            _ => &[],
        }
    }

    /// Whether several rows of this list may have the same key.
    pub fn repeats(&self) -> bool {
        matches!(self, Shape::List { repeats: true, .. })
    }

    /// The kinds (as nouns) that a value of this shape refers to, if it is a reference.
    pub fn refers_to(&self) -> impl Iterator<Item = &str> {
        let kinds = match self {
            Shape::Scalar(name) if name == "party" => Some("resident,worker,volunteer,org"),
            Shape::Scalar(name) => name.strip_prefix("ref:"),
            _ => None,
        };
        kinds.into_iter().flat_map(|kinds| kinds.split(','))
    }
}

fn read(schema: &Json) -> Shape {
    if let Some(choices) = schema.get("anyOf").and_then(Json::as_array) {
        // An optional field is "this or null".
        return choices.iter().find(|choice| choice["type"] != "null").map_or(Shape::Free, read);
    }
    if let Some([single, table]) = schema.get("oneOf").and_then(Json::as_array).map(Vec::as_slice) {
        return Shape::Either { single: Box::new(read(single)), table: Box::new(read(table)) };
    }
    if let Some(codes) = codes(schema) {
        return Shape::Code(codes);
    }
    match kind_of(schema) {
        Some("string") => Shape::Scalar(schema["format"].as_str().unwrap_or("text").into()),
        Some("integer") => Shape::Integer,
        Some("boolean") => Shape::Bool,
        Some("array") => Shape::List {
            item: Box::new(read(&schema["items"])),
            key: names(&schema["key"]),
            repeats: schema["repeats"] == true,
        },
        Some("object") => match (schema.get("properties"), schema.get("additionalProperties")) {
            (Some(properties), rest) => {
                let mut fields = fields(properties, &names(&schema["required"]));
                fields.extend(rest.filter(|rest| rest.is_object()).map(any));
                Shape::Table(fields)
            }
            (None, Some(item)) if item.is_object() => Shape::Map(Box::new(read(item))),
            _ => Shape::Free,
        },
        _ => Shape::Free,
    }
}

/// The type of a schema, null aside.
fn kind_of(schema: &Json) -> Option<&str> {
    match &schema["type"] {
        Json::String(kind) => Some(kind),
        Json::Array(kinds) => kinds.iter().filter_map(Json::as_str).find(|kind| *kind != "null"),
        _ => None,
    }
}

fn codes(schema: &Json) -> Option<Vec<String>> {
    let codes = schema.get("enum")?.as_array()?;
    Some(codes.iter().filter_map(Json::as_str).map(String::from).collect())
}

fn names(list: &Json) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Json::as_str).map(String::from).collect()
}

fn fields(properties: &Json, required: &[String]) -> Vec<Field> {
    let properties = properties.as_object().into_iter().flatten();
    properties
        .map(|(name, schema)| Field {
            name: name.clone(),
            required: required.contains(name),
            shape: read(schema),
            meaning: schema["description"].as_str().unwrap_or_default().replace('\n', " "),
            default: schema["default"].as_str().map(String::from),
        })
        .collect()
}

fn any(schema: &Json) -> Field {
    Field { name: ANY.into(), required: false, shape: read(schema), meaning: String::new(), default: None }
}
