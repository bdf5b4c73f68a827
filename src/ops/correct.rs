//! `correct`: hours of a closed period were wrong, and a record of its own sets them right.
//!
//! A correction adds or takes hours of somebody who served in the record that it corrects; it makes nobody
//! come who did not, and nobody serve less than nothing.

use std::collections::BTreeSet;

use crate::model::book::{Book, LoadError, Passed, SourceError};
use crate::model::change::Planned;
use crate::model::code::Role;
use crate::model::correction::{Correction, RecordRef, SignedMinutes};
use crate::model::day::Day;
use crate::model::fact::What;
use crate::model::id::{Id, PersonRef};
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::naming::Dice;
use crate::model::record::AnyRecord;
use crate::model::text::Text;
use crate::ops::add::{Add, AddError, add};

/// The kinds of record whose hours are corrected.
pub const KINDS: [Kind; 4] = [Kind::Activity, Kind::Shift, Kind::Need, Kind::Case];

/// A correction to be made.
#[derive(Clone, Debug)]
pub struct Correct {
    /// The record that was wrong.
    pub of: RecordRef,
    /// Whose hours; whoever served there, where that was one person.
    pub who: Option<Id>,
    /// In which crew; the one that they served in, where that was one.
    pub role: Option<Role>,
    /// How much is added, or taken away.
    pub hours: Minutes,
    /// On which day it is booked; today where nobody says.
    pub date: Option<Day>,
    /// Why.
    pub reason: Text,
    /// By whom.
    pub by: PersonRef,
    /// Where random codes come from.
    pub dice: Dice,
}

/// Why nothing is corrected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectError {
    /// No such record.
    #[error("there is no {} `{}`", of.kind, of.id)]
    Missing {
        /// The record.
        of: RecordRef,
    },
    /// A record cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// It counts nowhere.
    #[error("`{}` is void and counts nowhere", of.id)]
    Void {
        /// The record.
        of: RecordRef,
    },
    /// Nothing is added and nothing taken away.
    #[error("a correction by no time at all corrects nothing")]
    Nothing,
    /// What was served there is not final.
    #[error("what `{who}` served in `{}` is not in a closed period", of.id)]
    NotClosed {
        /// The record.
        of: RecordRef,
        /// Whose hours.
        who: Id,
    },
    /// They did not serve there.
    #[error("`{who}` has no hours in `{}`", of.id)]
    NotIn {
        /// The record.
        of: RecordRef,
        /// Who.
        who: Id,
        /// Who has.
        served: Vec<Id>,
    },
    /// Several people served there, or nobody did.
    #[error("whose hours in `{}` are wrong is not said", of.id)]
    Whose {
        /// The record.
        of: RecordRef,
        /// Who served.
        served: Vec<Id>,
    },
    /// They served in both crews.
    #[error("`{who}` served in `{}` as worker and as volunteer", of.id)]
    Both {
        /// The record.
        of: RecordRef,
        /// Who.
        who: Id,
    },
    /// They would have served less than nothing.
    #[error("`{who}` has {} in `{}`, corrections included: {} cannot be taken away", served.hm(), of.id, taken.hm())]
    BelowZero {
        /// The record.
        of: RecordRef,
        /// Whose hours.
        who: Id,
        /// What they have.
        served: Minutes,
        /// What was to be taken away.
        taken: Minutes,
    },
    /// The day of the correction is final itself.
    #[error("the correction itself cannot be of {date}: everything up to {through} is final")]
    Final {
        /// Its day.
        date: Day,
        /// The last day that is final.
        through: Day,
    },
    /// It has no id.
    #[error(transparent)]
    Add(#[from] AddError),
}

impl From<SourceError> for CorrectError {
    fn from(error: SourceError) -> CorrectError {
        CorrectError::Load(error.into())
    }
}

/// `--who li-na`, or several.
fn words(served: &[Id]) -> Option<String> {
    let words: Vec<String> = served.iter().map(|who| format!("`--who {who}`")).collect();
    (!words.is_empty()).then(|| words.join(" or "))
}

impl CorrectError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        let others = "whoever is missing there altogether: `tandem period reopen --reason TEXT`, then `set`";
        match self {
            CorrectError::Missing { of } => Some(format!("`tandem {} list` shows what there is", of.kind)),
            CorrectError::Void { .. } => Some("what is void needs no correction".into()),
            CorrectError::Nothing => {
                Some("write `--hours +1.5` to add, or `--hours -30m` to take away".into())
            }
            CorrectError::NotClosed { of, .. } => Some(format!(
                "set it right in the record itself: `tandem {} set {} FIELD=VALUE`",
                of.kind, of.id
            )),
            CorrectError::NotIn { served, .. } => {
                Some(words(served).map_or_else(|| others.into(), |words| format!("{words}; {others}")))
            }
            CorrectError::Whose { served, .. } => Some(words(served).unwrap_or_else(|| others.into())),
            CorrectError::Both { .. } => Some("say which: `--as worker` or `--as volunteer`".into()),
            CorrectError::BelowZero { served, .. } => {
                (served.count() > 0).then(|| format!("at most: `--hours -{served}`"))
            }
            CorrectError::Final { through, .. } => {
                Some(format!("leave `--date` out, or name a day after {through}"))
            }
            CorrectError::Load(_) => None,
            CorrectError::Add(error) => error.help(),
        }
    }
}

