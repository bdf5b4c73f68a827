//! What stands against an assignment: reasons why somebody cannot be put on a shift, each with the place
//! that says so.
//!
//! Pure over the book, and no judge: verbs make refusals of it, checks problems, and whoever looks for a
//! replacement an order. What one record says of a person is in `person`; what people do on the shifts
//! around is in `around`, which reads the months that its windows touch and no more.

mod around;
mod person;

use crate::model::book::{Book, LoadError, SourceError};
use crate::model::code::codes;
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::settings;
use crate::model::shift::{Assignment, Shift, ShiftStatus};

use self::around::Around;
pub use self::around::{is_twin, week};
pub use self::person::{Person, minor, of_person};

codes! {
    /// Why somebody cannot be assigned to a shift.
    Refusal {
        Overlap = "overlap", Unavailable = "unavailable", MissingSkill = "missing-skill",
        MissingCredential = "missing-credential", ExpiredCredential = "expired-credential",
        NotActive = "not-active", Rest = "rest", DailyLimit = "daily-limit", WeeklyLimit = "weekly-limit",
        Full = "full", MinorWithoutConsent = "minor-without-consent", ClosedPeriod = "closed-period",
        Cancelled = "cancelled", Locked = "locked",
    }
}

impl Refusal {
    /// Whether a reason can set it aside: not where figures are final, and not where nothing takes place.
    pub fn can_be_overridden(self) -> bool {
        !matches!(self, Refusal::ClosedPeriod | Refusal::Cancelled)
    }
}

/// Something that stands against an assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// What it is.
    pub rule: Refusal,
    /// Who or what is in the way of what: lower case, no full stop, names in backticks.
    pub message: String,
    /// What says so.
    pub place: Place,
    /// What could be done instead.
    pub help: Option<String>,
}

impl Obstacle {
    fn of(rule: Refusal, place: Place, message: String, help: impl Into<Option<String>>) -> Obstacle {
        Obstacle { rule, message, place, help: help.into() }
    }
}

/// A shift that people are to be put on, and what they do around it.
pub struct Fit<'a> {
    book: &'a Book<'a>,
    id: Id,
    shift: Shift,
    around: Around,
}

impl<'a> Fit<'a> {
    /// Reads what people do around a shift: the shifts of its week, and of the hours of rest before and
    /// after it.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn of(book: &'a Book<'a>, id: &Id, shift: &Shift) -> Result<Fit<'a>, SourceError> {
        let around = Around::read(book, id, shift, None)?;
        Ok(Fit { book, id: id.clone(), shift: shift.clone(), around })
    }

    /// The same, with another shift as it will be.
    ///
    /// # Errors
    /// [`SourceError`] where a folder cannot be listed.
    pub fn beside(
        book: &'a Book<'a>,
        id: &Id,
        shift: &Shift,
        other: (&Id, &Shift),
    ) -> Result<Fit<'a>, SourceError> {
        let around = Around::read(book, id, shift, Some(other))?;
        Ok(Fit { book, id: id.clone(), shift: shift.clone(), around })
    }

    /// The shift with everybody who was put on it.
    pub fn shift(&self) -> &Shift {
        &self.shift
    }

    /// The shift with everybody who was put on it, taken along.
    pub fn into_shift(self) -> Shift {
        self.shift
    }

    /// Puts somebody on the shift, in the place of the row that they had.
    pub fn put(&mut self, row: Assignment) {
        match self.shift.assigned.iter_mut().find(|old| old.who == row.who) {
            Some(old) => *old = row,
            None => self.shift.assigned.push(row),
        }
    }

    /// Everything that stands against somebody on this shift, in the order of [`Refusal`].
    ///
    /// # Errors
    /// [`LoadError`] where the person's record cannot be used, or the register not be listed.
    pub fn against(&self, who: &Id) -> Result<Vec<Obstacle>, LoadError> {
        let person = Person::of(self.book, who)?;
        let mut found = of_shift(self.book, &self.id, &self.shift);
        if let Some(person) = &person {
            found.extend(of_person(self.book, &self.id, &self.shift, who, person));
        }
        found.extend(self.around.against(self.book, &self.id, &self.shift, who, person.as_ref())?);
        if person.is_none_or(|person| !person.is_trainee()) {
            found.extend(self.full(who)?);
        }
        found.sort_by_key(|obstacle| obstacle.rule);
        Ok(found)
    }

    /// How long somebody is on other shifts in the week of this one.
    ///
    /// # Errors
    /// [`SourceError`] where the workers' register cannot be listed.
    pub fn week_minutes(&self, who: &Id) -> Result<Minutes, SourceError> {
        let twins = self.book.twins()?;
        Ok(self.around.week_minutes(&self.shift, |other| twins.person(other) == twins.person(who)))
    }

    /// That others have all the places. Nobody's record is read while there are more places than rows.
    fn full(&self, who: &Id) -> Result<Option<Obstacle>, SourceError> {
        let others: Vec<&Assignment> = self
            .shift
            .assigned
            .iter()
            .filter(|row| row.who.0 != *who && row.status().takes_place())
            .collect();
        let (max, mut taken) = (self.shift.places.max(), self.shift.heads());
        if taken.saturating_add(others.len() as u64) < max {
            return Ok(None);
        }
        for row in others {
            if taken >= max {
                break;
            }
            taken += u64::from(!is_trainee(self.book, &row.who)?);
        }
        let place = Place::of(Kind::Shift, &self.id, FieldPath::field("places"));
        let message = match max {
            1 => format!("the only place of `{}` is taken", self.id),
            max => format!("all {max} places of `{}` are taken", self.id),
        };
        let help = "`--status standby` takes no place".to_string();
        Ok((taken >= max).then(|| Obstacle::of(Refusal::Full, place, message, help)))
    }
}

