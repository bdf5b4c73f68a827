//! Residents: people and households who are served, under codes.

use crate::cli::generic::Noun;
use crate::model::resident::Resident;

impl Noun for Resident {
    const ONE: &'static str = "a resident";
    const SEVERAL: &'static str = "residents";
    const COLUMNS: &'static [&'static str] = &["id", "kind", "org", "groups", "worker", "opened"];
}
