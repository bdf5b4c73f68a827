//! Markdown, for people: the same words as on a terminal, as pipe tables.
//!
//! Texts are escaped, so that a name is never markup.

use crate::locale::Catalogue;
use crate::report::table::{Document, Table, Type};

use super::branch::unbroken;
use super::foot::foot;
use super::words::{Words, heading, words};

/// The document as Markdown.
pub fn markdown(document: &Document, catalogue: &Catalogue) -> String {
    let mut lines = Vec::new();
    for table in &document.sections {
        lines.push(format!("## {}", escaped(&heading(document, table, catalogue))));
        lines.push(String::new());
        lines.extend(body(document, table, catalogue));
        lines.push(String::new());
    }
    lines.join("\n") + "\n" + &made_from(document, catalogue)
}

/// What the document was made from, and how to make it again.
pub fn made_from(document: &Document, catalogue: &Catalogue) -> String {
    foot(document, catalogue, code).into_iter().flat_map(|line| ["- ".into(), line, "\n".into()]).collect()
}

/// A table as lines.
pub(super) fn body(document: &Document, table: &Table, catalogue: &Catalogue) -> Vec<String> {
    if table.rows.is_empty() {
        return vec![catalogue.text("nothing", &[])];
    }
    let Words { header, figures, rows, total } = words(document, table, catalogue);
    let rule = figures.iter().map(|figure| if *figure { "---:" } else { "---" }.to_owned());
    let mut lines = vec![line(header.iter().map(|cell| escaped(cell))), line(rule)];
    let is_branch = |at: usize| table.columns[at].kind == Type::Branch;
    let cell =
        |(at, cell): (usize, &String)| if is_branch(at) { unbroken(&escaped(cell)) } else { escaped(cell) };
    lines.extend(rows.iter().map(|row| line(row.iter().enumerate().map(cell))));
    lines.extend(total.iter().map(|total| line(total.iter().map(|cell| bold(cell)))));
    lines
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |", cells.join(" | "))
}

fn bold(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("**{}**", escaped(text)) }
}

/// The text with everything escaped that Markdown or HTML would read as markup.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            shown.push('\\');
        }
        shown.push(character);
    }
    shown
}

/// A code span, fenced by more backticks than the text holds in a row.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use crate::render::specimen;

    #[test]
    fn a_report_is_a_pipe_table() {
        let expected = r"## Horas de servicio · 2014

| Mes | Categoría | Asistencias | Personas | Horas |
| --- | --- | ---: | ---: | ---: |
| 2014-03 | 巡逻 | 12 | 7 | 25,00 |
| 2014-03 | Elderly care | 2 | 2 | ≈2,33 |
| 2014-04 | =1+1\|\*x\* | 1.200 | – | -0,50 |
| **Total** |  | **1.214** | **9** | **≈26,83** |

- incompleto: 1 registro no se puede leer y no cuenta; `tandem check` dice cuál
- ≈ se apoya en un valor aproximado
- 2014-01-01 – 2014-12-31 · registros 0f3a0f3a0f3a
- revisión 3f2a9c1d4b5e con cambios aún sin confirmar
- para repetirlo: `tandem report hours --by month,category --period 2014`
";
        assert_eq!(markdown(&specimen::hours(), &Catalogue::of(Lang::Es)), expected);
    }

    #[test]
    fn an_empty_list_says_so() {
        let shown = markdown(&specimen::empty(), &Catalogue::of(Lang::Zh));
        assert_eq!(shown, "## 义工\n\n没有记录\n\n- 重新生成：`tandem volunteer list 'O'\\''Neil'`\n");
    }

    #[test]
    fn markup_is_only_text() {
        assert_eq!(escaped("<b>[x](y)</b> a_b & `c`"), r"\<b\>\[x\](y)\</b\> a\_b \& \`c\`");
        assert_eq!(code("a `` b`"), "``` a `` b` ```");
    }
}
