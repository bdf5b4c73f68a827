//! `tandem history [ID]`: the commits, or the story of one record, field by field.

mod table;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::ops::find::{FindError, Fit, find};
use crate::render::Format;
use crate::report::table::Document;
use crate::session::Session;

/// Tell what became of the records, or of one of them
///
/// Newest first. Of one record every field that changed is told, old and new, also across the folders
/// that its file moved between; what is not committed yet comes first.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The record: its id or the beginning of it, its name, or KIND/ID
    id: Option<String>,
    /// The most commits
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,
}

/// Tells history.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let short = matches!(context.global.format, Format::Table | Format::Md);
    let mut command = vec!["history".to_string()];
    let table = match &args.id {
        None => table::commits(session.commits()?.iter().take(limit), short),
        Some(word) => {
            let (kind, id) = meant(context, &session, word)?;
            let story = session.story(kind, &id)?;
            if story.is_empty() && !session.book().has(kind, &id)? {
                return Err(Failure::call(format!("there is and was no {kind} `{id}`")));
            }
            command.push(format!("{kind}/{id}"));
            table::episodes(story.iter().take(limit), short)
        }
    };
    command.extend(args.limit.map(|limit| ["--limit".into(), limit.to_string()]).into_iter().flatten());
    let incomplete = usize::from(session.is_incomplete());
    let document = Document { incomplete, ..Document::of("history", command, session.today(), table) };
    context.document(&session, &document)?;
    Ok(context.outcome(session.is_incomplete()))
}

/// The record that a word means, which may be gone.
fn meant(context: &Context, session: &Session, word: &str) -> Result<(Kind, Id), Failure> {
    let (kinds, bare) = match word.split_once('/').map(|(noun, id)| (noun.parse::<Kind>(), id)) {
        Some((Ok(kind), id)) => (vec![kind], id),
        _ => (Kind::ALL.to_vec(), word),
    };
    match find(&session.book(), &kinds, bare, Fit::Near) {
        Ok(found) => {
            context.taken(bare, &found);
            Ok((found.kind, found.id))
        }
        Err(error @ FindError::Nothing { .. }) => {
            let gone = |kind: &Kind| {
                let id = bare.parse::<Id>().ok()?;
                let known = session.story(*kind, &id).is_ok_and(|story| !story.is_empty());
                known.then_some((*kind, id))
            };
            kinds.iter().find_map(gone).ok_or_else(|| error.into())
        }
        Err(error) => Err(error.into()),
    }
}
