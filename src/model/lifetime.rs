//! Lifetimes: what somebody served in all up to a day, what they served before the store included.
//!
//! A correction counts on the day of the record that it corrects, once it was made. What rows say up to the day of the hours
//! before the store is within those, and is not added again.

use crate::model::book::{Book, Passed, SourceError};
use crate::model::correction::Correction;
use crate::model::day::Day;
use crate::model::fact::{Fact, SERVED, Service, What};
use crate::model::kind::Kind;
use crate::model::ladder::is_recognised;
use crate::model::minutes::Minutes;
use crate::model::period::Period;
use crate::model::person::OutsideHours;
use crate::model::settings::{Ladder, Settings};

/// With what lifetimes are added up: the ladders of a store, and the day on which they are looked at.
#[derive(Clone, Debug)]
pub struct Scale<'a> {
    settings: &'a Settings,
    ladders: Vec<Ladder>,
    on: Day,
}

/// What a volunteer served in all, up to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifetime {
    opening: Option<OutsideHours>,
    /// The time.
    pub minutes: Minutes,
    /// Whether something in it is rounded or assumed.
    pub approximate: bool,
    /// The last day of service.
    pub last_served: Option<Day>,
    /// The time that counts in each ladder.
    pub climbed: Vec<Minutes>,
}

impl<'a> Scale<'a> {
    /// The scale of a store on a day.
    pub fn on(on: Day, settings: &'a Settings) -> Scale<'a> {
        Scale { settings, ladders: Ladder::all(settings), on }
    }

    /// The ladders.
    pub fn ladders(&self) -> &[Ladder] {
        &self.ladders
    }

    /// A lifetime that begins with what was served before the store. Hours that are told of a later day say
    /// nothing of this one.
    pub fn begin(&self, opening: Option<&OutsideHours>, approximate: bool) -> Lifetime {
        let opening = opening.filter(|opening| opening.as_of <= self.on).cloned();
        Lifetime {
            minutes: opening.as_ref().map_or_else(Minutes::default, |opening| opening.hours),
            approximate: approximate && opening.is_some(),
            last_served: None,
            climbed: self.ladders.iter().map(|ladder| ladder.before(opening.as_ref())).collect(),
            opening,
        }
    }

    /// Adds service on a day to a lifetime; `None` where that is more than can be counted.
    pub fn add(&self, lifetime: &mut Lifetime, day: Day, fact: &Fact, service: &Service) -> Option<()> {
        if day > self.on || fact.about.date > self.on {
            return Some(());
        }
        let opening = lifetime.opening.as_ref();
        if opening.is_none_or(|opening| day > opening.as_of) {
            lifetime.minutes = lifetime.minutes.plus(service.minutes)?;
            lifetime.approximate |= fact.approximate;
        }
        if is_recognised(self.settings, service.state) {
            for (climbed, ladder) in lifetime.climbed.iter_mut().zip(&self.ladders) {
                if ladder.counts(day, self.on, opening) {
                    *climbed = climbed.plus(service.minutes)?;
                }
            }
        }
        if fact.about.kind != Kind::Correction {
            lifetime.last_served = lifetime.last_served.max(Some(day));
        }
        Some(())
    }
}

/// Streams all service in the records up to a day, each row with the day on which it counts in lifetimes.
///
/// # Errors
/// [`SourceError`] where a folder cannot be listed.
pub fn each_service(
    book: &Book,
    until: Day,
    passed: &mut Passed,
    out: &mut dyn FnMut(Day, &Fact, &Service),
) -> Result<(), SourceError> {
    let Some(period) = Period::between(Day::first(), until) else { return Ok(()) };
    for kind in SERVED {
        book.facts(kind, Some(&period), passed, &mut |fact| {
            if let What::Service(service) = &fact.what {
                out(served_on(book, fact), fact, service);
            }
        })?;
    }
    Ok(())
}

/// The day on which service counts: of a correction, that of the record it corrects.
fn served_on(book: &Book, fact: &Fact) -> Day {
    let about = &fact.about;
    let correction = || book.get::<Correction>(&about.id).ok().flatten();
    let corrected = (about.kind == Kind::Correction).then(correction).flatten();
    let record =
        corrected.and_then(|correction| book.any(correction.of.kind, &correction.of.id).ok().flatten());
    record.and_then(|loaded| loaded.record.day()).unwrap_or(about.date)
}
