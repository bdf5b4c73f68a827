//! One change as splices: where in this text the bytes are that it names, and what comes there.

use std::collections::VecDeque;
use std::ops::Range;

use crate::model::node::Node;
use crate::model::path::{FieldChange, FieldPath, Row, Step};
use crate::model::shape::Shape;

use super::inline::Inline;
use super::text::{
    Splice, column, comments_above, comments_behind, line_break, line_end, line_of, line_start,
};
use super::tree::{Entry, Tree, Value};
use super::{EditError, Format, toml_write, yaml_write};

/// A text with its tree.
#[derive(Clone, Copy)]
pub(super) struct Site<'t> {
    pub(super) format: Format,
    pub(super) text: &'t str,
    pub(super) root: &'t Tree,
    pub(super) shape: &'t Shape,
}

/// How a change is made.
pub(super) enum Planned {
    /// By these splices.
    Splices(Vec<Splice>),
    /// By these changes, which come to the same.
    Instead(Vec<FieldChange>),
}

/// A value with what is known on the way to it.
#[derive(Clone, Copy)]
struct Spot<'t> {
    tree: &'t Tree,
    shape: &'t Shape,
    /// Whether brackets stand around it.
    in_flow: bool,
    /// Its name, where it has one.
    entry: Option<&'t Entry>,
}

type Plan = Result<Planned, EditError>;

impl<'t> Site<'t> {
    /// The splice of a change of a single value in its place.
    pub(super) fn scalar(&self, change: &FieldChange) -> Option<Splice> {
        let new = change.new.as_ref().filter(|new| new.text().is_some())?;
        let is_row = matches!(change.path.0.last(), Some(Step::Row(_)));
        if change.path.0.is_empty() || (is_row && change.old.is_none()) {
            return None;
        }
        let spot = self.locate(&change.path.0)?;
        if matches!(spot.tree.value, Value::List(_) | Value::Table(_)) {
            return None;
        }
        let range = spot.tree.range.clone();
        let before = &self.text[range.clone()];
        let text = match self.format {
            Format::Toml => toml_write::scalar(new, before, line_break(self.text)),
            Format::Yaml => self.yaml_scalar(new, before, spot),
        };
        let space = if range.is_empty() { " " } else { "" };
        Some(Splice { range, text: format!("{space}{text}") })
    }

    fn yaml_scalar(&self, new: &Node, before: &str, spot: Spot) -> String {
        let range = &spot.tree.range;
        let behind = self.text[range.end..line_end(self.text, range.end)].trim();
        match (new, spot.entry) {
            (Node::Text(text), Some(entry))
                if yaml_write::is_block(text)
                    && !spot.in_flow
                    && behind.is_empty()
                    && !before.starts_with(['"', '\'']) =>
            {
                let indent = column(self.text, entry.key_range.start) + 2;
                yaml_write::block(text, indent, line_break(self.text))
            }
            _ => yaml_write::scalar(new, before, spot.in_flow),
        }
    }

    /// How to make a change that is not [`Site::scalar`]. A row that is put in where the last one went
    /// is taken from `coming`.
    pub(super) fn plan(&self, change: &FieldChange, coming: &mut VecDeque<FieldChange>) -> Plan {
        let (last, way) = change.path.0.split_last().ok_or_else(|| odd(change))?;
        match last {
            Step::Field(name) => self.field(change, way, name),
            Step::Row(row) => self.row(change, way, row, coming),
        }
    }

    fn field(&self, change: &FieldChange, way: &[Step], name: &str) -> Plan {
        let place = || EditError::Place { path: change.path.clone() };
        let parent = FieldPath(way.to_vec());
        let spot = self.locate(way);
        let Some(spot) = spot.filter(|spot| matches!(spot.tree.value, Value::Table(_))) else {
            let new = change.new.clone().filter(|_| !way.is_empty()).ok_or_else(place)?;
            let old = spot.map(|spot| spot.tree.to_node(spot.shape));
            let new = Some(Node::Table(vec![(name.into(), new)]));
            return Ok(Planned::Instead(vec![FieldChange { path: parent, old, new }]));
        };
        let entries = spot.tree.entries();
        match (entries.iter().position(|entry| entry.key == name), &change.new) {
            (None, None) => Err(place()),
            (None, Some(new)) => self.put_in(spot, name, new).ok_or_else(|| odd(change)),
            (Some(_), None) if entries.len() == 1 && !way.is_empty() => {
                let old = Some(spot.tree.to_node(spot.shape));
                Ok(Planned::Instead(vec![FieldChange { path: parent, old, new: None }]))
            }
            (Some(at), None) => Ok(Planned::Splices(self.take_out(spot, at))),
            (Some(at), Some(new)) => Ok(self.replace(change, spot, &entries[at], new)),
        }
    }

