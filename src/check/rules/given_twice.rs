//! `given-twice`: a household got the same voucher twice in one round.

use crate::check::{Find, Finding, LedgerOut, Rule};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::ledger::Ledger;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "given-twice",
    level: Level::Error,
    summary: "a household got the same voucher twice in one round",
    explanation: "\
Two lines of movements give the same item, of kind voucher, to one household in one round: at the same
`activity`, or, where not both name one, in the same `program`. Residents who name the same `household` are one.

Vouchers are for each household once, and there are as many as households. Whoever got two has the one that
belongs to somebody else.

Void the movement or take out the line that is one too many; where it is right, say why in the `override` of
the later movement.
",
    find: Find::Ledger(find),
};

fn find(book: &Book, ledger: &Ledger, out: &mut LedgerOut) -> Result<(), SourceError> {
    for (later, first) in ledger.given_twice(book)? {
        if later.is_overridden {
            continue;
        }
        let to = later.gift.as_ref().map(|gift| gift.to.to_string()).unwrap_or_default();
        let message = format!("the household of `{to}` has its `{}` of this round", later.item);
        let finding = Finding::at(later.place(), message).related(first.place(), "it got it here");
        out(later, finding.help("take out the one that is too many"));
    }
    Ok(())
}
