//! CSV and TSV: rows only, each table with its header, a blank line between tables.
//!
//! Files open in spreadsheets, which take some texts for formulas and run them: such a text gets an
//! apostrophe before it. Figures of ours never do. What would act on a terminal is shown escaped.

use std::borrow::Cow;

use csv::WriterBuilder;
use serde_json::Value;

use crate::report::table::{Document, Table};

use super::plain;
use super::visible::visible;

/// The tables as comma-separated values.
pub fn csv(document: &Document) -> String {
    separated(document, b',')
}

/// The tables as tab-separated values.
pub fn tsv(document: &Document) -> String {
    separated(document, b'\t')
}

fn separated(document: &Document, delimiter: u8) -> String {
    let tables: Vec<String> = document.sections.iter().map(|table| rows(table, delimiter)).collect();
    tables.join("\n")
}

fn rows(table: &Table, delimiter: u8) -> String {
    let mut bytes = Vec::new();
    {
        let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(&mut bytes);
        let header = plain::columns(table).into_iter().map(|column| column.key);
        let into_memory = "a vector takes every row, and all rows are as long as the header";
        writer.write_record(header).expect(into_memory);
        for row in &table.rows {
            writer
                .write_record(plain::values(table, row).iter().map(|v| field(v).into_owned()))
                .expect(into_memory);
        }
    }
    String::from_utf8(bytes).expect("fields are text, and so are delimiters")
}

fn field(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => match visible(text) {
            Cow::Borrowed(text) => no_formula(text),
            Cow::Owned(text) => Cow::Owned(no_formula(&text).into_owned()),
        },
        figure => Cow::Owned(figure.to_string()),
    }
}

/// The text, with an apostrophe before what a spreadsheet would take for a formula.
fn no_formula(text: &str) -> Cow<'_, str> {
    let starts_one = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if starts_one && !is_decimal(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether it is a number as we write them, such as `-0.5000`.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, places) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, places].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::specimen;
    use crate::report::table::{Cell, Column, Row, Type};

    #[test]
    fn rows_stand_under_their_keys() {
        let expected = "month,category,attendances,people,minutes\n\
                        2014-03,patrol,12,7,1500\n\
                        2014-03,elderly-care,2,2,140\n\
                        2014-04,'=1+1|*x*,1200,,-30\n";
        assert_eq!(csv(&specimen::hours()), expected);
        assert_eq!(csv(&specimen::empty()), "id,name\n");
    }

    #[test]
    fn tables_are_a_blank_line_apart() {
        let mut document = specimen::empty();
        let mut second = Table::new("next", vec![Column::new("id", Type::Text)]);
        second.rows.push(Row::of(vec![Cell::Missing]));
        document.sections.push(second);
        assert_eq!(tsv(&document), "id\tname\n\nid\n\"\"\n");
    }

    #[test]
    fn formulas_are_disarmed_and_figures_are_not() {
        for formula in ["=1+1", "+86 13", "-2+3", "@SUM(A1)", "\tx", "\rx", "＝1", "-", "-1.", "+1"] {
            assert_eq!(no_formula(formula), format!("'{formula}"));
        }
        for plain in ["-0.5000", "-12", "a=b", "", "李娜"] {
            assert_eq!(no_formula(plain), plain);
        }
    }

    #[test]
    fn what_acts_on_a_terminal_is_shown() {
        let text = |text: &str| field(&Value::from(text)).into_owned();
        assert_eq!(text("a\u{1b}[2J\u{202e}b"), r"a\u{1b}[2J\u{202e}b");
        assert_eq!(text("=1\u{7}"), r"'=1\u{7}");
    }

    #[test]
    fn quotes_delimiters_and_breaks_are_quoted() {
        let mut document = specimen::empty();
        document.sections[0].rows.push(Row::of(vec!["a,\"b\"".into(), "two\nlines".into()]));
        assert_eq!(csv(&document), "id,name\n\"a,\"\"b\"\"\",\"two\nlines\"\n");
    }
}
