//! What an index holds beyond a commit, and what a commit holds at the top of the records.
//!
//! Plumbing alone: nothing here reads the work tree, so no filter of a configuration is run.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use crate::store::disk::RelPath;
use crate::store::git::object::{CONFLICT, tree_lines};
use crate::store::git::{Git, GitError, Oid, TreeEntry};

impl Git {
    /// What an index (the repository's own, or the one that a hook is given) changes in the records of a
    /// commit, by path from the folder of records; `None` for what it takes away.
    ///
    /// # Errors
    /// [`GitError`] where git does not answer.
    pub fn staged_beyond(
        &self,
        commit: &Oid,
        index: Option<&OsStr>,
    ) -> Result<BTreeMap<RelPath, Option<TreeEntry>>, GitError> {
        let path = self.prefix().trim_end_matches('/');
        let mut words = vec!["diff-index", "--cached", "--raw", "-z", "--no-renames", "--full-index"];
        words.extend([commit.as_str(), "--"]);
        words.extend((!path.is_empty()).then_some(path));
        let call = self.call(words).reading();
        let call = match index {
            Some(index) => call.with("GIT_INDEX_FILE", index),
            None => call,
        };
        let (mut found, mut entry) = (BTreeMap::new(), None);
        call.stream(&mut |part| {
            let part = String::from_utf8_lossy(part);
            if let Some(line) = part.strip_prefix(':') {
                entry = changed_to(line);
            } else if let Some((entry, is_gone)) = entry.take()
                && let Some(path) = part.strip_prefix(self.prefix()).and_then(|path| path.parse().ok())
            {
                found.insert(path, (!is_gone).then_some(entry));
            }
        })?;
        Ok(found)
    }

    /// The tree of a commit, or the empty tree where there is none.
    ///
    /// # Errors
    /// [`GitError`] where git does not answer.
    pub fn tree_or_empty(&self, commit: Option<&Oid>) -> Result<Oid, GitError> {
        match commit {
            Some(commit) => Ok(commit.clone()),
            None => Oid::read(&self.call(["hash-object", "-t", "tree", "--stdin"]).reading().line()?),
        }
    }

    /// What stands directly in the folder of records in a revision; folders have the mode of a tree.
    ///
    /// # Errors
    /// [`GitError`] where git does not answer.
    pub fn children(&self, revision: &Oid) -> Result<BTreeMap<RelPath, TreeEntry>, GitError> {
        let mut words = vec!["ls-tree", "-z", "--full-tree", revision.as_str(), "--"];
        words.extend((!self.prefix().is_empty()).then_some(self.prefix()));
        let listed = self.call(words).reading().check()?;
        let entries = tree_lines(&listed);
        let below = entries.filter_map(|(path, entry)| {
            Some((path.strip_prefix(self.prefix())?.parse::<RelPath>().ok()?, entry))
        });
        Ok(below.filter(|(path, _)| !path.is_root()).collect())
    }
}

/// What a line of `diff-index --raw` says a path becomes, and whether it is taken away:
/// `OLD-MODE SP MODE SP OLD-OID SP OID SP STATUS`.
fn changed_to(line: &str) -> Option<(TreeEntry, bool)> {
    let mut words = line.split(' ');
    let (mode, oid, status) = (words.nth(1)?, words.nth(1)?, words.next()?);
    let mode = if status == "U" { CONFLICT } else { mode };
    Some((TreeEntry { mode: mode.into(), oid: Oid::read(oid).ok()? }, status == "D"))
}