/// Plans a correction.
///
/// # Errors
/// [`CorrectError`]; nothing is corrected then.
pub fn correct(book: &Book, request: &Correct) -> Result<Planned<()>, CorrectError> {
    let Correct { of, hours, reason, by, .. } = request;
    let missing = || CorrectError::Missing { of: of.clone() };
    let loaded = book.any(of.kind, &of.id)?.ok_or_else(missing)?;
    if loaded.record.void().is_some() {
        return Err(CorrectError::Void { of: of.clone() });
    }
    if hours.count() == 0 {
        return Err(CorrectError::Nothing);
    }
    let date = request.date.unwrap_or(book.today());
    let through = book.settings().closed.as_ref().map(|closed| closed.through);
    let rows = rows(book, of, &loaded.record)?;
    let who = whose(request, &rows)?;
    let rows: Vec<&Row> = rows.iter().filter(|row| row.who == who && through >= Some(row.date)).collect();
    let Some(through) = through.filter(|_| !rows.is_empty()) else {
        return Err(CorrectError::NotClosed { of: of.clone(), who });
    };
    if date <= through {
        return Err(CorrectError::Final { date, through });
    }
    let role = crew(request, &who, &rows)?;
    let served = rows.iter().filter(|row| row.role == role).map(|row| row.minutes.count());
    let served = Minutes::of(served.sum::<i64>() + corrected(book, of, &who, role)?);
    if served.plus(*hours).is_none_or(|left| left.count() < 0) {
        let taken = Minutes::of(-hours.count());
        return Err(CorrectError::BelowZero { of: of.clone(), who, served, taken });
    }
    let mut record = Correction::of(date, of.clone(), reason.clone(), by.clone());
    record.role_as = (book.ground()?.register_of(&who) != role).then_some(role);
    record.who = Some(PersonRef(who));
    record.hours = Some(SignedMinutes(*hours));
    Ok(add(book, Add { record, id: None, dice: request.dice.clone() })?)
}

/// What somebody served in the record.
struct Row {
    who: Id,
    role: Role,
    date: Day,
    minutes: Minutes,
}

/// All that people served in the record.
fn rows(book: &Book, of: &RecordRef, record: &AnyRecord) -> Result<Vec<Row>, CorrectError> {
    let ground = book.ground()?;
    let mut rows = Vec::new();
    book.facts_of(&of.id, record, &ground, &mut |fact| {
        if let What::Service(service) = fact.what {
            let (who, role, minutes) = (service.who, service.role, service.minutes);
            rows.push(Row { who, role, date: fact.about.date, minutes });
        }
    });
    Ok(rows)
}

/// Whose hours are corrected.
fn whose(request: &Correct, rows: &[Row]) -> Result<Id, CorrectError> {
    let of = request.of.clone();
    let served: Vec<Id> =
        rows.iter().map(|row| row.who.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    match (&request.who, served.as_slice()) {
        (Some(who), served) if served.contains(who) => Ok(who.clone()),
        (Some(who), _) => Err(CorrectError::NotIn { of, who: who.clone(), served }),
        (None, [who]) => Ok(who.clone()),
        (None, _) => Err(CorrectError::Whose { of, served }),
    }
}

/// In which crew they served.
fn crew(request: &Correct, who: &Id, rows: &[&Row]) -> Result<Role, CorrectError> {
    let has = |role: Role| rows.iter().any(|row| row.role == role);
    let (of, who) = (request.of.clone(), who.clone());
    match (request.role, has(Role::Worker), has(Role::Volunteer)) {
        (Some(role), ..) if has(role) => Ok(role),
        (Some(_), ..) => Err(CorrectError::NotIn { of, who, served: Vec::new() }),
        (None, true, true) => Err(CorrectError::Both { of, who }),
        (None, true, false) => Ok(Role::Worker),
        (None, false, _) => Ok(Role::Volunteer),
    }
}

/// What earlier corrections of the record have added for somebody, or taken away, in minutes.
fn corrected(book: &Book, of: &RecordRef, who: &Id, role: Role) -> Result<i64, CorrectError> {
    let ground = book.ground()?;
    let mut sum = 0;
    book.records(Kind::Correction, None, &mut Passed::default(), &mut |id, record| {
        if matches!(record, AnyRecord::Correction(correction) if correction.of == *of) {
            book.facts_of(id, record, &ground, &mut |fact| match fact.what {
                What::Service(service) if service.who == *who && service.role == role => {
                    sum += service.minutes.count();
                }
                _ => {}
            });
        }
    })?;
    Ok(sum)
}
