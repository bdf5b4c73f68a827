//! Tables on a terminal, for people: light, aligned, with a foot that lets them be repeated.
//!
//! No borders: a rule under the header and one over the total. The key of a group stands once, where
//! the group begins. Wide characters count double.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table as Grid, TableStyle, Width,
};

use unicode_width::UnicodeWidthStr;

use crate::locale::Catalogue;
use crate::report::table::{Document, Table, Type};

use super::foot::foot;
use super::words::{Words, heading, words};

/// The document as text no wider than `width` columns, where words can be wrapped to that.
pub fn table(document: &Document, catalogue: &Catalogue, width: u16) -> String {
    let mut text = String::new();
    for table in &document.sections {
        text.push_str(&heading(document, table, catalogue));
        text.push_str("\n\n");
        if table.rows.is_empty() {
            text.push_str(&catalogue.text("nothing", &[]));
            text.push('\n');
        } else {
            text.push_str(&body(table, words(document, table, catalogue), width));
        }
        text.push('\n');
    }
    for line in foot(document, catalogue, str::to_owned) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn body(table: &Table, words: Words, width: u16) -> String {
    let rule = LineStyle::none().fill('─');
    let mut grid = Grid::new();
    grid.load_style(TableStyle::new().header_separator(rule));
    let columns = breadths(table, &words, width);
    let is_tight = sum(&columns, |column| column.whole) > width;
    grid.set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width.max(sum(&columns, |column| column.least)));
    grid.set_header(words.header);
    grid.add_rows(groups_once(table.groups, words.rows));
    let has_total = words.total.is_some();
    if let Some(total) = words.total {
        grid.add_row(vec![""; total.len()]);
        grid.add_row(total);
    }
    for (i, (figure, breadth)) in words.figures.into_iter().zip(columns).enumerate() {
        let Some(column) = grid.column_mut(i) else { continue };
        column.set_padding((breadth.gap, 0));
        if figure {
            column.set_cell_alignment(CellAlignment::Right);
        }
        let least = Width::Fixed(breadth.least);
        match (is_tight, breadth.is_unbroken) {
            (false, true) => column.set_constraint(ColumnConstraint::ContentWidth),
            (false, false) => column,
            (true, true) => column.set_constraint(ColumnConstraint::Absolute(least)),
            (true, false) => column.set_constraint(ColumnConstraint::LowerBoundary(least)),
        };
    }
    let mut lines: Vec<String> = grid.lines().map(|line| line.trim_end().to_owned()).collect();
    if has_total {
        rule_over_total(&mut lines);
    }
    lines.join("\n") + "\n"
}

/// How much room the columns of a table are given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    /// Two spaces between columns, no word broken that is not a very long one.
    Ample,
    /// One space between columns.
    Scarce,
    /// One space, and long words over figures are broken: better than lines that the terminal breaks.
    Little,
}

/// The columns with as much room as the width allows.
fn breadths(table: &Table, words: &Words, width: u16) -> Vec<Breadth> {
    let of = |room: Room| -> Vec<Breadth> {
        (0..table.columns.len()).map(|at| Breadth::of(table, words, at, room)).collect()
    };
    let fits = |columns: &Vec<Breadth>| sum(columns, |column| column.least) <= width;
    let wider = [Room::Ample, Room::Scarce].into_iter().map(of).find(fits);
    let narrow = || Some(of(Room::Little)).filter(fits);
    wider.or_else(narrow).unwrap_or_else(|| of(Room::Ample))
}

fn sum(columns: &[Breadth], of: fn(&Breadth) -> u16) -> u16 {
    columns.iter().map(of).fold(0, u16::saturating_add)
}

/// How wide a column of a table is, with the gap before it.
struct Breadth {
    /// In a table with room enough: what is never broken takes what it takes.
    whole: u16,
    /// In a table without: the words over what is never broken are.
    least: u16,
    /// The gap before it.
    gap: u16,
    /// Whether its cells are never broken: figures, ids, branches.
    is_unbroken: bool,
}

impl Breadth {
    /// A word of what may be broken has room in any case, unless it is a very long one.
    fn of(table: &Table, words: &Words, at: usize, room: Room) -> Breadth {
        const WORD: usize = 20;
        let most = if room == Room::Little { 6 } else { WORD };
        let is_figure = words.figures.get(at).copied().unwrap_or_default();
        let is_unbroken = is_figure || matches!(table.columns[at].kind, Type::Id | Type::Branch);
        let word = |text: &String| text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or_default();
        let cell = |text: &String| if is_unbroken { text.width() } else { word(text).min(WORD) };
        let cells = words.rows.iter().chain(&words.total).filter_map(|row| row.get(at)).map(cell).max();
        let header = words.header.get(at);
        let over = |header: &String| if is_figure { word(header).min(most) } else { word(header) };
        let least = cells.max(header.map(over)).unwrap_or_default();
        let whole = header.filter(|_| is_unbroken).map_or(least, |header| least.max(header.width()));
        let gap = match room {
            _ if at == 0 => 0,
            Room::Ample => 2,
            Room::Scarce | Room::Little => 1,
        };
        let breadth = |width: usize| u16::try_from(width).unwrap_or(u16::MAX).saturating_add(gap);
        Breadth { whole: breadth(whole), least: breadth(least), gap, is_unbroken }
    }
}

