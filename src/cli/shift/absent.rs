//! `tandem shift absent SHIFT WHO …`: people did not come, and had not said so.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::OnShift;
use crate::ops::shift::attend::absent;

/// Say that people did not come, though they were to
///
/// Those count in the rate of absence. Whoever said beforehand that they could not come is excused:
/// `tandem shift excuse`.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    on_shift: OnShift,
    #[command(flatten)]
    changing: Changing,
}

/// Says who did not come.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let (shift, who) = args.on_shift.ids(context, &session.book())?;
    args.changing.perform(context, &session, "shift absent", |book| absent(book, &shift, &who))
}
