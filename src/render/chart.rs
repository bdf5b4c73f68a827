//! Charts: bars that lie, drawn in whole numbers from a column of a table, with the same figures beside them.
//!
//! Bars alone, because they can be read at any width and in any colour; as a template of ours, because the
//! drawings then take their colours from the page, dark and light, and say in words what they show.

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::locale::Catalogue;
use crate::report::table::{Cell, Document, Table};

use super::html::Grid;
use super::rounding::half_up;
use super::words::{Words, words};

/// What is drawn: a table of a document, and the column whose figures are the bars.
#[derive(Clone, Copy, Debug)]
pub struct Chart<'a> {
    /// The name of the drawing on its page.
    pub id: &'static str,
    /// The key of the message that says what it shows.
    pub title: &'static str,
    /// Where its figures are from.
    pub document: &'a Document,
    /// The table.
    pub table: &'a str,
    /// The column of the figures; the labels are those of the first column.
    pub column: &'a str,
    /// Whether the longest bar comes first.
    pub is_ranked: bool,
}

/// A chart as its template reads it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Drawn {
    id: &'static str,
    title: String,
    /// Where all about it is told.
    pub(super) href: Option<String>,
    desc: String,
    /// What opens its figures as a table.
    figures: String,
    /// How many of its figures have no bar, in words.
    more: Option<String>,
    width: u32,
    height: u32,
    left: u32,
    length: u32,
    thickness: u32,
    bars: Vec<Bar>,
    table: Grid,
}

#[derive(Clone, Debug, Serialize)]
struct Bar {
    label: String,
    value: String,
    label_y: u32,
    y: u32,
    length: u32,
}

/// A row of the chart: how long, and the words of both ends.
struct Measure {
    size: i128,
    label: String,
    value: String,
}

/// The width of a drawing: that of a telephone, so that its letters are never made smaller.
const WIDTH: u32 = 360;
/// What a label and a figure may take where they stand beside the bar.
const SIDE: u32 = 70;
/// How many columns a label may have beside a bar, and above one.
const NARROW: usize = 10;
const WIDE: usize = 40;
/// The most bars: what is drawn for more cannot be looked at.
const MOST: usize = 60;

impl Chart<'_> {
    /// Draws it; nothing where the document has no such table.
    pub(super) fn drawn(self, catalogue: &Catalogue) -> Option<Drawn> {
        let table = self.document.sections.iter().find(|table| table.key == self.table)?;
        let at = table.columns.iter().position(|column| column.key == self.column)?;
        let Words { header, rows, .. } = words(self.document, table, catalogue);
        let measures = self.measures(table, at, rows);
        let title = catalogue.text(self.title, &[]);
        let columns = [0, at].map(|at| table.columns[at].clone());
        let figures = Words {
            header: [0, at].iter().filter_map(|at| header.get(*at).cloned()).collect(),
            figures: vec![false, true],
            rows: measures.iter().map(|measure| vec![measure.label.clone(), measure.value.clone()]).collect(),
            total: None,
        };
        let longest = measures.iter().rev().max_by_key(|measure| measure.size);
        let desc = longest.map(|one| {
            let words = [("label", one.label.clone().into()), ("value", one.value.clone().into())];
            catalogue.text("chart-longest", &words)
        });
        let drawn = self.most(&measures);
        let left_out = measures.len() - drawn.len();
        let (bars, height, left, length, thickness) = laid_out(drawn);
        Some(Drawn {
            id: self.id,
            href: None,
            desc: desc.unwrap_or_default(),
            figures: catalogue.text("chart-figures", &[]),
            more: (left_out > 0).then(|| catalogue.text("chart-more", &[("count", left_out.into())])),
            width: WIDTH,
            height,
            left,
            length,
            thickness,
            bars,
            table: Grid::of(title.clone(), &columns, figures, catalogue),
            title,
        })
    }

    fn measures(self, table: &Table, at: usize, words: Vec<Vec<String>>) -> Vec<Measure> {
        let measure = |(row, mut words): (&crate::report::table::Row, Vec<String>)| {
            let size = size(row.cells.get(at)?)?;
            Some(Measure { size, value: words.get(at)?.clone(), label: words.swap_remove(0) })
        };
        let mut measures: Vec<Measure> = table.rows.iter().zip(words).filter_map(measure).collect();
        if self.is_ranked {
            measures.sort_by_key(|measure| std::cmp::Reverse(measure.size));
        }
        measures
    }

    /// What is drawn of many: the longest where they are ranked, otherwise the last.
    fn most(self, measures: &[Measure]) -> &[Measure] {
        let left_out = measures.len().saturating_sub(MOST);
        if self.is_ranked { &measures[..measures.len() - left_out] } else { &measures[left_out..] }
    }
}

