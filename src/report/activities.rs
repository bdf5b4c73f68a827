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
use crate::report::goods::{Goods, Thing};
use crate::report::heads::Heads;
use crate::report::opinions::Opinions;
use crate::report::query::{Filter, Query};
use crate::report::table::{Cell, Column, Row, Table, Type};
use crate::report::tally::Tally;

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 5] = [Kind::Org, Kind::Worker, Kind::Program, Kind::Activity, Kind::Shift];

/// The same, and what a written summary reads besides.
pub const NARRATED: [Kind; 7] =
    [Kind::Org, Kind::Worker, Kind::Program, Kind::Item, Kind::Activity, Kind::Shift, Kind::Movement];

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
    /// What can be given out, so far as it was asked.
    pub things: BTreeMap<Id, Thing>,
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
    /// What was held, and each time from which day to which.
    pub occasions: BTreeMap<Occasion, Vec<(Day, Day)>>,
    /// What the activities and shifts add up to.
    pub tally: Tally,
    /// How many of them are shifts.
    pub shifts: i64,
    /// What is on record of how it was.
    pub opinions: Opinions,
    /// What was given out and came in, so far as it was asked.
    pub goods: Goods,
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
        let as_theirs = |org: &Id| Arc::new(About { org: Some(org.clone()), ..about.clone() });
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
            let is_whole = line.tally.records.number > 0;
            let opinions = Opinions::of_activity(activity, &line.tally, &desk.ground);
            let opinions = Some(opinions).filter(|_| is_whole).unwrap_or_default();
            let days = (about.date, activity.until.unwrap_or(about.date).max(about.date));
            self.group(&line.category, &line.occasion(), days, (&line.tally, &opinions))?;
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
        let opinions = Some(Opinions::of_shift(shift)).filter(|_| tally.records.number > 0);
        self.group(
            &shift.category,
            &occasion,
            (shift.date, shift.date),
            (&tally, &opinions.unwrap_or_default()),
        )
    }

    /// Books what was held under its category and in all.
    fn group(
        &mut self,
        category: &Category,
        occasion: &Occasion,
        days: (Day, Day),
        (tally, opinions): (&Tally, &Opinions),
    ) -> Option<()> {
        let shifts = if occasion.is_shift { tally.records.number } else { 0 };
        for group in [self.groups.entry(category.clone()).or_default(), &mut self.whole] {
            group.occasions.entry(occasion.clone()).or_default().push(days);
            group.tally.plus(tally)?;
            group.shifts = group.shifts.checked_add(shifts)?;
            group.opinions.plus(opinions);
        }
        Some(())
    }
}

impl Group {
    /// How many activities were held.
    pub fn activities(&self) -> i64 {
        self.tally.records.number - self.shifts
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
    ("outputs", Type::Codes("measures")),
    ("results", Type::Codes("measures")),
    ("spent", Type::Money),
];

impl Activities {
    /// The report as tables: what there was, the figures of each, and of several organisations with all below
    /// each; what others held together with those who are asked for.
    pub fn tables(&self) -> Vec<Table> {
        let table = |key: &str, of: &[(&str, Type)]| {
            Table::new(key, of.iter().chain(&FIGURES).map(|(key, kind)| Column::new(key, *kind)).collect())
        };
        let mut figures = table("activity_figures", &[("id", Type::Id)]);
        let row = |id: Cell, tally: &Tally| Row::measured([id], tally.figures());
        let lines = self.lines.iter();
        figures.rows = lines.map(|((_, id), line)| row(Cell::Text(id.to_string()), &line.tally)).collect();
        figures.total = (!self.lines.is_empty()).then(|| row(Cell::Missing, &self.total));
        let mut below = table("activities_below", &[("org", Type::Branch), ("activities", Type::Integer)]);
        below.rows = self.below.iter().map(|(_, org, tally)| tally.row_of(org)).collect();
        let below = (!below.rows.is_empty()).then_some(below);
        let [all, shared] = [("activities", &self.lines), ("activities_shared", &self.shared)]
            .map(|(key, lines)| what(key, lines));
        [all, figures].into_iter().chain(below).chain([shared]).collect()
    }
}

fn what(key: &str, lines: &BTreeMap<(Day, Id), Line>) -> Table {
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
            text(line.lead.as_ref().map(ToString::to_string)),
        ]
    };
    table.rows = lines.iter().map(|line| Row::of(cells(line))).collect();
    table
}

impl Tally {
    /// The figures of an organisation, after how many activities there were.
    fn row_of(&self, org: &Id) -> Row {
        let records = ("activities", Some(self.records.cell()));
        let figures = [records].into_iter().chain(self.figures());
        Row::measured([Cell::Text(org.to_string())], figures)
    }

    fn figures(&self) -> [(&'static str, Option<(Cell, bool)>); 9] {
        let minutes = |count: Count| (Cell::Minutes(Minutes::of(count.number)), count.approximate);
        let (workers, volunteers) = (self.crew(Role::Worker), self.crew(Role::Volunteer));
        let spent = (Cell::Money(Money::of_hundredths(self.spent.number)), self.spent.approximate);
        [
            ("attendances", Some(self.attendances.cell())),
            ("workers", Some(workers.people().cell())),
            ("volunteers", Some(volunteers.people().cell())),
            ("heads", Some(self.heads.cell())),
            ("worker_minutes", Some(minutes(workers.minutes))),
            ("volunteer_minutes", Some(minutes(volunteers.minutes))),
            ("outputs", measures(&self.outputs)),
            ("results", measures(&self.results)),
            ("spent", (self.spent.number != 0).then_some(spent)),
        ]
    }
}

/// Measures as they are typed, `banners=6, leaflets=350`, and whether one of them is approximate.
fn measures(counts: &BTreeMap<String, Count>) -> Option<(Cell, bool)> {
    let typed: Vec<String> = counts.iter().map(|(code, count)| format!("{code}={}", count.number)).collect();
    let approximate = counts.values().any(|count| count.approximate);
    (!typed.is_empty()).then(|| (Cell::Text(typed.join(", ")), approximate))
}
