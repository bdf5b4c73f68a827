//! The verbs of cases: from intake to closing, and back where life demands it.
//!
//! A case goes forward by any number of stages; back only with a reason, which is nowhere but in the commit.
//! It is closed by `close` alone, which says why; follow-up comes after that.

use crate::model::book::Book;
use crate::model::case::{Case, CaseReason, Referral, ReferralStatus, Session, Stage, Supervision};
use crate::model::change::Planned;
use crate::model::day::Day;
use crate::model::id::{Id, PersonRef};
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::place::Place;
use crate::model::text::Text;
use crate::ops::dossier::{DossierError, Reopen, altered, append, not_final, unlink};

/// A meeting of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meet {
    /// The case.
    pub id: Id,
    /// What there is to say of it.
    pub session: Session,
}

/// Plans a session of a case. Its stage, where it says one that is further, becomes the case's.
///
/// # Errors
/// [`DossierError::NoHelper`] for who helped and was no helper of the case that day,
/// [`DossierError::Step`] where the case was over by then.
pub fn session(book: &Book, request: &Meet) -> Result<Planned<()>, DossierError> {
    let Meet { id, session } = request;
    let date = session.date;
    altered(book, id, |case: &Case| {
        let mut after = case.clone();
        if !append(&mut after.sessions, session.clone()) {
            return Ok(after);
        }
        not_final(book, Kind::Case, id, "the sessions", date)?;
        let was_closed = case.stage() == Stage::Closed && case.closed.is_none_or(|closed| closed < date);
        if was_closed && session.stage != Some(Stage::FollowUp) {
            return Err(no_step(id, case, "another session"));
        }
        if let Some(who) = session.helpers.iter().find(|who| !case.may_help(who, date)) {
            return Err(DossierError::NoHelper { id: id.clone(), who: who.0.clone(), date });
        }
        let further = session.stage.filter(|stage| *stage > case.stage() && *stage != Stage::Closed);
        if let Some(stage) = further.filter(|stage| leads(case.stage(), *stage)) {
            after.stage = Some(stage);
        }
        Ok(after)
    })
}

/// How far a case has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advance {
    /// The case.
    pub id: Id,
    /// Its stage from now on.
    pub stage: Stage,
    /// Whether it is said why, where that is a step back.
    pub is_explained: bool,
}

/// Plans another stage of a case.
///
/// # Errors
/// [`DossierError::Step`] for a stage that closes or reopens it, [`DossierError::Unexplained`] for a step
/// back without a reason.
pub fn stage(book: &Book, request: &Advance) -> Result<Planned<()>, DossierError> {
    let Advance { id, stage, is_explained } = request;
    altered(book, id, |case: &Case| {
        let stands = case.stage();
        if stands != *stage && !leads(stands, *stage) {
            return Err(no_step(id, case, stage.code()));
        }
        if *stage < stands && !stands.is_over() && !is_explained {
            return Err(DossierError::Unexplained { id: id.clone(), wanted: stage.code() });
        }
        Ok(Case { stage: Some(*stage).filter(|stage| *stage != case.stage()).or(case.stage), ..case.clone() })
    })
}

/// Whether a case can go from a stage to another without being closed or opened again: follow-up comes
/// after closing.
fn leads(from: Stage, to: Stage) -> bool {
    if to == Stage::Closed { from == Stage::FollowUp } else { from.is_over() == to.is_over() }
}

/// Where a case is sent, or what became of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refer {
    /// The case.
    pub id: Id,
    /// To whom.
    pub to: Text,
    /// When it was sent; today where nobody says.
    pub date: Option<Day>,
    /// Why.
    pub reason: Option<Text>,
    /// What became of it; nothing yet where a case is sent.
    pub status: Option<ReferralStatus>,
}

/// Plans that a case is sent on; with a status, that the last referral to the same party stands there now.
///
/// # Errors
/// [`DossierError::NotReferred`] where nothing was sent there whose state could change.
pub fn refer(book: &Book, request: &Refer) -> Result<Planned<()>, DossierError> {
    let Refer { id, to, date, reason, status } = request;
    altered(book, id, |case: &Case| {
        let mut after = case.clone();
        let is_meant = |row: &Referral| row.to == *to && date.is_none_or(|date| row.date == date);
        let Some(status) = status else {
            if case.stage() == Stage::Closed {
                return Err(no_step(id, case, "a referral"));
            }
            let date = date.unwrap_or_else(|| book.today());
            let known = case.referrals.iter().any(|row| row.to == *to && row.date == date);
            if !known {
                not_final(book, Kind::Case, id, "the referrals", date)?;
                let (to, reason, status) = (to.clone(), reason.clone(), Some(ReferralStatus::Sent));
                after.referrals.push(Referral { date, to, reason, status });
            }
            return Ok(after);
        };
        let row = after.referrals.iter_mut().filter(|row| is_meant(row)).max_by_key(|row| row.date);
        let row = row.ok_or_else(|| DossierError::NotReferred { id: id.clone(), to: to.clone() })?;
        row.status = Some(*status);
        row.reason = reason.clone().or_else(|| row.reason.clone());
        Ok(after)
    })
}

