//! `tandem NOUN remove ID`: a record of a register goes, if nothing refers to it.

use std::marker::PhantomData;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::ops::remove::remove;

/// Remove a record
///
/// Refused while another record refers to it: all that do are named.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    /// The id or its beginning, the name, or its pinyin
    #[arg(add = complete::records(&[T::KIND]))]
    id: String,
    /// Why; it stands in the commit
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    changing: Changing,
    #[arg(skip)]
    kind: PhantomData<T>,
}

/// Removes a record.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let id = context.changed(&session.book(), T::KIND, &args.id)?;
    let verb = format!("{} remove", T::KIND);
    let changing = args.changing.because(&args.reason);
    changing.perform(context, &session, &verb, |book| remove(book, T::KIND, &id))
}
