//! `tandem index`: the index made anew, and what it holds.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::labels;
use crate::report::count::whole;
use crate::report::table::{Cell, Column, Document, Row, Table, Type};
use crate::store::index::Holding;

/// Make the index anew, and tell what it holds
///
/// The index remembers what reports would read again: what each file of a month tells, and whom the registers hold. It
/// lies in `.tandem/index`, is made by the first report over more than 2,000 files and keeps itself up to date: a
/// file that was changed is read again. It can be deleted at any time. Answers are the same with it and without;
/// `--no-index` leaves it alone.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {}

/// Makes the index.
pub(crate) fn run(context: &Context, _args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let Some(index) = session.records().index() else {
        return Err(Failure::call("with `--no-index`, and within a hook, the index is left alone")
            .help("`tandem index`, outside of any hook".to_string()));
    };
    let holdings = index.rebuild(session.records(), &session.book().ground()?)?;
    let document = Document {
        labels: labels(&session, context.lang(&session)),
        ..Document::of("index", vec!["index".into()], session.today(), table(&holdings))
    };
    context.document(&session, document)?;
    Ok(context.outcome(session.is_incomplete()))
}

/// A figure that is told: its key, itself.
type Figure = (&'static str, fn(&Holding) -> usize);

/// What is told of what it holds, besides the kind.
const FIGURES: [Figure; 5] = [
    ("parts", |holding| holding.parts),
    ("files", |holding| holding.files),
    ("read_again", |holding| holding.unheld),
    ("rows", |holding| holding.rows),
    ("bytes", |holding| holding.bytes),
];

/// A row for each kind, and what they add up to.
fn table(holdings: &[Holding]) -> Table {
    let kind = Column::new("kind", Type::Code("noun"));
    let figures = FIGURES.map(|(key, _)| Column::new(key, Type::Integer));
    let mut table = Table::new("index", [kind].into_iter().chain(figures).collect());
    table.rows.extend(holdings.iter().map(|holding| {
        let figures = FIGURES.map(|(_, of)| whole(of(holding)).into());
        Row::of([Cell::Text(holding.kind.to_string())].into_iter().chain(figures).collect())
    }));
    let sums = FIGURES.map(|(_, of)| whole(holdings.iter().map(of).sum::<usize>()).into());
    table.total = Some(Row::of([Cell::Missing].into_iter().chain(sums).collect()));
    table
}