/// That the worker was supervised on a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supervise {
    /// The case.
    pub id: Id,
    /// When; today where nobody says.
    pub date: Option<Day>,
    /// By whom.
    pub by: PersonRef,
    /// For how long.
    pub hours: Option<Minutes>,
}

/// Plans that the worker was supervised on a case.
///
/// # Errors
/// [`DossierError`] where there is no such case, or the day is final.
pub fn supervise(book: &Book, request: &Supervise) -> Result<Planned<()>, DossierError> {
    let Supervise { id, date, by, hours } = request;
    let date = date.unwrap_or_else(|| book.today());
    altered(book, id, |case: &Case| {
        let mut after = case.clone();
        if append(&mut after.supervision, Supervision { date, by: Some(by.clone()), hours: *hours }) {
            not_final(book, Kind::Case, id, "the supervision", date)?;
        }
        Ok(after)
    })
}

/// Plans when a case is looked at next.
///
/// # Errors
/// [`DossierError::Step`] where it is closed.
pub fn review(book: &Book, id: &Id, date: Day) -> Result<Planned<()>, DossierError> {
    altered(book, id, |case: &Case| {
        if case.stage() == Stage::Closed && case.review != Some(date) {
            return Err(no_step(id, case, "a review"));
        }
        Ok(Case { review: Some(date), ..case.clone() })
    })
}

/// How a case ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// The case.
    pub id: Id,
    /// When; today where nobody says.
    pub date: Option<Day>,
    /// Why.
    pub reason: CaseReason,
}

/// Plans the end of a case: whoever helps does so until that day, and no review is due any more.
///
/// # Errors
/// [`DossierError::Step`] where it is closed otherwise.
pub fn close(book: &Book, request: &Close) -> Result<Planned<()>, DossierError> {
    let Close { id, date, reason } = request;
    altered(book, id, |case: &Case| {
        if case.stage().is_over() {
            let is_same = case.reason == Some(*reason) && date.is_none_or(|date| case.closed == Some(date));
            return if is_same { Ok(case.clone()) } else { Err(no_step(id, case, "another end")) };
        }
        let date = date.unwrap_or_else(|| book.today());
        not_final(book, Kind::Case, id, "the end", date)?;
        let (stage, reason, closed) = (Some(Stage::Closed), Some(*reason), Some(date));
        let mut after = Case { stage, closed, reason, review: None, ..case.clone() };
        unlink(&mut after.helpers, date);
        Ok(after)
    })
}

/// Plans that a case goes on. Whoever helped until the day on which it was closed has to be asked again.
///
/// # Errors
/// [`DossierError::Step`] where it is not closed.
pub fn reopen(book: &Book, request: &Reopen) -> Result<Planned<()>, DossierError> {
    let (id, row) = (&request.id, request.row(book.today()));
    altered(book, id, |case: &Case| {
        if !case.stage().is_over() {
            let is_done = case.reopened.contains(&row);
            return if is_done { Ok(case.clone()) } else { Err(no_step(id, case, "a new beginning")) };
        }
        for date in case.closed.into_iter().chain([row.date]) {
            not_final(book, Kind::Case, id, "the end", date)?;
        }
        let mut after = Case { stage: Some(Stage::Assessment), closed: None, reason: None, ..case.clone() };
        append(&mut after.reopened, row);
        Ok(after)
    })
}

/// The refusal of a step, with those that lead somewhere.
fn no_step(id: &Id, case: &Case, wanted: &'static str) -> DossierError {
    let stage = case.stage();
    let legal = if stage.is_over() {
        let next = if stage == Stage::Closed { Stage::FollowUp } else { Stage::Closed };
        vec![
            format!("to go on after closing: `tandem case stage {id} {next}`"),
            format!("to open it again: `tandem case reopen {id} --reason \"text\"`"),
        ]
    } else {
        let stages = Stage::ALL.iter().filter(|to| **to != stage && leads(stage, **to));
        let stages: Vec<String> = stages.map(|to| format!("`{to}`")).collect();
        vec![
            format!("to go on: `tandem case stage {id} STAGE`, one of {}", stages.join(", ")),
            format!("to close it: `tandem case close {id} --reason CODE`"),
        ]
    };
    let since = case.closed.map(|day| format!(" since {day}")).unwrap_or_default();
    let place = Place::of_written(Kind::Case, id, "stage", case.stage.is_some());
    DossierError::Step {
        id: id.clone(),
        place: Box::new(place),
        stands: format!("{stage}{since}"),
        wanted,
        legal,
    }
}
