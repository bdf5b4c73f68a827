//! `tandem undo [OP]`: what an operation changed becomes what it was.

use crate::cli::Outcome;
use crate::cli::as_of::short;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::node::Node;
use crate::ops::undo::{Since, UndoError, undo};
use crate::session::{Session, Span};

/// Undo an operation, field by field
///
/// Every field that the operation changed becomes what it was, in a new commit; what else has changed since stays.
/// Refused where one of those fields has changed since: it says which, and by whom. A record that the operation made
/// goes, unless something refers to it; one that it removed comes back; one that it renamed or moved gets its id
/// and place again. All of an operation is undone, or nothing.
///
/// Without an id the last operation in the history of this branch is undone; as undoing is an operation too, doing
/// it twice does it again. What was changed by hand is undone with `git revert`.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The operation: its id, or the beginning of it, as `tandem history` tells them
    op: Option<String>,
    #[command(flatten)]
    changing: Changing,
}

/// Undoes an operation.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let operation = session.operation(args.op.as_deref())?;
    if let Err(refused) = undo(&session.book(), &operation.changes) {
        return Err(explained(&session, refused));
    }
    context.ui.note(format!("this undoes `{}`", operation.commit.subject));
    let verb = format!("undo {}", operation.op);
    let changing = &args.changing;
    changing.restore(context, &session, &verb, &operation.formers, |book| undo(book, &operation.changes))
}

/// The refusal, with each field that changed since, and the commit that changed it.
fn explained(session: &Session, refused: UndoError) -> Failure {
    let UndoError::Since { since } = &refused else { return refused.into() };
    let lines: Vec<String> = since.iter().map(|one| line(session, one)).collect();
    let message = format!("{refused}:{}", lines.concat());
    let failure = Failure::from(refused);
    Failure { message, ..failure }
}

fn line(session: &Session, one: &Since) -> String {
    let text = |node: &Option<Node>| match node {
        Some(node) => node.to_string(),
        None => "–".into(),
    };
    let by = blamed(session, one).map(|by| format!(", by {by}")).unwrap_or_default();
    let Since { kind, id, field, left, now } = one;
    format!("\n  {kind}/{id} `{field}`: {} → {}{by}", text(left), text(now))
}

/// The commit that changed a field last.
fn blamed(session: &Session, one: &Since) -> Option<String> {
    let story = session.story(one.kind, &one.id, &Span::default()).ok()?;
    let field = one.field.to_string();
    let touches = |path: &str| path.starts_with(&field) || field.starts_with(path);
    let episode = story
        .into_iter()
        .find(|episode| episode.turn.fields.iter().any(|change| touches(&change.path.to_string())))?;
    Some(match episode.commit {
        Some(commit) => format!("{} `{}`", short(&commit.oid), commit.subject),
        None => "hand, not committed".into(),
    })
}
