//! What differs between two states of the records: two revisions, or a revision and the files.

use std::collections::BTreeMap;

use crate::model::book::Source;
use crate::model::kind::Kind;
use crate::model::turn::Turn;
use crate::session::history::Teller;
use crate::session::{Session, SessionError};
use crate::store::disk::RelPath;
use crate::store::git::{Git, Oid, PathChange, blob_id};

impl Session {
    /// What became of the records from the revision that is read here to what another session reads, by
    /// kind and id.
    ///
    /// # Errors
    /// [`SessionError`] outside of a repository, where nothing past is read here, or where git or the disk
    /// fails.
    pub fn differences(&self, later: &Session) -> Result<Vec<Turn>, SessionError> {
        let git = self.repository()?;
        let Some(from) = &self.revision else { return Ok(Vec::new()) };
        let mut teller = Teller::between(&self.records, &later.records, git)?;
        let changes = match &later.revision {
            Some(to) => git.changes_between(from, to)?,
            None => later.changes_since(git, from, &mut teller)?,
        };
        teller.differences(&changes)
    }

    /// The files of records that are not as a revision has them; the teller gets to know their bytes.
    fn changes_since(
        &self,
        git: &Git,
        revision: &Oid,
        teller: &mut Teller,
    ) -> Result<Vec<PathChange>, SessionError> {
        let mut changes = Vec::new();
        for kind in Kind::ALL {
            let folder: RelPath = kind.folder().parse().unwrap_or_default();
            let mut past: BTreeMap<RelPath, Oid> = BTreeMap::new();
            git.each_blob(revision, &folder, &mut |path, entry| drop(past.insert(path, entry.oid)))?;
            for name in self.records.names(kind)?.iter() {
                let path: RelPath = name.path.parse().unwrap_or_default();
                let before = past.remove(&path);
                let Ok(Some(bytes)) = self.records.bytes(&path) else { continue };
                let after = blob_id(&bytes, git.format());
                if before.as_ref() != Some(&after) {
                    teller.know(&after, bytes);
                    changes.push(PathChange { path, before, after: Some(after), others: Vec::new() });
                }
            }
            let gone = past.into_iter();
            changes.extend(gone.map(|(path, blob)| PathChange {
                path,
                before: Some(blob),
                after: None,
                others: Vec::new(),
            }));
        }
        Ok(changes)
    }
}
