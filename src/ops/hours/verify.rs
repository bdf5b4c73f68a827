//! `verify` and `reject`: somebody looked at hours, and says whether they are right.

use crate::model::book::Book;
use crate::model::change::Planned;
use crate::model::code::State;
use crate::model::id::{Id, PersonRef};
use crate::model::kind::Kind;
use crate::model::text::Text;
use crate::ops::hours::{Entry, HoursError, Sheet};

/// Hours that somebody looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The kind of the record.
    pub kind: Kind,
    /// The activity or shift.
    pub id: Id,
    /// Whose hours.
    pub who: Vec<Id>,
    /// Who looked at them.
    pub by: PersonRef,
}

/// Plans that the hours of people are verified: of all of them, or of nobody. With `all` also those of
/// everybody else who served and whose hours nobody has looked at, but for one's own.
///
/// # Errors
/// [`HoursError`]: what stands against it.
pub fn verify(book: &Book, request: &Look, all: bool) -> Result<Planned<()>, HoursError> {
    let Look { kind, id, who, by } = request;
    let twins = book.twins()?;
    let is_own = |who: &Id| twins.person(who) == twins.person(&by.0);
    let mut sheet = Sheet::of(book, *kind, id)?;
    let has_length = sheet.has_length;
    let mut entries = sheet.entries();
    all_in(&entries, request)?;
    for entry in &mut entries {
        let is_named = who.contains(entry.who);
        let waits = !matches!(entry.state, Some(State::Verified | State::Rejected));
        let has_hours = entry.is_served() && (entry.hours.is_some() || has_length);
        if is_named {
            verifiable(entry, request, has_length)?;
            if waits && is_own(entry.who) {
                return Err(HoursError::Own { id: id.clone(), who: entry.who.clone() });
            }
        }
        if waits && (is_named || all && has_hours && !is_own(entry.who)) {
            *entry.state = Some(State::Verified);
            *entry.by = Some(by.clone());
            *entry.reason = None;
        }
    }
    sheet.change()
}

/// Plans that the hours of people are rejected: of all of them, or of nobody. They count nowhere then.
///
/// # Errors
/// [`HoursError`]: what stands against it.
pub fn reject(book: &Book, request: &Look, reason: &Text) -> Result<Planned<()>, HoursError> {
    let Look { kind, id, who, by } = request;
    let mut sheet = Sheet::of(book, *kind, id)?;
    let has_length = sheet.has_length;
    let mut entries = sheet.entries();
    all_in(&entries, request)?;
    for entry in entries.iter_mut().filter(|entry| who.contains(entry.who)) {
        if *entry.state == Some(State::Rejected) && entry.reason.as_ref() == Some(reason) {
            continue;
        }
        verifiable(entry, request, has_length)?;
        *entry.state = Some(State::Rejected);
        *entry.by = Some(by.clone());
        *entry.reason = Some(reason.clone());
    }
    sheet.change()
}

/// Refuses people who are not in the record.
fn all_in(entries: &[Entry], request: &Look) -> Result<(), HoursError> {
    let is_missing = |who: &&Id| entries.iter().all(|entry| entry.who != *who);
    match request.who.iter().find(is_missing) {
        Some(who) => Err(HoursError::NotIn { kind: request.kind, id: request.id.clone(), who: who.clone() }),
        None => Ok(()),
    }
}

/// Refuses a row of which nobody can say whether its hours are right.
fn verifiable(entry: &Entry, request: &Look, has_length: bool) -> Result<(), HoursError> {
    let (kind, id, who) = (request.kind, request.id.clone(), entry.who.clone());
    if let Some(status) = entry.stands().filter(|_| !entry.is_served()) {
        return Err(HoursError::NotServed { id, who, status });
    }
    if *entry.state == Some(State::Rejected) {
        let (by, reason) = (entry.by.as_ref().map(|by| by.0.clone()), entry.reason.clone());
        return Err(HoursError::Rejected { kind, id, who, by, reason });
    }
    if entry.hours.is_none() && !has_length {
        return Err(HoursError::NoHours { kind, id, who });
    }
    Ok(())
}
