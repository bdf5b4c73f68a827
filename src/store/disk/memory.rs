//! A disk that is a map: fast, and honest about what a power cut would lose.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::disk::{Disk, Entry, Held, Kind, PathError, RelPath, Stat, Unfit, Walk};

/// Files and folders in memory. Clones are the same disk.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    now: Names,
    /// What would still be there after a power cut: the names whose folder was synced.
    lasting: Names,
    locked: BTreeSet<RelPath>,
}

#[derive(Debug, Default, Clone)]
struct Names {
    files: BTreeMap<RelPath, Arc<[u8]>>,
    folders: BTreeSet<RelPath>,
}

impl Names {
    fn is_folder(&self, path: &RelPath) -> bool {
        path.is_root() || self.folders.contains(path)
    }

    fn has(&self, path: &RelPath) -> bool {
        self.is_folder(path) || self.files.contains_key(path)
    }

    fn must_be_free(&self, path: &RelPath) -> io::Result<()> {
        if self.has(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let parent = path.parent().unwrap_or_default();
        if self.is_folder(&parent) { Ok(()) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        let files = self.files.keys().map(|path| Entry { path: path.clone(), kind: Kind::File });
        let folders = self.folders.iter().map(|path| Entry { path: path.clone(), kind: Kind::Folder });
        files.chain(folders)
    }
}

impl Memory {
    /// A disk that holds these files, all of them lasting; a path that leaves the disk is an error.
    pub fn holding<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, PathError> {
        let disk = Memory::default();
        for (path, text) in files {
            disk.put(&path.parse()?, text.as_bytes());
        }
        Ok(disk)
    }

    /// Puts a file there, with its folders, as a hand that edits would.
    pub fn put(&self, path: &RelPath, bytes: &[u8]) {
        let mut state = self.state();
        let mut folder = path.parent();
        while let Some(at) = folder.filter(|at| !at.is_root()) {
            folder = at.parent();
            state.now.folders.insert(at.clone());
            state.lasting.folders.insert(at);
        }
        state.now.files.insert(path.clone(), bytes.into());
        state.lasting.files.insert(path.clone(), bytes.into());
    }

    /// All files, with their bytes.
    pub fn files(&self) -> BTreeMap<RelPath, Vec<u8>> {
        self.state().now.files.iter().map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect()
    }

    /// Cuts the power: what no folder's sync made lasting is gone, and so are all locks.
    pub fn cut_power(&self) {
        let mut state = self.state();
        state.now = state.lasting.clone();
        state.locked.clear();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lock on a path of a disk in memory.
#[derive(Debug)]
struct MemoryLock {
    disk: Memory,
    path: RelPath,
}

impl Held for MemoryLock {}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        self.disk.state().locked.remove(&self.path);
    }
}

impl Disk for Memory {
    fn read(&self, path: &RelPath, limit: u64) -> io::Result<Vec<u8>> {
        let state = self.state();
        if state.now.is_folder(path) {
            return Err(Unfit::Folder.into());
        }
        let bytes = state.now.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        if bytes.len() as u64 > limit { Err(Unfit::TooLarge { limit }.into()) } else { Ok(bytes.to_vec()) }
    }

    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
        let state = self.state();
        if state.now.is_folder(path) {
            return Ok(Some(Stat { kind: Kind::Folder, length: 0, modified: None }));
        }
        let file = state.now.files.get(path);
        Ok(file.map(|bytes| Stat { kind: Kind::File, length: bytes.len() as u64, modified: None }))
    }

    fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>> {
        let state = self.state();
        if !state.now.is_folder(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let here = |entry: &Entry| entry.path.parent().as_ref() == Some(folder);
        let mut entries: Vec<_> = state.now.entries().filter(here).collect();
        entries.sort();
        Ok(entries)
    }

    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        let depth = folder.parts().count();
        let visible = |path: &RelPath| !path.parts().skip(depth).any(|part| part.starts_with('.'));
        let below = |path: &&RelPath| path.is_within(folder) && visible(path);
        let state = self.state();
        let files = state.now.files.keys().filter(below);
        let entries = files.map(|path| Entry { path: path.clone(), kind: Kind::File }).collect();
        Ok(Walk { entries, failed: Vec::new() })
    }

    fn write_new(&self, path: &RelPath, bytes: &[u8], _like: Option<&RelPath>) -> io::Result<()> {
        let mut state = self.state();
        state.now.must_be_free(path)?;
        state.now.files.insert(path.clone(), bytes.into());
        Ok(())
    }

    fn rename(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        let mut state = self.state();
        if state.now.is_folder(to) {
            return Err(Unfit::Folder.into());
        }
        if !state.now.is_folder(&to.parent().unwrap_or_default()) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let bytes = state.now.files.remove(from).ok_or(io::ErrorKind::NotFound)?;
        state.now.files.insert(to.clone(), bytes);
        Ok(())
    }

    fn rename_new(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        if self.stat(to)?.is_some() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
    }

    fn exchange(&self, one: &RelPath, other: &RelPath) -> io::Result<()> {
        let files = &mut self.state().now.files;
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let held = files.get(one).cloned().ok_or_else(missing)?;
        let there = files.get_mut(other).ok_or_else(missing)?;
        let taken = std::mem::replace(there, held);
        files.insert(one.clone(), taken);
        Ok(())
    }

    fn sync_folder(&self, folder: &RelPath) -> io::Result<()> {
        let mut state = self.state();
        if !state.now.is_folder(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let state = &mut *state;
        let here = |path: &RelPath| path.parent().as_ref() == Some(folder);
        state.lasting.files.retain(|path, _| !here(path));
        state.lasting.folders.retain(|path| !here(path));
        let files = state.now.files.iter().filter(|(path, _)| here(path));
        state.lasting.files.extend(files.map(|(path, bytes)| (path.clone(), Arc::clone(bytes))));
        state.lasting.folders.extend(state.now.folders.iter().filter(|path| here(path)).cloned());
        Ok(())
    }

    fn remove(&self, path: &RelPath) -> io::Result<()> {
        let removed = self.state().now.files.remove(path);
        removed.map(drop).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn make_folder(&self, folder: &RelPath) -> io::Result<()> {
        let mut state = self.state();
        state.now.must_be_free(folder)?;
        state.now.folders.insert(folder.clone());
        Ok(())
    }

    fn remove_folder(&self, folder: &RelPath) -> io::Result<()> {
        if !self.list(folder)?.is_empty() {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        self.state().now.folders.remove(folder);
        Ok(())
    }

    fn try_lock(&self, path: &RelPath, holder: &str) -> io::Result<Option<Box<dyn Held>>> {
        let mut state = self.state();
        if !state.now.is_folder(&path.parent().unwrap_or_default()) {
            return Err(io::ErrorKind::NotFound.into());
        }
        if !state.locked.insert(path.clone()) {
            return Ok(None);
        }
        state.now.files.insert(path.clone(), holder.as_bytes().into());
        Ok(Some(Box::new(MemoryLock { disk: self.clone(), path: path.clone() })))
    }
}
