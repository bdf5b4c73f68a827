//! What a survey sees: the files of a folder with their stamps, none of them read.
//!
//! A city has as many files as a book has words: their names lie one behind the other, and the folder is named once.

use std::mem;

use crate::store::disk::{Entry, Kind, RelPath, Stamp};

/// The files of one folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sight {
    folder: RelPath,
    /// The folder's own, before it was looked into; none where it holds folders or links.
    stamp: Option<Stamp>,
    names: String,
    files: Vec<File>,
}

/// One of them: where its name lies, and its stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    start: usize,
    end: usize,
    stamp: Option<Stamp>,
}

/// A file that was seen, not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The folder in which it stands.
    pub folder: &'a RelPath,
    /// Its name there.
    pub name: &'a str,
    /// Its stamp; none of what is no plain file.
    pub stamp: Option<Stamp>,
}

impl Sight {
    /// A folder in which nothing was seen so far.
    pub fn of(folder: RelPath) -> Sight {
        Sight { folder, ..Sight::default() }
    }

    /// The folder.
    pub fn folder(&self) -> &RelPath {
        &self.folder
    }

    /// The folder's own stamp, before it was looked into, where it holds no folders and no links.
    pub fn stamp(&self) -> Option<Stamp> {
        self.stamp
    }

    /// The same, of a folder that has this stamp and holds no folders and no links.
    #[must_use]
    pub fn stamped(self, stamp: Option<Stamp>) -> Sight {
        Sight { stamp, ..self }
    }

    /// Puts a file to the others.
    pub fn push(&mut self, name: &str, stamp: Option<Stamp>) {
        let start = self.names.len();
        self.names.push_str(name);
        self.files.push(File { start, end: self.names.len(), stamp });
    }

    /// The same, sorted by name.
    #[must_use]
    pub fn sorted(mut self) -> Sight {
        let mut files = mem::take(&mut self.files);
        let name = |file: &File| &self.names[file.start..file.end];
        files.sort_unstable_by(|one, other| name(one).cmp(name(other)));
        Sight { files, ..self }
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files.
    pub fn files(&self) -> impl Iterator<Item = Seen<'_>> {
        self.files.iter().map(|file| Seen {
            folder: &self.folder,
            name: &self.names[file.start..file.end],
            stamp: file.stamp,
        })
    }

    /// Their stamps, so that a disk with another clock can set them.
    pub fn stamps(&mut self) -> impl Iterator<Item = &mut Stamp> {
        self.stamp.iter_mut().chain(self.files.iter_mut().filter_map(|file| file.stamp.as_mut()))
    }
}

impl Seen<'_> {
    /// Where it stands.
    pub fn path(&self) -> RelPath {
        // A disk gives no name that cannot stand in a path.
        self.folder.join(self.name).unwrap_or_default()
    }

    /// The same as what a folder holds.
    pub fn entry(&self) -> Entry {
        Entry { path: self.path(), kind: Kind::File }
    }

    /// Whether it stands there.
    pub fn is_at(&self, path: &str) -> bool {
        match path.strip_suffix(self.name) {
            Some("") => self.folder.is_root(),
            Some(folder) => !self.folder.is_root() && folder.strip_suffix('/') == Some(self.folder.as_str()),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_stand_where_their_folder_and_name_say() {
        let mut sight = Sight::of("a/b".parse().unwrap());
        for name in ["d", "c.toml", "e"] {
            sight.push(name, None);
        }
        let sight = sight.sorted();
        let seen: Vec<Seen> = sight.files().collect();
        assert_eq!(seen.iter().map(|seen| seen.name).collect::<Vec<_>>(), ["c.toml", "d", "e"]);
        for seen in seen {
            assert!(seen.is_at(seen.path().as_str()));
        }
        let seen = sight.files().next().unwrap();
        for other in ["a/b/c", "a/bc.toml", "b/c.toml", "c.toml", "a/b/c.toml/", "/a/b/c.toml", "a/b/", ""] {
            assert!(!seen.is_at(other), "{other}");
        }
    }

    #[test]
    fn files_of_the_root_stand_in_no_folder() {
        let mut sight = Sight::default();
        sight.push("a", None);
        let seen = sight.files().next().unwrap();
        assert_eq!(seen.path().as_str(), "a");
        assert!(seen.is_at("a") && ["b/a", "/a", "ba", ""].iter().all(|other| !seen.is_at(other)));
    }
}
