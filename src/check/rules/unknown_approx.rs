//! `unknown-approx`: what `approx` names is no field of the record.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::nearest;
use crate::model::node::Node;
use crate::model::path::{FieldPath, Step};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unknown-approx",
    level: Level::Warning,
    summary: "what `approx` names is no field of the record",
    explanation: "\
A name in `approx` is none of the fields that a record of its kind has. `approx` names what is rounded or
assumed: a field (`date`), one value of a table (`counts.people`), or a whole list (`attendance`).

A figure that rests on an assumed value is marked ≈ in every report. With a mistyped name it passes for exact.

Write the name that the help proposes, or take it out.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(Node::List(names)) = sheet.node().field("approx") else { return Ok(()) };
    for (index, name) in names.iter().enumerate() {
        let Some(name) = name.text() else { continue };
        let way: Vec<Step> = name.split('.').map(|part| Step::Field(part.into())).collect();
        if sheet.shape().along(&way).is_some() {
            continue;
        }
        let help = match nearest(&name, sheet.shape().names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a field of the record, or take it out".into(),
        };
        let place = sheet.at(FieldPath::field("approx").row(index, ""));
        out(Finding::at(place, format!("`{name}` is no field here")).help(help));
    }
    Ok(())
}