    /// A value that is a list or table, or becomes one, as a whole.
    fn replace(&self, change: &FieldChange, parent: Spot, entry: &Entry, new: &Node) -> Planned {
        let in_flow = parent.in_flow || is_inline(self.text, parent.tree);
        let is_inlined = match &entry.value.value {
            Value::List(_) | Value::Table(_) => is_inline(self.text, &entry.value),
            Value::Null | Value::Scalar(_) => in_flow || self.format == Format::Toml,
        };
        if is_inlined {
            let space = if entry.value.range.is_empty() { " " } else { "" };
            let text = format!("{space}{}", self.inline(new));
            return Planned::Splices(vec![Splice { range: entry.value.range.clone(), text }]);
        }
        Planned::Instead(vec![
            FieldChange { new: None, ..change.clone() },
            FieldChange { old: None, ..change.clone() },
        ])
    }

    fn row(&self, change: &FieldChange, way: &[Step], row: &Row, coming: &mut VecDeque<FieldChange>) -> Plan {
        let list = FieldPath(way.to_vec());
        let spot = self.locate(way);
        let held = spot.filter(|spot| !spot.tree.rows().is_empty());
        let Some(spot) = held else {
            let new = change.new.clone().ok_or_else(|| EditError::Place { path: change.path.clone() })?;
            let old = spot.map(|spot| spot.tree.to_node(spot.shape));
            let new = Some(Node::List(vec![new]));
            return Ok(Planned::Instead(vec![FieldChange { path: list, old, new }]));
        };
        let count = spot.tree.rows().len();
        if let (None, Some(new)) = (&change.old, &change.new) {
            let splices = self.put_row_in(spot, row.index.min(count), new);
            return splices.map(Planned::Splices).ok_or_else(|| odd(change));
        }
        let at = spot.tree.row_position(row, spot.shape);
        let at = at.ok_or_else(|| EditError::Place { path: change.path.clone() })?;
        let this = &spot.tree.rows()[at];
        let splices = match &change.new {
            Some(new) => Some(vec![self.row_replaced(this, new)]),
            None if count > 1 => self.take_row_out(spot, at),
            None => {
                let follows = |next: &FieldChange| {
                    next.old.is_none()
                        && matches!(next.path.0.split_last(), Some((Step::Row(_), list)) if list == way)
                };
                let Some(next) = coming.iter().position(follows).and_then(|next| coming.remove(next)) else {
                    let old = Some(spot.tree.to_node(spot.shape));
                    return Ok(Planned::Instead(vec![FieldChange { path: list, old, new: None }]));
                };
                next.new.map(|new| vec![self.row_replaced(this, &new)])
            }
        };
        splices.map(Planned::Splices).ok_or_else(|| odd(change))
    }

