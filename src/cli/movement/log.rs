//! `tandem movement log`: what came in, went out or changed hands, or it is told why not.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::add;
use crate::model::movement::Movement;
use crate::ops::movement::log;

/// Log what came in, went out or changed hands
///
/// To many at once with a `--line` each: `--item rice --quantity 2 --line r-7k3q9d --line r-9k5rde=1`. Refused
/// where more would go out than is there, on that day or later; where a household would get a voucher
/// twice in one programme or activity; and where the item is past its last day. `--override` sets that aside.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Args {
    #[command(flatten)]
    new: add::Args<Movement>,
}

/// Logs a movement.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let node = args.new.draft(&context.words(&session.book()), Vec::new())?;
    args.new.enter_by(context, &session, &node, log)
}
