//! `tandem NOUN add NAME`, `tandem NOUN log TITLE`, `tandem NOUN open`: a new record from flags.
//!
//! What a record needs and nobody gave is asked for on a terminal, before the lock.

use std::error::Error;

use serde::de::DeserializeOwned;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::ask::ask;
use crate::cli::generic::entry::Entry;
use crate::cli::generic::flag;
use crate::cli::generic::known::Known;
use crate::cli::generic::seal::{Seal, Sealed};
use crate::cli::ui::Ui;
use crate::model::book::{Book, Source};
use crate::model::change::Planned;
use crate::model::id::Id;
use crate::model::node::{Node, from_node};
use crate::model::record::shape;
use crate::ops::add::{Add, add};
use crate::session::Session;

/// Add a record
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args<T: Noun> {
    /// Its id, instead of one made from what it is called
    #[arg(long, value_name = "ID", value_parser = crate::cli::value::flaw::<Id>)]
    id: Option<Id>,
    #[command(flatten)]
    entry: Entry<T>,
    #[command(flatten)]
    seal: Sealed<T, Seal>,
    #[command(flatten)]
    changing: Changing,
}

/// Adds a record.
pub(crate) fn run<T: Noun>(context: &Context, args: &Args<T>) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let node = args.draft(&context.words(&session.book()), dated::<T>(&session))?;
    args.enter(context, &session, &node)
}

/// What goes without saying: the day is today's.
pub(crate) fn dated<T: Noun>(session: &Session) -> Vec<(String, Node)> {
    T::DATED.map(|field| (field.to_string(), Node::Date(session.today()))).into_iter().collect()
}

impl<T: Noun> Args<T> {
    /// The tree of the new record: what was given, over what it starts from; the rest is asked for.
    pub(crate) fn draft(&self, known: &dyn Known, start: Vec<(String, Node)>) -> Result<Node, Failure> {
        let mut made = self.entry.given(known)?;
        made.extend(
            start
                .into_iter()
                .filter(|(name, _)| made.iter().all(|(given, _)| given != name))
                .collect::<Vec<_>>(),
        );
        for field in shape(T::KIND).fields().iter().filter(|field| field.required) {
            if made.iter().any(|(name, _)| *name == field.name) {
                continue;
            }
            if !Ui::can_ask() {
                let what = format!("`--{} {}` is missing", flag::name(field), field.name.to_uppercase());
                return Err(Failure::call(what));
            }
            made.push((field.name.clone(), ask(T::KIND, field, known)?));
        }
        Ok(Node::Table(made))
    }

    /// What was given for one field; nothing where it is none of its values.
    pub(crate) fn given<V: DeserializeOwned>(
        &self,
        known: &dyn Known,
        field: &str,
    ) -> Result<Option<V>, Failure> {
        let given = self.entry.given(known)?.into_iter().find(|(name, _)| name == field);
        Ok(given.and_then(|(_, node)| from_node(&node, &mut |_| {}).ok()))
    }

    /// Adds the record that a tree says, with what is sealed besides.
    pub(crate) fn enter(
        &self,
        context: &Context,
        session: &Session,
        node: &Node,
    ) -> Result<Outcome, Failure> {
        self.enter_by(context, session, node, add)
    }

    /// The same by an op of the kind's own.
    pub(crate) fn enter_by<E: Error>(
        &self,
        context: &Context,
        session: &Session,
        node: &Node,
        op: impl Fn(&Book, Add<T>) -> Result<Planned<()>, E>,
    ) -> Result<Outcome, Failure>
    where
        Failure: From<E>,
    {
        let mut node = node.clone();
        if let Node::Table(fields) = &mut node {
            fields.extend(self.seal.made(session.records().settings())?);
        }
        let record: T = from_node(&node, &mut |_| {}).map_err(Failure::call)?;
        let record = record.completed(session.today());
        let verb = format!("{} {}", T::KIND, T::ENTERED);
        let dice = context.dice();
        self.changing.perform(context, session, &verb, |book| {
            op(book, Add { record: record.clone(), id: self.id.clone(), dice: dice.clone() })
        })
    }
}
