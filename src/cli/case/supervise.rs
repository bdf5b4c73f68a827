//! `tandem case supervise ID`: the worker was supervised on a case.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::dated::Work;
use crate::cli::generic::one::One;
use crate::model::case::Case;
use crate::ops::case::{Supervise, supervise};

/// Note that the worker was supervised on a case
///
/// `--by` is who supervised. These hours are no hours of service.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    case: One<Case>,
    #[command(flatten)]
    work: Work,
    #[command(flatten)]
    changing: Changing,
}

/// Notes a supervision.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let request = Supervise {
        id: args.case.id(context, &book)?,
        date: args.work.day.date,
        by: args.work.by.person(context, &session, &book)?,
        hours: args.work.hours,
    };
    args.changing.perform(context, &session, "case supervise", |book| supervise(book, &request))
}
