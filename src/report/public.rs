//! Figures that may be published: no names, and no count from which anybody can be made out.
//!
//! Every figure is rounded by itself, totals too, to multiples of the step: of people, records and goods to so
//! many, of time to so many hours, of money to so many units. One below the step is only said to be below it. A
//! quotient is that of its rounded terms, where these are large enough that this does not falsify it; a mean of
//! answers is told in halves; a median, which is somebody's own figure, is not. Rows about one person or one
//! record, and whatever somebody wrote in words, are left out.

use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::report::table::{Cell, Column, Document, Labels, Row, Table, Type};

/// Texts that are no words of anybody.
const PLAIN: [&str; 2] = ["month", "year"];
/// Ids of organisations, and of their plans.
const ORGS: [&str; 2] = ["parent", "plan"];
/// Lists of codes that name people.
const PEOPLE: [&str; 1] = ["who"];
/// Quotients of counts.
const OF_COUNTS: [&str; 6] = [
    "absence_rate",
    "activities_share",
    "fill_rate",
    "households_per_worker",
    "span_share",
    "volunteers_per_worker",
];
/// Quotients of minutes.
const OF_MINUTES: [&str; 3] = ["previous_ratio", "ratio", "volunteer_minutes_share"];
/// Means of answers.
const MEANS: [&str; 1] = ["satisfaction_mean"];
/// Parts of what the row is about: of a table of plans what was planned, else a count.
const PARTS: [&str; 1] = ["share"];
/// A quotient's lower term is at least so many steps, or rounding would make another figure of it.
const STEPS: i64 = 5;
/// An hour in minutes.
const HOUR: i64 = 60;
/// A unit of money, or of what is planned, in hundredths.
const UNIT: i64 = 100;

/// The same document as it may be published; counts are multiples of the step.
#[must_use]
pub fn public(document: Document, step: u64) -> Document {
    let step = whole(step);
    let sections = document.sections.into_iter().filter_map(|table| published(table, step)).collect();
    Document { sections, labels: without_people(document.labels), ..document }
}

/// A figure that is no quotient as it may be published.
pub fn rounded(cell: &Cell, step: u64) -> Cell {
    figure(cell, whole(step))
}

/// The mean of answers, given as their sum and their number, as it may be published: in halves, and only where
/// there are as many answers as the step.
pub fn mean(sum: i64, answers: i64, step: u64) -> Cell {
    let halves = sum.checked_mul(4).and_then(|four| four.checked_add(answers)).map(|sum| (sum, answers));
    match halves {
        Some((sum, answers)) if answers >= whole(step) => Cell::Ratio(sum / (2 * answers), 2),
        _ => Cell::Missing,
    }
}

fn whole(step: u64) -> i64 {
    i64::try_from(step).unwrap_or(i64::MAX).max(1)
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
        for (cell, column) in row.cells.iter_mut().zip(&columns) {
            *cell = cell_of(cell, column, row.kind, step);
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
        Type::Code(list) | Type::Codes(list) => !PEOPLE.contains(&list),
        _ => true,
    }
}

fn keep<T>(values: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    values.retain(|_| kept.next().copied().unwrap_or_default());
}

/// A value of a column in a row whose figures are of some type.
fn cell_of(cell: &Cell, column: &Column, kind: Option<Type>, step: i64) -> Cell {
    let key = &&*column.key;
    match (cell, column.kind) {
        (Cell::Text(text), Type::Codes(_)) => Cell::Text(counted(text, step)),
        (Cell::Ratio(sum, answers), _) if MEANS.contains(key) => mean(*sum, *answers, step.unsigned_abs()),
        (Cell::Ratio(numerator, denominator), _) => {
            let unit = match kind {
                _ if OF_COUNTS.contains(key) => 1,
                _ if OF_MINUTES.contains(key) => HOUR,
                None if PARTS.contains(key) => 1,
                Some(Type::Minutes) if PARTS.contains(key) => HOUR * UNIT,
                Some(Type::Integer | Type::Money) if PARTS.contains(key) => UNIT,
                // A rate among figures of other sorts, such as those of a summary.
                Some(Type::Share) if !PARTS.contains(key) => 1,
                _ => return Cell::Missing,
            };
            quotient(*numerator, *denominator, step.saturating_mul(unit))
        }
        _ => figure(cell, step),
    }
}

