//! Shifts: how they are staffed, and those that somebody must see to.
//!
//! Cancelled shifts are left out. Besides figures the report keeps only the shifts that it names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::book::{Book, Passed};
use crate::model::day::Day;
use crate::model::fact::{About, Fact, Figure, Ground, What};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::record::{Record, Registered};
use crate::model::shift::{Shift, ShiftStatus};
use crate::report::ReportError;
use crate::report::count::{Count, whole};
use crate::report::heads::Heads;
use crate::report::query::{Filter, Query};
use crate::report::staffing::{Staffing, trainees};
use crate::report::table::{Cell, Column, Row, Table, Type};

/// The kinds of record that the report reads.
pub const KINDS: [Kind; 4] = [Kind::Org, Kind::Worker, Kind::Volunteer, Kind::Shift];

/// The columns of figures.
const FIGURES: [(&str, Type); 8] = [
    ("shifts", Type::Integer),
    ("places", Type::Integer),
    ("assigned", Type::Integer),
    ("confirmed", Type::Integer),
    ("attended", Type::Integer),
    ("absent", Type::Integer),
    ("fill_rate", Type::Share),
    ("absence_rate", Type::Share),
];

/// How shifts are staffed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shifts {
    /// By organisation.
    pub rows: BTreeMap<Id, Staffing>,
    /// In all.
    pub total: Staffing,
    /// By organisation with all below it, in the order of the tree, each with its depth. Nothing where that says
    /// no more than each by itself.
    pub below: Vec<(usize, Id, Staffing)>,
    /// From today on, with fewer people than they need.
    pub unfilled: BTreeSet<Named>,
    /// Without anybody who leads.
    pub no_lead: BTreeSet<Named>,
    /// Staffed by nobody but volunteers in training.
    pub trainees_only: BTreeSet<Named>,
    /// Over, and still open.
    pub not_closed: BTreeSet<Named>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// A shift that is named, with what there is to see.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Its day.
    pub date: Day,
    /// Its id.
    pub id: Id,
    /// What it is.
    pub title: String,
    /// The organisation that staffs it.
    pub org: Id,
    /// How many places are taken.
    pub taken: i64,
    /// How many it needs.
    pub needed: i64,
}

/// How the shifts are staffed that a query asks for.
///
/// # Errors
/// [`ReportError`] where records cannot be listed, or are more than can be counted.
pub fn shifts(book: &Book, query: &Query) -> Result<Shifts, ReportError> {
    let mut passed = Passed::default();
    let filter = query.filter(book, &mut passed)?;
    let trainees = trainees(book, &mut passed, &mut |_, _| {})?;
    let desk = Desk { filter, trainees, ground: book.ground()?, today: book.today() };
    let mut shifts = Shifts::default();
    let mut outcome = Ok(());
    book.records(Kind::Shift, Some(&query.period), &mut passed, &mut |id, record| {
        let Some((shift, about)) = Shift::unwrap(record).zip(record.about(id)) else { return };
        if outcome.is_ok() && shift.void.is_none() {
            outcome = shifts.add(&desk, &shift, &about).ok_or_else(|| ReportError::too_many(&about));
        }
    })?;
    outcome?;
    // What is too much for an organisation was too much in all.
    let join = |all: &mut Staffing, one: &Staffing| all.plus(one).unwrap_or_default();
    let below = desk.filter.tree().subtotals(query.org.as_ref(), &shifts.rows, join);
    Ok(Shifts { below, passed, ..shifts })
}

/// What a shift is looked at with.
struct Desk<'a> {
    filter: Filter<'a>,
    trainees: BTreeSet<Id>,
    ground: Ground,
    today: Day,
}

impl Desk<'_> {
    /// How a shift is staffed, so far as it is asked for.
    fn staffing(&self, shift: &Shift, about: &About) -> Option<Staffing> {
        let (mut staffing, mut heads, mut counted) = (Staffing::default(), Heads::default(), Some(()));
        shift.facts(&about.id, &self.ground, &mut |fact| {
            if !self.filter.takes(&fact) || counted.is_none() {
                return;
            }
            if let What::Count(Figure::Heads(name), number) = &fact.what {
                heads.add(name, Count { number: *number, approximate: fact.approximate });
            }
            counted = staffing.add(&fact, &self.trainees);
        });
        counted?;
        staffing.add_heads(heads.sum()?)?;
        Some(staffing)
    }

    /// Whether the shift itself is asked for, and not only people in it.
    fn takes(&self, about: &Arc<About>) -> bool {
        let itself: Fact = about.count(Figure::Record, 1, false);
        self.filter.takes(&itself)
    }
}

