//! `movement log`: what came in, went out or changed hands, unless something stands against it.
//!
//! Nothing goes out that is not there, on that day or later; no voucher goes twice to a household in one
//! round; nothing goes out past its last day. A reason sets these aside, and stands in the record.

use std::collections::BTreeSet;

use crate::model::book::{Book, Name, SourceError};
use crate::model::change::Planned;
use crate::model::code::codes;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::ledger::{Entry, Ledger, Shortage, expired};
use crate::model::money::Money;
use crate::model::movement::Movement;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::ops::add::{Add, AddError, add};

codes! {
    /// Why something is not moved.
    Refusal {
        NegativeBalance = "negative-balance", GivenTwice = "given-twice", ExpiredItem = "expired-item",
    }
}

/// Something that stands against a movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hindrance {
    /// What it is.
    pub rule: Refusal,
    /// What is in the way: lower case, no full stop, names in backticks.
    pub message: String,
    /// What says so.
    pub place: Place,
}

/// Why a movement is not logged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MovementError {
    /// It has no id.
    #[error(transparent)]
    Add(#[from] AddError),
    /// Something stands against it.
    #[error("the movement is refused")]
    Refused {
        /// All that stands against it.
        hindrances: Vec<Hindrance>,
    },
    /// The movements cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
}

impl MovementError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            MovementError::Add(error) => error.help(),
            MovementError::Refused { .. } => {
                Some("to do it all the same, say why: `--override \"reason\"`".into())
            }
            MovementError::Source(_) => None,
        }
    }
}

/// Plans to log a movement.
///
/// # Errors
/// [`MovementError`]; nothing changes then.
pub fn log(book: &Book, request: Add<Movement>) -> Result<Planned<()>, MovementError> {
    let movement = request.record.clone();
    let planned = add(book, request)?;
    let mut hindrances = Vec::new();
    if movement.overridden.is_none() {
        for change in &planned.changes {
            hindrances.extend(against(book, &change.id, &movement)?);
        }
    }
    if hindrances.is_empty() { Ok(planned) } else { Err(MovementError::Refused { hindrances }) }
}

/// What stands against a new movement.
fn against(book: &Book, id: &Id, movement: &Movement) -> Result<Vec<Hindrance>, SourceError> {
    let items: BTreeSet<Id> = movement.moved().map(|moved| moved.item.0.clone()).collect();
    let before = Ledger::read(book, Some(&items))?;
    let name = Name { kind: Kind::Movement, id: id.clone(), path: String::new() };
    let mut after = before.clone();
    after.enter(&name, movement);
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for shortage in after.shortages() {
        let takes = after.entries().iter().filter(|entry| entry.name.id == *id);
        let takes =
            takes.filter(|entry| entry.item == *shortage.item).map(|entry| entry.to_stock_of(shortage.org));
        let takes_now = shortage.entry.date >= movement.date && takes.sum::<i64>() < 0;
        // Of a stock the first day is enough.
        if takes_now && told.insert((shortage.org, shortage.item)) {
            found.push(too_little(&before, id, &shortage));
        }
    }
    for (later, first) in after.given_twice(book)? {
        if later.name.id == *id {
            found.push(twice(later, first));
        } else if first.name.id == *id {
            found.push(twice(first, later));
        }
    }
    for (_, item, expires) in expired(book, movement)? {
        found.push(Hindrance {
            rule: Refusal::ExpiredItem,
            message: format!("`{item}` was good until {expires}, and goes out on {}", movement.date),
            place: Place::of(Kind::Item, &item, FieldPath::field("expires")),
        });
    }
    found.dedup();
    Ok(found)
}

/// That less than nothing would be left: told of the movement that takes it, or of the last one before.
fn too_little(before: &Ledger, id: &Id, shortage: &Shortage) -> Hindrance {
    let Shortage { org, item, balance, entry } = shortage;
    let date = entry.date;
    let is_of_stock = |one: &&Entry| one.item == **item && one.to_stock_of(org) != 0;
    let last = before.entries().iter().filter(is_of_stock).rfind(|one| one.date <= date);
    let place = match last {
        Some(_) if entry.name.id != *id => entry.place(),
        Some(last) => last.place(),
        None => Place::of(Kind::Item, item, FieldPath::field("name")),
    };
    let missing = Money::of_hundredths(-balance.hundredths());
    let message = match last {
        Some(_) => format!("on {date} `{org}` would have {missing} of `{item}` too little"),
        None => format!("on {date} `{org}` has none of `{item}`, and {missing} would be missing"),
    };
    Hindrance { rule: Refusal::NegativeBalance, message, place }
}

/// That a household has its voucher of this round.
fn twice(new: &Entry, other: &Entry) -> Hindrance {
    let to = new.gift.as_ref().map(|gift| &gift.to);
    let resident = to.map(|to| Place::of(Kind::Resident, to, FieldPath::field("kind")));
    let to = to.map(ToString::to_string).unwrap_or_default();
    let (message, place) = if other.name.id == new.name.id {
        let message = format!("the household of `{to}` would get `{}` twice at once", new.item);
        (message, resident.unwrap_or_else(|| other.place()))
    } else {
        let message = format!("the household of `{to}` gets `{}` in this round on {}", new.item, other.date);
        (message, other.place())
    };
    Hindrance { rule: Refusal::GivenTwice, message, place }
}
