//! `duplicate-key`: two rows of a list have the key that should tell them apart.

use std::collections::HashMap;

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::diff::key_of;
use crate::model::node::Node;
use crate::model::path::FieldPath;
use crate::model::shape::Shape;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "duplicate-key",
    level: Level::Error,
    summary: "two rows of a list have the key that should tell them apart",
    explanation: "\
Two rows of a list have the same key. The rows of each list are told apart by some of their fields:
attendances by `who`, `date` and `as`, those who lead a volunteer by `who` and `from`, credentials by
`name` and `issued`. Lists of plain values are told apart by the values.

The same person twice on one day is counted twice in every report, and `set` cannot know which of the
two rows is meant. Mostly a row was pasted twice, or two people entered the same sheet.

Keep one of the rows, with the hours that are right; or, where both are true, write the field that tells
them apart, for example `as: volunteer` for a worker who came as a volunteer too.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    sheet.visit(&mut |path, node, shape| {
        if let (Node::List(rows), Shape::List { key, repeats: false, .. }) = (node, shape) {
            list(sheet, path, rows, key, out);
        }
    });
    Ok(())
}

fn list(sheet: &Sheet, path: &FieldPath, rows: &[Node], fields: &[String], out: &mut Out) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        let key = key_of(row, fields);
        if key.is_empty() {
            continue;
        }
        let Some(first) = seen.get(&key) else {
            seen.insert(key, index);
            continue;
        };
        let place = |index: usize| sheet.at(path.row(index, &key));
        let help = if fields.is_empty() {
            "take one of them out".into()
        } else {
            let fields: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
            format!("keep one of the rows, or tell them apart by {}", fields.join(", "))
        };
        let finding = Finding::at(place(index), format!("`{key}` stands twice in `{path}`"));
        out(finding.related(place(*first), "first here").help(help));
    }
}
