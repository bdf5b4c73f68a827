//! Why a record is not removed, for whoever typed it.

use crate::cli::error::Failure;
use crate::diag::{Level, Problem};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::place::Place;
use crate::ops::remove::RemoveError;

/// The places that refer to a record, as problems.
pub(super) fn referring(kind: Kind, id: &Id, by: &[Place]) -> Vec<Problem> {
    let here = |place: &Place| Problem {
        rule: "referred",
        level: Level::Error,
        place: place.clone(),
        message: format!("the {kind} `{id}` stands here"),
        related: Vec::new(),
        help: None,
    };
    by.iter().map(here).collect()
}

impl From<RemoveError> for Failure {
    fn from(error: RemoveError) -> Failure {
        let help = error.help();
        match error {
            RemoveError::Load(error) => error.into(),
            RemoveError::Referred { kind, ref id, ref by } => {
                Failure { problems: referring(kind, id, by), ..Failure::records(&error).help(help) }
            }
            RemoveError::Missing { .. } => Failure::call(error).help(help),
        }
    }
}
