//! Workbooks: a sheet a table, with numbers that can be reckoned with.
//!
//! Durations are days in the form `[h]:mm`, shares are per cent, dates are dates; what is approximate carries
//! its sign in the number's form, not in its value. Texts are texts, whatever they begin with. Below the rows
//! stands what stands under every report for people. The same document gives the same bytes: a workbook says
//! that it was made on the document's own day.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use unicode_width::UnicodeWidthStr;

use crate::locale::Catalogue;
use crate::model::day::Day;
use crate::report::table::{Cell, Document, Row, Table, Type};

use super::RenderError;
use super::foot::foot;
use super::words::{Words, heading, title, words};

/// The most characters of a cell's text and of a sheet's name.
const TEXT: usize = 32_000;
const NAME: usize = 31;
/// The narrowest and the widest column.
const WIDTHS: (usize, usize) = (8, 60);

/// The document as a workbook.
///
/// # Errors
/// [`RenderError::Workbook`] where a table has more rows than a sheet takes.
pub fn xlsx(document: &Document, catalogue: &Catalogue) -> Result<Vec<u8>, RenderError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new();
    if let Some(made) = date(document.today) {
        properties = properties.set_creation_datetime(&made);
    }
    workbook.set_properties(&properties);
    let mut taken = BTreeMap::new();
    for table in &document.sections {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name(&title(table, catalogue), &mut taken))?;
        filled(sheet, document, table, catalogue)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn filled(
    sheet: &mut Worksheet,
    document: &Document,
    table: &Table,
    catalogue: &Catalogue,
) -> Result<(), RenderError> {
    let words = words(document, table, catalogue);
    let over = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap();
    for (text, column) in words.header.iter().zip(0..) {
        let is_figure = words.figures.get(usize::from(column)).copied().unwrap_or_default();
        let align = if is_figure { FormatAlign::Right } else { FormatAlign::Left };
        sheet.write_string_with_format(0, column, cut(text), &over.clone().set_align(align))?;
    }
    let mut at = 1;
    for (row, texts) in table.rows.iter().zip(&words.rows) {
        written(sheet, at, table, row, texts, &Format::new())?;
        at += 1;
    }
    if let (Some(row), Some(texts)) = (&table.total, &words.total) {
        let total = Format::new().set_bold().set_border_top(FormatBorder::Thin);
        written(sheet, at, table, row, texts, &total)?;
        at += 1;
    }
    if table.rows.is_empty() {
        sheet.write_string(at, 0, catalogue.text("nothing", &[]))?;
        at += 1;
    }
    let about = [heading(document, table, catalogue)];
    for line in about.into_iter().chain(foot(document, catalogue, str::to_owned)) {
        at += 1;
        sheet.write_string(at, 0, cut(&line))?;
    }
    let keys = u16::from(words.figures.first() == Some(&false));
    sheet.set_freeze_panes(1, keys)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    widened(sheet, &words)
}

/// A row: figures as numbers, everything else as the text that people read.
fn written(
    sheet: &mut Worksheet,
    at: u32,
    table: &Table,
    row: &Row,
    texts: &[String],
    form: &Format,
) -> Result<(), RenderError> {
    for ((column, cell), text) in (0..).zip(&row.cells).zip(texts) {
        let index = usize::from(column);
        let is_approximate = row.approx.contains(&table.columns[index].key);
        let figure = figure(cell, table.kind_in(row, index));
        match (figure, cell) {
            (Some((number, shape)), _) => {
                let shape = if is_approximate { approximately(shape) } else { shape.to_string() };
                sheet.write_number_with_format(at, column, number, &form.clone().set_num_format(shape))?;
            }
            (None, Cell::Date(day)) if date(*day).is_some() => {
                let form = form.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
                let day = date(*day).unwrap_or_default();
                sheet.write_datetime_with_format(at, column, &day, &form)?;
            }
            (None, Cell::Missing) if table.columns[index].kind.is_figure() => {
                sheet.write_blank(at, column, form)?;
            }
            (None, _) => {
                let is_figure = table.columns[index].kind.is_figure();
                let align = if is_figure { FormatAlign::Right } else { FormatAlign::Left };
                sheet.write_string_with_format(at, column, cut(text), &form.clone().set_align(align))?;
            }
        }
    }
    Ok(())
}

