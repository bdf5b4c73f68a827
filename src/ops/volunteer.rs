//! `status` of volunteers: from the application to the farewell, one legal step at a time.
//!
//! A verb plans; it writes nothing. Whoever leaves is led by nobody from the next day on, and leads nobody.

use std::sync::Arc;

use crate::model::book::{Book, LoadError, SourceError};
use crate::model::change::{Change, Planned};
use crate::model::day::Day;
use crate::model::fit::{self, Obstacle};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::person::Link;
use crate::model::place::Place;
use crate::model::record::AnyRecord;
use crate::model::text::Text;
use crate::model::volunteer::{Volunteer, VolunteerStatus};

/// A step of a volunteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The volunteer.
    pub id: Id,
    /// Where they stand from now on.
    pub to: VolunteerStatus,
    /// Why; whoever pauses or leaves has a reason.
    pub reason: Option<Text>,
    /// The first day of somebody who takes part, the last of somebody who leaves; else today.
    pub date: Option<Day>,
    /// Why rules are set aside: who left comes back, a minor takes part without consent.
    pub overridden: Option<Text>,
}

/// Why a volunteer stays where they stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatusError {
    /// No such volunteer.
    #[error("there is no volunteer `{id}`")]
    Missing {
        /// The id.
        id: Id,
    },
    /// A record is faulty.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Nobody gets there from where they stand.
    #[error("`{id}` stands as {from}, from which nobody becomes {to}")]
    Step {
        /// Who.
        id: Id,
        /// What says where they stand.
        place: Box<Place>,
        /// Where they stand.
        from: VolunteerStatus,
        /// Where they were to stand.
        to: VolunteerStatus,
    },
    /// They stand there already, by other words.
    #[error("`{id}` stands as {status} already")]
    Already {
        /// Who.
        id: Id,
        /// Where they stand.
        status: VolunteerStatus,
    },
    /// Nothing says why.
    #[error("nothing says why `{id}` becomes {to}")]
    Unexplained {
        /// Who.
        id: Id,
        /// Where they were to stand.
        to: VolunteerStatus,
    },
    /// They would leave before they joined.
    #[error("`{id}` joined on {joined}, after {left}")]
    BeforeJoined {
        /// Who.
        id: Id,
        /// Their first day.
        joined: Day,
        /// What was to be their last.
        left: Day,
    },
    /// A rule stands against it.
    #[error("`{id}` cannot become {to}")]
    Refused {
        /// Who.
        id: Id,
        /// Where they were to stand.
        to: VolunteerStatus,
        /// What stands against it.
        obstacle: Box<Obstacle>,
    },
}

impl From<SourceError> for StatusError {
    fn from(error: SourceError) -> StatusError {
        StatusError::Load(error.into())
    }
}

impl StatusError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            StatusError::Missing { .. } => Some("`tandem volunteer list` shows who there is".into()),
            StatusError::Load(_) => None,
            StatusError::Step { id, from: VolunteerStatus::Left, to: VolunteerStatus::Active, .. } => {
                Some(format!("if they are back: `tandem volunteer status {id} active --override \"reason\"`"))
            }
            StatusError::Step { id, from: VolunteerStatus::Left, .. } => {
                Some(format!("only back: `tandem volunteer status {id} active --override \"reason\"`"))
            }
            StatusError::Step { from, .. } => {
                let legal: Vec<String> = steps(*from).iter().map(|to| format!("`{to}`")).collect();
                Some(format!("from {from} they become {}", legal.join(" or ")))
            }
            StatusError::Already { id, .. } => {
                Some(format!("to correct what it says of that: `tandem volunteer set {id} reason=…`"))
            }
            StatusError::Unexplained { .. } => Some("say why: `--reason \"…\"`".into()),
            StatusError::BeforeJoined { id, .. } => Some(format!(
                "`--date` is their last day; their first stands in `tandem volunteer show {id}`"
            )),
            StatusError::Refused { obstacle, .. } => {
                let can_be_overridden = obstacle.rule.can_be_overridden();
                can_be_overridden.then(|| "to do it all the same, say why: `--override \"reason\"`".into())
            }
        }
    }
}

/// Where somebody can get to from where they stand; who left comes back by a reason alone.
fn steps(from: VolunteerStatus) -> &'static [VolunteerStatus] {
    use VolunteerStatus::{Active, Applicant, Left, Paused, Trainee};
    match from {
        Applicant => &[Trainee, Active, Left],
        Trainee | Paused => &[Active, Left],
        Active => &[Paused, Left],
        Left => &[],
    }
}

