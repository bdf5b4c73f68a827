//! The verbs of needs: from what somebody asks for to what became of it.
//!
//! open → verified → matched → in-progress → met, unmet or withdrawn; and back to in-progress where it comes
//! up again. What a service promises is counted in working days from the day on which the need was opened.

use crate::model::book::{Book, LoadError};
use crate::model::change::Planned;
use crate::model::code::Role;
use crate::model::day::Day;
use crate::model::id::{Id, PersonRef, ServiceRef, WorkerRef};
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::need::{Did, Entry, Need, NeedStatus};
use crate::model::place::Place;
use crate::model::service::Service;
use crate::model::text::Text;
use crate::ops::dossier::{DossierError, Reopen, altered, append, link, not_final, unlink};

/// By when a service promises to meet a need; none where it promises nothing, or cannot be found.
///
/// # Errors
/// [`LoadError`] where its record cannot be used.
pub fn promised(book: &Book, service: &Id, opened: Day) -> Result<Option<Day>, LoadError> {
    let service = book.get::<Service>(service)?;
    let days = service.and_then(|service| service.promise_days);
    Ok(days.map(|days| book.settings().calendar.after(opened, days)))
}

/// Plans to say of a need that it was looked into and is so.
///
/// # Errors
/// [`DossierError::Step`] where it has come further.
pub fn verify(book: &Book, id: &Id) -> Result<Planned<()>, DossierError> {
    altered(book, id, |need: &Need| match need.status() {
        NeedStatus::Open => Ok(Need { status: Some(NeedStatus::Verified), ..need.clone() }),
        NeedStatus::Verified => Ok(need.clone()),
        _ => Err(no_step(id, need, "verified")),
    })
}

/// Who is to meet a need, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assign {
    /// The need.
    pub id: Id,
    /// The worker in charge.
    pub worker: Option<WorkerRef>,
    /// Who helps, from today on.
    pub helpers: Vec<PersonRef>,
    /// The service that meets it.
    pub service: Option<ServiceRef>,
}

/// Plans who meets a need. A service promises a day where none is promised yet.
///
/// # Errors
/// [`DossierError::Step`] where it is over.
pub fn assign(book: &Book, request: &Assign) -> Result<Planned<()>, DossierError> {
    let Assign { id, worker, helpers, service } = request;
    let today = book.today();
    altered(book, id, |need: &Need| {
        let mut after = need.clone();
        match need.status() {
            NeedStatus::Open | NeedStatus::Verified => after.status = Some(NeedStatus::Matched),
            NeedStatus::Matched | NeedStatus::InProgress => {}
            _ => return Err(no_step(id, need, "matched")),
        }
        after.worker = worker.clone().or(after.worker);
        link(&mut after.helpers, helpers, today);
        if let Some(service) = service {
            after.promised = match need.promised {
                Some(day) => Some(day),
                None => promised(book, service, need.opened)?,
            };
            after.service = Some(service.clone());
        }
        if after != *need {
            not_final(book, Kind::Need, id, "who meets it", today)?;
        }
        Ok(after)
    })
}

/// What was done for a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The need.
    pub id: Id,
    /// When; today where nobody says.
    pub date: Option<Day>,
    /// By whom.
    pub who: PersonRef,
    /// In which crew; else the register that holds the id.
    pub role_as: Option<Role>,
    /// What.
    pub did: Did,
    /// For how long.
    pub hours: Option<Minutes>,
}

/// Plans a line in the log of a need; a matched one is in progress then.
///
/// # Errors
/// [`DossierError::Step`] where the need was over by that day.
pub fn note(book: &Book, request: &Note) -> Result<Planned<()>, DossierError> {
    let Note { id, date, who, role_as, did, hours } = request;
    let date = date.unwrap_or_else(|| book.today());
    let row = Entry { date, who: who.clone(), role_as: *role_as, did: Some(*did), hours: *hours };
    altered(book, id, |need: &Need| {
        let mut after = need.clone();
        if !append(&mut after.log, row) {
            return Ok(after);
        }
        not_final(book, Kind::Need, id, "the log", date)?;
        match need.status() {
            NeedStatus::Matched => after.status = Some(NeedStatus::InProgress),
            status if status.is_over() && need.closed.is_none_or(|closed| closed < date) => {
                return Err(no_step(id, need, "anything being done"));
            }
            _ => {}
        }
        Ok(after)
    })
}

