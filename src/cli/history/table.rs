//! Commits and episodes as tables. People, who come with a time zone, see moments to the minute and no
//! more than they look up; programs see all of it.

use chrono::DateTime;
use chrono_tz::Tz;

use crate::model::node::Node;
use crate::model::path::{FieldChange, FieldPath};
use crate::model::seal;
use crate::report::table::{Cell, Column, Row, Table, Type};
use crate::session::Episode;
use crate::store::git::Commit;

fn columns(keys: &[&str]) -> Vec<Column> {
    let kind = |key: &str| if matches!(key, "date" | "op") { Type::Id } else { Type::Text };
    keys.iter().map(|key| Column::new(key, kind(key))).collect()
}

/// Commits, for people without what only machines look up.
pub(super) fn commits<'a>(commits: impl Iterator<Item = &'a Commit>, zone: Option<Tz>) -> Table {
    let mut table = if zone.is_some() {
        Table::new("history", columns(&["date", "by", "op", "change"]))
    } else {
        Table::new("history", columns(&["date", "by", "op", "change", "command", "commit"]))
    };
    table.rows = commits
        .map(|commit| {
            let op = trailer(commit, "Tandem-Op");
            let mut cells = vec![
                date(commit, zone),
                commit.author.as_str().into(),
                op.into(),
                commit.subject.as_str().into(),
            ];
            if zone.is_none() {
                cells.extend([trailer(commit, "Tandem-Command").into(), commit.oid.as_str().into()]);
            }
            Row::of(cells)
        })
        .collect();
    table
}

/// The fields that changed in each episode.
pub(super) fn episodes<'a>(story: impl Iterator<Item = &'a Episode>, zone: Option<Tz>) -> Table {
    let mut keys = vec!["date", "by", "change", "field", "old", "new"];
    keys.extend(zone.is_none().then_some(["op", "command", "commit"]).into_iter().flatten());
    let mut table = Table::new("history", columns(&keys));
    table.groups = if zone.is_some() { 4 } else { 0 };
    for episode in story {
        let state = |unreadable| if unreadable { "cannot be read".into() } else { Cell::Missing };
        let unknown = || [vec![Cell::Missing], episode.unreadable.map(state).to_vec()].concat();
        let mut told: Vec<Vec<Cell>> =
            episode.changes.iter().map(|change| field(change, zone.is_some())).collect();
        told.extend(episode.unreadable.contains(&true).then(unknown));
        for field in told {
            table.rows.push(Row::of(line(episode, field, zone)));
        }
    }
    table
}

fn line(episode: &Episode, field: Vec<Cell>, zone: Option<Tz>) -> Vec<Cell> {
    let Some(commit) = &episode.commit else {
        let mut cells = vec![Cell::Missing, Cell::Missing, "not committed".into()];
        cells.extend(field);
        cells.extend(zone.is_none().then(|| vec![Cell::Missing; 3]).into_iter().flatten());
        return cells;
    };
    let verb = commit.subject.split(':').next().unwrap_or(&commit.subject);
    let mut cells = vec![date(commit, zone), commit.author.as_str().into(), verb.into()];
    cells.extend(field);
    if zone.is_none() {
        let trailers = ["Tandem-Op", "Tandem-Command"].map(|name| trailer(commit, name).into());
        cells.extend(trailers.into_iter().chain([commit.oid.as_str().into()]));
    }
    cells
}

/// A field, old and new; people are spared the text of what is sealed.
fn field(change: &FieldChange, for_people: bool) -> Vec<Cell> {
    let is_spared = for_people && change.path == FieldPath::field(seal::FIELD);
    let text = |node: &Option<Node>, spared: &str| match node {
        Some(_) if is_spared => spared.into(),
        Some(node) => Cell::Text(node.to_string()),
        None => Cell::Missing,
    };
    let again = if change.old.is_some() { "sealed anew" } else { "sealed" };
    vec![Cell::Text(change.path.to_string()), text(&change.old, "sealed"), text(&change.new, again)]
}

/// The moment of a commit: for people to the minute, on the store's clocks; else as git has it.
fn date(commit: &Commit, zone: Option<Tz>) -> Cell {
    let moment = DateTime::parse_from_rfc3339(&commit.date).ok();
    match (moment, zone) {
        (Some(moment), Some(zone)) => {
            Cell::Text(moment.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string())
        }
        _ => Cell::Text(commit.date.clone()),
    }
}

fn trailer<'a>(commit: &'a Commit, name: &str) -> Option<&'a str> {
    commit.trailers.iter().find(|(trailer, _)| trailer == name).map(|(_, value)| value.as_str())
}
