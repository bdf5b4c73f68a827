//! What to say where a period is not closed or opened again, and where nothing is corrected.

use crate::cli::error::Failure;
use crate::diag::Problem;
use crate::ops::correct::CorrectError;
use crate::ops::period::PeriodError;

impl From<PeriodError> for Failure {
    fn from(error: PeriodError) -> Failure {
        let mut failure = Failure::records(&error);
        failure.help = error.help();
        match error {
            PeriodError::Source(error) => error.into(),
            PeriodError::Text(error) => Failure::bug(&error.to_string()),
            PeriodError::Unfinished { faults, .. } => {
                failure.problems = faults.into_iter().map(Problem::from).collect();
                failure
            }
            _ => failure,
        }
    }
}

impl From<CorrectError> for Failure {
    fn from(error: CorrectError) -> Failure {
        let help = error.help();
        match error {
            CorrectError::Load(error) => error.into(),
            CorrectError::Add(error) => error.into(),
            CorrectError::Missing { .. } | CorrectError::Nothing | CorrectError::Whose { .. } => {
                Failure::call(error).help(help)
            }
            refused => Failure::records(refused).help(help),
        }
    }
}
