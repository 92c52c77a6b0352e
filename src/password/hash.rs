//! From a password to what the database keeps of it, and back to yes or no.
//!
//! ```text
//! key      = Argon2id(normal form of the password, salt, parameters, associated data = the instance's id), 32 bytes
//! verifier = SHA-256(key)
//! ```
//!
//! The database keeps salt, parameters and verifier; a login sends the key, which the database hashes and compares. So
//! the password never leaves `ct`, and a stolen table of verifiers lets nobody in.

use std::fmt;

use argon2::{Algorithm, Argon2, AssociatedData, Block, ParamsBuilder, Version};
use rand::CryptoRng;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

use super::{MAXIMUM_BYTES, Parameters, Secret, is_generated_form, normal_form};
use crate::{Error, Result};

/// The length of a salt in bytes.
pub const SALT_BYTES: usize = 16;

/// What Argon2id makes of a password: whoever has it can log in. It is wiped on drop and cannot be printed.
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// The key itself, to be sent to the database as a bind parameter. Search for this name to see where keys are used.
    #[must_use]
    pub fn reveal(&self) -> &[u8; 32] {
        &self.0
    }

    /// What the database keeps of it: its SHA-256.
    #[must_use]
    pub fn verifier(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_slice()).into()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What the database keeps of one password. Its `Debug` shows the parameters only.
#[derive(Clone, PartialEq, Eq)]
pub struct Stored {
    /// Random, for each password anew.
    pub salt: [u8; SALT_BYTES],
    /// What was spent on it. [`Parameters::MINIMAL`] tells that the password was a generated one, so a login's
    /// challenge must not show these but those of the instance; [`Hasher::derive_key`] needs no more.
    pub parameters: Parameters,
    /// [`Key::verifier`].
    pub verifier: [u8; 32],
}

impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stored").field("parameters", &self.parameters).finish_non_exhaustive()
    }
}

/// Hashes passwords, one after the other, in memory that it keeps from one to the next. That memory is wiped when the
/// hasher goes. It takes some 20 ms for a chosen password: keep it off the threads of async code.
#[derive(Default)]
pub struct Hasher {
    memory: Vec<Block>,
}

impl Hasher {
    /// A hasher without memory; it takes what the first password needs.
    #[must_use]
    pub const fn new() -> Self {
        Self { memory: Vec::new() }
    }

    /// The key of `password`.
    ///
    /// `parameters` are for a chosen password, such as a login's challenge gives them. For a password of the form that
    /// [`super::generate`] makes they do not count: that one is always hashed with [`Parameters::MINIMAL`], and it is
    /// what was typed that decides, so no server can have a chosen password hashed cheaply. `instance` is the id of
    /// the instance: the same password and salt give another key in another one.
    ///
    /// # Errors
    /// [`Error::Refused`] if `parameters` are out of the bounds of [`Parameters::check`]; [`Error::BadInput`] if the
    /// password is longer than [`MAXIMUM_BYTES`]; [`Error::Fault`] if there is no memory.
    pub fn derive_key(
        &mut self,
        password: &Secret,
        salt: &[u8; SALT_BYTES],
        parameters: Parameters,
        instance: &Uuid,
    ) -> Result<Key> {
        let normal = normal_within_bounds(password)?;
        let parameters = suitable(&normal, parameters)?;
        self.key(&normal, salt, parameters, instance)
    }

    /// What to store of `password`, with a new salt from `rng`. The other arguments are those of
    /// [`Hasher::derive_key`]. Whether the password may be chosen at all is [`super::Policy::check`]'s to say.
    ///
    /// # Errors
    /// Those of [`Hasher::derive_key`].
    pub fn store<R: CryptoRng + ?Sized>(
        &mut self,
        password: &Secret,
        parameters_for_chosen: Parameters,
        instance: &Uuid,
        rng: &mut R,
    ) -> Result<Stored> {
        let normal = normal_within_bounds(password)?;
        let parameters = suitable(&normal, parameters_for_chosen)?;
        let mut salt = [0; SALT_BYTES];
        rng.fill_bytes(&mut salt);
        let verifier = self.key(&normal, &salt, parameters, instance)?.verifier();
        Ok(Stored { salt, parameters, verifier })
    }

    /// Whether `password` is the one that was stored.
    ///
    /// # Errors
    /// Those of [`Hasher::derive_key`].
    pub fn verify(&mut self, password: &Secret, stored: &Stored, instance: &Uuid) -> Result<bool> {
        let normal = normal_within_bounds(password)?;
        if stored.parameters == Parameters::MINIMAL && !is_generated_form(&normal) {
            return Ok(false);
        }
        let parameters = suitable(&normal, stored.parameters)?;
        let verifier = self.key(&normal, &stored.salt, parameters, instance)?.verifier();
        // No early end: how long it takes must not tell how much of it fits.
        let difference =
            verifier.iter().zip(&stored.verifier).fold(0, |all, (one, other)| all | (one ^ other));
        Ok(difference == 0)
    }

    fn key(
        &mut self,
        normal: &str,
        salt: &[u8; SALT_BYTES],
        parameters: Parameters,
        instance: &Uuid,
    ) -> Result<Key> {
        let params = ParamsBuilder::new()
            .m_cost(parameters.memory_kib)
            .t_cost(parameters.passes)
            .p_cost(parameters.lanes)
            .output_len(32)
            .data(AssociatedData::new(instance.as_bytes()).map_err(fault)?)
            .build()
            .map_err(fault)?;
        let blocks = params.block_count();
        self.make_room(blocks)?;
        let room = self.memory.get_mut(..blocks).ok_or_else(|| fault("no room"))?;
        let mut key = Key(Zeroizing::new([0; 32]));
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(normal.as_bytes(), salt, key.0.as_mut_slice(), room)
            .map_err(fault)?;
        Ok(key)
    }

    /// Argon2 fills its memory itself, so what an earlier password left there need not be cleared before.
    fn make_room(&mut self, blocks: usize) -> Result<()> {
        if self.memory.len() < blocks {
            // Growing in place could move it, and leave a copy.
            self.memory.zeroize();
            self.memory = Vec::new();
            self.memory.try_reserve_exact(blocks).map_err(|_| fault("out of memory"))?;
            self.memory.resize(blocks, Block::new());
        }
        Ok(())
    }
}

impl Drop for Hasher {
    fn drop(&mut self) {
        self.memory.zeroize();
    }
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hasher").finish_non_exhaustive()
    }
}

fn normal_within_bounds(password: &Secret) -> Result<Zeroizing<String>> {
    let typed = password.reveal();
    if typed.len() > MAXIMUM_BYTES {
        let message = format!("the password is longer than {MAXIMUM_BYTES} bytes");
        return Err(Error::BadInput { message, hint: None });
    }
    Ok(normal_form(typed))
}

fn suitable(normal: &str, parameters_for_chosen: Parameters) -> Result<Parameters> {
    if is_generated_form(normal) { Ok(Parameters::MINIMAL) } else { parameters_for_chosen.check() }
}

fn fault(cause: impl fmt::Display) -> Error {
    Error::Fault(format!("a password could not be hashed: {cause}"))
}

#[cfg(test)]
mod tests;
