//! `unknown-measure`: an output or a result is of a measure that the store does not know.

use crate::check::{Find, Finding, Out, Rule, Sheet};
use crate::diag::Level;
use crate::model::book::{Book, SourceError};
use crate::model::code::{MeasureKind, Measures, nearest};
use crate::model::named::Named;
use crate::model::path::FieldPath;
use crate::model::record::AnyRecord;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unknown-measure",
    level: Level::Warning,
    summary: "an output or a result is of a measure that the store does not know",
    explanation: "\
A name under `outputs` or `results` is no measure that the store knows. Outputs are what was handed out
or done (banners, leaflets, haircuts …), results are what came of it (visits, disputes-settled …).

It is kept, but under a name of its own: `leaflet: 300` and `leaflets: 600` can never be added up together.

Write the name that the help proposes, or add a measure of your own to `tandem.toml`:

    [[measure]]
    code = \"saplings\"
    kind = \"output\"
    unit = \"tree\"
    label = { en = \"Saplings\", zh = \"树苗\" }
",
    find: Find::Sheet(find),
};

fn find(book: &Book, sheet: &Sheet, out: &mut Out) -> Result<(), SourceError> {
    let none = Named::default();
    let (outputs, results) = match sheet.as_record().filter(|record| record.void().is_none()) {
        Some(AnyRecord::Activity(activity)) => (&activity.outputs, &activity.results),
        Some(AnyRecord::Training(training)) => (&none, &training.results),
        _ => return Ok(()),
    };
    let sides = [("outputs", MeasureKind::Output, outputs), ("results", MeasureKind::Result, results)];
    if sides.iter().all(|(.., named)| named.is_empty()) {
        return Ok(());
    }
    let measures = book.settings().measures();
    for (field, kind, named) in sides {
        for name in named.keys().filter(|name| measures.kind(name) != Some(kind)) {
            let place = sheet.at(FieldPath::field(field).then(name));
            let finding = Finding::at(place, format!("there is no {kind} `{name}`"));
            out(finding.help(help(&measures, kind, name)));
        }
    }
    Ok(())
}

fn help(measures: &Measures, kind: MeasureKind, name: &str) -> String {
    match (measures.kind(name), nearest(name, measures.codes(kind))) {
        (Some(MeasureKind::Output), _) => "it is an output: write it under `outputs`".into(),
        (Some(MeasureKind::Result), _) => "it is a result: write it under `results`".into(),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => format!("add it to `tandem.toml`: `[[measure]]`, `code = \"{name}\"`, `kind = \"{kind}\"`"),
    }
}
