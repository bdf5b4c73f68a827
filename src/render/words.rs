//! Tables as people read them: titles, labels, figures in their language. Shared by every renderer
//! for people; lines, colours and markup are theirs.
//!
//! Within a column all durations show as many decimals as the one that needs most, at most two, so
//! that their points stand under each other.

use crate::locale::Catalogue;
use crate::report::table::{Cell, Document, Row, Table, Type};

use super::rounding::{half_up, ratio};
use super::visible::visible_line;
use super::when;

/// What stands for a value that is not known.
const MISSING: &str = "–";

/// A table in words, one text a cell.
pub(super) struct Words {
    /// The titles of the columns.
    pub(super) header: Vec<String>,
    /// Which columns hold figures.
    pub(super) figures: Vec<bool>,
    /// The rows.
    pub(super) rows: Vec<Vec<String>>,
    /// The total, labelled in its first column unless that is a figure.
    pub(super) total: Option<Vec<String>>,
}

/// The heading over a document's table: its title, whose it is, and when.
pub(super) fn heading(document: &Document, table: &Table, catalogue: &Catalogue) -> String {
    let org = document.org.as_ref().map(|org| document.labels.find("org", org).unwrap_or(org).to_owned());
    let period = document.period.as_ref().map(|period| when::period(catalogue, period));
    let parts: Vec<String> = [Some(title(table, catalogue)), org, period].into_iter().flatten().collect();
    visible_line(&parts.join(" · ")).into_owned()
}

/// What a table is called.
pub(super) fn title(table: &Table, catalogue: &Catalogue) -> String {
    visible_line(&catalogue.title(&table.key)).into_owned()
}

/// A table in words.
pub(super) fn words(document: &Document, table: &Table, catalogue: &Catalogue) -> Words {
    let places: Vec<Places> = (0..table.columns.len()).map(|column| places(table, column)).collect();
    let row = |row: &Row| -> Vec<String> {
        let cells = row.cells.iter().enumerate().map(|(column, cell)| {
            let kind = table.kind_in(row, column);
            let text = text(document, catalogue, cell, kind, places[column]);
            if row.approx.contains(&table.columns[column].key) { format!("≈{text}") } else { text }
        });
        cells.collect()
    };
    let figures: Vec<bool> = table.columns.iter().map(|column| column.kind.is_figure()).collect();
    let total = table.total.as_ref().map(|total| {
        let mut cells = row(total);
        for column in (0..cells.len()).filter(|column| !figures[*column]) {
            cells[column] = if column == 0 { catalogue.text("total", &[]) } else { String::new() };
        }
        cells
    });
    Words {
        header: table
            .columns
            .iter()
            .map(|column| visible_line(&catalogue.column(&column.key)).into_owned())
            .collect(),
        rows: table.rows.iter().map(row).collect(),
        figures,
        total,
    }
}

fn text(document: &Document, catalogue: &Catalogue, cell: &Cell, kind: Type, places: Places) -> String {
    let lang = catalogue.lang();
    match cell {
        Cell::Text(text) => label(document, catalogue, kind, text),
        Cell::Date(day) => day.to_string(),
        Cell::Integer(number) => lang.number((*number).into(), 0),
        Cell::Ratio(numerator, denominator) => {
            let scale = if kind == Type::Share { 3 } else { 1 };
            match ratio(*numerator, *denominator, scale) {
                Some(units) if kind == Type::Share => {
                    catalogue.text("percent", &[("number", lang.number(units, 1).into())])
                }
                Some(units) => lang.number(units, 1),
                None => MISSING.into(),
            }
        }
        Cell::Minutes(_) | Cell::Money(_) => match hundredths(cell) {
            Some(hundredths) => {
                let places = if matches!(cell, Cell::Money(_)) { places.money } else { places.hours };
                lang.number(hundredths / 10_i128.pow(2 - places), places)
            }
            None => MISSING.into(),
        },
        Cell::Missing => MISSING.into(),
        Cell::Below(least) => format!("<{}", lang.number((*least).into(), 0)),
    }
}

/// A text as it is; a code by the store's label, else the catalogue's, else as it is.
fn label(document: &Document, catalogue: &Catalogue, kind: Type, text: &str) -> String {
    let label = match kind {
        Type::Code(list) => code(document, catalogue, list, text),
        Type::Codes(list) => Some(codes(document, catalogue, list, text)),
        Type::Branch => document.labels.find("branch", text).map(str::to_owned),
        _ => None,
    };
    visible_line(label.as_deref().unwrap_or(text)).into_owned()
}

/// What a code is called: by the store's label, else by the catalogue.
fn code(document: &Document, catalogue: &Catalogue, list: &'static str, text: &str) -> Option<String> {
    document.labels.find(list, text).map(str::to_owned).or_else(|| catalogue.code(list, text))
}

/// What the codes of a list are called, each with its number where it has one.
fn codes(document: &Document, catalogue: &Catalogue, list: &'static str, text: &str) -> String {
    let said = text.split(", ").map(|one| {
        let (name, number) = one.split_once('=').map_or((one, None), |(name, number)| (name, Some(number)));
        let label = code(document, catalogue, list, name).unwrap_or_else(|| name.into());
        match number.and_then(|number| number.parse().ok()) {
            Some(number) => format!("{label}\u{a0}{}", catalogue.lang().number(number, 0)),
            None => number.map_or(label.clone(), |number| format!("{label}\u{a0}{number}")),
        }
    });
    said.collect::<Vec<String>>().join(&catalogue.text("list-separator", &[]))
}

