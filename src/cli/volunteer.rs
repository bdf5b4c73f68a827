//! Volunteers.

mod lead;
mod status;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun, add};
use crate::model::day::Day;
use crate::model::volunteer::{Volunteer, VolunteerStatus};

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Add a volunteer
    Add(add::Args<Volunteer>),
    Status(status::Args),
    Lead(lead::Args),
    #[command(flatten)]
    Every(generic::Verb<Volunteer>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Add(args) => add::run(context, args),
            Verb::Status(args) => status::run(context, args),
            Verb::Lead(args) => lead::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Volunteer {
    const ONE: &'static str = "a volunteer";
    const SEVERAL: &'static str = "volunteers";
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "status", "lead"];

    /// Whoever is added today joins today and is led from then on, unless it says otherwise. An applicant
    /// has not joined.
    fn completed(mut self, today: Day) -> Self {
        if self.status() != VolunteerStatus::Applicant {
            self.joined.get_or_insert(today);
        }
        let since = self.joined.unwrap_or(today);
        for link in &mut self.lead {
            link.from.get_or_insert(since);
        }
        self
    }
}
