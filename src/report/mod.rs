//! Reports: what somebody has to look at from time to time, and a cron job every night.

pub mod access;
pub mod changes;
pub mod inactive;
mod orphans;

use crate::Result;
use crate::db::Transaction;

pub use orphans::{HEADINGS, KINDS, counted, orphans};

/// Who asks, as a report says by whom it was made: the e-mail of who is logged in, or the role that is connected.
///
/// # Errors
/// What the database refuses.
pub async fn asked_by(transaction: &Transaction<'_>) -> Result<String> {
    let sql = "-- report::asked_by\nselect coalesce((select u.email from user_seen u where u.id = (select actor_id())), session_user::text)";
    Ok(transaction.row("report::asked_by", sql, &[]).await?.get(0))
}
