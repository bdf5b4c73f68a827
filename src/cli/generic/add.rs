//! `tandem NOUN add NAME` and `tandem NOUN log TITLE`: a new record from flags.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::entry::Entry;
use crate::model::id::Id;
use crate::model::node::from_node;
use crate::ops::add::{Add, add};

/// Add a record
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    /// What the record goes by
    #[arg(value_name = T::CALLED)]
    label: String,
    /// Its id, instead of one made from what it is called
    #[arg(long, value_name = "ID", value_parser = crate::cli::value::flaw::<Id>)]
    id: Option<Id>,
    #[command(flatten)]
    entry: Entry<T>,
    #[command(flatten)]
    changing: Changing,
}

/// Adds a record.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let node = args.entry.node(&args.label, &context.words(&book))?;
    let record: T = from_node(&node, &mut |_| {}).map_err(Failure::call)?;
    let record = record.completed(session.today());
    let verb = format!("{} {}", T::KIND, T::ENTERED);
    let dice = context.dice();
    args.changing.perform(context, &session, &verb, |book| {
        add(book, Add { record: record.clone(), id: args.id.clone(), dice: dice.clone() })
    })
}
