//! `tandem shift excuse SHIFT WHO …`: people could not come, and said so.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::{OnShift, Override};
use crate::ops::shift::attend::excuse;

/// Say that people could not come, and had said so
///
/// Their places are free again, and they do not count as absent. A place that is kept for somebody is given up
/// only with a reason, which is written into the row.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    on_shift: OnShift,
    #[command(flatten)]
    reason: Override,
    #[command(flatten)]
    changing: Changing,
}

/// Says who was excused.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let (shift, who) = args.on_shift.ids(context, &session.book())?;
    let reason = args.reason.reason.as_ref();
    args.changing.perform(context, &session, "shift excuse", |book| excuse(book, &shift, &who, reason))
}
