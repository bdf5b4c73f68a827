//! `tandem shift unassign SHIFT WHO …`: people are taken off a shift.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::{OneShift, People};
use crate::ops::shift::assign::unassign;

/// Take people off a shift
///
/// Their rows go, and with them what was noted there. Whoever has attended stays.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    shift: OneShift,
    #[command(flatten)]
    people: People,
    #[command(flatten)]
    changing: Changing,
}

/// Takes people off.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let shift = args.shift.id(context, &book)?;
    let who = args.people.ids(context, &book)?;
    args.changing.perform(context, &session, "shift unassign", |book| unassign(book, &shift, &who))
}
