//! What became of rows.

use std::path::PathBuf;

use super::planned::{Counts, Planned, Rejected};
use crate::csv_io::Problem;
use crate::password::Secret;
use crate::paused::import::Parked;

/// What became of the rows; for a plan, what would.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many were created.
    pub create: u64,
    /// How many were changed.
    pub change: u64,
    /// How many stayed as they were.
    pub keep: u64,
    /// How many were left out, because something is wrong with them.
    pub rejected: u64,
    /// What is wrong with those, in the order of the file; at most [`crate::csv_io::PROBLEMS_KEPT`] unless they went to
    /// a file.
    pub problems: Vec<Problem>,
    /// How many problems there are.
    pub problems_total: u64,
    /// The file of the rejected rows.
    pub rejects: Option<PathBuf>,
    /// How many passwords were set.
    pub passwords: u64,
    /// Until when these hold; none: there are none, or they have no end.
    pub expires_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Generated passwords to be shown, with the e-mails.
    pub shown: Vec<(String, Secret)>,
    /// The SHA-256 of the file.
    pub digest: Option<[u8; 32]>,
    /// The number of the batch.
    pub batch: Option<i64>,
    /// What became of the paused operation that the rows which were left out are, or were.
    pub parked: Option<Parked>,
    /// What would become of the one row that was edited; an import tells its [`super::Watch`].
    pub planned: Vec<Planned>,
    /// What came of tasks that repeat and that were completed.
    pub followed: Vec<crate::task::Next>,
    /// Of a roster: who has left and who has come back; of its plan, who would.
    pub roster: Option<crate::roster::Moves>,
    /// Whether it is only a plan.
    pub dry_run: bool,
}

impl Outcome {
    pub(super) fn of(counts: Counts, rejected: &mut Rejected) -> Self {
        Self {
            create: counts.create,
            change: counts.change,
            keep: counts.keep,
            rejected: rejected.lines.len() as u64,
            problems: std::mem::take(&mut rejected.problems),
            problems_total: rejected.total,
            digest: rejected.digest,
            ..Self::default()
        }
    }
}
