//! Where in a record a value stands, and what changes there: the one vocabulary of edits.
//!
//! Applying, showing (`--dry-run`, `history`), undoing and merging all speak field changes. Rows of a
//! list are told apart by the key that the format gives the list, never by position alone.

use std::fmt;

use crate::model::node::Node;

/// One step from a value into what it holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into a table's field.
    Field(String),
    /// Into a list's row.
    Row(Row),
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    /// Its position, counted from 0: in the old list for rows that are changed or taken out, in the
    /// new list for rows that are put in.
    pub index: usize,
    /// Its key as people write it (`li-na`, `li-na,2014-04-05`); empty where the list has none.
    pub key: String,
}

/// The way from a record to a value inside it: `assigned[li-na].status`. Empty is the record itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(pub Vec<Step>);

impl FieldPath {
    /// The path of a field of the record itself.
    pub fn field(name: &str) -> FieldPath {
        FieldPath(vec![Step::Field(name.into())])
    }

    /// This path and a field further.
    #[must_use]
    pub fn then(&self, name: &str) -> FieldPath {
        let mut steps = self.0.clone();
        steps.push(Step::Field(name.into()));
        FieldPath(steps)
    }

    /// This path and a row further.
    #[must_use]
    pub fn row(&self, index: usize, key: &str) -> FieldPath {
        let mut steps = self.0.clone();
        steps.push(Step::Row(Row { index, key: key.into() }));
        FieldPath(steps)
    }
}

/// The key of a row from the texts of its key's fields, in the order the list gives them: joined by
/// `,`, absent ones empty, without commas at the end (`li-na`, `li-na,2014-04-05`, `2014-04-05,,wang-fang`).
pub fn row_key(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().map(Option::unwrap_or_default).collect();
    parts.join(",").trim_end_matches(',').into()
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if i == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Row(row) if row.key.is_empty() => write!(f, "[{}]", row.index + 1)?,
                Step::Row(row) => write!(f, "[{}]", row.key)?,
            }
        }
        Ok(())
    }
}

/// One value that changes. Without `old` it is put in, without `new` it is taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Which value.
    pub path: FieldPath,
    /// What it was.
    pub old: Option<Node>,
    /// What it becomes.
    pub new: Option<Node>,
}

impl fmt::Display for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let show = |node: &Option<Node>| node.as_ref().map_or_else(|| "–".into(), Node::to_string);
        write!(f, "{}: {} → {}", self.path, show(&self.old), show(&self.new))
    }
}
