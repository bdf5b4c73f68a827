//! `tandem report resources`: what came in, what went out, what is left.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::query::Filters;
use crate::report::resources::{KINDS, resources};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
}

/// Tells what is left of everything.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "resources", &args.filters, |desk| {
        let resources = resources(desk.book, desk.query)?;
        let items = resources.register.iter();
        let names = items.map(|(id, item)| ("item", id.to_string(), item.name.to_string())).collect();
        let (scope, tables) = (desk.query.period.since_ever(), resources.tables(desk.query.period.to()));
        Ok(Answer { scope, names, ..Answer::of(tables, resources.passed, &KINDS, desk.query) })
    })
}
