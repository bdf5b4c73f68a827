//! Corrections: hours added to or taken from a closed period.

use crate::cli::generic::Noun;
use crate::model::correction::Correction;

impl Noun for Correction {
    const ONE: &'static str = "a correction";
    const SEVERAL: &'static str = "corrections";
    const COLUMNS: &'static [&'static str] = &["id", "of", "who", "hours", "by"];
}
