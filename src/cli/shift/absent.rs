//! `tandem shift absent SHIFT WHO …`: people did not come, and had not said so.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::{OneShift, People};
use crate::ops::shift::attend::absent;

/// Say that people did not come, though they were to
///
/// Those count in the rate of absence. Whoever said beforehand that they could not come is excused:
/// `tandem shift excuse`.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    shift: OneShift,
    #[command(flatten)]
    people: People,
    #[command(flatten)]
    changing: Changing,
}

/// Says who did not come.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let shift = args.shift.id(context, &book)?;
    let who = args.people.ids(context, &book)?;
    args.changing.perform(context, &session, "shift absent", |book| absent(book, &shift, &who))
}