    fn locate(&self, way: &[Step]) -> Option<Spot<'t>> {
        let root = Spot { tree: self.root, shape: self.shape, in_flow: false, entry: None };
        way.iter().try_fold(root, |spot, step| {
            let in_flow = spot.in_flow || is_inline(self.text, spot.tree);
            match step {
                Step::Field(name) => {
                    let entry = spot.tree.entry(name)?;
                    let shape = spot.shape.under(name).unwrap_or(&Shape::Free);
                    Some(Spot { tree: &entry.value, shape, in_flow, entry: Some(entry) })
                }
                Step::Row(row) => {
                    let at = spot.tree.row_position(row, spot.shape)?;
                    let shape = spot.shape.item().unwrap_or(&Shape::Free);
                    Some(Spot { tree: spot.tree.rows().get(at)?, shape, in_flow, entry: None })
                }
            }
        })
    }

    fn inline(&self, node: &Node) -> String {
        match self.format {
            Format::Toml => toml_write::ONE_LINE.value(node),
            Format::Yaml => yaml_write::ONE_LINE.value(node),
        }
    }

    fn brackets(&self, tree: &Tree) -> Inline<'t> {
        let items = match &tree.value {
            Value::Table(entries) => entries.iter().map(span).collect(),
            _ => tree.rows().iter().map(|row| row.range.clone()).collect(),
        };
        Inline { text: self.text, range: tree.range.clone(), items }
    }

    /// A new field, behind the nearest one that the shape has before it.
    fn put_in(&self, parent: Spot, name: &str, new: &Node) -> Option<Planned> {
        let entries = parent.tree.entries();
        let stands_in_lines = |entry: &Entry| self.format == Format::Yaml || !has_header(entry);
        let anchor = anchor(entries, name, parent.shape, stands_in_lines);
        if is_inline(self.text, parent.tree) {
            let item = match self.format {
                Format::Toml => toml_write::ONE_LINE.field(name, new),
                Format::Yaml => yaml_write::ONE_LINE.field(name, new),
            };
            let at = anchor.map_or(0, |at| at + 1);
            return Some(Planned::Splices(self.brackets(parent.tree).insert(at, &item)));
        }
        let anchor = anchor.map(|at| &entries[at]);
        let splice = match self.format {
            Format::Yaml => self.yaml_field(entries.first()?, anchor, name, new),
            Format::Toml => self.toml_field(parent, anchor, name, new),
        };
        Some(Planned::Splices(vec![splice]))
    }

    fn yaml_field(&self, first: &Entry, anchor: Option<&Entry>, name: &str, new: &Node) -> Splice {
        let start = first.key_range.start;
        let indent = column(self.text, start);
        let block = yaml_write::field(name, new, indent, line_break(self.text));
        match anchor {
            Some(entry) => {
                let end = comments_behind(self.text, span(entry).end, indent);
                Splice::lines_behind(self.text, end, &block)
            }
            None if self.begins_line(start) => {
                Splice::lines_before(self.text, comments_above(self.text, start), &block)
            }
            None => {
                let text = format!("{}{}{:indent$}", block.trim_start(), line_break(self.text), "");
                Splice::insert(start, text)
            }
        }
    }

    fn toml_field(&self, parent: Spot, anchor: Option<&Entry>, name: &str, new: &Node) -> Splice {
        let is_root = std::ptr::eq(parent.tree, self.root);
        let line_break = line_break(self.text);
        if is_root && toml_write::has_header(new) {
            return self.at_the_end(&toml_write::blocks(name, new, line_break));
        }
        let entries = parent.tree.entries();
        let field = toml_write::field(name, new, line_break);
        let in_lines = |entry: &Entry| {
            // Of a dotted name, what stands before the last part.
            let start = entry.key_range.start;
            format!("{}{field}", &self.text[line_start(self.text, start)..start])
        };
        let first_line = entries.iter().find(|entry| !has_header(entry));
        match (anchor, first_line, entries.first()) {
            (Some(entry), ..) => {
                let end = comments_behind(self.text, span(entry).end, 0);
                Splice::lines_behind(self.text, end, &in_lines(entry))
            }
            (None, Some(first), _) => {
                let above = comments_above(self.text, first.key_range.start);
                Splice::lines_before(self.text, above, &in_lines(first))
            }
            (None, None, Some(first)) if is_root => {
                let above = comments_above(self.text, span(first).start);
                Splice::lines_before(self.text, above, &format!("{field}{line_break}"))
            }
            (None, None, None) if is_root => self.at_the_end(&field),
            _ => Splice::lines_behind(self.text, self.header(parent.tree).end, &field),
        }
    }

    /// The bytes of the header that a table or row begins with.
    fn header(&self, tree: &Tree) -> Range<usize> {
        line_of(self.text, tree.range.start)
    }

    /// Puts a block in behind everything but blank lines at the end, a blank line before it.
    fn at_the_end(&self, block: &str) -> Splice {
        let end = self.text.trim_end().len();
        let space = if end == 0 { "" } else { line_break(self.text) };
        if end == 0 {
            return Splice::insert(self.text.len(), format!("{block}{}", line_break(self.text)));
        }
        Splice::lines_behind(self.text, end, &format!("{space}{block}"))
    }

    fn take_out(&self, parent: Spot, at: usize) -> Vec<Splice> {
        let entries = parent.tree.entries();
        let entry = &entries[at];
        if is_inline(self.text, parent.tree) {
            return self.brackets(parent.tree).remove(at);
        }
        let range = span(entry);
        match (self.format, &entry.value.value) {
            (Format::Toml, Value::List(rows)) if has_header(entry) => {
                rows.iter().map(|row| self.without_block(&row.range)).collect()
            }
            (Format::Toml, _) if has_header(entry) => vec![self.without_block(&range)],
            (Format::Yaml, _) if !self.begins_line(range.start) => {
                let end = entries.get(at + 1).map_or(range.end, |next| next.key_range.start);
                vec![Splice::remove(range.start..end)]
            }
            _ => vec![Splice::without_lines(self.text, &range)],
        }
    }

    /// Takes out the lines of a table or row with its header, and the blank line above it.
    fn without_block(&self, range: &Range<usize>) -> Splice {
        let start = line_start(self.text, range.start);
        let above = start.checked_sub(1).map(|end| line_of(self.text, end)).filter(Range::is_empty);
        Splice::without_lines(self.text, &(above.map_or(start, |above| above.start)..range.end))
    }

    fn put_row_in(&self, list: Spot, at: usize, new: &Node) -> Option<Vec<Splice>> {
        let rows = list.tree.rows();
        if is_inline(self.text, list.tree) {
            return Some(self.brackets(list.tree).insert(at, &self.inline(new)));
        }
        let previous = at.checked_sub(1).map(|at| &rows[at]);
        let splice = match self.format {
            Format::Yaml => self.yaml_row_in(rows.first()?, previous, new),
            Format::Toml => Some(self.toml_row_in(rows.first()?, previous, new)),
        };
        splice.map(|splice| vec![splice])
    }

    fn yaml_row_in(&self, first: &Tree, previous: Option<&Tree>, new: &Node) -> Option<Splice> {
        let dash = self.dash(first)?;
        let indent = column(self.text, dash);
        let block = yaml_write::row(new, indent);
        if let Some(row) = previous {
            let end = comments_behind(self.text, row.range.end, indent);
            return Some(Splice::lines_behind(self.text, end, &block));
        }
        let above = comments_above(self.text, dash);
        self.begins_line(dash).then(|| Splice::lines_before(self.text, above, &block))
    }

    fn toml_row_in(&self, first: &Tree, previous: Option<&Tree>, new: &Node) -> Splice {
        let line_break = line_break(self.text);
        let block = self.toml_row(first, new);
        if let Some(row) = previous {
            let end = comments_behind(self.text, row.range.end, 0);
            return Splice::lines_behind(self.text, end, &format!("{line_break}{block}"));
        }
        let above = comments_above(self.text, first.range.start);
        let start = line_start(self.text, above);
        let is_apart = start > 0 && line_of(self.text, start - 1).is_empty();
        let space = if is_apart { line_break } else { "" };
        Splice::lines_before(self.text, above, &format!("{block}{space}"))
    }

    /// A row under the header that another row of its list has.
    fn toml_row(&self, other: &Tree, new: &Node) -> String {
        let header = &self.text[self.header(other)];
        let header = header.find("]]").map_or(header, |end| &header[..end + 2]);
        toml_write::headed(header, new, line_break(self.text))
    }

    fn row_replaced(&self, row: &Tree, new: &Node) -> Splice {
        let text = if is_inline(self.text, row) || self.format == Format::Yaml {
            self.inline(new)
        } else {
            self.toml_row(row, new)
        };
        Splice { range: row.range.clone(), text }
    }

    fn take_row_out(&self, list: Spot, at: usize) -> Option<Vec<Splice>> {
        let row = &list.tree.rows()[at];
        if is_inline(self.text, list.tree) {
            return Some(self.brackets(list.tree).remove(at));
        }
        match self.format {
            Format::Toml => Some(vec![self.without_block(&row.range)]),
            Format::Yaml => {
                let dash = self.dash(row).filter(|dash| self.begins_line(*dash))?;
                Some(vec![Splice::without_lines(self.text, &(dash..row.range.end))])
            }
        }
    }

    /// Where the dash of a row in a YAML block stands.
    fn dash(&self, row: &Tree) -> Option<usize> {
        let before = self.text[..row.range.start].trim_end();
        before.ends_with('-').then(|| before.len() - 1)
    }

    fn begins_line(&self, at: usize) -> bool {
        self.text[line_start(self.text, at)..at].trim().is_empty()
    }
}

