//! `negative-balance`: more went out of a stock than was there.

use std::collections::BTreeSet;

use crate::check::{Find, Finding, LedgerOut, Rule};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::ledger::Ledger;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "negative-balance",
    level: Level::Error,
    summary: "more went out of a stock than was there",
    explanation: "\
What came in of an item to an organisation, less what went out, and with what counting and transfers added and
took away, is less than nothing at the end of a day. Of a stock that stays so, the first movement is told that
takes something from it and does not say with `override` why that is right.

Nobody can hand out what is not there. Mostly what came in was not written down, or what went out was
written down twice.

Log what came in, void the movement that is there twice, or write what counting the stock found:
`tandem movement log --kind adjust`.
",
    find: Find::Ledger(find),
};

fn find(book: &Book, ledger: &Ledger, out: &mut LedgerOut) -> Result<(), SourceError> {
    let mut told: BTreeSet<(&Id, &Id)> = BTreeSet::new();
    for shortage in ledger.shortages() {
        let stock = (shortage.org, shortage.item);
        // An item that is not there is another rule's to tell of.
        if shortage.entry.is_overridden || !book.has(Kind::Item, shortage.item)? || !told.insert(stock) {
            continue;
        }
        let (org, item) = stock;
        let message =
            format!("on {} `{org}` is left with {} of `{item}`", shortage.entry.date, shortage.balance);
        let finding = Finding::at(shortage.entry.place(), message);
        out(shortage.entry, finding.help("log what came in before, or what counting the stock found"));
    }
    Ok(())
}
