//! Needs: what a resident asks for, or a visit finds.

use crate::cli::generic::Noun;
use crate::model::need::Need;

impl Noun for Need {
    const ONE: &'static str = "a need";
    const SEVERAL: &'static str = "needs";
    const COLUMNS: &'static [&'static str] = &["id", "category", "org", "worker", "status"];
    const ENTERED: &'static str = "open";
}
