//! `tandem worker supervise ID WHO`: who supervises a worker from now on.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::value::flaw;
use crate::model::day::Day;
use crate::model::kind::Kind;
use crate::ops::link::{NewLink, supervise};

/// Say who supervises a worker from now on
///
/// Whoever supervised them until then does so until the day before: nothing is overwritten. Nobody
/// supervises themselves, nor in a circle; who left, or had not joined by then, supervises nobody.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The worker who is supervised: the id or its beginning, the name, or its pinyin
    #[arg(value_name = "ID", add = complete::records(&[Kind::Worker]))]
    id: String,
    /// Who supervises them
    #[arg(value_name = "WHO", add = complete::records(&Kind::PEOPLE))]
    who: String,
    /// The first day [default: today]
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    from: Option<Day>,
    #[command(flatten)]
    changing: Changing,
}

/// Says who supervises somebody.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let id = context.changed(&book, Kind::Worker, &args.id)?;
    let who = context.changed_among(&book, &Kind::PEOPLE, &args.who)?.id;
    let request = NewLink { id, who, from: args.from };
    args.changing.perform(context, &session, "worker supervise", |book| supervise(book, &request))
}
