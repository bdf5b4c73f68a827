//! What verbs take that enter something done: on which day, for how long, by whom.

use crate::cli::by::By;
use crate::cli::value::flaw;
use crate::model::day::Day;
use crate::model::minutes::Minutes;

/// The day on which something was.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct OnDay {
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = flaw::<Day>)]
    pub(crate) date: Option<Day>,
}

/// Work that somebody did on a day.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Work {
    /// For how long, as `2.5` or `2h20m`
    #[arg(long, value_name = "HOURS", value_parser = flaw::<Minutes>)]
    pub(crate) hours: Option<Minutes>,
    #[command(flatten)]
    pub(crate) day: OnDay,
    #[command(flatten)]
    pub(crate) by: By,
}
