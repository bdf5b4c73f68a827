//! `tandem case stage ID STAGE`: how far a case has come.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::one::One;
use crate::cli::value::{coded, flaw};
use crate::model::case::{Case, Stage};
use crate::model::text::Text;
use crate::ops::case::{Advance, stage};

/// Say how far a case has come
///
/// Forward by any number of stages; back with a reason, which stands in the commit. A case is closed with
/// `tandem case close`, and comes to `follow-up` after that.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    case: One<Case>,
    /// The stage
    #[arg(value_name = "STAGE", value_parser = coded(Stage::ALL, Stage::code))]
    stage: Stage,
    /// Why it goes back
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    reason: Option<Text>,
    #[command(flatten)]
    changing: Changing,
}

/// Brings a case to another stage.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let case = args.case.id(context, &session.book())?;
    let request = Advance { id: case, stage: args.stage, is_explained: args.reason.is_some() };
    let changing = args.reason.as_ref().map_or(args.changing.clone(), |reason| args.changing.because(reason));
    changing.perform(context, &session, "case stage", |book| stage(book, &request))
}
