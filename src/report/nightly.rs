//! What needs a person: what is unfilled, overdue, expiring, unanswered, waiting; and what of that was not there
//! at an earlier state.
//!
//! A state is looked at through a book that knows its own day. The same things are looked up in both, so that
//! what only came with the passing of days is new too.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::book::{Book, Passed};
use crate::model::code::{Role, State};
use crate::model::day::Day;
use crate::model::fact::{Figure, SERVED, What};
use crate::model::feedback::{Feedback, FeedbackKind, FeedbackStatus};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::minutes::Minutes;
use crate::model::need::{Need, NeedStatus};
use crate::model::period::Period;
use crate::model::person::Credential;
use crate::model::record::Registered;
use crate::model::volunteer::{Volunteer, VolunteerStatus};
use crate::model::worker::Worker;
use crate::report::ReportError;
use crate::report::cases::cases;
use crate::report::query::{Filter, Query};
use crate::report::shifts::shifts;
use crate::report::stock;
use crate::report::table::{Cell, Column, Row, Table, Type};
use crate::report::volunteers::{Volunteers, volunteers};

/// The steps, in days, at which something that draws near or grows old is told again.
const STEPS: [i64; 3] = [30, 60, 90];

/// How far back and ahead shifts and hours are looked at, in days.
const REACH: (i64, i64) = (365, 30);

/// What there is to see to, as rows that can be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The rows.
    pub table: Table,
    /// The columns that tell a row apart from the others.
    keys: &'static [&'static str],
    /// Whether only what is new is told.
    only_new: bool,
}

/// The days that are looked at on a day, unless others are asked for.
pub fn reach(today: Day) -> Period {
    Period::between(today.plus(-REACH.0), today.plus(REACH.1))
        .unwrap_or_else(|| Period::of_month(today.month()))
}

/// What there is to see to in a store, on the day of its book.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn watch(book: &Book, query: &Query) -> Result<Vec<Watch>, ReportError> {
    let today = book.today();
    let mut staffed = shifts(book, query)?;
    staffed.no_lead.retain(|shift| shift.date >= today);
    staffed.trainees_only.retain(|shift| shift.date >= today);
    let mut watches: Vec<Watch> = staffed.lists().map(|table| Watch::of(table, &["id"])).collect();
    let until_today = Period::between(query.period.from().min(today), today);
    let past = Query { period: until_today.unwrap_or_else(|| query.period.clone()), ..query.clone() };
    let reviews = cases(book, &past)?.tables().into_iter().filter(|table| table.key == "reviews");
    let day = Period::between(today, today).unwrap_or_else(|| query.period.clone());
    let people = volunteers(book, &Query { period: day, ..query.clone() })?;
    let filter = query.filter(book, &mut Passed::default())?;
    watches.push(Watch::of(overdue(book, &past, &filter)?, &["id", "promised"]));
    watches.extend(reviews.map(|table| Watch::of(table, &["id", "review"])));
    watches.push(Watch::of(hazards(book, &past, &filter)?, &["id"]));
    watches.push(Watch::of(waiting(book, query, &filter)?, &["record", "who", "date", "as"]));
    watches.push(Watch::of(expiring(book, &filter)?, &["who", "credential", "expires", "within"]));
    watches.push(Watch::of(unseen(&people, today), &["who", "at_least"]));
    watches.push(Watch { only_new: true, ..Watch::of(levels(&people), &["who", "ladder", "level"]) });
    Ok(watches)
}

/// Marks what was not there before, and puts it first. Where nothing is known of before, everything is new,
/// but for what is told only since then.
pub fn compared(now: Vec<Watch>, before: Option<&[Watch]>) -> Vec<Table> {
    let compare = |watch: Watch| {
        let old = before.and_then(|before| before.iter().find(|old| old.table.key == watch.table.key));
        let known: BTreeSet<Vec<String>> = old.map(Watch::known).unwrap_or_default();
        let (rows, olds): (Vec<_>, Vec<_>) =
            watch.table.rows.iter().cloned().partition(|row| !known.contains(&watch.key(row)));
        let is_told = !watch.only_new || before.is_some();
        let rows = rows.into_iter().filter(|_| is_told).map(|row| (row, true));
        let olds = olds.into_iter().filter(|_| !watch.only_new).map(|row| (row, false));
        marked(watch.table, rows.chain(olds))
    };
    now.into_iter().map(compare).collect()
}

/// A table whose rows say whether they are new.
pub fn marked(table: Table, rows: impl IntoIterator<Item = (Row, bool)>) -> Table {
    let new = Column::new("new", Type::Code("answer"));
    let mark = |(mut row, is_new): (Row, bool)| {
        row.cells.insert(0, Cell::from(if is_new { "yes" } else { "no" }));
        row
    };
    let columns = [new].into_iter().chain(table.columns).collect();
    Table { columns, rows: rows.into_iter().map(mark).collect(), total: None, groups: 0, ..table }
}

