//! `check --baseline`: the problems that there are become known ones, as one change of one file.

use crate::check;
use crate::check::baseline::{self, Baseline, BaselineError};
use crate::diag::{Problem, Shown};
use crate::model::book::{Book, Source, SourceError};
use crate::store::disk::RelPath;
use crate::store::publish::Write;
use crate::store::records::Records;

use super::{ChangeError, Command, Desk, Done, Prepared};

/// The largest file of known problems that is read, in bytes: a hundred for each of many.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Why the known problems of a store cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KnownError {
    /// The file is none.
    #[error(transparent)]
    Baseline(#[from] BaselineError),
    /// It cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
}

/// The known problems of a store; none where nobody wrote any down.
///
/// # Errors
/// [`KnownError`] where the file is there and cannot be read.
pub fn known(records: &Records) -> Result<Baseline, KnownError> {
    match records.bytes_within(&path(), LARGEST)? {
        Some(bytes) => Ok(Baseline::read(&String::from_utf8_lossy(&bytes))?),
        None => Ok(Baseline::default()),
    }
}

/// Records that cannot be read: whatever is wrong with them would be known unseen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("what cannot be read cannot be known")]
pub struct Unread {
    /// Why they cannot be.
    pub problems: Vec<Shown>,
}

impl Desk<'_> {
    /// Writes down the problems that there are; where there are none, the file goes. Gives how many.
    ///
    /// # Errors
    /// [`ChangeError`], with [`Unread`] where a record cannot be read; then nothing is changed.
    pub fn baseline(&mut self, command: &Command) -> Result<Done<usize>, ChangeError<Unread>> {
        self.perform(command, &mut |records, today| {
            let problems = check::all(&Book::over(records, today))?;
            // A rule that does not get what it looks up is silent.
            let unread = records.unread().into_iter().flat_map(|unusable| unusable.faults);
            let unread = records.shown(unread.map(Problem::from));
            if !unread.is_empty() {
                return Err(ChangeError::Refused(Unread { problems: unread }));
            }
            let before = records.bytes_within(&path(), LARGEST)?;
            let after = (!problems.is_empty()).then(|| Baseline::of(&problems).text().into_bytes());
            let write = Write { path: path(), before, after, label: "baseline".into() };
            let files = Vec::from_iter((write.before != write.after).then_some(write));
            let (changes, warnings, rests_on) = (Vec::new(), Vec::new(), Vec::new());
            Ok(Prepared { changes, files, told: problems.len(), named: None, warnings, rests_on })
        })
    }
}

fn path() -> RelPath {
    baseline::FILE.parse().unwrap_or_default()
}
