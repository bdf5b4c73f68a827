//! A site: an overview with charts, a page for each report and each organisation, and the links between them.
//!
//! Documents come in ready, rounded already where they are to be published; here they become pages by path.
//! Nothing in them leads out of the folder that they lie in.

use std::collections::BTreeMap;

use crate::locale::Catalogue;
use crate::model::period::Period;
use crate::report::table::Document;

use super::RenderError;
use super::chart::{Chart, Drawn};
use super::foot::incomplete;
use super::html::{Link, Links, Page, Part, document_title, page, told_apart};
use super::visible::visible_line;
use super::when;

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
    /// What it shows.
    pub documents: Vec<Document>,
}

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
    let mut pages = BTreeMap::from([("index.html".into(), page(&site.overview(catalogue), catalogue)?)]);
    for (folder, leaves) in [("reports", &site.reports), ("orgs", &site.orgs)] {
        for leaf in leaves {
            let here = format!("{folder}/{}.html", leaf.stem);
            let text = page(&site.leaf(leaf, &here, catalogue), catalogue)?;
            pages.insert(here, text);
        }
    }
    Ok(pages)
}

impl Site {
    fn overview(&self, catalogue: &Catalogue) -> Page {
        let documents = || self.reports.iter().flat_map(|leaf| &leaf.documents);
        let drawings = [&MONTHS, &CATEGORIES, &LINKAGE, &COVERAGE, &FILLED];
        let summary = documents().filter(|document| document.report == "summary");
        let orgs = self.orgs.iter().map(|leaf| Link {
            href: format!("orgs/{}.html", leaf.stem),
            text: leaf.title(catalogue),
            is_here: false,
        });
        Page {
            heading: visible_line(&self.name).into_owned(),
            under: when::period(catalogue, &self.period),
            charts: drawings.iter().filter_map(|drawing| drawing.of(documents(), catalogue)).collect(),
            parts: summary.map(|document| Part::of(document, catalogue, true)).collect(),
            lists: vec![Links { title: catalogue.title("orgs"), links: orgs.collect() }],
            ..self.frame("index.html", catalogue)
        }
    }

    fn leaf(&self, leaf: &Leaf, here: &str, catalogue: &Catalogue) -> Page {
        let is_org = leaf.title.is_some();
        let drawings = [&MONTHS, &CATEGORIES].into_iter().filter(|_| is_org);
        let draw = |drawing: &Drawing| drawing.of(leaf.documents.iter(), catalogue);
        let is_several = is_org || leaf.documents.len() > 1;
        let mut parts: Vec<Part> =
            leaf.documents.iter().map(|one| Part::of(one, catalogue, is_several)).collect();
        told_apart(&mut parts);
        Page {
            heading: leaf.title(catalogue),
            under: visible_line(&format!("{} · {}", self.name, when::period(catalogue, &self.period)))
                .into_owned(),
            charts: drawings.filter_map(draw).collect(),
            parts,
            ..self.frame(here, catalogue)
        }
    }

    /// A page with the links to all others and nothing else.
    fn frame(&self, here: &str, catalogue: &Catalogue) -> Page {
        let up = if here.contains('/') { "../" } else { "" };
        let link = |path: String, text: String| {
            let is_here = path == here;
            Link { href: format!("{up}{path}"), text, is_here }
        };
        let overview = link("index.html".into(), catalogue.text("site-overview", &[]));
        let reports = self
            .reports
            .iter()
            .map(|leaf| link(format!("reports/{}.html", leaf.stem), leaf.title(catalogue)));
        let nav = [overview].into_iter().chain(reports).collect();
        let foot = incomplete(self.incomplete, catalogue).into_iter().collect();
        Page { nav_title: catalogue.text("site-pages", &[]), nav, foot, ..Page::default() }
    }
}

impl Leaf {
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
