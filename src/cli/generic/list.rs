//! `tandem NOUN list`: the records of a kind, in columns.

use crate::cli::Outcome;
use crate::cli::as_of::AsOf;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::columns::{Wanted, compare};
use crate::cli::generic::filter::Filter;
use crate::cli::generic::{Noun, labels};
use crate::model::fault::Unusable;
use crate::model::kind::Kind;
use crate::model::value::TypedError;
use crate::ops::find::{self, Fit};
use crate::report::table::{Cell, Document, Row, Table};
use crate::session::Session;

/// List records
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
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
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    filter: Filter<T>,
}

/// Lists records.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let mut columns = Wanted::columns(T::KIND, T::COLUMNS, &args.columns)?;
    let order = args.order()?;
    let session = args.as_of.session(context)?;
    let mut unusable = Vec::new();
    let mut lines = args.lines(&session, &columns, &order, &mut unusable)?;
    lines.sort_by(|a, b| compare(&a.order, &b.order, &order));
    if args.tells_void() && lines.iter().all(|line| line.cells.last() == Some(&Cell::Missing)) {
        columns.pop();
        for line in &mut lines {
            line.cells.pop();
        }
    }
    let found = lines.len();
    lines.truncate(args.limit.unwrap_or(found));
    if lines.len() < found {
        context.ui.note(format!("{} of {found} shown", lines.len()));
    }
    let mut table = Table::new(T::KIND.folder(), columns.iter().map(Wanted::column).collect());
    table.rows = lines.into_iter().map(|line| Row::of(line.cells)).collect();
    context.document(&session, args.document(context, &session, table, unusable.len()))?;
    Ok(context.incomplete(&session, &unusable))
}

/// A record in a list, with what it is sorted by.
struct Line {
    cells: Vec<Cell>,
    order: Vec<Cell>,
}

impl<T: Noun> Args<T> {
    /// Whether a last column says since when a record is void; it is left out where none is.
    fn tells_void(&self) -> bool {
        self.columns.is_empty() && Wanted::void(T::KIND).is_some()
    }

    /// By what rows are sorted: as asked, then by id.
    fn order(&self) -> Result<Vec<Wanted>, Failure> {
        let asked = self.sort.iter().map(|key| Wanted::sorting(T::KIND, key));
        asked.chain([Wanted::named(T::KIND, "id")]).collect()
    }

    fn lines(
        &self,
        session: &Session,
        columns: &[Wanted],
        order: &[Wanted],
        unusable: &mut Vec<Unusable>,
    ) -> Result<Vec<Line>, Failure> {
        let book = session.book();
        let mut filter = self.filter.clone();
        filter
            .known(book.catalogue())
            .map_err(|TypedError { message, help }| Failure::call(message).help(help))?;
        filter.resolve(|kinds, word| {
            let kinds: Vec<Kind> = kinds.iter().filter_map(|noun| noun.parse().ok()).collect();
            find::find(&book, &kinds, word, Fit::Near)
                .map(|found| found.id.to_string())
                .map_err(Failure::from)
        })?;
        let mut lines = Vec::new();
        let mut bug = None;
        book.answering(T::KIND, self.word.as_deref(), unusable, &mut |id, record| match record.node() {
            Ok(node) if filter.fit(&node, session.today()) => {
                let cells = |wanted: &[Wanted]| {
                    wanted.iter().map(|one| one.cell(id, &node, session.today())).collect()
                };
                lines.push(Line { cells: cells(columns), order: cells(order) });
            }
            Ok(_) => {}
            Err(error) => bug = Some(error),
        })?;
        match bug {
            Some(error) => Err(Failure::bug(&error.to_string())),
            None => Ok(lines),
        }
    }

    fn document(&self, context: &Context, session: &Session, table: Table, incomplete: usize) -> Document {
        Document {
            revision: session.revision().map(ToString::to_string),
            incomplete: incomplete + usize::from(session.is_incomplete()),
            labels: labels(session, context.lang(session)),
            ..Document::of(T::KIND.folder(), self.words(), session.today(), table)
        }
    }

    /// The words that ask for the same again.
    fn words(&self) -> Vec<String> {
        let mut words = vec![T::KIND.noun().to_string(), "list".into()];
        words.extend(self.word.clone());
        words.extend(self.filter.words());
        let mut flag = |name: &str, value: Option<String>| {
            words.extend(value.map(|value| [format!("--{name}"), value]).into_iter().flatten());
        };
        let joined = |list: &[String]| (!list.is_empty()).then(|| list.join(","));
        flag("columns", joined(&self.columns));
        flag("sort", joined(&self.sort));
        flag("limit", self.limit.map(|limit| limit.to_string()));
        words.extend(self.as_of.words());
        words
    }
}
