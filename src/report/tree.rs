//! The organisation tree, with who is recorded and who is declared at every node.
//!
//! Figures of stock, on the last day of the period. Every organisation that there is has a row, in the
//! order of the tree; how the tree is drawn is the matter of whoever shows it.

use crate::model::book::{Book, Passed, SourceError};
use crate::model::id::Id;
use crate::model::org::OrgKind;
use crate::model::period::Period;
use crate::report::count::Count;
use crate::report::stock::Stock;
use crate::report::table::{Cell, Column, Row, Table, Type};

pub use crate::report::stock::KINDS;

/// The columns that count.
const FIGURES: [&str; 5] = ["workers", "volunteers", "workers_declared", "volunteers_declared", "children"];

/// The organisation tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The organisations, parents before those below them.
    pub rows: Vec<Node>,
    /// The files that were gone through.
    pub passed: Passed,
}

/// An organisation in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// How many stand above it.
    pub depth: usize,
    /// The organisation.
    pub org: Id,
    /// What sort of organisation it is.
    pub kind: Option<OrgKind>,
    /// The organisation it says it is part of.
    pub parent: Option<Id>,
    /// Workers of its subtree who are recorded.
    pub workers: Count,
    /// Volunteers of its subtree who are recorded.
    pub volunteers: Count,
    /// Workers, as it states.
    pub workers_declared: Option<Count>,
    /// Volunteers, as it states.
    pub volunteers_declared: Option<Count>,
    /// How many organisations stand directly below it.
    pub children: i64,
}

/// The tree on the last day of a period: all of it, or one organisation with those below it.
///
/// # Errors
/// [`SourceError`] where a register cannot be listed.
pub fn tree(book: &Book, period: &Period, org: Option<&Id>) -> Result<Tree, SourceError> {
    let mut passed = Passed::default();
    let stock = Stock::on(period.to(), book, &mut passed)?;
    let rows = stock.in_order(org).into_iter().map(|(depth, org)| Node::of(&stock, depth, org)).collect();
    Ok(Tree { rows, passed })
}

impl Tree {
    /// The report as a table.
    pub fn table(&self) -> Table {
        let keys = [("org", Type::Branch), ("kind", Type::Code("org-kind")), ("parent", Type::Id)];
        let columns = keys.into_iter().chain(FIGURES.map(|key| (key, Type::Integer)));
        let mut table = Table::new("tree", columns.map(|(key, kind)| Column::new(key, kind)).collect());
        table.rows = self.rows.iter().map(Node::row).collect();
        table
    }
}

impl Node {
    fn of(stock: &Stock, depth: usize, org: &Id) -> Node {
        let record = stock.org(org);
        Node {
            depth,
            org: org.clone(),
            kind: record.map(|record| record.kind),
            parent: record.and_then(|record| record.parent.as_ref()).map(|parent| parent.0.clone()),
            workers: stock.workers(org),
            volunteers: stock.volunteers(org),
            workers_declared: stock.declared(org, "workers"),
            volunteers_declared: stock.declared(org, "volunteers"),
            children: stock.children(org),
        }
    }

    fn row(&self) -> Row {
        let text = |text: Option<String>| text.map_or(Cell::Missing, Cell::Text);
        let keys = [
            Cell::Text(self.org.to_string()),
            text(self.kind.map(|kind| kind.to_string())),
            text(self.parent.as_ref().map(ToString::to_string)),
        ];
        let children = Count { number: self.children, approximate: false };
        let counts = [
            Some(self.workers),
            Some(self.volunteers),
            self.workers_declared,
            self.volunteers_declared,
            Some(children),
        ];
        Row::measured(keys, FIGURES.into_iter().zip(counts.map(|count| count.map(Count::cell))))
    }
}
