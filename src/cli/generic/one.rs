//! The record that a verb is about, and the others that its words name.

use std::marker::PhantomData;
use std::str::FromStr;

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::known::Known;
use crate::model::book::Book;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::record::label_field;

/// The record that a verb changes.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct One<T: Noun> {
    #[arg(value_name = "ID", help = meant(T::KIND), add = complete::records(&[T::KIND]))]
    id: String,
    #[arg(skip)]
    kind: PhantomData<T>,
}

impl<T: Noun> One<T> {
    /// Its id.
    pub(crate) fn id(&self, context: &Context, book: &Book) -> Result<Id, Failure> {
        context.changed(book, T::KIND, &self.id)
    }

    /// The word that names it.
    pub(crate) fn word(&self) -> &str {
        &self.id
    }
}

/// What a word can be that means a record of a kind.
fn meant(kind: Kind) -> String {
    match label_field(kind) {
        Some(field) => format!("The id or its beginning, the {field}, or its pinyin"),
        None => "The id or the beginning of it".into(),
    }
}

/// A reference to the record of one of some kinds that a word means.
pub(crate) fn reference<R: FromStr>(known: &dyn Known, kinds: &[Kind], word: &str) -> Result<R, Failure> {
    known.id(kinds, word)?.parse().map_err(|_| Failure::bug("a found id is none"))
}

/// References to the records that words mean, in their order.
pub(crate) fn references<R: FromStr>(
    known: &dyn Known,
    kinds: &[Kind],
    words: &[String],
) -> Result<Vec<R>, Failure> {
    words.iter().map(|word| reference(known, kinds, word)).collect()
}
