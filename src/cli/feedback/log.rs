//! `tandem feedback log`: what somebody said, or a patrol found.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::add;
use crate::model::feedback::Feedback;
use crate::ops::feedback::found_on;

/// What was said or found.
///
/// A hazard takes organisation, category and place from the shift that found it: `--kind hazard --shift ID`.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Args {
    #[command(flatten)]
    new: add::Args<Feedback>,
}

/// Logs feedback.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let words = context.words(&book);
    let found = match (args.new.given(&words, "kind")?, args.new.given(&words, "shift")?) {
        (Some(kind), Some(shift)) => found_on(&book, kind, &shift)?,
        _ => Vec::new(),
    };
    let node = args.new.draft(&words, found)?;
    args.new.enter(context, &session, &node)
}
