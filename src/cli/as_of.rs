//! `--as-of REV|DATE`: the store as it was, for every command that only reads.

use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::session::Session;
use crate::store::git::Oid;

/// Which state of the store is read.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(skip)]
pub(crate) struct AsOf {
    /// Read the store as it was in a revision, or at the end of a day
    #[arg(id = "as_of", long = "as-of", value_name = "REV|DATE")]
    word: Option<String>,
}

impl AsOf {
    /// Opens the store in that state.
    pub(crate) fn session(&self, context: &Context) -> Result<Session, Failure> {
        context.session_as_of(self.word.as_deref())
    }

    /// The words that ask for the same state again.
    pub(crate) fn words(&self) -> impl Iterator<Item = String> {
        self.word.iter().flat_map(|word| ["--as-of".to_string(), word.clone()])
    }
}

/// How much of a revision's name is written where it is typed again.
const SHORT: usize = 12;

/// A revision's name as it is written where it is typed again.
pub(crate) fn short(revision: &Oid) -> String {
    revision.as_str().chars().take(SHORT).collect()
}

/// A command that reads the past names the revision that was read, so that it asks for the same later.
pub(super) fn pinned(mut command: Vec<String>, session: &Session) -> Vec<String> {
    let at = command.iter().position(|word| word == "--as-of");
    if let (Some(at), Some(revision)) = (at, session.revision()) {
        command.splice(at + 1..at + 2, [short(revision)]);
    }
    command
}
