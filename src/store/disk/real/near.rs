//! Files of one folder, read one after another: the folder is found once and kept open.

use std::io;
use std::os::fd::OwnedFd;

use rustix::fs::{CWD, Mode, OFlags, openat};
use rustix::io::{Errno, read};

use super::Real;
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

/// Reads a file that is nothing special; whatever is special about it, or goes wrong, the disk says.
pub(super) fn read_near(disk: &Real, path: &RelPath, limit: u64, near: &mut Near) -> io::Result<Vec<u8>> {
    match near.plain(disk, path)? {
        Some(bytes) if bytes.len() as u64 <= limit => Ok(bytes.into()),
        _ => disk.read(path, limit),
    }
}

impl Near {
    /// The bytes of a file that has some, all of which there is room for.
    fn plain(&mut self, disk: &Real, path: &RelPath) -> io::Result<Option<&[u8]>> {
        let Some((folder, name)) = path.as_str().rsplit_once('/') else { return Ok(None) };
        if self.open.is_none() || self.folder != folder {
            self.open = None;
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let open = openat(CWD, disk.folder(folder)?, flags, Mode::empty())?;
            self.open = Some(open);
            self.folder.clear();
            self.folder.push_str(folder);
        }
        let Some(open) = &self.open else { return Ok(None) };
        // No link, and without waiting for whoever writes into a pipe.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let Ok(file) = openat(open, name, flags, Mode::empty()) else { return Ok(None) };
        self.bytes.resize(ROOM, 0);
        let mut count = 0;
        while count < ROOM {
            match read(&file, &mut self.bytes[count..]) {
                Err(Errno::INTR) => {}
                Ok(0) if count > 0 => return Ok(Some(&self.bytes[..count])),
                Ok(more) if more > 0 => count += more,
                _ => break,
            }
        }
        Ok(None)
    }
}
