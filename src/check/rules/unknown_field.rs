//! `unknown-field`: a field, or a rule in `[check]`, has a name that nobody knows.

use crate::check::{Find, Finding, Out, Rule, Sheet, rules};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::nearest;
use crate::model::path::{FieldPath, Step};
use crate::model::shape::Shape;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unknown-field",
    level: Level::Warning,
    summary: "a field, or a rule in `[check]`, has a name that nobody knows",
    explanation: "\
A field has a name that the format does not know, or `[check]` in `tandem.toml` names no rule.

The field is kept byte for byte, but nothing reads it: `skils` gives nobody a skill. Mostly the name is
mistyped. In TOML a field that was added at the end of a file also slides into the last table, since
everything below `[[lead]]` belongs to it.

Correct the name, move the field above the first table, or put what is your own under `extra`, which is
never reported:

    [extra]
    shirt_size = \"M\"
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    for path in sheet.unknown() {
        let Some(Step::Field(name)) = path.0.last() else { continue };
        let finding = Finding::at(sheet.at(path.clone()), format!("there is no field `{path}`"));
        out(finding.help(help(sheet, path, name)));
    }
    if sheet.name().is_none() {
        for name in book.settings().check.keys().filter(|name| rules::named(name).is_none()) {
            let place = sheet.at(FieldPath::field("check").then(name));
            let help = match nearest(name, rules::ALL.iter().map(|rule| rule.name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take the line out".into(),
            };
            out(Finding::at(place, format!("there is no rule `{name}`")).help(help));
        }
    }
    Ok(())
}

fn help(sheet: &Sheet, path: &FieldPath, name: &str) -> String {
    let way = &path.0[..path.0.len() - 1];
    let names = sheet.shape().along(way).into_iter().flat_map(Shape::names);
    if let Some(near) = nearest(name, names) {
        return format!("did you mean `{near}`?");
    }
    match way {
        [Step::Field(table), Step::Row(_)] if slid(sheet, name) => {
            format!("it belongs above `[[{table}]]`, since what follows that line is of its row")
        }
        [Step::Field(table)] if slid(sheet, name) => {
            format!("it belongs above `[{table}]`, since what follows that line is of its table")
        }
        _ => "correct the name, or put what is your own under `extra`".into(),
    }
}

/// Whether a name is a field of the sheet itself, so that it can have slid into a table of a TOML file.
fn slid(sheet: &Sheet, name: &str) -> bool {
    let is_toml = sheet.name().is_none_or(|name| !name.kind.is_log());
    is_toml && sheet.shape().field(name).is_some()
}
