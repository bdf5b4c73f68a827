//! `tandem need assign ID`: who meets a need, and with which service.

use clap::ArgGroup;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::one::{One, reference, references};
use crate::model::kind::Kind;
use crate::model::need::Need;
use crate::ops::need::{Assign, assign};

/// Say who meets a need, and with which service
///
/// Whoever helps does so from today on, beside those who help already. A service that promises to meet it
/// within so many working days promises the last of them, counted from the day it was opened, unless a day is
/// promised already. `tandem need match` proposes whom and what.
#[derive(Clone, Debug, clap::Args)]
#[command(group = ArgGroup::new("whom").args(["worker", "helper", "service"]).required(true).multiple(true))]
pub(crate) struct Args {
    #[command(flatten)]
    need: One<Need>,
    /// The worker who is in charge
    #[arg(long, value_name = "WORKER", add = complete::records(&[Kind::Worker]))]
    worker: Option<String>,
    /// Who helps (can be given again)
    #[arg(long, value_name = "WHO", add = complete::records(&Kind::PEOPLE))]
    helper: Vec<String>,
    /// The service that meets it
    #[arg(long, value_name = "SERVICE", add = complete::records(&[Kind::Service]))]
    service: Option<String>,
    #[command(flatten)]
    changing: Changing,
}

/// Assigns a need.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let words = context.words(&book);
    let (worker, service) = (args.worker.as_ref(), args.service.as_ref());
    let request = Assign {
        id: args.need.id(context, &book)?,
        worker: worker.map(|word| reference(&words, &[Kind::Worker], word)).transpose()?,
        helpers: references(&words, &Kind::PEOPLE, &args.helper)?,
        service: service.map(|word| reference(&words, &[Kind::Service], word)).transpose()?,
    };
    args.changing.perform(context, &session, "need assign", |book| assign(book, &request))
}
