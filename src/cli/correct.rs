//! `tandem correct KIND/ID --who WHO --hours ±H --reason TEXT`: hours of a closed period are set right.

use crate::cli::Outcome;
use crate::cli::by::By;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::value::flaw;
use crate::model::code::Role;
use crate::model::correction::{RecordRef, SignedMinutes};
use crate::model::day::Day;
use crate::model::kind::Kind;
use crate::model::text::Text;
use crate::ops::correct::{Correct, KINDS, correct};

/// Correct hours that lie in a closed period
///
/// The record stays as it was closed; a record of its own says how much is added or taken away, why and by
/// whom. Reports of a period book it on its own day, lifetimes and certificates with the record that it
/// corrects. It adds time, never people.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The record that was wrong: activity/ID, shift/ID, need/ID or case/ID
    #[arg(value_name = "KIND/ID", add = complete::records(&KINDS))]
    record: String,
    /// Whose hours: an id, a name or its pinyin [default: the one person who served there]
    #[arg(long, value_name = "WHO", add = complete::records(&Kind::PEOPLE))]
    who: Option<String>,
    /// In which crew, where they served in both: worker or volunteer
    #[arg(long = "as", value_name = "CREW", value_parser = flaw::<Role>)]
    role: Option<Role>,
    /// How much is added, as `+1.5` or `+1h30m`, or taken away, as `-0.5`
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true, value_parser = signed)]
    hours: SignedMinutes,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    reason: Text,
    /// On which day it is booked [default: today]
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    date: Option<Day>,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    changing: Changing,
}

/// Reads a duration with a sign.
fn signed(text: &str) -> Result<SignedMinutes, String> {
    flaw(text.strip_prefix('+').unwrap_or(text))
}

/// Corrects hours.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let found = context.changed_among(&book, &KINDS, &args.record)?;
    let who = args.who.as_ref().map(|who| context.changed_among(&book, &Kind::PEOPLE, who)).transpose()?;
    let request = Correct {
        of: RecordRef { kind: found.kind, id: found.id },
        who: who.map(|who| who.id),
        role: args.role,
        hours: args.hours.0,
        date: args.date,
        reason: args.reason.clone(),
        by: args.by.person(context, &session, &book)?,
        dice: context.dice(),
    };
    args.changing.perform(context, &session, "correct", |book| correct(book, &request))
}
