//! `tandem need close ID --status STATUS`: what became of a need.

use clap::builder::RangedU64ValueParser;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::dated::OnDay;
use crate::cli::generic::one::One;
use crate::cli::value::{coded, flaw};
use crate::model::need::{Need, NeedStatus};
use crate::model::text::Text;
use crate::ops::need::{Close, close};

/// How a need can end.
const ENDS: [NeedStatus; 3] = [NeedStatus::Met, NeedStatus::Unmet, NeedStatus::Withdrawn];

/// Close a need: it was met, it was not, or it was withdrawn
///
/// What was not met, or withdrawn, says why. Whoever helps does so until that day. How satisfied they were can be
/// said later, with the same command.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    need: One<Need>,
    /// What became of it
    #[arg(long, value_name = "STATUS", value_parser = coded(&ENDS, NeedStatus::code))]
    status: NeedStatus,
    /// Why it was not met, or withdrawn
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    reason: Option<Text>,
    /// How satisfied they were, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = RangedU64ValueParser::<u64>::new().range(1..=5))]
    satisfaction: Option<u64>,
    #[command(flatten)]
    day: OnDay,
    #[command(flatten)]
    changing: Changing,
}

/// Closes a need.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let request = Close {
        id: args.need.id(context, &session.book())?,
        status: args.status,
        date: args.day.date,
        reason: args.reason.clone(),
        satisfaction: args.satisfaction,
    };
    args.changing.perform(context, &session, "need close", |book| close(book, &request))
}
