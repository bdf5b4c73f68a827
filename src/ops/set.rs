//! `set`: fields of any record, by path, as people write them: `assigned[li-na].status=confirmed`.

use crate::model::book::{Book, LoadError};
use crate::model::change::{Change, Planned};
use crate::model::code::nearest;
use crate::model::diff::key_of;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::{Node, NodeError};
use crate::model::path::{FieldPath, Step};
use crate::model::record::{AnyRecord, shape};
use crate::model::shape::Shape;

/// What is to be set in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// The record's kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// What is set, in order.
    pub assignments: Vec<Assignment>,
}

/// One thing that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Which value.
    pub path: FieldPath,
    /// What happens to it.
    pub what: What,
}

/// What happens to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It becomes this.
    Becomes(Node),
    /// It goes.
    Goes,
    /// The list gets this row.
    Gains(Node),
    /// The list loses the row with this key.
    Loses(String),
}

/// Why nothing is set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetError {
    /// No such record.
    #[error("there is no {kind} `{id}`")]
    Missing {
        /// The kind.
        kind: Kind,
        /// The id.
        id: Id,
    },
    /// The record is faulty.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The kind has no such field.
    #[error("records of kind {kind} have no field `{path}`")]
    Field {
        /// The kind.
        kind: Kind,
        /// The path as written.
        path: String,
        /// The nearest field.
        nearest: Option<String>,
    },
    /// The record has no such row.
    #[error("`{list}` has no row `{key}`")]
    Row {
        /// The list.
        list: String,
        /// The key as written.
        key: String,
        /// The keys that it has.
        keys: Vec<String>,
    },
    /// The list has such a row already.
    #[error("`{list}` has a row `{key}` already")]
    Twice {
        /// The list.
        list: String,
        /// The key.
        key: String,
    },
    /// Rows are put into something that is no list.
    #[error("`{path}` is not a list")]
    NoList {
        /// The path.
        path: String,
    },
    /// A single value stands where a table could.
    #[error("`{path}` is a single value here")]
    NoTable {
        /// The path.
        path: String,
    },
    /// The field cannot be absent.
    #[error("`{path}` cannot be cleared: every {kind} has one")]
    Needed {
        /// The kind.
        kind: Kind,
        /// The field.
        path: String,
    },
    /// The whole does not fit.
    #[error("the {kind} would no longer be one: {why}")]
    Unfit {
        /// The kind.
        kind: Kind,
        /// What its reader says.
        why: NodeError,
    },
}

impl SetError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            SetError::Missing { kind, .. } => Some(format!("see them with `tandem {kind} list`")),
            SetError::Field { nearest, kind, .. } => match nearest {
                Some(nearest) => Some(format!("did you mean `{nearest}`?")),
                None => Some(format!("see its fields with `tandem {kind} list --help`")),
            },
            SetError::Row { list, keys, .. } if keys.is_empty() => {
                Some(format!("it has none; `{list}+=VALUE` adds one"))
            }
            SetError::Row { keys, .. } => Some(format!("it has {}", keys.join(", "))),
            SetError::Twice { list, key } => Some(format!("change the row with `{list}[{key}].FIELD=VALUE`")),
            SetError::Needed { path, .. } | SetError::NoList { path } | SetError::NoTable { path } => {
                Some(format!("write `{path}=VALUE`"))
            }
            SetError::Unfit { .. } => Some("`tandem help format` shows how every field is written".into()),
            SetError::Load(_) => None,
        }
    }
}

/// The shape of what a path leads to in records of a kind.
///
/// # Errors
/// [`SetError::Field`] with the nearest field.
pub fn shape_at(kind: Kind, path: &FieldPath) -> Result<&'static Shape, SetError> {
    let mut at = shape(kind);
    for step in &path.0 {
        let next = match step {
            Step::Field(name) => at.under(name),
            Step::Row(_) => at.item(),
        };
        at = next.ok_or_else(|| {
            let wanted = match step {
                Step::Field(name) => name.as_str(),
                Step::Row(row) => row.key.as_str(),
            };
            let nearest = nearest(wanted, at.names()).map(String::from);
            SetError::Field { kind, path: path.to_string(), nearest }
        })?;
    }
    Ok(at)
}

/// Plans the setting of fields of one record.
///
/// # Errors
/// [`SetError`]; nothing is set then.
pub fn set(book: &Book, request: &Set) -> Result<Planned<()>, SetError> {
    let Set { kind, id, assignments } = request;
    let missing = || SetError::Missing { kind: *kind, id: id.clone() };
    let loaded = book.any(*kind, id)?.ok_or_else(missing)?;
    let unfit = |why| SetError::Unfit { kind: *kind, why };
    let mut node = loaded.record.node().map_err(unfit)?;
    for assignment in assignments {
        shape_at(*kind, &assignment.path)?;
        if assignment.what == What::Goes && is_needed(*kind, &assignment.path) {
            return Err(SetError::Needed { kind: *kind, path: assignment.path.to_string() });
        }
        assign(&mut node, assignment, shape(*kind))?;
    }
    let after = AnyRecord::from_node(*kind, &node, &mut |_| {}).map_err(unfit)?;
    let change = Change::alter(id.clone(), loaded.record.clone(), after);
    Ok(Planned { changes: vec![change], told: () })
}

