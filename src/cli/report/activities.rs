//! `tandem report activities`: what was done in a period, as tables or as a written summary.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, Desk, answer, label};
use crate::cli::report::branch::below;
use crate::cli::report::query::Filters;
use crate::model::code::MeasureKind;
use crate::model::kind::Kind;
use crate::render::narrative::{self, Writer};
use crate::report::activities::{KINDS, NARRATED, activities};
use crate::report::goods::give;

/// List what was done, or write it up
///
/// Each activity with who took part, for how long, what was provided and what came of it. With `--narrative` it is a
/// written summary in the reader's language, as Markdown: the occasion, what was held, where, who took part, what
/// came of it, what was given out and how those asked found it, by category and in all. Shifts that were served are
/// told there too. It says nothing that the records do not say. With `--public` it says when and by whom each
/// category of service was held, and what that adds up to; titles, places and names stay out.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Write it up, in sentences
    #[arg(long)]
    narrative: bool,
    #[command(flatten)]
    filters: Filters,
}

/// Tells what was done.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "activities", &args.filters, |desk| {
        let mut found = activities(desk.book, desk.query)?;
        if !args.narrative {
            let tables = found.tables();
            let names = [names(desk), below(desk, &found.below)].concat();
            return Ok(Answer { names, ..Answer::of(tables, found.passed, &KINDS, desk.query) });
        }
        give(desk.book, desk.query, &mut found)?;
        let name = |kinds: &[Kind], id: &_| label(desk.book, kinds, id).unwrap_or_else(|| id.to_string());
        let (words, settings) = (desk.words, desk.book.settings());
        let is_public = args.filters.span.public;
        let blocks = Writer { words, settings, name: &name, is_public }.blocks(&found, desk.query);
        let (tables, prose) = (vec![narrative::table(&blocks)], Some(narrative::markdown(&blocks)));
        let flags = vec!["--narrative".to_string()];
        Ok(Answer { flags, prose, is_public, ..Answer::of(tables, found.passed, &NARRATED, desk.query) })
    })
}

/// What measures are called.
fn names(desk: &Desk) -> Vec<(&'static str, String, String)> {
    let measures = desk.book.settings().measures();
    let codes =
        [MeasureKind::Output, MeasureKind::Result].map(|kind| measures.codes(kind).collect::<Vec<_>>());
    let name = |code: &str| measures.label(code, desk.words.lang().code()).to_string();
    codes.concat().into_iter().map(|code| ("measures", code.to_string(), name(code))).collect()
}
