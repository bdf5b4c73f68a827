//! Figures that may be published: no names, and no count from which anybody can be made out.
//!
//! Every figure is rounded by itself, totals too, so that nothing can be reckoned back from the others; one
//! below the step is only said to be below it. A quotient is that of its rounded terms: it tells no more than
//! they do. Rows about one person or one record, and whatever somebody wrote in words, are left out.

use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::report::table::{Cell, Column, Document, Labels, Row, Table, Type};

/// Texts that are no words of anybody.
const PLAIN: [&str; 2] = ["month", "year"];
/// Ids of organisations.
const ORGS: [&str; 1] = ["parent"];
/// Lists of codes that name people.
const PEOPLE: [&str; 1] = ["who"];

/// The same document as it may be published; counts are multiples of the step.
#[must_use]
pub fn public(document: Document, step: u64) -> Document {
    let step = i64::try_from(step).unwrap_or(i64::MAX).max(1);
    let sections = document.sections.into_iter().filter_map(|table| published(table, step)).collect();
    Document { sections, labels: without_people(document.labels), ..document }
}

/// A count as it may be published by itself; nothing where it is smaller than the step.
pub fn rounded_count(count: i64, step: u64) -> Option<i64> {
    near(count, i64::try_from(step).unwrap_or(i64::MAX).max(1))
}

fn without_people(labels: Labels) -> Labels {
    PEOPLE.iter().fold(labels, |labels, list| labels.without(list))
}

/// A table as it may be published: of one with a row for each person, the total alone.
fn published(mut table: Table, step: i64) -> Option<Table> {
    let is_open: Vec<bool> = table.columns.iter().map(is_open).collect();
    let is_whole = is_open.iter().all(|open| *open);
    if !is_whole {
        table.total.as_ref()?;
        table.rows.clear();
        table.groups = 0;
        keep(&mut table.columns, &is_open);
    }
    let columns = table.columns.clone();
    for row in table.rows.iter_mut().chain(&mut table.total) {
        if !is_whole {
            keep(&mut row.cells, &is_open);
        }
        for cell in &mut row.cells {
            *cell = rounded(cell, step);
        }
        row.approx.retain(|key| columns.iter().any(|column| column.key == *key));
    }
    if !is_whole {
        table.rows.extend(table.total.take().map(|total| Row { kind: None, ..total }));
    }
    (!table.columns.is_empty()).then_some(table)
}

fn is_open(column: &Column) -> bool {
    match column.kind {
        Type::Text => PLAIN.contains(&&*column.key),
        Type::Id => ORGS.contains(&&*column.key),
        Type::Code(list) => !PEOPLE.contains(&list),
        _ => true,
    }
}

fn keep<T>(values: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    values.retain(|_| kept.next().copied().unwrap_or_default());
}

fn rounded(cell: &Cell, step: i64) -> Cell {
    const HOUR: i64 = 60;
    const UNIT: i64 = 100;
    let below = || Cell::Below(step.unsigned_abs());
    let figure = |value: i64, unit: i64| near(value, step.saturating_mul(unit));
    match cell {
        Cell::Integer(number) => figure(*number, 1).map_or_else(below, Cell::Integer),
        Cell::Minutes(minutes) => {
            figure(minutes.count(), HOUR).map_or_else(below, |count| Cell::Minutes(Minutes::of(count)))
        }
        Cell::Money(money) => {
            let amount = figure(money.hundredths(), UNIT);
            amount.map_or_else(below, |hundredths| Cell::Money(Money::of_hundredths(hundredths)))
        }
        Cell::Ratio(numerator, denominator) => match (figure(*numerator, 1), figure(*denominator, 1)) {
            (Some(numerator), Some(denominator)) => Cell::Ratio(numerator, denominator),
            _ => Cell::Missing,
        },
        Cell::Text(_) | Cell::Date(_) | Cell::Missing | Cell::Below(_) => cell.clone(),
    }
}

/// The nearest multiple of the step, halves away from zero; nothing where the value is smaller than the step.
fn near(value: i64, step: i64) -> Option<i64> {
    if value.unsigned_abs() < step.unsigned_abs() {
        return None;
    }
    let (whole, rest) = (value / step, value % step);
    let up = rest.unsigned_abs() >= step.unsigned_abs().div_ceil(2);
    let steps = if up { whole + value.signum() } else { whole };
    steps.checked_mul(step).or(Some(whole * step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(columns: Vec<Column>, rows: Vec<Row>, total: Option<Row>) -> Document {
        let mut table = Table::new("hours", columns);
        (table.rows, table.total) = (rows, total);
        Document::of("hours", Vec::new(), "2026-11-21".parse().unwrap(), table)
    }

    #[test]
    fn every_figure_is_rounded_by_itself() {
        let cells = [0, 4, 5, 7, 8, 12, -3, -8].map(|count| rounded(&Cell::Integer(count), 5));
        let expected = [None, None, Some(5), Some(5), Some(10), Some(10), None, Some(-10)];
        assert_eq!(cells, expected.map(|count: Option<i64>| count.map_or(Cell::Below(5), Cell::Integer)));
        assert_eq!(rounded(&Minutes::of(299).into(), 5), Cell::Below(5));
        assert_eq!(rounded(&Minutes::of(470).into(), 5), Minutes::of(600).into());
        assert_eq!(
            rounded(&Cell::Money(Money::of_hundredths(1249)), 5),
            Cell::Money(Money::of_hundredths(1000))
        );
        assert_eq!(near(i64::MAX, 5), Some(i64::MAX / 5 * 5));
        assert_eq!(near(i64::MIN, 5), Some(i64::MIN / 5 * 5));
    }

    #[test]
    fn a_quotient_tells_no_more_than_its_rounded_terms() {
        assert_eq!(rounded(&Cell::Ratio(1687, 7), 5), Cell::Ratio(1685, 5));
        assert_eq!(rounded(&Cell::Ratio(3, 7), 5), Cell::Missing);
        assert_eq!(rounded(&Cell::Ratio(30, 4), 5), Cell::Missing);
    }

    #[test]
    fn of_people_the_total_alone_is_told() {
        let columns = vec![Column::new("who", Type::Code("who")), Column::new("people", Type::Integer)];
        let row = |who: Cell, people: i64| Row::of(vec![who, people.into()]);
        let rows = vec![row("li-na".into(), 1), row("wang-fang".into(), 1)];
        let shown = public(document(columns.clone(), rows.clone(), Some(row(Cell::Missing, 12))), 5);
        assert_eq!(shown.sections[0].columns, columns[1..]);
        assert_eq!(shown.sections[0].rows, [Row::of(vec![10.into()])]);
        assert_eq!(shown.sections[0].total, None);
        assert_eq!(public(document(columns, rows, None), 5).sections, []);
    }

    #[test]
    fn what_somebody_wrote_is_left_out() {
        let columns = vec![Column::new("reason", Type::Text), Column::new("needs", Type::Integer)];
        let rows = vec![Row::of(vec!["the lift of Mrs Zhao".into(), 7.into()])];
        assert_eq!(public(document(columns, rows, None), 5).sections, []);
    }
}
