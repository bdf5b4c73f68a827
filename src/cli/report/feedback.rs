//! `tandem report feedback`: what became of feedback.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::branch::below;
use crate::cli::report::query::Filters;
use crate::report::feedback::{KINDS, feedback};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
}

/// Tells what became of feedback.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "feedback", &args.filters, |desk| {
        let feedback = feedback(desk.book, desk.query)?;
        let names = below(desk, &feedback.below);
        Ok(Answer { names, ..Answer::of(feedback.tables(), feedback.passed, &KINDS, desk.query) })
    })
}
