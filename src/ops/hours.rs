//! `submit`, `verify` and `reject`: how the hours in attendances and assignments are looked at.
//!
//! A verb plans; it writes nothing. Both kinds of row are seen as one [`Entry`]. Nobody verifies their own
//! hours: a worker and the volunteer who the worker is too are one person.

use std::sync::Arc;

use crate::model::activity::{Activity, Attendance};
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::change::{Change, Planned};
use crate::model::code::State;
use crate::model::id::{Id, PersonRef};
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::record::AnyRecord;
use crate::model::shift::{Assignment, AssignmentStatus, ShiftStatus};
use crate::model::text::Text;

pub mod submit;
pub mod verify;

/// The kinds of record whose hours are looked at.
pub const KINDS: [Kind; 2] = [Kind::Activity, Kind::Shift];

/// Why hours stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
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
    /// The record counts nowhere.
    #[error("`{id}` {}", if *is_void { "is void and counts nowhere" } else { "is cancelled" })]
    Nowhere {
        /// The record.
        id: Id,
        /// Whether it is void, not cancelled.
        is_void: bool,
    },
    /// Somebody has no row.
    #[error("`{who}` is not in `{id}`")]
    NotIn {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: Id,
        /// Who.
        who: Id,
    },
    /// Somebody has more than one row.
    #[error("`{who}` stands in `{id}` more than once")]
    Several {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: Id,
        /// Who.
        who: Id,
    },
    /// Somebody did not come, so far as is known.
    #[error("`{who}` stands as {status} on `{id}`: there are no hours")]
    NotServed {
        /// The record.
        id: Id,
        /// Who.
        who: Id,
        /// Where they stand.
        status: AssignmentStatus,
    },
    /// Nothing says for how long.
    #[error("nothing says for how long `{who}` was at `{id}`")]
    NoHours {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: Id,
        /// Who.
        who: Id,
    },
    /// The hours are verified already.
    #[error("the hours of `{who}` in `{id}` are verified{}", hand(by.as_ref()))]
    Verified {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: Id,
        /// Whose.
        who: Id,
        /// By whom.
        by: Option<Id>,
    },
    /// The hours are rejected.
    #[error("the hours of `{who}` in `{id}` are rejected{}{}", hand(by.as_ref()), because(reason.as_ref()))]
    Rejected {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: Id,
        /// Whose.
        who: Id,
        /// By whom.
        by: Option<Id>,
        /// Why.
        reason: Option<Text>,
    },
    /// They are one's own.
    #[error("the hours of `{who}` in `{id}` are their own: nobody verifies those")]
    Own {
        /// The record.
        id: Id,
        /// Whose.
        who: Id,
    },
}

impl From<SourceError> for HoursError {
    fn from(error: SourceError) -> HoursError {
        HoursError::Load(error.into())
    }
}

fn hand(who: Option<&Id>) -> String {
    who.map(|who| format!(" by `{who}`")).unwrap_or_default()
}

fn because(reason: Option<&Text>) -> String {
    reason.map(|reason| format!(": {reason}")).unwrap_or_default()
}

impl HoursError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            HoursError::Missing { kind, .. } => format!("`tandem {kind} list` shows what there is"),
            HoursError::Load(_) => return None,
            HoursError::Nowhere { id, is_void: false } => {
                format!("if it takes place all the same: `tandem shift set {id} status=open`")
            }
            HoursError::Nowhere { is_void: true, .. } => "log it anew: `tandem activity log TITLE`".into(),
            HoursError::NotIn { kind, id, who } => {
                let hint = if *kind == Kind::Shift {
                    format!("tandem shift attend {id} {who}")
                } else {
                    format!("tandem hours submit {kind}/{id} {who}=HOURS")
                };
                format!("if they came: `{hint}`")
            }
            HoursError::Several { kind, id, .. } => {
                format!("write the hours of each row by hand: `tandem {kind} edit {id}`")
            }
            HoursError::NotServed { id, who, .. } => {
                format!("if they came: `tandem shift attend {id} {who}`")
            }
            HoursError::NoHours { kind, id, who } => {
                format!("say it: `tandem hours submit {kind}/{id} {who}=HOURS`")
            }
            HoursError::Verified { kind, id, who, .. } => {
                format!("if they are wrong: `tandem hours reject {kind}/{id} {who} --reason \"…\"`")
            }
            HoursError::Rejected { kind, id, who, .. } => {
                format!("what is right is submitted anew: `tandem hours submit {kind}/{id} {who}=HOURS`")
            }
            HoursError::Own { .. } => "ask somebody else to: `--by ID` is who looked at them".into(),
        })
    }
}

