//! `open-text`: what should be sealed stands open.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::kind::Kind;
use crate::model::mention::Mention;
use crate::model::path::{FieldPath, Step};
use crate::model::seal;
use crate::model::shape::Shape;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "open-text",
    level: Level::Warning,
    summary: "what should be sealed stands open",
    explanation: "\
A resident, a need or a case has a `note` outside `sealed`; or an open text of one of them, or of
feedback, gives somebody away: the name or telephone number of a worker or volunteer, the number of a
mobile telephone, a Chinese or Spanish identity number. Who is in need is known by a code alone; free
text about them tells more than it means to.

The files are in git, and git forgets nothing: whoever gets a copy of the records reads it, years later.

Move the text into `sealed`, or take it out; of workers and volunteers write the id, in a field for it.
",
    find: Find::Sheet(find),
};

/// The kinds whose open texts are looked at.
const LOOKED_AT: [Kind; 4] = [Kind::Resident, Kind::Need, Kind::Case, Kind::Feedback];

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let Some(name) = sheet.name().filter(|name| LOOKED_AT.contains(&name.kind)) else { return Ok(()) };
    let is_told = name.kind != Kind::Feedback && sheet.node().field("note").is_some();
    if is_told {
        let message = format!("the note on a {} can be read by everybody who has the files", name.kind);
        let finding = Finding::at(sheet.at(FieldPath::field("note")), message);
        out(finding.help("move it into `sealed`, or take it out"));
    }
    for (path, text) in open_texts(sheet, is_told) {
        for mention in book.known_people()?.mentions(&text) {
            let finding = Finding::at(sheet.at(path.clone()), told(&path, &mention));
            out(finding.help("move it into `sealed`, or write it without"));
        }
    }
    Ok(())
}

/// The free texts of a record that everybody reads; the note only where nothing was told of it yet.
fn open_texts(sheet: &Sheet, without_note: bool) -> Vec<(FieldPath, String)> {
    let mut texts = Vec::new();
    sheet.visit(&mut |path, node, shape| {
        let Some(Step::Field(first)) = path.0.first() else { return };
        let is_passed = first == seal::FIELD || (without_note && first == "note");
        let is_text = matches!(shape, Shape::Scalar(name) if name == "text");
        texts.extend(node.text().filter(|_| is_text && !is_passed).map(|text| (path.clone(), text)));
    });
    texts
}

fn told(path: &FieldPath, mention: &Mention) -> String {
    match mention {
        Mention::Name(id) => format!("`{path}` names `{id}`"),
        Mention::Phone(id) => format!("`{path}` has the telephone number of `{id}`"),
        Mention::Mobile => format!("`{path}` has the number of a mobile telephone"),
        Mention::IdentityNumber => format!("`{path}` has an identity number"),
    }
}
