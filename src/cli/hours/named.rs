//! The activity or shift whose hours words of a command line name, and who looks at them.

use crate::cli::by::By;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::book::Book;
use crate::model::id::Id;
use crate::ops::find::Candidate;
use crate::ops::hours::KINDS;
use crate::ops::hours::verify::Look;
use crate::session::Session;

/// An activity or a shift.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(super) struct OneRecord {
    /// The activity or shift: its id or the beginning of it, its title, or KIND/ID
    #[arg(value_name = "ID", add = complete::records(&KINDS))]
    record: String,
}

impl OneRecord {
    /// The record.
    pub(super) fn found(&self, context: &Context, book: &Book) -> Result<Candidate, Failure> {
        context.changed_among(book, &KINDS, &self.record)
    }
}

/// A look at the hours of a record.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(super) struct Looking {
    #[command(flatten)]
    record: OneRecord,
    #[command(flatten)]
    by: By,
}

impl Looking {
    /// What is looked at, and by whom.
    pub(super) fn at(&self, context: &Context, session: &Session, who: Vec<Id>) -> Result<Look, Failure> {
        let book = session.book();
        let found = self.record.found(context, &book)?;
        let by = self.by.person(context, session, &book)?;
        Ok(Look { kind: found.kind, id: found.id, who, by })
    }
}
