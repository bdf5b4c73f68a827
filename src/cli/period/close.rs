//! `tandem period close PERIOD`: everything up to its last day is final.

use crate::check;
use crate::cli::Outcome;
use crate::cli::changing::Changing;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::value::flaw;
use crate::diag::{Level, Problem};
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::closing::RULE;
use crate::model::day::{Day, Month};
use crate::model::fault::Fault;
use crate::model::period::Period;
use crate::model::place::Subject;
use crate::model::text::Text;
use crate::ops::period::{Close, closable, close};

/// Close a period: everything up to its last day is final
///
/// What was served, counted, handed out and moved until then can be altered by no command any more; `correct`
/// sets hours right on a later day. `tandem.toml` keeps the last day and a checksum of all these facts, by
/// which `check` finds what is altered by hand. A case or need that was opened before goes on.
///
/// Nothing is closed while `check` finds errors in it, shifts are open, or hours wait for somebody to look
/// at them.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The period, or its last day: 2026, 2026-Q4, 2026-11, 2026-W47, 2026-11-21, or two as A..B
    #[arg(value_name = "PERIOD", value_parser = flaw::<Period>)]
    period: Period,
    /// Close it although something is not finished, and say why: the reason stands in the commit
    #[arg(long = "override", value_name = "REASON", value_parser = flaw::<Text>)]
    reason: Option<Text>,
    #[command(flatten)]
    changing: Changing,
}

/// Closes a period.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = context.session()?;
    let reason = args.reason.as_ref();
    let changing = reason.map_or_else(|| args.changing.clone(), |reason| args.changing.because(reason));
    let through = args.period.to();
    changing.settle(context, &session, "period close", |book| {
        closable(book, through)?;
        let faults = if args.reason.is_some() { Vec::new() } else { faults(book, through)? };
        close(book, Close { through, faults, reason: args.reason.clone() })
    })
}

/// The errors that `check` finds in what is dated up to a day, or altered in what is closed already.
fn faults(book: &Book, through: Day) -> Result<Vec<Fault>, SourceError> {
    let found = check::all(book)?.into_iter();
    let found = found.filter(|problem| {
        problem.level == Level::Error && (problem.rule == RULE || is_dated(book, problem, through))
    });
    let fault = |Problem { rule, place, message, help, .. }| Fault { rule, place, message, help };
    Ok(found.map(fault).collect())
}

/// Whether a problem is one of a log up to a day; of one that cannot be read its folder says when it was.
fn is_dated(book: &Book, problem: &Problem, through: Day) -> bool {
    let month = match &problem.place.subject {
        Subject::Record(kind, id) => match book.any(*kind, id) {
            Ok(Some(loaded)) => return loaded.record.day().is_some_and(|day| day <= through),
            Err(LoadError::Unusable(unusable)) => month_of(&unusable.path),
            _ => None,
        },
        Subject::File(path) => month_of(path),
    };
    month.is_some_and(|month| month.start() <= through)
}

/// The month whose folder a file lies in.
fn month_of(path: &str) -> Option<Month> {
    path.rsplit_once('/').and_then(|(folder, _)| Month::of_folders(folder))
}
