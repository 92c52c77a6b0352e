//! The one way in which rows are written, be it one from flags or a million from a file:
//!
//! rows -> staged by COPY -> planned and checked by the database -> written, with passwords, in one transaction
//!
//! A plan takes the same way and stops before the last step. Bad rows end the run before anything is written, or are left
//! out, as asked.

mod copy;
mod counter;
mod credentials;
mod outcome;
mod park;
mod planned;
mod reading;
mod rejects;
pub(crate) mod replay;
mod request;
pub mod runs;
mod watch;
pub(crate) mod write;

use postgres_types::Type;
use tokio::sync::mpsc;
use uuid::Uuid;

pub use counter::Counter;
pub(crate) use credentials::read_settings;
pub use credentials::{Form, Generate, Passwords};
pub use outcome::Outcome;
pub use planned::{Counts, Planned};
pub use reading::{RowsRead, read, read_roster};
pub use request::{Conflict, Expectation, Goal, Portion, Record, Request, Strictness};
pub use watch::{Step, Unwatched, Watch};

use super::{Column, Lookups};
use crate::db::{Database, Transaction};
use crate::roster::{self, Roster};
use crate::{Error, Result};
pub(crate) use planned::Rejected;
use watch::Standing;

/// Reads what the columns refer to.
///
/// # Errors
/// What the database refuses.
pub async fn lookups(database: &Database, columns: &[&'static Column]) -> Result<Lookups> {
    database.read(async |transaction| Lookups::read(transaction, columns).await).await
}

/// Stages, plans, checks and, unless only a plan is wanted, writes rows: all of them or none, or all good ones.
///
/// # Errors
/// [`Error::BadRows`] with everything that is wrong with the rows, if nothing is written because of them;
/// [`Error::Unreachable`] if another run is at work and this one is not to wait; what the database refuses. Nothing is
/// written then.
pub async fn run(
    database: &Database,
    request: Request,
    portions: mpsc::Receiver<Portion>,
    watch: &dyn Watch,
) -> Result<Outcome> {
    run_as(database, request, portions, watch, None).await
}

/// The same; with a roster, the rows are all that there are to be in its scope.
pub(crate) async fn run_as(
    database: &Database,
    request: Request,
    portions: mpsc::Receiver<Portion>,
    watch: &dyn Watch,
    roster: Option<&Roster>,
) -> Result<Outcome> {
    rejects::refuse_existing(&request)?;
    let standing = Standing::new(watch).of_roster(roster);
    if request.record == Record::None {
        return go(database, &request, portions, &standing).await;
    }
    runs::begin(database, &request).await?.iter().for_each(|run| watch.cut_off(run));
    let id = request.operation.id;
    standing.reach(Step::Reading);
    let outcome = tokio::select! {
        outcome = go(database, &request, portions, &standing) => outcome,
        never = runs::say(database, id, &standing) => match never {},
    };
    runs::end(database, id).await;
    standing.reach(Step::Done);
    outcome
}

async fn go(
    database: &Database,
    request: &Request,
    mut portions: mpsc::Receiver<Portion>,
    standing: &Standing<'_>,
) -> Result<Outcome> {
    credentials::settle(database, request).await?;
    let mut staged = Staged::default();
    let counts = database
        .stage(async |transaction| {
            stage_and_plan(transaction, request, &mut portions, &mut staged, standing).await
        })
        .await;
    let Staged { mut rejected, given, mut sync, known } = staged;
    let counts = match counts {
        Ok(counts) => counts,
        Err(Error::BadRows { file, rows, problems, total, hint, .. }) => {
            let rejects = rejects::write_alone(request, &mut rejected)?;
            return Err(Error::BadRows { file, rows, problems, total, rejects, hint });
        }
        Err(error) => return Err(error),
    };
    if request.goal == Goal::Plan {
        let rejects = rejects::write_alone(request, &mut rejected)?;
        return Ok(Outcome { rejects, dry_run: true, roster: sync, ..Outcome::of(counts, &mut rejected) });
    }
    if is_nothing(request, counts, &given) && sync.as_ref().is_none_or(roster::Moves::is_nothing) {
        if counts.keep == 0 && !rejected.lines.is_empty() {
            let (rejects, hint) = write::parked_alone(database, request, &mut rejected).await?;
            let problems = std::mem::take(&mut rejected.problems);
            return Err(with_rejects(rejected.error(request, problems), rejects, hint));
        }
        let outcome = write::nothing(database, request, counts, &mut rejected, standing).await?;
        return Ok(Outcome { roster: sync, ..outcome });
    }
    if let Some(sync) = &mut sync {
        standing.confirm(counts, &rejected, sync).await?;
    }
    let plan = write::Plan { counts, sync: sync.zip(known), given };
    let result = write::all(database, request, plan, &mut rejected, standing).await;
    if result.is_err() && request.record == Record::None {
        let id = request.operation.id;
        // Best effort: what stays is cleared by a later run.
        let leaving = database.leaving();
        let _ = leaving.stage(async |transaction| clear(transaction, id).await).await;
    }
    result
}

fn with_rejects(error: Error, path: Option<std::path::PathBuf>, parked: Option<String>) -> Error {
    match error {
        Error::BadRows { file, rows, problems, total, hint, .. } => {
            Error::BadRows { file, rows, problems, total, rejects: path, hint: parked.or(hint) }
        }
        other => other,
    }
}

/// What staging brings, beside the rows that wait in the database.
#[derive(Default)]
struct Staged {
    rejected: Rejected,
    given: credentials::Given,
    /// Of a roster: who leaves, and who comes back.
    sync: Option<roster::Moves>,
    /// Of a roster: the users with whom it was compared.
    known: Option<roster::Known>,
}

/// Whether there is nothing to write. Passwords of existing users are replaced only where these are not left alone.
fn is_nothing(request: &Request, counts: Counts, given: &credentials::Given) -> bool {
    let passwords = &request.passwords;
    let some = !given.is_empty() || (passwords.reset && passwords.generate != Generate::Nobody);
    let replaces = some && passwords.replace && request.conflict != Conflict::Skip;
    counts.create + counts.change == 0 && !replaces
}

async fn stage_and_plan(
    transaction: &Transaction<'_>,
    request: &Request,
    portions: &mut mpsc::Receiver<Portion>,
    staged: &mut Staged,
    standing: &Standing<'_>,
) -> Result<Counts> {
    let id = request.operation.id;
    begin(transaction, request).await?;
    if let Some(roster) = standing.roster {
        roster::begin(transaction, id, &roster.scope).await?;
        staged.known = Some(roster::Known::read(transaction, request, &roster.scope).await?);
    }
    let report =
        copy::rows(transaction, request, portions, &mut staged.given, staged.known.as_mut(), standing)
            .await?;
    staged.rejected = Rejected::of(report);
    standing.reach(Step::Planning);
    if let Some(known) = &mut staged.known {
        known.settle(transaction, id).await?;
        roster::note_unknown(transaction, id, staged.rejected.lines.iter().copied()).await?;
    }
    let mut counts = planned::settle(transaction, request, &mut staged.rejected).await?;
    if let (Some(roster), Some(known)) = (standing.roster, &staged.known) {
        counts.keep += known.passed();
        let sync = staged.sync.insert(roster::look(transaction, request, roster, known.active()).await?);
        roster::require_rows(request, counts, sync, &staged.rejected)?;
    }
    if request.goal == Goal::Plan || standing.roster.is_some_and(|roster| roster.is_shown) {
        planned::show(transaction, request, standing, staged.sync.as_ref()).await?;
    }
    let nobody_moves = staged.sync.as_ref().is_none_or(roster::Moves::is_nothing);
    if request.goal == Goal::Plan || (is_nothing(request, counts, &staged.given) && nobody_moves) {
        clear(transaction, request.operation.id).await?;
    }
    Ok(counts)
}

/// Stages, plans and checks rows within a transaction that writes; gives what is left to be written, and what is wrong
/// with the rows that were left out.
pub(crate) async fn settle_alone(
    transaction: &Transaction<'_>,
    request: &Request,
    mut portions: mpsc::Receiver<Portion>,
) -> Result<(Counts, Vec<crate::csv_io::Problem>)> {
    let standing = Standing::new(&Unwatched);
    let mut given = credentials::Given::default();
    let report = copy::rows(transaction, request, &mut portions, &mut given, None, &standing).await?;
    let mut rejected = Rejected::of(report);
    let counts = planned::settle(transaction, request, &mut rejected).await?;
    Ok((counts, rejected.problems))
}

/// Before rows are staged.
pub(crate) async fn begin(transaction: &Transaction<'_>, request: &Request) -> Result<()> {
    let parameters = [(&request.operation.id as _, Type::UUID), (&request.noun.name as _, Type::TEXT)];
    transaction
        .rows("stage::begin", "-- stage::begin\nselect stage_begin($1, $2)", &parameters)
        .await
        .map(drop)
}

/// Removes what waits of an operation.
pub(crate) async fn clear(transaction: &Transaction<'_>, id: Uuid) -> Result<()> {
    transaction
        .rows("stage::clear", "-- stage::clear\nselect stage_clear($1)", &[(&id, Type::UUID)])
        .await
        .map(drop)
}
