//! `tandem shift attend SHIFT WHO[=HOURS] …`: who came to a shift, and for how long.

use std::collections::BTreeSet;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::{OneShift, Override, people};
use crate::cli::value;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::ops::shift::attend::{Attend, attend};

/// Say who came to a shift, and for how long
///
/// Without hours they stayed as long as the shift was. Somebody who was not to come can have come all the
/// same; what says that they cannot have been there, or should not have been let in, is told.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    shift: OneShift,
    /// Who came: ids or their beginnings, names or pinyin; behind `=` the hours, as `2.5` or `2h20m`
    #[arg(
        value_name = "WHO[=HOURS]",
        required_unless_present = "all",
        value_parser = value::flaw_behind::<Minutes>,
        add = complete::records(&Kind::PEOPLE)
    )]
    came: Vec<(String, Option<Minutes>)>,
    /// Everybody else who was to come did
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    reason: Override,
    #[command(flatten)]
    changing: Changing,
}

/// Says who came.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let shift = args.shift.id(context, &book)?;
    let ids = people(context, &book, args.came.iter().map(|(word, _)| word.as_str()))?;
    let mut seen = BTreeSet::new();
    if let Some(twice) = ids.iter().find(|id| !seen.insert(*id)) {
        return Err(Failure::call(format!("`{twice}` is named twice")).help("name them once".to_string()));
    }
    let came = ids.iter().cloned().zip(args.came.iter().map(|(_, hours)| *hours)).collect();
    let request = Attend { shift, came, all: args.all, reason: args.reason.reason.clone() };
    args.changing.perform(context, &session, "shift attend", |book| attend(book, &request))
}
