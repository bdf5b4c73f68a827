//! What words typed for fields mean in a store, and why one means nothing.

use crate::model::kind::Kind;
use crate::model::value::TypedError;
use crate::ops::find::FindError;
use crate::ops::set::SetError;

/// What words mean in a store.
pub(crate) trait Known {
    /// The id of the record of one of these kinds that a word means.
    fn id(&self, kinds: &[Kind], word: &str) -> Result<String, WordError>;
    /// Refuses a word that is no category.
    fn category(&self, word: &str) -> Result<(), WordError>;
    /// All categories.
    fn categories(&self) -> Vec<String>;
}

/// Why what was typed for a field cannot stand there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WordError {
    /// It is no value of the field.
    #[error(transparent)]
    Typed(#[from] TypedError),
    /// It means no record.
    #[error(transparent)]
    Find(#[from] FindError),
    /// There is no such field.
    #[error(transparent)]
    Set(#[from] SetError),
}
