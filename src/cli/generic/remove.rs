//! `tandem NOUN remove ID`: a record of a register goes, if nothing refers to it.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::one::One;
use crate::ops::remove::remove;

/// Remove a record
///
/// Refused while another record refers to it: all that do are named.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    #[command(flatten)]
    one: One<T>,
    /// Why; it stands in the commit
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    changing: Changing,
}

/// Removes a record.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let id = args.one.id(context, &session.book())?;
    let verb = format!("{} remove", T::KIND);
    let changing = args.changing.because(&args.reason);
    changing.perform(context, &session, &verb, |book| remove(book, T::KIND, &id))
}
