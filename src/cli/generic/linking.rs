//! What the verbs take that say who leads or supervises somebody from a day on.

use std::error::Error;

use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::Noun;
use crate::cli::generic::one::One;
use crate::cli::value::flaw;
use crate::model::book::Book;
use crate::model::change::Planned;
use crate::model::day::Day;
use crate::model::kind::Kind;
use crate::ops::link::NewLink;

/// Who is linked to whom, and from when on.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Linking<T: Noun> {
    #[command(flatten)]
    one: One<T>,
    /// Who does: a worker or a volunteer
    #[arg(value_name = "WHO", add = complete::records(&Kind::PEOPLE))]
    who: String,
    /// The first day [default: today]
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    from: Option<Day>,
    #[command(flatten)]
    changing: Changing,
}

impl<T: Noun> Linking<T> {
    /// Makes the link that the verb plans.
    pub(crate) fn perform<U, E: Error>(
        &self,
        context: &Context,
        verb: &str,
        plan: impl Fn(&Book, &NewLink) -> Result<Planned<U>, E>,
    ) -> Result<Outcome, Failure>
    where
        Failure: From<E>,
    {
        let session = context.session()?;
        let book = session.book();
        let id = self.one.id(context, &book)?;
        let who = context.changed_among(&book, &Kind::PEOPLE, &self.who)?.id;
        let request = NewLink { id, who, from: self.from };
        self.changing.perform(context, &session, verb, |book| plan(book, &request))
    }
}
