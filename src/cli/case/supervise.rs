//! `tandem case supervise ID`: the worker was supervised on a case.

use crate::cli::Outcome;
use crate::cli::by::By;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::one::One;
use crate::cli::value::flaw;
use crate::model::case::Case;
use crate::model::day::Day;
use crate::model::minutes::Minutes;
use crate::ops::case::{Supervise, supervise};

/// Note that the worker was supervised on a case
///
/// `--by` is who supervised. These hours are no hours of service.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    case: One<Case>,
    /// For how long, as `2.5` or `2h20m`
    #[arg(long, value_name = "HOURS", value_parser = flaw::<Minutes>)]
    hours: Option<Minutes>,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    date: Option<Day>,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    changing: Changing,
}

/// Notes a supervision.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let request = Supervise {
        id: args.case.id(context, &book)?,
        date: args.date,
        by: args.by.person(context, &session, &book)?,
        hours: args.hours,
    };
    args.changing.perform(context, &session, "case supervise", |book| supervise(book, &request))
}
