//! `tandem report activities`: what was done in a period, as tables or as a written summary.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, Desk, answer, label};
use crate::cli::report::branch::below;
use crate::cli::report::query::Filters;
use crate::model::kind::Kind;
use crate::render::narrative::{self, Writer};
use crate::report::activities::{Activities, KINDS, activities, shown, typed};
use crate::report::tally::Tally;

/// List what was done, or write it up
///
/// Each activity with who took part, for how long, what was provided and what came of it. With `--narrative` it is a
/// written summary in the reader's language, as Markdown: the occasion, what was held, where, who took part, what
/// came of it, by category and in all. Shifts that were served are told there too. It says nothing that the
/// records do not say.
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
        let found = activities(desk.book, desk.query)?;
        let is_public = args.filters.span.public;
        let smallest = is_public.then_some(desk.book.settings().privacy.small_cells);
        let flags = Vec::from_iter(args.narrative.then(|| "--narrative".to_string()));
        let mut prose = None;
        let tables = if args.narrative {
            let name = |kinds: &[Kind], id: &_| label(desk.book, kinds, id).unwrap_or_else(|| id.to_string());
            let (words, settings) = (desk.words, desk.book.settings());
            let writer = Writer { words, settings, name: &name, is_public };
            let blocks = writer.blocks(&found, desk.query);
            prose = Some(narrative::markdown(&blocks));
            vec![narrative::table(&blocks)]
        } else {
            found.tables(smallest)
        };
        let branches = below(desk, &found.below);
        let names = [names(desk, &found, smallest), branches].concat();
        Ok(Answer { flags, names, prose, is_public, ..Answer::of(tables, found.passed, &KINDS, desk.query) })
    })
}

/// What measures are called, as they stand in a cell: `Banners 6, Leaflets 350`.
fn names(desk: &Desk, found: &Activities, smallest: Option<u64>) -> Vec<(&'static str, String, String)> {
    let measures = desk.book.settings().measures();
    let lang = desk.words.lang();
    let tallies = found.lines.values().map(|line| &line.tally).chain([&found.total]);
    let tallies = tallies.chain(found.below.iter().map(|(.., tally)| tally));
    let cells = tallies.flat_map(|Tally { outputs, results, .. }| [outputs, results]);
    let named = cells.filter_map(|counts| {
        let shown = shown(counts, smallest);
        let label = |(code, number): &(&String, i64)| {
            format!("{} {}", measures.label(code, lang.code()), lang.number((*number).into(), 0))
        };
        let labels: Vec<String> = shown.iter().map(label).collect();
        (!shown.is_empty()).then(|| ("measures", typed(&shown), labels.join(", ")))
    });
    named.collect()
}
