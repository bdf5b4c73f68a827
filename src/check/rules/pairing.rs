//! `pairing`: an organisation is paired with itself, or twice at once with another in the same way.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::day::Day;
use crate::model::org::{Org, Pairing};
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "pairing",
    level: Level::Warning,
    summary: "an organisation is paired with itself, or twice at once with another in the same way",
    explanation: "\
A row of an organisation's `pairing` names the organisation itself; or two rows name the same other one with the
same `kind`, and hold on the same day. A row without `until` holds for ever, one without `from` has always held; both
days are inclusive.

A link that was made anew is a second row, so that the first still says how it was. Mostly the first was not ended.

End the old row before the new one begins, or take one of them out:

    [[pairing]]
    org = \"chahua\"
    kind = \"paired\"
    from = 2024-03-01
    until = 2026-05-31

    [[pairing]]
    org = \"chahua\"
    kind = \"paired\"
    from = 2026-06-01
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let (Some(org), Some(name)) = (sheet.as_valid::<Org>(), sheet.name()) else { return Ok(()) };
    let at = |index: usize| sheet.at(FieldPath::field("pairing").row(index, "").then("org"));
    for (index, row) in org.pairing.iter().enumerate() {
        if *row.org == name.id {
            let message = format!("`{}` is paired with itself", name.id);
            out(Finding::at(at(index), message).help("name the other organisation, or take the row out"));
        }
        let earlier = org.pairing[..index].iter().position(|other| is_same(row, other));
        if let Some(other) = earlier {
            let kind = row.kind.map_or(String::new(), |kind| format!(" as `{kind}`"));
            let message = format!("`{}` stands twice{kind} at the same time", *row.org);
            let finding = Finding::at(at(index), message).related(at(other), "the other");
            out(finding.help("end one of the rows before the other begins, or take it out"));
        }
    }
    Ok(())
}

/// Whether two rows say the same of the same organisation on some day.
fn is_same(one: &Pairing, other: &Pairing) -> bool {
    let span = |row: &Pairing| (row.from.unwrap_or_else(Day::first), row.until.unwrap_or_else(Day::last));
    let ((from, until), (other_from, other_until)) = (span(one), span(other));
    let is_at_once = from <= other_until && other_from <= until;
    one.org == other.org && one.kind == other.kind && is_at_once
}
