//! `tandem NOUN rename ID NEW`: a record under another id; everybody who refers to it follows.

use std::marker::PhantomData;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::model::id::Id;
use crate::ops::rename::{Rename, rename};

/// Rename a record
///
/// All references are changed with it, in one commit. An id that stands in a closed period or in a
/// certificate stays.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    /// The id or its beginning, the name, or its pinyin
    #[arg(add = complete::records(&[T::KIND]))]
    id: String,
    /// The new id
    #[arg(value_parser = crate::cli::value::flaw::<Id>)]
    new: Id,
    #[command(flatten)]
    changing: Changing,
    #[arg(skip)]
    kind: PhantomData<T>,
}

/// Renames a record.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let id = context.changed(&session.book(), T::KIND, &args.id)?;
    let request = Rename { kind: T::KIND, id, new: args.new.clone() };
    let verb = format!("{} rename", T::KIND);
    args.changing.perform(context, &session, &verb, |book| rename(book, &request))
}
