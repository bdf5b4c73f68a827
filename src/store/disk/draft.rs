//! A disk as a change would leave it, so that the change can be checked before it is made.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use crate::store::disk::{Disk, Entry, Held, Kind, RelPath, Stat, Unfit, Walk};
use crate::store::progress::Progress;

/// Another disk with some files put in its place. It cannot be written to.
#[derive(Debug)]
pub struct Draft {
    base: Arc<dyn Disk>,
    files: BTreeMap<RelPath, Option<Vec<u8>>>,
}

impl Draft {
    /// A disk with these files changed; `None` takes one away.
    pub fn over(base: Arc<dyn Disk>, files: BTreeMap<RelPath, Option<Vec<u8>>>) -> Draft {
        Draft { base, files }
    }

    /// The entries of a folder with the draft's files among them.
    fn blend(&self, entries: Vec<Entry>, belongs: impl Fn(&RelPath) -> Option<Entry>) -> Vec<Entry> {
        let untouched = entries.into_iter().filter(|entry| !self.files.contains_key(&entry.path));
        let made =
            self.files.iter().filter(|(_, bytes)| bytes.is_some()).filter_map(|(path, _)| belongs(path));
        let mut blended: Vec<Entry> = untouched.chain(made).collect();
        blended.sort();
        blended.dedup_by(|a, b| a.path == b.path);
        blended
    }
}

fn fixed<T>() -> io::Result<T> {
    Err(Unfit::Past.into())
}

impl Disk for Draft {
    fn read(&self, path: &RelPath, limit: u64) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(Some(bytes)) if bytes.len() as u64 > limit => Err(Unfit::TooLarge { limit }.into()),
            Some(Some(bytes)) => Ok(bytes.clone()),
            Some(None) => Err(io::ErrorKind::NotFound.into()),
            None => self.base.read(path, limit),
        }
    }

    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
        match self.files.get(path) {
            Some(Some(bytes)) => {
                Ok(Some(Stat { kind: Kind::File, length: bytes.len() as u64, modified: None }))
            }
            Some(None) => Ok(None),
            None => self.base.stat(path),
        }
    }

    fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>> {
        let inside = |path: &RelPath| Entry::of_file_in(folder, path);
        match self.base.list(folder) {
            Ok(entries) => Ok(self.blend(entries, inside)),
            Err(error) => {
                let made = self.blend(Vec::new(), inside);
                if made.is_empty() { Err(error) } else { Ok(made) }
            }
        }
    }

    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        let below =
            |path: &RelPath| path.is_within(folder).then(|| Entry { path: path.clone(), kind: Kind::File });
        let walk = self.base.walk(folder)?;
        Ok(Walk { entries: self.blend(walk.entries, below), failed: walk.failed })
    }

    fn write_new(&self, _: &RelPath, _: &[u8], _: Option<&RelPath>) -> io::Result<()> {
        fixed()
    }
    fn rename(&self, _: &RelPath, _: &RelPath) -> io::Result<()> {
        fixed()
    }
    fn rename_new(&self, _: &RelPath, _: &RelPath) -> io::Result<()> {
        fixed()
    }
    fn exchange(&self, _: &RelPath, _: &RelPath) -> io::Result<()> {
        fixed()
    }
    fn sync_folder(&self, _: &RelPath) -> io::Result<()> {
        fixed()
    }
    fn remove(&self, _: &RelPath) -> io::Result<()> {
        fixed()
    }
    fn make_folder(&self, _: &RelPath) -> io::Result<()> {
        fixed()
    }
    fn remove_folder(&self, _: &RelPath) -> io::Result<()> {
        fixed()
    }
    fn progress(&self) -> &Progress {
        self.base.progress()
    }
    fn try_lock(&self, _: &RelPath, _: &str) -> io::Result<Option<Box<dyn Held>>> {
        fixed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::Memory;

    #[test]
    fn a_draft_shows_its_own_files_and_the_rest() {
        let base = Memory::holding([("a/one", "1"), ("a/two", "2"), ("b/three", "3")]).unwrap();
        let path = |text: &str| text.parse::<RelPath>().unwrap();
        let files = [(path("a/two"), None), (path("a/c/four"), Some(b"4".to_vec()))];
        let draft = Draft::over(Arc::new(base), files.into());
        let names =
            |entries: Vec<Entry>| entries.iter().map(|entry| entry.path.to_string()).collect::<Vec<_>>();
        assert_eq!(names(draft.list(&path("a")).unwrap()), ["a/c", "a/one"]);
        assert_eq!(names(draft.walk(&RelPath::root()).unwrap().entries), ["a/c/four", "a/one", "b/three"]);
        assert_eq!(draft.read(&path("a/c/four"), 9).unwrap(), b"4");
        assert!(draft.read(&path("a/two"), 9).is_err());
        assert_eq!(draft.stat(&path("a/two")).unwrap(), None);
        assert!(draft.remove(&path("a/one")).is_err());
    }
}