impl Shifts {
    fn add(&mut self, desk: &Desk, shift: &Shift, about: &Arc<About>) -> Option<()> {
        let staffing = desk.staffing(shift, about)?;
        if staffing != Staffing::default() {
            self.rows.entry(shift.org.0.clone()).or_default().plus(&staffing)?;
            self.total.plus(&staffing)?;
        }
        if shift.status() == ShiftStatus::Cancelled || !desk.takes(about) {
            return Some(());
        }
        let named = Named {
            date: shift.date,
            id: about.id.clone(),
            title: shift.title.to_string(),
            org: shift.org.0.clone(),
            taken: staffing.taken.number,
            needed: whole(shift.places.min()),
        };
        let is_open = shift.status() == ShiftStatus::Open;
        let lists = [
            (&mut self.unfilled, is_open && shift.date >= desk.today && named.taken < named.needed),
            (&mut self.no_lead, shift.lead.is_none()),
            (&mut self.trainees_only, staffing.assigned.number > 0 && named.taken == 0),
            (&mut self.not_closed, is_open && shift.date < desk.today),
        ];
        for (list, belongs) in lists {
            if belongs {
                list.insert(named.clone());
            }
        }
        Some(())
    }

    /// The report as tables: the figures, by organisation and with all below it, and the lists.
    pub fn tables(&self) -> Vec<Table> {
        let columns = |org: Type| {
            let columns = [("org", org)].into_iter().chain(FIGURES);
            columns.map(|(key, kind)| Column::new(key, kind)).collect()
        };
        let row = |org: &Id, staffing: &Staffing| staffing.row(Cell::Text(org.to_string()));
        let mut table = Table::new("shifts", columns(Type::Code("org")));
        table.rows = self.rows.iter().map(|(org, staffing)| row(org, staffing)).collect();
        table.total = Some(self.total.row(Cell::Missing));
        let mut below = Table::new("shifts_below", columns(Type::Branch));
        below.rows = self.below.iter().map(|(_, org, staffing)| row(org, staffing)).collect();
        let figures = [table].into_iter().chain((!below.rows.is_empty()).then_some(below));
        figures.chain(self.lists()).collect()
    }

    /// A list of the shifts for each thing to see to.
    pub fn lists(&self) -> impl Iterator<Item = Table> {
        let lists = [
            ("unfilled", &self.unfilled),
            ("no_lead", &self.no_lead),
            ("trainees_only", &self.trainees_only),
            ("not_closed", &self.not_closed),
        ];
        lists.map(|(key, list)| named(key, list)).into_iter()
    }
}

impl Staffing {
    fn row(&self, org: Cell) -> Row {
        let figures = [
            self.shifts.cell(),
            self.places.cell(),
            self.assigned.cell(),
            self.confirmed.cell(),
            self.attended.cell(),
            self.absent.cell(),
            self.fill_rate(),
            self.absence_rate(),
        ];
        Row::measured([org], FIGURES.map(|(key, _)| key).into_iter().zip(figures.map(Some)))
    }
}

/// A list of shifts.
fn named(key: &str, list: &BTreeSet<Named>) -> Table {
    let columns = [
        ("id", Type::Id),
        ("date", Type::Date),
        ("title", Type::Text),
        ("org", Type::Code("org")),
        ("taken", Type::Integer),
        ("needed", Type::Integer),
    ];
    let mut table = Table::new(key, columns.map(|(key, kind)| Column::new(key, kind)).into());
    let cells = |shift: &Named| {
        vec![
            Cell::Text(shift.id.to_string()),
            shift.date.into(),
            Cell::Text(shift.title.clone()),
            Cell::Text(shift.org.to_string()),
            shift.taken.into(),
            shift.needed.into(),
        ]
    };
    table.rows = list.iter().map(|shift| Row::of(cells(shift))).collect();
    table
}
