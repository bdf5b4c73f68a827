//! What is closed: up to which day, how many facts that are, and whether they are what they were.

use crate::model::book::{Book, Passed, SourceError};
use crate::model::closing::{Difference, at_closing, differences, evidence};
use crate::model::evidence::Evidence;
use crate::model::settings::Closed;
use crate::report::table::{Cell, Column, Row, Table, Type};

/// What is closed, and what has become of it.
#[derive(Clone, Debug)]
pub struct ClosedPeriod {
    /// What the store says of it; nothing where no period is closed.
    pub closed: Option<Closed>,
    /// How many facts there are now up to its last day.
    pub facts: usize,
    /// Whether they are others than those that were closed.
    pub is_altered: bool,
    /// In which way; nothing where nobody knows what they were.
    pub differences: Option<Vec<Difference>>,
    /// What was gone through.
    pub passed: Passed,
}

/// Compares what is closed with what it was.
///
/// # Errors
/// [`SourceError`] where a folder cannot be listed.
pub fn closed(book: &Book) -> Result<ClosedPeriod, SourceError> {
    let closed = book.settings().closed.clone();
    let mut passed = Passed::default();
    let facts = match &closed {
        Some(closed) => evidence(book, closed.through, &mut passed)?,
        None => Evidence::default(),
    };
    let records = closed.as_ref().and_then(|closed| closed.records.as_ref());
    let is_altered = records.is_some_and(|records| **records != *facts.checksum());
    let differences = match (is_altered, at_closing(book)?) {
        (true, Some(was)) => Some(differences(&was, &facts)),
        _ => None,
    };
    Ok(ClosedPeriod { closed, facts: facts.lines().len(), is_altered, differences, passed })
}

impl ClosedPeriod {
    /// What is closed, and below it what was altered.
    pub fn tables(&self) -> Vec<Table> {
        let columns = [
            ("through", Type::Date),
            ("facts", Type::Integer),
            ("proof", Type::Code("proof")),
            ("records", Type::Id),
        ];
        let mut period = Table::new("period", columns.map(|(key, kind)| Column::new(key, kind)).to_vec());
        period.rows.extend(self.closed.as_ref().map(|closed| {
            let facts = i64::try_from(self.facts).unwrap_or(i64::MAX);
            let state = match &closed.records {
                None => Cell::Missing,
                Some(_) if self.is_altered => "altered".into(),
                Some(_) => "equal".into(),
            };
            let records = closed.records.as_ref().map(|records| Cell::Text(records.to_string()));
            Row::of(vec![closed.through.into(), facts.into(), state, records.unwrap_or(Cell::Missing)])
        }));
        let Some(differences) = &self.differences else { return vec![period] };
        let columns = ["record", "what", "was", "is"].map(|key| Column::new(key, Type::Text));
        let mut altered = Table::new("altered", columns.to_vec());
        altered.rows.extend(differences.iter().map(|one| {
            let text = |value: &Option<String>| value.clone().map_or(Cell::Missing, Cell::Text);
            let (of, what) = (one.of.to_string(), one.what());
            Row::of(vec![Cell::Text(of), Cell::Text(what), text(&one.was), text(&one.is)])
        }));
        vec![period, altered]
    }
}
