//! What the difference between two states of the records does to figures: the places of shifts and the
//! hours of people. Only what the records that differ say is added up, before and after.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::book::{Book, Name, SourceError};
use crate::model::code::Category;
use crate::model::day::Day;
use crate::model::fact::{Figure, Ground, What};
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::minutes::Minutes;
use crate::model::record::{AnyRecord, Record, Registered};
use crate::model::shift::{Shift, ShiftStatus};
use crate::model::turn::Turn;
use crate::model::volunteer::{Volunteer, VolunteerStatus};
use crate::report::count::{Count, whole};
use crate::report::heads::Heads;
use crate::report::staffing::Staffing;
use crate::report::table::{Cell, Column, Row, Table, Type};

/// What a difference does to figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The places of shifts that differ, by day and id, before and after.
    pub shifts: BTreeMap<(Day, Id), [Option<Places>; 2]>,
    /// The minutes that differ, by person and category, before and after.
    pub minutes: BTreeMap<(Id, Option<Category>), [i64; 2]>,
}

/// How the places of a shift stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// How many are taken.
    pub taken: i64,
    /// How many more could be.
    pub free: i64,
}

/// One of the two states.
struct Side<'a> {
    book: &'a Book<'a>,
    ground: Ground,
    at: usize,
}

/// What became of the figures with these turns, from one book to another.
///
/// # Errors
/// [`SourceError`] where a register cannot be listed.
pub fn difference(books: [&Book; 2], turns: &[Turn]) -> Result<Difference, SourceError> {
    let mut found = Difference::default();
    for (at, book) in books.into_iter().enumerate() {
        let side = Side { book, ground: book.ground()?, at };
        for turn in turns {
            let (record, id) = match at {
                0 => (&turn.change.before, &turn.change.id),
                _ => (&turn.change.after, turn.change.id_after()),
            };
            let Some(record) = record.as_ref().filter(|record| !is_misplaced(turn, at, record)) else {
                continue;
            };
            side.hours(id, record, &mut found);
            if let Some(shift) = Shift::unwrap(record) {
                let entry = found.shifts.entry((shift.date, turn.change.id_after().clone())).or_default();
                entry[at] = side.places(id, &shift);
            }
        }
    }
    found.shifts.retain(|_, [before, after]| before != after);
    found.minutes.retain(|_, [before, after]| before != after);
    Ok(found)
}

/// Whether a record lies in another month's folder than its own, so that it counts nowhere.
fn is_misplaced(turn: &Turn, at: usize, record: &AnyRecord) -> bool {
    let path = turn.paths[at].clone().unwrap_or_default();
    Name { kind: turn.change.kind, id: turn.change.id.clone(), path }.misplaced(record).is_some()
}

impl Side<'_> {
    /// Takes in the service of a record.
    fn hours(&self, id: &Id, record: &AnyRecord, found: &mut Difference) {
        self.book.facts_of(id, record, &self.ground, &mut |fact| {
            if let What::Service(service) = &fact.what {
                let key = (service.who.clone(), fact.about.category.clone());
                let minutes = &mut found.minutes.entry(key).or_default()[self.at];
                *minutes = minutes.saturating_add(service.minutes.count());
            }
        });
    }

    /// How the places of a shift stand; nothing where it does not take place.
    fn places(&self, id: &Id, shift: &Shift) -> Option<Places> {
        if shift.status() == ShiftStatus::Cancelled || shift.void().is_some() {
            return None;
        }
        let in_training = |who: &Id| {
            let volunteer = self.book.get::<Volunteer>(who).ok().flatten();
            volunteer.is_some_and(|volunteer| volunteer.status() == VolunteerStatus::Trainee)
        };
        let people = shift.assigned.iter().map(|row| &row.who.0);
        let trainees: BTreeSet<Id> = people.filter(|who| in_training(who)).cloned().collect();
        let (mut staffing, mut heads, mut counted) = (Staffing::default(), Heads::default(), Some(()));
        shift.facts(id, &self.ground, &mut |fact| {
            if let What::Count(Figure::Heads(name), number) = &fact.what {
                heads.add(name, Count { number: *number, approximate: fact.approximate });
            }
            counted = counted.and(staffing.add(&fact, &trainees));
        });
        counted?;
        staffing.add_heads(heads.sum()?)?;
        let taken = staffing.taken.number;
        Some(Places { taken, free: whole(shift.places.max()).saturating_sub(taken).max(0) })
    }
}

impl Difference {
    /// As tables: the shifts, then the hours.
    pub fn tables(&self) -> [Table; 2] {
        [self.shift_table(), self.hour_table()]
    }

    fn shift_table(&self) -> Table {
        let figure = |key: &str| Column::new(key, Type::Integer);
        let figures = ["taken_before", "taken_after", "free_before", "free_after"].map(figure);
        let keys = [Column::new("date", Type::Date), Column::new("shift", Type::Id)];
        let mut table = Table::new("shift_changes", keys.into_iter().chain(figures).collect());
        table.rows = self
            .shifts
            .iter()
            .map(|((day, id), sides)| {
                let cells = |of: fn(Places) -> i64| sides.map(|side| Cell::from(side.map(of)));
                let mut row = vec![Cell::from(*day), Cell::Text(id.to_string())];
                row.extend(cells(|places| places.taken));
                row.extend(cells(|places| places.free));
                Row::of(row)
            })
            .collect();
        table
    }

    fn hour_table(&self) -> Table {
        let keys = [Column::new("who", Type::Id), Column::new("category", Type::Code("category"))];
        let figures = ["minutes_before", "minutes_after"].map(|key| Column::new(key, Type::Minutes));
        let mut table = Table::new("hour_changes", keys.into_iter().chain(figures).collect());
        let cells = |sides: [i64; 2]| sides.map(|minutes| Cell::Minutes(Minutes::of(minutes)));
        table.rows = self
            .minutes
            .iter()
            .map(|((who, category), sides)| {
                let category = category.as_ref().map(|category| Cell::Text(category.to_string()));
                let keys = [Cell::Text(who.to_string()), category.unwrap_or(Cell::Missing)];
                Row::of(keys.into_iter().chain(cells(*sides)).collect())
            })
            .collect();
        let sum = |at: usize| self.minutes.values().fold(0_i64, |sum, sides| sum.saturating_add(sides[at]));
        let total = [Cell::Missing, Cell::Missing].into_iter().chain(cells([sum(0), sum(1)]));
        table.total = (!table.rows.is_empty()).then(|| Row::of(total.collect()));
        table
    }
}
