//! A site: an overview with charts, a page for each report and each organisation, and the links between them.
//!
//! Documents come in ready, rounded already where they are to be published; here they become pages by path.
//! Nothing in them leads out of the folder that they lie in.

use std::collections::BTreeMap;
use std::iter::Peekable;

use crate::locale::Catalogue;
use crate::model::period::Period;
use crate::report::table::{Cell, Document};

use super::RenderError;
use super::chart::{Chart, Drawn};
use super::foot::incomplete;
use super::html::{Link, Links, Page, Part, Tile, document_title, page, told_apart};
use super::visible::visible_line;
use super::when;
use super::words::words;

/// What a site is made of.
#[derive(Clone, Debug)]
pub struct Site {
    /// What the store is called.
    pub name: String,
    /// The days.
    pub period: Period,
    /// How many records could not be read, for any of the pages.
    pub incomplete: usize,
    /// A page for each report, by the report's name.
    pub reports: Vec<Leaf>,
    /// A page for each organisation, by its id.
    pub orgs: Vec<Leaf>,
}

/// A page of documents.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// What its file is called, without the extension.
    pub stem: String,
    /// What it is called; of a report, the catalogue knows.
    pub title: Option<String>,
    /// How many organisations stand above it.
    pub depth: usize,
    /// What it shows.
    pub documents: Vec<Document>,
}

/// How deep the tree of organisations is followed.
const DEEPEST: usize = 12;

/// The figures that an overview begins with, by the metrics of the summary.
const TILES: [&str; 8] = [
    "activities",
    "attendances",
    "people",
    "new_volunteers",
    "volunteer_minutes",
    "worker_minutes",
    "fill_rate",
    "needs_met",
];

/// A column that is drawn: of which report, and of which of its documents by the key of the first column.
struct Drawing {
    id: &'static str,
    title: &'static str,
    report: &'static str,
    first: &'static str,
    table: &'static str,
    column: &'static str,
    is_ranked: bool,
}

const MONTHS: Drawing = Drawing {
    id: "hours-by-month",
    title: "chart-hours-by-month",
    report: "hours",
    first: "month",
    table: "hours",
    column: "minutes",
    is_ranked: false,
};

const CATEGORIES: Drawing = Drawing {
    id: "hours-by-category",
    title: "chart-hours-by-category",
    first: "category",
    is_ranked: true,
    ..MONTHS
};

const LINKAGE: Drawing = Drawing {
    id: "linkage",
    title: "chart-linkage",
    report: "linkage",
    first: "led_by",
    table: "leaders",
    column: "volunteer_minutes",
    is_ranked: false,
};

const COVERAGE: Drawing = Drawing {
    id: "coverage",
    title: "chart-coverage",
    report: "coverage",
    first: "org",
    table: "coverage",
    column: "households_per_worker",
    is_ranked: true,
};

const FILLED: Drawing = Drawing {
    id: "fill-rate",
    title: "chart-fill-rate",
    report: "shifts",
    first: "org",
    table: "shifts",
    column: "fill_rate",
    is_ranked: true,
};

/// The pages of a site, by their paths.
///
/// # Errors
/// [`RenderError::Template`] where a template is not in order.
pub fn site(site: &Site, catalogue: &Catalogue) -> Result<BTreeMap<String, String>, RenderError> {
    let mut pages = BTreeMap::from([("index.html".into(), page(site.overview(catalogue), catalogue)?)]);
    for leaf in &site.reports {
        let text = page(site.report(leaf, catalogue), catalogue)?;
        pages.insert(format!("reports/{}.html", leaf.stem), text);
    }
    for (at, leaf) in site.orgs.iter().enumerate() {
        let text = page(site.org(at, catalogue), catalogue)?;
        pages.insert(format!("orgs/{}.html", leaf.stem), text);
    }
    Ok(pages)
}

