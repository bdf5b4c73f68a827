//! Rows of a sheet as new records of one kind: a column a field, named as in the format.
//!
//! What a list holds stands with `;` between, a value within a table under a dotted name
//! (`emergency.phone`). Everything that is doubtful is told at once.

use std::collections::{HashMap, HashSet};

use crate::exchange::sheet::{Row, Sheet};
use crate::exchange::{Doubt, Words};
use crate::model::book::{Book, Passed, SourceError};
use crate::model::code::nearest;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::naming;
use crate::model::node::{Node, from_node};
use crate::model::record::{Record, label_field, shape};
use crate::model::shape::{ANY, Field, Shape};
use crate::model::value::{TypedError, typed};

/// What people write over common columns instead of the field's name, in Chinese and Spanish.
const TITLES: [(&str, [&str; 2]); 12] = [
    ("name", ["姓名", "nombre"]),
    ("org", ["组织", "organización"]),
    ("phone", ["电话", "teléfono"]),
    ("email", ["邮箱", "correo"]),
    ("born", ["出生日期", "nacimiento"]),
    ("gender", ["性别", "sexo"]),
    ("joined", ["加入日期", "alta"]),
    ("lead", ["负责人", "responsable"]),
    ("skills", ["技能", "habilidades"]),
    ("languages", ["语言", "idiomas"]),
    ("background", ["职业", "profesión"]),
    ("note", ["备注", "nota"]),
];

/// The column that holds ids.
const ID: &str = "id";

/// A new record, with the id that its row chose.
pub type New<T> = (Option<Id>, T);

/// Why nothing is imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Something is doubtful.
    #[error("{} of the lines are doubtful", doubts.len())]
    Doubtful {
        /// All of it, by line.
        doubts: Vec<Doubt>,
    },
    /// The records cannot be listed.
    #[error(transparent)]
    Source(#[from] SourceError),
}

/// The records that a sheet says, in its order.
///
/// # Errors
/// [`ImportError::Doubtful`] with all columns that are no fields and all rows that cannot be taken.
pub fn read<T: Record>(sheet: &Sheet, book: &Book, words: &dyn Words) -> Result<Vec<New<T>>, ImportError> {
    let mut doubts = Vec::new();
    let columns = columns(T::KIND, sheet, &mut doubts);
    let mut known = Known::of(book, T::KIND)?;
    let mut records = Vec::new();
    let reader = Reader { kind: T::KIND, book, words, columns: &columns, brought: brought(sheet, &columns) };
    for row in &sheet.rows {
        let before = doubts.len();
        let (id, node) = reader.row(row, &mut doubts);
        known.meet(row, id.as_ref(), &node, &mut doubts);
        if doubts.len() > before {
            continue;
        }
        match from_node(&node, &mut |_| {}) {
            Ok(record) => records.push((id, record)),
            Err(error) => doubts.push(Doubt::of(row.line, error.to_string())),
        }
    }
    doubts.sort_by_key(|doubt| doubt.line);
    if doubts.is_empty() { Ok(records) } else { Err(ImportError::Doubtful { doubts }) }
}

/// What a column holds.
enum Column {
    /// The id.
    Id,
    /// The value of a field, by its dotted name.
    Field(String, &'static Shape),
    /// Nothing that we know.
    Unknown,
}

/// The columns of a sheet; what is wrong with them is told once, not for every row.
fn columns(kind: Kind, sheet: &Sheet, doubts: &mut Vec<Doubt>) -> Vec<Column> {
    let names = names(shape(kind), "");
    let mut seen: Vec<String> = Vec::new();
    let mut columns = Vec::new();
    for title in &sheet.header {
        let plain = title.to_lowercase();
        let name =
            TITLES.iter().find(|(_, titles)| titles.contains(&&*plain)).map_or(&*plain, |(name, _)| name);
        if seen.iter().any(|other| other == name) {
            doubts.push(Doubt::of(sheet.line, format!("the column `{title}` stands there twice")));
        }
        seen.push(name.into());
        let field = names.iter().find(|(known, _)| known == name);
        columns.push(match field {
            Some((name, shape)) => Column::Field(name.clone(), shape),
            None if name == ID => Column::Id,
            None => {
                doubts.push(unknown(kind, sheet.line, title, names.iter().map(|(name, _)| &**name)));
                Column::Unknown
            }
        });
    }
    for field in required(kind).filter(|field| !seen.contains(&field.name)) {
        let message = format!("there is no column `{}`: every {kind} has one", field.name);
        doubts.push(Doubt::of(sheet.line, message));
    }
    columns
}

/// The ids that the rows of a sheet choose.
fn brought<'a>(sheet: &'a Sheet, columns: &[Column]) -> HashSet<&'a str> {
    let at = columns.iter().position(|column| matches!(column, Column::Id));
    let cells = sheet.rows.iter().filter_map(|row| row.cells.get(at?));
    cells.map(String::as_str).filter(|cell| !cell.is_empty()).collect()
}

