//! A certificate as one printed page: who served, when, how long, in which kinds of service, who says so, and
//! how anybody can verify it.
//!
//! As HTML the page is A4; kinds of service beyond what fits on it are added up in one row. As Markdown it says
//! the same. What is not known is not said.

use serde::Serialize;

use crate::locale::Catalogue;
use crate::model::day::Day;
use crate::model::minutes::Minutes;
use crate::report::table::{Cell, Column, Document, Labels, Row, Table, Type};

use super::html::{Grid, SHEET, written};
use super::markdown;
use super::visible::visible_line;
use super::words::words;
use super::{Format, RenderError, when};

/// How many kinds of service a page has room for.
const KINDS: usize = 14;
/// The row of all further ones; no category is called so.
const OTHERS: &str = "*";

/// What a certificate says.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Whose service: the name.
    pub who: String,
    /// The first day; without it, all up to the last.
    pub from: Option<Day>,
    /// The last day.
    pub until: Day,
    /// How much service was verified.
    pub minutes: Minutes,
    /// The same by category; empty where the records do not say so any more.
    pub kinds: Vec<(Option<String>, Minutes)>,
    /// What categories are called.
    pub labels: Labels,
    /// The name of the organisation that issued it.
    pub issuer: String,
    /// Who signs.
    pub signer: Option<String>,
    /// Who wrote it.
    pub handler: Option<String>,
    /// The day on which it was issued.
    pub date: Day,
    /// Its number.
    pub number: String,
    /// The code by which it is verified.
    pub code: String,
    /// The checksum over the service that it covers.
    pub records: String,
}

#[derive(Debug, Serialize)]
struct Page {
    heading: String,
    said: String,
    kinds_title: String,
    kinds: Grid,
    facts: Vec<[String; 2]>,
    signs: Vec<String>,
    verify: Vec<String>,
}

impl Sheet {
    /// The certificate as a page in one of the forms that a page has; nothing in any other.
    ///
    /// # Errors
    /// [`RenderError::Template`] where a template is not in order.
    pub fn render(&self, format: Format, catalogue: &Catalogue) -> Result<Option<String>, RenderError> {
        match format {
            Format::Html => self.html(catalogue).map(Some),
            Format::Md => Ok(Some(self.markdown(catalogue))),
            _ => Ok(None),
        }
    }

    fn html(&self, catalogue: &Catalogue) -> Result<String, RenderError> {
        let document = self.document(catalogue);
        let kinds_title = catalogue.text("certificate-kinds", &[]);
        let words = words(&document, &document.sections[0], catalogue);
        let page = Page {
            heading: catalogue.text("certificate-heading", &[]),
            said: self.said(catalogue),
            kinds: Grid::of(kinds_title.clone(), &document.sections[0].columns, words, catalogue),
            kinds_title,
            facts: self.facts(catalogue),
            signs: self.signs(catalogue),
            verify: self.verify(catalogue, str::to_owned),
        };
        let title = format!("{} {} · {}", page.heading, self.number, self.who);
        written("certificate.html", SHEET, catalogue, &visible_line(&title), &page)
    }

    fn markdown(&self, catalogue: &Catalogue) -> String {
        let document = self.document(catalogue);
        let mut blocks = vec![
            format!("# {}", catalogue.text("certificate-heading", &[])),
            markdown::escaped(&self.said(catalogue)),
        ];
        if !self.kinds.is_empty() {
            blocks.push(format!("## {}", catalogue.text("certificate-kinds", &[])));
            blocks.push(markdown::body(&document, &document.sections[0], catalogue).join("\n"));
        }
        let fact = |[name, value]: [String; 2]| {
            let words = [("name", name.into()), ("value", markdown::escaped(&value).into())];
            format!("- {}", catalogue.text("certificate-fact", &words))
        };
        blocks.push(self.facts(catalogue).into_iter().map(fact).collect::<Vec<_>>().join("\n"));
        blocks.extend(self.signs(catalogue).iter().map(|line| markdown::escaped(line)));
        blocks.extend(self.verify(catalogue, markdown::code));
        blocks.join("\n\n") + "\n"
    }

    /// The sentence that certifies.
    fn said(&self, catalogue: &Catalogue) -> String {
        let hours = catalogue.lang().hours(self.minutes.count());
        let key = if self.from.is_some() { "certificate-said" } else { "certificate-said-until" };
        let day = |day: Day| when::day(catalogue, day);
        let arguments = [
            ("who", visible_line(&self.who).into_owned().into()),
            ("from", self.from.map(day).unwrap_or_default().into()),
            ("until", day(self.until).into()),
            ("hours", hours.into()),
        ];
        catalogue.text(key, &arguments)
    }

    /// The kinds of service as a document of one table, the smallest of many in one row.
    fn document(&self, catalogue: &Catalogue) -> Document {
        let columns =
            vec![Column::new("category", Type::Code("category")), Column::new("minutes", Type::Minutes)];
        let mut table = Table::new("certificate", columns);
        let mut kinds = self.kinds.clone();
        kinds.sort_by_key(|(_, minutes)| std::cmp::Reverse(minutes.count()));
        let rest = if kinds.len() > KINDS { kinds.split_off(KINDS - 1) } else { Vec::new() };
        let row = |(category, minutes): (Option<String>, Minutes)| {
            Row::of(vec![category.map_or(Cell::Missing, Cell::Text), minutes.into()])
        };
        table.rows = kinds.into_iter().map(row).collect();
        let others: i64 = rest.iter().map(|(_, minutes)| minutes.count()).sum();
        table.rows.extend((!rest.is_empty()).then(|| row((Some(OTHERS.into()), Minutes::of(others)))));
        table.total = Some(Row::of(vec![Cell::Missing, self.minutes.into()]));
        let document = Document::of("certificate", Vec::new(), self.date, table);
        let mut labels = self.labels.clone();
        labels.add("category", OTHERS, &catalogue.text("certificate-others", &[]));
        Document { labels, ..document }
    }

    fn facts(&self, catalogue: &Catalogue) -> Vec<[String; 2]> {
        let facts = [
            ("certificate-number", &self.number),
            ("certificate-issuer", &self.issuer),
            ("certificate-date", &when::day(catalogue, self.date)),
            ("certificate-code", &self.code),
        ];
        facts.map(|(key, value)| [catalogue.text(key, &[]), visible_line(value).into_owned()]).to_vec()
    }

    /// Who signs and who wrote it; a line to sign on in any case.
    fn signs(&self, catalogue: &Catalogue) -> Vec<String> {
        let line = |key: &str, name: &Option<String>| {
            let name = visible_line(name.as_deref().unwrap_or_default()).into_owned();
            catalogue.text(key, &[("name", name.into())]).trim_end().to_string()
        };
        let handler = self.handler.is_some().then(|| line("certificate-handler", &self.handler));
        [Some(line("certificate-signer", &self.signer)), handler].into_iter().flatten().collect()
    }

    /// How it is verified.
    fn verify(&self, catalogue: &Catalogue, code: fn(&str) -> String) -> Vec<String> {
        let command = code(&visible_line(&format!("tandem certificate verify {}", self.code)));
        let records = code(&visible_line(&self.records));
        vec![
            catalogue.text("certificate-verify", &[("command", command.into())]),
            catalogue.text("certificate-records", &[("records", records.into())]),
        ]
    }
}
