//! Paths from the root of the records: always `/`, never out of it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A path from the root of the records, well formed by construction; the root itself is empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RelPath(Arc<str>);

/// Why a text is no path within the records.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a path within the records: parts between `/`, none of them empty, `.` or `..`")]
pub struct PathError {
    /// The text as given.
    pub text: String,
}

impl RelPath {
    /// The folder that holds everything.
    pub fn root() -> Self {
        RelPath(Arc::from(""))
    }

    /// Whether this is the folder that holds everything.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it stands in; the root stands in none.
    pub fn parent(&self) -> Option<Self> {
        match self.0.rfind('/') {
            Some(slash) => Some(RelPath(Arc::from(&self.0[..slash]))),
            None if self.is_root() => None,
            None => Some(Self::root()),
        }
    }

    /// The last part, empty for the root.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// All parts, from the root on.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }

    /// The path of something in this folder, or further down.
    pub fn join(&self, below: &str) -> Result<Self, PathError> {
        if self.is_root() {
            return below.parse();
        }
        let joined = [&*self.0, "/", below].concat();
        if below.split('/').all(is_sound) {
            Ok(RelPath(joined.into()))
        } else {
            Err(PathError { text: joined })
        }
    }

    /// Whether it lies in a folder, or is that folder.
    pub fn is_within(&self, folder: &RelPath) -> bool {
        folder.is_root()
            || self
                .0
                .strip_prefix(folder.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The path on a real disk.
    pub fn under(&self, root: &Path) -> PathBuf {
        self.parts().fold(root.to_path_buf(), |path, part| path.join(part))
    }
}

/// Whether a path may have this part.
fn is_sound(part: &str) -> bool {
    !matches!(part, "" | "." | "..") && !part.contains('\0')
}

impl Default for RelPath {
    fn default() -> Self {
        Self::root()
    }
}

impl FromStr for RelPath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        if text.is_empty() || text.split('/').all(is_sound) {
            Ok(RelPath(Arc::from(text)))
        } else {
            Err(PathError { text: text.into() })
        }
    }
}

impl TryFrom<String> for RelPath {
    type Error = PathError;

    fn try_from(text: String) -> Result<Self, PathError> {
        text.parse()
    }
}

impl From<RelPath> for String {
    fn from(path: RelPath) -> Self {
        path.as_str().into()
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "RelPath({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_the_records_is_no_path() {
        for bad in ["/a", "../a", "a/../b", "a//b", "a/", ".", "a/./b", "a\0b"] {
            assert!(bad.parse::<RelPath>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_path_knows_its_folder_and_name() {
        let path: RelPath = "activities/2026/11/x.yaml".parse().unwrap();
        assert_eq!(path.name(), "x.yaml");
        assert_eq!(path.parent().unwrap().as_str(), "activities/2026/11");
        assert!(path.is_within(&"activities".parse().unwrap()));
        assert!(!path.is_within(&"activ".parse().unwrap()));
        assert!(path.is_within(&RelPath::root()));
        assert_eq!(RelPath::root().parent(), None);
        assert_eq!(RelPath::root().join("a").unwrap().parent(), Some(RelPath::root()));
    }
}
