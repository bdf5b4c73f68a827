//! What to say where verbs about people refuse: where they stand, who leads them, their hours, what they learned.

use std::fmt::Display;

use crate::cli::error::{Failure, NO_STEP};
use crate::diag::Problem;
use crate::model::fit::{Obstacle, Refusal};
use crate::model::kind::Kind;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::ops::hours::HoursError;
use crate::ops::link::LinkError;
use crate::ops::training::TrainingError;
use crate::ops::volunteer::StatusError;

/// A refusal for something that stands against it, with the place that says so.
fn barred(refused: &impl Display, obstacle: &Obstacle) -> Failure {
    Failure { problems: vec![Problem::from(obstacle.clone())], ..Failure::records(refused) }
}

impl From<HoursError> for Failure {
    fn from(error: HoursError) -> Failure {
        let help = error.help();
        match error {
            HoursError::Load(error) => error.into(),
            HoursError::Missing { .. } => Failure::call(error).help(help),
            other => Failure::records(other).help(help),
        }
    }
}

impl From<LinkError> for Failure {
    fn from(error: LinkError) -> Failure {
        let help = error.help();
        match error {
            LinkError::Load(error) => error.into(),
            LinkError::Missing { .. } => Failure::call(error).help(help),
            LinkError::Closed { ref obstacle, .. } => barred(&error, obstacle),
            LinkError::Left { ref id, kind, left } => {
                let field = FieldPath::field(if left.is_some() { "left" } else { "status" });
                let rule = Refusal::NotActive.code();
                Failure::at(Place::of(kind, id, field), rule, &error).help(help)
            }
            LinkError::BeforeJoined { ref id, kind, .. } => {
                let place = Place::of(kind, id, FieldPath::field("joined"));
                Failure::at(place, "date-order", &error).help(help)
            }
            LinkError::Later { ref id, kind, field, ref row, .. } => {
                let began = FieldPath::field(field).row(row.index, &row.key).then("from");
                Failure::at(Place::of(kind, id, began), "two-leads", &error).help(help)
            }
            other => Failure::records(other).help(help),
        }
    }
}

impl From<StatusError> for Failure {
    fn from(error: StatusError) -> Failure {
        let help = error.help();
        match error {
            StatusError::Load(error) => error.into(),
            StatusError::Missing { .. } | StatusError::Unexplained { .. } => Failure::call(error).help(help),
            StatusError::Refused { ref obstacle, .. } => barred(&error, obstacle).help(help),
            StatusError::Step { ref place, .. } => Failure::at(*place.clone(), NO_STEP, &error).help(help),
            StatusError::Already { ref id, .. } => {
                let place = Place::of(Kind::Volunteer, id, FieldPath::field("reason"));
                Failure::at(place, NO_STEP, &error).help(help)
            }
            StatusError::BeforeJoined { ref id, .. } => {
                let place = Place::of(Kind::Volunteer, id, FieldPath::field("joined"));
                Failure::at(place, "date-order", &error).help(help)
            }
        }
    }
}

impl From<TrainingError> for Failure {
    fn from(error: TrainingError) -> Failure {
        let help = error.help();
        match error {
            TrainingError::Add(error) => error.into(),
            TrainingError::Load(error) => error.into(),
            other @ TrainingError::Nobody { .. } => Failure::call(other).help(help),
        }
    }
}
