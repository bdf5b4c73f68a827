//! Commits as turns of records: which files belong together, what they say, which record was renamed.
//!
//! All blobs come through one reader. A record that is gone and one that came in the same commit are one
//! record renamed where they say the same, or most of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::{Name, Source};
use crate::model::change::Change;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::path::FieldChange;
use crate::model::record::AnyRecord;
use crate::model::turn::Turn;
use crate::session::SessionError;
use crate::store::disk::{self, Entry, RelPath};
use crate::store::git::{Ask, BlobReader, Commit, Git, Oid, PathChange, Select};
use crate::store::records::{Records, stands_in};
use crate::store::{layout, read};

/// In how large a commit renamed records are looked for by what they say: gone times come.
const MOST_PAIRS: usize = 2500;

/// Tells what commits did to records.
pub(in crate::session) struct Teller<'a> {
    /// As what the states before are read, and as what those after.
    records: [&'a Records; 2],
    git: &'a Git,
    blobs: BlobReader,
    /// Bytes that git need not have.
    known: BTreeMap<Oid, Vec<u8>>,
}

/// A record's file in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::session) struct File {
    /// Where it lies, from the folder of records.
    pub(in crate::session) path: RelPath,
    /// Its bytes, by their name.
    pub(in crate::session) blob: Oid,
}

/// A record's file before and after, and in the other parents of a merge.
#[derive(Clone, Debug, Default)]
struct Ends {
    before: Option<File>,
    after: Option<File>,
    others: Vec<Option<Oid>>,
}

/// A record in one state.
enum State {
    Absent,
    Unreadable,
    Record(Box<AnyRecord>),
}

impl State {
    fn record(self) -> Option<AnyRecord> {
        match self {
            State::Record(record) => Some(*record),
            State::Absent | State::Unreadable => None,
        }
    }
}

