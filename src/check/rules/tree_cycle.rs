//! `tree-cycle`: an organisation is part of itself.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, LoadError, SourceError};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::org::Org;
use crate::model::path::FieldPath;
use crate::model::place::Place;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "tree-cycle",
    level: Level::Error,
    summary: "an organisation is part of itself",
    explanation: "\
An organisation's `parent`, or the parent of its parent and so on, is the organisation itself. The
organisations of a store are a tree: each is part of one other at most, up to one that is part of none.

Figures go up the tree; in a circle they would never arrive, and `--org` of any of them would mean all.
Mostly a parent was set the wrong way round.

Correct the `parent` of one of them; the help shows the way round.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let (Some(org), Some(name)) = (sheet.as_valid::<Org>(), sheet.name()) else { return Ok(()) };
    let mut way = vec![name.id.clone()];
    let mut parent = org.parent.as_ref().map(|parent| parent.0.clone());
    while let Some(id) = parent {
        if id == name.id {
            out(finding(sheet, &way));
            return Ok(());
        }
        if way.contains(&id) {
            return Ok(());
        }
        parent = parent_of(book, &id)?;
        way.push(id);
    }
    Ok(())
}

/// The parent of an organisation; none where that cannot be told.
fn parent_of(book: &Book, id: &Id) -> Result<Option<Id>, SourceError> {
    match book.get::<Org>(id) {
        Ok(org) => Ok(org.and_then(|org| org.parent.as_ref().map(|parent| parent.0.clone()))),
        Err(LoadError::Source(error)) => Err(error),
        Err(LoadError::Unusable(_) | LoadError::Twice { .. }) => Ok(None),
    }
}

fn finding(sheet: &Sheet, way: &[Id]) -> Finding {
    let field = FieldPath::field("parent");
    let circle: Vec<String> = way.iter().chain(way.first()).map(|id| format!("`{id}`")).collect();
    let finding = Finding::at(sheet.at(field.clone()), format!("{} is part of itself", circle[0]));
    let finding = way.iter().skip(1).fold(finding, |finding, id| {
        finding.related(Place::of(Kind::Org, id, field.clone()), format!("`{id}` is part of this"))
    });
    finding.help(format!("correct one of these parents: {}", circle.join(" → ")))
}