fn odd(change: &FieldChange) -> EditError {
    EditError::Odd { path: change.path.clone() }
}

/// The bytes of a named value with its name.
fn span(entry: &Entry) -> Range<usize> {
    let (key, value) = (&entry.key_range, &entry.value.range);
    key.start.min(value.start)..key.end.max(value.end)
}

/// Whether a value of TOML stands under a header, which holds its name.
fn has_header(entry: &Entry) -> bool {
    entry.value.range.start < entry.key_range.start
}

/// Whether brackets hold a list or table, rather than lines.
fn is_inline(text: &str, tree: &Tree) -> bool {
    let begins = |mark: char| text[tree.range.start..].starts_with(mark);
    match &tree.value {
        Value::Table(_) => begins('{'),
        Value::List(rows) => {
            let has_headers = rows.first().is_some_and(|row| {
                matches!(row.value, Value::Table(_)) && text[row.range.start..].starts_with('[')
            });
            begins('[') && !has_headers
        }
        Value::Null | Value::Scalar(_) => true,
    }
}

/// The entry behind which a new one belongs: the last of those that the shape has before it; for a
/// name that the shape does not order, the last of all.
fn anchor(entries: &[Entry], name: &str, shape: &Shape, stands: impl Fn(&Entry) -> bool) -> Option<usize> {
    let place = |name: &str| match shape {
        Shape::Table(fields) => fields.iter().position(|field| field.name == name),
        _ => None,
    };
    let standing = (0..entries.len()).filter(|at| stands(&entries[*at]));
    match place(name) {
        None => standing.last(),
        Some(mine) => standing
            .filter_map(|at| Some((place(&entries[at].key).filter(|place| *place < mine)?, at)))
            .max()
            .map(|(_, at)| at),
    }
}
