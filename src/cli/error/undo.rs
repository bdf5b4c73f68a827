//! Why nothing is undone, for whoever typed it.

use crate::cli::error::Failure;
use crate::cli::error::remove::referring;
use crate::ops::undo::UndoError;
use crate::session::OperationError;

impl From<UndoError> for Failure {
    fn from(error: UndoError) -> Failure {
        let help = error.help();
        match error {
            UndoError::Load(error) => error.into(),
            UndoError::Source(error) => error.into(),
            UndoError::Referred { kind, ref id, ref by } => {
                Failure { problems: referring(kind, id, by), ..Failure::records(&error).help(help) }
            }
            refused => Failure::records(refused).help(help),
        }
    }
}

impl From<OperationError> for Failure {
    fn from(error: OperationError) -> Failure {
        let help = match &error {
            OperationError::Session(_) => None,
            OperationError::None | OperationError::Unknown { .. } => {
                Some("`tandem history` tells the operations; what no commit has, nobody knows".to_string())
            }
            OperationError::Several { .. } => Some("write the whole id".into()),
            OperationError::Foreign { path, .. } => {
                Some(format!("`git log -p -- {path}` shows what it was; change it by hand"))
            }
            OperationError::Unreadable { kind, id, .. } => {
                Some(format!("`tandem history {kind}/{id}` tells what it was before"))
            }
        };
        match error {
            OperationError::Session(error) => error.into(),
            OperationError::Unreadable { .. } => Failure::records(error).help(help),
            other => Failure::call(other).help(help),
        }
    }
}
