//! What an interrupted run left of its files.

use std::fs::File;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::place::{Kind, Place, operation_of, split};
use crate::{Error, Result};

/// A file or folder that a run left under its partial name, when it was cut off before
/// [`super::Sealed::publish`]. Look up its operation: if that was committed, [finish](Leftover::finish) it, else
/// [remove](Leftover::remove) it. As long as this is held, no other run takes it for a leftover.
#[derive(Debug)]
pub struct Leftover {
    place: Place,
    _locked: File,
}

impl Leftover {
    /// The id of the operation that wrote it.
    #[must_use]
    pub const fn operation(&self) -> Uuid {
        self.place.operation()
    }

    /// Where it lies.
    #[must_use]
    pub fn partial_path(&self) -> PathBuf {
        self.place.partial_path()
    }

    /// Gives it the name that it was to have, and returns that: for an operation that was committed. It was sealed
    /// before the commit, so it is complete.
    ///
    /// # Errors
    /// Those of [`super::Sealed::publish`].
    pub fn finish(self) -> Result<PathBuf> {
        self.place.publish()?;
        Ok(self.place.path().to_path_buf())
    }

    /// Removes it: for an operation that was not committed, so that nothing that it tells has happened. Of a folder,
    /// only what [`super::DraftFolder`] makes.
    ///
    /// # Errors
    /// [`Error::File`] if it cannot be removed, [`Error::Refused`] for a folder that holds something else too.
    pub fn remove(self) -> Result<()> {
        self.place.remove()
    }
}

/// Finds what runs that were to write `path` left in its folder, in the order of their ids. What a run still
/// writes is left out, and so is what this user may not read.
///
/// # Errors
/// [`Error::Usage`] if `path` names no file; [`Error::File`] if the folder cannot be read.
pub fn find_leftovers(path: &Path, what: &'static str) -> Result<Vec<Leftover>> {
    let (folder, name) = split(path, what)?;
    let unreadable = |cause| Error::file("read the folder", folder, cause);
    let mut operations = Vec::new();
    for entry in folder.read_dir().map_err(unreadable)? {
        operations.extend(operation_of(&entry.map_err(unreadable)?.file_name(), name));
    }
    operations.sort_unstable();
    let mut leftovers = Vec::new();
    for operation in operations {
        // What it is shows when it is open.
        let mut place = Place::new(path, operation, what, Kind::File)?;
        if let Some(locked) = place.open_leftover()? {
            leftovers.push(Leftover { place, _locked: locked });
        }
    }
    Ok(leftovers)
}
