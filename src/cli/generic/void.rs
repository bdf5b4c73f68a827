//! `tandem NOUN void ID --reason TEXT`: a log that was wrong is kept, and counts nowhere.

use crate::cli::Outcome;
use crate::cli::by::By;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::one::One;
use crate::model::text::Text;
use crate::ops::void::{MakeVoid, void};

/// Mark a record as void
///
/// It is kept, says since when, by whom and why, and counts nowhere.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    #[command(flatten)]
    one: One<T>,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = crate::cli::value::flaw::<Text>)]
    reason: Text,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    changing: Changing,
}

/// Makes a record void.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let id = args.one.id(context, &book)?;
    let by = args.by.person(context, &session, &book)?;
    let request = MakeVoid { kind: T::KIND, id, by, reason: args.reason.clone() };
    let verb = format!("{} void", T::KIND);
    args.changing.perform(context, &session, &verb, |book| void(book, &request))
}
