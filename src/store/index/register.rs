//! A part of the index: the records of a register, by what they go by and as the trees that they are.
//!
//! A record that says something which nobody knows is odd: its tree would not say so.

use serde::{Deserialize, Serialize};

use super::files::{File, Files, hex};
use super::refresh::{Making, Seeing};
use super::tree;
use crate::model::book::{Loaded, Name};
use crate::model::fault::Unusable;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::record::AnyRecord;
use crate::model::sound::{Called, Spoken, spoken};
use crate::store::columns::texts::Pieces;
use crate::store::disk::{self, Entry};
use crate::store::layout;
use crate::store::records::Records;

/// The records of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Register {
    files: Files,
    /// What each goes by: its label, and all its names with how they sound.
    names: Pieces,
    /// What each says.
    trees: Pieces,
}

/// What a record goes by, as it lies in a piece.
type Names<'a> = (Option<&'a str>, Vec<(&'a str, &'a str)>);

impl Register {
    /// The files that it was made from.
    pub(super) fn files(&self) -> &Files {
        &self.files
    }

    /// Whether all of it is there.
    pub(super) fn is_whole(&self) -> bool {
        let count = self.files.len();
        self.files.is_whole() && self.names.len() == count && self.trees.len() == count
    }

    /// The same of the files as they are now; nothing where it is the same. The outer nothing: there is no room.
    #[expect(clippy::option_option, reason = "no room, and nothing new")]
    pub(super) fn refreshed(former: Option<&Register>, seeing: &Seeing) -> Option<Option<Register>> {
        let folders = seeing.folders();
        if let Some(register) = former.filter(|register| register.files.are(seeing.seen)) {
            seeing.reading.done(seeing.seen.len());
            if register.files.lie_in(&folders) {
                return Some(None);
            }
            let files = register.files.clone().in_folders(folders);
            return Some(Some(Register { files, ..register.clone() }));
        }
        let mut making = MakingRegister { former, records: seeing.records, made: Register::default() };
        seeing.make(former.map(|register| &register.files), &mut making)?;
        let made = Register { files: making.made.files.in_folders(folders), ..making.made };
        Some(Some(made).filter(|made| former != Some(made)))
    }

    /// Gives its records, in their order: of those whose names are known, the ones that are wanted.
    pub(in crate::store) fn each(
        &self,
        kind: Kind,
        records: &Records,
        wanted: &mut dyn FnMut(&Called) -> bool,
        out: &mut dyn FnMut(Name, Result<Loaded, Unusable>),
    ) {
        for at in 0..self.files.len() {
            let Some((file, name)) = self.file(at, kind) else { continue };
            if file.is_odd || self.called(at, &name.id, wanted).unwrap_or(true) {
                match self.record(at, &name) {
                    Some(loaded) => out(name, Ok(loaded)),
                    None => records.give(name, out),
                }
            }
        }
    }

    /// The record of a file that it knows.
    pub(in crate::store) fn load(&self, name: &Name) -> Option<Loaded> {
        let at = self.files.find(&name.path)?;
        self.record(at, name)
    }

    fn file(&self, at: usize, kind: Kind) -> Option<(File<'_>, Name)> {
        let file = self.files.get(at)?;
        let entry = Entry { path: file.path.parse().ok()?, kind: disk::Kind::File };
        Some((file, layout::name(kind, &entry).ok()?))
    }

    /// Whether a record is wanted by what it goes by.
    fn called(&self, at: usize, id: &Id, wanted: &mut dyn FnMut(&Called) -> bool) -> Option<bool> {
        let (label, names): Names = postcard::from_bytes(self.names.get(at)?).ok()?;
        let names: Vec<Spoken> = names.into_iter().map(|(name, sound)| Spoken { name, sound }).collect();
        Some(wanted(&Called { id, label, names: &names }))
    }

    fn record(&self, at: usize, name: &Name) -> Option<Loaded> {
        let file = self.files.get(at).filter(|file| !file.is_odd)?;
        let record = AnyRecord::from_node(name.kind, &tree::read(self.trees.get(at)?)?, &mut |_| {}).ok()?;
        let mut blob = String::new();
        hex(file.blob, &mut blob);
        Some(Loaded { record, path: name.path.clone(), blob, unknown: Vec::new() })
    }
}

/// A register that is made again.
struct MakingRegister<'a> {
    former: Option<&'a Register>,
    records: &'a Records,
    made: Register,
}

impl Making for MakingRegister<'_> {
    /// What it goes by, and what it says.
    type Row<'b> = (Vec<u8>, Vec<u8>);

    fn kept<'b>(&mut self, at: usize) -> Option<Self::Row<'b>> {
        let former = self.former?;
        Some((former.names.get(at)?.into(), former.trees.get(at)?.into()))
    }

    fn read<'b>(&self, name: &Name, bytes: &'b [u8], blob: &str) -> Option<Self::Row<'b>> {
        let Loaded { record, unknown, .. } = self.records.read_as(name, bytes, blob).ok()?;
        let node = record.node().ok()?;
        let same = AnyRecord::from_node(name.kind, &node, &mut |_| {}).ok()?;
        if !unknown.is_empty() || same != record {
            return None;
        }
        let label = record.label();
        let names = label.into_iter().chain(record.also().iter().map(|name| &**name));
        let sounds: Vec<(&str, String)> = names.map(|name| (name, spoken(name))).collect();
        let names: Names = (label, sounds.iter().map(|(name, sound)| (*name, sound.as_str())).collect());
        let mut said = Vec::new();
        tree::write(&node, &mut said)?;
        Some((postcard::to_stdvec(&names).ok()?, said))
    }

    fn add(&mut self, file: File, row: Option<Self::Row<'_>>) -> Option<()> {
        let (names, said) = row.unwrap_or_default();
        self.made.files.push(file)?;
        self.made.names.push(&names)?;
        self.made.trees.push(&said)
    }
}
