//! Writes what is planned, in one transaction, with its passwords, its batch and its files.

use std::path::PathBuf;

use postgres_types::Type;

use super::park::park;
use super::planned::{self, Counts, Rejected};
use super::watch::{Standing, Step};
use super::{Outcome, Record, Request, clear, credentials, rejects};
use crate::Result;
use crate::db::{Database, Transaction};
use crate::paused::import::Parking;
use crate::roster::{self, Handed, Known, Moves};

/// What is written in the record of batches.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// What became of the rows.
    pub(crate) counts: Counts,
    /// How many were left out.
    pub(crate) rejected: u64,
    /// How many passwords were set.
    pub(crate) passwords: u64,
    /// Of an undo: which batch, how many rows were undone, kept, failed.
    pub(crate) undo: Option<(i64, [u64; 3])>,
}

/// What is to be written.
pub(super) struct Plan {
    /// What becomes of the rows.
    pub(super) counts: Counts,
    /// Of a roster: who leaves and who comes back, and the users with whom it was compared.
    pub(super) sync: Option<(Moves, Known)>,
    /// The passwords that rows gave.
    pub(super) given: credentials::Given,
}

/// What was written.
struct Written {
    tally: Tally,
    batch: Option<i64>,
    parked: Option<crate::paused::import::Parked>,
    followed: Vec<crate::task::Next>,
    handed: Option<Handed>,
}

/// Hashes, writes and commits.
pub(super) async fn all(
    database: &Database,
    request: &Request,
    plan: Plan,
    rejected: &mut Rejected,
    standing: &Standing<'_>,
) -> Result<Outcome> {
    let Plan { counts: planned, sync, given } = plan;
    let hashing = credentials::Hashing::new(database, request, planned, given).await?;
    // Chosen passwords take their time: hash them before anybody is locked out.
    if hashing.is_slow() {
        standing.reach(Step::Hashing);
        hashing.finish().await?;
    }
    rejects::settle_leftovers(database, request, rejected.digest).await?;
    let rejected = tokio::sync::Mutex::new(rejected);
    let sealed = std::cell::RefCell::new(None);
    let written = database
        .write(&request.operation, async |transaction| {
            let mut rejected = rejected.lock().await;
            standing.reach(Step::Waiting);
            let told = (standing, sync.as_ref());
            let counts = lock(transaction, request, planned, &mut rejected, &hashing, told).await?;
            let (followed, handed) = changes(transaction, request, &hashing, told).await?;
            standing.reach(Step::WritingPasswords);
            let passwords = hashing.write(transaction).await?;
            clear(transaction, request.operation.id).await?;
            standing.reach(Step::Sealing);
            hashing.seal().await?;
            *sealed.borrow_mut() = rejects::seal(request, &mut rejected)?;
            standing.reach(Step::Sealed);
            let tally = Tally { counts, rejected: rejected.lines.len() as u64, passwords, undo: None };
            let all =
                Tally { counts: sync.as_ref().map_or(counts, |(moves, _)| moves.with(counts)), ..tally };
            let batch = batch(transaction, request, rejected.digest, all).await?;
            let parked = park(transaction, request, &rejected).await?;
            standing.reach(Step::Committing);
            Ok(Written { tally, batch, parked, followed, handed })
        })
        .await;
    let rejects_file = sealed.into_inner();
    let Written { tally, batch, parked, followed, handed } = match written {
        Ok(done) => done,
        Err(error) => {
            hashing.discard(&error);
            if let Some(sealed) = rejects_file
                && !is_in_doubt(&error)
            {
                // What cannot be removed is recognised by its operation's id at the next run.
                let _ = sealed.discard();
            }
            return Err(error);
        }
    };
    standing.reach(Step::Publishing);
    let shown = hashing.publish()?;
    let rejects = rejects_file.map(crate::sealed::Sealed::publish).transpose()?;
    let mut outcome = Outcome::of(tally.counts, rejected.into_inner());
    outcome.passwords = tally.passwords;
    outcome.expires_at = request.passwords.expires_at.filter(|_| tally.passwords > 0);
    (outcome.shown, outcome.rejects, outcome.batch) = (shown, rejects, batch);
    outcome.parked = parked;
    outcome.followed = followed;
    outcome.roster = sync.map(|(moves, _)| Moves { done: handed, ..moves });
    Ok(outcome)
}

