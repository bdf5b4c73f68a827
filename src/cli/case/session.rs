//! `tandem case session ID`: they met.

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::dated::Work;
use crate::cli::generic::one::{One, references};
use crate::cli::value::{coded, flaw};
use crate::model::case::{Case, Session, Stage};
use crate::model::code::Role;
use crate::model::kind::Kind;
use crate::model::text::Text;
use crate::ops::case::{Meet, session};

/// Note a session of a case
///
/// Its hours are hours of service of whoever held it (`--by`) and of each who helped; those must be helpers of
/// the case on that day. A stage that is further than the case's becomes the case's. The same session twice is
/// one session.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    case: One<Case>,
    /// Who helped (can be given again)
    #[arg(long, value_name = "WHO", add = complete::records(&Kind::PEOPLE))]
    helper: Vec<String>,
    /// How they met: at home, by phone …
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    medium: Option<Text>,
    /// Whether anybody was met
    #[arg(long, value_name = "true|false")]
    contact: Option<bool>,
    /// How many people were there
    #[arg(long, value_name = "N")]
    persons: Option<u64>,
    /// The stage it belongs to
    #[arg(long, value_name = "STAGE", value_parser = coded(Stage::ALL, Stage::code))]
    stage: Option<Stage>,
    /// In which crew who held it did, where it is not that of their register
    #[arg(long = "as", value_name = "CREW", value_parser = coded(Role::ALL, Role::code))]
    role_as: Option<Role>,
    #[command(flatten)]
    work: Work,
    #[command(flatten)]
    changing: Changing,
}

/// Notes a session.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let opened = context.session()?;
    let book = opened.book();
    let held = Session {
        date: args.work.day.date.unwrap_or_else(|| opened.today()),
        by: args.work.by.person(context, &opened, &book)?,
        role_as: args.role_as,
        helpers: references(&context.words(&book), &Kind::PEOPLE, &args.helper)?,
        hours: args.work.hours,
        medium: args.medium.clone(),
        contact: args.contact,
        persons: args.persons,
        stage: args.stage,
    };
    let request = Meet { id: args.case.id(context, &book)?, session: held };
    args.changing.perform(context, &opened, "case session", |book| session(book, &request))
}