fn figure(cell: &Cell, step: i64) -> Cell {
    let below = || Cell::Below(step.unsigned_abs());
    let near = |value: i64, unit: i64| near(value, step.saturating_mul(unit));
    match cell {
        Cell::Integer(number) => near(*number, 1).map_or_else(below, Cell::Integer),
        Cell::Minutes(minutes) => {
            near(minutes.count(), HOUR).map_or_else(below, |count| Cell::Minutes(Minutes::of(count)))
        }
        Cell::Money(money) => {
            let amount = near(money.hundredths(), UNIT);
            amount.map_or_else(below, |hundredths| Cell::Money(Money::of_hundredths(hundredths)))
        }
        Cell::Ratio(..) => Cell::Missing,
        Cell::Text(_) | Cell::Date(_) | Cell::Missing | Cell::Below(_) => cell.clone(),
    }
}

/// A quotient of rounded terms, where the lower one has steps enough.
fn quotient(numerator: i64, denominator: i64, step: i64) -> Cell {
    match (near(numerator, step), near(denominator, step)) {
        (Some(numerator), Some(denominator)) if denominator / STEPS >= step => {
            Cell::Ratio(numerator, denominator)
        }
        _ => Cell::Missing,
    }
}

/// Codes with their numbers rounded; one that is too small to be told leaves its code alone.
fn counted(text: &str, step: i64) -> String {
    let told = text.split(", ").map(|one| {
        let Some((code, number)) = one.split_once('=') else { return one.to_string() };
        let number = number.parse().ok().and_then(|number| near(number, step));
        number.map_or_else(|| code.to_string(), |number| format!("{code}={number}"))
    });
    told.collect::<Vec<_>>().join(", ")
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

    fn cell(key: &str, kind: Option<Type>, cell: &Cell) -> Cell {
        cell_of(cell, &Column::new(key, Type::Ratio), kind, 5)
    }

    #[test]
    fn a_quotient_tells_no_more_than_its_rounded_terms() {
        assert_eq!(cell("fill_rate", None, &Cell::Ratio(24, 32)), Cell::Ratio(25, 30));
        assert_eq!(cell("fill_rate", None, &Cell::Ratio(3, 32)), Cell::Missing);
        assert_eq!(cell("households_per_worker", None, &Cell::Ratio(1687, 28)), Cell::Ratio(1685, 30));
        assert_eq!(cell("households_per_worker", None, &Cell::Ratio(3000, 7)), Cell::Missing, "no 600");
        assert_eq!(cell("ratio", None, &Cell::Ratio(1687, 2000)), Cell::Ratio(1800, 2100), "in 5 hours");
        assert_eq!(cell("ratio", None, &Cell::Ratio(1687, 700)), Cell::Missing);
        assert_eq!(cell("share", Some(Type::Minutes), &Cell::Ratio(170_000, 300_000)), {
            Cell::Ratio(180_000, 300_000)
        });
        assert_eq!(cell("value", Some(Type::Share), &Cell::Ratio(24, 32)), Cell::Ratio(25, 30));
        assert_eq!(cell("median_days_open", None, &Cell::Ratio(37, 1)), Cell::Missing);
        assert_eq!(cell("what nobody knows", None, &Cell::Ratio(3700, 100)), Cell::Missing);
    }

    #[test]
    fn a_mean_is_told_in_halves() {
        assert_eq!(cell("satisfaction_mean", None, &Cell::Ratio(29, 6)), Cell::Ratio(10, 2));
        assert_eq!(cell("satisfaction_mean", None, &Cell::Ratio(25, 6)), Cell::Ratio(8, 2));
        assert_eq!(cell("satisfaction_mean", None, &Cell::Ratio(19, 4)), Cell::Missing);
        assert_eq!(mean(i64::MAX, 9, 5), Cell::Missing);
    }

    #[test]
    fn codes_lose_the_numbers_that_are_too_small() {
        let column = Column::new("groups", Type::Codes("heads"));
        let told = cell_of(&"elderly=1432, orphan=3, ill".into(), &column, None, 5);
        assert_eq!(told, "elderly=1430, orphan, ill".into());
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
