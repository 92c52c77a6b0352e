//! One sweep at a time: who holds the lease, and how it is taken and renewed.

use std::time::Duration;

use chrono::{DateTime, Utc};
use postgres_types::Type;
use uuid::Uuid;

use super::Sweep;
use crate::db::{Database, Operation, Transaction};
use crate::noun::stage::runs::{host, is_there, process_id};
use crate::{Error, Result};

/// How often the lease is renewed beside the work: it lasts for five minutes.
const RENEW_EVERY: Duration = Duration::from_secs(60);

/// Who holds the lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The run.
    pub run: Uuid,
    /// The operating system's user who runs it.
    pub actor: Option<String>,
    /// The machine's name.
    pub host: String,
    /// Its process there.
    pub process_id: i32,
    /// Since when.
    pub taken_at: DateTime<Utc>,
    /// Until when, unless it is renewed.
    pub expires_at: DateTime<Utc>,
    /// Whether that has passed.
    pub has_expired: bool,
    /// Whether its process is known to be gone.
    pub is_dead: bool,
}

/// This machine's name, and behind it what tells its processes from those of others.
fn place() -> String {
    let name = rustix::system::uname().nodename().to_string_lossy().replace(' ', "_");
    format!("{name} {}", host())
}

/// Who holds it, if somebody does.
///
/// # Errors
/// What the database refuses.
pub async fn holder(transaction: &Transaction<'_>) -> Result<Option<Holder>> {
    let sql = "-- sweep::holder\nselect holder, system_user_name, host, process_id, taken_at, expires_at, \
        expires_at <= clock_timestamp() from lease where name = 'sweep'";
    let rows = transaction.rows("sweep::holder", sql, &[]).await?;
    Ok(rows.first().map(|row| {
        let place_of: Option<String> = row.get(2);
        let place_of = place_of.unwrap_or_default();
        let process_id = row.get::<_, Option<i32>>(3).unwrap_or_default();
        Holder {
            run: row.get(0),
            actor: row.get(1),
            host: place_of.split(' ').next().unwrap_or_default().to_owned(),
            process_id,
            taken_at: row.get(4),
            expires_at: row.get(5),
            has_expired: row.get(6),
            is_dead: place_of == place() && !is_there(process_id),
        }
    }))
}

/// Takes the lease, from nobody, from a run that has not been heard of for too long, or from one that is dead.
///
/// # Errors
/// [`Error::Unreachable`] if another run holds it; it says which.
pub(super) async fn begin(database: &Database, sweep: &Sweep) -> Result<()> {
    let held = database.read(async |transaction| holder(transaction).await).await?;
    if let Some(holder) = &held
        && !holder.has_expired
        && !holder.is_dead
    {
        return Err(is_held(holder));
    }
    let dead = held.map(|holder| holder.run);
    let taken = database
        .stage(async |transaction| {
            let sql = "-- sweep::begin\nselect sweep_begin($1, $2, $3, $4, $5, $6)";
            let parameters = [
                (&sweep.run as _, Type::UUID),
                (&sweep.as_of as _, Type::TIMESTAMPTZ),
                (&sweep.operation.system_user as _, Type::TEXT),
                (&place() as _, Type::TEXT),
                (&process_id() as _, Type::INT4),
                (&dead as _, Type::UUID),
            ];
            Ok(transaction.row("sweep::begin", sql, &parameters).await?.get::<_, bool>(0))
        })
        .await?;
    if taken {
        return Ok(());
    }
    // Somebody was faster.
    let held = database.read(async |transaction| holder(transaction).await).await?;
    Err(held.as_ref().map_or_else(|| Error::unreachable("another sweep was faster", "run it again"), is_held))
}

fn is_held(holder: &Holder) -> Error {
    let by = holder.actor.as_ref().map_or_else(String::new, |actor| format!(" by {actor}"));
    Error::unreachable(
        format!(
            "another sweep is at work: on {}{by}, process {}, since {} UTC",
            holder.host,
            holder.process_id,
            holder.taken_at.format("%Y-%m-%d %H:%M:%S")
        ),
        "one that is not heard of for 5 minutes loses its turn; nothing was done here",
    )
}

/// Renews the lease while others work. Never ends: whoever writes sees whether it is lost.
pub(super) async fn renew(database: &Database, run: Uuid) -> std::convert::Infallible {
    loop {
        tokio::time::sleep(RENEW_EVERY).await;
        // What cannot be said now is said the next time.
        let _ = database.stage(async |transaction| hold(transaction, run).await).await;
    }
}

/// Renews the lease, and keeps it until the transaction ends.
///
/// # Errors
/// [`Error::Unreachable`] if it is lost.
pub(super) async fn hold(transaction: &Transaction<'_>, run: Uuid) -> Result<()> {
    let sql = "-- sweep::hold\nselect sweep_hold($1)";
    transaction.rows("sweep::hold", sql, &[(&run, Type::UUID)]).await.map(drop)
}

/// Notes what a run came to, tells the administrators of problems, and gives the lease back.
pub(super) async fn finish(
    database: &Database,
    sweep: &Sweep,
    outcome: &str,
    summary: serde_json::Value,
    problems: &[String],
) -> Result<()> {
    let reason = sweep.operation.reason.clone().or_else(|| Some("what takes somebody is told".to_owned()));
    let operation = Operation { id: Uuid::now_v7(), reason, ..sweep.operation.clone() };
    let work = async |transaction: &Transaction<'_>| {
        let sql = "-- sweep::finish\nselect sweep_finish($1, $2, $3, $4)";
        let parameters = [
            (&sweep.run as _, Type::UUID),
            (&outcome as _, Type::TEXT),
            (&summary as _, Type::JSONB),
            (&problems as _, Type::TEXT_ARRAY),
        ];
        transaction.rows("sweep::finish", sql, &parameters).await.map(drop)
    };
    // What changes nobody is no operation.
    if problems.is_empty() { database.stage(work).await } else { database.write(&operation, work).await }
}
