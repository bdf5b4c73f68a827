//! `tandem case refer ID --to TEXT`: a case is sent on, or what became of that.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::one::One;
use crate::cli::value::{coded, flaw};
use crate::model::case::{Case, ReferralStatus};
use crate::model::day::Day;
use crate::model::text::Text;
use crate::ops::case::{Refer, refer};

/// Send a case on to somebody else, or say what became of that
///
/// With `--status` the last referral to the same party stands there from now on.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    case: One<Case>,
    /// To whom it is sent
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    to: Text,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    reason: Option<Text>,
    /// What became of a referral that was sent
    #[arg(long, value_name = "STATUS", value_parser = coded(ReferralStatus::ALL, ReferralStatus::code))]
    status: Option<ReferralStatus>,
    /// The day on which it was sent [default: today; with `--status` the last]
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    date: Option<Day>,
    #[command(flatten)]
    changing: Changing,
}

/// Sends a case on.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let request = Refer {
        id: args.case.id(context, &session.book())?,
        to: args.to.clone(),
        date: args.date,
        reason: args.reason.clone(),
        status: args.status,
    };
    args.changing.perform(context, &session, "case refer", |book| refer(book, &request))
}