/// Writes the rows, and what comes with them: who comes back by a roster comes before, who leaves goes behind them.
async fn changes(
    transaction: &Transaction<'_>,
    request: &Request,
    hashing: &credentials::Hashing<'_>,
    (standing, sync): (&Standing<'_>, Option<&(Moves, Known)>),
) -> Result<(Vec<crate::task::Next>, Option<Handed>)> {
    standing.reach(Step::Writing);
    if sync.is_some_and(|(moves, _)| !moves.returning.is_empty()) {
        roster::reactivate(transaction, request.operation.id).await?;
    }
    tokio::try_join!(rows(transaction, request), hashing.finish())?;
    let followed = if request.noun.name == "task" {
        crate::task::continue_series(transaction, request.operation.id).await?
    } else {
        Vec::new()
    };
    let handed = match (standing.roster, sync) {
        (Some(roster), Some((moves, _))) => {
            Some(roster::deactivate(transaction, request, moves, &roster.work).await?)
        }
        _ => None,
    };
    Ok((followed, handed))
}

/// Whether it is not known if the transaction was committed: then its files stay, to be settled by the next run.
pub(super) fn is_in_doubt(error: &crate::Error) -> bool {
    matches!(error, crate::Error::Unreachable { .. })
}

/// Where nothing is to be written but that it ran.
pub(super) async fn nothing(
    database: &Database,
    request: &Request,
    counts: Counts,
    rejected: &mut Rejected,
    standing: &Standing<'_>,
) -> Result<Outcome> {
    rejects::settle_leftovers(database, request, rejected.digest).await?;
    let tally = Tally { counts, rejected: rejected.lines.len() as u64, ..Tally::default() };
    let digest = rejected.digest;
    standing.reach(Step::Sealing);
    let sealed = rejects::seal(request, rejected)?;
    standing.reach(Step::Sealed);
    let (batch, parked) = match request.record {
        Record::None => (None, None),
        Record::Batch { .. } => {
            let rejected = &*rejected;
            let write = async |transaction: &Transaction<'_>| {
                let batch = batch(transaction, request, digest, tally).await?;
                let parked = park(transaction, request, rejected).await?;
                standing.reach(Step::Committing);
                Ok((batch, parked))
            };
            database.write(&request.operation, write).await?
        }
    };
    standing.reach(Step::Publishing);
    let mut outcome = Outcome::of(counts, rejected);
    outcome.rejects = sealed.map(crate::sealed::Sealed::publish).transpose()?;
    (outcome.batch, outcome.parked) = (batch, parked);
    Ok(outcome)
}

/// Where no row was good: there is no batch, but they may be parked. Gives the file of the rejected rows, and how to go on.
pub(super) async fn parked_alone(
    database: &Database,
    request: &Request,
    rejected: &mut Rejected,
) -> Result<(Option<PathBuf>, Option<String>)> {
    if !matches!(request.parking, Parking::Park(_)) {
        return Ok((rejects::write_alone(request, rejected)?, None));
    }
    let sealed = rejects::seal(request, rejected)?;
    let rejected = &*rejected;
    let parked = database
        .write(&request.operation, async |transaction| park(transaction, request, rejected).await)
        .await;
    match parked {
        Ok(parked) => {
            let hint = parked.map(|parked| {
                format!("they are parked; once they are corrected: ct paused resume {} FILE", parked.id)
            });
            Ok((sealed.map(crate::sealed::Sealed::publish).transpose()?, hint))
        }
        Err(error) => {
            if let Some(sealed) = sealed
                && !is_in_doubt(&error)
            {
                let _ = sealed.discard();
            }
            Err(error)
        }
    }
}

/// Writes the planned rows.
pub(crate) async fn rows(transaction: &Transaction<'_>, request: &Request) -> Result<()> {
    let sql = format!("-- stage::write\n{}", request.noun.write);
    transaction.rows("stage::write", &sql, &[(&request.operation.id, Type::UUID)]).await.map(drop)
}