/// A row of an activity or a shift that says how long somebody served, or is to.
struct Entry<'a> {
    who: &'a Id,
    /// Where they stand on a shift; nothing else is asked of a shift's row.
    status: Option<&'a mut Option<AssignmentStatus>>,
    hours: &'a mut Option<Minutes>,
    state: &'a mut Option<State>,
    by: &'a mut Option<PersonRef>,
    reason: &'a mut Option<Text>,
}

impl<'a> Entry<'a> {
    fn of_attendance(row: &'a mut Attendance) -> Entry<'a> {
        let Attendance { who, hours, state, by, reason, .. } = row;
        Entry { who: &who.0, status: None, hours, state, by, reason }
    }

    fn of_assignment(row: &'a mut Assignment) -> Entry<'a> {
        let Assignment { who, status, hours, state, by, reason, .. } = row;
        Entry { who: &who.0, status: Some(status), hours, state, by, reason }
    }

    /// Where they stand on a shift.
    fn stands(&self) -> Option<AssignmentStatus> {
        self.status.as_ref().map(|status| status.unwrap_or(AssignmentStatus::Invited))
    }

    /// Whether there are hours, or can be.
    fn is_served(&self) -> bool {
        self.stands().is_none_or(|status| status == AssignmentStatus::Attended)
    }
}

/// An activity or a shift whose hours are looked at.
struct Sheet {
    kind: Kind,
    id: Id,
    before: AnyRecord,
    after: AnyRecord,
    /// Whether its rows need not say how long: it has a length itself.
    has_length: bool,
}

impl Sheet {
    fn of(book: &Book, kind: Kind, id: &Id) -> Result<Sheet, HoursError> {
        let missing = || HoursError::Missing { kind, id: id.clone() };
        let loaded = book.any(kind, id)?.ok_or_else(missing)?;
        let has_length = match &loaded.record {
            AnyRecord::Activity(activity) => activity.length(&book.ground()?).is_some(),
            _ => true,
        };
        let (before, after) = (loaded.record.clone(), loaded.record.clone());
        Ok(Sheet { kind, id: id.clone(), before, after, has_length })
    }

    /// Its rows.
    fn entries(&mut self) -> Vec<Entry<'_>> {
        match &mut self.after {
            AnyRecord::Activity(activity) => {
                Arc::make_mut(activity).attendance.iter_mut().map(Entry::of_attendance).collect()
            }
            AnyRecord::Shift(shift) => {
                Arc::make_mut(shift).assigned.iter_mut().map(Entry::of_assignment).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The change, unless nothing may be changed any more.
    fn change(self) -> Result<Planned<()>, HoursError> {
        let Sheet { id, before, after, .. } = self;
        if before != after {
            counts(&id, &before)?;
        }
        Ok(Planned { changes: vec![Change::alter(id, before, after)], told: () })
    }
}

/// Refuses to change what counts nowhere.
fn counts(id: &Id, record: &AnyRecord) -> Result<(), HoursError> {
    let cancelled = matches!(record, AnyRecord::Shift(shift) if shift.status() == ShiftStatus::Cancelled);
    let is_void = record.void().is_some();
    if is_void || cancelled { Err(HoursError::Nowhere { id: id.clone(), is_void }) } else { Ok(()) }
}

/// Adds a row for somebody whom nobody named so far.
fn append(activity: &mut Activity, who: &Id) {
    activity.attendance.push(Attendance::of(PersonRef(who.clone())));
}
