//! Values to text: one renderer a file, all of them pure.
//!
//! A document ([`crate::report::table::Document`]) becomes a table for people, Markdown, a page, a workbook,
//! JSON or separated values; problems, patches and records have renderers of their own. Nothing here prints.

use std::fmt;
use std::str::FromStr;

use crate::locale::Catalogue;
use crate::report::table::Document;

pub mod branch;
pub mod certificate;
pub mod chart;
pub mod csv;
pub mod diff;
mod foot;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod markdown;
pub mod narrative;
mod plain;
pub mod problem;
pub mod prose;
pub mod record;
mod rounding;
pub mod site;
#[cfg(test)]
mod specimen;
pub mod table;
pub mod visible;
mod when;
mod words;
pub mod xlsx;

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
    /// A page for browsers and paper.
    Html,
    /// A workbook for spreadsheets.
    Xlsx,
}

/// Why a document cannot be given in a form.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template of ours is not in order.
    #[error("a page cannot be made: {0}")]
    Template(#[from] minijinja::Error),
    /// The document does not fit into a workbook.
    #[error("a workbook cannot be made: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
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
    pub const ALL: [Format; 8] = [
        Format::Table,
        Format::Json,
        Format::Jsonl,
        Format::Csv,
        Format::Tsv,
        Format::Md,
        Format::Html,
        Format::Xlsx,
    ];

    /// The name, as in `--format NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Md => "md",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
        }
    }

    /// Whether people read it as it is, with words of their language.
    pub fn is_for_people(self) -> bool {
        matches!(self, Format::Table | Format::Md | Format::Html | Format::Xlsx)
    }

    /// Whether it is text, which a terminal can show.
    pub fn is_text(self) -> bool {
        self != Format::Xlsx
    }

    /// The document in this form; `width` is how many columns a table for people may take.
    ///
    /// # Errors
    /// [`RenderError`] where the form does not take the document.
    pub fn render(
        self,
        document: &Document,
        catalogue: &Catalogue,
        width: u16,
    ) -> Result<Vec<u8>, RenderError> {
        let text = match self {
            Format::Table => table::table(document, catalogue, width),
            Format::Json => json::json(document, catalogue),
            Format::Jsonl => jsonl::jsonl(document),
            Format::Csv => csv::csv(document),
            Format::Tsv => csv::tsv(document),
            Format::Md => markdown::markdown(document, catalogue),
            Format::Html => html::html(document, catalogue)?,
            Format::Xlsx => return xlsx::xlsx(document, catalogue),
        };
        Ok(text.into_bytes())
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
            let shown = format.render(&specimen::hours(), &Catalogue::of(Lang::Es), 80).unwrap();
            if format.is_text() {
                let shown = String::from_utf8(shown).unwrap();
                assert!(shown.contains("2014-03") && shown.ends_with('\n'), "{format}");
            } else {
                assert!(shown.starts_with(b"PK"), "{format}");
            }
        }
        assert_eq!("pdf".parse::<Format>().unwrap_err().to_string(), "there is no format named `pdf`");
    }
}
