//! Values to text: one renderer a file, all of them pure.
//!
//! A document ([`crate::report::table::Document`]) becomes a table for people, Markdown, JSON or
//! separated values; problems, patches and records have renderers of their own. Nothing here prints.

use std::fmt;
use std::str::FromStr;

use crate::locale::Catalogue;
use crate::report::table::Document;

pub mod csv;
pub mod diff;
mod foot;
pub mod json;
pub mod jsonl;
pub mod markdown;
mod plain;
pub mod problem;
pub mod prose;
pub mod record;
mod rounding;
#[cfg(test)]
mod specimen;
pub mod table;
pub mod visible;
mod when;
mod words;

/// A form that a document can be given in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Text in columns, for people.
    #[default]
    Table,
    /// The whole document as JSON.
    Json,
    /// One JSON object a row.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// Markdown, for people.
    Md,
}

/// A name that no format has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no format named `{text}`")]
pub struct FormatError {
    /// The name.
    pub text: String,
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: [Format; 6] =
        [Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Tsv, Format::Md];

    /// The name, as in `--format NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Md => "md",
        }
    }

    /// The document in this form; `width` is how many columns a table for people may take.
    pub fn render(self, document: &Document, catalogue: &Catalogue, width: u16) -> String {
        match self {
            Format::Table => table::table(document, catalogue, width),
            Format::Json => json::json(document, catalogue),
            Format::Jsonl => jsonl::jsonl(document),
            Format::Csv => csv::csv(document),
            Format::Tsv => csv::tsv(document),
            Format::Md => markdown::markdown(document, catalogue),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Format, FormatError> {
        let named = |format: &Format| format.name() == text;
        Format::ALL.into_iter().find(named).ok_or_else(|| FormatError { text: text.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn every_format_answers_to_its_name_and_renders() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
            let shown = format.render(&specimen::hours(), &Catalogue::of(Lang::Es), 80);
            assert!(shown.contains("2014-03") && shown.ends_with('\n'), "{format}");
        }
        assert_eq!("xlsx".parse::<Format>().unwrap_err().to_string(), "there is no format named `xlsx`");
    }
}
