//! The ledger: what came to and went from the stock of every organisation, line by line.
//!
//! Read in one stream over the movements; of each line only what the sums need is kept. What stands against
//! a movement (too little there, given before, past its day) is said here: verbs refuse by it, checks tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::{Book, LoadError, Name, SourceError};
use crate::model::day::Day;
use crate::model::id::{Id, Party};
use crate::model::item::{Item, ItemKind};
use crate::model::kind::Kind;
use crate::model::money::Money;
use crate::model::movement::{Movement, MovementKind};
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::record::{AnyRecord, Record};
use crate::model::resident::Resident;

/// A line of a movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The movement.
    pub name: Name,
    /// The line, or the quantity of a movement without lines.
    pub field: FieldPath,
    /// When.
    pub date: Day,
    /// Of what.
    pub item: Id,
    /// What it does to the stocks of organisations, in hundredths.
    pub booked: Vec<(Id, i64)>,
    /// To whom something went out, in which round.
    pub gift: Option<Gift>,
    /// Whether somebody gave a reason to set rules aside for it.
    pub is_overridden: bool,
}

/// To whom something went out, in which round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gift {
    /// Who got it.
    pub to: Id,
    /// The programme it belongs to.
    pub program: Option<Id>,
    /// The activity at which it happened.
    pub activity: Option<Id>,
}

impl Gift {
    /// Whether both are of one round: the same activity, or, where not both name one, the same programme.
    fn is_of_round(&self, other: &Gift) -> bool {
        match (&self.activity, &other.activity) {
            (Some(own), Some(theirs)) => own == theirs,
            _ => self.program.is_some() && self.program == other.program,
        }
    }
}

impl Entry {
    /// Its place.
    pub fn place(&self) -> Place {
        Place::of(Kind::Movement, &self.name.id, self.field.clone())
    }

    /// What it does to one organisation's stock, in hundredths.
    pub fn to_stock_of(&self, org: &Id) -> i64 {
        self.booked.iter().filter(|(own, _)| own == org).map(|(_, hundredths)| hundredths).sum()
    }
}

/// A day on which more has gone out of a stock than was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage<'a> {
    /// Whose stock it is.
    pub org: &'a Id,
    /// Of what.
    pub item: &'a Id,
    /// What is left at the end of the day: less than nothing.
    pub balance: Money,
    /// The last line that took something on that day.
    pub entry: &'a Entry,
}

/// All lines of movements, in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger(Vec<Entry>);

impl Ledger {
    /// Reads the movements of all time: of these items, or of all. Void ones are left out.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn read(book: &Book, items: Option<&BTreeSet<Id>>) -> Result<Ledger, SourceError> {
        let mut ledger = Ledger::default();
        book.each(Kind::Movement, None, &mut |name, read| {
            let Ok(loaded) = read else { return };
            if let AnyRecord::Movement(movement) = &loaded.record
                && movement.void.is_none()
                && name.misplaced(&loaded.record).is_none()
            {
                let entries = entries(&name, movement);
                let wanted = |entry: &Entry| items.is_none_or(|items| items.contains(&entry.item));
                ledger.0.extend(entries.filter(wanted));
            }
        })?;
        ledger.sort();
        Ok(ledger)
    }

    /// Enters a movement that is not written yet, instead of what has its id.
    pub fn enter(&mut self, name: &Name, movement: &Movement) {
        self.0.retain(|entry| entry.name.id != name.id);
        self.0.extend(entries(name, movement));
        self.sort();
    }

    fn sort(&mut self) {
        self.0.sort_by(|a, b| (a.date, &a.name, &a.field).cmp(&(b.date, &b.name, &b.field)));
    }

    /// The lines, in the order of time.
    pub fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// The days on which a stock is less than nothing after something was taken from it, in the order of
    /// stocks. On one day the order of movements does not matter.
    pub fn shortages(&self) -> Vec<Shortage<'_>> {
        let mut stocks: BTreeMap<(&Id, &Id), Vec<(i64, &Entry)>> = BTreeMap::new();
        for entry in &self.0 {
            for (org, hundredths) in &entry.booked {
                stocks.entry((org, &entry.item)).or_default().push((*hundredths, entry));
            }
        }
        let mut found = Vec::new();
        for ((org, item), lines) in stocks {
            let mut balance: i64 = 0;
            for day in lines.chunk_by(|(_, one), (_, other)| one.date == other.date) {
                balance = day.iter().fold(balance, |sum, (hundredths, _)| sum.saturating_add(*hundredths));
                let took = day.iter().rev().find(|(hundredths, _)| *hundredths < 0);
                if let Some((_, entry)) = took.filter(|_| balance < 0) {
                    found.push(Shortage { org, item, balance: Money::of_hundredths(balance), entry });
                }
            }
        }
        found
    }

    /// Vouchers that went to a household that had got one in the same round: the later line, then the first.
    ///
    /// # Errors
    /// [`SourceError`] where a register cannot be listed.
    pub fn given_twice(&self, book: &Book) -> Result<Vec<(&Entry, &Entry)>, SourceError> {
        let mut given: BTreeMap<(Id, &Id), Vec<(&Entry, &Gift)>> = BTreeMap::new();
        let mut found = Vec::new();
        for entry in &self.0 {
            let Some(gift) = &entry.gift else { continue };
            let item: Option<_> = read::<Item>(book, &entry.item)?;
            if item.is_none_or(|item| item.kind != Some(ItemKind::Voucher)) {
                continue;
            }
            let Some(resident) = read::<Resident>(book, &gift.to)? else { continue };
            let household = resident.household.as_ref().map_or(&gift.to, |household| &household.0);
            let before = given.entry((household.clone(), &entry.item)).or_default();
            if let Some((first, _)) = before.iter().find(|(_, earlier)| gift.is_of_round(earlier)) {
                found.push((entry, *first));
            }
            before.push((entry, gift));
        }
        Ok(found)
    }
}

