//! A folder of many small files.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::path::Path;

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;
use uuid::Uuid;

use super::place::{Kind, Place};
use super::{Partial, Sealed};
use crate::{Error, Result};

/// What the names of the files end in.
const ENDING: &str = ".txt";
/// The rights of the files.
const RIGHTS: Mode = Mode::RUSR.union(Mode::WUSR);

/// A folder of small texts that is being written, under its partial name, for its owner alone: mode 0700, each file
/// 0600. It goes away when this is dropped. See [`super::Draft`] for a single file.
#[derive(Debug)]
pub struct DraftFolder {
    // Before the partial folder, so that it is closed before its name is removed.
    folder: File,
    files: u64,
    /// After a failure nobody knows what has been written.
    failed: bool,
    partial: Partial,
}

impl DraftFolder {
    /// Begins the folder that will be `path`, for the operation of that id. The folder that it lies in must exist.
    ///
    /// # Errors
    /// [`Error::Usage`] if `path` names nothing; [`Error::Refused`] if it exists; [`Error::File`] if it cannot be made.
    pub fn create(path: &Path, operation: Uuid, what: &'static str) -> Result<Self> {
        let place = Place::new(path, operation, what, Kind::Folder)?;
        place.refuse_existing()?;
        let folder = place.create()?;
        Ok(Self { folder, files: 0, failed: false, partial: Partial { place, sealed: false } })
    }

    /// Adds a file `stem.txt`.
    ///
    /// # Errors
    /// [`Error::File`], such as for a full disk or a name that is there already; [`Error::Fault`] if `stem` is hidden
    /// or a path. The folder cannot be sealed any more after that.
    pub fn add(&mut self, stem: &str, content: &[u8]) -> Result<()> {
        if stem.is_empty() || stem.starts_with('.') || stem.contains(['/', '\0']) {
            self.failed = true;
            return Err(Error::Fault(format!("{stem:?} is no name for a file")));
        }
        let written = self.write(&format!("{stem}{ENDING}"), content);
        self.failed |= written.is_err();
        written.map_err(|cause| self.partial.cannot_write(cause))?;
        self.files += 1;
        Ok(())
    }

    fn write(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let mut file = File::from(rustix::fs::openat(&self.folder, name, flags, RIGHTS)?);
        file.write_all(content)
    }

    /// How many files were added.
    #[must_use]
    pub const fn files(&self) -> u64 {
        self.files
    }

    /// Brings all of it to the disk: every file, and the names. To be done before the commit. It waits for the disk:
    /// keep it off the threads of async code.
    ///
    /// # Errors
    /// [`Error::File`], such as for a full disk; the folder is removed then.
    pub fn seal(self) -> Result<Sealed> {
        let Self { folder, failed, partial, .. } = self;
        let synced = if failed {
            Err(io::Error::other("an earlier file could not be written"))
        } else {
            sync(&folder)
        };
        synced.map_err(|cause| partial.cannot_write(cause))?;
        partial.sealed(folder)
    }

    /// Removes it.
    ///
    /// # Errors
    /// [`Error::File`] if it cannot be removed.
    pub fn discard(self) -> Result<()> {
        self.partial.discard()
    }
}

/// Brings a folder with its files to the disk. On Linux the whole filesystem goes there at once: a hundred thousand
/// files, one after the other, would take minutes.
fn sync(folder: &File) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    match rustix::fs::syncfs(folder) {
        // Some sandboxes forbid it.
        Err(Errno::NOSYS | Errno::PERM | Errno::INVAL) => {}
        other => return Ok(other?),
    }
    sync_each(folder)
}

fn sync_each(folder: &File) -> io::Result<()> {
    for entry in Dir::read_from(folder)? {
        let entry = entry?;
        if is_ours(folder, entry.file_name()) {
            let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            File::from(rustix::fs::openat(folder, entry.file_name(), flags, Mode::empty())?).sync_all()?;
        }
    }
    match folder.sync_all() {
        // Some network filesystems cannot, and need not.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        other => other,
    }
}

/// Removes the files of a folder that look like ours.
pub(super) fn remove_files(folder: impl AsFd) -> rustix::io::Result<()> {
    // All names first: what is removed while a folder is read may hide others.
    let mut names = Vec::new();
    for entry in Dir::read_from(&folder)? {
        let entry = entry?;
        if is_ours(&folder, entry.file_name()) {
            names.push(entry.file_name().to_owned());
        }
    }
    for name in names {
        match rustix::fs::unlinkat(&folder, &name, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(cause) => return Err(cause),
        }
    }
    Ok(())
}

/// Whether a file is one that [`DraftFolder::add`] makes: not hidden, ending in `.txt`, for nobody but its owner.
fn is_ours(folder: impl AsFd, name: &std::ffi::CStr) -> bool {
    let bytes = name.to_bytes();
    !bytes.starts_with(b".")
        && bytes.ends_with(ENDING.as_bytes())
        && rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).is_ok_and(|status| {
            FileType::from_raw_mode(status.st_mode) == FileType::RegularFile
                && RIGHTS.contains(Mode::from_raw_mode(status.st_mode))
        })
}

#[cfg(test)]
mod tests;
