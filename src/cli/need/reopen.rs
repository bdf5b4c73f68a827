//! `tandem need reopen ID --reason TEXT`: it goes on after it was closed.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::reopening::Reopening;
use crate::model::need::Need;
use crate::ops::need::reopen;

/// Open a need again that was closed
///
/// It is in progress then. When, by whom and why stays in the record; the day and the reason of its end go.
/// Whoever helped has to be asked again: their links ended with it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    reopening: Reopening<Need>,
    #[command(flatten)]
    changing: Changing,
}

/// Opens a need again.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let request = args.reopening.request(context, &session)?;
    args.changing.perform(context, &session, "need reopen", |book| reopen(book, &request))
}
