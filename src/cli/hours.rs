//! Hours of service: whose they are, and who looked at them.

mod named;
mod of;
mod reject;
mod submit;
mod verify;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Of(of::Args),
    Submit(submit::Args),
    Verify(verify::Args),
    Reject(reject::Args),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Of(args) => of::run(context, args),
            Verb::Submit(args) => submit::run(context, args),
            Verb::Verify(args) => verify::run(context, args),
            Verb::Reject(args) => reject::run(context, args),
        }
    }
}
