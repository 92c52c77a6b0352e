//! The SHA-256 of a file's bytes, taken while they are read.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

/// What has been read so far, shared between the reader and whoever wants to know in the end.
#[derive(Clone, Default)]
pub(super) struct Digest(Arc<Mutex<Sha256>>);

impl Digest {
    /// Of all that has been read.
    pub(super) fn value(&self) -> [u8; 32] {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone().finalize().into()
    }

    /// A reader that takes it of all that goes through.
    pub(super) fn watch<R: Read>(&self, inner: R) -> Digesting<R> {
        Digesting { inner, digest: self.clone() }
    }
}

/// A reader that takes the digest of what goes through it.
pub(super) struct Digesting<R> {
    inner: R,
    digest: Digest,
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.digest.0.lock().unwrap_or_else(PoisonError::into_inner).update(&buffer[..length]);
        Ok(length)
    }
}
