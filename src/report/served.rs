//! The service of one person: every row of it, what it adds up to in each crew, and the levels it reaches.
//!
//! A worker and the volunteer who the worker is too are one person. The ladders count what was served as a
//! volunteer.

use std::collections::BTreeMap;

use crate::model::book::{Book, Passed};
use crate::model::code::{Category, Role, State};
use crate::model::correction::RecordRef;
use crate::model::day::Day;
use crate::model::fact::{Fact, Service};
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::ladder::Standing;
use crate::model::lifetime::{Lifetime, Scale, each_service};
use crate::model::minutes::Minutes;
use crate::model::period::Period;
use crate::model::volunteer::Volunteer;
use crate::report::ReportError;
use crate::report::table::{Cell, Column, Row, Table, Type};

/// The service of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// Every row, by day.
    pub lines: Vec<Line>,
    /// What there is in each crew.
    pub crews: BTreeMap<Role, Crew>,
    /// Where they stand on each ladder, where they serve as a volunteer.
    pub levels: Vec<Standing>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// A row of service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The day.
    pub date: Day,
    /// The record that says it.
    pub record: RecordRef,
    /// The category.
    pub category: Option<Category>,
    /// In which crew.
    pub role: Role,
    /// Whether anybody looked at it.
    pub state: State,
    /// For how long.
    pub minutes: Minutes,
    /// Whether it was compulsory.
    pub compulsory: bool,
    /// Whether it rests on something rounded or assumed.
    pub approximate: bool,
}

/// What somebody served in one of the crews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crew {
    /// How many rows in the period.
    pub attendances: i64,
    /// How long in the period.
    pub minutes: Minutes,
    /// How much of that was compulsory.
    pub compulsory: Minutes,
    /// How long in all; for a volunteer with what was served before the store.
    pub lifetime: Minutes,
    /// Whether something in the period's is rounded or assumed, and in the lifetime's.
    pub approximate: (bool, bool),
}

/// The service of a person up to today, its rows in a period; without one, all of them.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn served(book: &Book, who: &Id, period: Option<&Period>) -> Result<Served, ReportError> {
    let twins = book.twins()?;
    let mut passed = Passed::default();
    let (mut lines, mut crews): (Vec<Line>, BTreeMap<Role, Crew>) = Default::default();
    let scale = Scale::on(book.today(), book.settings());
    let mut as_volunteer = opened(book, who, &scale)?;
    let mut outcome = Ok(());
    each_service(book, book.today(), &mut passed, &mut |day, fact, service| {
        if outcome.is_err()
            || fact.about.date > book.today()
            || twins.person(&service.who) != twins.person(who)
        {
            return;
        }
        let line = Line::of(fact, service);
        let crew = crews.entry(service.role).or_default();
        let is_asked = period.is_none_or(|period| period.contains(fact.about.date));
        let added = crew.add(&line, is_asked).and_then(|()| match service.role {
            Role::Volunteer => {
                let lifetime = as_volunteer.get_or_insert_with(|| scale.begin(None, false));
                scale.add(lifetime, day, fact, service)
            }
            Role::Worker => Some(()),
        });
        outcome = added.ok_or_else(|| ReportError::too_many(&fact.about));
        lines.extend(is_asked.then_some(line));
    })?;
    outcome?;
    lines.sort_by(|one, other| {
        (one.date, &one.record, one.role).cmp(&(other.date, &other.record, other.role))
    });
    let mut levels = Vec::new();
    if let Some(lifetime) = as_volunteer {
        let crew = crews.entry(Role::Volunteer).or_default();
        crew.lifetime = lifetime.minutes;
        crew.approximate.1 = lifetime.approximate;
        let climbed = scale.ladders().iter().zip(lifetime.climbed);
        levels = climbed.map(|(ladder, minutes)| ladder.standing(minutes)).collect();
    }
    Ok(Served { lines, crews, levels, passed })
}

/// What somebody's own record says of their service as a volunteer: how much there was before the store.
fn opened(book: &Book, who: &Id, scale: &Scale) -> Result<Option<Lifetime>, ReportError> {
    let twins = book.twins()?;
    let mut opened = None;
    for name in book.names(Kind::Volunteer)?.iter().filter(|name| twins.person(&name.id) == twins.person(who))
    {
        let volunteer = book.get::<Volunteer>(&name.id).ok().flatten();
        opened = volunteer
            .map(|one| scale.begin(one.opening.as_ref(), one.is_approximate(&["opening"])))
            .or(opened);
    }
    Ok(opened)
}

