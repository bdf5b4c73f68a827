//! Organisations: the nodes of the tree.

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{Listed, add, edit, list, set, show};
use crate::model::org::Org;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Add an organisation
    Add(add::Args<Org>),
    /// List organisations
    List(list::Args<Org>),
    /// Show an organisation with all its fields
    Show(show::Args<Org>),
    /// Set fields of an organisation
    Set(set::Args<Org>),
    /// Edit an organisation in your editor
    Edit(edit::Args<Org>),
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

impl Listed for Org {
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "parent"];
}
