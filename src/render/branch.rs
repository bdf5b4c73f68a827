//! Branches: the lines that lead to each row of a tree where text is all there is, and how they are taken off
//! again where a page can indent.
//!
//! What stands in the rows is not known here.

/// What each step of a branch is drawn as; all are as long.
const PASSING: &str = "│  ";
const NOTHING: &str = "   ";
const FORK: &str = "├─ ";
const END: &str = "└─ ";

/// The lines that lead to the rows of a tree, by their depths.
pub fn branches(depths: &[usize]) -> Vec<String> {
    // Seen from below: at which depths another row follows under the same parent.
    let mut follows: Vec<bool> = Vec::new();
    let drawn = depths.iter().rev().map(|depth| {
        follows.resize(depth + 1, false);
        let passing =
            follows.iter().take(*depth).skip(1).map(|follows| if *follows { PASSING } else { NOTHING });
        let own = match (depth, follows[*depth]) {
            (0, _) => "",
            (_, true) => FORK,
            (_, false) => END,
        };
        let line: String = passing.chain([own]).collect();
        follows[*depth] = true;
        line
    });
    let mut drawn: Vec<String> = drawn.collect();
    drawn.reverse();
    drawn
}

/// A row of a tree as how deep it is, and its text without the lines.
pub(super) fn taken_apart(mut text: &str) -> (usize, &str) {
    let mut depth = 0;
    while let Some(rest) = [PASSING, NOTHING, FORK, END].iter().find_map(|step| text.strip_prefix(step)) {
        (text, depth) = (rest, depth + 1);
    }
    (depth, text)
}

/// A row of a tree for where spaces at the beginning are lost.
pub(super) fn unbroken(text: &str) -> String {
    let (_, own) = taken_apart(text);
    let lines = &text[..text.len() - own.len()];
    format!("{}{own}", lines.replace(' ', "\u{a0}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_meet_at_their_parent() {
        let depths = [0, 1, 2, 2, 3, 1, 2, 0, 1];
        let expected = ["", "├─ ", "│  ├─ ", "│  └─ ", "│     └─ ", "└─ ", "   └─ ", "", "└─ "];
        assert_eq!(branches(&depths), expected);
        for (depth, branch) in depths.iter().zip(branches(&depths)) {
            assert_eq!(taken_apart(&(branch + "— Root")), (*depth, "— Root"));
        }
    }

    #[test]
    fn spaces_of_a_branch_are_kept_and_those_of_a_name_may_break() {
        assert_eq!(unbroken("   └─ New Street"), "\u{a0}\u{a0}\u{a0}└─\u{a0}New Street");
        assert_eq!(unbroken("New Street"), "New Street");
    }
}
