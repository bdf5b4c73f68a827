//! A folder of files, written in one piece: beside the place where it belongs, then there.
//!
//! A folder that carries our mark and holds nothing else than what we write is replaced; any other that holds
//! something is refused, and so is one among the records or around them.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::cli::context::Context;
use crate::cli::error::Failure;

/// The file by which a folder is known to be ours.
const MARK: &str = ".tandem-site";

/// What such a folder holds at its top.
const OURS: [&str; 4] = [MARK, "index.html", "orgs", "reports"];

/// Writes the files, by their paths below the folder.
pub(crate) fn write(
    context: &Context,
    named: &Path,
    root: &Path,
    files: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let shown = named.display();
    let path = context.folder.join(named);
    let fails = |error: io::Error| Failure::call(format!("`{shown}` cannot be written: {error}"));
    let place = Place::of(&path).map_err(fails)?.ok_or_else(|| {
        Failure::call(format!("`{shown}` cannot be written: there is no folder for it"))
            .help("make the folder above it first".to_string())
    })?;
    refused(context, &place, named, root)?;
    let beside = drafted(&place.above, files).map_err(fails)?;
    place.taken_by(beside).map_err(fails)
}

/// Where a folder is to stand.
struct Place {
    above: PathBuf,
    path: PathBuf,
}

impl Place {
    /// The place that a path names, links above it resolved; nothing where there is no folder above.
    fn of(path: &Path) -> io::Result<Option<Place>> {
        let path = if path.is_dir() && !path.is_symlink() { path.canonicalize()? } else { path.into() };
        let (Some(above), Some(name)) = (path.parent(), path.file_name()) else { return Ok(None) };
        if !above.is_dir() {
            return Ok(None);
        }
        let above = above.canonicalize()?;
        Ok(Some(Place { path: above.join(name), above }))
    }

    /// The folder that is drafted takes the place; what stood there goes when all is well.
    fn taken_by(&self, draft: TempDir) -> io::Result<()> {
        if !self.path.exists() {
            fs::rename(draft.path(), &self.path)?;
            let _moved = draft.keep();
            return Ok(());
        }
        let old = tempfile::Builder::new().prefix(".tandem-").tempdir_in(&self.above)?;
        let aside = old.path().join("old");
        fs::rename(&self.path, &aside)?;
        if let Err(error) = fs::rename(draft.path(), &self.path) {
            fs::rename(&aside, &self.path)?;
            return Err(error);
        }
        let _moved = draft.keep();
        old.close()
    }
}

/// Refuses a place that holds what is not ours.
fn refused(context: &Context, place: &Place, named: &Path, root: &Path) -> Result<(), Failure> {
    let shown = named.display();
    let elsewhere = |failure: Failure| failure.help("name a new folder, for example `../site`".to_string());
    let is_around = root.starts_with(&place.path);
    if place.path.starts_with(root) || is_around {
        let what = if is_around { "holds the records" } else { "lies among the records" };
        return Err(elsewhere(Failure::call(format!("`{shown}` {what}"))));
    }
    context.outside(&place.path)?;
    if place.path.is_symlink() || (place.path.exists() && !place.path.is_dir()) {
        return Err(elsewhere(Failure::call(format!("`{shown}` is no folder"))));
    }
    let Ok(entries) = fs::read_dir(&place.path) else { return Ok(()) };
    let held: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let is_ours = held.iter().any(|name| name == MARK);
    let mut foreign: Vec<&String> = held.iter().filter(|name| !OURS.contains(&name.as_str())).collect();
    foreign.sort();
    match foreign.first() {
        Some(name) => {
            Err(elsewhere(Failure::call(format!("`{shown}` holds `{name}`, which is no part of a site"))))
        }
        None if held.is_empty() || is_ours => Ok(()),
        None => Err(elsewhere(Failure::call(format!("`{shown}` is not empty, and no site of tandem")))),
    }
}

/// The files, in a folder of their own.
fn drafted(above: &Path, files: &BTreeMap<String, String>) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(Permissions::from_mode(0o777))
    };
    let draft = builder.prefix(".tandem-").tempdir_in(above)?;
    let mark = [(MARK, "made by `tandem report site`, which replaces this folder as a whole\n")];
    let pages = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    for (path, text) in pages.chain(mark) {
        let path = draft.path().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text)?;
        fs::File::open(&path)?.sync_all()?;
    }
    Ok(draft)
}
