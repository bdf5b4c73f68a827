//! Organisations: the nodes of the tree.

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun, add};
use crate::model::org::Org;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Add an organisation
    Add(add::Args<Org>),
    #[command(flatten)]
    Every(generic::Verb<Org>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Add(args) => add::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Org {
    const ONE: &'static str = "an organisation";
    const SEVERAL: &'static str = "organisations";
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "parent"];
}
