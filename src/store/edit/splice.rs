//! Edits as a whole: plan each change on the text, splice it, and hand the result to the guard.

use std::collections::VecDeque;

use crate::model::apply;
use crate::model::node::Node;
use crate::model::path::FieldChange;
use crate::model::shape::Shape;

use super::plan::{Planned, Site};
use super::text::{Splice, spliced};
use super::tree::Tree;
use super::{EditError, Format, guard, parse, toml_write, yaml_write};

/// Puts changes into a text. Every byte that no change names stays: comments, order, quoting, blank
/// lines, line ends, and a missing end of the last line.
///
/// A change and then its reverse give the same bytes for: a scalar that was written as [`write()`] would
/// write it or in quotes that both texts allow; a field or row put in and taken out again. They do not
/// where the taking out came first: the way a value was written, the comment behind it, comments
/// inside of it and its place among fields that are out of order are gone with it.
///
/// # Errors
/// [`EditError`]; the text is then to stay as it is.
pub fn apply(
    format: Format,
    text: &str,
    changes: &[FieldChange],
    shape: &Shape,
) -> Result<String, EditError> {
    let tree = parse(format, text).map_err(|faults| EditError::Syntax { faults })?;
    let mut changes: VecDeque<FieldChange> = apply::ordered(changes).into();
    let intended = apply::after(tree.to_node(shape), changes.make_contiguous(), shape)?;
    let mut edited = Edited { format, text: text.into(), tree };
    let mut waiting: Vec<Splice> = Vec::new();
    while let Some(change) = changes.pop_front() {
        let site = Site { format, text: &edited.text, root: &edited.tree, shape };
        if let Some(splice) = site.scalar(&change) {
            // Values that change in their place leave all others where they are.
            waiting.push(splice);
        } else if !waiting.is_empty() {
            changes.push_front(change);
            edited.make(std::mem::take(&mut waiting))?;
        } else {
            match site.plan(&change, &mut changes)? {
                Planned::Splices(splices) => edited.make(splices)?,
                Planned::Instead(instead) => {
                    for change in instead.into_iter().rev() {
                        changes.push_front(change);
                    }
                }
            }
        }
    }
    edited.make(waiting)?;
    guard::check(format, &edited.text, &intended, shape)?;
    Ok(edited.text)
}

/// The text so far, and where everything stands in it now.
struct Edited {
    format: Format,
    text: String,
    tree: Tree,
}

impl Edited {
    fn make(&mut self, splices: Vec<Splice>) -> Result<(), EditError> {
        self.text = spliced(&self.text, splices);
        self.tree = parse(self.format, &self.text).map_err(|faults| EditError::unreadable(&faults))?;
        Ok(())
    }
}

/// A new file that says a node, with its fields in the order of the shape.
///
/// # Errors
/// [`EditError::Guard`] where a node holds what the syntax cannot say, such as no field at all in YAML.
pub fn write(format: Format, node: &Node, shape: &Shape) -> Result<String, EditError> {
    let node = apply::pruned(node.clone());
    let Node::Table(fields) = sorted(&node, shape) else {
        return Err(EditError::Guard { what: "a record is a table".into() });
    };
    let made = match format {
        Format::Toml => toml_write::document(&fields),
        Format::Yaml => yaml_write::document(&fields),
    };
    guard::check(format, &made, &node, shape)?;
    Ok(made)
}

/// The node with the fields of its tables in the order of the shape, unknown ones last.
fn sorted(node: &Node, shape: &Shape) -> Node {
    match node {
        Node::Table(fields) => {
            let place = |name: &str| match shape {
                Shape::Table(known) => known.iter().position(|field| field.name == name),
                _ => Some(0),
            };
            let mut fields: Vec<(String, Node)> = fields
                .iter()
                .map(|(name, value)| (name.clone(), sorted(value, shape.under(name).unwrap_or(&Shape::Free))))
                .collect();
            fields.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
            Node::Table(fields)
        }
        Node::List(rows) => {
            let item = shape.item().unwrap_or(&Shape::Free);
            Node::List(rows.iter().map(|row| sorted(row, item)).collect())
        }
        scalar => scalar.clone(),
    }
}
