//! `tandem hours verify ID [WHO …] [--all]`: somebody looked at hours, and they are right.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::hours::named::Looking;
use crate::cli::shift::named::people;
use crate::model::kind::Kind;
use crate::ops::hours::verify::verify;

/// Verify hours of an activity or a shift
///
/// Nobody verifies their own: with `--all` those wait for somebody else. What is rejected stays so until it
/// is submitted again.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    look: Looking,
    /// Whose hours: ids or their beginnings, names or pinyin
    #[arg(value_name = "WHO", required_unless_present = "all", add = complete::records(&Kind::PEOPLE))]
    who: Vec<String>,
    /// The hours of everybody that nobody has looked at
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    changing: Changing,
}

/// Verifies hours.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let who = people(context, &book, args.who.iter().map(String::as_str))?;
    let request = args.look.at(context, &session, who)?;
    args.changing.perform(context, &session, "hours verify", |book| verify(book, &request, args.all))
}
