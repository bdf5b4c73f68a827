//! Social workers.

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{Listed, list, show};
use crate::model::worker::Worker;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// List social workers
    List(list::Args<Worker>),
    /// Show a social worker with all its fields
    Show(show::Args<Worker>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::List(args) => list::run(context, args),
            Verb::Show(args) => show::run(context, args),
        }
    }
}

impl Listed for Worker {
    const COLUMNS: &'static [&'static str] = &["id", "name", "org", "post", "status"];
}
