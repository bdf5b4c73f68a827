//! The activities of a period: each with who took part, for how long and with what to show for it; and the same
//! by category, with the shifts that were served beside them, as a written summary tells it.
//!
//! Corrections are no activities: their time is in the reports of hours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::activity::Activity;
use crate::model::book::{Book, Passed, SourceError};
use crate::model::code::{Category, Role};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Ground, What};
use crate::model::fields::Remarks;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::money::Money;
use crate::model::program::Program;
use crate::model::record::{AnyRecord, Registered};
use crate::model::shift::{Shift, ShiftStatus};
use crate::report::ReportError;
use crate::report::count::Count;
use crate::report::heads::Heads;
use crate::report::public::rounded_count;
use crate::report::query::{Filter, Query};
use crate::report::table::{Cell, Column, Row, Table, Type};
use crate::report::tally::Tally;

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 5] = [Kind::Org, Kind::Worker, Kind::Program, Kind::Activity, Kind::Shift];

/// The activities of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activities {
    /// Each of them, by day.
    pub lines: BTreeMap<(Day, Id), Line>,
    /// Those of others at which the organisation asked for was a further organiser; their figures go to others.
    pub shared: BTreeMap<(Day, Id), Line>,
    /// What all of them add up to.
    pub total: Tally,
    /// The same by organisation with all below it, as rows of the tree, each with its depth; nothing of one alone.
    pub below: Vec<(usize, Id, Tally)>,
    /// Activities, and shifts that were served, by category.
    pub groups: BTreeMap<Category, Group>,
    /// What the groups add up to.
    pub whole: Group,
    /// The programme that is asked for, or the only one that anything here belongs to.
    pub program: Option<(Id, Arc<Program>)>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// An activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it was.
    pub title: String,
    /// Which kind of service.
    pub category: Category,
    /// The organisation that its figures go to.
    pub org: Id,
    /// The programme it belongs to.
    pub program: Option<Id>,
    /// Where.
    pub place: Option<String>,
    /// Who led it.
    pub lead: Option<Id>,
    /// What there is of it, so far as it is asked for.
    pub tally: Tally,
}

/// What was done of one category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What was held, and on which days.
    pub occasions: BTreeMap<Occasion, Vec<Day>>,
    /// What the activities and shifts add up to.
    pub tally: Tally,
    /// How many of them are shifts.
    pub shifts: i64,
}

/// Something that was held, once or again and again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occasion {
    /// Whether it was a shift.
    pub is_shift: bool,
    /// What it was.
    pub title: String,
    /// Whose.
    pub org: Id,
    /// Where; of shifts, which go round, nowhere.
    pub place: Option<String>,
    /// Who led; of shifts, whose leaders take turns, nobody.
    pub lead: Option<Id>,
}

/// The activities that a query asks for.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn activities(book: &Book, query: &Query) -> Result<Activities, ReportError> {
    let mut passed = Passed::default();
    let desk =
        Desk { filter: query.filter(book, &mut passed)?, ground: book.ground()?, query, today: book.today() };
    let mut found = Activities::default();
    let mut programs = BTreeSet::from_iter(query.program.clone());
    let mut outcome = Ok(());
    for kind in [Kind::Activity, Kind::Shift] {
        book.records(kind, Some(&query.period), &mut passed, &mut |id, record| {
            let Some(about) = record.about(id).filter(|_| outcome.is_ok()) else { return };
            let added = match Shift::unwrap(record) {
                Some(shift) => found.add_shift(&desk, &about, &shift, record),
                None => {
                    Activity::unwrap(record).map_or(Some(()), |one| found.add(&desk, &about, &one, record))
                }
            };
            outcome = added.ok_or_else(|| ReportError::too_many(&about));
        })?;
    }
    outcome?;
    let mut own: BTreeMap<Id, Tally> = BTreeMap::new();
    // What is too much for an organisation was too much in all.
    let join = |all: &mut Tally, one: &Tally| all.plus(one).unwrap_or_default();
    for line in found.lines.values() {
        join(own.entry(line.org.clone()).or_default(), &line.tally);
    }
    found.below = desk.filter.tree().compared(query.org.as_ref(), &own, join);
    programs.extend(found.lines.values().filter_map(|line| line.program.clone()));
    found.program = program(book, &programs, &mut passed)?;
    Ok(Activities { passed, ..found })
}

/// The record of the one programme that there is.
fn program(
    book: &Book,
    programs: &BTreeSet<Id>,
    passed: &mut Passed,
) -> Result<Option<(Id, Arc<Program>)>, SourceError> {
    let mut found = Vec::new();
    book.records(Kind::Program, None, passed, &mut |id, record| {
        found.extend(Program::unwrap(record).filter(|_| programs.contains(id)).map(|one| (id.clone(), one)));
    })?;
    Ok(found.pop().filter(|_| programs.len() == 1))
}

