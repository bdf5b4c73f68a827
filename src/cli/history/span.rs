//! What `--since` and `--op` mean.

use crate::cli::error::Failure;
use crate::model::book::Source;
use crate::model::day::Day;
use crate::session::Session;
use crate::store::git::{GitError, Oid};

/// The commit after which history is asked for: of a day, the last one before it. `None` where all of it
/// is later.
pub(super) fn since(session: &Session, word: &str) -> Result<Option<Oid>, Failure> {
    let git = session.repository()?;
    let zone = session.records().settings().zone();
    let asked = word.parse::<Day>().map_or_else(|_| word.to_string(), |day| day.plus(-1).to_string());
    match git.resolve_as_of(&asked, zone) {
        Ok(commit) => Ok(Some(commit)),
        Err(GitError::BeforeHistory { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The id of an operation, or the beginning of it, if there is one that has it.
pub(super) fn operation(session: &Session, word: &str) -> Result<String, Failure> {
    if word.is_empty() || session.operations(word)?.is_empty() {
        let failure = Failure::call(format!("no commit here was made by an operation `{word}`"));
        return Err(failure.help("`tandem history` tells the operations".to_string()));
    }
    Ok(word.into())
}