/// Writes the batch, if there is to be one; gives its number.
pub(crate) async fn batch(
    transaction: &Transaction<'_>,
    request: &Request,
    digest: Option<[u8; 32]>,
    tally: Tally,
) -> Result<Option<i64>> {
    if request.record == Record::None {
        return Ok(None);
    }
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let counts = tally.counts;
    let numbers = [counts.create, counts.change, counts.keep, tally.rejected, tally.passwords].map(number);
    let digest = digest.map(Vec::from);
    let undoes = tally.undo.map(|(batch, _)| batch);
    let undo = [0, 1, 2].map(|index| tally.undo.map(|(_, counts)| number(counts[index])));
    let sql = "-- batch::write\nselect batch_write($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let mut parameters = vec![
        (&request.operation.id as &(dyn postgres_types::ToSql + Sync), Type::UUID),
        (&request.noun.name, Type::TEXT),
        (&request.source, Type::TEXT),
        (&digest, Type::BYTEA),
    ];
    parameters.extend(numbers.iter().map(|number| (number as _, Type::INT8)));
    parameters.push((&undoes, Type::INT8));
    parameters.extend(undo.iter().map(|number| (number as _, Type::INT8)));
    Ok(Some(transaction.row("batch::write", sql, &parameters).await?.get(0)))
}

/// Takes the noun's guard; gives whether nothing was written since the plan was made.
pub(crate) async fn guard(transaction: &Transaction<'_>, request: &Request) -> Result<bool> {
    let is_patient = be_patient(transaction, request).await?;
    let sql = "-- stage::lock\nselect stage_lock($1, $2)";
    let parameters = [(&request.operation.id as _, Type::UUID), (&request.noun.name as _, Type::TEXT)];
    let still_holds: Option<bool> = transaction.row("stage::lock", sql, &parameters).await?.get(0);
    if is_patient {
        transaction.batch("stage::patience", "set local lock_timeout = '1min'").await?;
    }
    Ok(still_holds == Some(true))
}

/// An import waits as long as it takes, or not at all, as asked; one edit waits for a minute.
async fn be_patient(transaction: &Transaction<'_>, request: &Request) -> Result<bool> {
    let patience = match request.record {
        Record::None => return Ok(false),
        Record::Batch { wait: true } => "0",
        Record::Batch { wait: false } => "10ms",
    };
    transaction.batch("stage::patience", &format!("set local lock_timeout = '{patience}'")).await?;
    Ok(true)
}

/// Takes the guard; plans once more if something was written since the plan was made.
async fn lock(
    transaction: &Transaction<'_>,
    request: &Request,
    planned: Counts,
    rejected: &mut Rejected,
    hashing: &credentials::Hashing<'_>,
    (standing, sync): (&Standing<'_>, Option<&(Moves, Known)>),
) -> Result<Counts> {
    if standing.roster.is_some() {
        be_patient(transaction, request).await?;
        roster::lock(transaction).await?;
    }
    let still_holds = guard(transaction, request).await?;
    if let (true, Some(roster), Some((moves, _))) = (still_holds, standing.roster, sync) {
        // What they have open may be other than it was.
        roster::wrong(transaction, moves, &roster.work).await?.map_or(Ok(()), Err)?;
    }
    if still_holds {
        return Ok(planned);
    }
    let left_out = rejected.lines.len() as u64;
    let active = match sync {
        Some((_, known)) => known.settle_again(transaction, request.operation.id).await?,
        None => 0,
    };
    let counts = planned::settle(transaction, request, rejected).await?;
    if let (Some(roster), Some((moves, _))) = (standing.roster, sync) {
        roster::require_same(moves, roster::look(transaction, request, roster, active).await?)?;
    }
    hashing.again(transaction, counts).await?;
    // Skipped rows do not wait any more.
    let rows = (planned.create + planned.change + planned.keep) - (rejected.lines.len() as u64 - left_out);
    Ok(Counts { keep: rows.saturating_sub(counts.create + counts.change), ..counts })
}
