//! `tandem need open`: what somebody asks for, and by when its service promises to meet it.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::add;
use crate::model::book::Book;
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::need::Need;
use crate::model::node::Node;
use crate::ops::need::promised;

/// Open a need
///
/// It is opened today unless `--opened` says otherwise. A service that promises to meet it within so many
/// working days promises the last of them, unless `--promised` says otherwise.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Args {
    #[command(flatten)]
    new: add::Args<Need>,
}

/// Opens a need.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let mut node = args.new.draft(&context.words(&book), add::dated::<Need>(&session))?;
    promise(&book, &mut node)?;
    args.new.enter(context, &session, &node)
}

/// Says by when the service promises to meet the need, where nobody said.
fn promise(book: &Book, node: &mut Node) -> Result<(), Failure> {
    let service: Option<Id> = node.field("service").and_then(|service| service.text()?.parse().ok());
    let opened: Option<Day> = node.field("opened").and_then(|opened| opened.text()?.parse().ok());
    let (Some(service), Some(opened), None) = (service, opened, node.field("promised")) else {
        return Ok(());
    };
    if let (Some(day), Node::Table(fields)) = (promised(book, &service, opened)?, node) {
        fields.push(("promised".into(), Node::Date(day)));
    }
    Ok(())
}
