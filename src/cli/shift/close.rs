//! `tandem shift close SHIFT`: everything is said of it.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::OneShift;
use crate::ops::shift::finish::close;

/// Close a shift that took place
///
/// Of everybody who was to come it must be said whether they came: `tandem shift attend`, `absent` or
/// `excuse`. A closed shift is changed only after `tandem shift set SHIFT status=open`.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    shift: OneShift,
    #[command(flatten)]
    changing: Changing,
}

/// Closes a shift.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let shift = args.shift.id(context, &session.book())?;
    args.changing.perform(context, &session, "shift close", |book| close(book, &shift))
}
