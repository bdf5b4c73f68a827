//! Finding the record that a word means: by exact id, then the beginning of an id, then the exact name,
//! then pinyin, stopping at the first that finds.
//!
//! Ids cost no reading; records are read only when a name is asked for.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::model::book::{Book, SourceError};
use crate::model::code::nearest;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::naming;
use crate::model::sound::{Sought, spoken_whole};

/// How closely a word must fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Only an exact id or an exact name: where nobody sees who was taken.
    Exact,
    /// Also the beginning of an id, and pinyin.
    Near,
}

/// A record that a word may mean.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// Its name or title; empty where it was found without reading it.
    pub label: String,
}

/// Why a word means no one record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// Nothing fits.
    #[error("there is no {} `{word}`", nouns(kinds))]
    Nothing {
        /// The word.
        word: String,
        /// The kinds that were looked at.
        kinds: Vec<Kind>,
        /// The id that is most like it.
        nearest: Option<String>,
    },
    /// More than one fits equally well.
    #[error("`{word}` may mean {} records", candidates.len())]
    Several {
        /// The word.
        word: String,
        /// All of them.
        candidates: Vec<Candidate>,
    },
    /// The records cannot be listed.
    #[error(transparent)]
    Source(#[from] SourceError),
}

/// `resident, worker or volunteer`.
pub fn nouns(kinds: &[Kind]) -> String {
    if kinds.len() == Kind::ALL.len() {
        return "record".into();
    }
    let (last, others) = match kinds.split_last() {
        Some((last, others)) => (last.noun(), others),
        None => return "record".into(),
    };
    let others: Vec<&str> = others.iter().map(|kind| kind.noun()).collect();
    if others.is_empty() { last.into() } else { format!("{} or {last}", others.join(", ")) }
}

/// The one record of these kinds that a word means.
///
/// # Errors
/// [`FindError`], with what may have been meant.
pub fn find(book: &Book, kinds: &[Kind], word: &str, fit: Fit) -> Result<Candidate, FindError> {
    Finder::over(book, kinds).find(word, fit)
}

/// Finds one record after another: ids are listed once, names read once, when first asked for.
pub struct Finder<'a> {
    book: &'a Book<'a>,
    kinds: Vec<Kind>,
    ids: OnceCell<BTreeMap<Id, Vec<Kind>>>,
    named: OnceCell<Named>,
}

/// Every readable record with how all its names sound, and by each of them in lower case.
#[derive(Default)]
struct Named {
    sounds: BTreeMap<Candidate, Vec<String>>,
    by_name: BTreeMap<String, BTreeSet<Candidate>>,
}

impl<'a> Finder<'a> {
    /// A finder over the records of some kinds.
    pub fn over(book: &'a Book<'a>, kinds: &[Kind]) -> Finder<'a> {
        Finder { book, kinds: kinds.into(), ids: OnceCell::new(), named: OnceCell::new() }
    }

    /// The one record that a word means.
    ///
    /// # Errors
    /// [`FindError`], with what may have been meant.
    pub fn find(&self, word: &str, fit: Fit) -> Result<Candidate, FindError> {
        let word = word.trim();
        let near = fit == Fit::Near && !word.is_empty();
        if let Ok(id) = word.parse::<Id>()
            && let Some(found) = one(self.book, word, self.having(&id)?)?
        {
            return Ok(found);
        }
        let ids = self.ids()?;
        let exact = ids.get_key_value(word).into_iter();
        let begins = ids.range::<str, _>((Bound::Included(word), Bound::Unbounded));
        let begins = begins.take_while(|(id, _)| near && id.starts_with(word));
        for ids in [exact.collect::<Vec<_>>(), begins.collect()] {
            if let Some(found) = one(self.book, word, bare(ids))? {
                return Ok(found);
            }
        }
        let named = self.named()?;
        let called = named.by_name.get(&naming::folded(word)).into_iter().flatten().cloned();
        if let Some(found) = one(self.book, word, called.collect())? {
            return Ok(found);
        }
        let sought = Sought::of(word);
        let sounding =
            named.sounds.iter().filter(|(_, sounds)| near && sounds.iter().any(|sound| sought.begins(sound)));
        if let Some(found) = one(self.book, word, sounding.map(|(one, _)| one.clone()).collect())? {
            return Ok(found);
        }
        let plain = spoken_whole(word);
        let near = [word, &plain].into_iter().find_map(|word| nearest(word, ids.keys().map(|id| &**id)));
        let nearest = near.map(String::from);
        Err(FindError::Nothing { word: word.into(), kinds: self.kinds.clone(), nearest })
    }

    /// The records with an id, of any of the kinds; no name is listed that need not be.
    fn having(&self, id: &Id) -> Result<Vec<Candidate>, SourceError> {
        let mut found = Vec::new();
        for kind in &self.kinds {
            if self.book.has(*kind, id)? {
                found.push(Candidate { kind: *kind, id: id.clone(), label: String::new() });
            }
        }
        found.sort();
        Ok(found)
    }

    /// The ids of all records, with the kinds that have them.
    fn ids(&self) -> Result<&BTreeMap<Id, Vec<Kind>>, SourceError> {
        if let Some(ids) = self.ids.get() {
            return Ok(ids);
        }
        let mut ids: BTreeMap<Id, Vec<Kind>> = BTreeMap::new();
        for kind in &self.kinds {
            for name in self.book.names(*kind)?.iter() {
                let kinds = ids.entry(name.id.clone()).or_default();
                if !kinds.contains(kind) {
                    kinds.push(*kind);
                }
            }
        }
        Ok(self.ids.get_or_init(|| ids))
    }

    fn named(&self) -> Result<&Named, FindError> {
        if let Some(named) = self.named.get() {
            return Ok(named);
        }
        let mut all = Named::default();
        for kind in &self.kinds {
            self.book.called(*kind, &mut |called| {
                let label = called.label.unwrap_or_default().into();
                let candidate = Candidate { kind: *kind, id: called.id.clone(), label };
                for one in called.names {
                    all.by_name.entry(naming::folded(one.name)).or_default().insert(candidate.clone());
                }
                all.sounds.insert(candidate, called.names.iter().map(|one| one.sound.into()).collect());
            })?;
        }
        Ok(self.named.get_or_init(|| all))
    }
}

/// Records that were found without reading them, sorted by kind.
fn bare<'i>(ids: impl IntoIterator<Item = (&'i Id, &'i Vec<Kind>)>) -> Vec<Candidate> {
    let each = ids.into_iter().flat_map(|(id, kinds)| kinds.iter().map(move |kind| (*kind, id)));
    let mut found: Vec<_> =
        each.map(|(kind, id)| Candidate { kind, id: id.clone(), label: String::new() }).collect();
    found.sort();
    found
}

/// The only candidate; none, or an error, where there are more.
fn one(book: &Book, word: &str, mut candidates: Vec<Candidate>) -> Result<Option<Candidate>, FindError> {
    if candidates.len() < 2 {
        return Ok(candidates.pop());
    }
    for candidate in candidates.iter_mut().filter(|candidate| candidate.label.is_empty()) {
        if let Ok(Some(loaded)) = book.any(candidate.kind, &candidate.id) {
            candidate.label = loaded.record.label().unwrap_or_default().into();
        }
    }
    Err(FindError::Several { word: word.into(), candidates })
}