impl Site {
    fn overview(&self, catalogue: &Catalogue) -> Page {
        let documents = || self.reports.iter().flat_map(|leaf| &leaf.documents);
        let drawn = |drawing: &Drawing| {
            let mut chart = drawing.of(documents(), catalogue)?;
            chart.href = Some(format!("reports/{}.html", drawing.report));
            Some(chart)
        };
        let summary = documents().find(|document| document.report == "summary");
        let proof =
            summary.map(|document| Part { tables: Vec::new(), ..self.part(document, "", true, catalogue) });
        let orgs = self.orgs.iter().map(|leaf| (leaf.depth.min(DEEPEST), leaf.link("", catalogue)));
        Page {
            heading: visible_line(&self.name).into_owned(),
            under: when::period(catalogue, &self.period),
            tiles: summary.map(|document| tiles(document, catalogue)).unwrap_or_default(),
            charts: [&MONTHS, &LINKAGE, &CATEGORIES, &COVERAGE, &FILLED]
                .into_iter()
                .filter_map(drawn)
                .collect(),
            parts: proof.into_iter().collect(),
            lists: vec![Links { title: catalogue.title("orgs"), links: nested(&mut orgs.peekable(), 0) }],
            ..self.frame("index.html", catalogue)
        }
    }

    /// The page of a report.
    fn report(&self, leaf: &Leaf, catalogue: &Catalogue) -> Page {
        let is_several = leaf.documents.len() > 1;
        let part = |document| self.part(document, "../orgs/", is_several, catalogue);
        let mut parts: Vec<Part> = leaf.documents.iter().map(part).collect();
        told_apart(&mut parts);
        Page {
            heading: leaf.title(catalogue),
            under: self.under(catalogue),
            parts,
            ..self.frame(&format!("reports/{}.html", leaf.stem), catalogue)
        }
    }

    /// The page of an organisation.
    fn org(&self, at: usize, catalogue: &Catalogue) -> Page {
        let leaf = &self.orgs[at];
        let draw = |drawing: &Drawing| drawing.of(leaf.documents.iter(), catalogue);
        let part = |document| self.part(document, "", true, catalogue);
        let mut parts: Vec<Part> = leaf.documents.iter().map(part).collect();
        told_apart(&mut parts);
        let link = |leaf: &Leaf| leaf.link("../", catalogue);
        let below: Vec<Link> = self.below(at).map(link).collect();
        let below = Links { title: catalogue.text("site-below", &[]), links: below };
        Page {
            path: Links {
                title: catalogue.column("parent"),
                links: self.above(at).into_iter().map(link).collect(),
            },
            heading: leaf.title(catalogue),
            under: self.under(catalogue),
            charts: [&MONTHS, &CATEGORIES].into_iter().filter_map(draw).collect(),
            parts,
            lists: Some(below).into_iter().filter(|list| !list.links.is_empty()).collect(),
            ..self.frame(&format!("orgs/{}.html", leaf.stem), catalogue)
        }
    }

    /// The organisations above one, from the top.
    fn above(&self, at: usize) -> Vec<&Leaf> {
        let mut above = Vec::new();
        let mut depth = self.orgs[at].depth;
        for leaf in self.orgs[..at].iter().rev() {
            if leaf.depth < depth {
                depth = leaf.depth;
                above.push(leaf);
            }
        }
        above.reverse();
        above
    }

    /// The organisations directly below one.
    fn below(&self, at: usize) -> impl Iterator<Item = &Leaf> {
        let depth = self.orgs[at].depth;
        let all = self.orgs[at + 1..].iter().take_while(move |leaf| leaf.depth > depth);
        all.filter(move |leaf| leaf.depth == depth + 1)
    }

    /// A document; the organisations that it names lead to their pages, which lie in that folder.
    fn part(&self, document: &Document, folder: &str, is_several: bool, catalogue: &Catalogue) -> Part {
        let lead = |org: &str| {
            let is_here = document.org.as_deref() == Some(org);
            let has_page = !is_here && self.orgs.iter().any(|leaf| leaf.stem == org);
            has_page.then(|| format!("{folder}{org}.html"))
        };
        Part::of(document, catalogue, is_several, &lead)
    }

