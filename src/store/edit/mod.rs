//! Editing a file by fields: what changes is spliced in, every other byte stays.
//!
//! [`parse`] reads a file of either format as the same [`Tree`]; [`apply`] puts field changes into its
//! text; [`write()`] makes a new file. Nothing here knows disks, kinds or rules: text and shape go in,
//! text comes out.

use std::ops::Range;

use crate::model::apply::NoPlace;
use crate::model::node::Node;
use crate::model::path::FieldPath;
use crate::model::shape::Shape;

mod find;
mod guard;
mod inline;
mod one_line;
mod plan;
mod splice;
mod suspect;
mod text;
mod toml;
mod toml_write;
pub mod tree;
mod yaml;
mod yaml_write;

pub use find::row_key;
pub use splice::{apply, write};
pub(crate) use suspect::{huge, may_be_huge};
pub(super) use yaml::classify;
pub(super) use yaml_write::is_legacy;

use tree::Tree;

/// The deepest nesting that a record may have.
const MOST_DEEP: usize = 16;

/// The most faults that are told of one text.
const MOST_FAULTS: usize = 100;

/// The most rows, counted over all lists of a record.
const MOST_ROWS: usize = 10_000;

/// The syntax of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Registers.
    Toml,
    /// Logs.
    Yaml,
}

/// Why a text is not of its format, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxFault {
    /// The bytes that are wrong.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub message: String,
    /// What to write instead, in words.
    pub help: Option<String>,
    /// The very text to write in the place of these bytes, where what was meant is sure.
    pub mended: Option<String>,
}

/// Why an edit was not made. The text is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The file cannot be read, so nothing can be put into it.
    #[error("the file cannot be edited before it can be read: {}", faults.first().map_or("", |fault| fault.message.as_str()))]
    Syntax {
        /// What is wrong with it.
        faults: Vec<SyntaxFault>,
    },
    /// The file has no such place.
    #[error("the file has no `{path}`")]
    Place {
        /// Which place.
        path: FieldPath,
    },
    /// The place is written in a way that cannot be edited without touching what is not named.
    #[error("`{path}` is written in a way that only a person can edit")]
    Odd {
        /// Which place.
        path: FieldPath,
    },
    /// The edited text would not say what was meant, so it was thrown away.
    #[error("the edited file would not say what was meant: {what}")]
    Guard {
        /// In which way.
        what: String,
    },
}

impl EditError {
    /// The edit made a text that cannot be read any more.
    fn unreadable(faults: &[SyntaxFault]) -> EditError {
        EditError::Guard { what: faults.first().map_or_else(String::new, |fault| fault.message.clone()) }
    }
}

impl From<NoPlace> for EditError {
    fn from(NoPlace { path }: NoPlace) -> EditError {
        EditError::Place { path }
    }
}

/// Reads a text as a tree. A byte order mark at the start is accepted and belongs to no value.
///
/// # Errors
/// The faults of the syntax that can be told apart, a hundred at most, in the order of the text; never
/// an empty list.
pub fn parse(format: Format, text: &str) -> Result<Tree, Vec<SyntaxFault>> {
    let conflicts = suspect::conflicts(text);
    let parsed = match format {
        _ if !conflicts.is_empty() => Err(conflicts),
        Format::Toml => toml::parse(text),
        Format::Yaml => yaml::parse(text),
    };
    parsed.map_err(|mut faults| {
        faults.truncate(MOST_FAULTS);
        faults
    })
}

/// Reads a text as the node that it says, without what is empty; no text at all says nothing.
///
/// # Errors
/// [`EditError::Syntax`] with its faults; [`EditError::Guard`] where the reader that loads records reads
/// it differently.
pub fn node(format: Format, text: &str, shape: &Shape) -> Result<Node, EditError> {
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Ok(Node::Table(Vec::new()));
    }
    guard::read(format, text, shape)
}

#[cfg(test)]
mod tests;