impl<'a> Teller<'a> {
    /// A teller of the records' history.
    pub(in crate::session) fn of(records: &'a Records, git: &'a Git) -> Result<Teller<'a>, SessionError> {
        Teller::between(records, records, git)
    }

    /// A teller of what became of some records.
    pub(in crate::session) fn between(
        before: &'a Records,
        after: &'a Records,
        git: &'a Git,
    ) -> Result<Teller<'a>, SessionError> {
        Ok(Teller { records: [before, after], git, blobs: git.blob_reader()?, known: BTreeMap::new() })
    }

    /// Gets to know bytes that git need not have.
    pub(in crate::session) fn know(&mut self, blob: &Oid, bytes: Vec<u8>) {
        self.known.insert(blob.clone(), bytes);
    }

    /// The bytes of a blob; `None` where git has it no more.
    pub(in crate::session) fn bytes(&mut self, blob: &Oid) -> Option<Vec<u8>> {
        match self.known.get(blob) {
            Some(bytes) => Some(bytes.clone()),
            None => self.blobs.read(blob, read::LARGEST).ok(),
        }
    }

    /// What a commit did to records, by kind and id; where ids are given, to those files alone in which
    /// one of them stands.
    pub(in crate::session) fn turns(
        &mut self,
        commit: &Commit,
        ids: &[Id],
    ) -> Result<Vec<Turn>, SessionError> {
        let mut ends = ends(&commit.changes);
        if !ids.is_empty() {
            let came = |(kind, id): &(Kind, Id), own: &Ends| {
                own.before.is_none() && ids.contains(id) && kind.is_person()
            };
            let newcomers: BTreeSet<Kind> =
                ends.iter().filter(|(key, own)| came(key, own)).map(|((kind, _), _)| *kind).collect();
            ends.retain(|(kind, id), ends| {
                let may_be_renamed = ends.after.is_none() && newcomers.contains(kind);
                ids.contains(id) || may_be_renamed || self.mentions(ends, ids)
            });
        }
        self.told(ends)
    }

    /// What differs between two states of files, by kind and id.
    pub(in crate::session) fn differences(
        &mut self,
        changes: &[PathChange],
    ) -> Result<Vec<Turn>, SessionError> {
        self.told(ends(changes))
    }

    /// What a commit did to one record, under the id that it has there before or after.
    pub(super) fn turn(
        &mut self,
        commit: &Commit,
        kind: Kind,
        id: &Id,
    ) -> Result<Option<Turn>, SessionError> {
        let key = (kind, id.clone());
        let Some(own) = ends(&commit.changes).remove(&key) else { return Ok(None) };
        if own.before.is_some() == own.after.is_some() {
            return self.one(key.0, &key.1, None, own).map(Some);
        }
        let folder: RelPath = kind.folder().parse().unwrap_or_default();
        let ask = Ask { select: vec![Select::Within(folder)], most: Some(1), ..Ask::default() };
        let whole = self.git.commits(&commit.oid, &ask)?.pop();
        let changes = whole.map(|whole| whole.changes).unwrap_or_default();
        let mut ends = ends(&changes);
        let renamed = self.renamed(&ends);
        let pair = renamed.into_iter().find(|(_, old, new)| old == id || new == id);
        match pair {
            Some((_, old, new)) => {
                let own = joined(&mut ends, kind, &old, &new);
                self.one(kind, &old, Some(new), own).map(Some)
            }
            None => self.one(key.0, &key.1, None, own).map(Some),
        }
    }

    /// The file of a record after a commit.
    pub(super) fn file_after(commit: &Commit, kind: Kind, id: &Id) -> Option<File> {
        ends(&commit.changes).remove(&(kind, id.clone())).and_then(|ends| ends.after)
    }

    /// What the files say of a record that its last commit does not.
    pub(super) fn uncommitted(
        &mut self,
        kind: Kind,
        id: &Id,
        committed: Option<File>,
        now: Option<&Name>,
    ) -> Result<Option<Turn>, SessionError> {
        let before = self.state(kind, id, committed.as_ref().map(|file| &file.blob), 0);
        let (after, blob) = match now.map(|name| self.records[1].load(name)) {
            Some(Ok(loaded)) => (State::Record(Box::new(loaded.record)), loaded.blob),
            Some(Err(_)) => (State::Unreadable, String::new()),
            None => (State::Absent, String::new()),
        };
        let old = committed.map(|file| (file.path.to_string(), file.blob.to_string()));
        let new = now.map(|name| (name.path.clone(), blob));
        if old == new {
            return Ok(None);
        }
        let paths = [old, new].map(|file| file.map(|(path, _)| path));
        turn(kind, id, None, paths, [before, after]).map(Some)
    }

    /// Records that came and went in one state of the files, each told once.
    fn told(&mut self, mut ends: BTreeMap<(Kind, Id), Ends>) -> Result<Vec<Turn>, SessionError> {
        let mut turns = Vec::new();
        for (kind, old, new) in self.renamed(&ends) {
            let own = joined(&mut ends, kind, &old, &new);
            turns.push(self.one(kind, &old, Some(new), own)?);
        }
        for ((kind, id), own) in ends {
            turns.push(self.one(kind, &id, None, own)?);
        }
        let place = |turn: &Turn| (turn.change.kind, turn.change.id_after().clone());
        turns.sort_by_cached_key(place);
        Ok(turns)
    }

    fn one(&mut self, kind: Kind, id: &Id, renamed: Option<Id>, ends: Ends) -> Result<Turn, SessionError> {
        let before = self.state(kind, id, ends.before.as_ref().map(|file| &file.blob), 0);
        let after = self.state(kind, id, ends.after.as_ref().map(|file| &file.blob), 1);
        let paths = [ends.before, ends.after].map(|file| file.map(|file| file.path.to_string()));
        let mut told = turn(kind, id, renamed, paths, [before, after])?;
        for other in ends.others {
            let state = self.state(kind, id, other.as_ref(), 0);
            if matches!(state, State::Unreadable) || told.unreadable.contains(&true) {
                continue;
            }
            let merged = Change { before: state.record(), ..told.change.clone() };
            let fields = merged.fields()?;
            told.fields.retain(|field| fields.iter().any(|other| is_same(field, other)));
        }
        Ok(told)
    }

    /// The record that a blob holds, read as of the state before or after.
    fn state(&mut self, kind: Kind, id: &Id, blob: Option<&Oid>, side: usize) -> State {
        let Some(oid) = blob else { return State::Absent };
        let name = Name { kind, id: id.clone(), path: String::new() };
        match self.bytes(oid).and_then(|bytes| self.records[side].read(&name, &bytes).ok()) {
            Some(loaded) => State::Record(Box::new(loaded.record)),
            None => State::Unreadable,
        }
    }

    /// Whether one of some ids stands in a file before or after.
    fn mentions(&mut self, ends: &Ends, ids: &[Id]) -> bool {
        let mut files = [&ends.before, &ends.after].into_iter().flatten();
        files.any(|file| {
            let bytes = self.bytes(&file.blob).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            ids.iter().any(|id| stands_in(id, &text))
        })
    }

    /// Which records have another id: the kind, the old id, the new one.
    fn renamed(&mut self, ends: &BTreeMap<(Kind, Id), Ends>) -> Vec<(Kind, Id, Id)> {
        let mut sides: BTreeMap<Kind, [Vec<(Id, Oid)>; 2]> = BTreeMap::new();
        for ((kind, id), ends) in ends {
            let [gone, came] = sides.entry(*kind).or_default();
            match (&ends.before, &ends.after) {
                (Some(file), None) => gone.push((id.clone(), file.blob.clone())),
                (None, Some(file)) => came.push((id.clone(), file.blob.clone())),
                _ => {}
            }
        }
        let pairs = sides.into_iter().map(|(kind, [gone, came])| (kind, self.pairs(kind, gone, came)));
        pairs.flat_map(|(kind, pairs)| pairs.into_iter().map(move |(old, new)| (kind, old, new))).collect()
    }

    /// Which of those that are gone are which of those that came: those of the same bytes, then those
    /// that say most of the same.
    fn pairs(&mut self, kind: Kind, gone: Vec<(Id, Oid)>, mut came: Vec<(Id, Oid)>) -> Vec<(Id, Id)> {
        let mut pairs = Vec::new();
        let mut left = Vec::new();
        for (old, blob) in gone {
            match came.iter().position(|(_, other)| *other == blob) {
                Some(at) => pairs.push((old, came.remove(at).0)),
                None => left.push((old, blob)),
            }
        }
        if left.len() * came.len() <= MOST_PAIRS {
            pairs.extend(self.alike(kind, left, came));
        }
        pairs
    }

    fn alike(&mut self, kind: Kind, gone: Vec<(Id, Oid)>, came: Vec<(Id, Oid)>) -> Vec<(Id, Id)> {
        if gone.is_empty() || came.is_empty() {
            return Vec::new();
        }
        let mut nodes = |blobs: Vec<(Id, Oid)>, side: usize| -> Vec<(Id, Node)> {
            let read = |(id, blob): (Id, Oid)| {
                let node = self.state(kind, &id, Some(&blob), side).record()?.node().ok()?;
                Some((id, node))
            };
            blobs.into_iter().filter_map(read).collect()
        };
        let (gone, came) = (nodes(gone, 0), nodes(came, 1));
        let all = gone.iter().flat_map(|old| came.iter().map(move |new| (old, new)));
        let mut scores: Vec<_> = all
            .map(|(old, new)| (likeness(&old.1, &new.1), &old.0, &new.0))
            .filter(|(like, ..)| *like > 500)
            .collect();
        scores.sort_by(|one, other| other.0.cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        let mut pairs: Vec<(Id, Id)> = Vec::new();
        for (_, old, new) in scores {
            if pairs.iter().all(|(taken, given)| taken != old && given != new) {
                pairs.push((old.clone(), new.clone()));
            }
        }
        pairs
    }
}

