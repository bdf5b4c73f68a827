//! Documents of one state of the records, put together instead of given one by one.
//!
//! Every report is made by its own command, as it would be made alone; the records are read once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::model::book::kept::{Kept, Memory};
use crate::model::fault::Unusable;
use crate::report::table::Document;
use crate::session::Session;

/// What was collected, and from where.
pub(crate) struct Collection {
    /// The records.
    pub(crate) session: Session,
    memory: Memory,
    documents: RefCell<Vec<Document>>,
    unusable: RefCell<BTreeMap<String, Unusable>>,
}

impl Collection {
    /// An empty collection from the records of a session.
    pub(crate) fn of(session: Session) -> Collection {
        let (documents, unusable) = (RefCell::default(), RefCell::default());
        Collection { session, memory: Memory::default(), documents, unusable }
    }

    /// The records, each read once.
    pub(crate) fn source(&self) -> Kept<'_> {
        Kept::over(self.session.records(), &self.memory)
    }

    /// Takes a document.
    pub(crate) fn add(&self, document: Document) {
        self.documents.borrow_mut().push(document);
    }

    /// Gives the documents that came since.
    pub(crate) fn taken(&self) -> Vec<Document> {
        self.documents.take()
    }

    /// Remembers which records could not be read.
    pub(crate) fn met(&self, unusable: &[Unusable]) {
        let named = unusable.iter().map(|one| (one.path.clone(), one.clone()));
        self.unusable.borrow_mut().extend(named);
    }

    /// The records that could not be read, each once.
    pub(crate) fn unusable(&self) -> Vec<Unusable> {
        self.unusable.borrow().values().cloned().collect()
    }
}

impl std::fmt::Debug for Collection {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("Collection")
            .field("documents", &self.documents.borrow().len())
            .finish_non_exhaustive()
    }
}
