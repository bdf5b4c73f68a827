//! Pages: a document, or a page of a site, as one self-contained HTML file.
//!
//! The templates beside this file hold all markup and escape every text they are given; here their values
//! are made, from the same words as every other form for people. No script, no network, no clock.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;

use crate::locale::{Catalogue, Lang};
use crate::report::table::{Cell, Column, Document, Table, Type};

use super::RenderError;
use super::branch::taken_apart;
use super::chart::Drawn;
use super::foot::foot;
use super::visible::visible_line;
use super::when;
use super::words::{Words, heading, title, words};

/// How pages look, and what a certificate has besides.
pub(super) const STYLE: &str = include_str!("html/style.css");
pub(super) const SHEET: &str = concat!(include_str!("html/style.css"), include_str!("html/certificate.css"));
const TEMPLATES: [(&str, &str); 6] = [
    ("base.html", include_str!("html/base.html")),
    ("cell.html", include_str!("html/cell.html")),
    ("certificate.html", include_str!("html/certificate.html")),
    ("chart.svg", include_str!("html/chart.svg")),
    ("page.html", include_str!("html/page.html")),
    ("table.html", include_str!("html/table.html")),
];

/// From how many columns on a table needs the sheet across.
const WIDE: usize = 8;

/// A page, as its template reads it. Links go first, then charts, tables, and lists of links.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Page {
    /// What leads past the links to other pages, for who cannot see them.
    pub(super) skip: String,
    /// What the links to other pages are called for who cannot see them.
    pub(super) nav_title: String,
    /// Links to the other pages.
    pub(super) nav: Vec<Link>,
    /// What stands above it in the tree, from the top.
    pub(super) path: Links,
    /// What it is about.
    pub(super) heading: String,
    /// Of whom, and when.
    pub(super) under: String,
    /// What must be known before any figure is read.
    pub(super) notes: Vec<String>,
    /// Its main figures.
    pub(super) tiles: Vec<Tile>,
    /// Charts, with their figures.
    pub(super) charts: Vec<Drawn>,
    /// What is told in sentences.
    pub(super) prose: Vec<Passage>,
    /// Documents.
    pub(super) parts: Vec<Part>,
    /// Links to what lies below.
    pub(super) lists: Vec<Links>,
    /// Whether it is printed across the sheet, because a table needs that.
    pub(super) is_wide: bool,
}

/// A link.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
    /// Whether it leads to where it stands.
    pub(super) is_here: bool,
    /// Links to what lies below.
    pub(super) below: Vec<Link>,
}

/// A figure that stands alone.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Tile {
    pub(super) name: String,
    pub(super) value: String,
    /// What it was in the period before, in words.
    pub(super) before: String,
}

/// A heading, a paragraph, or the lines of a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Passage {
    style: String,
    texts: Vec<String>,
}

/// Where the page of an organisation is, seen from the page that names it; nothing where it has none.
pub(super) type Leads<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Links under a heading.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Links {
    pub(super) title: String,
    pub(super) links: Vec<Link>,
}