/// Whether whatever holds the field must have it.
fn is_needed(kind: Kind, path: &FieldPath) -> bool {
    let Some((Step::Field(name), way)) = path.0.split_last() else { return false };
    let table = shape_at(kind, &FieldPath(way.to_vec()));
    table.ok().and_then(|table| table.field(name)).is_some_and(|field| field.required)
}

fn assign(node: &mut Node, assignment: &Assignment, shape: &Shape) -> Result<(), SetError> {
    let Some((last, way)) = assignment.path.0.split_last() else { return Ok(()) };
    let (parent, parent_shape) = descend(node, way, shape)?;
    let parent_path = FieldPath(way.to_vec()).to_string();
    match (last, parent) {
        (Step::Field(name), Node::Table(fields)) => {
            let field_shape = parent_shape.under(name).unwrap_or(&Shape::Free);
            in_field(fields, name, assignment, field_shape)
        }
        (Step::Row(row), Node::List(rows)) => {
            let at = position(rows, parent_shape, &row.key, &parent_path)?;
            match &assignment.what {
                What::Becomes(value) => rows[at] = value.clone(),
                What::Goes => drop(rows.remove(at)),
                What::Gains(_) | What::Loses(_) => {
                    return Err(SetError::NoList { path: assignment.path.to_string() });
                }
            }
            Ok(())
        }
        (Step::Field(_), _) => Err(SetError::NoTable { path: parent_path }),
        (Step::Row(_), _) => Err(SetError::NoList { path: parent_path }),
    }
}

/// The value that a way leads to, made where tables on the way are absent.
fn descend<'n, 's>(
    node: &'n mut Node,
    way: &[Step],
    shape: &'s Shape,
) -> Result<(&'n mut Node, &'s Shape), SetError> {
    let (mut node, mut shape) = (node, shape);
    for (depth, step) in way.iter().enumerate() {
        let here = || FieldPath(way[..depth].to_vec()).to_string();
        (node, shape) = match (step, node) {
            (Step::Field(name), Node::Table(fields)) => {
                let inner = shape.under(name).unwrap_or(&Shape::Free);
                let at = fields.iter().position(|(field, _)| field == name).unwrap_or_else(|| {
                    let empty =
                        if inner.item().is_some() { Node::List(Vec::new()) } else { Node::Table(Vec::new()) };
                    fields.push((name.clone(), empty));
                    fields.len() - 1
                });
                (&mut fields[at].1, inner)
            }
            (Step::Row(row), Node::List(rows)) => {
                let at = position(rows, shape, &row.key, &here())?;
                (&mut rows[at], shape.item().unwrap_or(&Shape::Free))
            }
            (Step::Field(_), _) => return Err(SetError::NoTable { path: here() }),
            (Step::Row(_), _) => return Err(SetError::NoList { path: here() }),
        };
    }
    Ok((node, shape))
}

/// Sets a field of a table.
fn in_field(
    fields: &mut Vec<(String, Node)>,
    name: &str,
    assignment: &Assignment,
    shape: &Shape,
) -> Result<(), SetError> {
    let path = assignment.path.to_string();
    let at = fields.iter().position(|(field, _)| field == name);
    match (&assignment.what, at) {
        (What::Becomes(value), Some(at)) => fields[at].1 = value.clone(),
        (What::Becomes(value), None) => fields.push((name.into(), value.clone())),
        (What::Goes, Some(at)) => drop(fields.remove(at)),
        (What::Goes, None) => {}
        (What::Gains(_) | What::Loses(_), _) if shape.item().is_none() => {
            return Err(SetError::NoList { path });
        }
        (What::Gains(row), None) => fields.push((name.into(), Node::List(vec![row.clone()]))),
        (What::Gains(row), Some(at)) => {
            let Node::List(rows) = &mut fields[at].1 else { return Err(SetError::NoList { path }) };
            let key = key_of(row, shape.key());
            if !shape.repeats()
                && !key.is_empty()
                && rows.iter().any(|other| key_of(other, shape.key()) == key)
            {
                return Err(SetError::Twice { list: path, key });
            }
            rows.push(row.clone());
        }
        (What::Loses(key), None) => {
            return Err(SetError::Row { list: path, key: key.clone(), keys: Vec::new() });
        }
        (What::Loses(key), Some(at)) => {
            let Node::List(rows) = &mut fields[at].1 else { return Err(SetError::NoList { path }) };
            let row = position(rows, shape, key, &path)?;
            rows.remove(row);
            if rows.is_empty() {
                fields.remove(at);
            }
        }
    }
    Ok(())
}

/// Where the row with a key stands. The first field of the key is enough where it is enough to tell.
fn position(rows: &[Node], shape: &Shape, key: &str, list: &str) -> Result<usize, SetError> {
    let keys: Vec<String> = rows.iter().map(|row| key_of(row, shape.key())).collect();
    if let Some(at) = keys.iter().position(|one| one == key) {
        return Ok(at);
    }
    let begins = |one: &&String| one.split(',').next() == Some(key);
    match keys.iter().filter(begins).count() {
        1 => keys.iter().position(|one| begins(&one)),
        _ => None,
    }
    .ok_or_else(|| SetError::Row { list: list.into(), key: key.into(), keys: keys.clone() })
}
