//! Volunteers.

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{Listed, list, show};
use crate::model::volunteer::Volunteer;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// List volunteers
    List(list::Args<Volunteer>),
    /// Show a volunteer with all its fields
    Show(show::Args<Volunteer>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::List(args) => list::run(context, args),
            Verb::Show(args) => show::run(context, args),
        }
    }
}

impl Listed for Volunteer {
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "status", "org", "lead"];
}
