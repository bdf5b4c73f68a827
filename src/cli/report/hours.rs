//! `tandem report hours`: hours of service, by any keys in any order.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::labels;
use crate::cli::report::query::Filters;
use crate::cli::value::flaw;
use crate::model::book::Book;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::report::hours::{Hours, KINDS, Key, hours};
use crate::report::query::Query;
use crate::report::table::{Cell, Document, Labels, Table, Type};
use crate::session::Session;

/// What to add up.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// By what, outermost first: month year category org who lead program kind as
    #[arg(long, value_name = "KEY,…", value_delimiter = ',', default_value = "month", value_parser = flaw::<Key>)]
    by: Vec<Key>,
    #[command(flatten)]
    filters: Filters,
}

/// Adds up hours.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    args.keys_once()?;
    let session = context.session_as_of(args.filters.as_of.as_deref())?;
    let book = session.book();
    let query = args.filters.query(&book)?;
    let hours = hours(&book, &query, &args.by)?;
    context.document(&session, args.document(context, &session, &book, &query, &hours)?)?;
    Ok(context.incomplete(&session, &hours.passed.unusable))
}

impl Args {
    fn keys_once(&self) -> Result<(), Failure> {
        let twice = self.by.iter().enumerate().find(|(at, key)| self.by[..*at].contains(key));
        match twice {
            Some((_, key)) => Err(Failure::call(format!("`--by` names `{key}` twice"))),
            None => Ok(()),
        }
    }

    fn document(
        &self,
        context: &Context,
        session: &Session,
        book: &Book,
        query: &Query,
        hours: &Hours,
    ) -> Result<Document, Failure> {
        let proof = session.proof(&hours.passed, &KINDS, Some(&query.period))?;
        let keys: Vec<&str> = self.by.iter().map(|key| key.code()).collect();
        let mut command = vec!["report".into(), "hours".into(), "--by".into(), keys.join(",")];
        command.extend(self.filters.words(query));
        let table = hours.table();
        let mut labels = labels(session, context.lang(session));
        name(&mut labels, book, &table, query.org.as_ref());
        Ok(Document {
            period: Some(query.period.clone()),
            org: query.org.as_ref().map(ToString::to_string),
            revision: proof.revision,
            dirty: proof.dirty,
            records: Some(proof.records),
            incomplete: hours.passed.unusable.len() + usize::from(session.is_incomplete()),
            labels,
            ..Document::of("hours", command, session.today(), table)
        })
    }
}

/// Names the organisations and people of a table, for people to read; two of one name keep their ids.
fn name(labels: &mut Labels, book: &Book, table: &Table, org: Option<&Id>) {
    let label = |kinds: &[Kind], id: &Id| -> Option<String> {
        let found = kinds.iter().find_map(|kind| book.any(*kind, id).ok().flatten());
        found.and_then(|loaded| loaded.record.label().map(String::from))
    };
    if let Some((org, name)) = org.and_then(|org| Some((org, label(&[Kind::Org], org)?))) {
        labels.add("org", org, &name);
    }
    for (column, kind) in table.columns.iter().map(|column| column.kind).enumerate() {
        for cell in table.rows.iter().map(|row| &row.cells[column]) {
            let Cell::Text(text) = cell else { continue };
            let Ok(id) = text.parse::<Id>() else { continue };
            let named = match kind {
                Type::Code("org") => label(&[Kind::Org], &id).map(|name| ("org", name)),
                Type::Code("who") => label(&Kind::PEOPLE, &id).map(|name| ("who", format!("{id} · {name}"))),
                _ => None,
            };
            if let Some((list, name)) = named {
                labels.add(list, &id, &name);
            }
        }
    }
}
