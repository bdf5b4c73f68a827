//! What to say where no certificate is issued.

use std::collections::BTreeSet;

use crate::cli::error::Failure;
use crate::diag::{Level, Problem};
use crate::model::correction::RecordRef;
use crate::model::path::FieldPath;
use crate::model::place::Place;
use crate::ops::certificate::IssueError;

impl From<IssueError> for Failure {
    fn from(error: IssueError) -> Failure {
        let help = error.help();
        match error {
            IssueError::Add(error) => error.into(),
            IssueError::Load(error) => error.into(),
            IssueError::Source(error) => error.into(),
            IssueError::Uncommitted { ref records, .. } => {
                let problems = problems(records, "uncommitted", "what this says of hours is not committed");
                Failure { problems, ..Failure::records(&error).help(help) }
            }
            IssueError::Approximate { ref records, .. } => {
                let problems = problems(records, "approximate", "hours here are rounded or assumed");
                Failure { problems, ..Failure::records(&error).help(help) }
            }
            IssueError::NoIssuer { .. } | IssueError::Text(_) => Failure::call(error).help(help),
            IssueError::Nothing { .. } | IssueError::Numbered { .. } => Failure::records(error).help(help),
        }
    }
}

/// What is wrong with some records, each where it stands.
fn problems(records: &BTreeSet<RecordRef>, rule: &'static str, message: &str) -> Vec<Problem> {
    let problem = |record: &RecordRef| Problem {
        rule,
        level: Level::Error,
        place: Place::of(record.kind, &record.id, FieldPath::default()),
        message: message.into(),
        related: Vec::new(),
        help: None,
    };
    records.iter().map(problem).collect()
}