/// How a need ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// The need.
    pub id: Id,
    /// Met, unmet or withdrawn.
    pub status: NeedStatus,
    /// When; today where nobody says, or as it says itself.
    pub date: Option<Day>,
    /// Why it was not met, or withdrawn.
    pub reason: Option<Text>,
    /// How satisfied they were.
    pub satisfaction: Option<u64>,
}

/// Plans the end of a need: whoever helps does so until that day. Of one that ended so already the reason or the
/// satisfaction can be said later.
///
/// # Errors
/// [`DossierError::Step`] where it ended otherwise, [`DossierError::Unexplained`] without a reason.
pub fn close(book: &Book, request: &Close) -> Result<Planned<()>, DossierError> {
    let Close { id, status, date, reason, satisfaction } = request;
    altered(book, id, |need: &Need| {
        let so_already = need.closed.filter(|_| need.status() == *status);
        let date = date.or(so_already).unwrap_or_else(|| book.today());
        if need.status().is_over() && so_already != Some(date) {
            return Err(no_step(id, need, status.code()));
        }
        let reason = reason.clone().or_else(|| need.reason.clone());
        if *status != NeedStatus::Met && reason.is_none() {
            return Err(DossierError::Unexplained { id: id.clone(), wanted: status.code() });
        }
        let mut after = Need {
            status: Some(*status),
            closed: Some(date),
            reason,
            satisfaction: satisfaction.or(need.satisfaction),
            ..need.clone()
        };
        unlink(&mut after.helpers, date);
        if after != *need {
            not_final(book, Kind::Need, id, "the end", date)?;
        }
        Ok(after)
    })
}

/// Plans that a need is in progress again. Whoever helped until the day on which it was closed has to be asked again.
///
/// # Errors
/// [`DossierError::Step`] where it is not over.
pub fn reopen(book: &Book, request: &Reopen) -> Result<Planned<()>, DossierError> {
    let (id, row) = (&request.id, request.row(book.today()));
    altered(book, id, |need: &Need| {
        if !need.status().is_over() {
            let is_done = need.reopened.contains(&row);
            return if is_done { Ok(need.clone()) } else { Err(no_step(id, need, "a new beginning")) };
        }
        for date in need.closed.into_iter().chain([row.date]) {
            not_final(book, Kind::Need, id, "the end", date)?;
        }
        let mut after =
            Need { status: Some(NeedStatus::InProgress), closed: None, reason: None, ..need.clone() };
        append(&mut after.reopened, row);
        Ok(after)
    })
}

/// The refusal of a step, with those that lead somewhere.
fn no_step(id: &Id, need: &Need, wanted: &'static str) -> DossierError {
    let status = need.status();
    let verify = format!("to say that it is so: `tandem need verify {id}`");
    let assign = format!("to say who meets it: `tandem need assign {id} --worker WHO`");
    let note = format!("to say what was done: `tandem need note {id} --did visited`");
    let close = format!("to close it: `tandem need close {id} --status met`, `unmet` or `withdrawn`");
    let reopen = format!("to open it again: `tandem need reopen {id} --reason \"text\"`");
    let legal = match status {
        NeedStatus::Open => vec![verify, assign, close],
        NeedStatus::Verified => vec![assign, close],
        NeedStatus::Matched | NeedStatus::InProgress => vec![note, close],
        NeedStatus::Met | NeedStatus::Unmet | NeedStatus::Withdrawn => vec![reopen],
    };
    let since = need.closed.map(|day| format!(" since {day}")).unwrap_or_default();
    let place = Place::of_written(Kind::Need, id, "status", need.status.is_some());
    DossierError::Step {
        id: id.clone(),
        place: Box::new(place),
        stands: format!("{status}{since}"),
        wanted,
        legal,
    }
}
