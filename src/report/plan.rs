//! Plans against what came of them: every target with its actual figure, and the tasks that are due.
//!
//! Plans are those whose days lie within the period; what came of them are the figures of a summary of the
//! plan's own days and organisation.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::book::{Book, Passed};
use crate::model::code::Category;
use crate::model::day::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::money::Money;
use crate::model::plan::{Plan, Target};
use crate::model::record::Registered;
use crate::report::ReportError;
use crate::report::query::Query;
use crate::report::summary::metric::Metric;
use crate::report::summary::{Lines, planned, several};
use crate::report::table::{Cell, Column, Row, Table, Type};

/// Plans, and what came of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plans {
    /// The targets, by plan, in the order of the plan.
    pub targets: Vec<Reached>,
    /// The tasks that are due in the period, or were due before and are not done.
    pub tasks: Vec<Task>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// A target, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The plan.
    pub plan: Id,
    /// The target.
    pub target: Target,
    /// What it is counted in.
    pub kind: Type,
    /// What came of it.
    pub actual: Cell,
    /// Whether that is approximate.
    pub approximate: bool,
}

/// A task that is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Task {
    /// By when.
    pub due: Day,
    /// The plan.
    pub plan: Id,
    /// What.
    pub title: String,
    /// By whom.
    pub who: Option<Id>,
    /// When it was done.
    pub done: Option<Day>,
}

/// What is asked for a category of a plan, and the values that its targets name, by metric.
type Asked = (Query, BTreeMap<String, Money>);

/// The plans that a query asks for, with what came of them.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn plan(book: &Book, query: &Query) -> Result<Plans, ReportError> {
    let mut passed = Passed::default();
    let filter = query.filter(book, &mut passed)?;
    let mut plans: Vec<(Id, Arc<Plan>)> = Vec::new();
    let mut tasks = Vec::new();
    book.records(Kind::Plan, None, &mut passed, &mut |id, record| {
        let Some(plan) = Plan::unwrap(record).filter(|plan| filter.covers(Some(&plan.org))) else { return };
        tasks.extend(due(id, &plan, query));
        if plan.period.from() >= query.period.from() && plan.period.to() <= query.period.to() {
            plans.push((id.clone(), plan));
        }
    })?;
    plans.sort_by(|(one, _), (other, _)| one.cmp(other));
    tasks.sort();
    let mut queries: BTreeMap<(Id, Option<String>), Asked> = BTreeMap::new();
    for (id, plan) in &plans {
        for target in &plan.target {
            let asked = Query {
                org: Some(plan.org.0.clone()),
                category: target.category.clone(),
                ..Query::all(plan.period.clone())
            };
            let key = (id.clone(), word(target.category.as_ref()));
            let (_, wanted) = queries.entry(key).or_insert((asked, BTreeMap::new()));
            wanted.insert(target.metric.to_string(), target.value);
        }
    }
    let asked: Vec<_> = queries.values().map(|(query, wanted)| (query, wanted.clone())).collect();
    let lines = several(book, &asked, &query.period, &mut passed)?;
    let lines: BTreeMap<_, Lines> = queries.keys().cloned().zip(lines).collect();
    let reached = |(id, plan): &(Id, Arc<Plan>)| -> Vec<Reached> {
        let of = |target: &Target| lines.get(&(id.clone(), word(target.category.as_ref())));
        plan.target.iter().map(|target| Reached::of(id, target, of(target))).collect()
    };
    let targets = plans.iter().flat_map(reached).collect();
    Ok(Plans { targets, tasks, passed })
}

fn word(category: Option<&Category>) -> Option<String> {
    category.map(ToString::to_string)
}

/// The tasks of a plan that are due in the period, or were due before it and were not done by then.
fn due(id: &Id, plan: &Plan, query: &Query) -> Vec<Task> {
    let period = &query.period;
    let is_late = |task: &&crate::model::plan::Task| {
        task.due < period.from() && task.done.is_none_or(|done| done >= period.from())
    };
    let tasks = plan.task.iter().filter(|task| period.contains(task.due) || is_late(task));
    let told = tasks.map(|task| Task {
        due: task.due,
        plan: id.clone(),
        title: task.title.to_string(),
        who: task.who.as_ref().map(|who| who.0.clone()),
        done: task.done,
    });
    told.collect()
}

impl Reached {
    fn of(plan: &Id, target: &Target, lines: Option<&Lines>) -> Reached {
        let line = Metric::named(&target.metric).and_then(|metric| lines?.get(&metric));
        Reached {
            plan: plan.clone(),
            target: target.clone(),
            kind: line.map_or(Type::Integer, |line| line.kind),
            actual: line.map_or(0.into(), |line| line.value.clone()),
            approximate: line.is_some_and(|line| line.approximate[0]),
        }
    }

    /// How much of the target was reached.
    pub fn share(&self) -> Cell {
        let target = self.target.value.hundredths();
        let hundredths = |number: i64| number.checked_mul(100);
        let share = match &self.actual {
            Cell::Integer(number) => hundredths(*number).map(|actual| (actual, target)),
            Cell::Minutes(minutes) => hundredths(minutes.count()).map(|actual| (actual, target)),
            Cell::Money(money) => Some((Money::hundredths(*money), target)),
            Cell::Ratio(part, whole) => hundredths(*part).zip(whole.checked_mul(target)),
            Cell::Text(_) | Cell::Date(_) | Cell::Missing | Cell::Below(_) => None,
        };
        share.map_or(Cell::Missing, |(actual, target)| Cell::Ratio(actual, target))
    }
}

impl Plans {
    /// The report as tables: the targets, and the tasks that are due.
    pub fn tables(&self) -> Vec<Table> {
        let columns = [
            ("plan", Type::Id),
            ("metric", Type::Code("metric")),
            ("category", Type::Code("category")),
            ("target", Type::Integer),
            ("actual", Type::Integer),
            ("share", Type::Share),
        ];
        let mut table = Table::new("plan", columns.map(|(key, kind)| Column::new(key, kind)).into());
        table.groups = 1;
        table.rows = self.targets.iter().map(Reached::row).collect();
        let columns = [
            ("plan", Type::Id),
            ("title", Type::Text),
            ("due", Type::Date),
            ("who", Type::Code("who")),
            ("done", Type::Date),
        ];
        let mut tasks = Table::new("tasks", columns.map(|(key, kind)| Column::new(key, kind)).into());
        let cells = |task: &Task| {
            let who = task.who.as_ref().map_or(Cell::Missing, |who| Cell::Text(who.to_string()));
            let keys = [Cell::Text(task.plan.to_string()), Cell::Text(task.title.clone())];
            keys.into_iter().chain([task.due.into(), who, task.done.into()]).collect()
        };
        tasks.rows = self.tasks.iter().map(|task| Row::of(cells(task))).collect();
        vec![table, tasks]
    }
}

impl Reached {
    fn row(&self) -> Row {
        let target = planned(self.target.value, self.kind);
        let category = word(self.target.category.as_ref()).map_or(Cell::Missing, Cell::Text);
        let keys = [Cell::Text(self.plan.to_string()), Cell::Text(self.target.metric.to_string()), category];
        let figures = [
            ("target", (target, false)),
            ("actual", (self.actual.clone(), self.approximate)),
            ("share", (self.share(), self.approximate)),
        ];
        let row = Row::measured(keys, figures.map(|(key, figure)| (key, Some(figure))));
        row.typed(self.kind)
    }
}
