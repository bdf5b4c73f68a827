//! `tandem report volunteers`: who they are, what they served, and whom somebody must see to.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::query::Span;
use crate::report::volunteers::{KINDS, volunteers};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    span: Span,
}

/// Tells of the volunteers.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "volunteers", &args.span.clone().into(), |desk| {
        let found = volunteers(desk.book, &desk.query.period, desk.query.org.as_ref())?;
        let (tables, scope) = (found.tables(), found.scope);
        Ok(Answer { scope, ..Answer::of(tables, found.passed, &KINDS, desk.query) })
    })
}
