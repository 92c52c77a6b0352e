//! Runs that are under way: registered for others to see, and cleared by the next one when they were cut off.

use std::time::Duration;

use postgres_types::Type;
use uuid::Uuid;

use super::watch::Standing;
use super::{Record, Request};
use crate::db::{Database, Transaction};
use crate::{Error, Result};

/// For how long a run says nothing: what is quick needs no word.
const QUIET_START: Duration = Duration::from_secs(1);
/// How often a run says that it lives, beside each new step.
const SAY_EVERY: Duration = Duration::from_secs(5);
/// After how many seconds of silence a run on another machine counts as cut off.
const SILENT_SECONDS: f64 = 120.0;

/// A run, as others see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its operation.
    pub operation: Uuid,
    /// What it imports.
    pub noun: String,
    /// The file.
    pub source: String,
    /// Who runs it: the operating system's user.
    pub actor: Option<String>,
    /// When it began.
    pub started_at: chrono::DateTime<chrono::Utc>,
    /// What it was doing when it last said so.
    pub step: String,
    /// How many rows it had read then.
    pub rows: u64,
    /// Whether it was applied: its operation is in the database.
    pub applied: bool,
    /// Whether it is still at work.
    pub alive: bool,
}

impl Run {
    /// `the import of staff.csv by maria, begun 2026-11-24 10:31 UTC`.
    #[must_use]
    pub fn title(&self) -> String {
        let by = self.actor.as_ref().map_or_else(String::new, |actor| format!(" by {actor}"));
        format!("the import of {}{by}, begun {} UTC", self.source, self.started_at.format("%Y-%m-%d %H:%M"))
    }
}

/// Where a process runs: process numbers mean something there and nowhere else.
pub(crate) fn host() -> String {
    let line = |path: &str| std::fs::read_to_string(path).map(|text| text.trim().to_owned()).ok();
    let start = line("/proc/sys/kernel/random/boot_id").or_else(|| line("/etc/machine-id"));
    let numbers = std::fs::read_link("/proc/self/ns/pid").map(|link| link.display().to_string());
    let name = || rustix::system::uname().nodename().to_string_lossy().into_owned();
    format!("{} {}", start.unwrap_or_else(name), numbers.unwrap_or_default())
}

pub(crate) fn process_id() -> i32 {
    rustix::process::getpid().as_raw_nonzero().get()
}

/// Whether a process of this host is there.
pub(crate) fn is_there(process_id: i32) -> bool {
    let Some(process) = rustix::process::Pid::from_raw(process_id) else { return false };
    rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH)
}

/// The runs that are registered.
///
/// # Errors
/// What the database refuses.
pub async fn list(transaction: &Transaction<'_>) -> Result<Vec<Run>> {
    let sql = "-- run::list\nselect r.operation_id, r.noun, r.source, r.system_user_name, r.started_at, r.step, r.row_count, \
        r.host, r.process_id, extract(epoch from clock_timestamp() - r.seen_at)::float8, \
        exists (select from operation o where o.id = r.operation_id) from run r order by r.started_at";
    let here = host();
    let rows = transaction.rows("run::list", sql, &[]).await?;
    Ok(rows
        .iter()
        .map(|row| Run {
            operation: row.get(0),
            noun: row.get(1),
            source: row.get(2),
            actor: row.get(3),
            started_at: row.get(4),
            step: row.get(5),
            rows: u64::try_from(row.get::<_, i64>(6)).unwrap_or_default(),
            applied: row.get(10),
            alive: if row.get::<_, &str>(7) == here {
                is_there(row.get(8))
            } else {
                row.get::<_, f64>(9) < SILENT_SECONDS
            },
        })
        .collect())
}

/// Registers a run, clears those that were cut off, and gives these.
///
/// # Errors
/// [`Error::Unreachable`] if another one of the noun is at work and this one is not to wait.
pub(super) async fn begin(database: &Database, request: &Request) -> Result<Vec<Run>> {
    let runs = database.read(async |transaction| list(transaction).await).await?;
    let (alive, cut_off): (Vec<_>, Vec<_>) = runs.into_iter().partition(|run| run.alive);
    let noun = request.noun.name;
    if request.record == (Record::Batch { wait: false })
        && let Some(other) = alive.iter().find(|run| run.noun == noun)
    {
        return Err(Error::unreachable(
            format!("another run is at work on {}: {}", request.noun.plural, other.title()),
            "wait until it ends, or leave out --no-wait",
        ));
    }
    let operation = &request.operation;
    database
        .stage(async |transaction| {
            for run in &cut_off {
                end_in(transaction, run.operation).await?;
            }
            let sql = "-- run::begin\nselect run_begin($1, $2, $3, $4, $5, $6, $7)";
            let parameters = [
                (&operation.id as _, Type::UUID),
                (&noun as _, Type::TEXT),
                (&operation.command as _, Type::TEXT),
                (&request.source as _, Type::TEXT),
                (&operation.system_user as _, Type::TEXT),
                (&host() as _, Type::TEXT),
                (&process_id() as _, Type::INT4),
            ];
            transaction.rows("run::begin", sql, &parameters).await.map(drop)
        })
        .await?;
    Ok(cut_off.into_iter().filter(|run| run.noun == noun).collect())
}

/// Says at every step, and every few seconds, that the run lives and where it stands, and that its session is in use.
/// Never ends.
pub(super) async fn say(
    database: &Database,
    operation: Uuid,
    standing: &Standing<'_>,
) -> std::convert::Infallible {
    tokio::time::sleep(QUIET_START).await;
    loop {
        let (step, rows) = standing.now();
        let word = step.word();
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        // What cannot be said now is said the next time; who needs it knows the process, too.
        let _ = database
            .stage(async |transaction| {
                let sql = "-- run::alive\nselect run_alive($1, $2, $3), session_touch()";
                let parameters =
                    [(&operation as _, Type::UUID), (&word as _, Type::TEXT), (&rows as _, Type::INT8)];
                transaction.rows("run::alive", sql, &parameters).await.map(drop)
            })
            .await;
        tokio::select! {
            () = tokio::time::sleep(SAY_EVERY) => {}
            () = standing.further() => {}
        }
    }
}

/// Forgets a run with all that it left waiting, also when its session has ended. Best effort: what stays is cleared by a
/// later run.
pub(super) async fn end(database: &Database, operation: Uuid) {
    let _ = database.leaving().stage(async |transaction| end_in(transaction, operation).await).await;
}

async fn end_in(transaction: &Transaction<'_>, operation: Uuid) -> Result<()> {
    transaction
        .rows("run::end", "-- run::end\nselect run_end($1)", &[(&operation, Type::UUID)])
        .await
        .map(drop)
}