    /// What stands under the heading of every page but the overview.
    fn under(&self, catalogue: &Catalogue) -> String {
        visible_line(&format!("{} · {}", self.name, when::period(catalogue, &self.period))).into_owned()
    }

    /// A page with the links to all others and nothing else.
    fn frame(&self, here: &str, catalogue: &Catalogue) -> Page {
        let up = if here.contains('/') { "../" } else { "" };
        let link = |path: String, text: String| {
            let is_here = path == here;
            Link { href: format!("{up}{path}"), text, is_here, below: Vec::new() }
        };
        let overview = link("index.html".into(), catalogue.text("site-overview", &[]));
        let reports = self
            .reports
            .iter()
            .map(|leaf| link(format!("reports/{}.html", leaf.stem), leaf.title(catalogue)));
        Page {
            skip: catalogue.text("site-skip", &[]),
            nav_title: catalogue.text("site-pages", &[]),
            nav: [overview].into_iter().chain(reports).collect(),
            notes: incomplete(self.incomplete, catalogue).into_iter().collect(),
            ..Page::default()
        }
    }
}

/// Links in the order of a tree, each with its depth, as links within links.
fn nested(rows: &mut Peekable<impl Iterator<Item = (usize, Link)>>, depth: usize) -> Vec<Link> {
    let mut links = Vec::new();
    while let Some((_, link)) = rows.next_if(|(deep, _)| *deep >= depth) {
        links.push(Link { below: nested(rows, depth + 1), ..link });
    }
    links
}

/// The main figures of a summary.
fn tiles(summary: &Document, catalogue: &Catalogue) -> Vec<Tile> {
    let Some(table) = summary.sections.first() else { return Vec::new() };
    let column = |key: &str| table.columns.iter().position(|column| column.key == key);
    let (Some(value), Some(previous)) = (column("value"), column("previous")) else { return Vec::new() };
    let words = words(summary, table, catalogue).rows;
    let tile = |metric: &str| {
        let at = table.rows.iter().position(|row| row.cells.first() == Some(&metric.into()))?;
        let before = words[at][previous].clone();
        let is_known = !matches!(table.rows[at].cells[previous], Cell::Missing | Cell::Ratio(_, 0));
        let before = is_known.then(|| catalogue.text("site-before", &[("value", before.into())]));
        Some(Tile {
            name: words[at][0].clone(),
            value: words[at][value].clone(),
            before: before.unwrap_or_default(),
        })
    };
    TILES.iter().filter_map(|metric| tile(metric)).collect()
}

impl Leaf {
    /// The link to the page of an organisation, from the folder above which the site's top is so far up.
    fn link(&self, up: &str, catalogue: &Catalogue) -> Link {
        let href = format!("{up}orgs/{}.html", self.stem);
        Link { href, text: self.title(catalogue), ..Link::default() }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        let of_first = || self.documents.first().map(|first| document_title(first, catalogue));
        let title = self.title.clone().or_else(of_first).unwrap_or_else(|| self.stem.clone());
        visible_line(&title).into_owned()
    }
}

impl Drawing {
    /// The drawing of the document among these that has its table with its first column.
    fn of<'a>(
        &self,
        mut documents: impl Iterator<Item = &'a Document>,
        catalogue: &Catalogue,
    ) -> Option<Drawn> {
        let document = documents.find(|document| {
            let mut tables = document.sections.iter();
            let fits = |key: &str| key == self.first;
            document.report == self.report
                && tables.any(|table| {
                    table.key == self.table && table.columns.first().is_some_and(|column| fits(&column.key))
                })
        })?;
        let Drawing { id, title, table, column, is_ranked, .. } = *self;
        Chart { id, title, document, table, column, is_ranked }.drawn(catalogue)
    }
}
