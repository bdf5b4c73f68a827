//! `log` of trainings: a new record, and in the same change what it grants to those who passed.

use std::sync::Arc;

use crate::model::book::{Book, LoadError};
use crate::model::change::{Change, Planned};
use crate::model::day::Day;
use crate::model::fit::Person;
use crate::model::id::Id;
use crate::model::person::Credential;
use crate::model::record::AnyRecord;
use crate::model::text::Text;
use crate::model::training::{Outcome, Training};
use crate::ops::add::{Add, AddError, add};

/// Why a training is not logged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainingError {
    /// The record cannot be added.
    #[error(transparent)]
    Add(#[from] AddError),
    /// The record of somebody who passed is faulty.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Nobody has the id of somebody who passed.
    #[error("`{who}` passed, and is neither a worker nor a volunteer")]
    Nobody {
        /// The id.
        who: Id,
    },
}

impl TrainingError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            TrainingError::Add(error) => error.help(),
            TrainingError::Load(_) => None,
            TrainingError::Nobody { .. } => Some("`tandem volunteer add NAME` makes a record of them".into()),
        }
    }
}

/// Plans a new training; those who passed hold its credential from its day on. Who holds that one of that day
/// already gets no second.
///
/// # Errors
/// [`TrainingError`]; nobody gets anything then.
pub fn log(book: &Book, request: Add<Training>) -> Result<Planned<()>, TrainingError> {
    let training = request.record.clone();
    let mut planned = add(book, request)?;
    if let Some(name) = &training.credential {
        let passed = training.attendance.iter().filter(|row| row.result == Some(Outcome::Passed));
        for who in passed.map(|row| &row.who.0) {
            planned.changes.extend(grant(book, who, name, training.date)?);
        }
    }
    Ok(planned)
}

/// That somebody holds a credential from a day on, unless their record says so.
fn grant(book: &Book, who: &Id, name: &Text, issued: Day) -> Result<Option<Change>, TrainingError> {
    let person = Person::of(book, who)?.ok_or_else(|| TrainingError::Nobody { who: who.clone() })?;
    let holds = |one: &Credential| one.name == *name && one.issued == Some(issued);
    if person.credentials().iter().any(holds) {
        return Ok(None);
    }
    let granted =
        Credential { name: name.clone(), kind: None, number: None, issued: Some(issued), expires: None };
    let (before, mut after) = match person {
        Person::Worker(worker) => (AnyRecord::Worker(worker.clone()), AnyRecord::Worker(worker)),
        Person::Volunteer(volunteer) => {
            (AnyRecord::Volunteer(volunteer.clone()), AnyRecord::Volunteer(volunteer))
        }
    };
    match &mut after {
        AnyRecord::Worker(worker) => Arc::make_mut(worker).credential.push(granted),
        AnyRecord::Volunteer(volunteer) => Arc::make_mut(volunteer).credential.push(granted),
        _ => {}
    }
    Ok(Some(Change::alter(who.clone(), before, after)))
}
