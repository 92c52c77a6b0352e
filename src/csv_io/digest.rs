//! The SHA-256 of a file's bytes, taken while they are read.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

/// What has been read so far, shared between the reader and whoever wants to know in the end.
#[derive(Clone, Default)]
pub(super) struct Digest {
    sum: Arc<Mutex<Sha256>>,
    bytes: BytesRead,
}

/// How many bytes of a file have been read so far.
#[derive(Clone, Debug, Default)]
pub struct BytesRead(Arc<AtomicU64>);

impl BytesRead {
    /// As many as it has by now.
    #[must_use]
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Digest {
    /// How many bytes went through.
    pub(super) fn bytes(&self) -> BytesRead {
        self.bytes.clone()
    }

    /// Of all that has been read.
    pub(super) fn value(&self) -> [u8; 32] {
        self.sum.lock().unwrap_or_else(PoisonError::into_inner).clone().finalize().into()
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
        self.digest.sum.lock().unwrap_or_else(PoisonError::into_inner).update(&buffer[..length]);
        self.digest.bytes.0.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
