//! `tandem feedback answer ID --answer TEXT`: what was answered.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::one::One;
use crate::cli::value::flaw;
use crate::model::feedback::Feedback;
use crate::model::text::Text;
use crate::ops::feedback::answer;

/// Say what was answered to feedback
///
/// It is open until `tandem feedback close`, when whoever gave it has heard the answer.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    feedback: One<Feedback>,
    /// What was answered
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    answer: Text,
    #[command(flatten)]
    changing: Changing,
}

/// Says what was answered.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let id = args.feedback.id(context, &session.book())?;
    args.changing.perform(context, &session, "feedback answer", |book| answer(book, &id, &args.answer))
}
