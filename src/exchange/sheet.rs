//! Sheets: comma-separated values as spreadsheets write them, each row with the line it begins on.
//!
//! Commas, semicolons and tabs are told apart by the first line. Nothing is known here of records.

use csv::{ReaderBuilder, StringRecord};

use crate::exchange::{NoText, text};

/// The largest file that is read as a sheet, in bytes.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// A sheet: its first line that is not blank, and the rows below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The line of the header, counted from 1.
    pub line: u64,
    /// What stands over the columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, counted from 1.
    pub line: u64,
    /// Its cells, without white space around them.
    pub cells: Vec<String>,
}

/// Why some bytes are no sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// They are no text.
    #[error(transparent)]
    NoText(#[from] NoText),
    /// They say nothing.
    #[error("it holds no line of column names")]
    Empty,
}

impl SheetError {
    /// What to do instead.
    pub fn help(&self) -> &'static str {
        match self {
            SheetError::NoText(error) => error.help(),
            SheetError::Empty => "the first line names the fields, for example `name,phone,skills`",
        }
    }
}

/// Reads a sheet. Rows without any value are left out.
///
/// # Errors
/// [`SheetError`] for bytes that are no UTF-8, or say nothing.
pub fn read(bytes: &[u8]) -> Result<Sheet, SheetError> {
    let text = text(bytes)?;
    let mut reader = ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter(text));
    // A text in memory breaks none of the rules that are left.
    let rows = reader.from_reader(text.as_bytes()).into_records().filter_map(Result::ok);
    let mut rows =
        rows.map(|record| row(text, &record)).filter(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    let header = rows.next().ok_or(SheetError::Empty)?;
    Ok(Sheet { line: header.line, header: header.cells, rows: rows.collect() })
}

/// A row, with the line of its first cell: where its reader began there may be blank lines.
fn row(text: &str, record: &StringRecord) -> Row {
    let began = record.position();
    let byte = began.and_then(|began| usize::try_from(began.byte()).ok());
    let rest = byte.and_then(|byte| text.get(byte..)).unwrap_or_default();
    let blank = (1..).zip(rest.chars().take_while(|c| matches!(c, '\r' | '\n')).filter(|c| *c == '\n'));
    let line = began.map_or(1, csv::Position::line) + blank.last().map_or(0, |(lines, _)| lines);
    Row { line, cells: record.iter().map(|cell| cell.trim().to_string()).collect() }
}

/// What stands most often in the first line that says something; a comma where nothing does.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let sheet = read(text.as_bytes()).unwrap();
        std::iter::once(sheet.header).chain(sheet.rows.into_iter().map(|row| row.cells)).collect()
    }

    #[test]
    fn the_first_line_says_what_separates() {
        let wanted = [["name", "skills"], ["李娜", "a;b"]];
        assert_eq!(cells("\u{feff}name,skills\r\n 李娜 ,a;b\r\n"), wanted);
        assert_eq!(cells("name\tskills\n李娜\ta;b"), wanted);
        assert_eq!(cells("name;skills\n李娜;\"a;b\"\n\n;\n"), wanted);
        assert_eq!(cells("name"), [["name"]]);
    }

    #[test]
    fn rows_know_their_lines() {
        let sheet = read(b"\nname,note\n\nA,\"two\nlines\"\nB,\n").unwrap();
        let lines: Vec<u64> = sheet.rows.iter().map(|row| row.line).collect();
        assert_eq!((sheet.line, lines), (2, vec![4, 6]));
    }

    #[test]
    fn what_is_no_sheet_says_why() {
        assert_eq!(read(b" \n\n").unwrap_err(), SheetError::Empty);
        assert_eq!(read(b"name\n\xff").unwrap_err().to_string(), "line 2 is not UTF-8");
    }
}