/// A document on a page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Part {
    pub(super) tables: Vec<Grid>,
    pub(super) foot: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Grid {
    title: Option<String>,
    caption: String,
    header: Vec<Field>,
    rows: Vec<Vec<Field>>,
    total: Option<Vec<Field>>,
    nothing: String,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
struct Field {
    text: String,
    /// The class of its column in the style.
    look: &'static str,
    /// How deep in a tree it stands.
    depth: usize,
    /// Where it leads.
    href: Option<String>,
    /// Whether it names its row.
    is_key: bool,
}

/// The document as a page.
///
/// # Errors
/// [`RenderError::Template`] where a template is not in order.
pub fn html(document: &Document, catalogue: &Catalogue) -> Result<String, RenderError> {
    let page = written_up(document, catalogue).unwrap_or_else(|| Page {
        heading: document_title(document, catalogue),
        under: under(document, catalogue),
        parts: vec![Part::of(document, catalogue, false, &|_| None)],
        ..Page::default()
    });
    self::page(page, catalogue)
}

/// The page of a document that is told in sentences: its title, of whom and when, and what follows.
fn written_up(document: &Document, catalogue: &Catalogue) -> Option<Page> {
    let table = document.sections.first().filter(|table| table.key == "narrative")?;
    let mut prose: Vec<Passage> = Vec::new();
    for row in &table.rows {
        let [Cell::Text(style), Cell::Text(text)] = row.cells.as_slice() else { continue };
        let (style, text) = (style.clone(), visible_line(text).into_owned());
        match prose.last_mut().filter(|last| last.style == "item" && style == "item") {
            Some(list) => list.texts.push(text),
            None => prose.push(Passage { style, texts: vec![text] }),
        }
    }
    let mut head = prose.drain(..prose.len().min(2)).flat_map(|passage| passage.texts);
    let (heading, under) = (head.next().unwrap_or_default(), head.next().unwrap_or_default());
    drop(head);
    let parts = vec![Part { tables: Vec::new(), foot: proof(document, catalogue) }];
    Some(Page { heading, under, prose, parts, ..Page::default() })
}

/// A page of these values.
pub(super) fn page(mut page: Page, catalogue: &Catalogue) -> Result<String, RenderError> {
    let parts = [&page.heading, &page.under].into_iter().filter(|part| !part.is_empty());
    let title = parts.map(String::as_str).collect::<Vec<_>>().join(" · ");
    page.is_wide = page.parts.iter().flat_map(|part| &part.tables).any(|table| table.header.len() >= WIDE);
    written("page.html", STYLE, catalogue, &title, &page)
}

/// A template with its values written in.
pub(super) fn written(
    template: &str,
    style: &str,
    catalogue: &Catalogue,
    title: &str,
    page: &impl Serialize,
) -> Result<String, RenderError> {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.set_syntax(lines_are_ours()?);
    for (name, source) in TEMPLATES {
        templates.add_template(name, source)?;
    }
    let (lang, version) = (tag(catalogue.lang()), env!("CARGO_PKG_VERSION"));
    let values = context! { lang, title, style, version, page => Serde(page) };
    Ok(templates.get_template(template)?.render(values)?)
}

/// A line that holds only what is for the template leaves no line behind.
fn lines_are_ours() -> Result<SyntaxConfig, minijinja::Error> {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()
}

/// The language as browsers know it.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-Hans",
        other => other.code(),
    }
}

/// What a document is called: its report, else its first table.
pub(super) fn document_title(document: &Document, catalogue: &Catalogue) -> String {
    let named = |ending: &str| catalogue.find(&format!("{}-{ending}", document.report), &[]);
    let first = || document.sections.first().map(|table| title(table, catalogue));
    named("page").or_else(|| named("title")).or_else(first).unwrap_or_else(|| document.report.clone())
}

/// Of whom a document is, and when.
pub(super) fn under(document: &Document, catalogue: &Catalogue) -> String {
    let org = document.org.as_ref().map(|org| document.labels.find("org", org).unwrap_or(org).to_owned());
    let period = document.period.as_ref().map(|period| when::period(catalogue, period));
    let parts: Vec<String> = [org, period].into_iter().flatten().collect();
    visible_line(&parts.join(" · ")).into_owned()
}

/// The lines under a document.
pub(super) fn proof(document: &Document, catalogue: &Catalogue) -> Vec<String> {
    foot(document, catalogue, str::to_owned)
}

impl Part {
    /// The tables of a document. Where it is the only one, the page says already what its first is about.
    pub(super) fn of(
        document: &Document,
        catalogue: &Catalogue,
        is_one_of_several: bool,
        leads: Leads,
    ) -> Part {
        let above = document_title(document, catalogue);
        let grid = |table: &Table| {
            let own = title(table, catalogue);
            let title = (is_one_of_several || own != above).then_some(own);
            let caption = heading(document, table, catalogue);
            let mut grid = Grid::of(caption, &table.columns, words(document, table, catalogue), catalogue);
            grid.linked(table, leads);
            Grid { title, ..grid }
        };
        Part { tables: document.sections.iter().map(grid).collect(), foot: proof(document, catalogue) }
    }
}

/// Tables of one page that are called the same also say by what their rows go.
pub(super) fn told_apart(parts: &mut [Part]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for table in parts.iter().flat_map(|part| &part.tables) {
        *times.entry(table.caption.clone()).or_default() += 1;
    }
    for table in parts.iter_mut().flat_map(|part| &mut part.tables) {
        let Some(by) = table.header.first().filter(|_| times[&table.caption] > 1) else { continue };
        table.caption = format!("{} · {}", table.caption, by.text);
        table.title = table.title.as_ref().map(|title| format!("{title} · {}", by.text));
    }
}

