//! What git may refuse, told apart by what one can do about it.

use std::io;
use std::path::{Path, PathBuf};

use crate::store::git::Output;

/// Why git gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is a repository, but no git to read it with.
    #[error("`git` is not installed, but `{}` is a git repository", repository.display())]
    Missing {
        /// The top of the repository.
        repository: PathBuf,
    },
    /// git does not trust the owner of the repository.
    #[error("git does not trust the repository at `{}`, because somebody else owns it", folder.display())]
    Dubious {
        /// Where we asked.
        folder: PathBuf,
        /// The line to type, as git proposes it.
        line: String,
    },
    /// git refused to say anything about a folder.
    #[error("git refuses to work in `{}`: {output}", folder.display())]
    Refused {
        /// Where we asked.
        folder: PathBuf,
        /// What it said.
        output: String,
    },
    /// The folder cannot be looked at.
    #[error("`{}` cannot be opened: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// git could not be started or listened to.
    #[error("`{command}` could not be run: {source}")]
    Start {
        /// The call.
        command: String,
        /// What the system said.
        source: io::Error,
    },
    /// git answered with an error.
    #[error("`{command}` failed: {output}")]
    Failed {
        /// The call.
        command: String,
        /// What it said.
        output: String,
    },
    /// git answered something that we do not understand.
    #[error("`{command}` gave an unexpected answer: {output}")]
    Unexpected {
        /// The call.
        command: String,
        /// The answer.
        output: String,
    },
    /// A revision that does not exist here.
    #[error("`{text}` is no revision of this repository")]
    UnknownRevision {
        /// The revision as written.
        text: String,
    },
    /// No commit is old enough.
    #[error("no commit is as old as {day}")]
    BeforeHistory {
        /// The day asked for.
        day: String,
    },
}

impl GitError {
    /// An answer that is an error.
    pub(crate) fn failed(command: String, output: &Output) -> Self {
        let said = match output.code {
            Some(code) if output.complaint.is_empty() => format!("it ended with {code}"),
            None => "it was killed".into(),
            Some(_) => output.complaint.clone(),
        };
        GitError::Failed { command, output: said }
    }

    /// A refusal to look at a repository at all.
    pub(crate) fn refused(folder: &Path, output: &Output) -> Self {
        let lines = output.complaint.lines().map(str::trim);
        let line = lines.clone().find(|line| line.starts_with("git config --global --add safe.directory"));
        match line {
            Some(line) => GitError::Dubious { folder: folder.into(), line: line.into() },
            None => GitError::Refused { folder: folder.into(), output: output.complaint.clone() },
        }
    }

    /// The lock of another git, if that is why this one failed.
    pub(crate) fn held_lock(&self) -> Option<PathBuf> {
        let GitError::Failed { output, .. } = self else { return None };
        let (_, rest) = output.split_once("Unable to create '")?;
        let (path, reason) = rest.split_once(".lock'")?;
        reason.starts_with(": File exists").then(|| format!("{path}.lock").into())
    }

    /// What to do instead.
    pub fn help(&self) -> Option<String> {
        match self {
            GitError::Missing { .. } => Some("install git, then `git --version` answers".into()),
            GitError::Dubious { line, .. } => Some(format!("if you trust it, type `{line}`")),
            GitError::UnknownRevision { .. } => Some("`git log --oneline` lists the revisions".into()),
            GitError::BeforeHistory { .. } => {
                Some("`git log --reverse` begins with the oldest commit".into())
            }
            _ => None,
        }
    }
}
