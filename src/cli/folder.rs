//! A folder that a command fills: where it may stand, and what stands there already.
//!
//! A folder that carries our mark and holds nothing else than what we write is replaced; any other that holds
//! something is refused, and so is one among the records or around them. How it is written in one piece is the
//! matter of [`crate::store::folder`].

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::store::disk::{Disk, Real, RelPath};
use crate::store::folder::write_folder;

/// The file by which a folder is known to be ours, and what it says.
const MARK: &str = ".tandem-site";
const MARKED: &str = "made by `tandem report site`, which replaces this folder as a whole\n";

/// What such a folder holds at its top.
const OURS: [&str; 4] = [MARK, "index.html", "orgs", "reports"];

/// Writes the files, by their paths below the folder.
pub(crate) fn write(
    context: &Context,
    named: &Path,
    root: &Path,
    mut files: BTreeMap<String, String>,
) -> Result<(), Failure> {
    let shown = named.display();
    let path = context.folder.join(named);
    let fails = |error: io::Error| match error.kind() {
        io::ErrorKind::ResourceBusy => {
            Failure::call(format!("`{shown}` is being written by another `tandem report site`"))
                .help("wait until it is done".to_string())
        }
        _ => Failure::call(format!("`{shown}` cannot be written: {error}")),
    };
    let place = Place::of(&path).map_err(fails)?.ok_or_else(|| {
        Failure::call(format!("`{shown}` cannot be written: there is no folder for it"))
            .help("make the folder above it first".to_string())
    })?;
    refused(context, &place, named, root)?;
    files.insert(MARK.into(), MARKED.into());
    place.filled(&*(context.world.disk)(Real::open(&place.above).map_err(fails)?), &files).map_err(fails)
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

    /// The files take the place of what stands there.
    fn filled(&self, above: &dyn Disk, files: &BTreeMap<String, String>) -> io::Result<()> {
        let name = self.path.file_name().and_then(|name| name.to_str());
        let name: RelPath = name.and_then(|name| name.parse().ok()).ok_or(io::ErrorKind::InvalidFilename)?;
        write_folder(above, &name, files)
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
