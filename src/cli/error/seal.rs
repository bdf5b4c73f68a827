//! Why nothing is sealed or opened, for whoever typed it.

use crate::cli::error::Failure;
use crate::cli::generic::seal::SetSealedError;
use crate::store::seal::SealError;

/// A refusal, told as `message`: damage and wrong keys of the store are faults of the records.
fn told(why: &SealError, message: impl std::fmt::Display) -> Failure {
    let failure = match why {
        SealError::Key { .. } | SealError::Damaged | SealError::Formless => Failure::records(message),
        SealError::NoRecipient
        | SealError::NoIdentity
        | SealError::Identity { .. }
        | SealError::Unfit
        | SealError::Value { .. }
        | SealError::Unsealed => Failure::call(message),
    };
    failure.help(why.help())
}

impl From<SealError> for Failure {
    fn from(error: SealError) -> Failure {
        told(&error, &error)
    }
}

impl From<SetSealedError> for Failure {
    fn from(error: SetSealedError) -> Failure {
        match &error {
            SetSealedError::Set(set) => set.clone().into(),
            SetSealedError::Load(load) => load.clone().into(),
            SetSealedError::Seal { why, .. } => told(why, &error),
        }
    }
}
