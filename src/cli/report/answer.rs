//! What all reports have in common on the command line: the store opened, the question understood, and the
//! answer put into its envelope, so that anybody can repeat it.
//!
//! A report's own file says what is asked and which tables answer; what they were made from is told here.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::labels;
use crate::cli::report::query::Filters;
use crate::locale::Catalogue;
use crate::model::book::{Book, Passed};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::report::query::Query;
use crate::report::table::{Cell, Document, Labels, Table, Type};

/// What a report is made at: the store, and what is asked of it.
pub(crate) struct Desk<'a> {
    /// The store's records.
    pub(crate) book: &'a Book<'a>,
    /// What is asked.
    pub(crate) query: &'a Query,
    /// The words of the reader.
    pub(crate) words: &'a Catalogue,
}

/// The tables of a report, and what they were made from.
pub(crate) struct Answer {
    /// The tables, in the order in which they are read.
    pub(crate) tables: Vec<Table>,
    /// The files that were gone through.
    pub(crate) passed: Passed,
    /// The kinds of record that were read.
    pub(crate) kinds: &'static [Kind],
    /// The days whose records were read.
    pub(crate) scope: Period,
    /// The flags of this report alone, as they are typed again.
    pub(crate) flags: Vec<String>,
    /// What codes of this report alone are called: the list, the code, the name.
    pub(crate) names: Vec<(&'static str, String, String)>,
}

impl Answer {
    /// An answer from the records of the period that is asked for.
    pub(crate) fn of(tables: Vec<Table>, passed: Passed, kinds: &'static [Kind], query: &Query) -> Answer {
        Answer { tables, passed, kinds, scope: query.period.clone(), flags: Vec::new(), names: Vec::new() }
    }
}

/// Makes a report and gives it.
pub(crate) fn answer(
    context: &Context,
    report: &str,
    filters: &Filters,
    make: impl FnOnce(&Desk) -> Result<Answer, Failure>,
) -> Result<Outcome, Failure> {
    let session = filters.span.as_of.session(context)?;
    let book = session.book();
    let query = filters.query(&book)?;
    let words = Catalogue::of(context.lang(&session));
    let answer = make(&Desk { book: &book, query: &query, words: &words })?;
    let proof = session.proof(&answer.passed, answer.kinds, Some(&answer.scope))?;
    let command =
        [vec!["report".to_string(), report.to_string()], answer.flags, filters.words(&query)].concat();
    let mut labels = labels(&session, context.lang(&session));
    for table in &answer.tables {
        name(&mut labels, &book, table);
    }
    if let Some((org, name)) =
        query.org.as_ref().and_then(|org| Some((org, label(&book, &[Kind::Org], org)?)))
    {
        labels.add("org", org, &name);
    }
    for (list, code, name) in &answer.names {
        labels.add(list, code, name);
    }
    let document = Document {
        period: Some(query.period.clone()),
        org: query.org.as_ref().map(ToString::to_string),
        revision: proof.revision,
        dirty: proof.dirty,
        records: Some(proof.records),
        incomplete: answer.passed.unusable.len() + usize::from(session.is_incomplete()),
        labels,
        ..Document::several(report, command, session.today(), answer.tables)
    };
    context.document(&session, document)?;
    Ok(context.incomplete(&session, &answer.passed.unusable))
}

/// The name of a record of one of some kinds.
pub(crate) fn label(book: &Book, kinds: &[Kind], id: &Id) -> Option<String> {
    let found = kinds.iter().find_map(|kind| book.any(*kind, id).ok().flatten());
    found.and_then(|loaded| loaded.record.label().map(String::from))
}

/// Names the organisations and people of a table, for people to read; two of one name keep their ids.
fn name(labels: &mut Labels, book: &Book, table: &Table) {
    for (column, kind) in table.columns.iter().map(|column| column.kind).enumerate() {
        for cell in table.rows.iter().map(|row| &row.cells[column]) {
            let Cell::Text(text) = cell else { continue };
            let Ok(id) = text.parse::<Id>() else { continue };
            let named = match kind {
                Type::Code("org") => label(book, &[Kind::Org], &id).map(|name| ("org", name)),
                Type::Code("program") => label(book, &[Kind::Program], &id).map(|name| ("program", name)),
                Type::Code("who") => {
                    label(book, &Kind::PEOPLE, &id).map(|name| ("who", format!("{id} · {name}")))
                }
                _ => None,
            };
            if let Some((list, name)) = named {
                labels.add(list, &id, &name);
            }
        }
    }
}
