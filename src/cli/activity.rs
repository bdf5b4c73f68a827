//! Activities: what was done on a day.

mod log;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{Listed, edit, list, set, show};
use crate::model::activity::Activity;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Log an activity that took place
    Log(log::Args),
    /// List activities
    List(list::Args<Activity>),
    /// Show an activity with all its fields
    Show(show::Args<Activity>),
    /// Set fields of an activity
    Set(set::Args<Activity>),
    /// Edit an activity in your editor
    Edit(edit::Args<Activity>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Log(args) => log::run(context, args),
            Verb::List(args) => list::run(context, args),
            Verb::Show(args) => show::run(context, args),
            Verb::Set(args) => set::run(context, args),
            Verb::Edit(args) => edit::run(context, args),
        }
    }
}

impl Listed for Activity {
    const COLUMNS: &'static [&'static str] = &["id", "title", "category", "lead"];
    const ENTERED: &'static str = "log";
    const CALLED: &'static str = "TITLE";
}