/// How many rows there are in each table that has some, and how many of them are new.
pub fn counted(tables: &[Table]) -> Table {
    let columns = [("what", Type::Code("nightly")), ("count", Type::Integer), ("new_count", Type::Integer)];
    let mut counted = Table::new("nightly", columns.map(|(key, kind)| Column::new(key, kind)).into());
    let whole = |number: usize| Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let rows = tables.iter().filter(|table| !table.rows.is_empty()).map(|table| {
        Row::of(vec![Cell::Text(table.key.clone()), whole(table.rows.len()), whole(news(table))])
    });
    counted.rows = rows.collect();
    counted
}

/// How many rows of a marked table are new.
pub fn news(table: &Table) -> usize {
    table.rows.iter().filter(|row| row.cells.first() == Some(&Cell::from("yes"))).count()
}

impl Watch {
    fn of(table: Table, keys: &'static [&'static str]) -> Watch {
        Watch { table, keys, only_new: false }
    }

    /// What tells a row apart.
    fn key(&self, row: &Row) -> Vec<String> {
        let cells = self.table.columns.iter().zip(&row.cells);
        cells
            .filter(|(column, _)| self.keys.contains(&&*column.key))
            .map(|(_, cell)| format!("{cell:?}"))
            .collect()
    }

    fn known(&self) -> BTreeSet<Vec<String>> {
        self.table.rows.iter().map(|row| self.key(row)).collect()
    }
}

/// Needs that should have been met by now.
fn overdue(book: &Book, past: &Query, filter: &Filter) -> Result<Table, ReportError> {
    let mut table = table(
        "needs_overdue",
        &[
            ("id", Type::Id),
            ("category", Type::Code("category")),
            ("org", Type::Code("org")),
            ("worker", Type::Code("who")),
            ("promised", Type::Date),
            ("days_late", Type::Integer),
        ],
    );
    let (today, mut found) = (book.today(), Vec::new());
    book.records(
        Kind::Need,
        Some(&Kind::Need.reach(&past.period)),
        &mut Passed::default(),
        &mut |id, record| {
            let Some((need, about)) = Need::unwrap(record).zip(record.about(id)) else { return };
            let is_open = need.void.is_none()
                && need.closed.is_none()
                && !matches!(need.status(), NeedStatus::Met | NeedStatus::Unmet | NeedStatus::Withdrawn);
            let Some(promised) = need.promised.filter(|day| is_open && *day < today) else { return };
            if filter.wants(&about.count(Figure::Record, 1, false)) {
                found.push((promised, id.clone(), need));
            }
        },
    )?;
    found.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    let cells = |(promised, id, need): &(Day, Id, Arc<Need>)| {
        let worker = need.worker.as_ref().map(|worker| Cell::Text(worker.to_string()));
        vec![
            Cell::Text(id.to_string()),
            Cell::Text(need.category.to_string()),
            Cell::Text(need.org.to_string()),
            worker.unwrap_or(Cell::Missing),
            (*promised).into(),
            today.days_after(*promised).into(),
        ]
    };
    table.rows = found.iter().map(|one| Row::of(cells(one))).collect();
    Ok(table)
}

/// Hazards that nobody has answered.
fn hazards(book: &Book, past: &Query, filter: &Filter) -> Result<Table, ReportError> {
    let mut table = table(
        "hazards",
        &[
            ("id", Type::Id),
            ("date", Type::Date),
            ("org", Type::Code("org")),
            ("place", Type::Text),
            ("status", Type::Code("feedback-status")),
            ("due", Type::Date),
        ],
    );
    let mut found = Vec::new();
    let reach = Kind::Feedback.reach(&past.period);
    book.records(Kind::Feedback, Some(&reach), &mut Passed::default(), &mut |id, record| {
        let Some((feedback, about)) = Feedback::unwrap(record).zip(record.about(id)) else { return };
        let is_open = feedback.void.is_none()
            && feedback.kind == FeedbackKind::Hazard
            && feedback.date <= book.today()
            && matches!(feedback.status(), FeedbackStatus::Open | FeedbackStatus::Forwarded);
        if is_open && filter.wants(&about.count(Figure::Record, 1, false)) {
            let place = feedback.place.as_ref().map(|place| Cell::Text(place.to_string()));
            let cells = vec![
                Cell::Text(id.to_string()),
                feedback.date.into(),
                Cell::Text(feedback.org.to_string()),
                place.unwrap_or(Cell::Missing),
                feedback.status().code().into(),
                feedback.due.into(),
            ];
            found.push(((feedback.date, id.clone()), Row::of(cells)));
        }
    })?;
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    table.rows = found.into_iter().map(|(_, row)| row).collect();
    Ok(table)
}

/// What tells hours apart: the day, the record, who, in which crew.
type Key = (Day, String, Id, Role);

