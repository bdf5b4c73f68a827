//! `duplicate-key`: two rows of a list have the key that should tell them apart.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::repeat;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "duplicate-key",
    level: Level::Error,
    summary: "two rows of a list have the key that should tell them apart",
    explanation: "\
Two rows of a list have the same key. The rows of each list are told apart by some of their fields:
attendances by `who`, `date` and `as`, those who lead a volunteer by `who` and `from`, credentials by
`name` and `issued`. Lists of plain values are told apart by the values.

The same person twice on one day would be counted twice in every report, and `set` could not know which of the
two rows is meant; so a record with such a row counts nowhere until it is mended. Mostly a row was pasted twice,
or two people entered the same sheet.

Keep one of the rows, with the hours that are right; or, where both are true, write the field that tells
them apart, for example `as: volunteer` for a worker who came as a volunteer too.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    repeat::each(sheet.node(), sheet.shape(), &mut |repeat| {
        let place = |index: usize| sheet.at(repeat.path(index));
        let finding = Finding::at(place(repeat.again), repeat.message());
        out(finding.related(place(repeat.first), "first here").help(repeat.help()));
    });
    Ok(())
}