fn unknown<'a>(kind: Kind, line: u64, title: &str, names: impl Iterator<Item = &'a str>) -> Doubt {
    let message = match title {
        "" => "a column has no name".to_string(),
        title => format!("records of kind {kind} have no field `{title}`"),
    };
    let near = nearest(&title.to_lowercase(), names.chain([ID]));
    match near {
        Some(near) => Doubt::of(line, message).help(format!("did you mean `{near}`?")),
        None => Doubt::of(line, message).help("take the column out"),
    }
}

/// Every field that a cell can hold, by its dotted name.
fn names(shape: &'static Shape, before: &str) -> Vec<(String, &'static Shape)> {
    let Shape::Table(fields) = shape else { return Vec::new() };
    let fields = fields.iter().filter(|field| field.name != ANY);
    let each = fields.flat_map(|field| {
        let name = format!("{before}{}", field.name);
        match &field.shape {
            table @ Shape::Table(_) => names(table, &format!("{name}.")),
            Shape::Map(_) | Shape::Free => Vec::new(),
            single => vec![(name, single)],
        }
    });
    each.collect()
}

fn required(kind: Kind) -> impl Iterator<Item = &'static Field> {
    let fields: &'static [Field] = match shape(kind) {
        Shape::Table(fields) => fields,
        _ => &[],
    };
    fields.iter().filter(|field| field.required)
}

/// Reads rows into trees.
struct Reader<'a> {
    kind: Kind,
    book: &'a Book<'a>,
    words: &'a dyn Words,
    columns: &'a [Column],
    /// The ids that rows choose: other rows may refer to them.
    brought: HashSet<&'a str>,
}

impl Reader<'_> {
    /// The id that a row chooses, and what it says.
    fn row(&self, row: &Row, doubts: &mut Vec<Doubt>) -> (Option<Id>, Node) {
        if row.cells.len() != self.columns.len() {
            let (has, wants) = (row.cells.len(), self.columns.len());
            let message = format!("the line has {has} values, where {wants} columns have names");
            doubts.push(
                Doubt::of(row.line, message).help("put quotes around a value that holds the separator"),
            );
        }
        let (mut id, mut fields) = (None, Vec::new());
        let cells = self.columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
        for (column, cell) in cells {
            let told = match column {
                Column::Unknown => Ok(()),
                Column::Id => self.id(cell).map(|read| id = Some(read)).map_err(|error| (ID, error)),
                Column::Field(name, shape) => match self.cell(shape, cell) {
                    Ok(value) => {
                        put(&mut fields, name, value);
                        Ok(())
                    }
                    Err(error) => Err((&**name, error)),
                },
            };
            doubts.extend(told.err().map(|(name, error)| Doubt::typed(row.line, Some(name), error)));
        }
        self.missing(row, doubts);
        (id, Node::Table(fields))
    }

    /// Tells of what every record of the kind has and this row lacks, though there is a column for it.
    fn missing(&self, row: &Row, doubts: &mut Vec<Doubt>) {
        for field in required(self.kind) {
            let at = self
                .columns
                .iter()
                .position(|column| matches!(column, Column::Field(name, _) if *name == field.name));
            if at.is_some_and(|at| row.cells.get(at).is_none_or(String::is_empty)) {
                let message = format!("every {} has one", self.kind);
                doubts.push(Doubt { column: Some(field.name.clone()), ..Doubt::of(row.line, message) });
            }
        }
    }

    fn id(&self, cell: &str) -> Result<Id, TypedError> {
        let id = cell.parse::<Id>().map_err(|error| TypedError::of(&error))?;
        self.kind.accepts(&id).map_err(|error| TypedError::of(&error))?;
        Ok(id)
    }

    /// What a cell says: of a list, its values with `;` between them.
    fn cell(&self, shape: &Shape, cell: &str) -> Result<Node, TypedError> {
        let Shape::List { item, key, .. } = shape else { return self.value(shape, cell) };
        let values = cell.split([';', '；']).map(str::trim).filter(|value| !value.is_empty());
        let rows = values.map(|value| match (&**item, key.first()) {
            (table @ Shape::Table(_), Some(key)) => {
                let shape = table.under(key).unwrap_or(&Shape::Free);
                Ok(Node::Table(vec![(key.clone(), self.value(shape, value)?)]))
            }
            (item, _) => self.value(item, value),
        });
        Ok(Node::List(rows.collect::<Result<_, _>>()?))
    }

    fn value(&self, shape: &Shape, text: &str) -> Result<Node, TypedError> {
        let kinds: Vec<Kind> = shape.refers_to().filter_map(|noun| noun.parse().ok()).collect();
        if kinds.contains(&self.kind) && self.brought.contains(text) {
            return Ok(Node::Text(text.into()));
        }
        if !kinds.is_empty() {
            return self.words.id(&kinds, text).map(Node::Text);
        }
        if matches!(shape, Shape::Scalar(name) if name == "category") {
            self.book.catalogue().knows(text).map_err(|error| TypedError::of(&error))?;
        }
        typed(shape, text)
    }
}

