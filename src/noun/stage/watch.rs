//! Where a run stands, for whoever watches it.

use std::cell::Cell;
use std::pin::Pin;

use super::planned::{Counts, Rejected};
use super::runs::Run;
use super::{Outcome, Planned};
use crate::Result;
use crate::roster::{Moves, Roster};

/// A step of a run, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Rows are read and wait in the database.
    Reading,
    /// The database plans and checks them.
    Planning,
    /// Chosen passwords are hashed.
    Hashing,
    /// Another run is at work, and this one waits for its turn.
    Waiting,
    /// Rows are written.
    Writing,
    /// Passwords are written.
    WritingPasswords,
    /// The files of passwords and of rejected rows are brought to the disk.
    Sealing,
    /// They are on the disk, and the batch is written.
    Sealed,
    /// The database is told to commit.
    Committing,
    /// It has committed; the files get their names.
    Publishing,
    /// All is done.
    Done,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Reading,
        Self::Planning,
        Self::Hashing,
        Self::Waiting,
        Self::Writing,
        Self::WritingPasswords,
        Self::Sealing,
        Self::Sealed,
        Self::Committing,
        Self::Publishing,
        Self::Done,
    ];

    /// What is being done, as a person says it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Planning => "planning",
            Self::Hashing => "hashing passwords",
            Self::Waiting => "waiting for another run",
            Self::Writing => "writing",
            Self::WritingPasswords => "writing passwords",
            Self::Sealing => "bringing files to the disk",
            Self::Sealed => "closing the batch",
            Self::Committing => "committing",
            Self::Publishing => "naming files",
            Self::Done => "done",
        }
    }
}

/// Watches a run. Every method may do nothing.
pub trait Watch {
    /// A step begins, with so many rows before it.
    fn step(&self, step: Step, rows: u64) {
        let _ = (step, rows);
    }

    /// An earlier run of the noun was cut off, and what it left waiting has been cleared.
    fn cut_off(&self, run: &Run) {
        let _ = run;
    }

    /// What would become of a row; told for each that would be created or changed, in the order of the file, when the
    /// goal is a plan.
    ///
    /// # Errors
    /// Ends the run, and nothing is written.
    fn planned(&self, row: Planned) -> Result<()> {
        let _ = row;
        Ok(())
    }

    /// What a roster would do is planned and told, and is about to be done, unless it cannot be
    /// ([`crate::roster::Moves::refusal`]).
    ///
    /// # Errors
    /// Ends the run, and nothing is written.
    fn confirm<'a>(&'a self, plan: &'a Outcome) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>> {
        let _ = plan;
        Box::pin(std::future::ready(Ok(())))
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Watch for Unwatched {}

/// Passes on what happens, and remembers where the run stands.
pub(super) struct Standing<'a> {
    watch: &'a dyn Watch,
    step: Cell<Step>,
    rows: Cell<u64>,
    /// Whoever says where the run stands is told that it has come further.
    further: tokio::sync::Notify,
    /// What the rows are beside an import, if they are.
    pub(super) roster: Option<&'a Roster>,
}

impl<'a> Standing<'a> {
    pub(super) fn new(watch: &'a dyn Watch) -> Self {
        Self {
            watch,
            step: Cell::new(Step::Reading),
            rows: Cell::new(0),
            further: tokio::sync::Notify::new(),
            roster: None,
        }
    }

    /// The same, of rows that are a roster, if they are.
    pub(super) fn of_roster(self, roster: Option<&'a Roster>) -> Self {
        Self { roster, ..self }
    }

    pub(super) fn reach(&self, step: Step) {
        self.step.set(step);
        self.further.notify_one();
        self.watch.step(step, self.rows.get());
    }

    pub(super) fn count(&self, rows: u64) {
        self.rows.set(rows);
    }

    /// Waits until it has come to another step.
    pub(super) async fn further(&self) {
        self.further.notified().await;
    }

    pub(super) fn now(&self) -> (Step, u64) {
        (self.step.get(), self.rows.get())
    }

    pub(super) fn planned(&self, row: Planned) -> Result<()> {
        self.watch.planned(row)
    }
    /// Asks whether a roster is to be applied as it is planned.
    pub(super) async fn confirm(&self, counts: Counts, rejected: &Rejected, sync: &mut Moves) -> Result<()> {
        let mut plan = Outcome { roster: Some(std::mem::take(sync)), dry_run: true, ..Outcome::default() };
        (plan.create, plan.change, plan.keep) = (counts.create, counts.change, counts.keep);
        plan.rejected = rejected.lines.len() as u64;
        let confirmed = self.watch.confirm(&plan).await;
        *sync = plan.roster.unwrap_or_default();
        match sync.refusal.take() {
            Some(refusal) => Err(refusal),
            None => confirmed,
        }
    }
}
