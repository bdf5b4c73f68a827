//! Records that are remembered in an index: the same answers, from fewer files.

use std::path::Path;

use crate::model::book::{Loaded, Name};
use crate::model::fault::Unusable;
use crate::model::kind::Kind;
use crate::model::sound::Called;
use crate::store::index::Index;

use super::Records;

impl Records {
    /// The same records, which lie in this folder, with an index of what was read; it is made where more than
    /// `worth` files are gone through.
    #[must_use]
    pub fn indexed(self, root: &Path, worth: usize) -> Records {
        let index = Index::of(&self, root, worth);
        Records { index: Some(index), ..self }
    }

    /// The same records, each read from its own file.
    #[must_use]
    pub fn unindexed(self) -> Records {
        Records { index: None, ..self }
    }

    /// Their index, where there may be one.
    pub fn index(&self) -> Option<&Index> {
        self.index.as_ref()
    }

    /// Gives the records of a register that the index knows, where they are wanted by what they go by, and all
    /// that it does not know; whether it knows any.
    pub(super) fn remembered(
        &self,
        kind: Kind,
        wanted: &mut dyn FnMut(&Called) -> bool,
        out: &mut dyn FnMut(Name, Result<Loaded, Unusable>),
    ) -> bool {
        let register = self.index.as_ref().and_then(|index| index.register(self, kind));
        if let Some(register) = &register {
            register.each(kind, self, wanted, out);
        }
        register.is_some()
    }

    /// A record of a register that the index knows.
    pub(super) fn remembered_record(&self, name: &Name) -> Option<Loaded> {
        self.index.as_ref()?.register_of_many(self, name.kind)?.load(name)
    }

    /// Reads a record and gives it, or why it cannot be used.
    pub(in crate::store) fn give(&self, name: Name, out: &mut dyn FnMut(Name, Result<Loaded, Unusable>)) {
        let read = self.read_one(&name);
        out(name, read);
    }
}
