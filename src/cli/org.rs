//! Organisations: the nodes of the tree.

use crate::cli::generic::Noun;
use crate::model::org::Org;

impl Noun for Org {
    const ONE: &'static str = "an organisation";
    const SEVERAL: &'static str = "organisations";
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "parent"];
}
