//! A source that reads nothing twice, for whoever asks many questions of the same records.
//!
//! What it kept stays while the memory lives: the answers are of one moment, whatever is written meanwhile.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::model::fault::{Fault, Unusable};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::period::Period;
use crate::model::settings::Settings;

use super::{LoadError, Loaded, Name, Source, SourceError};

/// The records of a kind, as a source gave them.
type Read = Rc<Vec<(Name, Result<Loaded, Unusable>)>>;

/// What was read so far.
#[derive(Default)]
pub struct Memory {
    each: RefCell<BTreeMap<(Kind, Option<Period>), Read>>,
    loaded: RefCell<BTreeMap<Name, Result<Loaded, LoadError>>>,
}

/// A source with a memory.
pub struct Kept<'a> {
    source: &'a dyn Source,
    memory: &'a Memory,
}

impl<'a> Kept<'a> {
    /// The same source, which from now on reads nothing twice.
    pub fn over(source: &'a dyn Source, memory: &'a Memory) -> Kept<'a> {
        Kept { source, memory }
    }

    fn read(&self, kind: Kind, period: Option<&Period>) -> Result<Read, SourceError> {
        let key = (kind, period.filter(|_| kind.is_log()).cloned());
        if let Some(read) = self.memory.each.borrow().get(&key) {
            return Ok(read.clone());
        }
        let mut read = Vec::new();
        self.source.each(kind, period, &mut |name, record| read.push((name, record)))?;
        let read = Rc::new(read);
        self.memory.each.borrow_mut().insert(key, read.clone());
        Ok(read)
    }
}

impl Source for Kept<'_> {
    fn settings(&self) -> &Settings {
        self.source.settings()
    }

    fn unknown_settings(&self) -> &[FieldPath] {
        self.source.unknown_settings()
    }

    fn names(&self, kind: Kind) -> Result<Arc<Vec<Name>>, SourceError> {
        self.source.names(kind)
    }

    fn find(&self, kind: Kind, id: &Id) -> Result<Vec<Name>, SourceError> {
        self.source.find(kind, id)
    }

    fn has(&self, kind: Kind, id: &Id) -> Result<bool, SourceError> {
        self.source.has(kind, id)
    }

    fn one(&self, kind: Kind, id: &Id) -> Result<Option<Name>, LoadError> {
        self.source.one(kind, id)
    }

    fn mentions(&self, kinds: &[Kind], id: &Id) -> Result<Vec<Name>, SourceError> {
        self.source.mentions(kinds, id)
    }

    fn strays(&self, kind: Kind) -> Result<Vec<Fault>, SourceError> {
        self.source.strays(kind)
    }

    fn load(&self, name: &Name) -> Result<Loaded, LoadError> {
        if let Some(loaded) = self.memory.loaded.borrow().get(name) {
            return loaded.clone();
        }
        let loaded = self.source.load(name);
        self.memory.loaded.borrow_mut().insert(name.clone(), loaded.clone());
        loaded
    }

    fn unread(&self) -> Vec<Unusable> {
        self.source.unread()
    }

    fn mistyped(&self, name: &Name) -> Result<Vec<Fault>, SourceError> {
        self.source.mistyped(name)
    }

    fn each(
        &self,
        kind: Kind,
        period: Option<&Period>,
        out: &mut dyn FnMut(Name, Result<Loaded, Unusable>),
    ) -> Result<(), SourceError> {
        for (name, record) in self.read(kind, period)?.iter() {
            out(name.clone(), record.clone());
        }
        Ok(())
    }

    fn at_closing(&self) -> Option<Box<dyn Source>> {
        self.source.at_closing()
    }
}
