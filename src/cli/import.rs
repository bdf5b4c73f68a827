//! `tandem import`: people from a spreadsheet, each kind a verb.

mod people;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::volunteer::Volunteer;
use crate::model::worker::Worker;

#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Import volunteers
    Volunteers(people::Args<Volunteer>),
    /// Import social workers
    Workers(people::Args<Worker>),
}

impl What {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            What::Volunteers(args) => people::run(context, args),
            What::Workers(args) => people::run(context, args),
        }
    }
}
