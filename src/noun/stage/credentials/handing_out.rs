//! Where generated passwords go, and what interrupted runs left there.

use std::path::Path;

use uuid::Uuid;

use super::{Generate, Recipient};
use crate::Result;
use crate::db::Database;
use crate::noun::stage::{Goal, Request};
use crate::password::{Handout, PASSWORDS, Secret, Slips, Terms};
use crate::sealed::{Sealed, find_leftovers, require_folder};

/// What is being written of them.
pub(super) enum HandingOut {
    File(Handout),
    Folder(Slips),
}

impl HandingOut {
    /// Begins it, where they are not to be shown.
    pub(super) fn begin(generate: &Generate, operation: Uuid, terms: Terms) -> Result<Option<Self>> {
        Ok(match generate {
            Generate::ToFile(path) => Some(Self::File(Handout::create(path, operation, terms)?)),
            Generate::ToFolder(path) => Some(Self::Folder(Slips::create(path, operation, terms)?)),
            Generate::Nobody | Generate::Shown => None,
        })
    }

    pub(super) fn write(&mut self, recipient: &Recipient, password: &Secret) -> Result<()> {
        let Recipient { login, email, name } = recipient;
        match self {
            Self::File(handout) => handout.write(email, name, password),
            Self::Folder(slips) => slips.write(login, email, name, password),
        }
    }

    /// How many were written.
    pub(super) const fn users(&self) -> u64 {
        match self {
            Self::File(handout) => handout.users(),
            Self::Folder(slips) => slips.users(),
        }
    }

    pub(super) fn seal(self) -> Result<Sealed> {
        match self {
            Self::File(handout) => handout.seal(),
            Self::Folder(slips) => slips.seal(),
        }
    }
}

/// Before anything else: the folder that they go to must be there, and what an interrupted run left in it is settled,
/// also when this run has nothing to do.
pub(in crate::noun::stage) async fn settle(database: &Database, request: &Request) -> Result<()> {
    match &request.passwords.generate {
        Generate::ToFile(path) | Generate::ToFolder(path) if request.goal == Goal::Apply => {
            require_folder(path, PASSWORDS)?;
            settle_leftovers(database, path).await
        }
        _ => Ok(()),
    }
}

/// What an interrupted run left beside it: finished if their users were written, removed if not.
async fn settle_leftovers(database: &Database, path: &Path) -> Result<()> {
    for leftover in find_leftovers(path, PASSWORDS)? {
        if database.was_committed(leftover.operation()).await? {
            leftover.finish()?;
        } else {
            leftover.remove()?;
        }
    }
    Ok(())
}
