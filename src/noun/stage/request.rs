//! What is to be done with rows.

use std::path::PathBuf;

use super::Passwords;
use crate::Result;
use crate::csv_io::{Report, Row};
use crate::db::Operation;
use crate::noun::{Column, Noun};
use crate::paused::import::Parking;

/// What to do with rows of things that exist already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Change what differs.
    Update,
    /// Leave them alone.
    Skip,
    /// It is an error: for adding.
    Fail,
    /// The contrary is an error: for editing.
    MustExist,
    /// The same, and who cannot log in is an error too: for giving new passwords.
    Reset,
    /// The same, of who is inactive and comes back.
    Reactivate,
    /// The same as editing, of the own team and of what a supervisor may edit (REQUIREMENTS T2).
    Team,
}

impl Conflict {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Skip => "skip",
            Self::Fail => "fail",
            Self::MustExist => "existing",
            Self::Reset => "reset",
            Self::Reactivate => "reactivate",
            Self::Team => "team",
        }
    }
}

/// How far to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Plan and show: nothing is written.
    Plan,
    /// Write what is planned.
    Apply,
}

/// What to do when some rows are bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Nothing is written (DESIGN §4: all or nothing).
    AllOrNothing,
    /// The good rows are written and the bad ones left out, if there are no more of those than so many.
    Partial(Option<u64>),
}

/// What is known beforehand of what will become of the rows; each row says it in [`Row::expected`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// Nothing.
    None,
    /// Just what each row says; anything else, and nothing is written: for a saved plan.
    Exactly,
    /// No more than what each row says; rows of which something else would become are left out: for an undo.
    AtMost,
}

/// How rows take part in the record of batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// Not: one thing that is added or edited by flags.
    None,
    /// As a batch of their own.
    Batch {
        /// Whether to wait for another run that is writing things of the same noun, or to end with 75.
        wait: bool,
    },
}

/// What to do with rows.
pub struct Request {
    /// Of what they are.
    pub noun: &'static Noun,
    /// What they tell.
    pub columns: Vec<&'static Column>,
    /// What to do with those that exist.
    pub conflict: Conflict,
    /// By whom, how and why.
    pub operation: Operation,
    /// What passwords new users get.
    pub passwords: Passwords,
    /// Whether to write.
    pub goal: Goal,
    /// What to do when some are bad.
    pub strictness: Strictness,
    /// Where the bad ones go, to be corrected and fed back.
    pub rejects: Option<PathBuf>,
    /// What becomes of these beside.
    pub parking: Parking,
    /// What is known of them beforehand.
    pub expectation: Expectation,
    /// Whether they are a batch.
    pub record: Record,
    /// What the rows come from, for messages and for the batch.
    pub source: String,
    /// In which of the source's columns, from 1, each of ours stands.
    pub positions: Vec<(&'static str, usize)>,
}

/// Rows on their way: portions of good rows, and at the end what reading came to.
pub enum Portion {
    /// Good rows.
    Rows(Vec<Row>),
    /// The end.
    End(Result<Box<Report>>),
}
