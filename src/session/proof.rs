//! What a report was made from: the commit, whether the records differ from it, and their checksum.
//!
//! The checksum is over the blob ids of every file whose path the report selects, good or bad, and of
//! `tandem.toml`; so that of any revision can be had from its tree alone, without reading a file.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::model::book::Passed;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::session::{Session, SessionError};
use crate::store::disk::{self, Entry, RelPath};
use crate::store::git::{Git, Oid};
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
        let settings = Some(self.records.settings_blob().to_string());
        let lines = lines(&passed.files, settings);
        let records = checksum(&lines);
        if let Some(revision) = &self.revision {
            return Ok(Proof { revision: Some(revision.to_string()), dirty: false, records });
        }
        let head =
            self.git.as_ref().map(|git| Ok((git, git.head()?))).transpose().map_err(SessionError::Git)?;
        let Some((git, Some(head))) = head else {
            return Ok(Proof { revision: None, dirty: false, records });
        };
        let dirty = committed(git, &head, kinds, period)? != lines;
        Ok(Proof { revision: Some(head.to_string()), dirty, records })
    }
}

/// The lines that the same files have in a commit.
fn committed(
    git: &Git,
    commit: &Oid,
    kinds: &[Kind],
    period: Option<&Period>,
) -> Result<Vec<String>, SessionError> {
    let mut files = Vec::new();
    for kind in kinds {
        let folder: RelPath = kind.folder().parse().unwrap_or_default();
        for (path, blob) in git.blobs(commit, &folder)? {
            if path.parts().any(|part| part.starts_with('.')) {
                continue;
            }
            let entry = Entry { path, kind: disk::Kind::File };
            if let Some(name) = layout::name(*kind, &entry).ok().filter(|name| layout::selects(name, period))
            {
                files.push((format!("{kind}/{}", name.id), blob.oid.to_string()));
            }
        }
    }
    let settings = git.entries(commit, &[format!("{}{}", git.prefix(), layout::SETTINGS)])?;
    Ok(lines(&files, settings.into_values().next().map(|blob| blob.oid.to_string())))
}

/// `KIND/ID SP BLOB LF`, sorted bytewise.
fn lines(files: &[(String, String)], settings: Option<String>) -> Vec<String> {
    let own = settings.map(|blob| (layout::SETTINGS.to_string(), blob));
    let mut lines: Vec<String> =
        files.iter().chain(&own).map(|(name, blob)| format!("{name} {blob}\n")).collect();
    lines.sort();
    lines
}

fn checksum(lines: &[String]) -> String {
    let mut digest = Sha256::new();
    for line in lines {
        digest.update(line);
    }
    digest.finalize().iter().fold(String::new(), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}
