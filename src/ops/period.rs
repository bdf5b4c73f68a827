//! `period close` and `period reopen`: up to which day everything is final, with the checksum that proves it.
//!
//! Nothing is closed that is not over, and without a reason nothing of which something is still to be said.

use crate::model::book::{Book, Passed, SourceError};
use crate::model::change::Settled;
use crate::model::closing::{self, evidence};
use crate::model::code::State;
use crate::model::day::Day;
use crate::model::evidence::Evidence;
use crate::model::fact::{Fact, What};
use crate::model::fault::Fault;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::record::AnyRecord;
use crate::model::settings::{Closed, Settings};
use crate::model::shift::ShiftStatus;
use crate::model::text::{Text, TextError};

/// Why a period is not closed, or not opened again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Its last day is still to come.
    #[error("{through} is still to come: today is {today}")]
    Future {
        /// The last day of what was to be closed.
        through: Day,
        /// Today.
        today: Day,
    },
    /// It is closed.
    #[error("everything up to {through} is closed already")]
    Already {
        /// The last day that is final.
        through: Day,
    },
    /// Something of it is not finished.
    #[error("what is dated up to {through} cannot be closed yet")]
    Unfinished {
        /// The last day of what was to be closed.
        through: Day,
        /// All that is not finished, and what `check` finds in it.
        faults: Vec<Fault>,
    },
    /// Nothing is closed.
    #[error("no period is closed")]
    Open,
    /// The day is not before the last one that is final.
    #[error("{date} is not before {through}, up to which everything is closed")]
    NotEarlier {
        /// The day that was to be the last one.
        date: Day,
        /// The last day that is final.
        through: Day,
    },
    /// The facts are not those that were closed: what lies before the day may have been altered too.
    #[error("what is closed up to {through} has been altered since")]
    Altered {
        /// The last day that is final.
        through: Day,
    },
    /// The checksum is no text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The store cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
}

impl PeriodError {
    /// What to type instead.
    pub fn help(&self) -> Vec<String> {
        match self {
            PeriodError::Future { today, .. } => {
                vec![format!(
                    "close it when it is over, or up to an earlier day: `tandem period close {}`",
                    today.plus(-1)
                )]
            }
            PeriodError::Already { .. } => {
                vec!["`tandem period reopen DATE --reason TEXT` closes up to an earlier day only".into()]
            }
            PeriodError::Unfinished { .. } => {
                vec!["to close it all the same, say why: `--override \"reason\"`".into()]
            }
            PeriodError::Open => vec!["`tandem period close PERIOD` closes one".into()],
            PeriodError::NotEarlier { .. } => vec![
                "`tandem period reopen --reason TEXT` opens all of it".into(),
                "`tandem period close PERIOD` closes more".into(),
            ],
            PeriodError::Altered { .. } => vec![
                "`tandem period show` tells what was altered".into(),
                "`tandem period reopen --reason TEXT`, without a day, opens all of it".into(),
            ],
            PeriodError::Text(_) | PeriodError::Source(_) => Vec::new(),
        }
    }
}

/// A period to be closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// Its last day.
    pub through: Day,
    /// What `check` finds in it that is an error.
    pub faults: Vec<Fault>,
    /// Why it is closed although something is not finished.
    pub reason: Option<Text>,
}

/// Whether there is something to close up to a day.
///
/// # Errors
/// [`PeriodError::Future`], [`PeriodError::Already`].
pub fn closable(book: &Book, through: Day) -> Result<(), PeriodError> {
    if through > book.today() {
        return Err(PeriodError::Future { through, today: book.today() });
    }
    match &book.settings().closed {
        Some(closed) if through <= closed.through => Err(PeriodError::Already { through: closed.through }),
        _ => Ok(()),
    }
}