/// Plans a step of a volunteer. Standing there already changes nothing.
///
/// # Errors
/// [`StatusError`]: the step is not legal, unexplained, or something stands against it.
pub fn status(book: &Book, request: &Step) -> Result<Planned<()>, StatusError> {
    let Step { id, to, .. } = request;
    let before: Arc<Volunteer> = book.get(id)?.ok_or_else(|| StatusError::Missing { id: id.clone() })?;
    let from = before.status();
    let is_back = (from, *to) == (VolunteerStatus::Left, VolunteerStatus::Active);
    if from == *to {
        return already(request, before);
    }
    let is_legal = steps(from).contains(to) || is_back && request.overridden.is_some();
    if !is_legal {
        let place = Place::of_written(Kind::Volunteer, id, "status", before.status.is_some());
        return Err(StatusError::Step { id: id.clone(), place: Box::new(place), from, to: *to });
    }
    let mut after = Volunteer { status: Some(*to), reason: request.reason.clone(), ..(*before).clone() };
    if is_back {
        after.left = None;
        after.overridden.clone_from(&request.overridden);
    }
    let mut changes = Vec::new();
    match to {
        VolunteerStatus::Left => {
            leave(book, request, &mut after)?;
            changes = followers(book, id, after.left.unwrap_or(book.today()))?;
        }
        VolunteerStatus::Paused => explained(request)?,
        VolunteerStatus::Applicant => {}
        VolunteerStatus::Trainee | VolunteerStatus::Active => take_part(book, request, from, &mut after)?,
    }
    let own = Change::alter(id.clone(), AnyRecord::Volunteer(before), AnyRecord::Volunteer(Arc::new(after)));
    changes.insert(0, own);
    Ok(Planned { changes, told: () })
}

/// What is asked of somebody who stands there already: nothing, unless other words are given for it.
fn already(request: &Step, before: Arc<Volunteer>) -> Result<Planned<()>, StatusError> {
    let Step { id, to, reason, date, .. } = request;
    let other_day = date.is_some() && *to == VolunteerStatus::Left && *date != before.left;
    if other_day || reason.is_some() && *reason != before.reason {
        return Err(StatusError::Already { id: id.clone(), status: *to });
    }
    let same = AnyRecord::Volunteer(before);
    Ok(Planned { changes: vec![Change::alter(id.clone(), same.clone(), same)], told: () })
}

fn explained(request: &Step) -> Result<(), StatusError> {
    match request.reason {
        Some(_) => Ok(()),
        None => Err(StatusError::Unexplained { id: request.id.clone(), to: request.to }),
    }
}

/// Refuses a day that is final.
fn open(book: &Book, request: &Step, date: Day) -> Result<(), StatusError> {
    let Step { id, to, .. } = request;
    let what = format!("`{id}` would become {to} on {date}");
    match fit::of_day(book, date, &what, |next| format!("name a day after it: `--date {next}`")) {
        Some(obstacle) => Err(StatusError::Refused { id: id.clone(), to: *to, obstacle: Box::new(obstacle) }),
        None => Ok(()),
    }
}

/// Somebody leaves: with a day and a reason, and nobody leads them any longer.
fn leave(book: &Book, request: &Step, after: &mut Volunteer) -> Result<(), StatusError> {
    explained(request)?;
    let left = request.date.unwrap_or(book.today());
    open(book, request, left)?;
    if let Some(joined) = after.joined.filter(|joined| *joined > left) {
        return Err(StatusError::BeforeJoined { id: request.id.clone(), joined, left });
    }
    after.left = Some(left);
    end(&mut after.lead, left, |_| true);
    Ok(())
}

/// Ends links on a day; those that would only begin later never do.
fn end(links: &mut Vec<Link>, on: Day, which: impl Fn(&Link) -> bool) {
    links.retain(|link| !which(link) || link.from.is_none_or(|from| from <= on));
    for link in links.iter_mut().filter(|link| which(link) && link.until.is_none_or(|until| until > on)) {
        link.until = Some(on);
    }
}

/// Those whom somebody leads or supervises who leaves: from the next day on they do not.
fn followers(book: &Book, id: &Id, on: Day) -> Result<Vec<Change>, StatusError> {
    let mut changes = Vec::new();
    for name in book.mentions(&Kind::PEOPLE, id)?.into_iter().filter(|name| name.id != *id) {
        let Some(loaded) = book.any(name.kind, &name.id)? else { continue };
        let mut after = loaded.record.clone();
        match &mut after {
            AnyRecord::Volunteer(led) => end(&mut Arc::make_mut(led).lead, on, |link| link.who.0 == *id),
            AnyRecord::Worker(worker) => {
                end(&mut Arc::make_mut(worker).supervisor, on, |link| link.who.0 == *id);
            }
            _ => {}
        }
        if after != loaded.record {
            changes.push(Change::alter(name.id, loaded.record.clone(), after));
        }
    }
    Ok(changes)
}

/// Somebody takes part: from a day on, where nothing says since when, and old enough or with consent.
fn take_part(
    book: &Book,
    request: &Step,
    from: VolunteerStatus,
    after: &mut Volunteer,
) -> Result<(), StatusError> {
    let date = request.date.unwrap_or(book.today());
    if from == VolunteerStatus::Applicant && (request.date.is_some() || after.joined.is_none()) {
        open(book, request, date)?;
        after.joined = Some(date);
    }
    let minimum_age = book.settings().volunteers.minimum_age;
    let young = (request.to == VolunteerStatus::Active)
        .then(|| fit::minor(&request.id, after, date, minimum_age))
        .flatten();
    match (young, &request.overridden) {
        (Some(obstacle), None) => {
            Err(StatusError::Refused { id: request.id.clone(), to: request.to, obstacle: Box::new(obstacle) })
        }
        (Some(_), Some(reason)) => {
            after.overridden = Some(reason.clone());
            Ok(())
        }
        (None, _) => Ok(()),
    }
}
