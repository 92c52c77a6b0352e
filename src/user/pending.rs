//! Users who wait for approval (REQUIREMENTS U4).

use postgres_types::Type;

use crate::db::{Database, Operation};
use crate::{Error, Result};

/// What becomes of users who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are active from now on.
    Approve,
    /// They are inactive from now on, and never were anything else.
    Deny,
}

/// What became of one user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The verdict holds from now on.
    Done,
    /// It did so already.
    Already,
}

/// Approves or denies users, all of them or none; a second time succeeds and says so. Gives what became of each.
///
/// # Errors
/// [`Error::Refused`] for somebody who does not wait and is not as the verdict has it; nothing is changed then.
pub async fn settle(
    database: &Database,
    operation: &Operation,
    users: &[(i64, String)],
    verdict: Verdict,
) -> Result<Vec<Settled>> {
    let approve = verdict == Verdict::Approve;
    let ids: Vec<i64> = users.iter().map(|(id, _)| *id).collect();
    database
        .write(operation, async |transaction| {
            let sql = "-- user::settle_pending\nselect user_id, was from user_settle_pending($1, $2, $3, $4)";
            let parameters = [
                (&ids as _, Type::INT8_ARRAY),
                (&approve as _, Type::BOOL),
                (&operation.id as _, Type::UUID),
                (&operation.reason as _, Type::TEXT),
            ];
            let rows = transaction.rows("user::settle_pending", sql, &parameters).await?;
            let was = |id: i64| rows.iter().find(|row| row.get::<_, i64>(0) == id).map(|row| row.get(1));
            users
                .iter()
                .map(|(id, label)| match (was(*id), verdict) {
                    (Some("pending"), _) => Ok(Settled::Done),
                    (Some("active"), Verdict::Approve) | (Some("denied"), Verdict::Deny) => {
                        Ok(Settled::Already)
                    }
                    (was, _) => Err(refused(label, was.unwrap_or("gone"), verdict)),
                })
                .collect()
        })
        .await
}

fn refused(label: &str, was: &str, verdict: Verdict) -> Error {
    let was = if was == "denied" { "inactive: it was denied" } else { was };
    let hint = match verdict {
        Verdict::Approve => "only users who wait are approved: ct user list --status pending shows them",
        Verdict::Deny => "only users who wait are denied: ct user list --status pending shows them",
    };
    Error::refused(format!("{label} does not wait for approval: it is {was}; nobody was changed"), hint)
}
