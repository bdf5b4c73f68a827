//! `tandem activity log TITLE`: what was done, from flags, a sign-in sheet or an earlier activity.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::doubtful::doubtful;
use crate::cli::error::Failure;
use crate::cli::generic::add;
use crate::exchange::sign_in;
use crate::model::activity::Activity;
use crate::model::book::Book;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::ops::find::{Fit, find};

/// What an activity takes over from an earlier one.
const TAKEN_OVER: [&str; 9] =
    ["title", "category", "org", "orgs", "place", "lead", "linkage", "start", "end"];

/// What was done.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Args {
    #[command(flatten)]
    new: add::Args<Activity>,
    /// Read who came from a sign-in sheet, a line `NAME[,HOURS]` each; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Typing less")]
    attend_from: Option<PathBuf>,
    /// Take title, category, organisations, place, lead, linkage and times from an earlier activity
    #[arg(long, value_name = "ID", help_heading = "Typing less", add = complete::records(&[Kind::Activity]))]
    like: Option<String>,
}

/// Logs an activity.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let book = session.book();
    let words = context.words(&book);
    let start = args.like.as_deref().map_or_else(|| Ok(Vec::new()), |like| earlier(context, &book, like))?;
    let mut node = args.new.draft(&words, start)?;
    if let Some(file) = &args.attend_from {
        let sheet = sign_in::read(&context.input(file, sign_in::LARGEST)?).map_err(|error| {
            Failure::records(format!("`{}`: {error}", file.display())).help(error.help().to_string())
        })?;
        let came = sign_in::attendance(&sheet, &words).map_err(|doubts| doubtful(file, &doubts))?;
        attend(&mut node, came);
    }
    args.new.enter(context, &session, &node)
}

/// What an earlier activity says that is likely so again.
fn earlier(context: &Context, book: &Book, word: &str) -> Result<Vec<(String, Node)>, Failure> {
    let found = find(book, &[Kind::Activity], word, Fit::Near)?;
    context.taken(word, &found);
    let loaded = book.any(Kind::Activity, &found.id)?;
    let node = loaded.map(|loaded| loaded.record.node()).transpose();
    match node.map_err(|error| Failure::bug(&error.to_string()))? {
        Some(Node::Table(fields)) => {
            Ok(fields.into_iter().filter(|(name, _)| TAKEN_OVER.contains(&&**name)).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// Adds rows to those who came.
fn attend(node: &mut Node, came: Vec<Node>) {
    let Node::Table(fields) = node else { return };
    match fields.iter_mut().find(|(name, _)| name == "attendance") {
        Some((_, Node::List(rows))) => rows.extend(came),
        _ if came.is_empty() => {}
        _ => fields.push(("attendance".into(), Node::List(came))),
    }
}
