//! Volunteers.

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun, add};
use crate::model::day::Day;
use crate::model::volunteer::Volunteer;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Add a volunteer
    Add(add::Args<Volunteer>),
    #[command(flatten)]
    Every(generic::Verb<Volunteer>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Add(args) => add::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Volunteer {
    const ONE: &'static str = "a volunteer";
    const SEVERAL: &'static str = "volunteers";
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
