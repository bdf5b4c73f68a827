//! `tandem report cases`: how far they have come, who carries them, and which are to be looked at.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::branch::below;
use crate::cli::report::query::Filters;
use crate::report::cases::{KINDS, cases};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
}

/// Tells of cases.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "cases", &args.filters, |desk| {
        let cases = cases(desk.book, desk.query)?;
        let names = below(desk, &cases.below);
        Ok(Answer { names, ..Answer::of(cases.tables(), cases.passed, &KINDS, desk.query) })
    })
}
