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
use crate::report::table::{Document, Table};

use super::RenderError;
use super::chart::Drawn;
use super::foot::foot;
use super::visible::visible_line;
use super::when;
use super::words::{Words, heading, title, words};

const STYLE: &str = include_str!("html/style.css");
const TEMPLATES: [(&str, &str); 4] = [
    ("certificate.html", include_str!("html/certificate.html")),
    ("chart.svg", include_str!("html/chart.svg")),
    ("page.html", include_str!("html/page.html")),
    ("table.html", include_str!("html/table.html")),
];

/// A page, as its template reads it. Links go first, then charts, tables, and lists of links.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Page {
    /// What the links to other pages are called for who cannot see them.
    pub(super) nav_title: String,
    /// Links to the other pages.
    pub(super) nav: Vec<Link>,
    /// What it is about.
    pub(super) heading: String,
    /// Of whom, and when.
    pub(super) under: String,
    /// Charts, with their figures.
    pub(super) charts: Vec<Drawn>,
    /// Documents.
    pub(super) parts: Vec<Part>,
    /// Links to what lies below.
    pub(super) lists: Vec<Links>,
    /// What concerns all of its parts.
    pub(super) foot: Vec<String>,
}

/// A link.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
    /// Whether it leads to where it stands.
    pub(super) is_here: bool,
}

/// Links under a heading.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Links {
    pub(super) title: String,
    pub(super) links: Vec<Link>,
}

/// A document on a page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Part {
    tables: Vec<Grid>,
    foot: Vec<String>,
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
    is_figure: bool,
    /// Whether it names its row.
    is_key: bool,
}

/// The document as a page.
///
/// # Errors
/// [`RenderError::Template`] where a template is not in order.
pub fn html(document: &Document, catalogue: &Catalogue) -> Result<String, RenderError> {
    let page = Page {
        heading: document_title(document, catalogue),
        under: under(document, catalogue),
        parts: vec![Part::of(document, catalogue, false)],
        ..Page::default()
    };
    self::page(&page, catalogue)
}

/// A page of these values.
pub(super) fn page(page: &Page, catalogue: &Catalogue) -> Result<String, RenderError> {
    let parts = [&page.heading, &page.under].into_iter().filter(|part| !part.is_empty());
    let title = parts.map(String::as_str).collect::<Vec<_>>().join(" · ");
    written("page.html", catalogue, &title, page)
}

/// A template with its values written in.
pub(super) fn written(
    template: &str,
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
    let version = env!("CARGO_PKG_VERSION");
    let values =
        context! { lang => tag(catalogue.lang()), title, style => STYLE, version, page => Serde(page) };
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
    pub(super) fn of(document: &Document, catalogue: &Catalogue, is_one_of_several: bool) -> Part {
        let above = document_title(document, catalogue);
        let grid = |table: &Table| {
            let own = title(table, catalogue);
            let title = (is_one_of_several || own != above).then_some(own);
            let caption = heading(document, table, catalogue);
            Grid {
                title,
                ..Grid::of(caption, table.rows.len(), words(document, table, catalogue), catalogue)
            }
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
    pub(super) fn of(caption: String, rows: usize, words: Words, catalogue: &Catalogue) -> Grid {
        let Words { header, figures, rows: cells, total } = words;
        let fields = |texts: Vec<String>, has_key: bool| -> Vec<Field> {
            let field = |(at, text): (usize, String)| {
                let is_figure = figures.get(at).copied().unwrap_or_default();
                Field { text, is_figure, is_key: has_key && at == 0 && !is_figure }
            };
            texts.into_iter().enumerate().map(field).collect()
        };
        Grid {
            title: None,
            caption,
            header: fields(header, false),
            rows: cells.into_iter().take(rows).map(|row| fields(row, true)).collect(),
            total: total.map(|total| fields(total, true)),
            nothing: catalogue.text("nothing", &[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::specimen;

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
