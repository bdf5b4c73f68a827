//! `tandem feedback forward ID --to TEXT`: it is passed on.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::dated::OnDay;
use crate::cli::generic::one::One;
use crate::cli::value::flaw;
use crate::model::day::Day;
use crate::model::feedback::Feedback;
use crate::model::text::Text;
use crate::ops::feedback::{Forward, forward};

/// Pass feedback on
///
/// A row says to whom and when; it can be passed on again, to somebody else. What is answered or closed is
/// not passed on.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    feedback: One<Feedback>,
    /// To whom
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    to: Text,
    #[command(flatten)]
    day: OnDay,
    /// By when an answer is due
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    due: Option<Day>,
    #[command(flatten)]
    changing: Changing,
}

/// Passes feedback on.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let request = Forward {
        id: args.feedback.id(context, &session.book())?,
        to: args.to.clone(),
        date: args.day.date.unwrap_or(session.today()),
        due: args.due,
    };
    args.changing.perform(context, &session, "feedback forward", |book| forward(book, &request))
}
