//! `missing-reference`: an id stands in a record, and no record has it.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::nearest;
use crate::model::correction::RecordRef;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::path::FieldPath;
use crate::model::record::label_field;
use crate::model::shape::Shape;

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

Who gave or got something (`from`, `to`) may stand in words: there only what has the form of an id must be one.
",
    find: Find::Sheet(find),
};

/// An id that stands in a record, and what it can be the id of.
struct Named {
    path: FieldPath,
    kinds: Vec<Kind>,
    id: Id,
    /// Whether words may stand there too.
    is_party: bool,
}

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let mut missing = Vec::new();
    let mut outcome = Ok(());
    sheet.visit(&mut |path, node, shape| {
        let Some((kinds, id)) = refers(node, shape).filter(|_| outcome.is_ok()) else { return };
        match exists(book, &kinds, &id) {
            Ok(true) => {}
            Ok(false) => {
                let is_party = matches!(shape, Shape::Scalar(name) if name == "party");
                missing.push(Named { path: path.clone(), kinds, id, is_party });
            }
            Err(error) => outcome = Err(error),
        }
    });
    outcome?;
    for named in missing {
        out(finding(book, sheet, named)?);
    }
    Ok(())
}

/// The kinds and the id that a value refers to, if it is a reference.
fn refers(node: &Node, shape: &Shape) -> Option<(Vec<Kind>, Id)> {
    let Shape::Scalar(name) = shape else { return None };
    if name == "record" {
        let RecordRef { kind, id } = node.text()?.parse().ok()?;
        return Some((vec![kind], id));
    }
    let kinds: Vec<Kind> = shape.refers_to().filter_map(|noun| noun.parse().ok()).collect();
    if kinds.is_empty() {
        return None;
    }
    // In words may stand what no record of these kinds could be called.
    let id: Id = node.text()?.parse().ok()?;
    let is_possible = name != "party" || kinds.iter().any(|kind| kind.accepts(&id).is_ok());
    is_possible.then_some((kinds, id))
}

fn exists(book: &Book, kinds: &[Kind], id: &Id) -> Result<bool, SourceError> {
    for kind in kinds {
        if book.has(*kind, id)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn finding(book: &Book, sheet: &Sheet, named: Named) -> Result<Finding, SourceError> {
    let Named { path, kinds, id, is_party } = named;
    let nouns: Vec<&str> = kinds.iter().map(|kind| kind.noun()).collect();
    let mut lists = Vec::new();
    for kind in &kinds {
        lists.push(book.names(*kind)?);
    }
    let ids = lists.iter().flat_map(|names| names.iter()).map(|name| name.id.as_str());
    let enter: Vec<String> = kinds.iter().filter_map(|kind| enter(*kind, &id)).collect();
    let help = match nearest(&id, ids) {
        Some(near) => format!("did you mean `{near}`?"),
        None if is_party => "correct the id, or write who it is in words: a capital letter is enough".into(),
        None if enter.is_empty() => "correct the id".into(),
        None => format!("correct the id, or add the record: {}", enter.join(" or ")),
    };
    let message = format!("there is no {} `{id}`", nouns.join(" or "));
    Ok(Finding::at(sheet.at(path), message).help(help))
}

/// The command that enters a record with this id; none for those that are never entered by hand.
fn enter(kind: Kind, id: &Id) -> Option<String> {
    let verb = match kind {
        Kind::Certificate | Kind::Correction => return None,
        Kind::Need | Kind::Case => "open",
        Kind::Activity | Kind::Training | Kind::Feedback | Kind::Movement | Kind::Award => "log",
        _ => "add",
    };
    let label = label_field(kind).map_or(String::new(), |field| format!(" {}", field.to_uppercase()));
    Some(format!("`tandem {kind} {verb}{label} --id {id}`"))
}
