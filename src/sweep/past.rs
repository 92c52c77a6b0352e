//! The sweeps that there were.

use chrono::{DateTime, Utc};
use postgres_types::Type;
use uuid::Uuid;

use super::lease::holder;
use crate::db::Transaction;
use crate::record::{Heading, Record};
use crate::{Error, Result};

/// What stands over the columns.
pub const HEADINGS: [Heading; 11] = [
    Heading::new("run", "Run"),
    Heading::new("started_at", "Started"),
    Heading::new("ended_at", "Ended"),
    Heading::new("outcome", "Outcome"),
    Heading::new("as_of", "As of"),
    Heading::new("ended", "Ends"),
    Heading::new("passwords_expired", "Passwords"),
    Heading::new("warned", "Warned"),
    Heading::new("locked", "Locked"),
    Heading::new("deactivated", "Deactivated"),
    Heading::new("summary", "Summary"),
];

/// The latest first. Of one without an end the outcome is `running`, or `cut off` where it does not hold the lease any more.
///
/// # Errors
/// What the database refuses.
pub async fn list(transaction: &Transaction<'_>, limit: u32) -> Result<Vec<Record>> {
    if transaction.is_as_user() {
        return Err(Error::NotPermitted {
            message: "sweeps are for an administrator's connection, and not for who is logged in".to_owned(),
            hint: Some("ct history list shows changes; ct logout ends the session".to_owned()),
        });
    }
    let held = holder(transaction).await?.filter(|holder| !holder.is_dead && !holder.has_expired);
    let sql = "-- sweep::list\nselect id, started_at, ended_at, outcome, as_of, summary from sweep \
        order by started_at desc, id desc limit $1";
    let rows = transaction.rows("sweep::list", sql, &[(&i64::from(limit), Type::INT8)]).await?;
    Ok(rows
        .iter()
        .map(|row| {
            let run: Uuid = row.get(0);
            let summary: Option<serde_json::Value> = row.get(5);
            let runs = || held.as_ref().is_some_and(|holder| holder.run == run);
            let outcome =
                row.get::<_, Option<&str>>(3).unwrap_or_else(|| if runs() { "running" } else { "cut off" });
            let number = |name: &str| summary.as_ref().and_then(|told| told.get(name)?.as_i64());
            Record {
                id: 0,
                values: vec![
                    run.to_string().into(),
                    row.get::<_, DateTime<Utc>>(1).into(),
                    row.get::<_, Option<DateTime<Utc>>>(2).into(),
                    outcome.into(),
                    row.get::<_, DateTime<Utc>>(4).into(),
                    number("ended").into(),
                    number("passwords_expired").into(),
                    number("warned").into(),
                    number("locked").into(),
                    number("deactivated").into(),
                    summary.clone().into(),
                ],
            }
        })
        .collect())
}
