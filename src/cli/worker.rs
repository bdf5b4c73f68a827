//! Social workers.

mod supervise;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun, add};
use crate::model::day::Day;
use crate::model::worker::Worker;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Add a social worker
    Add(add::Args<Worker>),
    Supervise(supervise::Args),
    #[command(flatten)]
    Every(generic::Verb<Worker>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Add(args) => add::run(context, args),
            Verb::Supervise(args) => supervise::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Worker {
    const ONE: &'static str = "a social worker";
    const SEVERAL: &'static str = "social workers";
    const COLUMNS: &'static [&'static str] = &["id", "name", "org", "post", "status"];

    /// A supervisor who is named today supervises from today on, unless it says otherwise.
    fn completed(mut self, today: Day) -> Self {
        for link in &mut self.supervisor {
            link.from.get_or_insert(today);
        }
        self
    }
}
