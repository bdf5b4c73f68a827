//! What the verbs of needs and cases have in common: a record is loaded and altered, or it is told why not.
//!
//! Doing a thing twice changes nothing. A void record, and what is dated in a final period, stays as it is.

use std::sync::Arc;

use crate::model::book::{Book, LoadError};
use crate::model::change::{Change, Planned};
use crate::model::day::Day;
use crate::model::fit::{self, Obstacle};
use crate::model::id::{Id, PersonRef};
use crate::model::kind::Kind;
use crate::model::need::Reopened;
use crate::model::person::Link;
use crate::model::place::Place;
use crate::model::record::Record;
use crate::model::text::Text;

/// Why a need or a case is not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DossierError {
    /// No such record.
    #[error("there is no {kind} `{id}`")]
    Missing {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
    },
    /// A record is faulty.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// It counts nowhere.
    #[error("`{id}` is void and counts nowhere")]
    Void {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
    },
    /// What would change is dated on a day that is final.
    #[error("`{id}` cannot be changed so")]
    Final {
        /// The id.
        id: Id,
        /// What says so.
        obstacle: Box<Obstacle>,
    },
    /// No step leads from where it stands to where it was to stand.
    #[error("`{id}` stands at {stands}, from where no step leads to {wanted}")]
    Step {
        /// The id.
        id: Id,
        /// What says where it stands.
        place: Box<Place>,
        /// Where it stands.
        stands: String,
        /// Where it was to stand.
        wanted: &'static str,
        /// The commands that lead somewhere.
        legal: Vec<String>,
    },
    /// A step that must say why.
    #[error("why `{id}` becomes {wanted} is not said")]
    Unexplained {
        /// The id.
        id: Id,
        /// Where it was to stand.
        wanted: &'static str,
    },
    /// Somebody was to have helped in a session who was no helper of the case then.
    #[error("`{who}` is no helper of `{id}` on {date}")]
    NoHelper {
        /// The case.
        id: Id,
        /// Who.
        who: Id,
        /// On which day.
        date: Day,
    },
    /// Nothing was sent there whose state could change.
    #[error("`{id}` was sent to nobody called `{to}`")]
    NotReferred {
        /// The case.
        id: Id,
        /// To whom.
        to: Text,
    },
}

impl DossierError {
    /// What to type instead.
    pub fn help(&self) -> Vec<String> {
        match self {
            DossierError::Missing { kind, .. } => vec![format!("`tandem {kind} list` shows what there is")],
            DossierError::Void { kind, .. } => vec![format!("open another one: `tandem {kind} open`")],
            DossierError::Step { legal, .. } => legal.clone(),
            DossierError::Unexplained { .. } => vec!["say why: `--reason \"text\"`".into()],
            DossierError::NoHelper { id, who, date } => vec![
                format!("if they were: `tandem case set {id} 'helpers+={{ who: {who}, from: {date} }}'`"),
                format!("whoever held the session themselves is named with `--by {who}`"),
            ],
            DossierError::NotReferred { id, .. } => {
                vec![
                    format!("`tandem case show {id}` shows where it was sent"),
                    "leave `--status` out to send it there".into(),
                ]
            }
            DossierError::Load(_) | DossierError::Final { .. } => Vec::new(),
        }
    }
}

/// Plans what a verb makes of a record.
pub(super) fn altered<T: Record>(
    book: &Book,
    id: &Id,
    make: impl FnOnce(&T) -> Result<T, DossierError>,
) -> Result<Planned<()>, DossierError> {
    let missing = DossierError::Missing { kind: T::KIND, id: id.clone() };
    let before = book.get::<T>(id)?.ok_or(missing)?;
    if before.void().is_some() {
        return Err(DossierError::Void { kind: T::KIND, id: id.clone() });
    }
    let after = make(&before)?;
    let change = Change::alter(id.clone(), T::wrap(before), T::wrap(Arc::new(after)));
    Ok(Planned { changes: vec![change], told: () })
}

/// Refuses what would be dated on a final day.
pub(super) fn not_final(book: &Book, kind: Kind, id: &Id, what: &str, date: Day) -> Result<(), DossierError> {
    let help = format!("what came up since then begins anew: `tandem {kind} open`");
    match fit::of_day(book, date, &format!("{what} of `{id}` would change on {date}"), |_| help) {
        Some(obstacle) => Err(DossierError::Final { id: id.clone(), obstacle: Box::new(obstacle) }),
        None => Ok(()),
    }
}

/// That something is opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopen {
    /// The need or case.
    pub id: Id,
    /// When; today where nobody says.
    pub date: Option<Day>,
    /// By whom.
    pub by: PersonRef,
    /// Why.
    pub reason: Text,
}

impl Reopen {
    /// The row that says so.
    pub(super) fn row(&self, today: Day) -> Reopened {
        let date = self.date.unwrap_or(today);
        Reopened { date, by: Some(self.by.clone()), reason: Some(self.reason.clone()) }
    }
}

/// Adds a row to a list, unless it stands there already; whether it was added.
pub(super) fn append<R: PartialEq>(rows: &mut Vec<R>, row: R) -> bool {
    let is_new = !rows.contains(&row);
    if is_new {
        rows.push(row);
    }
    is_new
}

/// Ends the help of those who help on a day with that day.
pub(super) fn unlink(helpers: &mut [Link], date: Day) {
    for link in helpers.iter_mut().filter(|link| link.holds(date)) {
        link.until = Some(date);
    }
}

/// Adds people to those who help, from a day on; whoever helps already goes on, even if it ended that day.
pub(super) fn link(helpers: &mut Vec<Link>, who: &[PersonRef], date: Day) {
    for person in who {
        match helpers.iter_mut().find(|link| link.who == *person && link.holds(date)) {
            Some(link) if link.until == Some(date) => link.until = None,
            Some(_) => {}
            None => helpers.push(Link::since(person.clone(), date)),
        }
    }
}
