//! Social workers.

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{Listed, add, edit, list, set, show};
use crate::model::day::Day;
use crate::model::worker::Worker;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Add a social worker
    Add(add::Args<Worker>),
    /// List social workers
    List(list::Args<Worker>),
    /// Show a social worker with all its fields
    Show(show::Args<Worker>),
    /// Set fields of a social worker
    Set(set::Args<Worker>),
    /// Edit a social worker in your editor
    Edit(edit::Args<Worker>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Add(args) => add::run(context, args),
            Verb::List(args) => list::run(context, args),
            Verb::Show(args) => show::run(context, args),
            Verb::Set(args) => set::run(context, args),
            Verb::Edit(args) => edit::run(context, args),
        }
    }
}

impl Listed for Worker {
    const COLUMNS: &'static [&'static str] = &["id", "name", "org", "post", "status"];

    /// A supervisor who is named today supervises from today on, unless it says otherwise.
    fn completed(mut self, today: Day) -> Self {
        for link in &mut self.supervisor {
            link.from.get_or_insert(today);
        }
        self
    }
}
