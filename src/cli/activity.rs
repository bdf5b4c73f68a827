//! Activities: what was done on a day.

mod log;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun};
use crate::model::activity::Activity;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Log an activity that took place
    Log(log::Args),
    #[command(flatten)]
    Every(generic::Verb<Activity>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Log(args) => log::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Activity {
    const ONE: &'static str = "an activity";
    const SEVERAL: &'static str = "activities";
    const COLUMNS: &'static [&'static str] = &["id", "title", "category", "lead"];
    const ENTERED: &'static str = "log";
}
