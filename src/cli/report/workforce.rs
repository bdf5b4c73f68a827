//! `tandem report workforce`: who the workers are, what they hold and what they learned.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::branch::below;
use crate::cli::report::query::Span;
use crate::report::workforce::{KINDS, workforce};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    span: Span,
}

/// Tells of the workforce.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "workforce", &args.span.clone().into(), |desk| {
        let workforce = workforce(desk.book, &desk.query.period, desk.query.org.as_ref())?;
        let names = below(desk, &workforce.below);
        Ok(Answer {
            names,
            ..Answer::of(workforce.tables(desk.query.period.to()), workforce.passed, &KINDS, desk.query)
        })
    })
}
