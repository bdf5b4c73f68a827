//! `tandem training log TITLE`: who learned what, and what those who passed hold from then on.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::add;
use crate::model::training::Training;
use crate::ops::training;

/// What was taught.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Args {
    #[command(flatten)]
    new: add::Args<Training>,
}

/// Logs a training.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let node = args.new.draft(&context.words(&session.book()), Vec::new())?;
    args.new.enter_by(context, &session, &node, training::log)
}
