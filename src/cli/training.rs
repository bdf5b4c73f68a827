//! Trainings: courses, lectures, exams.

mod log;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun};
use crate::model::training::Training;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Log a training; those who passed hold its credential
    Log(log::Args),
    #[command(flatten)]
    Every(generic::Verb<Training>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Log(args) => log::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Training {
    const ONE: &'static str = "a training";
    const SEVERAL: &'static str = "trainings";
    const COLUMNS: &'static [&'static str] = &["id", "title", "kind", "org"];
    const ENTERED: &'static str = "log";
}
