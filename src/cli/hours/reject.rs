//! `tandem hours reject ID WHO … --reason TEXT`: somebody looked at hours, and they are not right.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::hours::named::Looking;
use crate::cli::shift::named::People;
use crate::cli::value::flaw;
use crate::model::text::Text;
use crate::ops::hours::verify::reject;

/// Reject hours of an activity or a shift: they count nowhere
///
/// The rows stay, with who rejected them and why. Hours that were verified can be rejected too.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    look: Looking,
    #[command(flatten)]
    people: People,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    reason: Text,
    #[command(flatten)]
    changing: Changing,
}

/// Rejects hours.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let who = args.people.ids(context, &book)?;
    let request = args.look.at(context, &session, who)?;
    args.changing.perform(context, &session, "hours reject", |book| reject(book, &request, &args.reason))
}