/// How much a cell is, in units that are the same within a column; what is too small to be told has no length.
fn size(cell: &Cell) -> Option<i128> {
    match cell {
        Cell::Integer(number) => Some((*number).into()),
        Cell::Minutes(minutes) => Some(minutes.count().into()),
        Cell::Money(money) => Some(money.hundredths().into()),
        Cell::Ratio(numerator, denominator) => half_up(i128::from(*numerator) * 1000, (*denominator).into()),
        Cell::Below(_) => Some(0),
        Cell::Text(_) | Cell::Date(_) | Cell::Missing => None,
    }
}

/// The bars, and how high the drawing is, where bars begin, how long and how thick they are.
fn laid_out(measures: &[Measure]) -> (Vec<Bar>, u32, u32, u32, u32) {
    let is_beside = measures.iter().all(|measure| measure.label.width() <= NARROW);
    let (step, left, length, thickness) =
        if is_beside { (22, SIDE, WIDTH - 2 * SIDE, 12) } else { (38, 0, WIDTH, 10) };
    let longest = measures.iter().map(|measure| measure.size).max().unwrap_or_default().max(1);
    let bars = measures.iter().zip(0..).map(|(measure, at): (&Measure, u32)| {
        let top = at * step;
        let share = half_up(measure.size.max(0) * i128::from(length), longest).unwrap_or_default();
        Bar {
            label: shortened(&measure.label, if is_beside { NARROW } else { WIDE }),
            value: measure.value.clone(),
            label_y: top + 14,
            y: top + if is_beside { 4 } else { 20 },
            length: u32::try_from(share).unwrap_or_default().min(length),
        }
    });
    let bars: Vec<Bar> = bars.collect();
    let height = u32::try_from(bars.len()).unwrap_or_default() * step;
    (bars, height, left, length, thickness)
}

/// The beginning of a text that takes no more columns than that.
fn shortened(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.into();
    }
    let mut taken = 1;
    let fits = |character: &char| {
        taken += character.width().unwrap_or_default();
        taken <= most
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use crate::render::specimen;

    fn chart(document: &Document, is_ranked: bool) -> Drawn {
        let chart = Chart {
            id: "hours",
            title: "chart-hours-by-month",
            document,
            table: "hours",
            column: "attendances",
            is_ranked,
        };
        chart.drawn(&Catalogue::of(Lang::En)).unwrap()
    }

    #[test]
    fn the_longest_bar_is_as_long_as_there_is_room() {
        let drawn = chart(&specimen::hours(), true);
        let bars: Vec<_> = drawn.bars.iter().map(|bar| (&*bar.label, &*bar.value, bar.length)).collect();
        assert_eq!(bars, [("2014-04", "1,200", 220), ("2014-03", "12", 2), ("2014-03", "2", 0)]);
        assert!(drawn.desc.starts_with("Bars; the longest is 2014-04: 1,200."), "{}", drawn.desc);
    }

    #[test]
    fn what_is_not_known_has_no_bar_and_what_is_negative_no_length() {
        let mut document = specimen::hours();
        document.sections[0].rows[0].cells[2] = Cell::Missing;
        document.sections[0].rows[1].cells[2] = Cell::Integer(-7);
        document.sections[0].rows[2].cells[2] = Cell::Below(5);
        let lengths: Vec<_> =
            chart(&document, false).bars.iter().map(|bar| (bar.value.clone(), bar.length)).collect();
        assert_eq!(lengths, [("-7".to_string(), 0), ("<5".to_string(), 0)]);
    }

    #[test]
    fn of_very_many_the_last_are_drawn_or_the_longest_and_all_are_told() {
        let mut document = specimen::hours();
        let row = document.sections[0].rows[0].clone();
        let months = (1..=75).map(|month| {
            let mut row = row.clone();
            (row.cells[0], row.cells[2]) = (format!("month {month}").as_str().into(), Cell::Integer(month));
            row
        });
        document.sections[0].rows = months.collect();
        let ends = |is_ranked: bool| {
            let drawn = chart(&document, is_ranked);
            let labels: Vec<&str> = drawn.bars.iter().map(|bar| &*bar.label).collect();
            assert_eq!((labels.len(), drawn.more.as_deref()), (60, Some("15 more in the table")));
            (labels[0].to_string(), labels[59].to_string())
        };
        assert_eq!(ends(false), ("month 16".into(), "month 75".into()));
        assert_eq!(ends(true), ("month 75".into(), "month 16".into()));
    }

    #[test]
    fn long_labels_stand_above_and_are_cut() {
        assert_eq!(shortened("红星新村社区居民委员会", 10), "红星新村…");
        assert_eq!(shortened("Patrol", 10), "Patrol");
        let mut document = specimen::hours();
        document.sections[0].rows[0].cells[0] = "a label that does not fit".into();
        assert_eq!((chart(&document, false).left, chart(&document, false).length), (0, WIDTH));
    }
}
