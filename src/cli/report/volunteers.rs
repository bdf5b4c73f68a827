//! `tandem report volunteers`: who they are, what they served, and whom somebody must see to.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::query::Whom;
use crate::report::volunteers::{KINDS, volunteers};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    whom: Whom,
}

/// Tells of the volunteers.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "volunteers", &args.whom.clone().into(), |desk| {
        let found = volunteers(desk.book, desk.query)?;
        let (tables, scope) = (found.tables(), found.scope);
        Ok(Answer { scope, ..Answer::of(tables, found.passed, &KINDS, desk.query) })
    })
}
