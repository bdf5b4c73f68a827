//! Tables as machines read them: stable keys, codes, whole minutes, decimals as text.
//!
//! Shared by json, jsonl, csv and tsv. A row's own type is a column `type`, before the first figure.

use serde_json::Value;

use crate::report::table::{Cell, Column, Row, Table, Type};

use super::rounding::ratio;

/// The columns as machines see them.
pub(super) fn columns(table: &Table) -> Vec<Column> {
    let mut columns = table.columns.clone();
    if let Some(at) = type_column(table) {
        columns.insert(at, Column::new("type", Type::Text));
    }
    columns
}

/// The values of a row, one for each of [`columns`].
pub(super) fn values(table: &Table, row: &Row) -> Vec<Value> {
    let mut values: Vec<Value> = row.cells.iter().map(value).collect();
    if let Some(at) = type_column(table) {
        values.insert(at, row.kind.map_or(Value::Null, |kind| kind.name().into()));
    }
    values
}

/// Where the types of rows stand, if rows have any.
fn type_column(table: &Table) -> Option<usize> {
    table.rows.iter().any(|row| row.kind.is_some()).then(|| {
        table.columns.iter().position(|column| column.kind.is_figure()).unwrap_or(table.columns.len())
    })
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => text.as_str().into(),
        Cell::Date(day) => day.to_string().into(),
        Cell::Integer(number) => (*number).into(),
        Cell::Minutes(minutes) => minutes.count().into(),
        Cell::Money(money) => money.to_string().into(),
        Cell::Ratio(numerator, denominator) => four_places(*numerator, *denominator).into(),
        Cell::Missing | Cell::Below(_) => Value::Null,
    }
}

/// A ratio with four decimals, half up: `0.3333`.
fn four_places(numerator: i64, denominator: i64) -> Option<String> {
    let units = ratio(numerator, denominator, 4)?;
    let sign = if units < 0 { "-" } else { "" };
    let units = units.unsigned_abs();
    Some(format!("{sign}{}.{:04}", units / 10_000, units % 10_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_have_four_places() {
        assert_eq!(value(&Cell::Ratio(3000, 7)), "428.5714");
        assert_eq!(value(&Cell::Ratio(-1, 20_000)), "-0.0001");
        assert_eq!(value(&Cell::Ratio(1, 0)), Value::Null);
    }

    #[test]
    fn the_type_of_a_row_stands_before_its_figures() {
        let columns = vec![Column::new("metric", Type::Text), Column::new("value", Type::Integer)];
        let mut table = Table::new("summary", columns);
        table.rows.push(Row::of(vec!["heads".into(), 12.into()]).typed(Type::Integer));
        let keys: Vec<String> = super::columns(&table).into_iter().map(|column| column.key).collect();
        assert_eq!(keys, ["metric", "type", "value"]);
        assert_eq!(values(&table, &table.rows[0]), ["heads".into(), "integer".into(), Value::from(12)]);
    }
}
