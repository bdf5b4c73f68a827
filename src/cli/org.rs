//! Organisations: the nodes of the tree.

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{Listed, list, show};
use crate::model::org::Org;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// List organisations
    List(list::Args<Org>),
    /// Show an organisation with all its fields
    Show(show::Args<Org>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::List(args) => list::run(context, args),
            Verb::Show(args) => show::run(context, args),
        }
    }
}

impl Listed for Org {
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "parent", "lead"];
}
