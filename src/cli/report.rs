//! `tandem report`: what the records add up to, each report a verb.

mod hours;
mod query;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;

#[derive(Debug, Subcommand)]
pub(crate) enum Name {
    /// Hours of service: attendances, people and hours
    Hours(hours::Args),
}

impl Name {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Name::Hours(args) => hours::run(context, args),
        }
    }
}
