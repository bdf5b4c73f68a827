//! A folder of files made in one piece: drafted beside its place, then let to change places with what stood there.
//!
//! Whatever dies, and wherever, afterwards the old folder stands there or the new one; what a death left beside it
//! is cleared by whoever writes there next. On a disk that cannot let two folders change places the old one is
//! moved aside first, and moved back by whoever writes there next after a death in between. What the files say is
//! not known here, nor whether the old folder may go.

use std::collections::BTreeMap;
use std::io;

use crate::store::disk::{Disk, Kind, PathError, RelPath, is_missing};
use crate::store::unbroken;

/// Writes the files, by their paths below the folder of that name, in the place of whatever stood there.
///
/// # Errors
/// What the disk says; [`io::ErrorKind::ResourceBusy`] where another process writes there.
pub fn write_folder(disk: &dyn Disk, name: &RelPath, files: &BTreeMap<String, String>) -> io::Result<()> {
    let _whole = unbroken::begin();
    let beside = Beside::of(name).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
    match disk.make_folder(&beside.folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let Some(_lock) = disk.try_lock(&beside.lock, "a folder is written")? else {
        return Err(io::ErrorKind::ResourceBusy.into());
    };
    let done = beside.replaces(disk, name, files);
    // What cannot be cleared now is cleared by whoever writes here next; and so is what stands aside moved back.
    if !beside.holds_the_old(disk, name).unwrap_or(true) {
        let _left = cleared(disk, &beside.folder);
    }
    done
}

/// What stands beside the place while it is written.
struct Beside {
    folder: RelPath,
    lock: RelPath,
    /// The new folder; after the change of places, the old one.
    draft: RelPath,
    /// The old folder, where the two cannot change places.
    old: RelPath,
}

impl Beside {
    fn of(name: &RelPath) -> Result<Beside, PathError> {
        let folder = name.parent().unwrap_or_default().join(&format!(".tandem-{}", name.name()))?;
        let within = |part: &str| folder.join(part);
        Ok(Beside { lock: within("lock")?, draft: within("draft")?, old: within("old")?, folder })
    }

    /// Whether the old folder stands aside and nothing in its place.
    fn holds_the_old(&self, disk: &dyn Disk, name: &RelPath) -> io::Result<bool> {
        Ok(disk.stat(&self.old)?.is_some() && disk.stat(name)?.is_none())
    }

    /// Drafts the files and puts them in their place.
    fn replaces(&self, disk: &dyn Disk, name: &RelPath, files: &BTreeMap<String, String>) -> io::Result<()> {
        if self.holds_the_old(disk, name)? {
            disk.rename(&self.old, name)?;
        }
        cleared(disk, &self.old)?;
        cleared(disk, &self.draft)?;
        drafted(disk, &self.draft, files)?;
        if disk.stat(name)?.is_some() {
            match disk.exchange(&self.draft, name) {
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
                    disk.rename(name, &self.old)?;
                    disk.rename(&self.draft, name)
                        .or_else(|error| disk.rename(&self.old, name).and(Err(error)))?;
                }
                done => done?,
            }
        } else {
            disk.rename_new(&self.draft, name)?;
        }
        disk.sync_folder(&name.parent().unwrap_or_default())
    }
}

/// The files, in a new folder; all of them lasting.
fn drafted(disk: &dyn Disk, draft: &RelPath, files: &BTreeMap<String, String>) -> io::Result<()> {
    let mut folders = vec![draft.clone()];
    disk.make_folder(draft)?;
    for (path, text) in files {
        let path = draft.join(path).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
        let folder = path.parent().unwrap_or_default();
        if !folders.contains(&folder) {
            disk.make_folder(&folder)?;
            folders.push(folder);
        }
        disk.write_new(&path, text.as_bytes(), None)?;
    }
    folders.iter().rev().try_for_each(|folder| disk.sync_folder(folder))
}

