//! Commits and episodes as tables. People, who come with a time zone, see moments to the minute and no
//! more than they look up; programs see all of it.

use chrono::DateTime;
use chrono_tz::Tz;

use crate::model::node::Node;
use crate::model::path::{FieldChange, FieldPath};
use crate::model::seal;
use crate::model::turn::{Event, Turn};
use crate::report::table::{Cell, Column, Row, Table, Type};
use crate::session::Episode;
use crate::store::git::Commit;

/// For whom history is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Audience {
    /// The zone of the store's clocks, for people; `None` for programs.
    pub(super) zone: Option<Tz>,
    /// Whether to say which record it is, and in one word what became of it.
    pub(super) has_record: bool,
}

/// The columns of these names.
fn columns(keys: &[&str]) -> Vec<Column> {
    let kind = |key: &str| match key {
        "date" | "op" | "record" | "field" => Type::Id,
        "event" => Type::Code("event"),
        _ => Type::Text,
    };
    keys.iter().map(|key| Column::new(key, kind(key))).collect()
}

impl Audience {
    /// Commits, for people without what only machines look up.
    pub(super) fn commits<'a>(self, commits: impl Iterator<Item = &'a Commit>) -> Table {
        let mut keys = vec!["date", "by", "op", "change"];
        keys.extend(self.zone.is_none().then_some(["command", "commit"]).into_iter().flatten());
        let mut table = Table::new("history", columns(&keys));
        table.rows = commits
            .map(|commit| {
                let op = commit.op();
                let mut cells = vec![
                    self.date(commit),
                    commit.author.as_str().into(),
                    op.into(),
                    commit.subject.as_str().into(),
                ];
                if self.zone.is_none() {
                    cells.extend([commit.trailer("Tandem-Command").into(), commit.oid.as_str().into()]);
                }
                Row::of(cells)
            })
            .collect();
        table
    }

    /// The fields that changed in each episode.
    pub(super) fn episodes<'a>(self, story: impl Iterator<Item = &'a Episode>) -> Table {
        let mut keys = vec!["date", "by", "change"];
        keys.extend(self.has_record.then_some(["record", "event"]).into_iter().flatten());
        keys.extend(["field", "old", "new"]);
        keys.extend(self.zone.is_none().then_some(["op", "command", "commit"]).into_iter().flatten());
        let mut table = Table::new("history", columns(&keys));
        table.groups = if self.zone.is_some() { 4 + 2 * usize::from(self.has_record) } else { 0 };
        for episode in story {
            let lines = fields(&episode.turn, self.zone.is_some());
            table.rows.extend(lines.into_iter().map(|field| Row::of(self.line(episode, field))));
        }
        table
    }

    fn line(self, episode: &Episode, field: [Cell; 3]) -> Vec<Cell> {
        let event = episode.turn.event();
        let mut cells = match &episode.commit {
            Some(commit) => vec![self.date(commit), commit.author.as_str().into()],
            None => vec![Cell::Missing, Cell::Missing],
        };
        let made_by = episode.commit.as_ref().map_or("not committed".into(), made_by);
        let is_by_hand = episode.commit.as_ref().is_none_or(|commit| commit.op().is_none());
        cells.push(Cell::Text(match event {
            Event::Added | Event::Removed | Event::Reworded if is_by_hand && !self.has_record => {
                format!("{made_by} ({})", event.code())
            }
            _ => made_by,
        }));
        if self.has_record {
            cells.extend([record(&episode.turn), event.code().into()]);
        }
        cells.extend(field);
        if self.zone.is_none() {
            let commit = episode.commit.as_ref();
            let trailer = |name: &str| commit.and_then(|commit| commit.trailer(name)).into();
            cells.extend(["Tandem-Op", "Tandem-Command"].map(trailer));
            cells.push(commit.map(|commit| commit.oid.as_str()).into());
        }
        cells
    }

    /// The moment of a commit: for people to the minute, on the store's clocks; else as git has it.
    fn date(self, commit: &Commit) -> Cell {
        let moment = DateTime::parse_from_rfc3339(&commit.date).ok();
        match (moment, self.zone) {
            (Some(moment), Some(zone)) => {
                Cell::Text(moment.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string())
            }
            _ => Cell::Text(commit.date.clone()),
        }
    }
}

/// The verb of an operation; that a change was made by hand, and what was said of it.
fn made_by(commit: &Commit) -> String {
    let subject = &commit.subject;
    match (commit.op(), subject.strip_prefix("hand: ")) {
        (Some(_), _) => subject.split(':').next().unwrap_or(subject).into(),
        (None, Some(_)) => "by hand".into(),
        (None, None) => format!("by hand: {subject}"),
    }
}

/// The fields that differ in each record.
pub(in crate::cli) fn differences(turns: &[Turn], for_people: bool) -> Table {
    let mut table = Table::new("differences", columns(&["record", "event", "field", "old", "new"]));
    table.groups = if for_people { 3 } else { 0 };
    for turn in turns {
        let keys = [record(turn), turn.event().code().into()];
        let lines = fields(turn, for_people).into_iter();
        table.rows.extend(lines.map(|field| Row::of(keys.iter().cloned().chain(field).collect())));
    }
    table
}

/// The record that a turn is about, under the id that it has afterwards.
fn record(turn: &Turn) -> Cell {
    Cell::Text(format!("{}/{}", turn.change.kind, turn.change.id_after()))
}

/// What a turn says, a field a line: its name, old, new. Never nothing.
fn fields(turn: &Turn, for_people: bool) -> Vec<[Cell; 3]> {
    let mut lines = Vec::new();
    if let Some(new) = &turn.change.renamed {
        lines.push(["id".into(), turn.change.id.as_str().into(), new.as_str().into()]);
    }
    if let Some([old, new]) = turn.folders() {
        lines.push(["folder".into(), old.into(), new.into()]);
    }
    lines.extend(turn.fields.iter().map(|change| field(change, for_people)));
    if turn.event() == Event::Unreadable {
        let state = |at: usize| match &turn.paths[at] {
            Some(_) if turn.unreadable[at] => "cannot be read".into(),
            _ => Cell::Missing,
        };
        lines.push([Cell::Missing, state(0), state(1)]);
    }
    if lines.is_empty() {
        lines.push([Cell::Missing, Cell::Missing, Cell::Missing]);
    }
    lines
}

/// A field, old and new; people are spared the text of what is sealed.
fn field(change: &FieldChange, for_people: bool) -> [Cell; 3] {
    let is_spared = for_people && change.path == FieldPath::field(seal::FIELD);
    let text = |node: &Option<Node>, spared: &str| match node {
        Some(_) if is_spared => spared.into(),
        Some(node) => Cell::Text(node.to_string()),
        None => Cell::Missing,
    };
    let again = if change.old.is_some() { "sealed anew" } else { "sealed" };
    [Cell::Text(change.path.to_string()), text(&change.old, "sealed"), text(&change.new, again)]
}
