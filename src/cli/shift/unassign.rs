//! `tandem shift unassign SHIFT WHO …`: people are taken off a shift.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::OnShift;
use crate::model::text::Text;
use crate::ops::shift::assign::unassign;

/// Take people off a shift
///
/// Their rows go, and with them what was noted there. Whoever has attended stays.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    on_shift: OnShift,
    /// Take away also a place that is kept for somebody, and say why: the reason stands in the commit
    #[arg(long = "override", value_name = "REASON", value_parser = crate::cli::value::flaw::<Text>)]
    reason: Option<Text>,
    #[command(flatten)]
    changing: Changing,
}

/// Takes people off.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let (shift, who) = args.on_shift.ids(context, &session.book())?;
    let reason = args.reason.as_ref();
    let changing = reason.map_or_else(|| args.changing.clone(), |reason| args.changing.because(reason));
    changing.perform(context, &session, "shift unassign", |book| unassign(book, &shift, &who, reason))
}
