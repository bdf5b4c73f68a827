//! `misplaced`: a log lies in the folder of another month than its own.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::path::FieldPath;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "misplaced",
    level: Level::Error,
    summary: "a log lies in the folder of another month than its own",
    explanation: "\
A log lies in the folder of a month, `activities/2026/11/`, and its date (of a need or a case, the day on
which it was opened) is in another month or the folder is of no month at all.

What a report reads is decided by the path alone, so that a month can be read without reading years.
A record in the wrong folder would be missed there and found here: it counts nowhere until it is moved.
Mostly the date was corrected by hand and the file stayed.

Move the file into the folder of its month, or correct the date. `tandem activity set ID date=…` does
both at once.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let (Some(name), Some(record)) = (sheet.name(), sheet.as_record()) else { return Ok(()) };
    let Some(month) = name.misplaced(record) else { return Ok(()) };
    let path = name.moved(month);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (from, folder, path) = (word(&name.path), word(folder), word(&path));
    let field = if sheet.shape().field("date").is_some() { "date" } else { "opened" };
    let finding = Finding::at(
        sheet.at(FieldPath::field(field)),
        format!("the record belongs in the folder `{}`, and counts nowhere until it lies there", month.folders()),
    );
    out(finding.help(format!("correct the date, or move the file: `mkdir -p {folder} && mv {from} {path}`")));
    Ok(())
}

/// A path as a word of the shell.
fn word(path: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    if path.chars().all(plain) { path.into() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_of_the_shell() {
        assert_eq!(word("a/2026-11/x_y.yaml"), "a/2026-11/x_y.yaml");
        assert_eq!(word("a b/it's"), r"'a b/it'\''s'");
    }
}
