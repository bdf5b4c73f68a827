//! `tandem feedback close ID`: nothing more is to be done.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::dated::OnDay;
use crate::cli::generic::one::One;
use crate::model::feedback::Feedback;
use crate::ops::feedback::{Close, close};

/// Close feedback
///
/// From wherever it stands: thanks need no answer. What is closed stays as it is.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    feedback: One<Feedback>,
    /// How satisfied they were with the answer, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u64).range(1..=5))]
    satisfaction: Option<u64>,
    #[command(flatten)]
    day: OnDay,
    #[command(flatten)]
    changing: Changing,
}

/// Closes feedback.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let request = Close {
        id: args.feedback.id(context, &session.book())?,
        satisfaction: args.satisfaction,
        date: args.day.date.unwrap_or(session.today()),
    };
    args.changing.perform(context, &session, "feedback close", |book| close(book, &request))
}
