//! A supervisor's team: the users who report to them directly (REQUIREMENTS T1, T2, P4, S2).
//!
//! What a supervisor may do for the team needs no access to a tool; the database checks it where it is done
//! (`account_refusal`, `user_check_rights`). Here it is told early and plainly.

use postgres_types::Type;

use crate::db::Transaction;
use crate::noun::Found;
use crate::{Error, Result};

/// What a supervisor may edit of the team: the names of the columns.
pub const EDITABLE: [&str; 6] = ["name", "job_title", "address", "phone", "provider", "location"];

/// The user whose session is presented: a team is somebody's.
///
/// # Errors
/// [`Error::NotPermitted`] if nobody is logged in.
pub async fn supervisor(transaction: &Transaction<'_>) -> Result<i64> {
    let sql = "-- team::supervisor\nselect actor_id()";
    match transaction.row("team::supervisor", sql, &[]).await?.get(0) {
        Some(user) => Ok(user),
        None => Err(Error::NotPermitted {
            message: "nobody is logged in, and a team is somebody's".to_owned(),
            hint: Some(
                "log in as the supervisor: ct login; or tell whose team: ct team list --of USER".to_owned(),
            ),
        }),
    }
}

/// That a user reports to this supervisor.
///
/// # Errors
/// [`Error::Refused`] if not.
pub async fn require_member(transaction: &Transaction<'_>, supervisor: i64, member: &Found) -> Result<()> {
    let sql = "-- team::member\nselect exists (select from users where id = $1 and supervisor_id = $2)";
    let parameters = [(&member.id as _, Type::INT8), (&supervisor as _, Type::INT8)];
    if transaction.row("team::member", sql, &parameters).await?.get(0) {
        return Ok(());
    }
    Err(Error::refused(
        format!("{} ({}) is not on your team", member.name, member.label),
        "ct team list shows who is; the helpdesk does more: ct password reset, ct user unlock",
    ))
}
