//! `tandem need verify ID`: somebody looked into it, and it is so.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::one::One;
use crate::model::need::Need;
use crate::ops::need::verify;

/// Say of a need that was opened that it is so
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    need: One<Need>,
    #[command(flatten)]
    changing: Changing,
}

/// Verifies a need.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let need = args.need.id(context, &session.book())?;
    args.changing.perform(context, &session, "need verify", |book| verify(book, &need))
}
