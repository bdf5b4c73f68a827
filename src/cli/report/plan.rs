//! `tandem report plan`: what was to be reached, and what was.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::query::Span;
use crate::cli::report::summary::name;
use crate::report::plan::plan;
use crate::report::summary::KINDS;
use crate::report::summary::metric::Metric;

/// Whose plans; all whose days lie within the period.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    span: Span,
}

/// Tells what came of plans.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "plan", &args.span.clone().into(), |desk| {
        let plans = plan(desk.book, desk.query)?;
        let names = plans
            .targets
            .iter()
            .filter_map(|reached| {
                let metric = Metric::named(&reached.target.metric)?;
                Some(("metric", metric.key(), name(desk, &metric)?))
            })
            .collect();
        Ok(Answer { names, ..Answer::of(plans.tables(), plans.passed, &KINDS, desk.query) })
    })
}