/// Hours or money in hundredths; hours are rounded half up.
fn hundredths(cell: &Cell) -> Option<i128> {
    match cell {
        Cell::Minutes(minutes) => half_up(i128::from(minutes.count()) * 100, 60),
        Cell::Money(money) => Some(money.hundredths().into()),
        _ => None,
    }
}

/// How many decimals a column shows.
#[derive(Clone, Copy, Debug, Default)]
struct Places {
    /// Of hours: as many as the column needs.
    hours: u32,
    /// Of amounts: none, or two where one of them is not whole.
    money: u32,
}

/// How many decimals the hours and amounts of a column need.
fn places(table: &Table, column: usize) -> Places {
    let mut places = Places::default();
    for cell in table.rows.iter().chain(&table.total).filter_map(|row| row.cells.get(column)) {
        let Some(hundredths) = hundredths(cell) else { continue };
        let (is_whole, has_one) = (hundredths % 100 == 0, hundredths % 10 == 0);
        match cell {
            Cell::Money(_) if !is_whole => places.money = 2,
            Cell::Minutes(_) if !is_whole => places.hours = places.hours.max(if has_one { 1 } else { 2 }),
            _ => {}
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use crate::model::minutes::Minutes;
    use crate::model::money::Money;
    use crate::render::specimen;
    use crate::report::table::Column;

    fn column(lang: Lang, kind: Type, cells: Vec<Cell>) -> Vec<String> {
        let mut table = Table::new("hours", vec![Column::new("value", kind)]);
        table.rows = cells.into_iter().map(|cell| Row::of(vec![cell])).collect();
        words(&specimen::empty(), &table, &Catalogue::of(lang)).rows.concat()
    }

    #[test]
    fn hours_show_the_decimals_that_the_column_needs() {
        let hours = |minutes: [i64; 2]| {
            column(Lang::En, Type::Minutes, minutes.map(|m| Cell::Minutes(Minutes::of(m))).to_vec())
        };
        assert_eq!(hours([60, 73_800]), ["1", "1,230"]);
        assert_eq!(hours([150, 60]), ["2.5", "1.0"]);
        assert_eq!(hours([140, -60]), ["2.33", "-1.00"]);
        assert_eq!(hours([50, 59]), ["0.83", "0.98"]);
    }

    #[test]
    fn figures_follow_the_language() {
        let money = vec![Cell::Money(Money::of_hundredths(123_450)), Cell::Missing];
        assert_eq!(column(Lang::Es, Type::Money, money), ["1.234,50", "–"]);
        let parts = vec![Cell::Ratio(1, 3), Cell::Ratio(1, 0)];
        assert_eq!(column(Lang::En, Type::Share, parts.clone()), ["33.3%", "–"]);
        assert_eq!(column(Lang::Es, Type::Share, parts.clone()), ["33,3\u{a0}%", "–"]);
        assert_eq!(column(Lang::Zh, Type::Ratio, parts), ["0.3", "–"]);
    }

    #[test]
    fn codes_show_their_labels() {
        let role = |lang: Lang| column(lang, Type::Code("as"), vec!["worker".into(), "x\u{202e}y".into()]);
        assert_eq!(role(Lang::Zh), ["社工", r"x\u{202e}y"]);
        assert_eq!(role(Lang::En), ["worker", r"x\u{202e}y"]);
        assert_eq!(column(Lang::Zh, Type::Text, vec!["worker".into()]), ["worker"]);
    }

    #[test]
    fn lists_of_codes_show_their_labels_and_numbers() {
        let groups = |lang: Lang| column(lang, Type::Codes("heads"), vec!["elderly=1432, own=7, ill".into()]);
        assert_eq!(groups(Lang::En), ["elderly\u{a0}1,432, own\u{a0}7, ill"]);
        assert_eq!(groups(Lang::Zh), ["老年人\u{a0}1,432、own\u{a0}7、患病"]);
        assert_eq!(groups(Lang::Es), ["mayores\u{a0}1.432, own\u{a0}7, enfermos"]);
    }

    #[test]
    fn a_row_can_say_what_its_figures_are() {
        let columns = vec![Column::new("metric", Type::Text), Column::new("value", Type::Integer)];
        let mut table = Table::new("summary", columns);
        table.rows = vec![
            Row::of(vec!["fill_rate".into(), Cell::Ratio(3, 4)]).typed(Type::Share),
            Row::of(vec!["heads".into(), 1200.into()]).typed(Type::Integer),
        ];
        let words = words(&specimen::empty(), &table, &Catalogue::of(Lang::En));
        assert_eq!(words.rows, [["fill_rate", "75.0%"], ["heads", "1,200"]]);
    }

    #[test]
    fn the_ends_of_numbers_do_not_panic() {
        let cells = vec![Cell::Integer(i64::MIN), Cell::Money(Money::of_hundredths(i64::MIN))];
        let shown = column(Lang::En, Type::Integer, cells);
        assert_eq!(shown, ["-9,223,372,036,854,775,808", "-92,233,720,368,547,758.08"]);
        let minutes = column(Lang::En, Type::Minutes, vec![Cell::Minutes(Minutes::of(i64::MAX))]);
        assert_eq!(minutes, ["153,722,867,280,912,930.12"]);
    }
}
