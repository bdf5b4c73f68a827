//! `tandem worker supervise ID WHO`: who supervises a worker from now on.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::linking::Linking;
use crate::model::worker::Worker;
use crate::ops::link::supervise;

/// Say who supervises a worker from now on
///
/// Whoever supervised them until then does so until the day before: nothing is overwritten. Nobody
/// supervises themselves, nor in a circle; who left, or had not joined by then, supervises nobody.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    link: Linking<Worker>,
}

/// Says who supervises somebody.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    args.link.perform(context, "worker supervise", supervise)
}
