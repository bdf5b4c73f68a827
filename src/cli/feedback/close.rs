//! `tandem feedback close ID`: nothing more is to be done.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::feedback::One;
use crate::cli::value::flaw;
use crate::model::day::Day;
use crate::ops::feedback::{Close, close};

/// Close feedback
///
/// From wherever it stands: thanks need no answer. What is closed stays as it is.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    one: One,
    /// How satisfied they were with the answer, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u64).range(1..=5))]
    satisfaction: Option<u64>,
    /// When [default: today]
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    date: Option<Day>,
    #[command(flatten)]
    changing: Changing,
}

/// Closes feedback.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let request = Close {
        id: args.one.id(context, &session.book())?,
        satisfaction: args.satisfaction,
        date: args.date.unwrap_or(session.today()),
    };
    args.changing.perform(context, &session, "feedback close", |book| close(book, &request))
}
