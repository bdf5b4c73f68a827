//! `tandem history [ID]`: the commits, or the story of one record, field by field.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldChange;
use crate::ops::find::{FindError, Fit, find};
use crate::render::Format;
use crate::report::table::{Cell, Column, Document, Labels, Row, Table, Type};
use crate::session::{Episode, Session};
use crate::store::git::Commit;

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
        None => commits(session.commits()?.iter().take(limit), short),
        Some(word) => {
            let (kind, id) = meant(context, &session, word)?;
            let story = session.story(kind, &id)?;
            if story.is_empty() && !session.book().has(kind, &id)? {
                return Err(Failure::call(format!("there is and was no {kind} `{id}`")));
            }
            command.push(format!("{kind}/{id}"));
            episodes(story.iter().take(limit), short)
        }
    };
    command.extend(args.limit.map(|limit| ["--limit".into(), limit.to_string()]).into_iter().flatten());
    context.document(&session, &document(&session, command, table))?;
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

fn columns(keys: &[&str]) -> Vec<Column> {
    keys.iter().map(|key| Column::new(key, Type::Text)).collect()
}

/// Commits, for people without what only machines look up.
fn commits<'a>(commits: impl Iterator<Item = &'a Commit>, short: bool) -> Table {
    let mut table = if short {
        Table::new("history", columns(&["date", "by", "op", "change"]))
    } else {
        Table::new("history", columns(&["date", "by", "op", "change", "command", "commit"]))
    };
    table.rows = commits
        .map(|commit| {
            let op = trailer(commit, "Tandem-Op");
            let mut cells = vec![
                date(commit, short),
                commit.author.as_str().into(),
                op.into(),
                commit.subject.as_str().into(),
            ];
            if !short {
                cells.extend([trailer(commit, "Tandem-Command").into(), commit.oid.as_str().into()]);
            }
            Row::of(cells)
        })
        .collect();
    table
}

/// The fields that changed in each episode.
fn episodes<'a>(story: impl Iterator<Item = &'a Episode>, short: bool) -> Table {
    let mut keys = vec!["date", "by", "change", "field", "old", "new"];
    keys.extend((!short).then_some(["op", "command", "commit"]).into_iter().flatten());
    let mut table = Table::new("history", columns(&keys));
    table.groups = if short { 4 } else { 0 };
    for episode in story {
        let unknown = || vec![Cell::Missing, Cell::Missing, "cannot be read".into()];
        let mut told: Vec<Vec<Cell>> = episode.changes.iter().map(field).collect();
        told.extend(episode.unreadable.then(unknown));
        for field in told {
            table.rows.push(Row::of(line(episode, field, short)));
        }
    }
    table
}

fn line(episode: &Episode, field: Vec<Cell>, short: bool) -> Vec<Cell> {
    let Some(commit) = &episode.commit else {
        let mut cells = vec![Cell::Missing, Cell::Missing, "not committed".into()];
        cells.extend(field);
        cells.extend((!short).then(|| vec![Cell::Missing; 3]).into_iter().flatten());
        return cells;
    };
    let verb = commit.subject.split(':').next().unwrap_or(&commit.subject);
    let mut cells = vec![date(commit, short), commit.author.as_str().into(), verb.into()];
    cells.extend(field);
    if !short {
        let trailers = ["Tandem-Op", "Tandem-Command"].map(|name| trailer(commit, name).into());
        cells.extend(trailers.into_iter().chain([commit.oid.as_str().into()]));
    }
    cells
}

fn field(change: &FieldChange) -> Vec<Cell> {
    let text = |node: &Option<_>| {
        node.as_ref().map_or(Cell::Missing, |node: &crate::model::node::Node| Cell::Text(node.to_string()))
    };
    vec![Cell::Text(change.path.to_string()), text(&change.old), text(&change.new)]
}

/// The moment of a commit; for people to the minute, in the author's zone.
fn date(commit: &Commit, short: bool) -> Cell {
    match commit.date.get(..16) {
        Some(minute) if short => Cell::Text(minute.replace('T', " ")),
        _ => Cell::Text(commit.date.clone()),
    }
}

fn trailer<'a>(commit: &'a Commit, name: &str) -> Option<&'a str> {
    commit.trailers.iter().find(|(trailer, _)| trailer == name).map(|(_, value)| value.as_str())
}

fn document(session: &Session, command: Vec<String>, table: Table) -> Document {
    Document {
        report: "history".into(),
        command,
        today: session.today(),
        period: None,
        org: None,
        revision: None,
        dirty: false,
        records: None,
        incomplete: usize::from(session.is_incomplete()),
        labels: Labels::default(),
        sections: vec![table],
    }
}
