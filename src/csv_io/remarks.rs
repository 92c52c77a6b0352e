//! What is said beside the rows.

use std::sync::{Arc, Mutex, PoisonError};

/// What is to be said of a file beside its rows, once it has been read.
#[derive(Clone, Debug, Default)]
pub struct Remarks(Arc<Mutex<Vec<String>>>);

impl Remarks {
    pub(super) fn add(&self, remarks: Vec<String>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(remarks);
    }

    /// All that has been remarked since this was last asked.
    #[must_use]
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
