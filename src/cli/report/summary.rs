//! `tandem report summary`: what there was in a period, a row a figure.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, Desk, answer, label};
use crate::cli::report::query::Filters;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::report::summary::metric::Metric;
use crate::report::summary::{KINDS, summary};

/// What to sum up.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
}

/// Sums up a period.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "summary", &args.filters, |desk| {
        let summary = summary(desk.book, desk.query)?;
        let names =
            summary.rows.keys().filter_map(|metric| Some(("metric", metric.key(), name(desk, metric)?)));
        let (names, scope) = (names.collect(), summary.scope.clone());
        let tables = vec![summary.table()];
        Ok(Answer { scope, names, ..Answer::of(tables, summary.passed, &KINDS, desk.query) })
    })
}

/// What a figure is called that is made of a code; the others are called the same everywhere.
pub(super) fn name(desk: &Desk, metric: &Metric) -> Option<String> {
    let lang = desk.words.lang().code();
    let settings = desk.book.settings();
    let measure = |code: &str| settings.measures().label(code, lang).to_string();
    let item = |id: &Id| label(desk.book, &[Kind::Item], id).unwrap_or_else(|| id.to_string());
    let (key, name) = match metric {
        Metric::HeadsOf(head) => ("metric-heads-of", desk.words.code("heads", head.name())?),
        Metric::Output(code) => ("metric-output", measure(code)),
        Metric::Result(code) => ("metric-result", measure(code)),
        Metric::ResourcesIn(id) => ("metric-resources-in", item(id)),
        Metric::ResourcesOut(id) => ("metric-resources-out", item(id)),
        _ => return None,
    };
    Some(desk.words.text(key, &[("name", name.into())]))
}
