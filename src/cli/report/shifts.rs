//! `tandem report shifts`: how shifts are staffed, and which of them somebody must see to.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::branch::below;
use crate::cli::report::query::Filters;
use crate::report::shifts::{KINDS, shifts};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
}

/// Tells how shifts are staffed.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "shifts", &args.filters, |desk| {
        let shifts = shifts(desk.book, desk.query)?;
        let names = below(desk, &shifts.below);
        Ok(Answer { names, ..Answer::of(shifts.tables(), shifts.passed, &KINDS, desk.query) })
    })
}