/// Puts a value under its dotted name.
fn put(fields: &mut Vec<(String, Node)>, name: &str, value: Node) {
    let Some((table, rest)) = name.split_once('.') else { return fields.push((name.into(), value)) };
    if let Some((_, Node::Table(inner))) = fields.iter_mut().find(|(other, _)| other == table) {
        return put(inner, rest, value);
    }
    let mut inner = Vec::new();
    put(&mut inner, rest, value);
    fields.push((table.into(), Node::Table(inner)));
}

/// Who is there already: in the store, and in the lines above.
struct Known<'a> {
    book: &'a Book<'a>,
    kind: Kind,
    /// Those that share their ids.
    kinds: Vec<Kind>,
    ids: HashMap<Id, u64>,
    called: HashMap<(String, Option<String>), String>,
}

impl<'a> Known<'a> {
    fn of(book: &'a Book<'a>, kind: Kind) -> Result<Known<'a>, SourceError> {
        let people = [Kind::Worker, Kind::Volunteer];
        let kinds = if people.contains(&kind) { people.to_vec() } else { vec![kind] };
        let mut called = HashMap::new();
        book.records(kind, None, &mut Passed::default(), &mut |id, record| {
            let signs = record.node().ok().and_then(|node| signs(kind, &node));
            called.extend(signs.map(|signs| (signs, format!("the {kind} `{id}` is"))));
        })?;
        Ok(Known { book, kind, kinds, ids: HashMap::new(), called })
    }

    /// Notes a row; tells where it is somebody who is there already. A row that chooses its own id says
    /// that it is somebody else, whatever the name.
    fn meet(&mut self, row: &Row, id: Option<&Id>, node: &Node, doubts: &mut Vec<Doubt>) {
        let line = row.line;
        if let Some(id) = id {
            let kind = self.kinds.iter().find(|kind| self.book.has(**kind, id).unwrap_or(true));
            let message = match (kind, self.ids.insert(id.clone(), line)) {
                (Some(kind), _) => format!("a {kind} has the id `{id}` already"),
                (None, Some(first)) => format!("line {first} has the id `{id}` already"),
                (None, None) => return,
            };
            return doubts.push(Doubt { column: Some(ID.into()), ..Doubt::of(line, message) });
        }
        let Some(signs) = signs(self.kind, node) else { return };
        let (name, phone) = (row_name(self.kind, node), &signs.1);
        if let Some(who) = self.called.get(&signs) {
            let same = if phone.is_some() {
                "of that name and telephone"
            } else {
                "of that name, without a telephone"
            };
            let message = format!("`{name}`: {who} {same} already");
            doubts.push(
                Doubt::of(line, message).help("take the line out, or tell them apart by a column `id`"),
            );
        }
        self.called.entry(signs).or_insert_with(|| format!("line {line} is"));
    }
}

/// What a row calls its record.
fn row_name(kind: Kind, node: &Node) -> String {
    label_field(kind).and_then(|field| node.field(field)).and_then(Node::text).unwrap_or_default()
}

/// What people are known again by: name and telephone.
fn signs(kind: Kind, node: &Node) -> Option<(String, Option<String>)> {
    let name = node.field(label_field(kind)?)?.text()?;
    let digits = |phone: String| phone.chars().filter(char::is_ascii_digit).collect::<String>();
    Some((naming::folded(&name), node.field("phone").and_then(Node::text).map(digits)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::volunteer::Volunteer;

    fn titles(header: &str) -> Vec<String> {
        let header = header.split(',').map(String::from).collect();
        let mut doubts = Vec::new();
        columns(Volunteer::KIND, &Sheet { line: 1, header, rows: Vec::new() }, &mut doubts);
        doubts.into_iter().map(|doubt| doubt.message).collect()
    }

    #[test]
    fn columns_are_fields_by_name_or_title() {
        assert_eq!(titles("id,Name,skills,lead,emergency.phone,availability.mon"), [""; 0]);
        assert_eq!(titles("姓名,电话,Teléfono"), ["the column `Teléfono` stands there twice"]);
        assert_eq!(titles("phone"), ["there is no column `name`: every volunteer has one"]);
        assert_eq!(titles("name,"), ["a column has no name"]);
    }

    #[test]
    fn dotted_names_make_tables() {
        let mut fields = Vec::new();
        for (name, value) in [("emergency.name", "Ana"), ("phone", "1"), ("emergency.phone", "2")] {
            put(&mut fields, name, Node::Text(value.into()));
        }
        let made = Node::Table(fields).to_string();
        assert_eq!(made, "{ emergency: { name: Ana, phone: 2 }, phone: 1 }");
    }

    #[test]
    fn people_are_known_again_by_name_and_digits() {
        let node = |phone: &str| {
            let text = |text: &str| Node::Text(text.into());
            Node::Table(vec![("name".into(), text("Ana")), ("phone".into(), text(phone))])
        };
        let of = |phone: &str| signs(Kind::Volunteer, &node(phone)).unwrap();
        assert_eq!(of("139 0000-1111"), of("13900001111"));
        assert_ne!(of("139"), of("138"));
    }
}
