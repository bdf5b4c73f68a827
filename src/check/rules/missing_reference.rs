//! `missing-reference`: an id stands in a record, and no record has it.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::nearest;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "missing-reference",
    level: Level::Error,
    summary: "an id stands in a record, and no record has it",
    explanation: "\
A field names another record by its id, and there is no such record.

Its hours stand under an id that nobody has, and are missing under the right one. Mostly the id is mistyped, or the file it names was renamed or
removed by hand.

Correct the id, or add the record that it names:

    tandem volunteer add \"李娜\" --id li-na
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let mut missing = Vec::new();
    let mut outcome = Ok(());
    sheet.visit(&mut |path, node, shape| {
        // A noun that is no kind yet cannot be looked up.
        let kinds: Result<Vec<Kind>, _> = shape.refers_to().map(str::parse).collect();
        let (Ok(kinds), Some(Ok(id))) = (kinds, node.text().map(|text| text.parse::<Id>())) else { return };
        if kinds.is_empty() || outcome.is_err() {
            return;
        }
        match exists(book, &kinds, &id) {
            Ok(true) => {}
            Ok(false) => missing.push((path.clone(), kinds, id)),
            Err(error) => outcome = Err(error),
        }
    });
    outcome?;
    for (path, kinds, id) in missing {
        out(finding(book, sheet, path, &kinds, &id)?);
    }
    Ok(())
}

fn exists(book: &Book, kinds: &[Kind], id: &Id) -> Result<bool, SourceError> {
    for kind in kinds {
        if book.has(*kind, id)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn finding(
    book: &Book,
    sheet: &Sheet,
    path: FieldPath,
    kinds: &[Kind],
    id: &Id,
) -> Result<Finding, SourceError> {
    let nouns: Vec<&str> = kinds.iter().map(|kind| kind.noun()).collect();
    let mut lists = Vec::new();
    for kind in kinds {
        lists.push(book.names(*kind)?);
    }
    let ids = lists.iter().flat_map(|names| names.iter()).map(|name| name.id.as_str());
    let help = if let Some(near) = nearest(id, ids) {
        format!("did you mean `{near}`?")
    } else {
        let adds: Vec<String> =
            nouns.iter().map(|noun| format!("`tandem {noun} add NAME --id {id}`")).collect();
        format!("correct the id, or add the record: {}", adds.join(" or "))
    };
    let message = format!("there is no {} `{id}`", nouns.join(" or "));
    Ok(Finding::at(sheet.at(path), message).help(help))
}
