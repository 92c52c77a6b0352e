//! A file's rows on their way to the staging: read and checked on a thread of its own, beside it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc;

use super::Portion;
use crate::csv_io::File;
use crate::noun::Lookups;

/// How many portions of rows may wait between reading and staging.
const PORTIONS: usize = 8;
/// The same of a roster: what is read waits until the users are there to compare it with.
const PORTIONS_OF_ROSTER: usize = 96;

/// How many rows have been read so far.
#[derive(Clone, Debug, Default)]
pub struct RowsRead(Arc<AtomicU64>);

impl RowsRead {
    /// How many since the last time that this was asked.
    #[must_use]
    pub fn since_last(&self) -> u64 {
        self.0.swap(0, Ordering::Relaxed)
    }
}

/// Reads a file's rows on a thread of its own, for [`super::run`].
#[must_use]
pub fn read(file: File, lookups: Lookups) -> (mpsc::Receiver<Portion>, RowsRead) {
    read_ahead(file, lookups, PORTIONS)
}

/// The same, for [`crate::roster::sync`].
#[must_use]
pub fn read_roster(file: File, lookups: Lookups) -> (mpsc::Receiver<Portion>, RowsRead) {
    read_ahead(file, lookups, PORTIONS_OF_ROSTER)
}

fn read_ahead(file: File, lookups: Lookups, portions: usize) -> (mpsc::Receiver<Portion>, RowsRead) {
    let (sender, receiver) = mpsc::channel(portions);
    let rows_read = RowsRead::default();
    let counter = rows_read.clone();
    std::thread::spawn(move || {
        let report = file.rows(&lookups, |rows| {
            counter.0.fetch_add(rows.len() as u64, Ordering::Relaxed);
            sender.blocking_send(Portion::Rows(rows)).is_ok()
        });
        // Nobody listens any more if the database failed first.
        let _ = sender.blocking_send(Portion::End(report.map(Box::new)));
    });
    (receiver, rows_read)
}
