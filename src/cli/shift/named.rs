//! The shift and the people that words of a command line name.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::one::reference;
use crate::model::book::Book;
use crate::model::code::Role;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::text::Text;

/// A shift.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(super) struct OneShift {
    /// The shift: its id or the beginning of it, or its title
    #[arg(value_name = "SHIFT", add = complete::records(&[Kind::Shift]))]
    shift: String,
}

/// People.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct People {
    /// Workers and volunteers: their ids or the beginnings of them, their names, or pinyin
    #[arg(value_name = "WHO", required = true, add = complete::records(&Kind::PEOPLE))]
    who: Vec<String>,
}

/// People on a shift.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(super) struct OnShift {
    #[command(flatten)]
    shift: OneShift,
    #[command(flatten)]
    people: People,
}

/// A reason for setting rules aside.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Override {
    /// Do it all the same, and say why: the reason is written into the record
    #[arg(id = "override", long = "override", value_name = "REASON", value_parser = crate::cli::value::flaw::<Text>)]
    pub(crate) reason: Option<Text>,
}

impl OneShift {
    /// The id of the shift.
    pub(super) fn id(&self, context: &Context, book: &Book) -> Result<Id, Failure> {
        context.changed(book, Kind::Shift, &self.shift)
    }
}

impl OnShift {
    /// The ids of the shift and of the people, each once.
    pub(super) fn ids(&self, context: &Context, book: &Book) -> Result<(Id, Vec<Id>), Failure> {
        Ok((self.shift.id(context, book)?, self.people.ids(context, book)?))
    }
}

impl People {
    /// The ids of the people, each once.
    pub(crate) fn ids(&self, context: &Context, book: &Book) -> Result<Vec<Id>, Failure> {
        let mut ids = people(context, book, self.who.iter().map(String::as_str))?;
        let mut seen = std::collections::BTreeSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        Ok(ids)
    }
}

/// The two crews, as values of a flag.
pub(super) fn crews() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.iter().map(|role| role.code())).try_map(|code| code.parse::<Role>())
}

/// The ids of the people whom words mean, in their order.
pub(crate) fn people<'w>(
    context: &Context,
    book: &Book,
    words: impl Iterator<Item = &'w str>,
) -> Result<Vec<Id>, Failure> {
    let known = context.words(book);
    words.map(|word| reference(&known, &Kind::PEOPLE, word)).collect()
}