/// Hours that wait for somebody to look at them.
fn waiting(book: &Book, query: &Query, filter: &Filter) -> Result<Table, ReportError> {
    let mut table = table(
        "waiting",
        &[
            ("record", Type::Id),
            ("who", Type::Code("who")),
            ("date", Type::Date),
            ("as", Type::Code("as")),
            ("minutes", Type::Minutes),
        ],
    );
    let mut found = Vec::new();
    for kind in SERVED {
        book.facts(kind, Some(&query.period), &mut Passed::default(), &mut |fact| {
            let What::Service(service) = &fact.what else { return };
            if service.state == State::Submitted && filter.takes(fact) {
                let key =
                    (fact.about.date, format!("{kind}/{}", fact.about.id), service.who.clone(), service.role);
                found.push((key, service.minutes, fact.approximate));
            }
        })?;
    }
    found.sort();
    let row = |((date, record, who, role), minutes, approximate): (Key, Minutes, bool)| {
        let keys = [Cell::Text(record), Cell::Text(who.to_string()), date.into(), role.code().into()];
        Row::measured(keys, [("minutes", Some((Cell::Minutes(minutes), approximate)))])
    };
    table.rows = found.into_iter().map(row).collect();
    Ok(table)
}

/// What workers and volunteers hold that expires soon.
fn expiring(book: &Book, filter: &Filter) -> Result<Table, ReportError> {
    let mut table = table(
        "expiring",
        &[
            ("who", Type::Code("who")),
            ("credential", Type::Code("credential")),
            ("expires", Type::Date),
            ("days", Type::Integer),
            ("within", Type::Integer),
        ],
    );
    let (today, mut found) = (book.today(), BTreeSet::new());
    let mut hold = |who: &Id, credentials: &[Credential]| {
        for held in credentials {
            let days = held.expires.map(|expires| (expires, expires.days_after(today)));
            let soon =
                days.filter(|(_, days)| *days >= 0).and_then(|(day, days)| Some((day, days, within(days)?)));
            found.extend(soon.map(|(day, days, step)| (day, who.clone(), held.name.to_string(), days, step)));
        }
    };
    book.records(Kind::Worker, None, &mut Passed::default(), &mut |id, record| {
        let worker = Worker::unwrap(record).filter(|worker| stock::works(worker, today));
        if let Some(worker) = worker.filter(|worker| filter.covers(Some(&worker.org.0))) {
            hold(id, &worker.credential);
        }
    })?;
    book.records(Kind::Volunteer, None, &mut Passed::default(), &mut |id, record| {
        let volunteer = Volunteer::unwrap(record).filter(|one| one.status() != VolunteerStatus::Left);
        if let Some(volunteer) = volunteer.filter(|one| filter.covers(one.org.as_ref().map(|org| &org.0))) {
            hold(id, &volunteer.credential);
        }
    })?;
    let cells = |(expires, who, name, days, step): (Day, Id, String, i64, i64)| {
        vec![Cell::Text(who.to_string()), Cell::Text(name), expires.into(), days.into(), step.into()]
    };
    table.rows = found.into_iter().map(|one| Row::of(cells(one))).collect();
    Ok(table)
}

/// The first step within which so many days lie.
fn within(days: i64) -> Option<i64> {
    STEPS.into_iter().find(|step| days <= *step)
}

/// Active volunteers who have not served for long.
fn unseen(people: &Volunteers, today: Day) -> Table {
    let columns = [
        ("who", Type::Code("who")),
        ("lead", Type::Code("who")),
        ("last_served", Type::Date),
        ("idle_days", Type::Integer),
        ("at_least", Type::Integer),
    ];
    let mut table = table("unseen", &columns);
    let active = people.members.iter().filter(|(_, member)| member.status == VolunteerStatus::Active);
    let mut rows: Vec<(i64, Row)> = active
        .filter_map(|(who, member)| {
            let days = today.days_after(member.lifetime.last_served.or(member.joined)?);
            let step = STEPS.into_iter().rev().find(|step| days >= *step)?;
            let lead = member.lead.as_ref().map_or(Cell::Missing, |lead| Cell::Text(lead.to_string()));
            let last = member.lifetime.last_served.into();
            Some((days, Row::of(vec![Cell::Text(who.to_string()), lead, last, days.into(), step.into()])))
        })
        .collect();
    rows.sort_by_key(|(days, _)| *days);
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    table
}

/// The levels that volunteers stand on.
fn levels(people: &Volunteers) -> Table {
    let columns = [
        ("who", Type::Code("who")),
        ("ladder", Type::Code("ladder")),
        ("level", Type::Code("level")),
        ("minutes", Type::Minutes),
    ];
    let mut table = table("levels_reached", &columns);
    for (who, member) in &people.members {
        for standing in &member.standings {
            let Some(level) = standing.level.clone() else { continue };
            let keys = [Cell::Text(who.to_string()), Cell::Text(standing.ladder.clone()), Cell::Text(level)];
            let minutes = Some((standing.minutes.into(), member.lifetime.approximate));
            table.rows.push(Row::measured(keys, [("minutes", minutes)]));
        }
    }
    table
}

fn table(key: &str, columns: &[(&str, Type)]) -> Table {
    Table::new(key, columns.iter().map(|(key, kind)| Column::new(key, *kind)).collect())
}
