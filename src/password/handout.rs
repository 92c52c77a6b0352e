//! The file of `--passwords-out`: generated passwords, written once, for their owners (REQUIREMENTS P7). It is written
//! in step with the transaction that stores them: see [`crate::sealed`].

use std::path::Path;

use uuid::Uuid;

use self::rows::Rows;
use super::{Secret, Terms};
use crate::Result;
use crate::sealed::{Draft, Sealed};

mod rows;

/// What these files hold, as messages tell it.
pub const PASSWORDS: &str = "the passwords";

/// A file of generated passwords that is being written: CSV with the columns `email`, `name`, `password` and
/// `expires_at`. It goes
/// away when this is dropped before it is sealed.
#[derive(Debug)]
pub struct Handout {
    rows: Rows<Draft>,
    /// Until when they hold, as ISO 8601; empty for no end.
    expires_at: String,
}

impl Handout {
    /// Begins the file that will be `path`, for the operation of that id. The folder must exist.
    ///
    /// # Errors
    /// Those of [`Draft::create`].
    pub fn create(path: &Path, operation: Uuid, terms: Terms) -> Result<Self> {
        let expires_at = terms.expires_at.map(|end| end.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        let rows = Rows::new(Draft::create(path, operation, PASSWORDS)?);
        Ok(Self { rows, expires_at: expires_at.unwrap_or_default() })
    }

    /// Adds a user. Call it once for each; what cannot be written shows here or at [`Handout::seal`].
    ///
    /// A cell that a spreadsheet would take for a formula is prefixed with `'`, as in all CSV that `ct` writes.
    /// Generated passwords never are such.
    ///
    /// # Errors
    /// [`crate::Error::File`], such as for a full disk. Nothing can be written any more after that, nor the file
    /// sealed.
    pub fn write(&mut self, email: &str, name: &str, password: &Secret) -> Result<()> {
        let written = self.rows.write([email, name, password.reveal(), &self.expires_at]);
        written.map_err(|cause| self.rows.sink().cannot_write(cause))
    }

    /// How many users were written.
    #[must_use]
    pub const fn users(&self) -> u64 {
        self.rows.written()
    }

    /// Brings all of it to the disk, before the commit. It waits for the disk: keep it off the threads of async code.
    ///
    /// # Errors
    /// [`crate::Error::File`], such as for a full disk; the file is removed then.
    pub fn seal(mut self) -> Result<Sealed> {
        let flushed = self.rows.flush();
        flushed.map_err(|cause| self.rows.sink().cannot_write(cause))?;
        self.rows.into_sink().seal()
    }

    /// Removes it.
    ///
    /// # Errors
    /// [`crate::Error::File`] if it cannot be removed.
    pub fn discard(self) -> Result<()> {
        self.rows.into_sink().discard()
    }
}

#[cfg(test)]
mod tests;
