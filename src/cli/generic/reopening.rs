//! What `reopen` takes of needs and cases alike.

use crate::cli::by::By;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::dated::OnDay;
use crate::cli::generic::one::One;
use crate::cli::value::flaw;
use crate::model::text::Text;
use crate::ops::dossier::Reopen;
use crate::session::Session;

/// What is opened again, and why.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Reopening<T: Noun> {
    #[command(flatten)]
    record: One<T>,
    /// Why it is opened again
    #[arg(long, value_name = "TEXT", value_parser = flaw::<Text>)]
    reason: Text,
    #[command(flatten)]
    day: OnDay,
    #[command(flatten)]
    by: By,
}

impl<T: Noun> Reopening<T> {
    /// What is asked for.
    pub(crate) fn request(&self, context: &Context, session: &Session) -> Result<Reopen, Failure> {
        let book = session.book();
        Ok(Reopen {
            id: self.record.id(context, &book)?,
            date: self.day.date,
            by: self.by.person(context, session, &book)?,
            reason: self.reason.clone(),
        })
    }
}
