//! `tandem report tree`: the organisation tree, with who is recorded and who is declared.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::branch::drawn;
use crate::cli::report::query::Span;
use crate::report::tree::{KINDS, tree};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    span: Span,
}

/// Draws the tree.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "tree", &args.span.clone().into(), |desk| {
        let tree = tree(desk.book, &desk.query.period, desk.query.org.as_ref())?;
        let names = drawn(desk, tree.rows.iter().map(|row| (row.depth, &row.org)));
        Ok(Answer { names, ..Answer::of(vec![tree.table()], tree.passed, &KINDS, desk.query) })
    })
}