/// What stands against any change of a shift: its day is final, or it does not take place.
pub fn of_shift(book: &Book, id: &Id, shift: &Shift) -> Vec<Obstacle> {
    let mut found = Vec::new();
    let help =
        format!("hours that were wrong: `tandem correct shift/{id} --who WHO --hours ±H --reason TEXT`");
    found.extend(of_day(book, shift.date, &format!("`{id}` is of {}", shift.date), |_| help));
    if shift.status() == ShiftStatus::Cancelled {
        let place = Place::of(Kind::Shift, id, FieldPath::field("status"));
        let help = format!("if it takes place all the same: `tandem shift set {id} status=open`");
        let message = format!("`{id}` is cancelled");
        found.push(Obstacle::of(Refusal::Cancelled, place, message, help));
    }
    found
}

/// The places on a shift that are kept for some people, though others would have them.
pub fn locked(id: &Id, shift: &Shift, who: &[Id]) -> Vec<Obstacle> {
    let kept = |row: &Assignment| row.locked == Some(true) && who.contains(&row.who);
    let rows = shift.assigned.iter().enumerate().filter(|(_, row)| kept(row));
    let obstacle = |(index, row): (usize, &Assignment)| {
        let field = FieldPath::field("assigned").row(index, &row.who).then("locked");
        let message = format!("the place of `{}` on `{id}` is kept for them", *row.who);
        Obstacle::of(Refusal::Locked, Place::of(Kind::Shift, id, field), message, None)
    };
    rows.map(obstacle).collect()
}

/// What stands against a change of what is dated on a day: that the day is final. The advice may name the
/// first day that is not.
pub fn of_day(book: &Book, day: Day, what: &str, help: impl FnOnce(Day) -> String) -> Option<Obstacle> {
    let closed = book.settings().closed.as_ref().filter(|closed| day <= closed.through)?;
    let place = Place::file(settings::FILE).at(FieldPath::field("closed").then("through"));
    let message = format!("{what}: everything up to {} is final", closed.through);
    Some(Obstacle::of(Refusal::ClosedPeriod, place, message, help(closed.through.plus(1))))
}

/// Whether somebody is a trainee, who fills no place; nobody is whose record cannot be read.
///
/// # Errors
/// [`SourceError`] where the register cannot be listed.
pub fn is_trainee(book: &Book, who: &Id) -> Result<bool, SourceError> {
    match Person::of(book, who) {
        Ok(person) => Ok(person.is_some_and(|person| person.is_trainee())),
        Err(LoadError::Source(error)) => Err(error),
        Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => Ok(false),
    }
}

/// Whether those who are to come are trainees, all of them.
///
/// # Errors
/// [`SourceError`] where the register cannot be listed.
pub fn is_left_to_trainees(book: &Book, shift: &Shift) -> Result<bool, SourceError> {
    let mut coming = shift.assigned.iter().filter(|row| row.status().takes_place()).peekable();
    if coming.peek().is_none() || shift.heads() > 0 {
        return Ok(false);
    }
    for row in coming.rev() {
        if !is_trainee(book, &row.who)? {
            return Ok(false);
        }
    }
    Ok(true)
}
