//! What the journal says, done: files, index, HEAD; forwards, or back.
//!
//! Every step can be repeated harmlessly: it looks at what is there and does what is left to do.

use std::io;
use std::time::{Duration, SystemTime};

use crate::store::disk::{self, Disk, RelPath};
use crate::store::git::{Git, GitError, IndexStamp, TreeEntry};
use crate::store::journal::{self, FileChange, Journal, Plan, Tracked};
use crate::store::lock::LockGuard;
use crate::store::progress::Work;
use crate::store::publish::prepare::lines;
use crate::store::publish::{Note, PublishError, Published, TIDY_EVERY, holds};

/// How long another git's lock is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long each pause is.
const PAUSE: Duration = Duration::from_millis(100);

/// A journal, and all that is needed to act on it.
pub(super) struct Act<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) git: Option<&'a Git>,
    pub(super) lock: &'a LockGuard,
    pub(super) journal: &'a Journal,
}

/// Which of the two states a file is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    After,
    /// Somebody else wrote it.
    Neither,
}

impl Act<'_> {
    /// Does a change for the first time; an error on the way is undone. `seen` is the index in which was
    /// looked up what the journal says of it.
    pub(super) fn alive(
        &self,
        seen: Option<IndexStamp>,
        pause: &mut dyn FnMut(Duration),
    ) -> Result<Published, PublishError> {
        let mut staged = false;
        let done = self.forwards(seen, &mut staged, pause);
        let count = match done {
            Ok(count) => count,
            Err(cause) => {
                return Err(match self.backwards(staged, pause) {
                    Ok(()) => cause,
                    Err(undoing) => PublishError::HalfDone { cause: cause.into(), undoing: undoing.into() },
                });
            }
        };
        let mut published = Published::default();
        if let Err(error) = self.finish() {
            published.notes.push(Note::JournalStays { why: error.to_string() });
        }
        if let Some((git, plan)) = self.committed() {
            (published.commit, published.hand) = (Some(plan.new.clone()), plan.hand.clone());
            if count.is_multiple_of(TIDY_EVERY) {
                git.maintain();
            }
        }
        Ok(published)
    }

    /// From the point of no return to the moved HEAD.
    fn forwards(
        &self,
        seen: Option<IndexStamp>,
        staged: &mut bool,
        pause: &mut dyn FnMut(Duration),
    ) -> Result<u64, PublishError> {
        journal::write(self.disk, self.lock, self.journal)?;
        let count = journal::advance(self.disk, self.lock)?;
        let writing = self.disk.progress().begin(Work::Writing);
        // Each is written beside its place first, then put there.
        writing.parts(2);
        writing.found(1, self.journal.files.len());
        for file in &self.journal.files {
            self.write_beside(&[file])?;
            writing.done(1);
        }
        writing.found(1, self.journal.files.len());
        for file in &self.journal.files {
            writing.done(1);
            if self.state(file)? != State::Before {
                return Err(PublishError::Changed { path: file.path.clone() });
            }
            self.put(file)?;
        }
        drop(writing);
        *staged = true;
        self.stage(seen, pause)?;
        self.move_head(pause)?;
        Ok(count)
    }

    /// Writes all files again that are not yet as they shall be. What somebody else wrote stays.
    pub(super) fn files_again(&self) -> Result<(), PublishError> {
        journal::advance(self.disk, self.lock)?;
        let mut ours = Vec::new();
        for file in &self.journal.files {
            match self.state(file)? {
                State::Neither => {}
                State::Before => ours.push(file),
                State::After => self.sync(&file.path)?,
            }
        }
        self.write_beside(&ours)?;
        for file in ours {
            match self.put(file) {
                Err(PublishError::Changed { .. }) => {}
                done => done?,
            }
        }
        Ok(())
    }

    /// The files that are neither as they were nor as they shall be.
    pub(super) fn left(&self) -> Result<Vec<RelPath>, PublishError> {
        let mut left = Vec::new();
        for file in &self.journal.files {
            if self.state(file)? == State::Neither {
                left.push(file.path.clone());
            }
        }
        Ok(left)
    }

    /// Puts back what was done, last things first, and drops the journal.
    fn backwards(&self, staged: bool, pause: &mut dyn FnMut(Duration)) -> Result<(), PublishError> {
        if staged {
            self.unstage(pause)?;
        }
        for file in self.journal.files.iter().rev() {
            if self.state(file)? == State::After {
                self.put_back(file)?;
            }
        }
        self.remove_beside()?;
        for folder in self.journal.folders.iter().rev() {
            self.remove_if_empty(folder)?;
        }
        if let Some((git, _)) = self.committed() {
            // A name that stays keeps an unused commit a little longer, no more.
            let _forgotten = git.forget();
        }
        Ok(journal::drop_it(self.disk, self.lock)?)
    }

    /// The last step: what is left over goes, then the journal.
    pub(super) fn finish(&self) -> Result<(), PublishError> {
        self.remove_beside()?;
        for file in self.journal.files.iter().filter(|file| file.after.is_none()) {
            let mut folder = file.path.parent();
            while let Some(at) = folder.filter(|at| at.parts().count() > 1) {
                self.remove_if_empty(&at)?;
                folder = at.parent();
            }
        }
        Ok(journal::drop_it(self.disk, self.lock)?)
    }

    /// git and the commit, where there is one.
    fn committed(&self) -> Option<(&Git, &Plan)> {
        self.git.zip(self.journal.commit.as_ref())
    }

    fn state(&self, file: &FileChange) -> Result<State, PublishError> {
        let failed = |source| PublishError::Disk { path: file.path.clone(), source };
        let is = |bytes: &Option<Vec<u8>>| match bytes {
            Some(bytes) => holds(self.disk, &file.path, bytes),
            None => self.disk.stat(&file.path).map(|found| found.is_none()),
        };
        if is(&file.before).map_err(failed)? {
            Ok(State::Before)
        } else if is(&file.after).map_err(failed)? {
            Ok(State::After)
        } else {
            Ok(State::Neither)
        }
    }

    /// Writes the new bytes of files beside them, so that a full disk is noticed before any is replaced.
    fn write_beside(&self, files: &[&FileChange]) -> Result<(), PublishError> {
        for file in files {
            let Some(bytes) = &file.after else { continue };
            let beside = beside(&file.path);
            let failed = |source| PublishError::Disk { path: file.path.clone(), source };
            disk::make_folders(self.disk, &file.path.parent().unwrap_or_default()).map_err(failed)?;
            disk::remove_if_there(self.disk, &beside).map_err(failed)?;
            self.disk.write_new(&beside, bytes, Some(&file.path)).map_err(failed)?;
        }
        Ok(())
    }

    /// Lets the new bytes take the place of the old. The old ones are looked at once more when nobody can
    /// reach them any longer: what an editor saved in the last moment goes back to its place.
    fn put(&self, file: &FileChange) -> Result<(), PublishError> {
        let failed = |source| PublishError::Disk { path: file.path.clone(), source };
        let beside = beside(&file.path);
        let done = match (&file.before, &file.after) {
            (Some(_), Some(_)) => self.disk.exchange(&beside, &file.path),
            (None, Some(_)) => self.disk.rename_new(&beside, &file.path),
            (_, None) => self.disk.rename(&file.path, &beside),
        };
        match done {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists || disk::is_missing(&error) => {
                return Err(PublishError::Changed { path: file.path.clone() });
            }
            done => done.map_err(failed)?,
        }
        if let Some(before) = &file.before
            && self.disk.stat(&beside).map_err(failed)?.is_some()
            && !holds(self.disk, &beside, before).map_err(failed)?
        {
            self.give_back(file)?;
            return Err(PublishError::Changed { path: file.path.clone() });
        }
        disk::remove_if_there(self.disk, &beside).map_err(failed)?;
        self.sync(&file.path)
    }

    /// Puts what lies beside a file in its place; what lay there comes beside it.
    fn give_back(&self, file: &FileChange) -> Result<(), PublishError> {
        let beside = beside(&file.path);
        let given = match self.disk.rename_new(&beside, &file.path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.disk.exchange(&beside, &file.path)
            }
            done => done,
        };
        given.map_err(|source| PublishError::Disk { path: file.path.clone(), source })?;
        self.sync(&file.path)
    }

    /// Gives back what an editor saved in the last moment before a death: what lies beside a file and is no
    /// beginning of anything of ours.
    pub(super) fn give_back_saved(&self) -> Result<(), PublishError> {
        for file in &self.journal.files {
            let beside = beside(&file.path);
            let found = disk::read_if_there(self.disk, &beside, u64::MAX);
            let found = found.map_err(|source| PublishError::Disk { path: beside, source })?;
            let is_ours = |found: &[u8]| {
                [&file.before, &file.after].into_iter().flatten().any(|bytes| bytes.starts_with(found))
            };
            if found.is_some_and(|found| !is_ours(&found)) {
                self.give_back(file)?;
            }
        }
        Ok(())
    }

    /// The same backwards; what an editor saved meanwhile stays.
    fn put_back(&self, file: &FileChange) -> Result<(), PublishError> {
        let (before, after) = (file.after.clone(), file.before.clone());
        let back = FileChange { before, after, ..file.clone() };
        self.write_beside(&[&back])?;
        match self.put(&back) {
            Err(PublishError::Changed { .. }) => Ok(()),
            done => done,
        }
    }

    fn sync(&self, path: &RelPath) -> Result<(), PublishError> {
        let folder = path.parent().unwrap_or_default();
        match self.disk.sync_folder(&folder) {
            Err(source) if !disk::is_missing(&source) => Err(PublishError::Disk { path: folder, source }),
            _ => Ok(()),
        }
    }

    /// Removes the temporary files.
    pub(super) fn remove_beside(&self) -> Result<(), PublishError> {
        for file in &self.journal.files {
            let path = beside(&file.path);
            if let Err(source) = disk::remove_if_there(self.disk, &path) {
                return Err(PublishError::Disk { path, source });
            }
        }
        Ok(())
    }

    fn remove_if_empty(&self, folder: &RelPath) -> Result<(), PublishError> {
        let removed = match self.disk.list(folder) {
            Ok(held) if held.is_empty() => self.disk.remove_folder(folder),
            held => held.map(drop),
        };
        match removed {
            // Somebody has put something there since it was looked into, or has taken it away.
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty || disk::is_missing(&error) => {
                Ok(())
            }
            done => done.map_err(|source| PublishError::Disk { path: folder.clone(), source }),
        }
    }

    /// Brings our paths in the index to what the commit holds. What somebody else staged meanwhile for
    /// one of them stays theirs; an index that is still the one that was seen is not looked into again.
    pub(super) fn stage(
        &self,
        seen: Option<IndexStamp>,
        pause: &mut dyn FnMut(Duration),
    ) -> Result<(), PublishError> {
        self.restage(|tracked| (&tracked.staged, &tracked.after), seen, pause)
    }

    fn unstage(&self, pause: &mut dyn FnMut(Duration)) -> Result<(), PublishError> {
        self.restage(|tracked| (&tracked.after, &tracked.staged), None, pause)
    }

    fn restage(
        &self,
        from_to: impl Fn(&Tracked) -> (&Option<TreeEntry>, &Option<TreeEntry>),
        seen: Option<IndexStamp>,
        pause: &mut dyn FnMut(Duration),
    ) -> Result<(), PublishError> {
        let Some((git, _)) = self.committed() else { return Ok(()) };
        patiently(pause, || {
            let wanted = lines(git, &self.journal.files, |tracked| Some(from_to(tracked).1));
            let paths: Vec<_> = wanted.iter().map(|line| line.path.clone()).collect();
            let is_seen = seen.is_some() && git.index_stamp()? == seen;
            let others = if is_seen { None } else { Some(git.staged(&paths)?) };
            let ours = self.journal.files.iter().filter_map(|file| file.tracked.as_ref());
            let untouched = wanted.into_iter().zip(ours).filter(|(line, tracked)| {
                let from = from_to(tracked).0.as_ref();
                let present = others.as_ref().map_or(from, |others| others.get(&line.path));
                present == from && present != line.entry.as_ref()
            });
            git.stage(&untouched.map(|(line, _)| line).collect::<Vec<_>>())
        })
    }

    /// Moves HEAD, unless it is there already.
    pub(super) fn move_head(&self, pause: &mut dyn FnMut(Duration)) -> Result<(), PublishError> {
        let Some((git, plan)) = self.committed() else { return Ok(()) };
        let subject = plan.message.lines().next().unwrap_or_default();
        let moved = patiently(pause, || git.move_head(plan.old.as_ref(), &plan.new, subject));
        let Err(error) = moved else { return Ok(()) };
        match git.head()? {
            head if head.as_ref() == Some(&plan.new) => Ok(()),
            head if head == plan.old => Err(error),
            _ => Err(PublishError::Moved),
        }
    }
}

/// The temporary file beside a file; readers pass over its dot.
fn beside(path: &RelPath) -> RelPath {
    let folder = path.parent().unwrap_or_default();
    folder.join(&format!(".{}.tandem", path.name())).expect("a name with a dot before it is a name")
}

/// Tries again while another git has a lock; never removes it.
fn patiently(
    pause: &mut dyn FnMut(Duration),
    mut action: impl FnMut() -> Result<(), GitError>,
) -> Result<(), PublishError> {
    let mut waited = Duration::ZERO;
    loop {
        let Err(error) = action() else { return Ok(()) };
        let Some(path) = error.held_lock() else { return Err(error.into()) };
        if waited >= PATIENCE {
            let written = path.metadata().and_then(|found| found.modified()).ok();
            let age = written.and_then(|then| SystemTime::now().duration_since(then).ok());
            return Err(PublishError::GitLocked { path, age });
        }
        pause(PAUSE);
        waited += PAUSE;
    }
}
