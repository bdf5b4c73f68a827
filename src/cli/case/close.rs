//! `tandem case close ID --reason CODE`: a case ends.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::one::One;
use crate::cli::value::{coded, flaw};
use crate::model::case::{Case, CaseReason};
use crate::model::day::Day;
use crate::ops::case::{Close, close};

/// Close a case
///
/// Whoever helps does so until that day, and no review is due any more.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    case: One<Case>,
    /// Why
    #[arg(long, value_name = "CODE", value_parser = coded(CaseReason::ALL, CaseReason::code))]
    reason: CaseReason,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    date: Option<Day>,
    #[command(flatten)]
    changing: Changing,
}

/// Closes a case.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let case = args.case.id(context, &session.book())?;
    let request = Close { id: case, date: args.date, reason: args.reason };
    args.changing.perform(context, &session, "case close", |book| close(book, &request))
}
