//! What lies in the folders of a store, and what lies there that should not.

use crate::model::book::SourceError;
use crate::model::fault::Fault;
use crate::model::kind::Kind;
use crate::store::disk::{self, Disk, RelPath};
use crate::store::layout;

use super::{known, source};

/// Everything that lies below a folder, sorted.
pub(super) fn entries(disk: &dyn Disk, folder: &RelPath) -> Result<Vec<disk::Entry>, SourceError> {
    let walk = disk.walk(folder).map_err(|error| source(folder, &error))?;
    match walk.failed.first() {
        Some((path, error)) => Err(source(path, error)),
        None => Ok(walk.entries),
    }
}

/// What stands in the place of a kind's folder and is none, and every folder below it that has the name
/// of a record's file: a walk tells files only.
pub(super) fn odd_folders(disk: &dyn Disk, kind: Kind) -> Result<Vec<Fault>, SourceError> {
    let root = known(kind.folder());
    let top = disk.stat(&root).map_err(|error| source(&root, &error))?;
    let mut faults = Vec::new();
    let mut open = Vec::new();
    match top.map(|stat| stat.kind) {
        None => {}
        Some(disk::Kind::Folder) => open.push(root),
        Some(found) => faults.push(layout::no_folder(&root, found)),
    }
    while let Some(folder) = open.pop() {
        let entries = disk.list(&folder).map_err(|error| source(&folder, &error))?;
        let folders = entries.into_iter().filter(|entry| entry.kind == disk::Kind::Folder);
        for entry in folders.filter(|entry| !entry.path.name().starts_with('.')) {
            let is_odd = entry.path.name().ends_with(&format!(".{}", kind.extension()));
            faults.extend(layout::name(kind, &entry).err().filter(|_| is_odd).map(|fault| *fault));
            open.push(entry.path);
        }
    }
    Ok(faults)
}
