//! `closed-period`: what is final is not what was closed.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, Passed, SourceError};
use crate::model::closing::{self, Difference, at_closing, differences, evidence, through};
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::model::settings::{Closed, FILE};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: closing::RULE,
    level: Level::Error,
    summary: "what lies in a closed period has been altered by hand",
    explanation: "\
`[closed]` in `tandem.toml` says up to which day everything is final: what was served, counted, handed out and
moved by then. `period close` writes a checksum of all these facts there, and the facts have another one now:
somebody altered, added or took away records by hand. Where the repository remembers what was closed, each
fact that differs is told, as it was and as it is.

Reports of that time have gone out, and others have added them up. Whoever makes one of them again must get
the same figures.

Give the record back what it said (`tandem history KIND/ID` tells what that was), and correct hours that were
wrong with `tandem correct KIND/ID --who WHO --hours ±H --reason TEXT`. Where the closed period itself must
change, `tandem period reopen --reason TEXT` opens it.
",
    find: Find::Sheet(find),
};

/// Looks at all dated facts once: where the store's own file is looked at.
fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    if sheet.name().is_some() {
        return Ok(());
    }
    let Some(closed @ Closed { records: Some(records), .. }) = &book.settings().closed else { return Ok(()) };
    let facts = evidence(book, closed.through, &mut Passed::default())?;
    if **records == *facts.checksum() {
        return Ok(());
    }
    let Some(was) = at_closing(book)? else {
        let message = format!("what is dated up to {} is not what was closed", closed.through);
        let help = "`git log -p` from the commit that closed it on shows what was altered";
        out(Finding::at(checksum(), message).help(help));
        return Ok(());
    };
    for difference in differences(&was, &facts) {
        out(altered(book, closed, &difference)?);
    }
    Ok(())
}

/// A fact that is another than it was.
fn altered(book: &Book, closed: &Closed, difference: &Difference) -> Result<Finding, SourceError> {
    let record = match book.any(difference.of.kind, &difference.of.id) {
        Ok(Some(loaded)) => difference.place(&loaded.record),
        Ok(None) => checksum(),
        Err(_) => Place::of(difference.of.kind, &difference.of.id, FieldPath::default()),
    };
    let message = format!("{difference} since it was closed");
    let label = format!("everything up to {} is final", closed.through);
    let help = format!("`tandem history {}` tells what it was", difference.of);
    Ok(Finding::at(record, message).related(through(), label).help(help))
}

/// The checksum in the store's own file.
fn checksum() -> Place {
    Place::file(FILE).at(FieldPath::field("closed").then("records"))
}
