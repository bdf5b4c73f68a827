//! What changed, and the problems that come of it: the short check of a commit or of a day's edits.

use std::collections::BTreeSet;

use crate::check::{all, touched, with_unread};
use crate::diag::Problem;
use crate::model::book::{Book, SourceError};
use crate::model::fault::Fault;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// The rule that a record breaks when another one is gone.
const DANGLING: &str = "missing-reference";

/// What differs between two states of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The records that are there, new or different.
    pub records: BTreeSet<(Kind, Id)>,
    /// Those that are gone.
    pub gone: BTreeSet<(Kind, Id)>,
    /// New files that are no records.
    pub strays: Vec<Fault>,
    /// Whether the store's own file differs, which every record may depend on.
    pub settings: bool,
}

impl Changed {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Changed::default()
    }
}

/// The problems of records that changed, and of those that refer to one that is gone. Where the store's
/// own file changed, all there are.
///
/// # Errors
/// [`SourceError`] where a folder cannot be listed or a file not be read.
pub fn changed(book: &Book, changed: &Changed) -> Result<Vec<Problem>, SourceError> {
    if changed.settings {
        return all(book);
    }
    let mut found: Vec<Problem> = changed.strays.iter().cloned().map(Problem::from).collect();
    let records: Vec<_> = changed.records.iter().cloned().collect();
    found.extend(touched(book, &records)?);
    let mut referring = BTreeSet::new();
    for (kind, id) in &changed.gone {
        if !book.has(*kind, id)? {
            referring.extend(book.mentions(&Kind::ALL, id)?.into_iter().map(|name| (name.kind, name.id)));
        }
    }
    let referring: Vec<_> = referring.difference(&changed.records).cloned().collect();
    let broken = touched(book, &referring)?;
    found.extend(broken.into_iter().filter(|problem| problem.rule == DANGLING));
    Ok(with_unread(book, found))
}
