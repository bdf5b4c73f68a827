//! Feedback: opinions, complaints, hazards and their answers.

mod answer;
mod close;
mod forward;
mod log;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun};
use crate::model::feedback::Feedback;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Log feedback
    Log(log::Args),
    Forward(forward::Args),
    Answer(answer::Args),
    Close(close::Args),
    #[command(flatten)]
    Every(generic::Verb<Feedback>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Log(args) => log::run(context, args),
            Verb::Forward(args) => forward::run(context, args),
            Verb::Answer(args) => answer::run(context, args),
            Verb::Close(args) => close::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Feedback {
    const ONE: &'static str = "feedback";
    const SEVERAL: &'static str = "feedback";
    const COLUMNS: &'static [&'static str] = &["id", "kind", "org", "date", "status"];
    const ENTERED: &'static str = "log";
}
