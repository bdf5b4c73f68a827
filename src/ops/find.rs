//! Finding the record that a word means: by exact id, then the beginning of an id, then the exact name,
//! then pinyin, stopping at the first that finds.
//!
//! Ids cost no reading; records are read only when a name is asked for.

use std::collections::BTreeMap;

use pinyin::ToPinyin;

use crate::model::book::{Book, Passed, SourceError};
use crate::model::code::nearest;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::record::AnyRecord;

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

/// `worker or volunteer`.
fn nouns(kinds: &[Kind]) -> String {
    if kinds.len() == Kind::ALL.len() {
        return "record".into();
    }
    kinds.iter().map(|kind| kind.noun()).collect::<Vec<_>>().join(" or ")
}

/// The one record of these kinds that a word means.
///
/// # Errors
/// [`FindError`], with what may have been meant.
pub fn find(book: &Book, kinds: &[Kind], word: &str, fit: Fit) -> Result<Candidate, FindError> {
    let word = word.trim();
    let mut ids = Vec::new();
    for kind in kinds {
        let names = book.names(*kind)?;
        ids.extend(names.iter().map(|name| (*kind, name.id.clone())));
    }
    ids.dedup();
    let bare = |(kind, id): &(Kind, Id)| Candidate { kind: *kind, id: id.clone(), label: String::new() };
    let exact: Vec<_> = ids.iter().filter(|(_, id)| **id == *word).map(bare).collect();
    if let Some(found) = one(book, word, exact)? {
        return Ok(found);
    }
    let begins: Vec<_> = ids
        .iter()
        .filter(|(_, id)| fit == Fit::Near && !word.is_empty() && id.starts_with(word))
        .map(bare)
        .collect();
    if let Some(found) = one(book, word, begins)? {
        return Ok(found);
    }
    let named = all_named(book, kinds)?;
    let by = |test: &dyn Fn(&str) -> bool| -> Vec<Candidate> {
        let fitting = named.iter().filter(|(_, names)| names.iter().any(|name| test(name)));
        fitting.map(|(candidate, _)| candidate.clone()).collect()
    };
    if let Some(found) = one(book, word, by(&|name| name.to_lowercase() == word.to_lowercase()))? {
        return Ok(found);
    }
    let spoken = |name: &str| fit == Fit::Near && sounds(name, word, From::Start);
    if let Some(found) = one(book, word, by(&spoken))? {
        return Ok(found);
    }
    let plain = spoken_whole(word);
    let near = nearest(word, ids.iter().map(|(_, id)| &**id))
        .or_else(|| nearest(&plain, ids.iter().map(|(_, id)| &**id)))
        .map(String::from);
    Err(FindError::Nothing { word: word.into(), kinds: kinds.into(), nearest: near })
}

/// The only candidate; none, or an error, where there are more.
fn one(book: &Book, word: &str, mut candidates: Vec<Candidate>) -> Result<Option<Candidate>, FindError> {
    if candidates.len() < 2 {
        return Ok(candidates.pop());
    }
    for candidate in candidates.iter_mut().filter(|candidate| candidate.label.is_empty()) {
        if let Ok(Some(loaded)) = book.any(candidate.kind, &candidate.id) {
            candidate.label = loaded.record.label().into();
        }
    }
    Err(FindError::Several { word: word.into(), candidates })
}

/// Every readable record of some kinds with all its names.
fn all_named(book: &Book, kinds: &[Kind]) -> Result<BTreeMap<Candidate, Vec<String>>, FindError> {
    let mut named = BTreeMap::new();
    for kind in kinds {
        book.records(*kind, None, &mut Passed::default(), &mut |id, record| {
            let candidate = Candidate { kind: *kind, id: id.clone(), label: record.label().into() };
            named.insert(candidate, names(record).map(String::from).collect());
        })?;
    }
    Ok(named)
}

/// The name of a record and all others that it goes by.
fn names(record: &AnyRecord) -> impl Iterator<Item = &str> {
    std::iter::once(record.label()).chain(record.also().iter().map(|name| &**name))
}

/// Whether a record answers to a word in a list: by the beginning of its id, by a part of a name, or by
/// how a name sounds from any of its syllables on.
pub fn answers(id: &Id, record: &AnyRecord, word: &str) -> bool {
    let plain = word.to_lowercase();
    id.starts_with(&plain)
        || names(record)
            .any(|name| name.to_lowercase().contains(&plain) || sounds(name, word, From::Anywhere))
}

/// Where in a name a sound may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Start,
    Anywhere,
}

/// Whether a name, spoken from a syllable on, begins with a word; spaces and hyphens do not count. A word
/// in Chinese is taken by its letters, not by its sound.
fn sounds(name: &str, word: &str, from: From) -> bool {
    let chinese = word.chars().any(|character| character.to_pinyin().is_some());
    let word = spoken_whole(word);
    if chinese || word.is_empty() {
        return false;
    }
    let syllables = syllables(name);
    let starts = if from == From::Start { 1 } else { syllables.len() };
    (0..starts.min(syllables.len())).any(|start| syllables[start..].concat().starts_with(&word))
}

fn spoken_whole(text: &str) -> String {
    syllables(text).concat()
}

/// A name as it is typed on any keyboard: Chinese by syllable, everything else by word, lower case and
/// without accents; `lü`, `lyu` and `lv` are all `lu`.
fn syllables(name: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for character in name.chars() {
        match character.to_pinyin() {
            Some(sound) => all.extend([folded(sound.plain()), String::new()]),
            None if character.is_alphanumeric() => {
                if let Some(last) = all.last_mut() {
                    last.push(character);
                }
            }
            None => all.push(String::new()),
        }
    }
    all.into_iter().map(|part| folded(&part)).filter(|part| !part.is_empty()).collect()
}

fn folded(text: &str) -> String {
    let plain = deunicode::deunicode(&text.replace(['ü', 'Ü'], "u")).to_lowercase();
    let plain: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    ["l", "n"].iter().fold(plain, |text, initial| {
        text.replace(&format!("{initial}yu"), &format!("{initial}u"))
            .replace(&format!("{initial}v"), &format!("{initial}u"))
    })
}
