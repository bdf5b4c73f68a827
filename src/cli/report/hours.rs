//! `tandem report hours`: hours of service, by any keys in any order.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer};
use crate::cli::report::branch::below;
use crate::cli::report::query::Filters;
use crate::cli::value::flaw;
use crate::report::hours::{KINDS, Key, hours};

/// What to add up.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// By what, outermost first: month year category org who lead program kind as
    #[arg(long, value_name = "KEY,…", value_delimiter = ',', default_value = "month", value_parser = flaw::<Key>)]
    by: Vec<Key>,
    #[command(flatten)]
    filters: Filters,
}

/// Adds up hours.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    args.keys_once()?;
    answer(context, "hours", &args.filters, |desk| {
        let hours = hours(desk.book, desk.query, &args.by)?;
        let keys: Vec<&str> = args.by.iter().map(|key| key.code()).collect();
        let flags = vec!["--by".into(), keys.join(",")];
        let names = below(desk, &hours.below);
        Ok(Answer { flags, names, ..Answer::of(hours.tables(), hours.passed, &KINDS, desk.query) })
    })
}

impl Args {
    fn keys_once(&self) -> Result<(), Failure> {
        let twice = self.by.iter().enumerate().find(|(at, key)| self.by[..*at].contains(key));
        match twice {
            Some((_, key)) => Err(Failure::call(format!("`--by` names `{key}` twice"))),
            None => Ok(()),
        }
    }
}