/// What records are looked at with.
struct Desk<'a> {
    filter: Filter<'a>,
    ground: Ground,
    query: &'a Query,
    today: Day,
}

impl Desk<'_> {
    /// What there is of a record, so far as it is asked for; `None` where that is more than can be counted.
    fn tally(&self, about: &About, record: &AnyRecord) -> Option<Tally> {
        let (mut tally, mut heads, mut counted) = (Tally::default(), Heads::default(), Some(()));
        record.facts(&about.id, &self.ground, &mut |fact| {
            if counted.is_none() || !self.filter.takes(&fact) {
                return;
            }
            if let What::Count(Figure::Heads(name), number) = &fact.what {
                heads.add(name, Count { number: *number, approximate: fact.approximate });
            }
            let who = if let What::Service(service) = &fact.what { &service.who } else { &about.id };
            counted = tally.add(&fact, self.filter.person(who));
        });
        counted?;
        tally.add_heads(&heads)?;
        Some(tally)
    }

    /// Whether the organisation asked for helped to organise what another one's figures hold.
    fn is_shared(&self, about: &About) -> bool {
        let as_theirs = |org: &Id| About { org: Some(org.clone()), ..about.clone() };
        let mut theirs = about.further.iter().map(|org| as_theirs(org).count(Figure::Record, 1, false));
        self.query.org.is_some() && theirs.any(|fact: Fact| self.filter.takes(&fact))
    }
}

impl Activities {
    fn add(&mut self, desk: &Desk, about: &About, activity: &Activity, record: &AnyRecord) -> Option<()> {
        if activity.void.is_some() {
            return Some(());
        }
        let mut tally = desk.tally(about, record)?;
        let is_asked = tally != Tally::default();
        if let Some(spent) = activity.spent.filter(|_| tally.records.number > 0) {
            tally.spent =
                Count { number: spent.hundredths(), approximate: activity.is_approximate(&["spent"]) };
        }
        let line = Line {
            title: activity.title.to_string(),
            category: activity.category.clone(),
            org: activity.org.0.clone(),
            program: about.program.clone(),
            place: activity.place.as_ref().map(ToString::to_string),
            lead: about.lead.clone(),
            tally,
        };
        let key = (about.date, about.id.clone());
        if is_asked {
            self.total.plus(&line.tally)?;
            self.group(&line.category, &line.occasion(), about.date, &line.tally)?;
            self.lines.insert(key, line);
        } else if desk.is_shared(about) {
            self.shared.insert(key, line);
        }
        Some(())
    }

    fn add_shift(&mut self, desk: &Desk, about: &About, shift: &Shift, record: &AnyRecord) -> Option<()> {
        let is_over = shift.status() != ShiftStatus::Cancelled && shift.date <= desk.today;
        if shift.void.is_some() || !is_over {
            return Some(());
        }
        let tally = desk.tally(about, record)?;
        if !tally.is_attended() {
            return Some(());
        }
        let occasion = Occasion {
            is_shift: true,
            title: shift.title.to_string(),
            org: shift.org.0.clone(),
            place: None,
            lead: None,
        };
        self.group(&shift.category, &occasion, shift.date, &tally)
    }

    /// Books what was held under its category and in all.
    fn group(&mut self, category: &Category, occasion: &Occasion, date: Day, tally: &Tally) -> Option<()> {
        let shifts = if occasion.is_shift { tally.records.number } else { 0 };
        for group in [self.groups.entry(category.clone()).or_default(), &mut self.whole] {
            group.occasions.entry(occasion.clone()).or_default().push(date);
            group.tally.plus(tally)?;
            group.shifts = group.shifts.checked_add(shifts)?;
        }
        Some(())
    }
}

impl Line {
    fn occasion(&self) -> Occasion {
        let (org, place, lead) = (self.org.clone(), self.place.clone(), self.lead.clone());
        Occasion { is_shift: false, title: self.title.clone(), org, place, lead }
    }
}

/// The columns that say what an activity is.
const WHAT: [(&str, Type); 8] = [
    ("id", Type::Id),
    ("date", Type::Date),
    ("title", Type::Text),
    ("category", Type::Code("category")),
    ("org", Type::Code("org")),
    ("program", Type::Code("program")),
    ("place", Type::Text),
    ("lead", Type::Code("who")),
];

/// The columns that say who took part, and with what to show for it.
const FIGURES: [(&str, Type); 9] = [
    ("attendances", Type::Integer),
    ("workers", Type::Integer),
    ("volunteers", Type::Integer),
    ("heads", Type::Integer),
    ("worker_minutes", Type::Minutes),
    ("volunteer_minutes", Type::Minutes),
    ("outputs", Type::Code("measures")),
    ("results", Type::Code("measures")),
    ("spent", Type::Money),
];

