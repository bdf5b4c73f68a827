//! Needs: what a resident asks for, or a visit finds, until it is met or not.

mod assign;
mod close;
mod r#match;
mod note;
mod open;
mod reopen;
mod verify;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun};
use crate::model::need::Need;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Open(open::Args),
    Verify(verify::Args),
    Match(r#match::Args),
    Assign(assign::Args),
    Note(note::Args),
    Close(close::Args),
    Reopen(reopen::Args),
    #[command(flatten)]
    Every(generic::Verb<Need>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Open(args) => open::run(context, args),
            Verb::Verify(args) => verify::run(context, args),
            Verb::Match(args) => r#match::run(context, args),
            Verb::Assign(args) => assign::run(context, args),
            Verb::Note(args) => note::run(context, args),
            Verb::Close(args) => close::run(context, args),
            Verb::Reopen(args) => reopen::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Need {
    const ONE: &'static str = "a need";
    const SEVERAL: &'static str = "needs";
    const COLUMNS: &'static [&'static str] = &["id", "category", "org", "worker", "status"];
    const ENTERED: &'static str = "open";
    const DATED: Option<&'static str> = Some("opened");
}
