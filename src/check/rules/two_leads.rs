//! `two-leads`: two people lead, or supervise, somebody at the same time.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::day::Day;
use crate::model::path::FieldPath;
use crate::model::person::Link;
use crate::model::volunteer::Volunteer;
use crate::model::worker::Worker;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "two-leads",
    level: Level::Error,
    summary: "two people lead, or supervise, somebody at the same time",
    explanation: "\
Two rows of a volunteer's `lead`, or of a worker's `supervisor`, hold on the same day. A row without
`until` holds for ever, one without `from` has always held; both days are inclusive.

With two at once nobody can say who leads the volunteer.
Mostly a new row was added by hand and the one before it was not ended.

End the old row on the day before the new one begins:

    [[lead]]
    who = \"wang-fang\"
    from = 2024-03-01
    until = 2026-05-31

    [[lead]]
    who = \"zhao-min\"
    from = 2026-06-01
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    if let Some(volunteer) = sheet.as_valid::<Volunteer>() {
        links(sheet, "lead", &volunteer.lead, out);
    }
    if let Some(worker) = sheet.as_valid::<Worker>() {
        links(sheet, "supervisor", &worker.supervisor, out);
    }
    Ok(())
}

/// Tells of every row that begins before the row before it, in time, has ended. A row that stands twice
/// is `duplicate-key`'s.
fn links(sheet: &Sheet, field: &str, links: &[Link], out: &mut Out) {
    let span = |link: &Link| (link.from.unwrap_or_else(Day::first), link.until.unwrap_or_else(Day::last));
    let mut rows: Vec<(usize, &Link)> = links.iter().enumerate().collect();
    rows.retain(|(_, link)| span(link).0 <= span(link).1);
    rows.sort_by_key(|(index, link)| (span(link), *index));
    let mut latest: Option<(usize, &Link)> = None;
    for (index, link) in rows {
        if let Some((before, old)) = latest
            && span(link).0 <= span(old).1
            && (&link.who, link.from) != (&old.who, old.from)
        {
            let at = |index: usize| sheet.at(FieldPath::field(field).row(index, "").then("who"));
            let message = format!("`{}` and `{}` are both `{field}` at the same time", *old.who, *link.who);
            let help = match link.from {
                Some(from) if old.from.is_none_or(|began| began < from) => {
                    format!("end the old one the day before: `until = {}`", from.plus(-1))
                }
                _ => "write `from` and `until`, so that one begins the day after the other ends".into(),
            };
            out(Finding::at(at(index), message).related(at(before), "the other").help(help));
        }
        if latest.is_none_or(|(_, old)| span(link).1 > span(old).1) {
            latest = Some((index, link));
        }
    }
}