impl Activities {
    /// The report as tables: what there was, the figures of each, and of several organisations with all below
    /// each; what others held together with those who are asked for. To the public, counts are multiples of the
    /// smallest that may be shown, and nobody is named.
    pub fn tables(&self, smallest: Option<u64>) -> Vec<Table> {
        let table = |key: &str, of: &[(&str, Type)]| {
            Table::new(key, of.iter().chain(&FIGURES).map(|(key, kind)| Column::new(key, *kind)).collect())
        };
        let mut figures = table("activity_figures", &[("id", Type::Id)]);
        let row = |id: Cell, tally: &Tally| Row::measured([id], tally.figures(smallest));
        let lines = self.lines.iter();
        figures.rows = lines.map(|((_, id), line)| row(Cell::Text(id.to_string()), &line.tally)).collect();
        figures.total = (!self.lines.is_empty()).then(|| row(Cell::Missing, &self.total));
        let mut below = table("activities_below", &[("org", Type::Branch), ("activities", Type::Integer)]);
        below.rows = self.below.iter().map(|(_, org, tally)| tally.row_of(org, smallest)).collect();
        let is_public = smallest.is_some();
        let [all, shared] = [("activities", &self.lines), ("activities_shared", &self.shared)]
            .map(|(key, lines)| what(key, lines, is_public));
        let below = (!below.rows.is_empty()).then_some(below);
        [all, figures].into_iter().chain(below).chain([shared]).collect()
    }
}

fn what(key: &str, lines: &BTreeMap<(Day, Id), Line>, is_public: bool) -> Table {
    let mut table = Table::new(key, WHAT.map(|(key, kind)| Column::new(key, kind)).into());
    let text = |text: Option<String>| text.map_or(Cell::Missing, Cell::Text);
    let cells = |((date, id), line): (&(Day, Id), &Line)| {
        vec![
            Cell::Text(id.to_string()),
            (*date).into(),
            Cell::Text(line.title.clone()),
            Cell::Text(line.category.to_string()),
            Cell::Text(line.org.to_string()),
            text(line.program.as_ref().map(ToString::to_string)),
            text(line.place.clone()),
            text(line.lead.as_ref().filter(|_| !is_public).map(ToString::to_string)),
        ]
    };
    table.rows = lines.iter().map(|line| Row::of(cells(line))).collect();
    table
}

/// A count as it is shown, to the public so far as it may be.
fn counted(count: Count, smallest: Option<u64>) -> (Cell, bool) {
    match smallest {
        Some(smallest) => (rounded_count(count.number, smallest).into(), count.approximate),
        None => count.cell(),
    }
}

impl Tally {
    /// The figures of an organisation, after how many activities there were.
    fn row_of(&self, org: &Id, smallest: Option<u64>) -> Row {
        let records = ("activities", Some(counted(self.records, smallest)));
        let figures = [records].into_iter().chain(self.figures(smallest));
        Row::measured([Cell::Text(org.to_string())], figures)
    }

    fn figures(&self, smallest: Option<u64>) -> [(&'static str, Option<(Cell, bool)>); 9] {
        let count = |count: Count| counted(count, smallest);
        let minutes = |count: Count| (Cell::Minutes(Minutes::of(count.number)), count.approximate);
        let (workers, volunteers) = (self.crew(Role::Worker), self.crew(Role::Volunteer));
        let spent = (Cell::Money(Money::of_hundredths(self.spent.number)), self.spent.approximate);
        [
            ("attendances", Some(count(self.attendances))),
            ("workers", Some(count(workers.people()))),
            ("volunteers", Some(count(volunteers.people()))),
            ("heads", Some(count(self.heads))),
            ("worker_minutes", Some(minutes(workers.minutes))),
            ("volunteer_minutes", Some(minutes(volunteers.minutes))),
            ("outputs", measures(&self.outputs, smallest)),
            ("results", measures(&self.results, smallest)),
            ("spent", (self.spent.number != 0).then_some(spent)),
        ]
    }
}

/// Measures as they are typed, `banners=6 leaflets=350`, and whether one of them is approximate.
fn measures(counts: &BTreeMap<String, Count>, smallest: Option<u64>) -> Option<(Cell, bool)> {
    let shown = shown(counts, smallest);
    let approximate = counts.values().any(|count| count.approximate);
    (!shown.is_empty()).then(|| (Cell::Text(typed(&shown)), approximate))
}

/// The measures that are shown, to the public so far as they may be.
pub fn shown(counts: &BTreeMap<String, Count>, smallest: Option<u64>) -> Vec<(&String, i64)> {
    let shown =
        |count: &Count| smallest.map_or(Some(count.number), |smallest| rounded_count(count.number, smallest));
    counts.iter().filter_map(|(code, count)| Some((code, shown(count)?))).collect()
}

/// Measures as they are typed.
pub fn typed(shown: &[(&String, i64)]) -> String {
    let typed: Vec<String> = shown.iter().map(|(code, number)| format!("{code}={number}")).collect();
    typed.join(" ")
}
