//! One writer at a time: an OS lock on `.tandem/lock`, gone with its process however that ends.
//!
//! Nothing here sleeps by itself: whoever waits says how to pause, and the time waited is the sum of the
//! pauses. This file knows what `.tandem/` is called; it does not know what is written under the lock.

use std::io;
use std::time::Duration;

use crate::store::disk::{self, Disk, Held, RelPath};

/// How long a writer waits for another.
pub const PATIENCE: Duration = Duration::from_mins(1);
/// After how long it says whom it waits for.
pub const SILENCE: Duration = Duration::from_secs(2);
/// How long each pause is.
pub const PAUSE: Duration = Duration::from_millis(50);

/// The lock is held; no other process writes until this is dropped.
#[derive(Debug)]
pub struct LockGuard {
    _held: Box<dyn Held>,
}

/// Why the lock was not taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Somebody else kept it for too long.
    #[error("the records are locked by {holder} for more than {} seconds", waited.as_secs())]
    Busy {
        /// Who holds it, as they wrote it into the lock.
        holder: String,
        /// How long we waited.
        waited: Duration,
    },
    /// The lock cannot be made or taken.
    #[error("`{path}` cannot be locked: {source}")]
    Disk {
        /// The lock, or what it lies in.
        path: RelPath,
        /// What the disk said.
        source: io::Error,
    },
}

impl LockError {
    /// What to do instead.
    pub fn help(&self) -> Option<String> {
        match self {
            LockError::Busy { .. } => Some("wait for it to end, or end it, then try again".into()),
            LockError::Disk { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                Some("ask for write permission on the folder of the records".into())
            }
            LockError::Disk { .. } => None,
        }
    }
}

/// The folder of what is derived and local.
pub fn folder() -> RelPath {
    local("")
}

/// A path in the folder of what is derived and local; `name` is one of ours.
pub(crate) fn local(name: &str) -> RelPath {
    let folder: RelPath = ".tandem".parse().expect("a plain name");
    if name.is_empty() { folder } else { folder.join(name).expect("a plain name") }
}

/// Takes the lock, making `.tandem/` if need be. After [`SILENCE`] it tells who holds it, once; after
/// [`PATIENCE`] it gives up.
pub fn acquire(
    disk: &dyn Disk,
    holder: &str,
    pause: &mut dyn FnMut(Duration),
    tell: &mut dyn FnMut(&str),
) -> Result<LockGuard, LockError> {
    prepare(disk)?;
    let mut waited = Duration::ZERO;
    let mut told = false;
    loop {
        if let Some(guard) = take(disk, holder)? {
            return Ok(guard);
        }
        if waited >= PATIENCE {
            return Err(LockError::Busy { holder: held_by(disk), waited });
        }
        if waited >= SILENCE && !told {
            told = true;
            tell(&held_by(disk));
        }
        pause(PAUSE);
        waited += PAUSE;
    }
}

/// Takes the lock if nobody has it.
pub fn try_acquire(disk: &dyn Disk, holder: &str) -> Result<Option<LockGuard>, LockError> {
    prepare(disk)?;
    take(disk, holder)
}

/// The name under which this process holds a lock: its number and what it does.
pub fn holder(command: &str) -> String {
    format!("process {} (`{command}`)", std::process::id())
}

fn take(disk: &dyn Disk, holder: &str) -> Result<Option<LockGuard>, LockError> {
    let path = local("lock");
    let Some(held) = disk.try_lock(&path, holder).map_err(|source| LockError::Disk { path, source })? else {
        return Ok(None);
    };
    hide(disk)?;
    Ok(Some(LockGuard { _held: held }))
}

fn held_by(disk: &dyn Disk) -> String {
    let name = disk.read(&local("lock"), 1024).unwrap_or_default();
    let name = String::from_utf8_lossy(&name).trim().to_string();
    if name.is_empty() { "another process".into() } else { name }
}

/// Makes `.tandem/`.
fn prepare(disk: &dyn Disk) -> Result<(), LockError> {
    disk::make_folders(disk, &folder()).map_err(|source| LockError::Disk { path: folder(), source })
}

/// Makes the `.gitignore` that keeps `.tandem/` out of every commit; under the lock.
fn hide(disk: &dyn Disk) -> Result<(), LockError> {
    let path = local(".gitignore");
    let hidden = disk.stat(&path).and_then(|found| match found {
        Some(_) => Ok(()),
        None => disk::replace(disk, &path, &local(".gitignore.new"), b"*\n"),
    });
    hidden.map_err(|source| LockError::Disk { path, source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::Memory;

    #[test]
    fn a_writer_waits_says_for_whom_and_gives_up() {
        let disk = Memory::default();
        let first = try_acquire(&disk, "process 7 (`volunteer add`)").unwrap().unwrap();
        let (mut waited, mut told) = (Duration::ZERO, Vec::new());
        let error = acquire(&disk, "me", &mut |by| waited += by, &mut |name| told.push(name.to_string()));
        assert_eq!(
            error.unwrap_err().to_string(),
            "the records are locked by process 7 (`volunteer add`) for more than 60 seconds"
        );
        assert_eq!((waited, told), (PATIENCE, vec!["process 7 (`volunteer add`)".to_string()]));
        drop(first);
        assert!(acquire(&disk, "me", &mut |_| panic!("no need"), &mut |_| panic!("no need")).is_ok());
    }

    #[test]
    fn a_writer_gets_the_lock_when_it_is_given_back() {
        let disk = Memory::default();
        let mut first = try_acquire(&disk, "a").unwrap();
        let mut pauses = 0;
        let mut pause = |_| {
            pauses += 1;
            if pauses == 3 {
                first = None;
            }
        };
        assert!(acquire(&disk, "b", &mut pause, &mut |_| panic!("too early to say")).is_ok());
        assert_eq!(pauses, 3);
    }

    #[test]
    fn the_local_folder_is_kept_out_of_git() {
        let disk = Memory::default();
        try_acquire(&disk, "a").unwrap();
        assert_eq!(disk.files()[&local(".gitignore")], b"*\n");
    }
}
