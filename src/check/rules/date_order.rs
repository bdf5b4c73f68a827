//! `date-order`: something ends before it begins.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::day::Day;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::path::FieldPath;

/// The fields that begin something and those that end it.
const PAIRS: [(&str, &str); 9] = [
    ("date", "until"),
    ("from", "until"),
    ("joined", "left"),
    ("opened", "closed"),
    ("issued", "expires"),
    ("date", "closed"),
    ("date", "due"),
    ("opened", "promised"),
    ("opened", "review"),
];

/// The lists whose rows have a `date` that cannot be before their record's beginning.
const EVENTS: [&str; 6] = ["log", "sessions", "referrals", "supervision", "reopened", "forwarded"];

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "date-order",
    level: Level::Error,
    summary: "something ends before it begins",
    explanation: "\
Two days of a record, or of a row in it, are in the wrong order: `until` before `date` or `from`, `left`
before `joined`, `closed` before `opened`, `expires` before `issued`, a session or a line of the log before
the case or need was opened. All of them are inclusive, so the same day twice is right: it is a time of one
day.

A time that ends before it begins holds no day, so a person is never led, never active, never certified.
Mostly two digits changed places, or the year stayed behind in January.

Correct the day that is wrong, or take the end out where it is not known.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    // A certificate is issued after the days that it covers.
    let is_issued = sheet.name().is_some_and(|name| name.kind == Kind::Certificate);
    sheet.visit(&mut |path, node, _| {
        for (first, last) in PAIRS.into_iter().filter(|pair| !is_issued || *pair != ("date", "until")) {
            if let (Some(begins), Some(ends)) = (day(node, first), day(node, last))
                && ends < begins
            {
                let finding = Finding::at(sheet.at(path.then(last)), format!("`{last}` is before `{first}`"));
                let finding = finding.related(sheet.at(path.then(first)), format!("`{first}` is {begins}"));
                out(finding.help(format!("correct one of the days, or take `{last}` out")));
            }
        }
    });
    let beginning = ["opened", "date"].into_iter().find_map(|field| Some((field, day(sheet.node(), field)?)));
    if let Some((field, begins)) = beginning {
        events(sheet, field, begins, out);
    }
    Ok(())
}

/// Tells of what happened before its record begins.
fn events(sheet: &Sheet, field: &str, begins: Day, out: &mut Out) {
    for list in EVENTS {
        let Some(Node::List(rows)) = sheet.node().field(list) else { continue };
        for (index, row) in rows.iter().enumerate() {
            if let Some(date) = day(row, "date").filter(|date| *date < begins) {
                let place = sheet.at(FieldPath::field(list).row(index, "").then("date"));
                let finding = Finding::at(place, format!("{date} is before `{field}`"));
                let finding = finding.related(sheet.at(FieldPath::field(field)), format!("`{field}` is {begins}"));
                out(finding.help("correct one of the days"));
            }
        }
    }
}

fn day(node: &Node, field: &str) -> Option<Day> {
    node.field(field)?.text()?.parse().ok()
}
