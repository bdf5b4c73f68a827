//! What became of one record between two states of the records: a commit and the one before it, two
//! revisions, a revision and the files. History and differences are told in these.
//!
//! It knows neither git nor files: who finds the two states hands them over.

use crate::model::change::Change;
use crate::model::id::Id;
use crate::model::node::{Node, NodeError};
use crate::model::path::{FieldChange, FieldPath, Step};
use crate::model::record::AnyRecord;

/// One record in two states.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The record before and after, so far as it can be read.
    pub change: Change,
    /// Where it lay before, and where after; `None` where it was not there.
    pub paths: [Option<String>; 2],
    /// Whether the state before, and whether the one after, cannot be read, so that what changed is not known.
    pub unreadable: [bool; 2],
    /// The fields that changed; none where a state cannot be read.
    pub fields: Vec<FieldChange>,
}

/// What a turn is, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The record is new.
    Added,
    /// The record is gone.
    Removed,
    /// It has another id.
    Renamed,
    /// It lies in another folder.
    Moved,
    /// It counts nowhere from now on.
    Voided,
    /// It counts again.
    Restored,
    /// Fields changed.
    Changed,
    /// Only what is no field changed: comments, layout, fields that nobody knows.
    Reworded,
    /// It cannot be read before or after.
    Unreadable,
}

impl Event {
    /// The word as programs read it.
    pub fn code(self) -> &'static str {
        match self {
            Event::Added => "added",
            Event::Removed => "removed",
            Event::Renamed => "renamed",
            Event::Moved => "moved",
            Event::Voided => "voided",
            Event::Restored => "restored",
            Event::Changed => "changed",
            Event::Reworded => "reworded",
            Event::Unreadable => "unreadable",
        }
    }
}

impl Turn {
    /// A turn with all fields that differ.
    ///
    /// # Errors
    /// [`NodeError`], never met with the structs of this crate.
    pub fn of(change: Change, paths: [Option<String>; 2], unreadable: [bool; 2]) -> Result<Turn, NodeError> {
        let fields = if unreadable.contains(&true) { Vec::new() } else { change.fields()? };
        Ok(Turn { change, paths, unreadable, fields })
    }

    /// What it is, in one word.
    pub fn event(&self) -> Event {
        let is_void =
            |record: &Option<AnyRecord>| record.as_ref().is_some_and(|record| record.void().is_some());
        match &self.paths {
            _ if self.unreadable.contains(&true) => Event::Unreadable,
            [None, _] => Event::Added,
            [_, None] => Event::Removed,
            _ if self.change.renamed.is_some() => Event::Renamed,
            _ => match (is_void(&self.change.before), is_void(&self.change.after)) {
                (false, true) => Event::Voided,
                (true, false) => Event::Restored,
                _ if self.folders().is_some() => Event::Moved,
                _ if self.fields.is_empty() => Event::Reworded,
                _ => Event::Changed,
            },
        }
    }

    /// The folders that its file lay and lies in, where these differ.
    pub fn folders(&self) -> Option<[&str; 2]> {
        let folder = |path: &'_ str| path.rfind('/').unwrap_or(0);
        match &self.paths {
            [Some(old), Some(new)] => {
                let [old, new] = [&old[..folder(old)], &new[..folder(new)]];
                (old != new).then_some([old, new])
            }
            _ => None,
        }
    }

    /// The same turn with only what concerns somebody: all of it where the record is theirs, else the
    /// fields that name them or stand in a row of theirs. `None` where nothing does.
    #[must_use]
    pub fn concerning(mut self, who: &Id) -> Option<Turn> {
        let is_own =
            self.change.kind.is_person() && (self.change.id == *who || self.change.id_after() == who);
        if is_own {
            return Some(self);
        }
        self.fields.retain(|field| concerns(field, who));
        (!self.fields.is_empty()).then_some(self)
    }
}

/// Whether a field names somebody, or stands in a row that does.
fn concerns(field: &FieldChange, who: &Id) -> bool {
    [&field.old, &field.new].into_iter().flatten().any(|node| names(node, who)) || is_of(&field.path, who)
}

fn names(node: &Node, who: &Id) -> bool {
    match node {
        Node::Text(text) => *text == **who,
        Node::List(rows) => rows.iter().any(|row| names(row, who)),
        Node::Table(fields) => fields.iter().any(|(_, value)| names(value, who)),
        Node::Bool(_) | Node::Number(_) | Node::Date(_) => false,
    }
}

fn is_of(path: &FieldPath, who: &Id) -> bool {
    path.0.iter().any(|step| match step {
        Step::Row(row) => row.key.split(',').any(|part| part == &**who),
        Step::Field(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;

    fn volunteer(fields: &[(&str, &str)]) -> AnyRecord {
        let fields = fields.iter().map(|(name, text)| ((*name).to_string(), Node::Text((*text).into())));
        AnyRecord::from_node(Kind::Volunteer, &Node::Table(fields.collect()), &mut |_| {}).unwrap()
    }

    fn turn(paths: [Option<&str>; 2], note: &str) -> Turn {
        let id: Id = "li-na".parse().unwrap();
        let before = paths[0].map(|_| volunteer(&[("name", "李娜"), ("note", "x")]));
        let after = paths[1].map(|_| volunteer(&[("name", "李娜"), ("note", note)]));
        let change = Change { kind: Kind::Volunteer, id, renamed: None, before, after };
        Turn::of(change, paths.map(|path| path.map(String::from)), [false; 2]).unwrap()
    }

    #[test]
    fn a_turn_is_told_in_one_word() {
        let here = Some("volunteers/li-na.toml");
        assert_eq!(turn([None, here], "x").event(), Event::Added);
        assert_eq!(turn([here, None], "x").event(), Event::Removed);
        assert_eq!(turn([here, here], "x").event(), Event::Reworded);
        assert_eq!(turn([here, here], "y").event(), Event::Changed);
        let there = turn([here, Some("volunteers/west/li-na.toml")], "y");
        assert_eq!((there.event(), there.folders()), (Event::Moved, Some(["volunteers", "volunteers/west"])));
    }

    #[test]
    fn somebody_is_concerned_by_their_own_record_and_by_what_names_them() {
        let here = Some("volunteers/li-na.toml");
        let concerns = |note: &str, who: &str| turn([here, here], note).concerning(&who.parse().unwrap());
        assert!(concerns("y", "li-na").is_some());
        assert!(concerns("y", "wang-fang").is_none());
        assert!(concerns("wang-fang", "wang-fang").is_some());
        assert!(concerns("of wang-fang", "wang-fang").is_none());
    }
}
