//! `tandem report linkage`: who leads whom, and how much of what was done is led.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::branch::drawn;
use crate::cli::report::query::Filters;
use crate::report::linkage::{KINDS, linkage};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
}

/// Tells how the two crews link.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "linkage", &args.filters, |desk| {
        let linkage = linkage(desk.book, desk.query)?;
        let units = linkage.units.iter().filter_map(|unit| Some((unit.depth, unit.org.as_ref()?)));
        let (names, tables) = (drawn(desk, units), linkage.tables());
        Ok(Answer { names, scope: linkage.scope, ..Answer::of(tables, linkage.passed, &KINDS, desk.query) })
    })
}
