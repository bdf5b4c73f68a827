//! `mistyped`: a value is read, but is not in the form that the format gives it.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "mistyped",
    level: Level::Warning,
    summary: "a value is read, but is not in the form that the format gives it",
    explanation: "\
A value says what was meant, but in another form than the format's: a time without quotes (`start:
18:30`), a date in quotes (`joined = \"2014-05-02\"`), a number where text is wanted (`phone = 64312`).

It is read all the same, by this program. Others take an unquoted `18:30` for the number 1110, a quoted
date for a text that cannot be sorted, and drop the zero at the beginning of a telephone number.

`tandem check --fix` writes all of them in their right form and leaves every other byte as it is. A date
like `2014-5-2` cannot be read and is an error; `--fix` mends it too.
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(name) = sheet.name() else { return Ok(()) };
    for fault in book.mistyped(name)? {
        let place = match fault.place.bytes {
            Some((start, end)) => sheet.at(fault.place.field).over(&(start..end)),
            None => sheet.at(fault.place.field),
        };
        out(Finding { place, message: fault.message, related: Vec::new(), help: fault.help });
    }
    Ok(())
}
