//! `volunteer lead` and `worker supervise`: dated links from person to person, never overwritten.
//!
//! A new link ends those in force the day before. A worker and the volunteer who the worker is too are one
//! person: neither leads nor supervises the other.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::book::{Book, LoadError, SourceError, Twins};
use crate::model::change::{Change, Planned};
use crate::model::day::Day;
use crate::model::fit::{self, Obstacle, Person};
use crate::model::id::{Id, PersonRef};
use crate::model::kind::Kind;
use crate::model::path::{Row, row_key};
use crate::model::person::Link;
use crate::model::record::AnyRecord;
use crate::model::volunteer::Volunteer;
use crate::model::worker::Worker;

/// A link that is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// Whose record says it.
    pub id: Id,
    /// Who leads or supervises them.
    pub who: Id,
    /// From when on; else from today.
    pub from: Option<Day>,
}

/// Why nobody is linked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// No such person.
    #[error("there is no {kind} `{id}`")]
    Missing {
        /// The register.
        kind: Kind,
        /// The id.
        id: Id,
    },
    /// A record is faulty.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Both are one person.
    #[error("`{id}` {}cannot {verb} themselves", if id == who { String::new() } else { format!("is `{who}` too, and ") })]
    Oneself {
        /// Whose record it is.
        id: Id,
        /// Who was to be linked to it.
        who: Id,
        /// `lead` or `supervise`.
        verb: &'static str,
    },
    /// One of them has left.
    #[error("`{id}` has left{}", left.map(|left| format!(": their last day was {left}")).unwrap_or_default())]
    Left {
        /// Who.
        id: Id,
        /// Their register.
        kind: Kind,
        /// Their last day.
        left: Option<Day>,
    },
    /// One of them was not there yet.
    #[error("`{id}` joined on {joined}, after {from}")]
    BeforeJoined {
        /// Who.
        id: Id,
        /// Their register.
        kind: Kind,
        /// Their first day.
        joined: Day,
        /// From when on it was to be.
        from: Day,
    },
    /// Somebody would lead or supervise themselves through others.
    #[error("it would be a circle: {}", chain.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" under "))]
    Circle {
        /// From one to the next, who leads or supervises them.
        chain: Vec<Id>,
    },
    /// Another link begins on that day or later.
    #[error("`{who}` is `{field}` of `{id}` from {from} on")]
    Later {
        /// Whose record it is.
        id: Id,
        /// Their register.
        kind: Kind,
        /// Who is linked.
        who: Id,
        /// The field that says so.
        field: &'static str,
        /// Which row of it.
        row: Box<Row>,
        /// From when on.
        from: Day,
    },
    /// The day is final.
    #[error("`{id}` stays as it is")]
    Closed {
        /// Whose record it is.
        id: Id,
        /// What says so.
        obstacle: Box<Obstacle>,
    },
}

impl From<SourceError> for LinkError {
    fn from(error: SourceError) -> LinkError {
        LinkError::Load(error.into())
    }
}

impl LinkError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            LinkError::Missing { kind, .. } => Some(format!("`tandem {kind} list` shows who there is")),
            LinkError::Load(_) | LinkError::Closed { .. } => None,
            LinkError::Oneself { verb: "supervise", .. } => Some("name somebody else".into()),
            LinkError::Oneself { .. } => {
                Some("name somebody else, or nobody: a key person needs no lead".into())
            }
            LinkError::Left { id, kind: Kind::Volunteer, .. } => {
                Some(format!("if they are back: `tandem volunteer status {id} active --override \"reason\"`"))
            }
            LinkError::Left { id, .. } => {
                Some(format!("if they are back: `tandem worker set {id} status=active left=`"))
            }
            LinkError::BeforeJoined { joined, .. } => Some(format!("`--from {joined}`, or a later day")),
            LinkError::Circle { .. } => Some("name somebody who is not below them".into()),
            LinkError::Later { id, kind, from, .. } => Some(format!(
                "`--from {}` or a later day; to correct what it says: `tandem {kind} edit {id}`",
                from.plus(1)
            )),
        }
    }
}

/// What sort of link it is.
#[derive(Clone, Copy)]
struct Sort {
    verb: &'static str,
    field: &'static str,
    kind: Kind,
}

const LEAD: Sort = Sort { verb: "lead", field: "lead", kind: Kind::Volunteer };
const SUPERVISE: Sort = Sort { verb: "supervise", field: "supervisor", kind: Kind::Worker };

impl Sort {
    fn links(self, record: &AnyRecord) -> &[Link] {
        match record {
            AnyRecord::Volunteer(volunteer) if self.kind == Kind::Volunteer => &volunteer.lead,
            AnyRecord::Worker(worker) if self.kind == Kind::Worker => &worker.supervisor,
            _ => &[],
        }
    }
}

/// Plans that somebody leads a volunteer.
///
/// # Errors
/// [`LinkError`]: what stands against it.
pub fn lead(book: &Book, request: &NewLink) -> Result<Planned<()>, LinkError> {
    let before: Arc<Volunteer> = book.get(&request.id)?.ok_or_else(|| LEAD.missing(request))?;
    let from = allowed(book, LEAD, request)?;
    let mut after = (*before).clone();
    succeed(book.twins()?, LEAD, request, from, &mut after.lead)?;
    let (before, after) = (AnyRecord::Volunteer(before), AnyRecord::Volunteer(Arc::new(after)));
    Ok(Planned { changes: vec![Change::alter(request.id.clone(), before, after)], told: () })
}

