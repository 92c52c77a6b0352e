//! How far a step is, for whoever waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many of how many are done. Clones count together, so that one can be asked while another is counting.
#[derive(Clone, Debug, Default)]
pub struct Counter(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    done: AtomicU64,
    total: AtomicU64,
}

impl Counter {
    /// How many there are in all; none before that is known, and where there are none.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        Some(self.0.total.load(Ordering::Acquire)).filter(|total| *total > 0)
    }

    /// How many are done.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.0.done.load(Ordering::Relaxed)
    }

    /// Begins, perhaps anew, with so many.
    pub fn begin(&self, total: u64) {
        self.0.done.store(0, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Release);
    }

    /// One more is done.
    pub fn add(&self) {
        self.0.done.fetch_add(1, Ordering::Relaxed);
    }
}
