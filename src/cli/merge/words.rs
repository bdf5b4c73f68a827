//! What a merge came to, in words: who says what of a value that both sides changed.

use crate::model::merge::{Side, Sides};
use crate::model::node::Node;
use crate::store::merge::{Markers, Open};

/// The most characters of a value that are told.
const LONGEST: usize = 60;

/// As which side a file is what it is.
pub(super) fn whose(side: Side, markers: &Markers) -> String {
    match side {
        Side::Base => "as both sides had it".into(),
        Side::Ours => format!("as `{}` has it", markers.ours),
        Side::Theirs => format!("as `{}` has it", markers.theirs),
    }
}

/// What a person must decide.
pub(super) fn told(open: &Open, markers: &Markers) -> String {
    match open {
        Open::Value(conflict) => {
            let Sides { base, ours, theirs } = &conflict.values;
            let says = |name: &str, value: &Option<Node>| match value {
                Some(value) => format!("`{name}` says `{}`", short(value)),
                None if base.is_some() => format!("`{name}` took it out"),
                None => format!("`{name}` does not have it"),
            };
            let was = match base {
                Some(value) => format!("it was `{}`", short(value)),
                None => "it was not there".into(),
            };
            let (ours, theirs) = (says(&markers.ours, ours), says(&markers.theirs, theirs));
            format!("both sides changed `{}`: {was}, {ours}, {theirs}", conflict.path)
        }
        Open::Comment => "both sides changed the same comment".into(),
        Open::Created => "both sides made it, and not the same".into(),
        Open::Lines => "both sides changed the same lines".into(),
        Open::Odd => "what both sides changed cannot be put into one text".into(),
    }
}

/// A value on one line, of no more than what is read at a glance.
fn short(value: &Node) -> String {
    let text = value.to_string().replace('\n', " ");
    let start: String = text.chars().take(LONGEST).collect();
    if start.len() < text.len() { format!("{}…", start.trim_end()) } else { text }
}