/// A record that is there and without faults.
fn read<T: Record>(book: &Book, id: &Id) -> Result<Option<std::sync::Arc<T>>, SourceError> {
    match book.get::<T>(id) {
        Ok(record) => Ok(record),
        Err(LoadError::Source(error)) => Err(error),
        Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => Ok(None),
    }
}

/// The lines of a movement.
fn entries(name: &Name, movement: &Movement) -> impl Iterator<Item = Entry> {
    let went_out = movement.kind == MovementKind::Out;
    movement.moved().map(move |moved| {
        let field = match moved.line {
            Some(line) => FieldPath::field("lines").row(line, ""),
            None => FieldPath::field("quantity"),
        };
        let to = moved.to.and_then(Party::id).filter(|_| went_out);
        Entry {
            name: name.clone(),
            field,
            date: movement.date,
            item: moved.item.0.clone(),
            booked: movement.booked(&moved),
            gift: to.map(|to| Gift {
                to,
                program: movement.program.as_ref().map(|program| program.0.clone()),
                activity: movement.activity.as_ref().map(|activity| activity.0.clone()),
            }),
            is_overridden: movement.overridden.is_some(),
        }
    })
}

/// The lines of a movement whose item was past its last day when it went out, each with that day.
///
/// # Errors
/// [`SourceError`] where the register cannot be listed.
pub fn expired(book: &Book, movement: &Movement) -> Result<Vec<(FieldPath, Id, Day)>, SourceError> {
    let mut found = Vec::new();
    if movement.kind != MovementKind::Out {
        return Ok(found);
    }
    for moved in movement.moved() {
        let item = read::<Item>(book, moved.item)?;
        if let Some(expires) = item.and_then(|item| item.expires).filter(|last| *last < movement.date) {
            let field = match moved.line {
                Some(line) => FieldPath::field("lines").row(line, ""),
                None => FieldPath::field("item"),
            };
            found.push((field, moved.item.0.clone(), expires));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, date: &str, booked: &[(&str, i64)]) -> Entry {
        let booked = booked.iter().map(|(org, hundredths)| (org.parse().unwrap(), *hundredths)).collect();
        Entry {
            name: Name { kind: Kind::Movement, id: id.parse().unwrap(), path: String::new() },
            field: FieldPath::field("quantity"),
            date: date.parse().unwrap(),
            item: "rice".parse().unwrap(),
            booked,
            gift: None,
            is_overridden: false,
        }
    }

    #[test]
    fn a_day_is_added_up_before_it_is_judged() {
        let mut ledger = Ledger(vec![
            entry("b-out", "2026-01-02", &[("east", -300)]),
            entry("c-in", "2026-01-02", &[("east", 300)]),
            entry("d-transfer", "2026-01-03", &[("east", -100), ("west", 100)]),
            entry("e-in", "2026-01-04", &[("east", 100)]),
        ]);
        ledger.sort();
        let found = ledger.shortages();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].org.as_str(), found[0].balance.hundredths()), ("east", -100));
        assert_eq!(found[0].entry.name.id.as_str(), "d-transfer");
    }

    #[test]
    fn a_round_is_an_activity_else_a_programme() {
        let gift = |program: Option<&str>, activity: Option<&str>| Gift {
            to: "r-000001".parse().unwrap(),
            program: program.map(|id| id.parse().unwrap()),
            activity: activity.map(|id| id.parse().unwrap()),
        };
        let (march, april) = (gift(Some("week"), Some("march")), gift(Some("week"), Some("april")));
        assert!(march.is_of_round(&march) && !march.is_of_round(&april));
        assert!(march.is_of_round(&gift(Some("week"), None)));
        assert!(!gift(None, None).is_of_round(&gift(None, None)));
    }
}
