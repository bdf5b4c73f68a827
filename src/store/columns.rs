//! What files tell, in columns: made by the thread that reads them, told by the one that asks.
//!
//! So a record lives and dies in one thread, and what goes from one to the other are a few lists of numbers. The
//! index keeps the same columns on the disk. What does not fit into them goes along as it was read.

pub(super) mod facts;
mod skim;
pub(super) mod texts;

use crate::model::book::told::Told;
use crate::model::book::{Loaded, Name, Passed};
use crate::model::fact::{Fact, Ground};
use crate::model::fault::Unusable;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::store::disk::Near;
use crate::store::git::blob_id;
use crate::store::records::Records;

use self::facts::{Adding, Entry, Facts, Head, Ids, Seats, Telling, Tells, fits};
use self::skim::Skim;

/// What some files of a kind tell, in their order.
pub(super) struct Block {
    kind: Kind,
    pieces: Vec<Piece>,
    facts: Facts,
    ids: Vec<u32>,
}

/// What one of them is.
pub(super) enum Piece {
    /// A usable record, and its line in the checksum; its facts are in the columns.
    Told(Id, Box<str>),
    /// Whatever it is: nothing of it is in the columns.
    Read(Name, Result<Loaded, Unusable>),
    /// No record.
    Stray,
}

impl Piece {
    /// A usable record with the blob id of its file.
    pub(super) fn told(kind: Kind, id: Id, blob: &str) -> Piece {
        let line = Passed::line(kind, &id, blob);
        Piece::Told(id, line)
    }
}

impl Block {
    /// What these files tell, whose facts are in the columns; `ids` are those of all blocks.
    pub(super) fn of(kind: Kind, pieces: Vec<Piece>, facts: Facts, ids: &Ids) -> Block {
        let ids = ids.of(&facts);
        Block { kind, pieces, facts, ids }
    }

    /// What files tell that are read one after another.
    pub(super) fn read(kind: Kind, names: &[Name], ground: &Ground, ids: &Ids, records: &Records) -> Block {
        let (pieces, facts) = in_columns(names, ground, records).unwrap_or_else(|| {
            let pieces = names.iter().map(|name| Piece::Read(name.clone(), records.read_one(name)));
            (pieces.collect(), Facts::default())
        });
        Block::of(kind, pieces, facts, ids)
    }

    /// Gives it, piece by piece; the ids of all blocks that were told before have their seats.
    pub(super) fn tell(self, ids: &Ids, seats: &mut Seats, out: &mut dyn FnMut(Told)) {
        seats.fill(ids);
        let mut telling = Telling::of(&self.facts, &self.ids, seats);
        for (at, piece) in self.pieces.into_iter().enumerate() {
            match piece {
                Piece::Stray => {}
                Piece::Read(name, read) => out(Told::Read(name, read)),
                Piece::Told(id, line) => {
                    out(Told::File(line));
                    // What was put in can be told.
                    let _ = telling.tell(at, self.kind, &id, &mut |fact| out(Told::Fact(fact)));
                }
            }
        }
    }
}

/// Reads files, and puts what they tell into columns; nothing where there is no room.
fn in_columns(names: &[Name], ground: &Ground, records: &Records) -> Option<(Vec<Piece>, Facts)> {
    let (mut adding, mut near) = (Adding::default(), Near::default());
    let mut pieces = Vec::with_capacity(names.len());
    for name in names {
        let bytes = records.near(name, &mut near);
        pieces.push(piece(name, bytes, &mut adding, ground, records)?);
    }
    Some((pieces, adding.done()))
}

/// Puts what a file tells behind the others; nothing where there is no room.
fn piece(
    name: &Name,
    bytes: Result<Vec<u8>, Unusable>,
    adding: &mut Adding,
    ground: &Ground,
    records: &Records,
) -> Option<Piece> {
    let read = match bytes {
        Err(unusable) => Err(unusable),
        Ok(bytes) => {
            let blob = blob_id(&bytes, records.hash());
            match Tale::of(name, &bytes, blob.as_str(), ground, records) {
                Ok(tale) => {
                    adding.file(&tale)?;
                    return Some(Piece::told(name.kind, name.id.clone(), blob.as_str()));
                }
                Err(read) => *read,
            }
        }
    };
    adding.blank()?;
    Some(Piece::Read(name.clone(), read))
}

/// What a file tells that fits into columns.
pub(super) enum Tale<'t, 'g> {
    /// As it was skimmed.
    Skim(Box<Skim<'t, 'g>>),
    /// As its record says.
    Facts(Vec<Fact>),
}

impl<'t, 'g> Tale<'t, 'g> {
    /// What the bytes of a file tell, whose blob id this is.
    ///
    /// # Errors
    /// What was read, where that is faulty, lies in another month's folder, or does not fit.
    pub(super) fn of(
        name: &Name,
        bytes: &'t [u8],
        blob: &str,
        ground: &'g Ground,
        records: &Records,
    ) -> Result<Tale<'t, 'g>, Box<Result<Loaded, Unusable>>> {
        if let Some(skim) = skim::activity(name, bytes, records.catalogue(), ground) {
            return Ok(Tale::Skim(skim.into()));
        }
        let read = records.read_as(name, bytes, blob);
        let facts = read.as_ref().ok().and_then(|loaded| told_by(name, loaded, ground));
        facts.map(Tale::Facts).ok_or_else(|| read.into())
    }
}

impl Tells for Tale<'_, '_> {
    fn head(&self) -> Option<Head<'_>> {
        match self {
            Tale::Skim(skim) => skim.head(),
            Tale::Facts(facts) => facts.head(),
        }
    }

    fn each<'a>(&'a self, out: &mut dyn FnMut(Entry<'a>)) {
        match self {
            Tale::Skim(skim) => skim.each(out),
            Tale::Facts(facts) => facts.each(out),
        }
    }
}

/// The facts of a record that was read; nothing where it lies in another month's folder, or they do not fit
/// into columns.
fn told_by(name: &Name, loaded: &Loaded, ground: &Ground) -> Option<Vec<Fact>> {
    let mut facts = Vec::new();
    loaded.record.facts(&name.id, ground, &mut |fact| facts.push(fact));
    (name.misplaced(&loaded.record).is_none() && fits(name.kind, &name.id, &facts)).then_some(facts)
}
