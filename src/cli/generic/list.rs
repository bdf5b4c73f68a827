//! `tandem NOUN list`: the records of a kind, in columns.

use std::cmp::Ordering;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::fields::{Fields, held};
use crate::cli::generic::{Listed, labels};
use crate::model::book::Passed;
use crate::model::code::CodeError;
use crate::model::day::Day;
use crate::model::flaw::Flaw;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::record::shape;
use crate::model::shape::{Field, Shape};
use crate::ops::find::{self, Fit};
use crate::report::table::{Cell, Column, Document, Row, Table, Type};
use crate::session::Session;

/// What to list.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Listed> {
    /// The beginning of an id, a part of a name, or how a name sounds in pinyin
    word: Option<String>,
    /// The columns, by field; `counts.residents` is a value within a field
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',')]
    columns: Vec<String>,
    /// The columns to sort by; `-FIELD` downwards
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',', allow_hyphen_values = true)]
    sort: Vec<String>,
    /// The most rows
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,
    /// Read the store as it was in a revision, or at the end of a day
    #[arg(long, value_name = "REV|DATE")]
    as_of: Option<String>,
    #[command(flatten)]
    fields: Fields<T>,
}

/// Lists records.
pub(crate) fn run<T: Listed>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let columns = args.chosen_columns()?;
    let order = args.order()?;
    let session = context.session_as_of(args.as_of.as_deref())?;
    let mut passed = Passed::default();
    let mut lines = args.lines(&session, &columns, &order, &mut passed)?;
    lines.sort_by(|a, b| compare(&a.order, &b.order, &order));
    let found = lines.len();
    lines.truncate(args.limit.unwrap_or(found));
    if lines.len() < found {
        context.ui.note(format!("{} of {found} shown", lines.len()));
    }
    let mut table = Table::new(T::KIND.folder(), columns.iter().map(Wanted::column).collect());
    table.rows = lines.into_iter().map(|line| Row::of(line.cells)).collect();
    context.document(&session, &args.document(context, &session, table, passed.unusable.len()))?;
    Ok(context.incomplete(&session, &passed.unusable))
}

/// A column that is asked for.
#[derive(Clone, Debug)]
struct Wanted {
    /// As it was asked for.
    key: String,
    /// The field; `None` for the id.
    field: Option<&'static Field>,
    /// The value within the field, where one is named.
    within: Option<String>,
    /// Whether a sorting by it goes downwards.
    down: bool,
}

/// A record in a list, with what it is sorted by.
struct Line {
    cells: Vec<Cell>,
    order: Vec<Cell>,
}

impl<T: Listed> Args<T> {
    fn chosen_columns(&self) -> Result<Vec<Wanted>, Failure> {
        match self.columns.as_slice() {
            [] => T::COLUMNS.iter().map(|key| wanted(T::KIND, key)).collect(),
            keys => keys.iter().map(|key| wanted(T::KIND, key)).collect(),
        }
    }

    /// By what rows are sorted: as asked, then by id.
    fn order(&self) -> Result<Vec<Wanted>, Failure> {
        let asked = self.sort.iter().map(|key| match key.strip_prefix('-') {
            Some(key) => wanted(T::KIND, key).map(|wanted| Wanted { down: true, ..wanted }),
            None => wanted(T::KIND, key),
        });
        asked.chain([wanted(T::KIND, "id")]).collect()
    }

    fn lines(
        &self,
        session: &Session,
        columns: &[Wanted],
        order: &[Wanted],
        passed: &mut Passed,
    ) -> Result<Vec<Line>, Failure> {
        let book = session.book();
        let mut fields = self.fields.clone();
        fields.resolve(|kinds, word| {
            let kinds: Vec<Kind> = kinds.iter().filter_map(|noun| noun.parse().ok()).collect();
            find::find(&book, &kinds, word, Fit::Near)
                .map(|found| found.id.to_string())
                .map_err(Failure::from)
        })?;
        let mut lines = Vec::new();
        let mut bug = None;
        book.records(T::KIND, None, passed, &mut |id, record| {
            let answers = self.word.as_ref().is_none_or(|word| find::answers(id, record, word));
            match record.node() {
                Ok(node) if answers && fields.fit(&node, session.today()) => {
                    let cells = |wanted: &[Wanted]| {
                        wanted.iter().map(|one| one.cell(id, &node, session.today())).collect()
                    };
                    lines.push(Line { cells: cells(columns), order: cells(order) });
                }
                Ok(_) => {}
                Err(error) => bug = Some(error),
            }
        })?;
        match bug {
            Some(error) => Err(Failure::bug(&error.to_string())),
            None => Ok(lines),
        }
    }

