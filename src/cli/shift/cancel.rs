//! `tandem shift cancel SHIFT`: it does not take place.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::OneShift;
use crate::ops::shift::finish::cancel;

/// Cancel a shift that does not take place
///
/// It stays in the records and counts nowhere. A shift that somebody attended took place, and cannot be
/// cancelled.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    shift: OneShift,
    #[command(flatten)]
    changing: Changing,
}

/// Cancels a shift.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let shift = args.shift.id(context, &session.book())?;
    args.changing.perform(context, &session, "shift cancel", |book| cancel(book, &shift))
}
