//! `tandem NOUN rename ID NEW`: a record under another id; everybody who refers to it follows.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::one::One;
use crate::model::id::Id;
use crate::ops::rename::{Rename, rename};

/// Rename a record
///
/// All references are changed with it, in one commit. An id that stands in a closed period or in a
/// certificate stays.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    #[command(flatten)]
    one: One<T>,
    /// The new id
    #[arg(value_parser = crate::cli::value::flaw::<Id>)]
    new: Id,
    #[command(flatten)]
    changing: Changing,
}

/// Renames a record.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let id = args.one.id(context, &session.book())?;
    let request = Rename { kind: T::KIND, id, new: args.new.clone() };
    let verb = format!("{} rename", T::KIND);
    args.changing.perform(context, &session, &verb, |book| rename(book, &request))
}
