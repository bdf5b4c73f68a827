//! `tandem report coverage`: households, workers and volunteers, and how many for each other.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::query::Span;
use crate::report::coverage::{KINDS, coverage};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    span: Span,
}

/// Counts who is there for whom.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "coverage", &args.span.clone().into(), |desk| {
        let coverage = coverage(desk.book, &desk.query.period, desk.query.org.as_ref())?;
        Ok(Answer::of(vec![coverage.table()], coverage.passed, &KINDS, desk.query))
    })
}
