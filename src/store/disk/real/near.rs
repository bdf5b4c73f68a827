//! Files of one folder, read one after another: the folder is found once and kept open.

use std::io;
use std::os::fd::OwnedFd;

use rustix::fs::CWD;
use rustix::io::{Errno, read};

use super::{Real, opened, survey};
use crate::store::disk::{Disk, RelPath};

/// How many bytes are made room for: more than nearly every record has.
const ROOM: usize = 16 * 1024;

/// The folder that files of a disk were last read from. It is of use with one disk only.
#[derive(Debug, Default)]
pub struct Near {
    folder: String,
    open: Option<OwnedFd>,
    bytes: Vec<u8>,
}

/// Reads a file that was found to be one when its folder was listed; whatever is special about it, or goes wrong, the
/// disk says.
pub(super) fn read_near(disk: &Real, path: &RelPath, limit: u64, near: &mut Near) -> io::Result<Vec<u8>> {
    match near.plain(disk, path) {
        Some(bytes) if bytes.len() as u64 <= limit => Ok(bytes.into()),
        _ => disk.read(path, limit),
    }
}

impl Near {
    /// The bytes of a file that has some, all of which there is room for.
    fn plain(&mut self, disk: &Real, path: &RelPath) -> Option<&[u8]> {
        let (folder, name) = path.as_str().rsplit_once('/')?;
        if self.open.is_none() || self.folder != folder {
            self.open = None;
            self.open = Some(survey::opened(CWD, disk.folder(folder).ok()?).ok()?);
            self.folder.clear();
            self.folder.push_str(folder);
        }
        let file = opened(self.open.as_ref()?, name).ok()?;
        self.bytes.resize(ROOM, 0);
        let mut count = 0;
        while count < ROOM {
            match read(&file, &mut self.bytes[count..]) {
                Err(Errno::INTR) => {}
                Ok(0) if count > 0 => return Some(&self.bytes[..count]),
                Ok(more) if more > 0 => count += more,
                _ => break,
            }
        }
        None
    }
}
