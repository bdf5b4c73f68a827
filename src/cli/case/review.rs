//! `tandem case review ID DATE`: when a case is looked at next.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::one::One;
use crate::cli::value::flaw;
use crate::model::case::Case;
use crate::model::day::Day;
use crate::ops::case::review;

/// Say when a case is looked at next
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    case: One<Case>,
    /// The day
    #[arg(value_name = "DATE", value_parser = flaw::<Day>)]
    date: Day,
    #[command(flatten)]
    changing: Changing,
}

/// Sets the next review.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let case = args.case.id(context, &session.book())?;
    args.changing.perform(context, &session, "case review", |book| review(book, &case, args.date))
}
