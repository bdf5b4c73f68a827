//! `tandem volunteer lead ID WHO`: who leads a volunteer from now on.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::linking::Linking;
use crate::model::volunteer::Volunteer;
use crate::ops::link::lead;

/// Say who leads a volunteer from now on: a worker, or the volunteer who is the key person
///
/// Whoever led them until then does so until the day before: nothing is overwritten. Nobody leads
/// themselves, nor through others; who left, or had not joined by then, leads nobody and is not led.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    link: Linking<Volunteer>,
}

/// Says who leads somebody.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    args.link.perform(context, "volunteer lead", lead)
}
