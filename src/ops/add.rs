//! `add` of registers and `log` of logs: a new record under a free id.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::model::book::{Book, SourceError};
use crate::model::change::{Change, Planned};
use crate::model::id::{Id, IdError};
use crate::model::kind::Kind;
use crate::model::naming::{self, Dice};
use crate::model::record::Record;

/// A record to be added.
#[derive(Clone, Debug)]
pub struct Add<T> {
    /// The record.
    pub record: T,
    /// Its id, where somebody chose one.
    pub id: Option<Id>,
    /// Where random codes come from.
    pub dice: Dice,
}

/// Why a record is not added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddError {
    /// The chosen id is not one of this kind.
    #[error(transparent)]
    Id(#[from] IdError),
    /// The chosen id is taken.
    #[error("`{id}` is taken: a record of kind {kind} has it")]
    Taken {
        /// The kind of the record that has it.
        kind: Kind,
        /// The id.
        id: Id,
        /// One that is free.
        free: Option<Id>,
    },
    /// The name has nothing that an id could be made of.
    #[error("no id can be made from `{label}`")]
    Nameless {
        /// The name or title.
        label: String,
    },
    /// The store cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
}

impl AddError {
    /// What to type instead.
    pub fn help(&self) -> Option<String> {
        match self {
            AddError::Id(error) => error.proposal().map(|id| format!("try `--id {id}`")),
            AddError::Taken { kind, id, free: None } => {
                Some(format!("see it with `tandem {kind} show {id}`"))
            }
            AddError::Taken { free: Some(free), .. } => {
                Some(format!("leave `--id` out, or try `--id {free}`"))
            }
            AddError::Nameless { .. } => Some("choose one with `--id`".into()),
            AddError::Source(_) => None,
        }
    }
}

/// Plans a new record: under the chosen id, else under one made from its name, or a code where the
/// store keeps names of people out of ids.
///
/// # Errors
/// [`AddError`] where the id is taken, is none, or none can be made.
pub fn add<T: Record>(book: &Book, request: Add<T>) -> Result<Planned<()>, AddError> {
    let Add { record, id, dice } = request;
    add_all(book, vec![(id, record)], dice)
}

/// Plans several new records, each with the id that somebody chose for it.
///
/// # Errors
/// [`AddError`] for the first that cannot be added; none is then.
pub fn add_all<T: Record>(
    book: &Book,
    records: Vec<(Option<Id>, T)>,
    mut dice: Dice,
) -> Result<Planned<()>, AddError> {
    let mut taken = Taken::of(book, T::KIND);
    let mut changes = Vec::new();
    for (chosen, record) in records {
        let id = free(book, &record, chosen, &taken, &mut dice);
        taken.is_known()?;
        let id = id?;
        taken.new.insert(id.clone());
        changes.push(Change::add(id, record));
    }
    Ok(Planned { changes, told: () })
}

/// The id of a new record.
fn free<T: Record>(
    book: &Book,
    record: &T,
    chosen: Option<Id>,
    taken: &Taken,
    dice: &mut Dice,
) -> Result<Id, AddError> {
    let start = record.day().map(|day| day.to_string()).unwrap_or_default();
    let words = record.stem();
    let free = || naming::free_id(T::KIND, &start, &words, |id| taken.by(id).is_some());
    match chosen {
        Some(id) => {
            T::KIND.accepts(&id)?;
            match taken.by(&id) {
                Some(kind) => Err(AddError::Taken { kind, id, free: free() }),
                None => Ok(id),
            }
        }
        None => match T::KIND.code_letter(book.settings().ids.people) {
            Some(letter) => loop {
                let code = format!("{letter}-{}", dice.code(6)).parse::<Id>()?;
                if taken.by(&code).is_none() {
                    break Ok(code);
                }
            },
            None => {
                free().ok_or_else(|| AddError::Nameless { label: record.label().unwrap_or(&words).into() })
            }
        },
    }
}

/// The ids that a new record of a kind cannot have, by the kind that has them.
struct Taken<'a, 'b> {
    book: &'a Book<'b>,
    kinds: Vec<Kind>,
    /// Those of the same plan.
    new: BTreeSet<Id>,
    /// Why it is not known of an id; it counts as free until this is asked for.
    failed: RefCell<Option<SourceError>>,
}

impl<'a, 'b> Taken<'a, 'b> {
    fn of(book: &'a Book<'b>, kind: Kind) -> Self {
        let kinds = if kind.is_person() { Kind::PEOPLE.to_vec() } else { vec![kind] };
        Taken { book, kinds, new: BTreeSet::new(), failed: RefCell::default() }
    }

    fn by(&self, id: &Id) -> Option<Kind> {
        let is_taken = |kind: &Kind| {
            let has = self.book.has(*kind, id).map_err(|error| self.failed.replace(Some(error)));
            self.new.contains(id) || has.unwrap_or(false)
        };
        self.kinds.iter().copied().find(is_taken)
    }

    /// Whether all ids that were asked for could be looked for.
    fn is_known(&self) -> Result<(), SourceError> {
        self.failed.take().map_or(Ok(()), Err)
    }
}
