//! `tandem shift confirm SHIFT WHO …`: people say that they come.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::{OnShift, Override};
use crate::ops::shift::assign::{Confirm, confirm};

/// Confirm that people come who were invited, accepted or stood by
///
/// Whoever stood by takes a place now, so what stands against an assignment stands against that too.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    on_shift: OnShift,
    #[command(flatten)]
    reason: Override,
    #[command(flatten)]
    changing: Changing,
}

/// Confirms people.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let (shift, who) = args.on_shift.ids(context, &session.book())?;
    let request = Confirm { shift, who, reason: args.reason.reason.clone() };
    args.changing.perform(context, &session, "shift confirm", |book| confirm(book, &request))
}
