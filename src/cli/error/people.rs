//! What to say where verbs about people refuse: where they stand, who leads them, their hours, what they learned.

use crate::cli::error::Failure;
use crate::diag::Problem;
use crate::ops::hours::HoursError;
use crate::ops::link::LinkError;
use crate::ops::training::TrainingError;
use crate::ops::volunteer::StatusError;

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
            StatusError::Refused { ref obstacle, .. } => {
                let problems = vec![Problem::from((**obstacle).clone())];
                Failure { problems, ..Failure::records(&error).help(help) }
            }
            other => Failure::records(other).help(help),
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