/// Plans that somebody supervises a worker.
///
/// # Errors
/// [`LinkError`]: what stands against it.
pub fn supervise(book: &Book, request: &NewLink) -> Result<Planned<()>, LinkError> {
    let before: Arc<Worker> = book.get(&request.id)?.ok_or_else(|| SUPERVISE.missing(request))?;
    let from = allowed(book, SUPERVISE, request)?;
    let mut after = (*before).clone();
    succeed(book.twins()?, SUPERVISE, request, from, &mut after.supervisor)?;
    let (before, after) = (AnyRecord::Worker(before), AnyRecord::Worker(Arc::new(after)));
    Ok(Planned { changes: vec![Change::alter(request.id.clone(), before, after)], told: () })
}

impl Sort {
    fn missing(self, request: &NewLink) -> LinkError {
        LinkError::Missing { kind: self.kind, id: request.id.clone() }
    }
}

/// From when on the link may be.
fn allowed(book: &Book, sort: Sort, request: &NewLink) -> Result<Day, LinkError> {
    let NewLink { id, who, from } = request;
    let from = from.unwrap_or(book.today());
    let twins = book.twins()?;
    if twins.person(id) == twins.person(who) {
        return Err(LinkError::Oneself { id: id.clone(), who: who.clone(), verb: sort.verb });
    }
    for one in [id, who] {
        there(book, one, from)?;
    }
    let what = format!("`{who}` would {} `{id}` from {from} on", sort.verb);
    if let Some(obstacle) = fit::of_day(book, from, &what, |next| format!("`--from {next}` or a later day")) {
        return Err(LinkError::Closed { id: id.clone(), obstacle: Box::new(obstacle) });
    }
    match circle(book, sort, request, from)? {
        Some(chain) => Err(LinkError::Circle { chain }),
        None => Ok(from),
    }
}

/// Refuses somebody who is not there on a day.
fn there(book: &Book, id: &Id, day: Day) -> Result<(), LinkError> {
    let missing = || LinkError::Missing { kind: Kind::Volunteer, id: id.clone() };
    let person = Person::of(book, id)?.ok_or_else(missing)?;
    let (left, has_left) = person.left();
    if left.map_or(has_left, |left| left < day) {
        return Err(LinkError::Left { id: id.clone(), kind: person.kind(), left });
    }
    match person.joined().filter(|joined| *joined > day) {
        Some(joined) => {
            Err(LinkError::BeforeJoined { id: id.clone(), kind: person.kind(), joined, from: day })
        }
        None => Ok(()),
    }
}

/// Who is above whom, from the person up to themselves; none where no way leads there.
fn circle(book: &Book, sort: Sort, request: &NewLink, from: Day) -> Result<Option<Vec<Id>>, LinkError> {
    let twins = book.twins()?;
    let own = twins.person(&request.id);
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![request.id.clone(), request.who.clone()]];
    while let Some(way) = ways.pop() {
        let Some(last) = way.last() else { continue };
        if twins.person(last) == own {
            return Ok(Some(way));
        }
        if !seen.insert(twins.person(last).clone()) {
            continue;
        }
        for record in of_person(book, twins.person(last))? {
            let is_ahead = |link: &&Link| link.until.is_none_or(|until| until >= from);
            let above = sort.links(&record).iter().filter(is_ahead);
            ways.extend(above.map(|link| [way.as_slice(), std::slice::from_ref(&link.who.0)].concat()));
        }
    }
    Ok(None)
}

/// The records of a person: one, or two of a worker who is a volunteer too.
fn of_person(book: &Book, id: &Id) -> Result<Vec<AnyRecord>, LinkError> {
    let worker: Option<Arc<Worker>> = book.get(id)?;
    let twin = worker.as_ref().and_then(|worker| worker.same_as.as_ref()).map(|twin| twin.0.clone());
    let volunteer: Option<Arc<Volunteer>> = book.get(&twin.unwrap_or_else(|| id.clone()))?;
    Ok(worker.map(AnyRecord::Worker).into_iter().chain(volunteer.map(AnyRecord::Volunteer)).collect())
}

/// Ends the links in force and appends the new one; nothing where it is in force already.
fn succeed(
    twins: &Twins,
    sort: Sort,
    request: &NewLink,
    from: Day,
    links: &mut Vec<Link>,
) -> Result<(), LinkError> {
    let NewLink { id, who, .. } = request;
    let holds = |link: &Link| {
        link.from.is_none_or(|began| began <= from) && link.until.is_none_or(|until| until >= from)
    };
    let is_they = |link: &Link| twins.person(&link.who) == twins.person(who);
    if links.iter().any(|link| is_they(link) && holds(link)) {
        return Ok(());
    }
    let begins = |link: &Link| link.from.filter(|began| *began >= from);
    let later = links.iter().enumerate().find_map(|(index, link)| Some((index, link, begins(link)?)));
    if let Some((index, link, began)) = later {
        let key = row_key([Some(link.who.to_string()), Some(began.to_string())]);
        let row = Box::new(Row { index, key });
        let (id, who) = (id.clone(), link.who.0.clone());
        return Err(LinkError::Later { id, kind: sort.kind, who, field: sort.field, row, from: began });
    }
    for link in links.iter_mut().filter(|link| holds(link)) {
        link.until = Some(from.plus(-1));
    }
    links.push(Link { who: PersonRef(who.clone()), from: Some(from), until: None });
    Ok(())
}
