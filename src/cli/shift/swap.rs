//! `tandem shift swap SHIFT WHO OTHER-SHIFT OTHER`: two people change places.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::{Override, people};
use crate::model::book::Book;
use crate::model::kind::Kind;
use crate::ops::shift::swap::{Seat, Swap, swap};

/// Let two people on two shifts change places: both of them, or neither
///
/// What stands against either is told, as if both had moved already. Each place keeps its role; the people
/// bring along where they stand, so whoever confirmed comes to the other shift instead. Only people who are to
/// come can change places, and none whose place is kept for them.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The shift of the one: its id or the beginning of it, or its title
    #[arg(value_name = "SHIFT", add = complete::records(&[Kind::Shift]))]
    shift: String,
    /// Who is on it: an id or the beginning of it, a name, or pinyin
    #[arg(value_name = "WHO", add = complete::records(&Kind::PEOPLE))]
    who: String,
    /// The shift of the other
    #[arg(value_name = "OTHER-SHIFT", add = complete::records(&[Kind::Shift]))]
    other_shift: String,
    /// Who is on that
    #[arg(value_name = "OTHER-WHO", add = complete::records(&Kind::PEOPLE))]
    other_who: String,
    #[command(flatten)]
    reason: Override,
    #[command(flatten)]
    changing: Changing,
}

/// Lets two people change places.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let request = Swap {
        one: seat(context, &book, &args.shift, &args.who)?,
        other: seat(context, &book, &args.other_shift, &args.other_who)?,
        reason: args.reason.reason.clone(),
    };
    args.changing.perform(context, &session, "shift swap", |book| swap(book, &request))
}

/// The place that a shift and a person mean.
fn seat(context: &Context, book: &Book, shift: &str, who: &str) -> Result<Seat, Failure> {
    let shift = context.changed(book, Kind::Shift, shift)?;
    let who = people(context, book, [who].into_iter())?.remove(0);
    Ok(Seat { shift, who })
}
