//! Why a change was not made, told apart by what one can do about it.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::store::disk::RelPath;
use crate::store::git::GitError;
use crate::store::journal::JournalError;

/// Why a change was not made. Nothing of it is left, but where a variant says so.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A merge, rebase, cherry-pick or revert must end first.
    #[error("a {what} is under way in this repository")]
    UnderWay {
        /// `merge`, `rebase`, `cherry-pick` or `revert`.
        what: &'static str,
    },
    /// git does not know who commits.
    #[error("git does not know who you are")]
    NoIdentity {
        /// What git said.
        output: String,
    },
    /// A hook of the repository said no.
    #[error("the hook `{name}` refused the commit{}", said(output))]
    HookRefused {
        /// Which hook.
        name: &'static str,
        /// What it said.
        output: String,
    },
    /// Another git has a lock, and kept it.
    #[error("`{}` is held by another git{}", path.display(), aged(*age))]
    GitLocked {
        /// The lock.
        path: PathBuf,
        /// How old it is, where the disk knows.
        age: Option<Duration>,
    },
    /// Somebody committed meanwhile: plan again on what is there now.
    #[error("somebody else committed while this change was made")]
    Moved,
    /// A file is no longer what the plan was made from.
    #[error("`{path}` was changed by somebody else meanwhile")]
    Changed {
        /// The file.
        path: RelPath,
    },
    /// A folder, a link or a device stands where a record should.
    #[error("`{path}` is not a file that can be replaced")]
    NotAFile {
        /// The path.
        path: RelPath,
    },
    /// git's index holds several versions of a file.
    #[error("`{path}` is in conflict in git's index")]
    Conflict {
        /// The file.
        path: RelPath,
    },
    /// A change before this one was not finished.
    #[error("an unfinished change lies in `.tandem/journal`")]
    Pending,
    /// The change could neither be done nor undone; the journal stays, and the next command finishes it.
    #[error("{cause}; undoing it failed too: {undoing}")]
    HalfDone {
        /// What went wrong first.
        cause: Box<PublishError>,
        /// What went wrong then.
        undoing: Box<PublishError>,
    },
    /// The disk failed.
    #[error("`{path}` cannot be written: {source}")]
    Disk {
        /// The file or folder.
        path: RelPath,
        /// What the disk said.
        source: io::Error,
    },
    /// A file of git's that we write for it, such as the message for a hook.
    #[error("`{}` cannot be written: {source}", path.display())]
    Aside {
        /// The file.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// The journal gives no answer.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// git gives no answer.
    #[error(transparent)]
    Git(#[from] GitError),
}

impl PublishError {
    /// What to do instead.
    pub fn help(&self) -> Option<String> {
        match self {
            PublishError::UnderWay { what } => {
                Some(format!("end it with `git {what} --continue` or `git {what} --abort`, then try again"))
            }
            PublishError::NoIdentity { .. } => Some(
                "say it once: `git config --global user.name \"Your Name\"` and \
                 `git config --global user.email you@example.org`"
                    .into(),
            ),
            PublishError::HookRefused { .. } => {
                Some("mend what the hook says, then try again; nothing was written".into())
            }
            PublishError::GitLocked { path, .. } => {
                Some(format!("wait for that git; if none runs, remove it with `rm {}`", quoted(path)))
            }
            PublishError::Moved | PublishError::Changed { .. } => {
                Some("look at what is there now, then try again".into())
            }
            PublishError::NotAFile { path } => Some(format!("move it away with `mv {path} {path}.old`")),
            PublishError::Conflict { path } => {
                Some(format!("make it right, then `git add {path}`, and try again"))
            }
            PublishError::Pending | PublishError::HalfDone { .. } => {
                Some("the next command that changes something finishes it".into())
            }
            PublishError::Disk { source, .. } | PublishError::Aside { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull => Some("make room on the disk, then try again".into()),
                io::ErrorKind::PermissionDenied => Some("ask for write permission".into()),
                _ => None,
            },
            PublishError::Journal(error) => error.help(),
            PublishError::Git(error) => error.help(),
        }
    }
}

fn said(output: &str) -> String {
    if output.is_empty() { String::new() } else { format!(": {output}") }
}

fn aged(age: Option<Duration>) -> String {
    let Some(seconds) = age.map(|age| age.as_secs()) else { return String::new() };
    match seconds {
        0..120 => format!(", for {seconds} seconds"),
        120..7200 => format!(", for {} minutes", seconds / 60),
        _ => format!(", for {} hours", seconds / 3600),
    }
}

/// A path as a shell takes it.
fn quoted(path: &std::path::Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
