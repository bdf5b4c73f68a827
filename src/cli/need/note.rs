//! `tandem need note ID --did WHAT`: what was done for a need.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::dated::Work;
use crate::cli::generic::one::{One, reference};
use crate::cli::value::coded;
use crate::model::code::Role;
use crate::model::kind::Kind;
use crate::model::need::{Did, Need};
use crate::ops::need::{Note, note};

/// Note what was done for a need
///
/// Lines with hours are hours of service. A need that was matched is in progress then. The same line twice is
/// one line.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    need: One<Need>,
    /// What was done
    #[arg(long, value_name = "WHAT", value_parser = coded(Did::ALL, Did::code))]
    did: Did,
    /// Who did it [default: whoever makes the change]
    #[arg(long, value_name = "WHO", add = complete::records(&Kind::PEOPLE))]
    who: Option<String>,
    /// In which crew, where it is not that of their register
    #[arg(long = "as", value_name = "CREW", value_parser = coded(Role::ALL, Role::code))]
    role_as: Option<Role>,
    #[command(flatten)]
    work: Work,
    #[command(flatten)]
    changing: Changing,
}

/// Notes what was done.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let request = Note {
        id: args.need.id(context, &book)?,
        date: args.work.day.date,
        who: match &args.who {
            Some(word) => reference(&context.words(&book), &Kind::PEOPLE, word)?,
            None => args.work.by.person(context, &session, &book)?,
        },
        role_as: args.role_as,
        did: args.did,
        hours: args.work.hours,
    };
    args.changing.perform(context, &session, "need note", |book| note(book, &request))
}
