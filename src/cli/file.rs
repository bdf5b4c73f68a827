//! A file that a command is asked to write, whole or not at all. What is in it, and whether it may stand there, is not
//! known here.

use std::io::{self, Write};
use std::path::Path;

use crate::store::unbroken;

/// Puts bytes into a file in one piece: beside it, then in its place.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let _whole = unbroken::begin();
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666))
    };
    let beside = builder.prefix(".tandem-").tempfile_in(folder);
    // Of the file beside it nobody has to know.
    let mut beside = beside.map_err(|error| io::Error::from(error.kind()))?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
}
