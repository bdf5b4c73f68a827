//! Activities: what was done on a day.

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{Listed, list, show};
use crate::model::activity::Activity;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// List activities
    List(list::Args<Activity>),
    /// Show an activity with all its fields
    Show(show::Args<Activity>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::List(args) => list::run(context, args),
            Verb::Show(args) => show::run(context, args),
        }
    }
}

impl Listed for Activity {
    const COLUMNS: &'static [&'static str] = &["id", "title", "category", "lead"];
}