/// The rule under the header once more, in place of the blank line before the total.
fn rule_over_total(lines: &mut [String]) {
    let rule = lines.iter().find(|line| line.starts_with('─')).cloned().unwrap_or_default();
    if let Some(blank) = lines.iter_mut().rfind(|line| line.is_empty()) {
        *blank = rule;
    }
}

/// Blanks the keys that a row shares with the one above, all but the last key of the group.
fn groups_once(groups: usize, rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut above: Vec<String> = Vec::new();
    let mut shown = Vec::with_capacity(rows.len());
    for mut row in rows {
        let keys = row[..groups.saturating_sub(1).min(row.len())].to_vec();
        let shared = keys.iter().zip(&above).take_while(|(key, before)| key == before).count();
        row[..shared].fill(String::new());
        above = keys;
        shown.push(row);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use crate::render::specimen;
    use crate::report::table::{Column, Row};

    #[test]
    fn a_report_is_a_page_one_likes_to_read() {
        let expected = "\
Hours of service · 2014

Month    Category      Attendances  People   Hours
──────────────────────────────────────────────────
2014-03  巡逻                   12       7   25.00
         Elderly care            2       2   ≈2.33
2014-04  =1+1|*x*            1,200       –   -0.50
──────────────────────────────────────────────────
Total                        1,214       9  ≈26.83

incomplete: 1 record cannot be read and counts nowhere; `tandem check` names it
≈ rests on an approximate value
2014-01-01 – 2014-12-31 · records 0f3a0f3a0f3a
revision 3f2a9c1d4b5e with changes not yet committed
repeat with: tandem report hours --by month,category --period 2014
";
        assert_eq!(table(&specimen::hours(), &Catalogue::of(Lang::En), 80), expected);
    }

    #[test]
    fn wide_characters_count_double() {
        let shown = table(&specimen::hours(), &Catalogue::of(Lang::Zh), 80);
        let body: Vec<&str> = shown.lines().take(9).collect();
        let expected = [
            "服务时长 · 2014年",
            "",
            "月份     类别           人次  人数    小时",
            "──────────────────────────────────────────",
            "2014-03  巡逻             12     7   25.00",
            "         Elderly care      2     2   ≈2.33",
            "2014-04  =1+1|*x*      1,200     –   -0.50",
            "──────────────────────────────────────────",
            "合计                   1,214     9  ≈26.83",
        ];
        assert_eq!(body, expected);
    }

    #[test]
    fn an_empty_list_says_so() {
        let expected = "Volunteers\n\nnothing found\n\nrepeat with: tandem volunteer list 'O'\\''Neil'\n";
        assert_eq!(table(&specimen::empty(), &Catalogue::of(Lang::En), 80), expected);
    }

    #[test]
    fn no_width_is_too_narrow() {
        for width in 0..40 {
            let shown = table(&specimen::hours(), &Catalogue::of(Lang::Zh), width);
            assert!(shown.contains("1,214"), "{width}\n{shown}");
        }
    }

    #[test]
    fn long_texts_are_wrapped_and_figures_are_not() {
        let mut document = specimen::hours();
        document.sections[0].rows.push(Row::of(vec![
            "2014-05".into(),
            "a category with a long name that nobody would choose".into(),
            1.into(),
            1.into(),
            crate::model::minutes::Minutes::of(60).into(),
        ]));
        let shown = table(&document, &Catalogue::of(Lang::En), 60);
        let expected = "\
2014-05  a category with a long            1       1    1.00
         name that nobody would
         choose
";
        assert!(shown.contains(expected), "{shown}");
    }

    #[test]
    fn words_over_figures_are_broken_before_figures_are() {
        let columns = [("org", Type::Text), ("households_per_worker", Type::Integer), ("id", Type::Id)];
        let mut table = Table::new("coverage", columns.map(|(key, kind)| Column::new(key, kind)).into());
        table.rows =
            vec![Row::of(vec!["Hongxing Xincun".into(), 12_345_678.into(), "a-long-id-of-one".into()])];
        let document = Document { sections: vec![table], ..specimen::empty() };
        let body = |width: u16| {
            let shown = super::table(&document, &Catalogue::of(Lang::En), width);
            shown.lines().skip(2).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        };
        let roomy = "\
Organisation     Households per worker  Id
────────────────────────────────────────────────────────
Hongxing Xincun             12,345,678  a-long-id-of-one";
        let tight = "\
Organisation  Households  Id
              per worker
──────────────────────────────────────────
Hongxing      12,345,678  a-long-id-of-one
Xincun";
        assert_eq!(body(80), roomy);
        assert_eq!(body(42), tight);
    }

    #[test]
    fn gaps_are_narrowed_and_then_words_over_figures_are_broken() {
        let columns = [("org", Type::Text), ("households_per_worker", Type::Integer), ("id", Type::Id)];
        let mut table = Table::new("coverage", columns.map(|(key, kind)| Column::new(key, kind)).into());
        table.rows = vec![Row::of(vec!["Hongxing".into(), 1_234.into(), "a-long-id-of-one".into()])];
        let document = Document { sections: vec![table], ..specimen::empty() };
        for width in 36..=60 {
            let shown = super::table(&document, &Catalogue::of(Lang::En), width);
            let body: Vec<&str> = shown.lines().skip(2).take_while(|line| !line.is_empty()).collect();
            let widest = body.iter().map(|line| line.width()).max().unwrap();
            assert!(widest <= usize::from(width), "{width}\n{shown}");
            assert!(shown.contains("1,234") && shown.contains("a-long-id-of-one"), "{width}\n{shown}");
        }
    }
}
