//! Where the records are: what was named, else the nearest `tandem.toml` above, else `./records`.

use std::path::{Path, PathBuf};

use crate::store::layout;

/// No store was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// A folder was named that holds no store.
    #[error("`{}` holds no `tandem.toml`, so it is no records directory", folder.display())]
    Named {
        /// The folder.
        folder: PathBuf,
    },
    /// None was named and none is near.
    #[error(
        "no records found: neither `{}`, nor a folder above it, nor `{}` holds a `tandem.toml`",
        folder.display(),
        below.display()
    )]
    Nowhere {
        /// The folder from which the search went up.
        folder: PathBuf,
        /// The folder below it that was looked into too.
        below: PathBuf,
    },
}

/// Finds the store: the folder that was named, else the nearest above `folder`, else `records` in it.
///
/// # Errors
/// [`PlaceError`], which says what was looked at.
pub fn discover(named: Option<&Path>, folder: &Path) -> Result<PathBuf, PlaceError> {
    let holds = |at: &Path| at.join(layout::SETTINGS).symlink_metadata().is_ok();
    if let Some(named) = named {
        let named = folder.join(named);
        return if holds(&named) { Ok(named) } else { Err(PlaceError::Named { folder: named }) };
    }
    let below = folder.join("records");
    let above = folder.ancestors().find(|at| holds(at)).map(Path::to_path_buf);
    above
        .or_else(|| holds(&below).then(|| below.clone()))
        .ok_or_else(|| PlaceError::Nowhere { folder: folder.into(), below: below.clone() })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_nearest_store_is_found() {
        let top = tempfile::tempdir().unwrap();
        let store = top.path().join("town/records");
        fs::create_dir_all(store.join("volunteers")).unwrap();
        let town = top.path().join("town");
        assert_eq!(
            discover(None, &town),
            Err(PlaceError::Nowhere { folder: town.clone(), below: store.clone() })
        );
        fs::write(store.join("tandem.toml"), "").unwrap();
        assert_eq!(discover(None, &town), Ok(store.clone()));
        assert_eq!(discover(None, &store.join("volunteers")), Ok(store.clone()));
        assert_eq!(discover(Some(Path::new("town/records")), top.path()), Ok(store.clone()));
        let wrong = discover(Some(Path::new("volunteers")), &store).unwrap_err();
        assert!(
            wrong
                .to_string()
                .ends_with("/town/records/volunteers` holds no `tandem.toml`, so it is no records directory")
        );
    }
}
