//! `tandem report needs`: what was asked for, and what became of it.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::branch::below;
use crate::cli::report::query::Filters;
use crate::report::needs::{KINDS, needs};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
}

/// Tells of needs.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "needs", &args.filters, |desk| {
        let needs = needs(desk.book, desk.query)?;
        let names = below(desk, &needs.below);
        Ok(Answer { names, ..Answer::of(needs.tables(), needs.passed, &KINDS, desk.query) })
    })
}
