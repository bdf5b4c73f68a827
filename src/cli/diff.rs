//! `tandem diff A..B`: what differs between two states, in records, shifts and hours.

use crate::cli::Outcome;
use crate::cli::as_of::short;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::history::table::differences;
use crate::report::difference::difference;
use crate::report::table::Document;
use crate::session::Session;

/// Tell what differs between two revisions, in records, shifts and hours
///
/// Which records were added, removed, renamed, moved, voided or changed, field by field; what that does to the
/// places of shifts and to the hours of people. A day stands for the end of that day, as everywhere: `2026-10-31..
/// 2026-11-30` is November. `A..` and `A` tell what has changed since, up to the files as they are now, committed
/// or not; `..B` begins with the last commit.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// A revision or a day, `..`, and another one
    #[arg(value_name = "A..B")]
    range: String,
}

/// Tells what differs.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    let (from, to) = args.range.split_once("..").unwrap_or((&args.range, ""));
    if to.starts_with('.') {
        let (from, to) = (from, to.trim_start_matches('.'));
        let failure = Failure::call(format!("`{}` is not a range of two states", args.range));
        return Err(failure.help(format!("write two dots: `{from}..{to}`")));
    }
    let before = context.session_as_of(Some(if from.is_empty() { "HEAD" } else { from }))?;
    let after = context.session_as_of(Some(to).filter(|to| !to.is_empty()))?;
    let turns = before.differences(&after)?;
    let is_for_people = context.global.format.is_for_people();
    let figures = difference([&before.book(), &after.book()], &turns)?.tables();
    let mut sections = vec![differences(&turns, is_for_people)];
    sections.extend(figures.into_iter().filter(|table| !is_for_people || !table.rows.is_empty()));
    let name = |session: &Session| session.revision().map(short).unwrap_or_default();
    let command = vec!["diff".to_string(), format!("{}..{}", name(&before), name(&after))];
    let incomplete = turns.iter().filter(|turn| turn.unreadable.contains(&true)).count();
    let is_warned = incomplete > 0 || after.is_incomplete();
    let document = Document::several("diff", command, after.today(), sections);
    context.document(&after, Document { incomplete, ..document })?;
    Ok(context.outcome(is_warned))
}