/// How many fields in a thousand two records say alike.
fn likeness(one: &Node, other: &Node) -> usize {
    let fields = |node: &'_ Node| match node {
        Node::Table(fields) => fields.len(),
        _ => 0,
    };
    let Node::Table(own) = one else { return 0 };
    let same = own.iter().filter(|(name, value)| other.field(name) == Some(value)).count();
    same * 1000 / fields(one).max(fields(other)).max(1)
}

/// Whether two changes of a field come to the same.
fn is_same(one: &FieldChange, other: &FieldChange) -> bool {
    one.new == other.new && one.path.to_string() == other.path.to_string()
}

fn turn(
    kind: Kind,
    id: &Id,
    renamed: Option<Id>,
    paths: [Option<String>; 2],
    [before, after]: [State; 2],
) -> Result<Turn, SessionError> {
    let unreadable = [&before, &after].map(|state| matches!(state, State::Unreadable));
    let change = Change { kind, id: id.clone(), renamed, before: before.record(), after: after.record() };
    Ok(Turn::of(change, paths, unreadable)?)
}

/// The files of records among those that changed, by kind and id. What is no record is left out.
fn ends(changes: &[PathChange]) -> BTreeMap<(Kind, Id), Ends> {
    let mut found: BTreeMap<(Kind, Id), Ends> = BTreeMap::new();
    for change in changes {
        let kind = change.path.parts().next().and_then(Kind::of_folder);
        let entry = Entry { path: change.path.clone(), kind: disk::Kind::File };
        let Some(name) = kind.and_then(|kind| layout::name(kind, &entry).ok()) else { continue };
        let ends = found.entry((name.kind, name.id)).or_default();
        let file = |blob: &Oid| File { path: change.path.clone(), blob: blob.clone() };
        ends.before = ends.before.take().or(change.before.as_ref().map(file));
        ends.after = ends.after.take().or(change.after.as_ref().map(file));
        if ends.others.is_empty() {
            ends.others.clone_from(&change.others);
        }
    }
    found
}

/// The file of a record that has another id afterwards; it is taken out under both.
fn joined(ends: &mut BTreeMap<(Kind, Id), Ends>, kind: Kind, old: &Id, new: &Id) -> Ends {
    let mut taken = |id: &Id| ends.remove(&(kind, id.clone())).unwrap_or_default();
    let (gone, came) = (taken(old), taken(new));
    Ends { before: gone.before, after: came.after, others: Vec::new() }
}
