//! What the rows of a tree of organisations are called: each one's name at the end of its branch.

use crate::cli::report::answer::{Desk, label};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::render::branch::branches;

/// How deep a tree is drawn; what lies deeper stands there too.
const DEEPEST: usize = 12;

/// The names of the rows of a tree.
pub(super) fn drawn<'a>(
    desk: &Desk,
    rows: impl Iterator<Item = (usize, &'a Id)>,
) -> Vec<(&'static str, String, String)> {
    let (depths, orgs): (Vec<usize>, Vec<&Id>) = rows.map(|(depth, org)| (depth.min(DEEPEST), org)).unzip();
    let rows = orgs.into_iter().zip(branches(&depths)).map(|(org, branch)| {
        let name = label(desk.book, &[Kind::Org], org).unwrap_or_else(|| org.to_string());
        ("branch", org.to_string(), branch + &name)
    });
    rows.collect()
}

/// What the rows of figures with all below are called: each organisation's name at the end of its branch.
pub(super) fn below<T>(desk: &Desk, rows: &[(usize, Id, T)]) -> Vec<(&'static str, String, String)> {
    drawn(desk, rows.iter().map(|(depth, org, _)| (*depth, org)))
}
