//! Import: rows that come from elsewhere become records, or doubts that are all told at once.
//!
//! Bytes and a book come in, typed records go out. No file is opened here and nothing is written; what
//! a word means in the store, whoever calls says.

pub mod import;
pub mod sheet;
pub mod sign_in;

use crate::model::kind::Kind;
use crate::model::value::TypedError;

/// Why a line cannot be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The line, counted from 1.
    pub line: u64,
    /// The column, where it is one value that is doubtful.
    pub column: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Doubt {
    /// A doubt about a whole line.
    pub fn of(line: u64, message: impl Into<String>) -> Doubt {
        Doubt { line, column: None, message: message.into(), help: None }
    }

    /// What is wrong with one value.
    pub fn typed(line: u64, column: Option<&str>, error: TypedError) -> Doubt {
        Doubt { line, column: column.map(String::from), message: error.message, help: error.help }
    }

    /// The same with what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Doubt {
        self.help = Some(help.into());
        self
    }
}

/// What words mean in a store.
pub trait Words {
    /// The id of the record of one of these kinds that a word means.
    ///
    /// # Errors
    /// [`TypedError`] where it means none, or several.
    fn id(&self, kinds: &[Kind], word: &str) -> Result<String, TypedError>;
}

/// Bytes that are no text of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is not UTF-8")]
pub struct NoText {
    /// The first line that is not.
    pub line: usize,
}

impl NoText {
    /// What to do instead.
    pub fn help(&self) -> &'static str {
        "save it as UTF-8, or convert it, for example with `iconv -f GB18030 -t UTF-8`"
    }
}

/// The text of a file, without the mark that some programs put before it.
fn text(bytes: &[u8]) -> Result<&str, NoText> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        NoText { line: before.split(|byte| *byte == b'\n').count() }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