/// Removes a folder with all that it holds; what is not there is no fault.
fn cleared(disk: &dyn Disk, folder: &RelPath) -> io::Result<()> {
    let held = match disk.list(folder) {
        Err(error) if is_missing(&error) => return Ok(()),
        held => held?,
    };
    for entry in held {
        match entry.kind {
            Kind::Folder => cleared(disk, &entry.path)?,
            _ => disk.remove(&entry.path)?,
        }
    }
    disk.remove_folder(folder)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::store::disk::{Death, Dying, Entry, Held, Real, Stat, Walk};

    const DEATHS: [Death; 5] = [Death::Crash, Death::Half, Death::Error, Death::Full, Death::Permission];

    fn files(word: &str, names: &[&str]) -> BTreeMap<String, String> {
        names.iter().map(|name| ((*name).to_string(), format!("{word} {name}"))).collect()
    }

    /// The files below a folder, by their paths.
    fn found(folder: &Path) -> BTreeMap<String, String> {
        let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
        let text = |path: &Path| fs::read_to_string(path).unwrap();
        let name = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
        files
            .filter(|file| file.file_type().is_file())
            .map(|file| (name(file.path()), text(file.path())))
            .collect()
    }

    /// A disk on which two folders cannot change places.
    #[derive(Debug)]
    struct Plain(Real);

    impl Disk for Plain {
        fn read(&self, path: &RelPath, limit: u64) -> io::Result<Vec<u8>> {
            self.0.read(path, limit)
        }
        fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
            self.0.stat(path)
        }
        fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>> {
            self.0.list(folder)
        }
        fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
            self.0.walk(folder)
        }
        fn write_new(&self, path: &RelPath, bytes: &[u8], like: Option<&RelPath>) -> io::Result<()> {
            self.0.write_new(path, bytes, like)
        }
        fn rename(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
            self.0.rename(from, to)
        }
        fn rename_new(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
            self.0.rename_new(from, to)
        }
        fn exchange(&self, one: &RelPath, other: &RelPath) -> io::Result<()> {
            self.0.rename(one, other)
        }
        fn sync_folder(&self, folder: &RelPath) -> io::Result<()> {
            self.0.sync_folder(folder)
        }
        fn remove(&self, path: &RelPath) -> io::Result<()> {
            self.0.remove(path)
        }
        fn make_folder(&self, folder: &RelPath) -> io::Result<()> {
            self.0.make_folder(folder)
        }
        fn remove_folder(&self, folder: &RelPath) -> io::Result<()> {
            self.0.remove_folder(folder)
        }
        fn try_lock(&self, path: &RelPath, holder: &str) -> io::Result<Option<Box<dyn Held>>> {
            self.0.try_lock(path, holder)
        }
    }

    /// Every death at every step of writing a folder in the place of an old one, or of none.
    fn dies(is_there: bool, can_exchange: bool) {
        let name: RelPath = "site".parse().unwrap();
        let old = files("old", &["index.html", "orgs/gone.html"]);
        let new = files("new", &["index.html", "reports/hours.html"]);
        let fresh = || {
            let folder = tempfile::tempdir().unwrap();
            let real = Real::open(folder.path()).unwrap();
            let disk: Arc<dyn Disk> = if can_exchange { Arc::new(real) } else { Arc::new(Plain(real)) };
            if is_there {
                write_folder(&*disk, &name, &old).unwrap();
            }
            (folder, disk)
        };
        let (folder, disk) = fresh();
        let counting = Dying::counting(disk);
        write_folder(&counting, &name, &new).unwrap();
        assert_eq!(found(&folder.path().join("site")), new);
        assert!(counting.steps() > 15);
        for (step, death) in (0..counting.steps()).flat_map(|step| DEATHS.map(|death| (step, death))) {
            let (folder, disk) = fresh();
            let dying = Dying::at(disk.clone(), step, death);
            let answer = Dying::survive(|| write_folder(&dying, &name, &new));
            let site = folder.path().join("site");
            let kept = if site.exists() { Some(found(&site)) } else { None };
            let said = format!("{death:?} at {step}: {kept:?}, {answer:?}");
            let is_old = kept == is_there.then(|| old.clone());
            let is_aside = !can_exchange && kept.is_none() && folder.path().join(".tandem-site/old").exists();
            assert!(is_old || kept.as_ref() == Some(&new) || is_aside, "{said}");
            assert!(!matches!(answer, Some(Ok(()))) || kept.as_ref() == Some(&new), "{said}");
            drop(dying);
            // Whoever writes next has it all, and leaves nothing beside it.
            write_folder(&*disk, &name, &new).unwrap_or_else(|error| panic!("{said}: {error}"));
            assert_eq!(found(&site), new, "{said}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{said}");
        }
    }

    #[test]
    fn a_death_leaves_the_old_folder_or_the_new_one() {
        dies(true, true);
        dies(false, true);
    }

    #[test]
    fn where_two_folders_cannot_change_places_the_next_writer_moves_the_old_one_back() {
        dies(true, false);
    }

    #[test]
    fn two_do_not_write_in_one_place() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Real::open(folder.path()).unwrap();
        let name: RelPath = "site".parse().unwrap();
        fs::create_dir(folder.path().join(".tandem-site")).unwrap();
        let held = disk.try_lock(&".tandem-site/lock".parse().unwrap(), "another").unwrap();
        assert!(held.is_some());
        let refused = write_folder(&disk, &name, &files("new", &["index.html"])).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::ResourceBusy);
        assert!(!folder.path().join("site").exists());
        drop(held);
        write_folder(&disk, &name, &files("new", &["index.html"])).unwrap();
        assert_eq!(
            found(folder.path()),
            files("new", &["index.html"])
                .into_iter()
                .map(|(path, text)| (format!("site/{path}"), text))
                .collect()
        );
    }
}
