//! What is read of a file: its good rows, and what is wrong with the others.

use super::{Kept, Problem};
use crate::noun::Field;
use crate::password::Secret;

/// How many problems are kept to be told; further ones are counted.
pub const PROBLEMS_KEPT: usize = 10_000;

/// A row with what is good of it as far as the file tells: a cell that is wrong is in the report, and its field is kept.
#[derive(Debug, Default)]
pub struct Row {
    /// Its line.
    pub line: u64,
    /// The normal form of its key.
    pub key: String,
    /// What waits to be written, for the staged columns in their order.
    pub fields: Vec<Field>,
    /// Its password.
    pub secret: Option<Secret>,
    /// What is expected to become of it: `{action, change, inactive}` as a saved plan has it.
    pub expected: Option<serde_json::Value>,
    /// Whether something is wrong with it.
    pub is_flawed: bool,
}

/// What reading a file came to.
#[derive(Debug, Default)]
pub struct Report {
    /// How many rows there were, good and bad.
    pub rows: u64,
    /// What is wrong, in the order of the file; the first [`PROBLEMS_KEPT`].
    pub problems: Vec<Problem>,
    /// How many problems there were.
    pub total: u64,
    /// The lines of the bad rows, in the order of the file.
    pub bad: Vec<u64>,
    /// Whether what comes after the last problem was not read: a quote never closes, or there were too many bad rows.
    pub is_cut_short: bool,
    /// The rows as they were, if they were to be kept.
    pub kept: Option<Kept>,
    /// The SHA-256 of the file's bytes; none if it was not read to its end.
    pub digest: Option<[u8; 32]>,
}

impl Report {
    /// Adds a problem, or counts it if there are too many already. With the rows themselves their problems are kept too.
    pub fn add(&mut self, problem: Problem) {
        self.total += 1;
        if self.bad.last() != Some(&problem.line) {
            self.bad.push(problem.line);
        }
        if self.problems.len() < PROBLEMS_KEPT || self.kept.is_some() {
            self.problems.push(problem);
        }
    }
}