/// Plans that everything up to a day is final.
///
/// # Errors
/// [`PeriodError::Unfinished`] with all that stands against it, where no reason is given.
pub fn close(book: &Book, request: Close) -> Result<Settled<Evidence>, PeriodError> {
    let Close { through, mut faults, reason } = request;
    closable(book, through)?;
    faults.extend(unfinished(book, through)?);
    let mut passed = Passed::default();
    let facts = evidence(book, through, &mut passed)?;
    if faults.is_empty() {
        // What could not be read any more after it was checked would be missing from the checksum.
        let lost = passed.unusable.into_iter().filter(|unusable| unusable.kind.is_log());
        faults.extend(lost.flat_map(|unusable| unusable.faults));
    }
    if !faults.is_empty() && reason.is_none() {
        return Err(PeriodError::Unfinished { through, faults });
    }
    settled(book, Some(through), facts)
}

/// Plans that what was closed is open again: all of it, or what is dated after a day.
///
/// # Errors
/// [`PeriodError`] where nothing is closed, or less than that, or what stays closed may have been altered.
pub fn reopen(book: &Book, until: Option<Day>) -> Result<Settled<Evidence>, PeriodError> {
    let Some(closed) = &book.settings().closed else { return Err(PeriodError::Open) };
    let through = closed.through;
    if let Some(date) = until {
        if date >= through {
            return Err(PeriodError::NotEarlier { date, through });
        }
        let facts = evidence(book, through, &mut Passed::default())?;
        if closed.records.as_ref().is_some_and(|records| **records != *facts.checksum()) {
            return Err(PeriodError::Altered { through });
        }
    }
    let facts = until.map(|until| evidence(book, until, &mut Passed::default())).transpose()?;
    settled(book, until, facts.unwrap_or_default())
}

/// The store's own file with everything up to a day closed, for which these facts speak, or nothing.
fn settled(book: &Book, through: Option<Day>, facts: Evidence) -> Result<Settled<Evidence>, PeriodError> {
    let records: Text = facts.checksum().parse()?;
    let closed = through.map(|through| Closed { through, records: Some(records) });
    let was = book.settings().closed.as_ref().map(|closed| closed.through);
    let named = through.or(was).map(|day| day.to_string()).unwrap_or_default();
    Ok(Settled { after: Settings { closed, ..book.settings().clone() }, named, told: facts })
}

/// What is still to be said of what is dated up to a day: shifts that are open, hours that nobody looked at.
fn unfinished(book: &Book, through: Day) -> Result<Vec<Fault>, SourceError> {
    let Some(period) = Period::between(Day::first(), through) else { return Ok(Vec::new()) };
    let since = book.settings().closed.as_ref().map(|closed| closed.through);
    let is_meant = |day: Day| day <= through && since.is_none_or(|since| day > since);
    let ground = book.ground()?;
    let mut found = Vec::new();
    for kind in [Kind::Activity, Kind::Shift] {
        book.records(kind, Some(&period), &mut Passed::default(), &mut |id, record| {
            if let AnyRecord::Shift(shift) = record
                && is_meant(shift.date)
                && shift.void.is_none()
                && shift.status() == ShiftStatus::Open
            {
                let field = if shift.status.is_some() { "status" } else { "date" };
                let message = format!("`{id}` is of {} and not closed", shift.date);
                found.push(Fault {
                    rule: closing::RULE,
                    place: Place::of(kind, id, FieldPath::field(field)),
                    message,
                    help: Some(format!("`tandem shift close {id}`, or `tandem shift cancel {id}`")),
                });
            }
            record.facts(id, &ground, &mut |fact| {
                if is_meant(fact.about.date) {
                    found.extend(submitted(&fact, record));
                }
            });
        })?;
    }
    Ok(found)
}

/// That nobody looked at somebody's hours.
fn submitted(fact: &Fact, record: &AnyRecord) -> Option<Fault> {
    let What::Service(service) = &fact.what else { return None };
    let (id, who) = (&fact.about.id, &service.who);
    (service.state == State::Submitted).then(|| Fault {
        rule: closing::RULE,
        place: closing::row(record, id, who, fact.about.date),
        message: format!("the hours of `{who}` in `{id}` are submitted, and nobody has looked at them"),
        help: Some(format!("`tandem hours verify {}/{id} {who}`, or `reject`", record.kind())),
    })
}
