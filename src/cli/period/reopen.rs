//! `tandem period reopen [DATE] --reason TEXT`: what was closed can be altered again.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::value::flaw;
use crate::model::day::Day;
use crate::model::text::Text;
use crate::ops::period::reopen;

/// Open what was closed again: all of it, or what is dated after a day
///
/// Reports that were made of it may say something else afterwards. Where only hours were wrong, `correct`
/// sets them right without that.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The last day that stays closed [default: none does]
    #[arg(value_name = "DATE", value_parser = flaw::<Day>)]
    date: Option<Day>,
    /// Why; the reason stands in the commit
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    reason: Text,
    #[command(flatten)]
    changing: Changing,
}

/// Opens a period again.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let changing = args.changing.because(&args.reason);
    changing.settle(context, &session, "period reopen", |book| reopen(book, args.date))
}
