//! `tandem shift expand [SERIES …] --until DATE`: the shifts of series.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::value::flaw;
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::ops::shift::expand::{Expand, expand};

/// Make the shifts of series that are missing, from today on
///
/// Each is as its series says, and its id is the day and the series. What is there already stays as it is,
/// also where it was moved, changed, cancelled or void. At most a thousand shifts are made at once.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The series: their ids or the beginnings of them, or their titles [default: all]
    #[arg(value_name = "SERIES", add = complete::records(&[Kind::Series]))]
    series: Vec<String>,
    /// The last day
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    until: Day,
    #[command(flatten)]
    changing: Changing,
}

/// Makes the shifts.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let series = args.series.iter().map(|word| context.changed(&book, Kind::Series, word));
    let series = series.collect::<Result<Vec<Id>, Failure>>()?;
    let request = Expand { series, until: args.until };
    args.changing.perform(context, &session, "shift expand", |book| expand(book, &request))
}