impl Grid {
    /// A table in words, with what it is about.
    pub(super) fn of(caption: String, columns: &[Column], words: Words, catalogue: &Catalogue) -> Grid {
        let Words { header, rows, total, .. } = words;
        let fields = |texts: Vec<String>, has_key: bool| -> Vec<Field> {
            texts
                .into_iter()
                .zip(columns)
                .enumerate()
                .map(|(at, (text, column))| Field {
                    is_key: has_key && at == 0 && !column.kind.is_figure(),
                    ..Field::of(&text, column.kind)
                })
                .collect()
        };
        Grid {
            title: None,
            caption,
            header: fields(header, false),
            rows: rows.into_iter().map(|row| fields(row, true)).collect(),
            total: total.map(|total| fields(total, true)),
            nothing: catalogue.text("nothing", &[]),
        }
    }

    /// The names of organisations lead to their pages.
    fn linked(&mut self, table: &Table, leads: Leads) {
        for (fields, row) in self.rows.iter_mut().zip(&table.rows) {
            for ((field, cell), column) in fields.iter_mut().zip(&row.cells).zip(&table.columns) {
                if let (Type::Branch | Type::Code("org"), Cell::Text(org)) = (column.kind, cell) {
                    field.href = leads(org);
                }
            }
        }
    }
}

impl Field {
    fn of(text: &str, kind: Type) -> Field {
        let (look, (depth, text)) = match kind {
            Type::Branch => ("branch", taken_apart(text)),
            Type::Id => ("id", (0, text)),
            Type::Date => ("date", (0, text)),
            Type::Codes(_) => ("list", (0, text)),
            Type::Text | Type::Code(_) => ("", (0, text)),
            _ => ("figure", (0, text)),
        };
        Field { text: text.into(), look, depth, href: None, is_key: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::specimen;
    use crate::report::table::Row;

    #[test]
    fn a_report_is_a_page_with_its_foot() {
        let shown = html(&specimen::hours(), &Catalogue::of(Lang::Zh)).unwrap();
        let expected = [
            "<html lang=\"zh-Hans\">",
            "<title>服务时长 · 2014年</title>",
            "<h1>服务时长</h1>",
            "<caption>服务时长 · 2014年</caption>",
            "<th scope=\"col\" class=\"figure\">人次</th>",
            "<tr><th scope=\"row\">2014-03</th><td>Elderly care</td><td class=\"figure\">2</td>",
            "<tfoot><tr><th scope=\"row\">合计</th>",
            "<li>不完整：1 条记录无法读取，未计入；用 `tandem check` 查看</li>",
        ];
        for text in expected {
            assert!(shown.contains(text), "{text}\n{shown}");
        }
    }

    #[test]
    fn what_is_told_in_sentences_is_no_table() {
        let mut document = specimen::empty();
        let columns = vec![Column::new("style", Type::Text), Column::new("text", Type::Text)];
        let mut table = Table::new("narrative", columns);
        let blocks = [
            ("title", "Summary"),
            ("paragraph", "Jiulong · 2014"),
            ("paragraph", "One activity."),
            ("heading", "Patrol <b>"),
            ("item", "Night patrol"),
            ("item", "Day patrol"),
        ];
        table.rows = blocks.map(|(style, text)| Row::of(vec![style.into(), text.into()])).to_vec();
        document.sections = vec![table];
        let shown = html(&document, &Catalogue::of(Lang::En)).unwrap();
        let expected = "<h1>Summary</h1>\n<p class=\"under\">Jiulong · 2014</p>\n<p>One activity.</p>\n\
                        <h2>Patrol &lt;b&gt;</h2>\n<ul>\n<li>Night patrol</li>\n<li>Day patrol</li>\n</ul>\n\
                        <ul class=\"proof\">";
        assert!(shown.contains(expected) && !shown.contains("<table>"), "{shown}");
    }

    #[test]
    fn texts_are_no_markup() {
        let mut document = specimen::hours();
        let hostile = "<script>alert('x')</script>\u{202e}&\"";
        document.sections[0].rows[2].cells[1] = hostile.into();
        document.labels.add("category", "patrol", "</td></table><img src=x>");
        let shown = html(&document, &Catalogue::of(Lang::En)).unwrap();
        assert!(!shown.contains("<script") && !shown.contains("<img") && !shown.contains('\u{202e}'));
        assert!(shown.contains("&lt;script&gt;alert(&#x27;x&#x27;)"), "{shown}");
    }

    #[test]
    fn an_empty_list_says_so() {
        let shown = html(&specimen::empty(), &Catalogue::of(Lang::Es)).unwrap();
        assert!(shown.contains("<p>no hay nada</p>") && !shown.contains("<table>"), "{shown}");
    }
}
