//! `tandem check --explain`: what a rule finds, why that matters, how to mend it.

use serde_json::json;

use crate::check::{Rule, rules};
use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::model::code::nearest;
use crate::render::Format;

/// Explains one rule, or lists all.
pub(super) fn run(context: &Context, name: Option<&str>) -> Result<Outcome, Failure> {
    let chosen = match name {
        None => rules::ALL.to_vec(),
        Some(name) => vec![rules::named(name).ok_or_else(|| unknown(name))?],
    };
    context.answer(&match (context.global.format, name) {
        (Format::Json, _) => {
            let rules: Vec<_> = chosen.iter().map(|rule| object(rule)).collect();
            format!("{:#}\n", json!({ "schema": "tandem/rules/1", "rules": rules }))
        }
        (_, None) => list(&chosen),
        (_, Some(_)) => chosen.iter().map(|rule| page(rule)).collect(),
    })?;
    Ok(Outcome::Done)
}

fn unknown(name: &str) -> Failure {
    let help = match nearest(name, rules::ALL.iter().map(|rule| rule.name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`tandem check --explain` lists all rules".into(),
    };
    Failure::call(format!("there is no rule `{name}`")).help(help)
}

fn object(rule: &Rule) -> serde_json::Value {
    json!({
        "rule": rule.name,
        "level": rule.level.word(),
        "summary": rule.summary,
        "explanation": rule.explanation,
    })
}

/// One rule a line.
fn list(chosen: &[&Rule]) -> String {
    let widest = chosen.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |rule: &&Rule| format!("{:widest$}  {:7}  {}\n", rule.name, rule.level.word(), rule.summary);
    chosen.iter().map(line).collect()
}

/// A rule in full.
fn page(rule: &Rule) -> String {
    format!("{}[{}]: {}\n\n{}", rule.level.word(), rule.name, rule.summary, rule.explanation)
}
