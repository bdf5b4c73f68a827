//! Cases: casework from intake to closing.

use crate::cli::generic::Noun;
use crate::model::case::Case;

impl Noun for Case {
    const ONE: &'static str = "a case";
    const SEVERAL: &'static str = "cases";
    const COLUMNS: &'static [&'static str] = &["id", "kind", "category", "worker", "stage"];
    const ENTERED: &'static str = "open";
}
