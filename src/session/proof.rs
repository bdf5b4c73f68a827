//! What a report was made from: the commit, whether the records differ from it, and their checksum.
//!
//! The checksum is over the blob ids of every file whose path the report selects, good or bad, and of
//! `tandem.toml`; so that of any revision can be had from its tree alone, without reading a file.

use foldhash::HashSet;

use crate::model::book::Passed;
use crate::model::evidence::sha256;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::session::{Session, SessionError};
use crate::store::disk::{self, Entry, RelPath};
use crate::store::git::{Git, GitError, Oid};
use crate::store::layout;

/// From what a report was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The commit that was read, or that HEAD names; `None` where there is none.
    pub revision: Option<String>,
    /// Whether the files read differ from those of that commit.
    pub dirty: bool,
    /// SHA-256 over the names and blob ids of the files read.
    pub records: String,
}

impl Session {
    /// The proof of a report that went through these files of these kinds, in a period.
    ///
    /// # Errors
    /// [`SessionError::Git`] where git does not list a tree.
    pub fn proof(
        &self,
        passed: &Passed,
        kinds: &[Kind],
        period: Option<&Period>,
    ) -> Result<Proof, SessionError> {
        let own = settings_line(self.records.settings_blob());
        let mut lines: Vec<&str> = passed.lines.iter().map(|line| &**line).chain([own.as_str()]).collect();
        lines.sort_unstable();
        let records = sha256(lines.iter().copied());
        if let Some(revision) = &self.revision {
            return Ok(Proof { revision: Some(revision.to_string()), dirty: false, records });
        }
        let head =
            self.git.as_ref().map(|git| Ok((git, git.head()?))).transpose().map_err(SessionError::Git)?;
        let Some((git, Some(head))) = head else {
            return Ok(Proof { revision: None, dirty: false, records });
        };
        let dirty = !self.is_committed((git, &head), kinds, period, (&lines, &records))?;
        Ok(Proof { revision: Some(head.to_string()), dirty, records })
    }

    /// Whether the same files have these lines, and this checksum, in a commit; it is found out once.
    fn is_committed(
        &self,
        (git, commit): (&Git, &Oid),
        kinds: &[Kind],
        period: Option<&Period>,
        (lines, records): (&[&str], &str),
    ) -> Result<bool, SessionError> {
        let days = period.map(ToString::to_string).unwrap_or_default();
        let nouns: Vec<&str> = kinds.iter().map(|kind| kind.noun()).collect();
        let asked = [commit.as_str(), git.prefix(), &nouns.join(" "), &days, records];
        let (index, disk) = (self.records.index(), &**self.records.disk());
        if let Some(answer) = index.and_then(|index| index.is_committed(disk, &asked)) {
            return Ok(answer);
        }
        let answer = is_committed(git, commit, kinds, period, lines)?;
        if let Some(index) = index {
            index.remember(disk, &asked, answer);
        }
        Ok(answer)
    }

    /// The commit that a proof names in full, where it leads to the present one.
    ///
    /// # Errors
    /// [`SessionError::Git`] where git gives no answer.
    pub fn commit_in_history(&self, named: &str) -> Result<Option<Oid>, SessionError> {
        let (Some(git), Ok(named)) = (&self.git, Oid::read(named)) else { return Ok(None) };
        let commit = match git.resolve(named.as_str()) {
            Err(GitError::UnknownRevision { .. }) => return Ok(None),
            other => other?,
        };
        let Some(head) = git.head()? else { return Ok(None) };
        Ok(git.is_ancestor(&commit, &head)?.then_some(commit))
    }
}

/// Whether the same files have these lines, and no others, in a commit.
fn is_committed(
    git: &Git,
    commit: &Oid,
    kinds: &[Kind],
    period: Option<&Period>,
    lines: &[&str],
) -> Result<bool, SessionError> {
    let (mut same, mut others) = (0, 0);
    let known: HashSet<&str> = lines.iter().copied().collect();
    let mut line = String::new();
    for kind in kinds {
        let reach = period.map(|period| kind.reach(period));
        let folder: RelPath = kind.folder().parse().unwrap_or_default();
        // The folder of the last file, and whether the report selects what lies in it.
        let mut last = (String::new(), false);
        git.each_line(commit, &folder, &mut |path, _, blob| {
            let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
            if last.0 != folder {
                let is_hidden = folder.split('/').any(|part| part.starts_with('.'));
                last = (folder.into(), !is_hidden && layout::selects(*kind, folder, reach.as_ref()));
            }
            if !last.1 || file.starts_with('.') {
                return;
            }
            // An id in a known line was judged before; of all else the name is judged.
            let stem = file.strip_suffix(kind.extension()).and_then(|file| file.strip_suffix('.'));
            Passed::put_line(*kind, stem.unwrap_or_default(), blob, &mut line);
            if stem.is_some() && known.contains(&*line) {
                same += 1;
            } else if let Ok(path) = path.parse() {
                let entry = Entry { path, kind: disk::Kind::File };
                others += usize::from(layout::name(*kind, &entry).is_ok());
            }
        })?;
    }
    for blob in git.entries(commit, &[format!("{}{}", git.prefix(), layout::SETTINGS)])?.values() {
        let is_known = known.contains(&*settings_line(blob.oid.as_str()));
        *if is_known { &mut same } else { &mut others } += 1;
    }
    Ok(others == 0 && same == lines.len())
}

/// What the store's own file adds to the checksum.
fn settings_line(blob: &str) -> String {
    format!("{} {blob}\n", layout::SETTINGS)
}
