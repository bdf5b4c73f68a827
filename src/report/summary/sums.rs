//! What facts add up to, in the period that is asked for and in the one before, in one pass over both.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::code::Role;
use crate::model::day::Day;
use crate::model::fact::{Fact, Figure, Service, What};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::report::ReportError;
use crate::report::count::Count;
use crate::report::distinct::Distinct;
use crate::report::heads::Heads;
use crate::report::query::Filter;
use crate::report::staffing::Staffing;
use crate::report::summary::metric::Metric;

/// Everything that a summary adds up.
pub(super) struct Sums<'a> {
    /// What a query asks for.
    pub(super) filter: Filter<'a>,
    /// Volunteers in training, who fill no places.
    pub(super) trainees: BTreeSet<Id>,
    periods: [&'a Period; 2],
    sides: [Side; 2],
    /// The record whose heads are coming in, and in which period it lies.
    heads: Option<((Kind, Id, Day), Heads)>,
}

/// What there was in one of the two periods.
#[derive(Default)]
pub(super) struct Side {
    /// The figures that add.
    pub(super) counts: BTreeMap<Metric, Count>,
    /// How shifts were staffed.
    pub(super) staffing: Staffing,
    people: Distinct,
}

impl<'a> Sums<'a> {
    /// Nothing yet, of a period and the one before.
    pub(super) fn of(filter: Filter<'a>, period: &'a Period, previous: &'a Period) -> Sums<'a> {
        let sides = [Side::default(), Side::default()];
        Sums { filter, trainees: BTreeSet::new(), periods: [period, previous], sides, heads: None }
    }

    /// Takes in a fact; `None` where that is more than can be counted.
    pub(super) fn take(&mut self, fact: &Fact) -> Option<()> {
        let Some(at) = self.at(fact.about.date).filter(|_| self.filter.wants(fact)) else { return Some(()) };
        match &fact.what {
            What::Service(service) => {
                let person = self.filter.people().number(&service.who);
                self.sides[at].serve(fact, service, person)
            }
            What::Count(Figure::Heads(name), number) => {
                self.head(fact, name, Count { number: *number, approximate: fact.approximate })
            }
            _ => {
                if fact.about.kind == Kind::Shift {
                    self.sides[at].staffing.add(fact, &self.trainees)?;
                }
                self.sides[at].count(fact)
            }
        }
    }

    /// What there was in the period, and in the one before.
    pub(super) fn done(mut self) -> Result<[Side; 2], ReportError> {
        let last = self.heads.as_ref().map(|((kind, id, _), _)| (*kind, id.clone()));
        match (self.record_ends(), last) {
            (None, Some((kind, id))) => Err(ReportError::TooMany { kind, id }),
            _ => Ok(self.sides),
        }
    }

    /// In which of the periods a day lies.
    fn at(&self, day: Day) -> Option<usize> {
        self.periods.iter().position(|period| period.contains(day))
    }

    /// Heads of a record come one name after another, and mean something together.
    fn head(&mut self, fact: &Fact, name: &str, count: Count) -> Option<()> {
        let record = (fact.about.kind, fact.about.id.clone(), fact.about.date);
        if self.heads.as_ref().is_none_or(|(open, _)| *open != record) {
            self.record_ends()?;
        }
        self.heads.get_or_insert_with(|| (record, Heads::default())).1.add(name, count);
        Some(())
    }

    /// Adds up the heads of the record that came last.
    fn record_ends(&mut self) -> Option<()> {
        let Some(((kind, _, day), heads)) = self.heads.take() else { return Some(()) };
        let Some(at) = self.at(day) else { return Some(()) };
        let side = &mut self.sides[at];
        for (head, count) in heads.counts() {
            let metric = if head.is_households() { Metric::Households } else { Metric::HeadsOf(head) };
            side.raise(metric, count)?;
        }
        let sum = heads.sum()?;
        side.raise(Metric::Heads, sum)?;
        if kind == Kind::Shift { side.staffing.add_heads(sum) } else { Some(()) }
    }
}

impl Side {
    /// Raises a figure; `None` where that is more than can be counted.
    fn raise(&mut self, metric: Metric, more: Count) -> Option<()> {
        let count = self.counts.entry(metric).or_default();
        *count = count.plus(more)?;
        Some(())
    }

    /// A row of service; a correction adds time alone.
    fn serve(&mut self, fact: &Fact, service: &Service, person: u32) -> Option<()> {
        let approximate = fact.approximate;
        if fact.about.kind != Kind::Correction {
            self.raise(Metric::Attendances, Count::one(approximate))?;
            let number = i64::from(self.people.insert(person));
            self.raise(Metric::People, Count { number, approximate })?;
        }
        let metric = match service.role {
            Role::Worker => Metric::WorkerMinutes,
            Role::Volunteer => Metric::VolunteerMinutes,
        };
        self.raise(metric, Count { number: service.minutes.count(), approximate })
    }

    fn count(&mut self, fact: &Fact) -> Option<()> {
        let What::Count(figure, number) = &fact.what else { return Some(()) };
        let metric = match figure {
            Figure::Record => match fact.about.kind {
                Kind::Activity => Metric::Activities,
                Kind::Volunteer => Metric::NewVolunteers,
                Kind::Shift => Metric::Shifts,
                Kind::Need => Metric::NeedsOpened,
                Kind::Case => Metric::CasesOpened,
                Kind::Feedback => Metric::Feedback,
                _ => return Some(()),
            },
            Figure::Met => Metric::NeedsMet,
            Figure::Closed => Metric::CasesClosed,
            Figure::Served => Metric::Served,
            Figure::Output(code) => Metric::Output(code.clone()),
            Figure::Result(code) => Metric::Result(code.clone()),
            Figure::In(item) => Metric::ResourcesIn(item.clone()),
            Figure::Out(item) => Metric::ResourcesOut(item.clone()),
            Figure::Heads(_)
            | Figure::Wanted
            | Figure::Training(_)
            | Figure::Transfer(_)
            | Figure::Adjust(_) => {
                return Some(());
            }
        };
        self.raise(metric, Count { number: *number, approximate: fact.approximate })
    }
}
