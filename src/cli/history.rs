//! `tandem history [ID]`: the commits, the story of one record, or what concerns a person.

mod span;
pub(super) mod table;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::book::Source;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::ops::find::{FindError, Fit, find};
use crate::report::table::Document;
use crate::session::{Session, Span};

use self::table::Audience;

/// Tell what became of the records, of one of them, or of what concerns a person
///
/// Newest first. Without an id and without options: the commits. Else every field that changed, old and new,
/// who changed it, when, and by which command; what was changed without tandem is told as done by hand. A record
/// is followed across the folders that its file moved between and the ids that it had; what is not committed
/// yet comes first. A record that cannot be read in a commit is said to be so, and the story goes on. Of a merge
/// is told what neither side says.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The record: its id or the beginning of it, its name, or KIND/ID
    id: Option<String>,
    /// What concerns this person, in any record: their own, and the fields and rows that name them
    #[arg(long, value_name = "ID", conflicts_with = "id")]
    who: Option<String>,
    /// Only from that day on, or only what that revision does not have yet
    #[arg(long, value_name = "DATE|REV")]
    since: Option<String>,
    /// Only what this operation did: its id, or the beginning of it
    #[arg(long, value_name = "OP")]
    op: Option<String>,
    /// The most commits; where fields are told, the most records changed
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,
}

/// Tells history.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let is_for_people = context.global.format.is_for_people();
    let zone = is_for_people.then(|| session.records().settings().zone());
    let span = args.span(&session)?;
    let mut audience = Audience { zone, has_record: true };
    let mut command = vec!["history".to_string()];
    let table = match (&args.id, &args.who) {
        (Some(word), _) => {
            let (kind, id) = meant(context, &session, &Kind::ALL, word)?;
            let story = session.story(kind, &id, &span)?;
            if story.is_empty() && !session.book().has(kind, &id)? && span == Span::default() {
                return Err(Failure::call(format!("there is and was no {kind} `{id}`")));
            }
            command.push(format!("{kind}/{id}"));
            audience.has_record = !is_for_people;
            audience.episodes(story.iter().take(limit))
        }
        (None, Some(word)) => {
            let (_, id) = meant(context, &session, &Kind::PEOPLE, word)?;
            command.extend(["--who".into(), id.to_string()]);
            audience.episodes(session.chronicle(&span, Some(&id))?.iter().take(limit))
        }
        (None, None) if span == Span::default() => audience.commits(session.commits()?.iter().take(limit)),
        (None, None) => audience.episodes(session.chronicle(&span, None)?.iter().take(limit)),
    };
    command.extend(args.typed());
    let incomplete = usize::from(session.is_incomplete());
    let document = Document { incomplete, ..Document::of("history", command, session.today(), table) };
    context.document(&session, document)?;
    Ok(context.outcome(session.is_incomplete()))
}

impl Args {
    /// The options as they are typed again.
    fn typed(&self) -> Vec<String> {
        let limit = self.limit.map(|limit| limit.to_string());
        let options = [("--since", &self.since), ("--op", &self.op), ("--limit", &limit)];
        let given = options.into_iter().filter_map(|(name, value)| Some([name.into(), value.clone()?]));
        given.flatten().collect()
    }

    /// The part of history that is asked for.
    fn span(&self, session: &Session) -> Result<Span, Failure> {
        Ok(Span {
            since: self.since.as_deref().map(|since| span::since(session, since)).transpose()?.flatten(),
            op: self.op.as_deref().map(|op| span::operation(session, op)).transpose()?,
        })
    }
}

/// The record that a word means, which may be gone.
fn meant(context: &Context, session: &Session, kinds: &[Kind], word: &str) -> Result<(Kind, Id), Failure> {
    let (kinds, bare) = match word.split_once('/').map(|(noun, id)| (noun.parse::<Kind>(), id)) {
        Some((Ok(kind), id)) if kinds.contains(&kind) => (vec![kind], id),
        _ => (kinds.to_vec(), word),
    };
    match find(&session.book(), &kinds, bare, Fit::Near) {
        Ok(found) => {
            context.taken(bare, &found);
            Ok((found.kind, found.id))
        }
        Err(error @ FindError::Nothing { .. }) => {
            let Ok(id) = bare.parse::<Id>() else { return Err(error.into()) };
            match session.kind_of_gone(&kinds, &id) {
                Ok(Some(kind)) => Ok((kind, id)),
                _ => Err(error.into()),
            }
        }
        Err(error) => Err(error.into()),
    }
}
