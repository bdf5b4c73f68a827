//! A part of the index: the facts of a log's files in the folders of a month.
//!
//! What a fact says of somebody's crew rests on the workers' register. The part remembers who in it was there, so
//! that a new worker costs no more than the files that name them.

use foldhash::HashSet;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::files::{File, Files, hex};
use super::refresh::{Making, Seeing};
use crate::model::book::Name;
use crate::model::fact::Ground;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::store::columns::facts::{Adding, Facts, Ids, Seats, Telling};
use crate::store::columns::{Block, Piece, Tale};
use crate::store::disk::{self, Entry};
use crate::store::layout;
use crate::store::records::Records;

/// What the files of a month tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Month {
    files: Files,
    facts: Facts,
    /// The workers when these facts were told.
    crew: u64,
    /// Those of its people who were among them.
    workers: Vec<String>,
}

/// The workers' register in a number.
pub(super) fn crew(ground: &Ground) -> u64 {
    let mut workers: Vec<&str> = ground.workers.iter().map(|id| &**id).collect();
    workers.sort_unstable();
    xxh3_64(workers.join("\n").as_bytes())
}

impl Month {
    /// The files that it was made from.
    pub(super) fn files(&self) -> &Files {
        &self.files
    }

    /// How many facts it holds.
    pub(super) fn rows(&self) -> usize {
        self.facts.len()
    }

    /// Whether all of it is there.
    pub(super) fn is_whole(&self) -> bool {
        self.files.is_whole() && self.facts.is_whole(self.files.len())
    }

    /// The same of the files as they are now; nothing where it is the same. The outer nothing: there is no room.
    #[expect(clippy::option_option, reason = "no room, and nothing new")]
    pub(super) fn refreshed(
        former: Option<&Month>,
        seeing: &Seeing,
        ground: &Ground,
        crew: u64,
    ) -> Option<Option<Month>> {
        let folders = seeing.folders();
        if let Some(month) = former.filter(|month| month.crew == crew && month.files.are(seeing.seen)) {
            seeing.reading.done(seeing.seen.len());
            if month.files.lie_in(&folders) {
                return Some(None);
            }
            let files = month.files.clone().in_folders(folders);
            return Some(Some(Month { files, ..month.clone() }));
        }
        let mut making = MakingMonth::of(former, seeing, ground);
        seeing.make(former.map(|month| &month.files), &mut making)?;
        let MakingMonth { files, adding, .. } = making;
        let facts = adding.done();
        let workers = facts.texts().filter(|text| ground.workers.contains(*text)).map(String::from).collect();
        let month = Month { files: files.in_folders(folders), facts, crew, workers };
        Some(Some(month).filter(|month| former != Some(month)))
    }

    /// What its files tell, each in its order; odd ones as they are read.
    pub(super) fn block(self, kind: Kind, records: &Records, ids: &Ids) -> Block {
        let mut blob = String::new();
        let mut piece = |file: File| {
            if file.is_odd {
                let entry = Entry { path: file.path.parse().ok()?, kind: disk::Kind::File };
                let name = layout::name(kind, &entry).ok()?;
                let read = records.read_one(&name);
                return Some(Piece::Read(name, read));
            }
            // What is not odd is a record: its name need not be judged again.
            hex(file.blob, &mut blob);
            Some(Piece::told(kind, id(file.path)?, &blob))
        };
        let all = 0..self.files.len();
        let pieces = all.map(|at| self.files.get(at).and_then(&mut piece).unwrap_or(Piece::Stray)).collect();
        Block::of(kind, pieces, self.facts, ids)
    }
}

/// The id of a record by its path.
fn id(path: &str) -> Option<Id> {
    path.rsplit('/').next()?.rsplit_once('.')?.0.parse().ok()
}

/// A month that is made again.
struct MakingMonth<'a> {
    facts: Option<&'a Facts>,
    /// The ids of the former one's texts, by their numbers.
    ids: Vec<u32>,
    seats: Seats,
    /// The ids of its files.
    names: Vec<Option<Id>>,
    /// The people of the former one who are in another crew since.
    moved: HashSet<u32>,
    records: &'a Records,
    kind: Kind,
    ground: &'a Ground,
    files: Files,
    adding: Adding,
}

impl<'a> MakingMonth<'a> {
    fn of(former: Option<&'a Month>, seeing: &Seeing<'a>, ground: &'a Ground) -> MakingMonth<'a> {
        let facts = former.map(|month| &month.facts);
        let names = former.map(|month| {
            let files = (0..month.files.len()).map(|at| id(month.files.get(at)?.path));
            files.collect::<Vec<_>>()
        });
        let (met, mut seats) = (Ids::default(), Seats::default());
        let ids = facts.map(|facts| met.of(facts)).unwrap_or_default();
        seats.fill(&met);
        MakingMonth {
            ids,
            seats,
            facts,
            names: names.unwrap_or_default(),
            moved: former.map(|month| month.moved(ground)).unwrap_or_default(),
            records: seeing.records,
            kind: seeing.kind,
            ground,
            files: Files::default(),
            adding: Adding::default(),
        }
    }
}

impl Month {
    /// The people who are in another crew than when these facts were told.
    fn moved(&self, ground: &Ground) -> HashSet<u32> {
        let before: HashSet<&str> = self.workers.iter().map(String::as_str).collect();
        let texts = (0..).zip(self.facts.texts());
        let moved = texts.filter(|(_, text)| before.contains(text) != ground.workers.contains(*text));
        moved.map(|(number, _)| number).collect()
    }
}

impl<'a> Making for MakingMonth<'a> {
    type Row<'b> = Tale<'b, 'a>;

    fn kept<'b>(&mut self, at: usize) -> Option<Tale<'b, 'a>> {
        let former = self.facts?;
        if former.names_one(at, &self.moved) {
            return None;
        }
        let id = self.names.get(at)?.as_ref()?;
        let mut facts = Vec::new();
        Telling::of(former, &self.ids, &mut self.seats)
            .tell(at, self.kind, id, &mut |fact| facts.push(fact.clone()))?;
        Some(Tale::Facts(facts))
    }

    fn read<'b>(&self, name: &Name, bytes: &'b [u8], blob: &str) -> Option<Tale<'b, 'a>> {
        Tale::of(name, bytes, blob, self.ground, self.records).ok()
    }

    fn add(&mut self, file: File, row: Option<Tale<'_, 'a>>) -> Option<()> {
        self.files.push(file)?;
        match row {
            Some(tale) => self.adding.file(&tale),
            None => self.adding.blank(),
        }
    }
}
