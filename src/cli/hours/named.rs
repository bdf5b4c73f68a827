//! The activity or shift whose hours words of a command line name.

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::book::Book;
use crate::ops::find::Candidate;
use crate::ops::hours::KINDS;

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
