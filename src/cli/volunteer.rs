//! Volunteers.

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{Listed, add, edit, list, set, show};
use crate::model::day::Day;
use crate::model::volunteer::Volunteer;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Add a volunteer
    Add(add::Args<Volunteer>),
    /// List volunteers
    List(list::Args<Volunteer>),
    /// Show a volunteer with all its fields
    Show(show::Args<Volunteer>),
    /// Set fields of a volunteer
    Set(set::Args<Volunteer>),
    /// Edit a volunteer in your editor
    Edit(edit::Args<Volunteer>),
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

impl Listed for Volunteer {
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "status", "lead"];

    /// Whoever is added today joins today and is led from then on, unless it says otherwise.
    fn completed(mut self, today: Day) -> Self {
        let joined = *self.joined.get_or_insert(today);
        for link in &mut self.lead {
            link.from.get_or_insert(joined);
        }
        self
    }
}
