//! `bad-seal`: what should be sealed text is none.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::node::Node;
use crate::model::path::FieldPath;
use crate::model::seal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "bad-seal",
    level: Level::Error,
    summary: "what should be sealed text is none",
    explanation: "\
`sealed` holds something that is no armoured age text: it was cut, mixed up in a merge, or never sealed.

No key opens it, so what was confidential is lost; or it is not confidential at all.

Take an earlier state of the field from git (`tandem history ID` tells which there are), or seal it anew
with `tandem NOUN set ID --seal FIELD=VALUE` after taking the damaged text out.
",
    find: Find::Sheet(find),
};

fn find(_: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(name) = sheet.name().filter(|name| seal::is_kept_in(name.kind)) else { return Ok(()) };
    let text = sheet.node().field(seal::FIELD).and_then(Node::text);
    if text.is_some_and(|text| !seal::is_sealed(&text)) {
        let message = format!("what is sealed in the {} is no age text", name.kind);
        let finding = Finding::at(sheet.at(FieldPath::field(seal::FIELD)), message);
        out(finding.help("take an earlier state from git, or take it out and seal it anew"));
    }
    Ok(())
}
