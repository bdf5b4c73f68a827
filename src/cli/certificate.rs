//! Certificates of service: issued from what is committed, and verified against it ever after.

mod desk;
mod issue;
mod sheet;
mod verify;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::{self, Noun};
use crate::model::certificate::Certificate;
use crate::render::certificate::Sheet;
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Issue(issue::Args),
    Verify(verify::Args),
    #[command(flatten)]
    Every(generic::Verb<Certificate>),
}

impl Verb {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::Issue(args) => issue::run(context, args),
            Verb::Verify(args) => verify::run(context, args),
            Verb::Every(verb) => verb.run(context),
        }
    }
}

impl Noun for Certificate {
    const ONE: &'static str = "a certificate";
    const SEVERAL: &'static str = "certificates";
    const COLUMNS: &'static [&'static str] = &["id", "number", "who", "minutes", "date"];
    const ENTERED: &'static str = "issue";
    const HAS_PAGE: bool = true;

    fn page(&self, context: &Context, session: &Session) -> Result<Option<Sheet>, Failure> {
        sheet::sheet(self, context, session).map(Some)
    }
}