impl Line {
    fn of(fact: &Fact, service: &Service) -> Line {
        Line {
            date: fact.about.date,
            record: RecordRef { kind: fact.about.kind, id: fact.about.id.clone() },
            category: fact.about.category.clone(),
            role: service.role,
            state: service.state,
            minutes: service.minutes,
            compulsory: service.compulsory,
            approximate: fact.approximate,
        }
    }

    fn row(&self) -> Row {
        let keys = [
            self.date.into(),
            Cell::Text(self.record.to_string()),
            self.category.as_ref().map_or(Cell::Missing, |category| Cell::Text(category.to_string())),
            self.role.code().into(),
            self.state.code().into(),
        ];
        let compulsory = self.compulsory.then(|| (self.minutes.into(), self.approximate));
        Row::measured(
            keys,
            [("minutes", Some((self.minutes.into(), self.approximate))), ("compulsory", compulsory)],
        )
    }
}

impl Crew {
    /// Adds a row; `None` where that is more than can be counted. A correction adds time alone.
    fn add(&mut self, line: &Line, is_asked: bool) -> Option<()> {
        self.lifetime = self.lifetime.plus(line.minutes)?;
        self.approximate.1 |= line.approximate;
        if is_asked {
            self.minutes = self.minutes.plus(line.minutes)?;
            self.approximate.0 |= line.approximate;
            self.attendances += i64::from(line.record.kind != Kind::Correction);
            if line.compulsory {
                self.compulsory = self.compulsory.plus(line.minutes)?;
            }
        }
        Some(())
    }

    fn row(&self, role: Role) -> Row {
        let (period, lifetime) = self.approximate;
        let figures = [
            ("attendances", Some((self.attendances.into(), false))),
            ("minutes", Some((self.minutes.into(), period))),
            ("compulsory", Some((self.compulsory.into(), period))),
            ("lifetime_minutes", Some((self.lifetime.into(), lifetime))),
        ];
        Row::measured([role.code().into()], figures)
    }
}

impl Served {
    /// The service as tables: the rows, what they add up to, the levels.
    pub fn tables(&self) -> Vec<Table> {
        let keys = [
            ("date", Type::Date),
            ("record", Type::Id),
            ("category", Type::Code("category")),
            ("as", Type::Code("as")),
            ("state", Type::Code("state")),
        ];
        let figures = [("minutes", Type::Minutes), ("compulsory", Type::Minutes)];
        let mut rows = Table::new("service", columns(keys.into_iter().chain(figures)));
        rows.rows = self.lines.iter().map(Line::row).collect();
        let figures =
            [("attendances", Type::Integer), ("minutes", Type::Minutes), ("compulsory", Type::Minutes)];
        let all = [("as", Type::Code("as"))].into_iter().chain(figures);
        let mut crews = Table::new("crews", columns(all.chain([("lifetime_minutes", Type::Minutes)])));
        crews.rows = self.crews.iter().map(|(role, crew)| crew.row(*role)).collect();
        vec![rows, crews, levels(&self.levels)]
    }
}

/// Where somebody stands on ladders.
fn levels(standings: &[Standing]) -> Table {
    let all = [
        ("ladder", Type::Code("ladder")),
        ("minutes", Type::Minutes),
        ("level", Type::Code("level")),
        ("next", Type::Code("level")),
        ("missing", Type::Minutes),
    ];
    let mut table = Table::new("levels", columns(all));
    table.rows = standings.iter().map(|standing| Row::of(cells(standing))).collect();
    table
}

/// A standing as cells: the ladder, the time, the level, the next one, and what is missing to it.
fn cells(standing: &Standing) -> Vec<Cell> {
    let text = |text: &Option<String>| text.clone().map_or(Cell::Missing, Cell::Text);
    vec![
        Cell::Text(standing.ladder.clone()),
        standing.minutes.into(),
        text(&standing.level),
        text(&standing.next),
        standing.missing().into(),
    ]
}

fn columns<'a>(all: impl IntoIterator<Item = (&'a str, Type)>) -> Vec<Column> {
    all.into_iter().map(|(key, kind)| Column::new(key, kind)).collect()
}
