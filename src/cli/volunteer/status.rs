//! `tandem volunteer status ID STATUS`: where a volunteer stands from now on.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::shift::named::Override;
use crate::cli::value::flaw;
use crate::model::day::Day;
use crate::model::kind::Kind;
use crate::model::text::Text;
use crate::model::volunteer::VolunteerStatus;
use crate::ops::volunteer::{Step, status};

/// Say where a volunteer stands from now on
///
/// An applicant becomes a trainee or active, a trainee active; who is active pauses, who pauses is active
/// again; everybody can leave. Who leaves is led by nobody and leads nobody from the next day on. Who left
/// comes back by a reason alone: `--override`. A minor becomes active with a guardian or a valid consent.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The volunteer: the id or its beginning, the name, or its pinyin
    #[arg(value_name = "ID", add = complete::records(&[Kind::Volunteer]))]
    id: String,
    /// Where they stand
    #[arg(value_name = "STATUS", value_parser = statuses())]
    status: VolunteerStatus,
    /// Why; needed of whoever pauses or leaves
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    reason: Option<Text>,
    /// The last day of whoever leaves, the first of an applicant who takes part [default: today]
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    date: Option<Day>,
    #[command(flatten)]
    overridden: Override,
    #[command(flatten)]
    changing: Changing,
}

fn statuses() -> impl TypedValueParser<Value = VolunteerStatus> {
    PossibleValuesParser::new(VolunteerStatus::ALL.iter().map(|status| status.code()))
        .try_map(|code| code.parse::<VolunteerStatus>())
}

/// Says where somebody stands.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let request = Step {
        id: context.changed(&session.book(), Kind::Volunteer, &args.id)?,
        to: args.status,
        reason: args.reason.clone(),
        date: args.date,
        overridden: args.overridden.reason.clone(),
    };
    args.changing.perform(context, &session, "volunteer status", |book| status(book, &request))
}
