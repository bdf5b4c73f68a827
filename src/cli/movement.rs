//! Movements: what came in and went out.

mod log;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun};
use crate::model::movement::Movement;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Log(log::Args),
    #[command(flatten)]
    Every(generic::Verb<Movement>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Log(args) => log::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Movement {
    const ONE: &'static str = "a movement";
    const SEVERAL: &'static str = "movements";
    const COLUMNS: &'static [&'static str] = &["id", "kind", "item", "quantity", "to"];
    const ENTERED: &'static str = "log";
}
