//! Questions for what a new record needs: a list to choose from where there is one, else a line.

use crate::cli::error::Failure;
use crate::cli::generic::entry::node;
use crate::cli::generic::known::Known;
use crate::cli::ui::Ui;
use crate::model::kind::Kind;
use crate::model::node::Node;
use crate::model::shape::{Field, Shape};

/// Asks for the value of a field until there is one that fits.
pub(crate) fn ask(kind: Kind, field: &Field, known: &dyn Known) -> Result<Node, Failure> {
    let question = format!("{} ({})", field.name, field.meaning.trim_end_matches('.'));
    let read = |answer: &str| node(kind, &field.shape, &[answer.to_string()], known);
    let codes = codes(&field.shape, known);
    let answer = if codes.is_empty() {
        Ui::asks_for(&question, &|answer| {
            read(answer).map(drop).map_err(|error| Failure::from(error).one_line())
        })?
    } else {
        codes[Ui::asks_which(&question, &codes)?].clone()
    };
    Ok(read(&answer)?)
}

/// The codes that a value can be.
fn codes(shape: &Shape, known: &dyn Known) -> Vec<String> {
    match shape {
        Shape::Code(codes) => codes.clone(),
        Shape::Scalar(name) if name == "category" => known.categories(),
        _ => Vec::new(),
    }
}
