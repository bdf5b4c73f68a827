//! What to say where there cannot be an index.

use crate::cli::error::Failure;
use crate::store::index::IndexError;

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Failure {
        match error {
            IndexError::Source(error) => error.into(),
            IndexError::Timeless => Failure::call(error)
                .help("nothing is lost: every command reads the records themselves".to_string()),
            IndexError::Unwritable { .. } => Failure::call(error)
                .help("ask for write permission on the folder of the records; without an index everything works, only slower".to_string()),
        }
    }
}