    fn document(&self, context: &Context, session: &Session, table: Table, incomplete: usize) -> Document {
        Document {
            report: T::KIND.folder().into(),
            command: self.words(),
            today: session.today(),
            period: None,
            org: None,
            revision: session.revision().map(ToString::to_string),
            dirty: false,
            records: None,
            incomplete: incomplete + usize::from(session.is_incomplete()),
            labels: labels(session, context.lang(session)),
            sections: vec![table],
        }
    }

    /// The words that ask for the same again.
    fn words(&self) -> Vec<String> {
        let mut words = vec![T::KIND.noun().to_string(), "list".into()];
        words.extend(self.word.clone());
        words.extend(self.fields.words());
        let mut flag = |name: &str, value: Option<String>| {
            words.extend(value.map(|value| [format!("--{name}"), value]).into_iter().flatten());
        };
        let joined = |list: &[String]| (!list.is_empty()).then(|| list.join(","));
        flag("columns", joined(&self.columns));
        flag("sort", joined(&self.sort));
        flag("limit", self.limit.map(|limit| limit.to_string()));
        flag("as-of", self.as_of.clone());
        words
    }
}

/// The column of a kind's records that a word names.
fn wanted(kind: Kind, key: &str) -> Result<Wanted, Failure> {
    let (name, within) =
        key.split_once('.').map_or((key, None), |(name, within)| (name, Some(within.to_string())));
    if name == "id" {
        return Ok(Wanted { key: key.into(), field: None, within: None, down: false });
    }
    let Shape::Table(fields) = shape(kind) else { return Err(Failure::bug("a record is no table")) };
    match shape(kind).field(&name.replace('-', "_")) {
        Some(field) => Ok(Wanted { key: key.replace('-', "_"), field: Some(field), within, down: false }),
        None => {
            let error = CodeError::of(name, fields.iter().map(|field| &*field.name).chain(["id"]));
            Err(Failure::call(format!("a record of kind `{kind}` has no field `{name}`")).help(error.help()))
        }
    }
}

impl Wanted {
    fn column(&self) -> Column {
        let kind = match (self.field.map(|field| &field.shape), &self.within) {
            (Some(Shape::Scalar(name)), None) => match &**name {
                "day" => Type::Date,
                "minutes" => Type::Minutes,
                "money" => Type::Money,
                "category" => Type::Code("category"),
                _ => Type::Text,
            },
            (Some(Shape::Integer), None) => Type::Integer,
            (Some(Shape::Map(item)), Some(_)) if **item == Shape::Integer => Type::Integer,
            _ => Type::Text,
        };
        Column::new(&self.key, kind)
    }

    fn cell(&self, id: &Id, record: &Node, today: Day) -> Cell {
        let Some(field) = self.field else { return Cell::Text(id.to_string()) };
        if let Some(within) = &self.within {
            let value = record.field(&field.name).and_then(|node| node.field(within));
            return value.map_or(Cell::Missing, |value| typed(value, &self.column()));
        }
        match record.field(&field.name) {
            Some(scalar @ (Node::Bool(_) | Node::Number(_) | Node::Date(_) | Node::Text(_))) => {
                typed(scalar, &self.column())
            }
            Some(table @ Node::Table(_)) => Cell::Text(table.to_string()),
            _ => match held(record, field, today).join(", ") {
                none if none.is_empty() => Cell::Missing,
                all => Cell::Text(all),
            },
        }
    }
}

/// A value as a cell of a column.
fn typed(node: &Node, column: &Column) -> Cell {
    let text = node.text().unwrap_or_else(|| node.to_string());
    let cell = match column.kind {
        Type::Date => text.parse().ok().map(Cell::Date),
        Type::Integer => text.parse().ok().map(Cell::Integer),
        Type::Minutes => text.parse().ok().map(Cell::Minutes),
        Type::Money => text.parse().ok().map(Cell::Money),
        _ => None,
    };
    cell.unwrap_or(Cell::Text(text))
}

/// How two rows follow each other; what is missing comes last.
fn compare(a: &[Cell], b: &[Cell], order: &[Wanted]) -> Ordering {
    let each = a.iter().zip(b).zip(order).map(|((a, b), wanted)| match (a, b) {
        (Cell::Missing, Cell::Missing) => Ordering::Equal,
        (Cell::Missing, _) => Ordering::Greater,
        (_, Cell::Missing) => Ordering::Less,
        (a, b) if wanted.down => value_order(b, a),
        (a, b) => value_order(a, b),
    });
    each.fold(Ordering::Equal, Ordering::then)
}

fn value_order(a: &Cell, b: &Cell) -> Ordering {
    match (a, b) {
        (Cell::Integer(a), Cell::Integer(b)) => a.cmp(b),
        (Cell::Date(a), Cell::Date(b)) => a.cmp(b),
        (Cell::Minutes(a), Cell::Minutes(b)) => a.cmp(b),
        (Cell::Money(a), Cell::Money(b)) => a.cmp(b),
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}
