//! Feedback: opinions, complaints, hazards and their answers.

mod answer;
mod close;
mod forward;
mod log;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun};
use crate::model::book::Book;
use crate::model::feedback::Feedback;
use crate::model::id::Id;
use crate::model::kind::Kind;

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

/// The feedback that a verb is about.
#[derive(Clone, Debug, clap::Args)]
struct One {
    /// The feedback: its id or the beginning of it
    #[arg(value_name = "ID", add = complete::records(&[Kind::Feedback]))]
    feedback: String,
}

impl One {
    fn id(&self, context: &Context, book: &Book) -> Result<Id, Failure> {
        context.changed(book, Kind::Feedback, &self.feedback)
    }
}
