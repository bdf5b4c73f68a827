//! Series: shifts that come again by a rule.

use crate::cli::generic::Noun;
use crate::model::series::Series;

impl Noun for Series {
    const ONE: &'static str = "a series of shifts";
    const SEVERAL: &'static str = "series of shifts";
    const COLUMNS: &'static [&'static str] = &["id", "title", "rule", "start", "end", "places"];
}
