//! A change as a commit: its operation's id, its subject and what its trailers say.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::model::change::Change;
use crate::model::kind::Kind;
use crate::store::git::Git;
use crate::store::publish::{Batch, PublishError, Write};

use super::{Command, Prepared};

/// How many records a commit names by their ids.
const MOST_NAMED: usize = 5;

/// The id of an operation: a fingerprint of what it writes and of the commit that it stands on.
pub(in crate::session) fn operation(git: Option<&Git>, files: &[Write]) -> Result<String, PublishError> {
    let mut fingerprint = Sha256::new();
    let head = git.map(Git::head).transpose()?.flatten();
    fingerprint.update(head.map(|head| head.to_string()).unwrap_or_default());
    for file in files {
        fingerprint.update(format!("\n{}\n", file.path));
        fingerprint.update(file.before.as_deref().unwrap_or_default());
        fingerprint.update(file.after.as_deref().unwrap_or_default());
    }
    Ok(fingerprint.finalize().iter().take(6).fold(String::new(), |mut op, byte| {
        let _ = write!(op, "{byte:02x}");
        op
    }))
}

/// The records of a change, for its commit: their ids, or how many they are.
fn which(changes: &[Change]) -> Vec<String> {
    if changes.len() <= MOST_NAMED {
        return changes.iter().map(|change| change.id_after().to_string()).collect();
    }
    let first = changes.first().map(|change| change.kind);
    let of_one_kind = first.filter(|kind| changes.iter().all(|change| change.kind == *kind));
    vec![format!("{} {}", changes.len(), of_one_kind.map_or("records", Kind::folder))]
}

/// The change as files and as a commit's message.
pub(super) fn batch<T>(
    command: &Command,
    git: Option<&Git>,
    prepared: &Prepared<T>,
    commit: bool,
) -> Result<Batch, PublishError> {
    let ids = prepared.named.clone().map_or_else(|| which(&prepared.changes), |named| vec![named]);
    let op = operation(git, &prepared.files)?;
    let words = [std::slice::from_ref(&command.verb), command.flags.as_slice()].concat();
    let said = words.iter().take(1).chain(&ids).map(String::as_str);
    let said: Vec<&str> = said.chain(words.iter().skip(1).map(String::as_str)).collect();
    Ok(Batch {
        op: op.clone(),
        subject: if ids.is_empty() {
            command.verb.clone()
        } else {
            format!("{}: {}", command.verb, ids.join(", "))
        },
        body: command.message.clone(),
        trailers: vec![("Tandem-Op".into(), op), ("Tandem-Command".into(), said.join(" "))],
        writes: prepared.files.clone(),
        commit,
        run_hooks: true,
    })
}
