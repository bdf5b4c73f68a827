//! Reports: typed values that add up, before anybody decides how they look.
//!
//! A report imports the model alone; formats and languages are the renderers' matter.

pub mod activities;
pub mod cases;
pub mod closed;
pub mod count;
pub mod cover;
pub mod coverage;
pub mod difference;
mod distinct;
pub mod feedback;
pub mod goods;
pub mod heads;
pub mod hours;
pub mod linkage;
pub mod matching;
pub mod needs;
pub mod nightly;
pub mod opinions;
pub mod orgs;
pub mod plan;
pub mod public;
pub mod query;
pub mod replayed;
pub mod resources;
pub mod served;
pub mod shifts;
pub mod staffing;
pub mod stock;
pub mod summary;
pub mod table;
pub mod tally;
pub mod tree;
pub mod turnover;
pub mod volunteers;
pub mod workforce;

use crate::model::book::SourceError;
use crate::model::fact::About;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// Why a report cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// More than can be counted.
    #[error("the figures of `{kind}/{id}` and those before it are more than can be added up")]
    TooMany {
        /// The kind of the record at which it was too much.
        kind: Kind,
        /// Its id.
        id: Id,
    },
    /// The records cannot be listed.
    #[error(transparent)]
    Source(#[from] SourceError),
}

impl ReportError {
    /// That a record was too much.
    fn too_many(about: &About) -> ReportError {
        ReportError::TooMany { kind: about.kind, id: about.id.clone() }
    }
}
