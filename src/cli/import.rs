//! `tandem import`: people from a spreadsheet, each kind a verb.

mod people;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::resident::Resident;
use crate::model::volunteer::Volunteer;
use crate::model::worker::Worker;

#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Import volunteers
    ///
    /// The file holds comma-separated values in UTF-8, as spreadsheets save it; semicolons and tabs separate
    /// too. Its first line names the fields: `name`, `org`, `phone`, `lead`, `emergency.phone` … A list holds
    /// its values with `;` between them. A column `id` chooses ids. People are added all or not at all: what is
    /// doubtful is listed with its lines.
    Volunteers(people::Args<Volunteer>),
    /// Import social workers
    ///
    /// The file holds comma-separated values in UTF-8, as spreadsheets save it; semicolons and tabs separate
    /// too. Its first line names the fields: `name`, `org`, `phone`, `lead`, `emergency.phone` … A list holds
    /// its values with `;` between them. A column `id` chooses ids. People are added all or not at all: what is
    /// doubtful is listed with its lines.
    Workers(people::Args<Worker>),
    /// Import residents
    ///
    /// The file holds comma-separated values in UTF-8, as spreadsheets save it; semicolons and tabs separate
    /// too. Its first line names the fields: `kind`, `org`, `groups`, `worker`, `consent` … A list holds its
    /// values with `;` between them. Residents stand under codes: a column `id` brings them, else they are
    /// made. Names are no field of a resident. All are added or none: what is doubtful is listed with its
    /// lines.
    Residents(people::Args<Resident>),
}

impl What {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            What::Volunteers(args) => people::run(context, args),
            What::Workers(args) => people::run(context, args),
            What::Residents(args) => people::run(context, args),
        }
    }
}
