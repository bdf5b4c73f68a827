//! How a tree of organisations is drawn: the lines that lead to each of its rows.

use crate::cli::report::answer::{Desk, label};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// How deep a tree is drawn; what lies deeper stands there too.
const DEEPEST: usize = 12;

/// What the rows of a tree are called, each organisation's name at the end of its branch.
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

/// The lines that lead to the rows of a tree, by their depths.
fn branches(depths: &[usize]) -> Vec<String> {
    // Seen from below: at which depths another row follows under the same parent.
    let mut follows: Vec<bool> = Vec::new();
    let drawn = depths.iter().rev().map(|depth| {
        follows.resize(depth + 1, false);
        let passing = follows.iter().take(*depth).skip(1).map(|follows| if *follows { "│  " } else { "   " });
        let own = match (depth, follows[*depth]) {
            (0, _) => "",
            (_, true) => "├─ ",
            (_, false) => "└─ ",
        };
        let line: String = passing.chain([own]).collect();
        follows[*depth] = true;
        line
    });
    let mut drawn: Vec<String> = drawn.collect();
    drawn.reverse();
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_meet_at_their_parent() {
        let expected = ["", "├─ ", "│  ├─ ", "│  └─ ", "│     └─ ", "└─ ", "   └─ ", "", "└─ "];
        assert_eq!(branches(&[0, 1, 2, 2, 3, 1, 2, 0, 1]), expected);
    }
}
