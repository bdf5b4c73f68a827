//! Plans: what is to be reached in a period.

use crate::cli::generic::Noun;
use crate::model::plan::Plan;

impl Noun for Plan {
    const ONE: &'static str = "a plan";
    const SEVERAL: &'static str = "plans";
    const COLUMNS: &'static [&'static str] = &["id", "org", "period"];
}
