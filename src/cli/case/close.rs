//! `tandem case close ID --reason CODE`: a case ends.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::dated::OnDay;
use crate::cli::generic::one::One;
use crate::cli::value::coded;
use crate::model::case::{Case, CaseReason};
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
    #[command(flatten)]
    day: OnDay,
    #[command(flatten)]
    changing: Changing,
}

/// Closes a case.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let case = args.case.id(context, &session.book())?;
    let request = Close { id: case, date: args.day.date, reason: args.reason };
    args.changing.perform(context, &session, "case close", |book| close(book, &request))
}
