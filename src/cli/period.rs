//! Closed periods: what is dated in one is final, and its checksum proves it.

mod close;
mod reopen;
mod show;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Close(close::Args),
    Reopen(reopen::Args),
    Show(show::Args),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Close(args) => close::run(context, args),
            Verb::Reopen(args) => reopen::run(context, args),
            Verb::Show(args) => show::run(context, args),
        }
    }
}
