//! `tandem shift assign SHIFT WHO …`: people are put on a shift, or it is told why not.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::{OnShift, Override, crews};
use crate::model::code::Role;
use crate::model::shift::AssignmentStatus;
use crate::model::text::Text;
use crate::ops::shift::assign::{Assign, assign};

/// Where somebody can stand who is put on a shift.
const STANDS: [AssignmentStatus; 4] = [
    AssignmentStatus::Invited,
    AssignmentStatus::Accepted,
    AssignmentStatus::Confirmed,
    AssignmentStatus::Standby,
];

/// Assign people to a shift: all of them, or nobody
///
/// Whatever stands against one of them is told, all of it, with the line that says so: other shifts at the
/// same time or too near, limits of a day or a week, skills and credentials, availability, age, places.
/// `--override` sets the rules aside; the reason is written into the row. Where the period is closed or the
/// shift is cancelled, no reason helps. Whoever declined or was excused is invited again.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    on_shift: OnShift,
    /// In which crew they serve there, where it is not that of their register
    #[arg(long = "as", value_name = "CREW", value_parser = crews())]
    role_as: Option<Role>,
    /// What they do there
    #[arg(long, value_name = "TEXT", value_parser = crate::cli::value::flaw::<Text>)]
    role: Option<Text>,
    /// Where they stand
    #[arg(long, value_name = "STATUS", default_value = "invited", value_parser = stands())]
    status: AssignmentStatus,
    /// Keep their places for them: nobody else can take them without a reason
    #[arg(long)]
    locked: bool,
    #[command(flatten)]
    reason: Override,
    #[command(flatten)]
    changing: Changing,
}

fn stands() -> impl TypedValueParser<Value = AssignmentStatus> {
    PossibleValuesParser::new(STANDS.map(AssignmentStatus::code))
        .try_map(|code| code.parse::<AssignmentStatus>())
}

/// Assigns people.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let (shift, who) = args.on_shift.ids(context, &session.book())?;
    let request = Assign {
        shift,
        who,
        role_as: args.role_as,
        role: args.role.clone(),
        status: args.status,
        locked: args.locked,
        reason: args.reason.reason.clone(),
    };
    args.changing.perform(context, &session, "shift assign", |book| assign(book, &request))
}
