//! Which file a record is, and which record a file is.
//!
//! `FOLDER/…/ID.toml` for registers, `FOLDER/…/YYYY/MM/ID.yaml` for logs; any further folders may
//! stand in between, and reading does not care which.

use crate::model::book::Name;
use crate::model::day::{Day, Month};
use crate::model::fault::Fault;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::settings::Folders;
use crate::store::disk::{self, PathError, RelPath};

pub use crate::model::settings::FILE as SETTINGS;

/// The file of a new record.
///
/// # Errors
/// [`PathError`], never met with well-formed ids.
pub fn path(
    kind: Kind,
    id: &Id,
    org: Option<&Id>,
    day: Option<Day>,
    folders: Folders,
) -> Result<RelPath, PathError> {
    let mut path = RelPath::root().join(kind.folder())?;
    if let (Folders::ByOrg, Some(org)) = (folders, org) {
        path = path.join(org)?;
    }
    if let Some(day) = day {
        path = path.join(&day.month().folders())?;
    }
    path.join(&format!("{id}.{}", kind.extension()))
}

/// The same file after the record's day has moved to another month; `None` where it lies in no month.
///
/// # Errors
/// [`PathError`], never met with paths that are ours.
pub fn moved(name: &Name, month: Month) -> Result<Option<RelPath>, PathError> {
    name.month().map(|_| name.moved(month).parse()).transpose()
}

/// The same file under another id.
///
/// # Errors
/// [`PathError`], never met with well-formed ids.
pub fn renamed(path: &RelPath, kind: Kind, id: &Id) -> Result<RelPath, PathError> {
    let folder = path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.parse::<RelPath>()?.join(&format!("{id}.{}", kind.extension()))
}

/// Whether a period selects the files in a folder of a kind: registers always, logs by the first folder on the way
/// that is a month's.
pub fn selects(kind: Kind, folder: &str, period: Option<&Period>) -> bool {
    let Some(period) = period.filter(|_| kind.is_log()) else { return true };
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    let month = ends.into_iter().find_map(|length| Month::of_folders(&folder[..length]));
    month.is_some_and(|month| period.touches(month))
}

/// Whether a file is what an editor keeps of an earlier text: `li-na.toml~`, `#li-na.toml#`.
pub fn is_backup(file: &str) -> bool {
    file.ends_with('~') || (file.starts_with('#') && file.ends_with('#'))
}

/// What an entry of a kind's folder is: a record, or something that does not belong there.
///
/// # Errors
/// The fault that tells what does not belong, boxed since it is large and rare.
pub fn name(kind: Kind, entry: &disk::Entry) -> Result<Name, Box<Fault>> {
    let path = entry.path.as_str();
    let stray = |message: String, help: Option<String>| {
        Box::new(Fault { rule: "stray-file", place: Place::file(path), message, help })
    };
    match entry.kind {
        disk::Kind::File => {}
        disk::Kind::Link => {
            return Err(stray(
                "a link that leads out of the store, or to no file, is not followed".into(),
                Some("put the file itself here".into()),
            ));
        }
        disk::Kind::Folder => {
            return Err(stray(
                "a folder stands where a file should be".into(),
                Some("rename the folder, or take it away".into()),
            ));
        }
        disk::Kind::Other => {
            return Err(stray(
                "neither a file nor a folder, or its name is not UTF-8".into(),
                Some("rename it, or take it away".into()),
            ));
        }
    }
    let file = entry.path.name();
    let Some((stem, extension)) =
        file.rsplit_once('.').filter(|(_, extension)| *extension == kind.extension())
    else {
        let stem = file.split('.').next().unwrap_or_default();
        let wanted = kind.extension();
        return Err(stray(
            format!("only files that end in `.{wanted}` belong in `{}`", kind.folder()),
            Some(format!("rename it to `{stem}.{wanted}`, or take it away")),
        ));
    };
    let id = stem.parse::<Id>().and_then(|id| kind.accepts(&id).map(|()| id));
    match id {
        Ok(id) => Ok(Name { kind, id, path: path.into() }),
        Err(error) => {
            let mut fault = stray(
                error.to_string(),
                error.proposal().map(|id| format!("rename it to `{id}.{extension}`")),
            );
            fault.rule = "bad-id";
            Err(fault)
        }
    }
}

/// The fault of what stands in the place of a kind's folder and is none.
pub(super) fn no_folder(path: &RelPath, found: disk::Kind) -> Fault {
    let message = match found {
        disk::Kind::Link => "a link stands where a folder should be, and is not followed",
        disk::Kind::File | disk::Kind::Folder | disk::Kind::Other => {
            "this is not a folder, so no record of its kind is read"
        }
    };
    let help = format!("put the folder `{path}` itself here, or take this away");
    Fault { rule: "stray-file", place: Place::file(path.as_str()), message: message.into(), help: Some(help) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> disk::Entry {
        disk::Entry { path: path.parse().unwrap(), kind: disk::Kind::File }
    }

    #[test]
    fn a_new_record_goes_where_the_store_says() {
        let id: Id = "2026-11-21-night-patrol".parse().unwrap();
        let org: Id = "jiulong".parse().unwrap();
        let day = "2026-11-21".parse().ok();
        let path = |folders| path(Kind::Activity, &id, Some(&org), day, folders).unwrap().to_string();
        assert_eq!(path(Folders::Flat), "activities/2026/11/2026-11-21-night-patrol.yaml");
        assert_eq!(path(Folders::ByOrg), "activities/jiulong/2026/11/2026-11-21-night-patrol.yaml");
    }

    #[test]
    fn any_folders_may_stand_in_between() {
        let name = name(Kind::Activity, &entry("activities/a/b c/2026/11/x.yaml")).unwrap();
        assert_eq!(name.id.as_str(), "x");
        assert_eq!(name.month().unwrap().to_string(), "2026-11");
        let there = moved(&name, "2027-01-02".parse::<Day>().unwrap().month()).unwrap().unwrap();
        assert_eq!(there.as_str(), "activities/a/b c/2027/01/x.yaml");
    }

    #[test]
    fn what_is_no_record_says_why() {
        let says = |path: &str| {
            let fault = name(Kind::Volunteer, &entry(path)).unwrap_err();
            (fault.rule, fault.message, fault.help.unwrap_or_default())
        };
        assert_eq!(says("volunteers/Li-Na.toml").2, "rename it to `li-na.toml`");
        assert_eq!(says("volunteers/null.toml").0, "bad-id");
        assert_eq!(says("volunteers/li-na.yaml").2, "rename it to `li-na.toml`, or take it away");
        assert_eq!(says("volunteers/2014-a.toml").1, "the id `2014-a` must begin with a letter");
    }
}
