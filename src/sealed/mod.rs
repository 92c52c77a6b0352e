//! Files, and folders of files, that are written in step with a transaction: complete if its rows were committed, gone
//! if not.
//!
//! A file and a commit cannot be one, so they go in this order:
//!
//! ```text
//! Draft::create      .FILE.<operation>.partial, mode 0600; FILE must not exist
//! write              the content
//! Draft::seal        all of it is on the disk                 before the commit
//! …                  COMMIT, with the operation's id in it
//! Sealed::publish    renamed to FILE, over nothing            after the commit
//! ```
//!
//! So rows that are committed always have their file. Until it is sealed it goes away when the [`Draft`] is dropped;
//! from then on it stays, because the commit may have happened. What a run that was cut off leaves is found by
//! [`find_leftovers`], and the operation's id tells whether to finish or to remove it.
//!
//! A [`DraftFolder`] does the same for a folder of many small files.
//!
//! What they hold is told in messages as `what`: some words in the plural, such as `the passwords`.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use self::place::{Kind, Place};
use crate::{Error, Result};

mod folder;
mod leftover;
mod place;

pub use folder::DraftFolder;
pub use leftover::{Leftover, find_leftovers};

/// A file that is being written, under its partial name, for its owner alone. It goes away when this is dropped.
///
/// It has no buffer: what is written goes to the system at once.
#[derive(Debug)]
pub struct Draft {
    // Before the partial file, so that the file is closed before its name is removed.
    file: File,
    partial: Partial,
}

/// A file or folder that is complete and on the disk, but not yet under its name. Dropping it leaves it there, to be
/// found by [`find_leftovers`].
#[must_use = "publish it after the commit, or discard it after a rollback"]
#[derive(Debug)]
pub struct Sealed {
    partial: Partial,
    /// Open for its lock, which tells others that this is no leftover.
    _locked: File,
}

/// Removes its file or folder when it is dropped before it is sealed.
#[derive(Debug)]
struct Partial {
    place: Place,
    sealed: bool,
}

/// That the folder is there in which `path` is to be: it is the person who names it, not the machine that fails.
///
/// # Errors
/// [`Error::Usage`] if it is not.
pub(crate) fn require_folder(path: &Path, what: &str) -> Result<()> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) if !folder.is_dir() => Err(Error::usage(
            format!("there is no folder {}", folder.display()),
            format!("make it first, or give another name for {what}"),
        )),
        _ => Ok(()),
    }
}

impl Draft {
    /// Begins the file that will be `path`, for the operation of that id. The folder must exist.
    ///
    /// # Errors
    /// [`Error::Usage`] if `path` names no file; [`Error::Refused`] if it exists; [`Error::File`] if it cannot be
    /// made.
    pub fn create(path: &Path, operation: Uuid, what: &'static str) -> Result<Self> {
        let place = Place::new(path, operation, what, Kind::File)?;
        place.refuse_existing()?;
        let file = place.create()?;
        Ok(Self { file, partial: Partial { place, sealed: false } })
    }

    /// The error of a [`Write`] that failed: with the name that the file is to have.
    #[must_use]
    pub fn cannot_write(&self, cause: io::Error) -> Error {
        self.partial.cannot_write(cause)
    }

    /// Brings all of it to the disk: the file's content, and its name in the folder. To be done before the commit. It
    /// waits for the disk: keep it off the threads of async code.
    ///
    /// # Errors
    /// [`Error::File`], such as for a full disk; the file is removed then.
    pub fn seal(self) -> Result<Sealed> {
        let Self { file, partial } = self;
        file.sync_all().map_err(|cause| partial.cannot_write(cause))?;
        partial.sealed(file)
    }

    /// Removes it.
    ///
    /// # Errors
    /// [`Error::File`] if it cannot be removed.
    pub fn discard(self) -> Result<()> {
        self.partial.discard()
    }

    /// From here on as if the disk were full.
    #[cfg(test)]
    pub(crate) fn fill_disk(&mut self) {
        self.file = File::options().write(true).open("/dev/full").unwrap();
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Sealed {
    /// Gives it its name, without overwriting, and brings that to the disk. To be done after the commit.
    ///
    /// # Errors
    /// [`Error::Refused`] if something has that name by now, [`Error::File`] if it cannot be renamed. What was
    /// written is safe in [`Sealed::partial_path`] then; the message says so.
    pub fn publish(self) -> Result<PathBuf> {
        self.partial.place.publish()?;
        Ok(self.partial.place.path().to_path_buf())
    }

    /// Removes it: after a rollback.
    ///
    /// # Errors
    /// [`Error::File`] if it cannot be removed.
    pub fn discard(self) -> Result<()> {
        self.partial.discard()
    }

    /// The id of the operation that it belongs to.
    #[must_use]
    pub const fn operation(&self) -> Uuid {
        self.partial.place.operation()
    }

    /// Where it lies until it is published.
    #[must_use]
    pub fn partial_path(&self) -> PathBuf {
        self.partial.place.partial_path()
    }
}

impl Partial {
    fn cannot_write(&self, cause: io::Error) -> Error {
        Error::file("write", self.place.path(), cause)
    }

    /// What it holds is on the disk; its name is to be, too.
    fn sealed(mut self, locked: File) -> Result<Sealed> {
        self.place.sync_folder()?;
        self.sealed = true;
        Ok(Sealed { partial: self, _locked: locked })
    }

    fn discard(mut self) -> Result<()> {
        // Once is enough: not again on drop.
        self.sealed = true;
        self.place.remove()
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.sealed {
            // Nobody is there to be told. What stays is found by the next run.
            drop(self.place.remove());
        }
    }
}

#[cfg(test)]
mod tests;
