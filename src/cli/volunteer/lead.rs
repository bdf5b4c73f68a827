//! `tandem volunteer lead ID WHO`: who leads a volunteer from now on.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::value::flaw;
use crate::model::day::Day;
use crate::model::kind::Kind;
use crate::ops::link::{NewLink, lead};

/// Say who leads a volunteer from now on
///
/// Whoever led them until then does so until the day before: nothing is overwritten. Nobody leads
/// themselves, nor through others; who left, or had not joined by then, leads nobody and is not led.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The volunteer: the id or its beginning, the name, or its pinyin
    #[arg(value_name = "ID", add = complete::records(&[Kind::Volunteer]))]
    id: String,
    /// Who leads them: a worker, or the volunteer who is the key person
    #[arg(value_name = "WHO", add = complete::records(&Kind::PEOPLE))]
    who: String,
    /// The first day [default: today]
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    from: Option<Day>,
    #[command(flatten)]
    changing: Changing,
}

/// Says who leads somebody.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let id = context.changed(&book, Kind::Volunteer, &args.id)?;
    let who = context.changed_among(&book, &Kind::PEOPLE, &args.who)?.id;
    let request = NewLink { id, who, from: args.from };
    args.changing.perform(context, &session, "volunteer lead", |book| lead(book, &request))
}
