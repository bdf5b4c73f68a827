//! Shifts: work that must be staffed ahead, from the first invitation to the last signature.

mod absent;
mod assign;
mod attend;
mod cancel;
mod close;
mod confirm;
mod cover;
mod excuse;
mod expand;
pub(crate) mod named;
mod swap;
mod unassign;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun, add};
use crate::model::shift::Shift;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Add a shift that is to be staffed
    Add(add::Args<Shift>),
    Assign(assign::Args),
    Unassign(unassign::Args),
    Confirm(confirm::Args),
    Attend(attend::Args),
    Absent(absent::Args),
    Excuse(excuse::Args),
    Swap(swap::Args),
    Cover(cover::Args),
    Close(close::Args),
    Cancel(cancel::Args),
    Expand(expand::Args),
    #[command(flatten)]
    Every(generic::Verb<Shift>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Add(args) => add::run(context, args),
            Verb::Assign(args) => assign::run(context, args),
            Verb::Unassign(args) => unassign::run(context, args),
            Verb::Confirm(args) => confirm::run(context, args),
            Verb::Attend(args) => attend::run(context, args),
            Verb::Absent(args) => absent::run(context, args),
            Verb::Excuse(args) => excuse::run(context, args),
            Verb::Swap(args) => swap::run(context, args),
            Verb::Cover(args) => cover::run(context, args),
            Verb::Close(args) => close::run(context, args),
            Verb::Cancel(args) => cancel::run(context, args),
            Verb::Expand(args) => expand::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Shift {
    const ONE: &'static str = "a shift";
    const SEVERAL: &'static str = "shifts";
    const COLUMNS: &'static [&'static str] = &["id", "date", "title", "start", "end", "lead", "status"];
}
