//! `tandem hours of WHO`: the service of one person, row by row, and what it adds up to.

use crate::cli::Outcome;
use crate::cli::as_of::AsOf;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::generic::labels;
use crate::cli::value::flaw;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::ops::find::{Fit, find};
use crate::report::served::served;
use crate::report::table::Document;

/// Tell the service of one person: every row, each crew's total, levels
///
/// Hours that are rejected count nowhere and are not shown. Compulsory hours stand apart. The lifetime holds
/// what was served before the store; a ladder counts what volunteers serve, only what is verified where the
/// store wants hours verified.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The worker or volunteer: the id or its beginning, the name, or its pinyin
    #[arg(value_name = "WHO", add = complete::records(&Kind::PEOPLE))]
    who: String,
    /// Only the rows of these days: 2026, 2026-Q4, 2026-11, 2026-W47, 2026-11-21, or two as A..B
    #[arg(long, value_name = "PERIOD", value_parser = flaw::<Period>)]
    period: Option<Period>,
    #[command(flatten)]
    as_of: AsOf,
}

/// Tells somebody's hours.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let session = args.as_of.session(context)?;
    let book = session.book();
    let found = find(&book, &Kind::PEOPLE, &args.who, Fit::Near)?;
    context.taken(&args.who, &found);
    let served = served(&book, &found.id, args.period.as_ref())?;
    let mut command = vec!["hours".to_string(), "of".into(), found.id.to_string()];
    command.extend(args.period.iter().flat_map(|period| ["--period".into(), period.to_string()]));
    command.extend(args.as_of.words());
    let document = Document {
        period: args.period.clone(),
        revision: session.revision().map(ToString::to_string),
        incomplete: served.passed.unusable.len() + usize::from(session.is_incomplete()),
        labels: labels(&session, context.lang(&session)),
        ..Document::several("hours", command, session.today(), served.tables())
    };
    context.document(&session, document)?;
    Ok(context.incomplete(&session, &served.passed.unusable))
}
