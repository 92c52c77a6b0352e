//! The file of `--passwords-out`: generated passwords, written once, for their owners (REQUIREMENTS P7).
//!
//! A file and a commit cannot be one, so they go in this order:
//!
//! ```text
//! Handout::create    .FILE.<operation>.partial, mode 0600; FILE must not exist
//! Handout::write     each user
//! Handout::seal      all of it is on the disk                 before the commit
//! …                  COMMIT, with the operation's id in it
//! Sealed::publish    renamed to FILE, over nothing            after the commit
//! ```
//!
//! So rows that are committed always have their file. Until it is sealed it goes away when the [`Handout`] is dropped; from
//! then on it stays, because the commit may have happened. What a run that was cut off leaves is found by
//! [`find_leftovers`], and the operation's id tells whether to finish or to remove it.

use std::fs::File;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use self::place::Place;
use self::rows::Rows;
use super::Secret;
use crate::{Error, Result};

mod leftover;
mod place;
mod rows;

pub use leftover::{Leftover, find_leftovers};

/// A file of generated passwords that is being written: CSV with the columns `email`, `name` and `password`.
#[derive(Debug)]
pub struct Handout {
    // Before the partial file, so that the buffer is wiped and the file closed before its name is removed.
    rows: Rows<File>,
    partial: Partial,
}

/// A file of generated passwords that is complete and on the disk, but not yet under its name. Dropping it leaves it
/// there, to be found by [`find_leftovers`].
#[must_use = "publish it after the commit, or discard it after a rollback"]
#[derive(Debug)]
pub struct Sealed {
    partial: Partial,
    /// Open for its lock, which tells others that this is no leftover.
    _locked: File,
}

/// Removes its file when it is dropped before it is sealed.
#[derive(Debug)]
struct Partial {
    place: Place,
    sealed: bool,
}

impl Handout {
    /// Begins the file that will be `path`, for the operation of that id. The folder must exist.
    ///
    /// # Errors
    /// [`Error::Usage`] if `path` names no file; [`Error::Refused`] if it exists; [`Error::File`] if it cannot be
    /// made.
    pub fn create(path: &Path, operation: Uuid) -> Result<Self> {
        let place = Place::new(path, operation)?;
        place.refuse_existing()?;
        let file = place.create()?;
        let partial = Partial { place, sealed: false };
        let rows = Rows::new(file).map_err(|cause| partial.cannot_write(cause))?;
        Ok(Self { rows, partial })
    }

    /// Adds a user. Call it once for each; what cannot be written shows here or at [`Handout::seal`].
    ///
    /// A cell that a spreadsheet would take for a formula is prefixed with `'`, as in all CSV that `ct` writes.
    /// Generated passwords never are such.
    ///
    /// # Errors
    /// [`Error::File`], such as for a full disk. Nothing can be written any more after that, nor the file sealed.
    pub fn write(&mut self, email: &str, name: &str, password: &Secret) -> Result<()> {
        self.rows.write([email, name, password.reveal()]).map_err(|cause| self.partial.cannot_write(cause))
    }

    /// How many users were written.
    #[must_use]
    pub const fn users(&self) -> u64 {
        self.rows.written()
    }

    /// Brings all of it to the disk: the file's content, and its name in the folder. To be done before the commit. It
    /// waits for the disk: keep it off the threads of async code.
    ///
    /// # Errors
    /// [`Error::File`], such as for a full disk; the file is removed then.
    pub fn seal(self) -> Result<Sealed> {
        let Self { rows, mut partial } = self;
        let file = rows.finish().map_err(|cause| partial.cannot_write(cause))?;
        file.sync_all().map_err(|cause| partial.cannot_write(cause))?;
        partial.place.sync_folder()?;
        partial.sealed = true;
        Ok(Sealed { partial, _locked: file })
    }

    /// Removes it.
    ///
    /// # Errors
    /// [`Error::File`] if it cannot be removed.
    pub fn discard(self) -> Result<()> {
        self.partial.discard()
    }
}

impl Sealed {
    /// Gives the file its name, without overwriting, and brings that to the disk. To be done after the commit.
    ///
    /// # Errors
    /// [`Error::Refused`] if there is a file of that name by now, [`Error::File`] if it cannot be renamed. The
    /// passwords are safe in [`Sealed::partial_path`] then; the message says so.
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

    /// The id of the operation whose passwords these are.
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
    fn cannot_write(&self, cause: std::io::Error) -> Error {
        Error::file("write", self.place.path(), cause)
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
