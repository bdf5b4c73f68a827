//! `tandem report tree`: the organisation tree, with who is recorded and who is declared.

use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::report::answer::{Answer, answer, label};
use crate::cli::report::query::Span;
use crate::model::kind::Kind;
use crate::report::tree::{KINDS, tree};

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    span: Span,
}

/// How deep a tree is drawn; what lies deeper stands there too.
const DEEPEST: usize = 12;

/// Draws the tree.
pub(crate) fn run(context: &Context, args: &Args) -> Result<Outcome, Failure> {
    answer(context, "tree", &args.span.clone().into(), |desk| {
        let tree = tree(desk.book, &desk.query.period, desk.query.org.as_ref())?;
        let depths: Vec<usize> = tree.rows.iter().map(|row| row.depth.min(DEEPEST)).collect();
        let drawn = tree.rows.iter().zip(branches(&depths)).map(|(row, branch)| {
            let name = label(desk.book, &[Kind::Org], &row.org).unwrap_or_else(|| row.org.to_string());
            ("branch", row.org.to_string(), branch + &name)
        });
        let names = drawn.collect();
        Ok(Answer { names, ..Answer::of(vec![tree.table()], tree.passed, &KINDS, desk.query) })
    })
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
