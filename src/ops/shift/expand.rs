//! `expand`: the shifts of series, as far ahead as somebody wants them.
//!
//! Only what is missing is made, so twice is once; what was moved, changed, cancelled or void stays as it is:
//! the id of a series' shift says for which day it was made.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::book::{Book, LoadError, Passed, SourceError};
use crate::model::change::{Change, Planned};
use crate::model::day::Day;
use crate::model::id::{Id, IdError};
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::model::record::AnyRecord;
use crate::model::recurrence::{Recurrence, RecurrenceError};
use crate::model::series::Series;
use crate::ops::shift::{ShiftError, unchangeable};

/// The most shifts that are made at once.
pub const MOST: usize = 1000;

/// Series of which shifts are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expand {
    /// Which series; none of them means all.
    pub series: Vec<Id>,
    /// The last day.
    pub until: Day,
}

/// Why no shifts are made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpandError {
    /// No such series.
    #[error("there is no series `{series}`")]
    Missing {
        /// The series.
        series: Id,
    },
    /// The rule of a series tells no days.
    #[error("it cannot be told when `{series}` comes again")]
    Rule {
        /// The series.
        series: Id,
        /// What is wrong with its rule.
        error: RecurrenceError,
    },
    /// There are more than are made at once.
    #[error("up to {until} there are more than {MOST} shifts to be made, of which the last is of {day}")]
    TooMany {
        /// The last day that was asked for.
        until: Day,
        /// The day of the last one that could be made.
        day: Day,
    },
    /// Shifts of those days cannot be made.
    #[error(transparent)]
    Shift(#[from] ShiftError),
    /// A series and a day make no id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// A record is faulty.
    #[error(transparent)]
    Load(#[from] LoadError),
}

impl From<SourceError> for ExpandError {
    fn from(error: SourceError) -> ExpandError {
        ExpandError::Load(error.into())
    }
}

impl ExpandError {
    /// What to type instead.
    pub fn help(&self) -> Vec<String> {
        match self {
            ExpandError::Missing { .. } => vec!["`tandem series list` shows what there is".into()],
            ExpandError::Rule { series, .. } => {
                vec![format!("`tandem series set {series} rule=…` sets another one")]
            }
            ExpandError::TooMany { .. } => vec!["name an earlier `--until`, or fewer series".into()],
            ExpandError::Shift(error) => error.help(),
            ExpandError::Id(_) | ExpandError::Load(_) => Vec::new(),
        }
    }
}

/// Plans the missing shifts of series, from today on.
///
/// # Errors
/// [`ExpandError`] where a series cannot be used, or the shifts are too many.
pub fn expand(book: &Book, request: &Expand) -> Result<Planned<()>, ExpandError> {
    let none = Planned { changes: Vec::new(), told: () };
    let Some(ahead) = Period::between(book.today(), request.until) else { return Ok(none) };
    let taken = Taken::of(book, &ahead)?;
    let mut missing = BTreeSet::new();
    let wanted = wanted(book, &request.series)?;
    for (at, (id, series)) in wanted.iter().enumerate() {
        let rule = Recurrence::of(&series.rule, series.from)
            .map_err(|error| ExpandError::Rule { series: id.clone(), error })?;
        let last = series.until.map_or(request.until, |until| until.min(request.until));
        let Some(days) = Period::between(book.today().max(series.from), last) else { continue };
        let mut found = 0;
        for day in rule.days(&days).filter(|day| !series.except.contains(day)) {
            let own: Id = format!("{day}-{id}").parse()?;
            if taken.has(book, day, id, &own)? {
                continue;
            }
            missing.insert((day, own, at));
            found += 1;
            if found > MOST {
                break;
            }
        }
    }
    if let Some((day, ..)) = missing.iter().nth(MOST - 1).filter(|_| missing.len() > MOST) {
        return Err(ExpandError::TooMany { until: request.until, day: *day });
    }
    let mut changes = Vec::new();
    for (day, own, at) in missing {
        let (id, series) = &wanted[at];
        let shift = series.shift(id, day);
        unchangeable(book, &own, &shift)?;
        changes.push(Change::add(own, shift));
    }
    Ok(Planned { changes, told: () })
}

/// The series that are meant.
fn wanted(book: &Book, series: &[Id]) -> Result<Vec<(Id, Arc<Series>)>, ExpandError> {
    let names: Vec<Id> = match series {
        [] => book.names(Kind::Series)?.iter().map(|name| name.id.clone()).collect(),
        named => named.iter().cloned().collect::<BTreeSet<Id>>().into_iter().collect(),
    };
    let one = |id: Id| match book.get::<Series>(&id)? {
        Some(series) => Ok((id, series)),
        None => Err(ExpandError::Missing { series: id }),
    };
    names.into_iter().map(one).collect()
}

/// The days for which series have their shift under another id.
struct Taken(BTreeSet<(Day, Id)>);

impl Taken {
    /// Reads the shifts of some days.
    fn of(book: &Book, days: &Period) -> Result<Taken, SourceError> {
        let mut taken = BTreeSet::new();
        book.records(Kind::Shift, Some(days), &mut Passed::default(), &mut |id, record| {
            let AnyRecord::Shift(shift) = record else { return };
            let day = id.get(..10).and_then(|start| start.parse::<Day>().ok());
            if let (Some(day), Some(series), None) = (day, &shift.series, &shift.void) {
                taken.insert((day, series.0.clone()));
            }
        })?;
        Ok(Taken(taken))
    }

    /// Whether a series has its shift of a day, wherever that was moved to.
    fn has(&self, book: &Book, day: Day, series: &Id, own: &Id) -> Result<bool, SourceError> {
        Ok(self.0.contains(&(day, series.clone())) || book.has(Kind::Shift, own)?)
    }
}
