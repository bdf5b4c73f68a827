//! The verbs that all kinds of record have, each written once for all of them.
//!
//! Flags and filters come from the shape of the kind, so a new field is entered, listed and filtered
//! without a line here; so is a new kind.

pub(crate) mod add;
mod ask;
mod assign;
mod codes;
mod columns;
pub(crate) mod dated;
mod edit;
mod end;
mod entry;
mod filter;
mod flag;
pub(crate) mod known;
pub(crate) mod linking;
mod list;
pub(crate) mod one;
mod remove;
mod rename;
pub(crate) mod reopening;
pub(crate) mod seal;
mod set;
mod show;
mod void;

use clap::Subcommand;

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::locale::Lang;
use crate::model::book::Source;
use crate::model::day::Day;
use crate::model::record::Record;
use crate::render::certificate::Sheet;
use crate::report::table::Labels;
use crate::session::Session;

/// A kind of record as a noun of the command line.
pub(crate) trait Noun: Record {
    /// One of them, in help: `a volunteer`.
    const ONE: &'static str;
    /// Several of them, in help: `volunteers`.
    const SEVERAL: &'static str;
    /// The columns of a list that nobody asked for others.
    const COLUMNS: &'static [&'static str];
    /// The verb that enters a new one.
    const ENTERED: &'static str = "add";
    /// The day that is today's unless somebody says otherwise.
    const DATED: Option<&'static str> = None;

    /// Whether one of them can be shown as a page.
    const HAS_PAGE: bool = false;

    /// The record as a page, for kinds that have one.
    fn page(&self, _context: &Context, _session: &Session) -> Result<Option<Sheet>, Failure> {
        Ok(None)
    }

    /// A new record with what goes without saying on the day it is entered.
    #[must_use]
    fn completed(self, _today: Day) -> Self {
        self
    }
}

/// The verbs of a kind that has none of its own: one that enters a record, and those of every kind.
#[derive(Debug, Subcommand)]
pub(crate) enum Plain<T: Noun> {
    #[command(name = T::ENTERED, about = format!("{} {}", capital(T::ENTERED), T::ONE))]
    Enter(add::Args<T>),
    #[command(flatten)]
    Every(Verb<T>),
}

impl<T: Noun> Plain<T> {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Plain::Enter(args) => add::run(context, args),
            Plain::Every(verb) => verb.run(context),
        }
    }
}

/// A word with its first letter large.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The verbs of every kind, besides the one that enters a record.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb<T: Noun> {
    #[command(about = format!("List {}", T::SEVERAL))]
    List(list::Args<T>),
    #[command(about = format!("Show {} with all its fields", T::ONE))]
    Show(show::Args<T>),
    #[command(about = format!("Set fields of {}", T::ONE))]
    Set(set::Args<T>),
    #[command(about = format!("Edit {} in your editor", T::ONE))]
    Edit(edit::Args<T>),
    #[command(about = format!("Give {} another id; all references follow", T::ONE))]
    Rename(rename::Args<T>),
    #[command(flatten)]
    End(end::End<T>),
}

impl<T: Noun> Verb<T> {
    pub(crate) fn run(&self, context: &Context) -> Result<Outcome, Failure> {
        match self {
            Verb::List(args) => list::run(context, args),
            Verb::Show(args) => show::run(context, args),
            Verb::Set(args) => set::run(context, args),
            Verb::Edit(args) => edit::run(context, args),
            Verb::Rename(args) => rename::run(context, args),
            Verb::End(end) => end.run(context),
        }
    }
}

/// What the store calls its categories in a language.
pub(crate) fn labels(session: &Session, lang: Lang) -> Labels {
    let categories = session.records().settings().catalogue();
    let mut labels = Labels::default();
    for code in categories.codes() {
        labels.add("category", code, categories.label(code, lang.code()));
    }
    labels
}