/// A figure as a workbook holds it, and the form in which it is shown. What no number of a workbook holds to
/// the unit is none.
fn figure(cell: &Cell, kind: Type) -> Option<(f64, &'static str)> {
    const EXACT: u64 = 1 << 53;
    let exact = |number: i64| Some(Decimal::from(number)).filter(|_| number.unsigned_abs() <= EXACT);
    let (number, shape) = match cell {
        Cell::Integer(number) => (exact(*number)?, "#,##0"),
        Cell::Minutes(minutes) => {
            (exact(minutes.count())?.checked_div(Decimal::from(24 * 60))?, "[h]:mm;-[h]:mm")
        }
        Cell::Money(money) => (exact(money.hundredths())?.checked_div(Decimal::from(100))?, "#,##0.00"),
        Cell::Ratio(numerator, denominator) => {
            let shape = if kind == Type::Share { "0.0%" } else { "#,##0.0" };
            (exact(*numerator)?.checked_div(exact(*denominator)?)?, shape)
        }
        Cell::Text(_) | Cell::Date(_) | Cell::Missing | Cell::Below(_) => return None,
    };
    Some((number.to_f64()?, shape))
}

/// The same form with the sign of what is approximate before the number.
fn approximately(shape: &str) -> String {
    shape.split(';').map(|part| format!("\"≈\"{part}")).collect::<Vec<_>>().join(";")
}

/// A day as a workbook knows it: none before 1900.
fn date(day: Day) -> Option<ExcelDateTime> {
    ExcelDateTime::parse_from_str(&day.to_string()).ok()
}

/// The beginning of a text that a cell takes.
fn cut(text: &str) -> String {
    if text.chars().count() <= TEXT {
        return text.into();
    }
    text.chars().take(TEXT).chain(['…']).collect()
}

/// A name for a sheet: short, without what no name may hold, and given once.
fn name(title: &str, taken: &mut BTreeMap<String, u32>) -> String {
    let plain = title.replace(['[', ']', ':', '*', '?', '/', '\\', '\''], " ");
    let short = |most: usize| plain.trim().chars().take(most).collect::<String>().trim().to_string();
    let times = taken.entry(short(NAME - 4).to_lowercase()).or_default();
    *times += 1;
    match (*times, short(NAME)) {
        (_, name) if name.is_empty() => format!("{times}"),
        (1, name) => name,
        (times, _) => format!("{} {times}", short(NAME - 4)),
    }
}

/// Columns as wide as their words, within reason.
fn widened(sheet: &mut Worksheet, words: &Words) -> Result<(), RenderError> {
    for (column, header) in (0..).zip(&words.header) {
        let at = usize::from(column);
        let cells = words.rows.iter().chain(&words.total).filter_map(|row| row.get(at));
        let header = header.split(' ').map(UnicodeWidthStr::width).max().unwrap_or_default();
        let widest = cells.map(|cell| cell.width()).max().unwrap_or_default().max(header);
        let width = u16::try_from((widest + 2).clamp(WIDTHS.0, WIDTHS.1)).unwrap_or_default();
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use crate::model::minutes::Minutes;
    use crate::render::specimen;

    #[test]
    fn the_same_document_is_the_same_bytes() {
        let made = || xlsx(&specimen::hours(), &Catalogue::of(Lang::Zh)).unwrap();
        assert_eq!(made(), made());
    }

    #[test]
    fn figures_can_be_reckoned_with() {
        assert_eq!(figure(&Minutes::of(90).into(), Type::Minutes), Some((0.0625, "[h]:mm;-[h]:mm")));
        assert_eq!(figure(&Cell::Ratio(1, 4), Type::Share), Some((0.25, "0.0%")));
        assert_eq!(figure(&Cell::Ratio(1, 0), Type::Share), None);
        assert_eq!(figure(&Cell::Integer(i64::MAX), Type::Integer), None);
        assert_eq!(figure(&Cell::Below(5), Type::Integer), None);
        assert_eq!(approximately("[h]:mm;-[h]:mm"), "\"≈\"[h]:mm;\"≈\"-[h]:mm");
    }

    #[test]
    fn every_sheet_has_a_name_of_its_own() {
        let mut taken = BTreeMap::new();
        let mut named = |title: &str| name(title, &mut taken);
        assert_eq!(named("Hours: [all]?"), "Hours   all");
        assert_eq!(named("hours: [all]?"), "hours   all 2");
        assert_eq!(named("///"), "1");
        assert_eq!(named(&"长".repeat(40)).chars().count(), 31);
    }

    #[test]
    fn a_text_is_cut_where_no_cell_takes_it() {
        assert_eq!(cut(&"x".repeat(40_000)).chars().count(), TEXT + 1);
    }
}
