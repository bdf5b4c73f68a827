//! Cases: casework from intake to closing, and after it.

mod close;
mod refer;
mod reopen;
mod review;
mod session;
mod stage;
mod supervise;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun, add};
use crate::model::case::Case;
use crate::model::day::Day;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Open a case
    Open(add::Args<Case>),
    Session(session::Args),
    Stage(stage::Args),
    Refer(refer::Args),
    Supervise(supervise::Args),
    Review(review::Args),
    Close(close::Args),
    Reopen(reopen::Args),
    #[command(flatten)]
    Every(generic::Verb<Case>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Open(args) => add::run(context, args),
            Verb::Session(args) => session::run(context, args),
            Verb::Stage(args) => stage::run(context, args),
            Verb::Refer(args) => refer::run(context, args),
            Verb::Supervise(args) => supervise::run(context, args),
            Verb::Review(args) => review::run(context, args),
            Verb::Close(args) => close::run(context, args),
            Verb::Reopen(args) => reopen::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Case {
    const ONE: &'static str = "a case";
    const SEVERAL: &'static str = "cases";
    const COLUMNS: &'static [&'static str] = &["id", "kind", "category", "worker", "stage"];
    const ENTERED: &'static str = "open";
    const DATED: Option<&'static str> = Some("opened");

    /// Whoever helps from the beginning does so since it was opened, unless it says otherwise.
    fn completed(mut self, _today: Day) -> Self {
        for link in &mut self.helpers {
            link.from.get_or_insert(self.opened);
        }
        self
    }
}
