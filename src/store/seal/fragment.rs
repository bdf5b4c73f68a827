//! What a sealed text holds: fields, written in the syntax of the record's own file.
//!
//! They are changed as a record's are: what is not named stays as it is, comments included.

use age::secrecy::{ExposeSecret, SecretString};

use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::path::{FieldChange, FieldPath};
use crate::model::record::shape;
use crate::model::shape::{ANY, Field, Shape};
use crate::store::edit::{self, Format};
use crate::store::read;

use super::{Identities, Recipients, SealError, open, seal};

/// A field that is to be sealed, or cleared.
#[derive(Clone)]
pub struct Sealing {
    /// Its name.
    pub field: String,
    /// Its value; none clears it.
    pub value: Option<Node>,
}

/// Never the value.
impl std::fmt::Debug for Sealing {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_tuple("Sealing").field(&self.field).finish()
    }
}

/// The confidential fields of a record.
#[derive(Debug)]
pub struct Fragment {
    format: Format,
    shape: Shape,
    text: SecretString,
}

/// What may be sealed in a record: the lists and tables that it may have, and any text besides.
fn shape_of(kind: Kind) -> Shape {
    let text = Field {
        name: ANY.into(),
        required: false,
        shape: Shape::Scalar("text".into()),
        meaning: String::new(),
        default: None,
    };
    let is_single = |field: &&Field| {
        !matches!(field.shape, Shape::List { .. } | Shape::Table(_) | Shape::Map(_)) || field.name == ANY
    };
    let compound = shape(kind).fields().iter().filter(|field| !is_single(field)).cloned();
    Shape::Table(compound.chain([text]).collect())
}

impl Sealing {
    /// A field and its value as somebody wrote it: a text, or a list or table in the record's syntax. A
    /// blank value clears the field.
    ///
    /// # Errors
    /// [`SealError::Value`], which does not repeat the value.
    pub fn read(kind: Kind, field: &str, value: &str) -> Result<Sealing, SealError> {
        let wrong = || SealError::Value { field: field.into() };
        let is_name = field.starts_with(|first: char| first.is_ascii_lowercase())
            && field.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !is_name {
            return Err(wrong());
        }
        if value.trim().is_empty() {
            return Ok(Sealing { field: field.into(), value: None });
        }
        let value = match shape_of(kind).under(field) {
            Some(shape) if !matches!(shape, Shape::Scalar(_)) => {
                let fragment = Fragment::new(
                    kind,
                    match read::format(kind) {
                        Format::Toml => format!("{field} = {value}\n"),
                        Format::Yaml => format!("{field}: {value}\n"),
                    },
                );
                let node = fragment.node().map_err(|_| wrong())?;
                let found = node.field(field).cloned().ok_or_else(wrong)?;
                let is_single = !matches!(found, Node::List(_) | Node::Table(_));
                (!is_single).then_some(found).ok_or_else(wrong)?
            }
            _ if value.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) => return Err(wrong()),
            _ => Node::Text(value.into()),
        };
        Ok(Sealing { field: field.into(), value: Some(value) })
    }
}

impl Fragment {
    pub(super) fn new(kind: Kind, text: String) -> Fragment {
        Fragment { format: read::format(kind), shape: shape_of(kind), text: text.into() }
    }

    /// That nothing is sealed yet in a record of a kind.
    pub fn empty(kind: Kind) -> Fragment {
        Fragment::new(kind, String::new())
    }

    /// What a record's sealed text holds.
    ///
    /// # Errors
    /// [`SealError`] where there is no key, none fits, or the text is not what it was.
    pub fn open(kind: Kind, identities: &Identities, sealed: &str) -> Result<Fragment, SealError> {
        Ok(Fragment { text: open(identities, sealed)?, ..Fragment::empty(kind) })
    }

    /// Its fields.
    ///
    /// # Errors
    /// [`SealError::Formless`] where it is not written in fields.
    pub fn node(&self) -> Result<Node, SealError> {
        if self.text.expose_secret().trim().is_empty() {
            return Ok(Node::Table(Vec::new()));
        }
        let tree = edit::parse(self.format, self.text.expose_secret()).map_err(|_| SealError::Formless)?;
        match tree.to_node(&self.shape) {
            table @ Node::Table(_) => Ok(table),
            _ => Err(SealError::Formless),
        }
    }

    /// All of it, for whoever may read it: in fields, or as it stands.
    pub fn shown(&self) -> Node {
        self.node().unwrap_or_else(|_| Node::Text(self.text.expose_secret().into()))
    }

    /// Puts values in and takes others out; whether that changes anything.
    ///
    /// # Errors
    /// [`SealError::Formless`] where it is not written in fields.
    pub fn change(&mut self, sealings: &[Sealing]) -> Result<bool, SealError> {
        let mut is_changed = false;
        for Sealing { field, value } in sealings {
            let node = self.node()?;
            let old = node.field(field).cloned();
            if old == *value {
                continue;
            }
            let left = match &node {
                Node::Table(fields) => fields.iter().filter(|(name, _)| name != field).count(),
                _ => 0,
            };
            let written = match value {
                None if left == 0 => Ok(String::new()),
                Some(value) if node == Node::Table(Vec::new()) => {
                    let only = Node::Table(vec![(field.clone(), value.clone())]);
                    edit::write(self.format, &only, &self.shape)
                }
                value => {
                    let change = FieldChange { path: FieldPath::field(field), old, new: value.clone() };
                    edit::apply(self.format, self.text.expose_secret(), &[change], &self.shape)
                }
            };
            // What the editor says of it would repeat it.
            self.text = written.map_err(|_| SealError::Value { field: field.clone() })?.into();
            is_changed = true;
        }
        Ok(is_changed)
    }

    /// The sealed text; none where nothing is left to seal.
    ///
    /// # Errors
    /// [`SealError`] where it cannot be sealed.
    pub fn sealed(&self, recipients: &Recipients) -> Result<Option<String>, SealError> {
        if self.node()? == Node::Table(Vec::new()) {
            return Ok(None);
        }
        seal(recipients, self.text.expose_secret()).map(Some)
    }
}
